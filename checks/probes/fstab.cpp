#include "checks/probes/fstab.hpp"

#include <algorithm>
#include <utility>

#include "app/base/limits.hpp"
#include "app/base/text.hpp"
#include "app/base/utf8.hpp"
#include "checks/probes/mounts.hpp"

namespace amparo::checks {

namespace {

constexpr std::size_t kLines = 4096;

/// Hands the words of every line that is neither blank nor a comment to `take`, which says whether the line
/// fits.
template <typename Table, typename Take>
Result<Table> parse_words(std::string_view text, Take take) {
    if (text.find('\0') != std::string_view::npos)
        return fail(Errc::Corrupt, "NUL byte in a table of devices");
    Table table;
    std::size_t number = 0;
    for (const std::string_view line : text::lines(text)) {
        ++number;
        if (line.size() > limits::kHostLine || number > kLines) {
            return fail(Errc::Limit, "line " + std::to_string(number) + ": more than allowed");
        }
        const auto words = text::words(line);
        if (words.empty() || words.front().starts_with('#')) continue;
        if (!take(table, words)) ++table.odd_lines;
    }
    return table;
}

std::vector<std::string> split_options(std::string_view text) {
    std::vector<std::string> out;
    for (const std::string_view part : text::split(text, ',')) {
        if (!part.empty()) out.emplace_back(part);
    }
    return out;
}

bool contains(const std::vector<std::string>& options, std::string_view name) {
    return std::ranges::any_of(options, [&](const std::string& option) {
        return option == name ||
               (option.starts_with(name) && option.size() > name.size() && option[name.size()] == '=');
    });
}

/// `UUID="x"` and `UUID=x` mean the same.
std::string without_quotes(std::string spec) {
    const std::size_t equals = spec.find('=');
    if (equals == std::string::npos || spec.size() < equals + 3) return spec;
    const char quote = spec[equals + 1];
    if ((quote != '"' && quote != '\'') || spec.back() != quote) return spec;
    return spec.substr(0, equals + 1) + spec.substr(equals + 2, spec.size() - equals - 3);
}

std::string odd(std::size_t count) { return count == 0 ? "" : "odd lines: " + std::to_string(count) + "\n"; }
std::string shown(std::string_view text) { return utf8::displayable(text, 200); }

}  // namespace

bool FstabEntry::has_option(std::string_view name) const { return contains(options, name); }
bool CryptEntry::has_option(std::string_view wanted) const { return contains(options, wanted); }

bool CryptEntry::is_throw_away() const {
    return key == "/dev/urandom" || key == "/dev/random" || key == "/dev/hw_random" || has_option("swap") ||
           has_option("tmp");
}

const FstabEntry* Fstab::holding(std::string_view path) const {
    const FstabEntry* best = nullptr;
    for (const FstabEntry& entry : entries) {
        if (!entry.point.starts_with('/') || entry.has_option("noauto") || !is_below(path, entry.point))
            continue;
        if (best == nullptr || entry.point.size() >= best->point.size()) best = &entry;
    }
    return best;
}

const CryptEntry* CryptTable::find(std::string_view name) const {
    const auto found =
        std::ranges::find_if(entries, [&](const CryptEntry& entry) { return entry.name == name; });
    return found == entries.end() ? nullptr : &*found;
}

Result<Fstab> parse_fstab(std::string_view text) {
    return parse_words<Fstab>(text, [](Fstab& table, const std::vector<std::string_view>& words) {
        if (words.size() < 3) return false;
        FstabEntry entry;
        entry.spec = without_quotes(unescape_field(words[0]));
        entry.point = unescape_field(words[1]);
        while (entry.point.size() > 1 && entry.point.ends_with('/')) entry.point.pop_back();
        entry.type = words[2];
        if (words.size() > 3) entry.options = split_options(words[3]);
        table.entries.push_back(std::move(entry));
        return true;
    });
}

Result<CryptTable> parse_crypttab(std::string_view text) {
    return parse_words<CryptTable>(text, [](CryptTable& table, const std::vector<std::string_view>& words) {
        if (words.size() < 2) return false;
        CryptEntry entry;
        entry.name = unescape_field(words[0]);
        entry.device = without_quotes(unescape_field(words[1]));
        entry.key = words.size() > 2 ? unescape_field(words[2]) : "none";
        if (words.size() > 3) entry.options = split_options(words[3]);
        if (entry.name.find('/') != std::string::npos) return false;
        table.entries.push_back(std::move(entry));
        return true;
    });
}

Result<SwapTable> parse_swaps(std::string_view text) {
    // Without the heading this is some other file; an empty list must not be mistaken for "no swap".
    if (!text.starts_with("Filename")) return fail(Errc::Corrupt, "line 1: not the list of swap areas");
    bool heading = true;
    return parse_words<SwapTable>(text, [&](SwapTable& table, const std::vector<std::string_view>& words) {
        if (std::exchange(heading, false)) return true;
        if (words.size() < 5) return false;
        const auto size = text::to_integer(words[2]);
        if (!size || *size < 0 || (words[1] != "file" && words[1] != "partition")) return false;
        SwapArea area{unescape_field(words[0]), words[1] == "file", *size, false};
        constexpr std::string_view kDeleted = " (deleted)";
        if (area.name.ends_with(kDeleted)) {
            area.name.resize(area.name.size() - kDeleted.size());
            area.deleted = true;
        }
        if (!area.name.starts_with('/')) return false;
        table.areas.push_back(std::move(area));
        return true;
    });
}

std::string describe(const Fstab& table) {
    std::string out;
    for (const FstabEntry& entry : table.entries) {
        out += shown(entry.spec) + " on " + shown(entry.point) + " type " + shown(entry.type) + " (" +
               shown(text::join(entry.options, ",")) + ")\n";
    }
    return out + odd(table.odd_lines);
}

std::string describe(const CryptTable& table) {
    std::string out;
    for (const CryptEntry& entry : table.entries) {
        // The third field is never printed: some systems let people write the passphrase itself there.
        const bool asked = entry.key.empty() || entry.key == "none" || entry.key == "-";
        const char* key = entry.is_throw_away() ? "throw-away" : asked ? "asked" : "stored";
        out += shown(entry.name) + " from " + shown(entry.device) + " key " + key + " (" +
               shown(text::join(entry.options, ",")) + ")\n";
    }
    return out + odd(table.odd_lines);
}

std::string describe(const SwapTable& table) {
    std::string out;
    for (const SwapArea& area : table.areas) {
        out += shown(area.name) + (area.is_file ? " file " : " device ") + std::to_string(area.size_kib) +
               " KiB" + (area.deleted ? " deleted" : "") + "\n";
    }
    return out + odd(table.odd_lines);
}

}  // namespace amparo::checks
