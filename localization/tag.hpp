#pragma once
// Language tags (BCP 47) as far as we need them: language, script, region, variants. Also reads the POSIX
// spelling "ar_EG.UTF-8" that systems hand us.

#include <optional>
#include <string>
#include <string_view>

namespace amparo::localization {

struct Tag {
    std::string language;  ///< "pt"
    std::string script;    ///< "Hant", or empty
    std::string region;    ///< "BR" or "419", or empty
    std::string variant;   ///< what follows, in lower case, or empty

    /// "zh-Hant-HK"
    [[nodiscard]] std::string text() const;
    bool operator==(const Tag&) const = default;
};

/// Reads "pt-BR", "pt_BR", "pt_BR.UTF-8", "sr_RS@latin", in any case. Extensions (-u-…, -x-…) are left off.
/// Nothing for the placeholder locales C and POSIX and for everything else that is not a tag.
[[nodiscard]] std::optional<Tag> parse_tag(std::string_view text);

/// What decides whether readers of one tag can read another: old names are replaced by today's, and the
/// script is named where a language is written in several (zh-TW and zh-HK are zh-Hant, sr is sr-Cyrl).
[[nodiscard]] Tag reading_tag(const Tag& tag);

}  // namespace amparo::localization
