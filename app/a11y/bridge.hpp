#pragma once
// The door to the assistive technology of a system. The window hands over what every frame recorded and fetches what
// people asked for through their screen reader; how it travels is the bridge's own business.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/a11y/node.hpp"

namespace amparo::a11y {

/// What one frame shows.
struct Frame {
    std::vector<Node> nodes;  ///< in reading order; a parent stands before its children
    std::vector<Announcement> announcements;
    std::string title;     ///< of the window
    std::string language;  ///< of the window, BCP 47
    bool active = false;   ///< the window has the keyboard
    Bounds window;         ///< pixels of the screen; at 0 where the system does not say
};

/// One thread calls it, that of the window; no call waits for anybody else.
class Bridge {
  public:
    Bridge() = default;
    Bridge(const Bridge&) = delete;
    Bridge& operator=(const Bridge&) = delete;
    virtual ~Bridge() = default;

    /// True while somebody may listen; otherwise there is no need to put a frame together.
    [[nodiscard]] virtual bool listening() const = 0;
    virtual void update(Frame frame) = 0;

    /// What came in since the last call.
    struct Arrived {
        std::vector<Request> requests;  ///< at most kRequests; more are dropped until the next call
        bool wants_frame = false;       ///< somebody began to listen and has seen nothing yet
    };
    static constexpr std::size_t kRequests = 64;
    [[nodiscard]] virtual Arrived pump() = 0;

    /// True when nothing of it goes on. False: a helper still waits for the system and must not be waited for.
    [[nodiscard]] virtual bool close() = 0;
};

/// For systems and people without assistive technology.
class NullBridge final : public Bridge {
  public:
    [[nodiscard]] bool listening() const override { return false; }
    void update(Frame /*frame*/) override {}
    [[nodiscard]] Arrived pump() override { return {}; }
    [[nodiscard]] bool close() override { return true; }
};

/// When the program speaks to assistive technology.
enum class When : std::uint8_t { Auto, On, Off };

/// The bridge for this system. `wake` is called from any thread when pump() has something to give.
[[nodiscard]] std::unique_ptr<Bridge> make_bridge(When when, std::function<void()> wake);

}  // namespace amparo::a11y
