#pragma once
// JSON of any length, piece by piece: for files of other people's programs that are too large, or too secret, to become
// values in memory. Base/json.hpp is for everything else. Strict about the shape, bounded in depth and in the length of
// one text; what a text was is wiped when the next one comes. Duplicate keys are the listener's matter, since names are not
// kept. Numbers stay text.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.hpp"
#include "app/base/wiped.hpp"

namespace amparo {

/// Hears the document in its order. A view is valid during the call only.
class JsonListener {
  public:
    virtual ~JsonListener() = default;
    virtual void begin_object() {}
    virtual void end_object() {}
    virtual void begin_array() {}
    virtual void end_array() {}
    virtual void key(std::string_view) {}
    /// `cut`: it was longer than the limit, and only its beginning is here.
    virtual void string(std::string_view, bool cut) { static_cast<void>(cut); }
    virtual void number(std::string_view) {}
    virtual void boolean(bool) {}
    virtual void null() {}
    /// True when nothing more needs to be read; asked between tokens.
    [[nodiscard]] virtual bool enough() const { return false; }
};

struct JsonStreamLimits {
    std::size_t depth = 64;
    std::size_t text_bytes = 64 * 1024;  ///< longer texts are cut
};

class JsonStream {
  public:
    /// `listener` outlives this.
    explicit JsonStream(JsonListener& listener, const JsonStreamLimits& limits = {});

    /// The next piece. Errors: Corrupt — "line L, column C: reason"; Limit — too deep. After an error, or once the
    /// listener has enough, nothing more is heard.
    [[nodiscard]] Result<void> feed(std::string_view piece);
    /// The end. Errors: Corrupt — the document is not whole.
    [[nodiscard]] Result<void> finish();
    [[nodiscard]] bool enough() const { return state_ == State::Enough; }
    /// Line of the place reached, from 1.
    [[nodiscard]] std::uint64_t line() const { return line_; }

  private:
    enum class State : std::uint8_t { Value, FirstValueOrEnd, FirstKeyOrEnd, Key, Colon, CommaOrEnd, String, Escape, Hex,
                                      Word, After, Enough, Failed };

    [[nodiscard]] Result<void> take(char c);
    [[nodiscard]] Result<void> take_structure(char c);
    [[nodiscard]] Result<void> take_string(char c);
    [[nodiscard]] Result<void> take_escape(char c);
    [[nodiscard]] Result<void> take_hex(char c);
    [[nodiscard]] Result<void> end_word();
    [[nodiscard]] Result<void> end_string();
    [[nodiscard]] Result<void> open(char bracket);
    [[nodiscard]] Result<void> close(char bracket);
    [[nodiscard]] std::unexpected<Error> off(std::string reason, Errc code = Errc::Corrupt);
    void after_value();
    void put(char c);
    void put_code(char32_t code);
    void drop_text();

    JsonListener* listener_;
    JsonStreamLimits limits_;
    State state_ = State::Value;
    std::vector<char> open_;
    WipedBytes text_;
    bool cut_ = false;
    bool is_key_ = false;
    std::uint32_t hex_ = 0;
    int hex_digits_ = 0;
    std::uint32_t high_ = 0;  // first half of a surrogate pair, waiting for the second
    std::uint64_t line_ = 1;
    std::uint64_t column_ = 0;
};

}  // namespace amparo
