#include "app/base/json_stream.hpp"

#include <algorithm>
#include <utility>

#include "app/base/utf8.hpp"

namespace amparo {

namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A number as JSON writes it.
bool is_number(std::string_view text) {
    std::size_t at = 0;
    const auto digits = [&] {
        const std::size_t start = at;
        while (at < text.size() && is_digit(text[at])) ++at;
        return at > start;
    };
    if (at < text.size() && text[at] == '-') ++at;
    if (at < text.size() && text[at] == '0') {
        ++at;
    } else if (!digits()) {
        return false;
    }
    if (at < text.size() && text[at] == '.') {
        ++at;
        if (!digits()) return false;
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
        if (!digits()) return false;
    }
    return at == text.size() && !text.empty();
}

constexpr std::size_t kWord = 64;  // of a number, true, false, null

}  // namespace

JsonStream::JsonStream(JsonListener& listener, const JsonStreamLimits& limits) : listener_(&listener), limits_(limits) {}

std::unexpected<Error> JsonStream::off(std::string reason, Errc code) {
    state_ = State::Failed;
    drop_text();
    return fail(code, "line " + std::to_string(line_) + ", column " + std::to_string(column_) + ": " + std::move(reason));
}

void JsonStream::drop_text() {
    wipe_memory(text_.data(), text_.size());
    text_.clear();
    cut_ = false;
}

void JsonStream::put(char c) {
    if (text_.size() < limits_.text_bytes) {
        text_.push_back(c);
    } else {
        cut_ = true;
    }
}

void JsonStream::put_code(char32_t code) {
    std::string bytes;
    utf8::append(bytes, code);
    for (const char c : bytes) put(c);
    wipe(bytes);
}

Result<void> JsonStream::feed(std::string_view piece) {
    for (const char c : piece) {
        if (state_ == State::Enough) return {};
        if (state_ == State::Failed) return fail(Errc::Corrupt, "the document was refused before");
        ++column_;
        AMPARO_TRY_VOID(take(c));
        if (c == '\n') {
            ++line_;
            column_ = 0;
        }
    }
    return {};
}

Result<void> JsonStream::finish() {
    if (state_ == State::Enough) return {};
    if (state_ == State::Word) AMPARO_TRY_VOID(end_word());
    if (state_ == State::After) return {};
    return off("the document ends in the middle");
}

Result<void> JsonStream::take(char c) {
    if (c == '\0') return off("a NUL byte");
    switch (state_) {
        case State::String: return take_string(c);
        case State::Escape: return take_escape(c);
        case State::Hex: return take_hex(c);
        case State::Word:
            if (is_digit(c) || (c >= 'a' && c <= 'z') || c == '+' || c == '-' || c == '.' || c == 'E') {
                if (text_.size() >= kWord) return off("a word that is no value");
                text_.push_back(c);
                return {};
            }
            AMPARO_TRY_VOID(end_word());
            return state_ == State::Enough ? Result<void>{} : take_structure(c);
        default: return take_structure(c);
    }
}

Result<void> JsonStream::take_structure(char c) {
    if (is_space(c)) return {};
    switch (state_) {
        case State::FirstKeyOrEnd:
            if (c == '}') return close('{');
            [[fallthrough]];
        case State::Key:
            if (c != '"') return off("a name in quotes was expected");
            is_key_ = true;
            state_ = State::String;
            return {};
        case State::Colon:
            if (c != ':') return off("a colon was expected");
            state_ = State::Value;
            return {};
        case State::CommaOrEnd:
            if (c == ',') {
                state_ = open_.back() == '{' ? State::Key : State::Value;
                return {};
            }
            if (c == '}') return close('{');
            if (c == ']') return close('[');
            return off("a comma was expected");
        case State::After: return off("something follows the document");
        case State::FirstValueOrEnd:
            if (c == ']') return close('[');
            [[fallthrough]];
        default: break;
    }
    if (c == '{' || c == '[') return open(c);
    if (c == '"') {
        is_key_ = false;
        state_ = State::String;
        return {};
    }
    if (is_digit(c) || c == '-' || c == 't' || c == 'f' || c == 'n') {
        text_.push_back(c);
        state_ = State::Word;
        return {};
    }
    return off("a value was expected");
}

