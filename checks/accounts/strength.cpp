#include "checks/accounts/strength.hpp"

#include <zxcvbn.h>

#include <algorithm>
#include <memory>

#include "app/base/text.hpp"
#include "app/base/wiped.hpp"

namespace amparo::accounts {

namespace {

constexpr double kVeryWeak = 40;
constexpr double kWeak = 75;
// Longer ones are good if their beginning is; the estimate takes more than linear time.
constexpr std::size_t kEstimated = 64;
constexpr std::size_t kLeastWord = 3;
constexpr std::size_t kWords = 64;

struct MatchDeleter {
    void operator()(ZxcMatch_t* match) const { ZxcvbnFreeInfo(match); }
};

}  // namespace

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> out;
    std::string word;
    const auto close = [&] {
        if (word.size() >= kLeastWord && std::ranges::find(out, word) == out.end()) out.push_back(word);
        word.clear();
    };
    for (const char c : text::lower(text)) {
        const bool part = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (part) {
            word.push_back(c);
        } else {
            close();
        }
    }
    close();
    return out;
}

Strength judge_strength(std::string_view password, const std::vector<std::string>& own, const std::vector<std::string>& around) {
    Strength out;
    const bool ascii = std::ranges::all_of(password, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (!ascii || password.empty()) return out;
    std::vector<const char*> words;
    for (const std::string& word : own) {
        if (words.size() < kWords) words.push_back(word.c_str());
    }
    const int mine = static_cast<int>(words.size());
    for (const std::string& word : around) {
        if (words.size() < kWords) words.push_back(word.c_str());
    }
    words.push_back(nullptr);
    // A copy only of what is too long: everything else ends in a NUL in its pool.
    WipedBytes beginning;
    const char* text = password.data();
    if (password.size() > kEstimated) {
        beginning.assign(password.begin(), password.begin() + static_cast<std::ptrdiff_t>(kEstimated));
        beginning.push_back('\0');
        text = beginning.data();
    }
    ZxcMatch_t* raw = nullptr;
    out.bits = ZxcvbnMatch(text, words.data(), &raw);
    const std::unique_ptr<ZxcMatch_t, MatchDeleter> first(raw);
    out.band = out.bits < kVeryWeak ? Band::VeryWeak : out.bits < kWeak ? Band::Weak : Band::Good;
    if (mine == 0) return out;
    // Which list a match came from is not told, so the parts themselves are compared, a third of the password or more.
    const std::string small = text::lower(password.substr(0, kEstimated));
    for (const std::string& word : own) {
        if (word.size() >= kLeastWord && word.size() * 3 >= small.size() && small.find(word) != std::string::npos) out.personal = true;
    }
    wipe_memory(const_cast<char*>(small.data()), small.size());
    return out;
}

}  // namespace amparo::accounts
