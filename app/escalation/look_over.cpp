#include "app/escalation/look_over.hpp"

#include <algorithm>
#include <array>

#include "app/base/text.hpp"
#include "app/base/utf8.hpp"

namespace amparo::escalation {

namespace {

constexpr std::size_t kMost = 50;
constexpr std::string_view kCover = "[…]";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

/// A word with where it stands, without the marks around it.
struct Word {
    std::string_view text;
    std::size_t at = 0;
    bool starts_sentence = false;
};

std::vector<Word> words_of(std::string_view text) {
    constexpr std::string_view kBefore = "\"'([{<«“‘";
    constexpr std::string_view kAfter = "\"')]}>,;!?»”’";
    std::vector<Word> out;
    bool starts = true;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t begin = text.find_first_not_of(" \t\n", i);
        if (begin == std::string_view::npos) break;
        if (text.substr(i, begin - i).find('\n') != std::string_view::npos) starts = true;
        std::size_t end = text.find_first_of(" \t\n", begin);
        if (end == std::string_view::npos) end = text.size();
        std::size_t from = begin;
        std::size_t to = end;
        while (from < to && kBefore.find(text[from]) != std::string_view::npos) ++from;
        while (to > from && (kAfter.find(text[to - 1]) != std::string_view::npos || text[to - 1] == '.' || text[to - 1] == ':')) --to;
        if (to > from) out.push_back({text.substr(from, to - from), from, starts});
        const char last = text[end - 1];
        starts = last == '.' || last == '!' || last == '?' || last == ':';
        i = end;
    }
    return out;
}

bool looks_like_name(std::string_view word) {
    return word.size() >= 2 && is_upper(word[0]) && (is_lower(word[1]) || static_cast<unsigned char>(word[1]) >= 0x80);
}

bool is_mail(std::string_view word) {
    const std::size_t at = word.find('@');
    return at != std::string_view::npos && at > 0 && word.find('.', at) != std::string_view::npos && word.find('@', at + 1) == std::string_view::npos;
}

std::size_t count_digits(std::string_view word) { return static_cast<std::size_t>(std::ranges::count_if(word, is_digit)); }

bool is_date(std::string_view word) {
    // 2026-11-23 and what may follow; reports are full of them.
    return word.size() >= 10 && is_digit(word[0]) && word[4] == '-' && word[7] == '-';
}

/// Words after which a secret is written. Arabic and Spanish, too: people write in their own language.
bool announces_secret(std::string_view word) {
    constexpr std::array<std::string_view, 16> kWords = {"password", "passwort", "passphrase", "passcode", "pin",    "code",   "otp",   "contraseña",
                                                         "clave",    "senha",    "key",        "token",    "secret", "المرور", "السر", "الرمز"};
    const std::string lower = text::lower(word);
    return std::ranges::find(kWords, lower) != kWords.end();
}

/// Letters and digits mixed as people do not write.
bool looks_secret(std::string_view word) {
    if (word.size() < 6 || word.find("://") != std::string_view::npos) return false;
    const bool digit = std::ranges::any_of(word, is_digit);
    const bool upper = std::ranges::any_of(word, is_upper);
    const bool lower = std::ranges::any_of(word, is_lower);
    const bool mark = word.find_first_of("!#$%^&*+=~") != std::string_view::npos;
    return (digit && upper && lower && word.size() >= 8) || (mark && digit && (upper || lower));
}

bool is_place(std::string_view word) {
    const std::string lower = text::lower(word);
    for (const char* host : {"maps.google.", "goo.gl/maps", "maps.app.goo.gl", "openstreetmap.org", "maps.apple.com", "google.com/maps"}) {
        if (lower.find(host) != std::string::npos) return true;
    }
    return false;
}

/// "33.8938" as half of a pair of coordinates.
bool is_coordinate(std::string_view word) {
    const std::size_t point = word.find('.');
    if (point == std::string_view::npos || word.size() - point < 4 || point == 0 || point > 4) return false;
    return std::ranges::all_of(word, [](char c) { return is_digit(c) || c == '.' || c == '-' || c == '+'; });
}

/// How many words from `at` on make one long number.
std::size_t number_words(const std::vector<Word>& words, std::size_t at, std::size_t& digits) {
    digits = 0;
    std::size_t used = 0;
    while (at + used < words.size()) {
        const std::string_view word = words[at + used].text;
        const bool numeric = !word.empty() && std::ranges::all_of(word, [](char c) { return is_digit(c) || c == '+' || c == '-' || c == '(' || c == ')' || c == '.' || c == '/'; });
        if (!numeric || count_digits(word) == 0 || is_date(word)) break;
        digits += count_digits(word);
        ++used;
    }
    return used;
}

class Looker {
  public:
    Looker(std::string_view line, std::string_view text) : line_(line), text_(text), words_(words_of(text)) {}

