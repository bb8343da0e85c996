#include "checks/accounts/leak_range.hpp"

#include <algorithm>

#include "app/base/text.hpp"

namespace amparo::accounts {

namespace {

constexpr std::size_t kPrefix = 5;
constexpr std::size_t kRest = 40 - kPrefix;

std::string hex_of(const Sha1Digest& digest) {
    static constexpr char kHex[] = "0123456789ABCDEF";
    std::string out;
    out.reserve(2 * digest.size());
    for (const std::uint8_t byte : digest) {
        out.push_back(kHex[byte >> 4U]);
        out.push_back(kHex[byte & 15U]);
    }
    return out;
}

bool is_hex(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f'); });
}

/// Calls `heard` with the rest of a hash and how often it was seen. Everything is read, so that an answer of another
/// kind is never taken for a clean one.
template <typename Heard>
Result<void> each_rest(std::string_view answer, const Heard& heard) {
    if (answer.size() > kRangeBytes) return fail(Errc::Limit, "answer");
    std::size_t line = 0;
    for (std::size_t from = 0; from < answer.size();) {
        const std::size_t end = std::min(answer.find('\n', from), answer.size());
        const std::string_view words = text::trim(answer.substr(from, end - from));
        from = end + 1;
        ++line;
        if (words.empty()) continue;
        const bool shape = words.size() > kRest + 1 && words[kRest] == ':' && is_hex(words.substr(0, kRest));
        const auto count = shape ? text::to_integer(words.substr(kRest + 1)) : std::nullopt;
        if (!count || *count < 0) return fail(Errc::Corrupt, "line " + std::to_string(line));
        heard(words.substr(0, kRest), *count);
    }
    if (line == 0) return fail(Errc::Corrupt, "empty");
    return {};
}

}  // namespace

std::string range_prefix(const Sha1Digest& digest) { return hex_of(digest).substr(0, kPrefix); }

Result<bool> range_holds(std::string_view answer, const Sha1Digest& digest) {
    const std::string rest = hex_of(digest).substr(kPrefix);
    bool held = false;
    AMPARO_TRY_VOID(each_rest(answer, [&](std::string_view other, std::int64_t count) {
        held = held || (count > 0 && text::equals_ignoring_case(other, rest));
    }));
    return held;
}

Result<std::string> describe_leak_range(std::string_view answer) {
    std::size_t real = 0;
    std::size_t padding = 0;
    AMPARO_TRY_VOID(each_rest(answer, [&](std::string_view, std::int64_t count) { ++(count > 0 ? real : padding); }));
    return "leaked hashes " + std::to_string(real) + "\npadding " + std::to_string(padding) + "\n";
}

}  // namespace amparo::accounts
