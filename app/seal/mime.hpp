#pragma once
// Mail as desks read it: PGP/MIME (RFC 3156) around a sealed part, or plain. Nothing in it says what computer, program,
// time zone or person wrote it, besides the mailbox it comes from.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/seal/report.hpp"

namespace amparo::seal {

struct MailHead {
    std::string from;
    std::string to;
    std::string subject;       ///< ASCII; the case reference
    std::int64_t when = 0;     ///< seconds since 1970; written in UTC, to the minute
    std::string message_id;    ///< without angle brackets
    std::string boundary;      ///< letters and digits that stand nowhere in the parts
};

/// A head with a random message id in the domain of `from`, and a random boundary.
[[nodiscard]] MailHead mail_head(std::string from, std::string to, std::string subject, std::int64_t when);

/// The part that is sealed, or that stands in a plain mail: text alone, or text and files.
[[nodiscard]] std::string mime_part(std::string_view text, const std::vector<ReportFile>& files, std::string_view boundary);
/// A whole mail around an armoured OpenPGP message.
[[nodiscard]] std::string pgp_mime_mail(const MailHead& head, std::string_view armoured);
/// A whole mail around `mime_part`.
[[nodiscard]] std::string plain_mail(const MailHead& head, std::string_view part);

/// "Mon, 23 Nov 2026 10:00:00 +0000"
[[nodiscard]] std::string mail_date(std::int64_t when);

}  // namespace amparo::seal
