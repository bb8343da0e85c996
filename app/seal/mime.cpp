#include "app/seal/mime.hpp"

#include <algorithm>
#include <array>

#include "app/base/date.hpp"
#include "app/base/text.hpp"
#include "app/seal/digest.hpp"

namespace amparo::seal {

namespace {

constexpr std::size_t kLine = 76;

/// Base64 in lines.
std::string encoded(std::string_view bytes) {
    const std::string whole = base64(as_bytes(bytes));
    std::string out;
    for (std::size_t at = 0; at < whole.size(); at += kLine) out += whole.substr(at, kLine) + "\r\n";
    return out;
}

/// Every line of a mail ends with CR LF.
std::string crlf(std::string_view text) {
    std::string out;
    for (const std::string_view line : text::lines(text)) {
        out += line;
        out += "\r\n";
    }
    return out;
}

std::string text_part(std::string_view text) {
    return "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + encoded(crlf(text));
}

/// A file name in the form of RFC 2231, which every letter survives.
std::string file_name(std::string_view name) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string out;
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '.' || c == '-' || c == '_';
        if (plain) {
            out += c;
        } else {
            out += '%';
            out += kHex[byte >> 4U];
            out += kHex[byte & 15U];
        }
    }
    return out;
}

bool is_type(std::string_view type) {
    return type.size() <= 80 && std::ranges::count(type, '/') == 1 && std::ranges::all_of(type, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '/' || c == '-' || c == '.' || c == '+';
    });
}

std::string file_part(const ReportFile& file) {
    const std::string type = is_type(file.type) ? file.type : "application/octet-stream";
    return "Content-Type: " + type + "\r\nContent-Disposition: attachment; filename*=utf-8''" + file_name(file.name) +
           "\r\nContent-Transfer-Encoding: base64\r\n\r\n" + encoded(file.bytes);
}

std::string headers(const MailHead& head) {
    return "Date: " + mail_date(head.when) + "\r\nFrom: <" + head.from + ">\r\nTo: <" + head.to + ">\r\nSubject: " + head.subject +
           "\r\nMessage-ID: <" + head.message_id + ">\r\nMIME-Version: 1.0\r\n";
}

std::string random_word() {
    std::string bytes(16, '\0');
    random_fill(bytes);
    return text::to_hex(bytes);
}

}  // namespace

MailHead mail_head(std::string from, std::string to, std::string subject, std::int64_t when) {
    MailHead head;
    head.message_id = random_word() + from.substr(std::min(from.find('@'), from.size()));
    head.from = std::move(from);
    head.to = std::move(to);
    head.subject = std::move(subject);
    head.when = when;
    head.boundary = random_word();
    return head;
}

std::string mail_date(std::int64_t when) {
    constexpr std::array<const char*, 7> kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const Day day = day_of(when);
    const std::string moment = format_moment(when);  // 2026-11-23T10:00:00Z
    const std::chrono::weekday weekday(day);
    const auto month = text::to_integer(moment.substr(5, 2)).value_or(1);
    return std::string(kDays[weekday.c_encoding()]) + ", " + moment.substr(8, 2) + " " +
           kMonths[static_cast<std::size_t>(month - 1)] + " " + moment.substr(0, 4) + " " + moment.substr(11, 5) + ":00 +0000";
}

std::string mime_part(std::string_view text, const std::vector<ReportFile>& files, std::string_view boundary) {
    if (files.empty()) return text_part(text);
    const std::string edge = "--" + std::string(boundary);
    std::string out = "Content-Type: multipart/mixed; boundary=\"" + std::string(boundary) + "\"\r\n\r\n" + edge + "\r\n" + text_part(text);
    for (const ReportFile& file : files) out += edge + "\r\n" + file_part(file);
    return out + edge + "--\r\n";
}

std::string pgp_mime_mail(const MailHead& head, std::string_view armoured) {
    const std::string edge = "--" + head.boundary;
    return headers(head) + "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=\"" + head.boundary +
           "\"\r\n\r\n" + edge + "\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n" + edge +
           "\r\nContent-Type: application/octet-stream; name=\"encrypted.asc\"\r\nContent-Disposition: inline; "
           "filename=\"encrypted.asc\"\r\n\r\n" + crlf(armoured) + edge + "--\r\n";
}

std::string plain_mail(const MailHead& head, std::string_view part) { return headers(head) + std::string(part); }

}  // namespace amparo::seal