    std::vector<Notice> run() {
        for (std::size_t i = 0; i < words_.size() && out_.size() < kMost;) i += std::max<std::size_t>(1, at(i));
        return std::move(out_);
    }

  private:
    void add(Noticed kind, std::size_t first, std::size_t count) {
        const Word& begin = words_[first];
        const Word& end = words_[first + count - 1];
        out_.push_back({std::string(line_), kind, std::string(text_.substr(begin.at, end.at + end.text.size() - begin.at))});
    }

    /// How many words the notice took; 0 for none.
    std::size_t at(std::size_t i) {
        const std::string_view word = words_[i].text;
        if (announces_secret(word) && i + 1 < words_.size()) return secret_after(i);
        if (is_mail(word)) return add(Noticed::Mail, i, 1), 1;
        if (is_place(word)) return add(Noticed::Place, i, 1), 1;
        if (is_coordinate(word) && i + 1 < words_.size() && is_coordinate(words_[i + 1].text)) return add(Noticed::Place, i, 2), 2;
        if (word.size() > 2 && word.front() == '@') return add(Noticed::Handle, i, 1), 1;
        if (looks_secret(word)) return add(Noticed::Secret, i, 1), 1;
        std::size_t digits = 0;
        const std::size_t numbers = number_words(words_, i, digits);
        constexpr std::size_t kPhone = 7;
        if (digits >= kPhone) return add(Noticed::Number, i, numbers), numbers;
        return name_at(i);
    }

    std::size_t secret_after(std::size_t i) {
        // "my password is hunter2", "code: 123456": the next word that is no little word.
        for (std::size_t next = i + 1; next < words_.size() && next <= i + 2; ++next) {
            const std::string_view word = words_[next].text;
            if (word == "is" || word == "was" || word == "=" || word == "es" || word == "هي" || word == "هو") continue;
            const bool long_with_digit = count_digits(word) > 0 && word.size() >= 6;
            if (count_digits(word) < 3 && !long_with_digit && !looks_secret(word)) break;
            add(Noticed::Secret, next, 1);
            return next - i + 1;
        }
        return 0;
    }

    /// Two words with capitals, not merely the first of a sentence.
    std::size_t name_at(std::size_t i) {
        if (i + 1 >= words_.size() || !looks_like_name(words_[i].text) || !looks_like_name(words_[i + 1].text)) return 0;
        if (words_[i + 1].starts_sentence) return 0;
        std::size_t count = 2;
        while (i + count < words_.size() && count < 4 && looks_like_name(words_[i + count].text) && !words_[i + count].starts_sentence) ++count;
        add(Noticed::Person, i, count);
        return count;
    }

    std::string_view line_;
    std::string_view text_;
    std::vector<Word> words_;
    std::vector<Notice> out_;
};

/// What the person gave as their own.
bool is_own(const Report& report, const std::string& found) {
    if (found == report.alias) return true;
    const bool way = std::ranges::any_of(report.callback, [&](const Callback& item) { return item.value == found; });
    const bool account = std::ranges::any_of(report.assets, [&](const Asset& item) { return item.handle == found || item.url == found || item.service == found; });
    return way || account;
}

std::string cover(std::string text, std::string_view found) {
    if (found.empty()) return text;
    for (std::size_t at = text.find(found); at != std::string::npos; at = text.find(found, at + kCover.size())) {
        text.replace(at, found.size(), kCover);
    }
    return text;
}

}  // namespace

std::string_view noticed_name(Noticed kind) {
    constexpr std::array<std::string_view, 6> kNames = {"secret", "mail", "number", "handle", "person", "place"};
    return kNames[static_cast<std::size_t>(kind)];
}

std::vector<Notice> look_over_text(std::string_view line, std::string_view text) { return Looker(line, text).run(); }

std::vector<Notice> look_over(const Report& report) {
    std::vector<Notice> out;
    const auto look = [&](const std::string& line, std::string_view text) {
        for (Notice& notice : look_over_text(line, text)) {
            if (!is_own(report, notice.text) && std::ranges::find(out, notice) == out.end()) out.push_back(std::move(notice));
        }
    };
    look("summary", report.summary);
    look("details", report.details);
    for (const Happening& item : report.timeline) look("timeline", item.what);
    for (const Answer& item : report.answers) look("question." + item.question, item.value);
    for (const std::string& item : report.actions_taken) look("done", item);
    return out;
}

Report covered(const Report& report, std::string_view found) {
    Report out = report;
    out.summary = cover(out.summary, found);
    out.details = cover(out.details, found);
    for (Happening& item : out.timeline) item.what = cover(item.what, found);
    for (Answer& item : out.answers) item.value = cover(item.value, found);
    for (std::string& item : out.actions_taken) item = cover(item, found);
    return out;
}

}  // namespace amparo::escalation
