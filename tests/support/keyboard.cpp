#include "tests/support/keyboard.hpp"

#include <X11/XKBlib.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <X11/keysym.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>
#include <utility>

#include "app/base/text.hpp"
#include "app/base/utf8.hpp"

namespace amparo::test {

namespace {

/// GLFW takes two presses of a key within one millisecond for one.
constexpr unsigned kBetweenKeysUs = 2'000;
/// Time for the program to hear that keys have got other characters.
constexpr unsigned kAfterLendingUs = 60'000;

KeySym keysym_of_character(char32_t code) {
    if (code == '\n') return XK_Return;
    if (code == '\t') return XK_Tab;
    const bool latin = (code >= 0x20 && code <= 0x7E) || (code >= 0xA0 && code <= 0xFF);
    constexpr KeySym kUnicode = 0x01000000;
    return latin ? code : kUnicode + code;
}

KeySym keysym_of_name(const std::string& name) {
    static constexpr std::array<std::pair<std::string_view, KeySym>, 9> kShort = {
        {{"ctrl", XK_Control_L},
         {"shift", XK_Shift_L},
         {"alt", XK_Alt_L},
         {"super", XK_Super_L},
         {"enter", XK_Return},
         {"esc", XK_Escape},
         {"space", XK_space},
         {"backspace", XK_BackSpace},
         {"delete", XK_Delete}}};
    const std::string small = text::lower(name);
    const auto* found =
        std::ranges::find(kShort, std::string_view(small), &std::pair<std::string_view, KeySym>::first);
    if (found != kShort.end()) return found->second;
    if (utf8::length(name) == 1) return keysym_of_character(utf8::decode(name, 0).code);
    const KeySym keysym = ::XStringToKeysym(name.c_str());
    if (keysym == NoSymbol) throw std::runtime_error("no key is named " + name);
    return keysym;
}

}  // namespace

Keyboard::Keyboard(_XDisplay* display) : display_(display) {
    int first = 0;
    int last = 0;
    ::XDisplayKeycodes(display_, &first, &last);
    int width = 0;
    const std::unique_ptr<KeySym, int (*)(void*)> table(
        ::XGetKeyboardMapping(display_, static_cast<KeyCode>(first), last - first + 1, &width), &::XFree);
    for (int code = first; code <= last; ++code) {
        const KeySym* row = table.get() + static_cast<std::ptrdiff_t>(code - first) * width;
        if (std::all_of(row, row + width, [](KeySym keysym) { return keysym == NoSymbol; })) {
            spare_.push_back(static_cast<KeyCode>(code));
        }
    }
}

bool Keyboard::find(Keysym keysym, Key& key) const {
    int first = 0;
    int last = 0;
    ::XDisplayKeycodes(display_, &first, &last);
    for (int level = 0; level < 2; ++level) {
        for (int code = first; code <= last; ++code) {
            if (::XkbKeycodeToKeysym(display_, static_cast<KeyCode>(code), 0, level) != keysym) continue;
            key = {static_cast<KeyCode>(code), level == 1};
            return true;
        }
    }
    return false;
}

void Keyboard::lend(const std::vector<Keysym>& wanted) {
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        std::array<KeySym, 2> both = {wanted[i], wanted[i]};
        ::XChangeKeyboardMapping(display_, spare_[i], static_cast<int>(both.size()), both.data(), 1);
    }
    ::XSync(display_, False);
    // Our own side has to hear of it, too.
    XEvent event;
    while (::XPending(display_) > 0) {
        ::XNextEvent(display_, &event);
        if (event.type == MappingNotify) ::XRefreshKeyboardMapping(&event.xmapping);
    }
    ::usleep(kAfterLendingUs);
}

void Keyboard::send(Keycode code, bool down) {
    ::XTestFakeKeyEvent(display_, code, down ? True : False, CurrentTime);
    ::XSync(display_, False);
    ::usleep(kBetweenKeysUs);
}

void Keyboard::tap(const Key& key) {
    Key shift;
    if (key.shift && !find(XK_Shift_L, shift)) throw std::runtime_error("the keyboard has no Shift");
    if (key.shift) send(shift.code, true);
    send(key.code, true);
    send(key.code, false);
    if (key.shift) send(shift.code, false);
}

std::vector<Keyboard::Keycode> Keyboard::codes_of(std::string_view keys) const {
    std::vector<Keycode> out;
    for (const std::string_view name : text::split(keys, '+')) {
        Key key;
        if (!find(keysym_of_name(std::string(name)), key))
            throw std::runtime_error("the keyboard has no " + std::string(name));
        Key shift;
        // Someone who wants "ctrl+?" holds Shift for the question mark.
        if (key.shift && find(XK_Shift_L, shift) && std::ranges::find(out, shift.code) == out.end())
            out.push_back(shift.code);
        out.push_back(key.code);
    }
    return out;
}

void Keyboard::down(std::string_view keys) {
    for (const Keycode code : codes_of(keys)) send(code, true);
}

void Keyboard::up(std::string_view keys) {
    auto codes = codes_of(keys);
    std::ranges::reverse(codes);
    for (const Keycode code : codes) send(code, false);
}

void Keyboard::press(std::string_view keys) {
    down(keys);
    up(keys);
}

void Keyboard::type(std::string_view text) {
    std::vector<KeySym> all;
    for (std::size_t at = 0; at < text.size();) {
        const auto decoded = utf8::decode(text, at);
        all.push_back(keysym_of_character(decoded.code));
        at += decoded.size;
    }
    // As much at a time as the spare keys can carry.
    for (std::size_t begin = 0; begin < all.size();) {
        std::vector<KeySym> wanted;
        std::size_t end = begin;
        for (; end < all.size(); ++end) {
            Key key;
            if (find(all[end], key) || std::ranges::find(wanted, all[end]) != wanted.end()) continue;
            if (wanted.size() == spare_.size()) break;
            wanted.push_back(all[end]);
        }
        if (end == begin) throw std::runtime_error("the keyboard has no spare key");
        if (!wanted.empty()) lend(wanted);
        for (; begin < end; ++begin) {
            Key key;
            if (!find(all[begin], key)) throw std::runtime_error("a spare key did not take its character");
            tap(key);
        }
    }
}

}  // namespace amparo::test
