// A window that says what happens to it, one line each on standard output, so that the tests of the window
// session know what a program sees. It is as deaf as a bare program: it does not ask for the keyboard, and
// nobody manages it.

#include <X11/XKBlib.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/keysym.h>

#include <array>
#include <clocale>
#include <cstdlib>
#include <iostream>
#include <string>

namespace {

constexpr unsigned long kGround = 0x204060;
constexpr unsigned long kPatch = 0xFF8000;

struct Echo {
    Display* display = nullptr;
    Window window = 0;
    GC pen = nullptr;
    XIC input = nullptr;
    Atom close = 0;
    Atom clipboard = 0;
    Atom text = 0;
    unsigned long ground = kGround;
};

void paint(const Echo& echo) {
    XSetForeground(echo.display, echo.pen, echo.ground);
    XFillRectangle(echo.display, echo.window, echo.pen, 0, 0, 4000, 4000);
    XSetForeground(echo.display, echo.pen, kPatch);
    XFillRectangle(echo.display, echo.window, echo.pen, 10, 20, 30, 40);
}

/// The name of the key, and in quotes what it writes.
void say_key(Echo& echo, XEvent& event) {
    std::array<char, 64> written{};
    KeySym keysym = NoSymbol;
    Status status = 0;
    const int size = Xutf8LookupString(echo.input, &event.xkey, written.data(),
                                       static_cast<int>(written.size()) - 1, &keysym, &status);
    const KeySym plain = XkbKeycodeToKeysym(echo.display, static_cast<KeyCode>(event.xkey.keycode), 0, 0);
    const char* name = XKeysymToString(plain);
    std::cout << "key " << (name != nullptr ? name : "?");
    if ((event.xkey.state & ControlMask) != 0U) std::cout << " ctrl";
    if ((event.xkey.state & ShiftMask) != 0U) std::cout << " shift";
    const bool visible = size > 0 && static_cast<unsigned char>(written[0]) >= 0x20 && written[0] != 0x7F;
    if (visible) std::cout << " '" << std::string(written.data(), static_cast<std::size_t>(size)) << "'";
    std::cout << std::endl;
    if (keysym == XK_Escape) std::exit(7);
    if (keysym == XK_F2) {
        echo.ground = 0xFFFFFF;
        paint(echo);
    }
    if (keysym == XK_F3) XSetSelectionOwner(echo.display, echo.clipboard, echo.window, CurrentTime);
    if (keysym == XK_F4) XSetSelectionOwner(echo.display, echo.clipboard, 0, CurrentTime);
    if (keysym == XK_F5) std::abort();
}

/// Gives the clipboard's text to whoever asks.
void answer(const Echo& echo, const XSelectionRequestEvent& asked) {
    static constexpr std::array<unsigned char, 5> kText = {'h', 0xC3, 0xA9, 'l', 'o'};
    XChangeProperty(echo.display, asked.requestor, asked.property, echo.text, 8, PropModeReplace,
                    kText.data(), static_cast<int>(kText.size()));
    XEvent reply{};
    reply.xselection.type = SelectionNotify;
    reply.xselection.requestor = asked.requestor;
    reply.xselection.selection = asked.selection;
    reply.xselection.target = asked.target;
    reply.xselection.property = asked.property;
    reply.xselection.time = asked.time;
    XSendEvent(echo.display, asked.requestor, False, NoEventMask, &reply);
    XFlush(echo.display);
}

/// False when the window is to close.
bool say(Echo& echo, XEvent& event) {
    if (XFilterEvent(&event, 0) != 0) return true;
    switch (event.type) {
        case Expose:
            paint(echo);
            break;
        case KeyPress:
            say_key(echo, event);
            break;
        case ButtonPress:
            std::cout << "down " << event.xbutton.button << " at " << event.xbutton.x << " "
                      << event.xbutton.y << std::endl;
            break;
        case ButtonRelease:
            std::cout << "up " << event.xbutton.button << " at " << event.xbutton.x << " " << event.xbutton.y
                      << std::endl;
            break;
        case FocusIn:
            std::cout << "focus" << std::endl;
            break;
        case ConfigureNotify:
            std::cout << "size " << event.xconfigure.width << " " << event.xconfigure.height << std::endl;
            break;
        case MappingNotify:
            XRefreshKeyboardMapping(&event.xmapping);
            break;
        case SelectionRequest:
            answer(echo, event.xselectionrequest);
            break;
        case ClientMessage:
            return static_cast<Atom>(event.xclient.data.l[0]) != echo.close;
        default:
            break;
    }
    return true;
}

}  // namespace

int main(int argc, char** argv) {
    if (std::setlocale(LC_CTYPE, "C.UTF-8") == nullptr) return 3;
    Echo echo;
    echo.display = XOpenDisplay(nullptr);
    if (echo.display == nullptr) return 2;
    for (const char* name : {"GREETING", "WAYLAND_DISPLAY", "LIBGL_ALWAYS_SOFTWARE"}) {
        const char* value = std::getenv(name);
        std::cerr << name << "=" << (value != nullptr ? value : "(none)") << "\n";
    }
    const Window root = XDefaultRootWindow(echo.display);
    echo.window = XCreateSimpleWindow(echo.display, root, 15, 25, 400, 300, 0, 0, kGround);
    echo.pen = XCreateGC(echo.display, echo.window, 0, nullptr);
    echo.close = XInternAtom(echo.display, "WM_DELETE_WINDOW", False);
    echo.clipboard = XInternAtom(echo.display, "CLIPBOARD", False);
    echo.text = XInternAtom(echo.display, "UTF8_STRING", False);
    XSetWMProtocols(echo.display, echo.window, &echo.close, 1);
    XIM method = XOpenIM(echo.display, nullptr, nullptr, nullptr);
    if (method == nullptr) return 4;
    echo.input = XCreateIC(method, XNInputStyle, XIMPreeditNothing | XIMStatusNothing, XNClientWindow,
                           echo.window, nullptr);
    // As programs do: the modern title for today's eyes, an old one without accents for old ones.
    const std::string title = argc > 1 ? argv[1] : "Echo";
    XStoreName(echo.display, echo.window, "Plain");
    if (title != "Plain") {
        XChangeProperty(echo.display, echo.window, XInternAtom(echo.display, "_NET_WM_NAME", False),
                        echo.text, 8, PropModeReplace, reinterpret_cast<const unsigned char*>(title.data()),
                        static_cast<int>(title.size()));
    }
    XSelectInput(echo.display, echo.window,
                 ExposureMask | KeyPressMask | ButtonPressMask | ButtonReleaseMask | FocusChangeMask |
                     StructureNotifyMask);
    XMapWindow(echo.display, echo.window);
    XEvent event{};
    do {
        XNextEvent(echo.display, &event);
    } while (say(echo, event));
    std::cout << "asked to close" << std::endl;
    XDestroyIC(echo.input);
    XCloseIM(method);
    XFreeGC(echo.display, echo.pen);
    XCloseDisplay(echo.display);
    return 0;
}
