#pragma once
// What a sealed message holds: the text and files of one report. Anyone who seals or opens uses this.

#include <cstdint>
#include <string>
#include <vector>

#include "app/base/result.hpp"

namespace amparo::seal {

inline constexpr std::size_t kReportBytes = 16 * 1024 * 1024;
inline constexpr std::size_t kReportFiles = 32;

struct ReportFile {
    std::string name;  ///< a plain file name
    std::string type;  ///< "text/plain", "image/jpeg", …
    std::string bytes;
    bool operator==(const ReportFile&) const = default;
};

struct Report {
    std::string case_ref;
    std::int64_t created = 0;   ///< to the minute
    std::string text;           ///< UTF-8
    std::string reply_secret;   ///< 16 bytes; who opens the report can prove it, see answer_code
    std::vector<ReportFile> files;
    bool operator==(const Report&) const = default;
};

/// True for a name that is a file name and nothing else on every system, at most 100 bytes of UTF-8.
[[nodiscard]] bool is_file_name(std::string_view name);

/// The code with which a desk shows that it opened a report: two groups of five letters and digits.
[[nodiscard]] std::string answer_code(std::string_view reply_secret, std::string_view case_ref);
/// Compares as people copy: case, spaces and hyphens do not matter.
[[nodiscard]] bool same_answer(std::string_view given, std::string_view expected);

}  // namespace amparo::seal
