#include "app/platform/display_gone.hpp"

#include <dlfcn.h>
#include <unistd.h>

#include <utility>

namespace amparo {

namespace {

struct LastWords {
    std::string text;
    int exit_code = 0;
};

// Xlib hands its handler nothing of ours.
LastWords& last_words() {
    static LastWords words;
    return words;
}

[[noreturn]] void end() {
    const LastWords& words = last_words();
    // Nobody is left to be told when this fails.
    [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, words.text.data(), words.text.size());
    // Not by way of destructors: they would ask the display again.
    ::_exit(words.exit_code);
}

int on_display_gone(void* /*display*/) { end(); }

/// The function of a library that GLFW has loaded where it is used at all, or null.
void* find_loaded(const char* library, const char* function) {
    void* loaded = ::dlopen(library, RTLD_LAZY | RTLD_NOLOAD);
    return loaded == nullptr ? nullptr : ::dlsym(loaded, function);
}

}  // namespace

void say_when_display_goes(std::string sentence, int exit_code) {
    last_words() = {std::move(sentence) + "\n", exit_code};
    using Handler = int (*)(void*);
    const auto set = reinterpret_cast<Handler (*)(Handler)>(find_loaded("libX11.so.6", "XSetIOErrorHandler"));
    if (set != nullptr) set(&on_display_gone);
}

void end_if_wayland_is_gone(void* display) {
    const auto error_of = reinterpret_cast<int (*)(void*)>(find_loaded("libwayland-client.so.0", "wl_display_get_error"));
    if (error_of != nullptr && display != nullptr && error_of(display) != 0) end();
}

}  // namespace amparo
