#pragma once
// Presses the keys of an X server as a person would, through the XTEST extension. For WindowSession.

#include <string>
#include <string_view>
#include <vector>

struct _XDisplay;

namespace amparo::test {

class Keyboard {
  public:
    explicit Keyboard(_XDisplay* display);

    /// Presses and releases keys together: "Tab", "ctrl+shift+h", "alt+F4", "shift". A name is one of ctrl,
    /// shift, alt, super, enter, esc, a character of the keyboard, or X's own ("Page_Up"). Throws
    /// std::runtime_error for others.
    void press(std::string_view keys);
    /// One half of it, for keys that are held.
    void down(std::string_view keys);
    void up(std::string_view keys);

    /// Types UTF-8 text of any script. Characters that no key has get a spare key first. Line ends are Enter.
    void type(std::string_view text);

  private:
    using Keysym = unsigned long;
    using Keycode = unsigned char;
    /// A key, and whether it needs Shift.
    struct Key {
        Keycode code = 0;
        bool shift = false;
    };

    [[nodiscard]] bool find(Keysym keysym, Key& key) const;
    /// Gives spare keys to characters that have none. The number of `wanted` is at most that of the spare
    /// keys.
    void lend(const std::vector<Keysym>& wanted);
    void send(Keycode code, bool down);
    void tap(const Key& key);
    [[nodiscard]] std::vector<Keycode> codes_of(std::string_view keys) const;

    _XDisplay* display_;
    std::vector<Keycode> spare_;
};

}  // namespace amparo::test