Result<void> JsonStream::open(char bracket) {
    if (open_.size() >= limits_.depth) return off("too deep", Errc::Limit);
    open_.push_back(bracket);
    if (bracket == '{') {
        listener_->begin_object();
        state_ = State::FirstKeyOrEnd;
    } else {
        listener_->begin_array();
        state_ = State::FirstValueOrEnd;
    }
    return {};
}

Result<void> JsonStream::close(char bracket) {
    if (open_.empty() || open_.back() != bracket) return off("a bracket that fits nothing");
    open_.pop_back();
    if (bracket == '{') {
        listener_->end_object();
    } else {
        listener_->end_array();
    }
    after_value();
    return {};
}

void JsonStream::after_value() {
    state_ = open_.empty() ? State::After : State::CommaOrEnd;
    if (listener_->enough()) state_ = State::Enough;
}

Result<void> JsonStream::take_string(char c) {
    if (high_ != 0 && c != '\\') {
        put_code(0xFFFD);
        high_ = 0;
    }
    if (c == '"') return end_string();
    if (c == '\\') {
        state_ = State::Escape;
        return {};
    }
    if (static_cast<unsigned char>(c) < 0x20) return off("a control character inside a text");
    put(c);
    return {};
}

Result<void> JsonStream::end_string() {
    // What was cut may end inside a character.
    while (cut_ && !text_.empty() && (static_cast<unsigned char>(text_.back()) & 0xC0U) == 0x80U) text_.pop_back();
    if (cut_ && !text_.empty() && static_cast<unsigned char>(text_.back()) >= 0xC0U) text_.pop_back();
    const std::string_view text = view_of(text_);
    if (!utf8::is_valid(text)) return off("a text that is not UTF-8");
    if (is_key_) {
        listener_->key(text);
        state_ = State::Colon;
        drop_text();
        return {};
    }
    listener_->string(text, cut_);
    drop_text();
    after_value();
    return {};
}

Result<void> JsonStream::take_escape(char c) {
    state_ = State::String;
    if (c == 'u') {
        state_ = State::Hex;
        hex_ = 0;
        hex_digits_ = 0;
        return {};
    }
    if (high_ != 0) {
        put_code(0xFFFD);
        high_ = 0;
    }
    switch (c) {
        case '"': case '\\': case '/': put(c); return {};
        case 'b': put('\b'); return {};
        case 'f': put('\f'); return {};
        case 'n': put('\n'); return {};
        case 'r': put('\r'); return {};
        case 't': put('\t'); return {};
        default: return off("an escape that JSON does not have");
    }
}

Result<void> JsonStream::take_hex(char c) {
    std::uint32_t digit = 0;
    if (is_digit(c)) {
        digit = static_cast<std::uint32_t>(c - '0');
    } else if (c >= 'a' && c <= 'f') {
        digit = static_cast<std::uint32_t>(c - 'a' + 10);
    } else if (c >= 'A' && c <= 'F') {
        digit = static_cast<std::uint32_t>(c - 'A' + 10);
    } else {
        return off("a character number with other digits");
    }
    hex_ = hex_ * 16 + digit;
    if (++hex_digits_ < 4) return {};
    state_ = State::String;
    const bool low_half = hex_ >= 0xDC00 && hex_ <= 0xDFFF;
    if (high_ != 0) {
        const std::uint32_t high = std::exchange(high_, 0U);
        if (low_half) {
            put_code(static_cast<char32_t>(0x10000 + ((high - 0xD800) << 10U) + (hex_ - 0xDC00)));
            return {};
        }
        put_code(0xFFFD);
    }
    if (hex_ >= 0xD800 && hex_ <= 0xDBFF) {
        high_ = hex_;
    } else {
        put_code(low_half ? char32_t{0xFFFD} : static_cast<char32_t>(hex_));
    }
    return {};
}

Result<void> JsonStream::end_word() {
    const std::string_view word = view_of(text_);
    if (word == "true" || word == "false") {
        listener_->boolean(word == "true");
    } else if (word == "null") {
        listener_->null();
    } else if (is_number(word)) {
        listener_->number(word);
    } else {
        return off("a word that is no value");
    }
    drop_text();
    after_value();
    return {};
}

}  // namespace amparo
