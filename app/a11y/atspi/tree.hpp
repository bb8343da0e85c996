#pragma once
// The objects that screen readers hold on to, and how they follow the frames. One thread: the one that runs GLib's loop.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/a11y/bridge.hpp"
#include "app/a11y/changes.hpp"

using AtkObject = struct _AtkObject;

namespace amparo::a11y::atspi {

class Tree;

/// One thing of the window as the system's libraries see it. The object may outlive it in the hands of a reader; then
/// it points nowhere and answers that it is gone.
struct Peer {
    enum class Kind : std::uint8_t { Application, Window, Notice, Item };
    Kind kind = Kind::Item;
    Placed placed;
    std::string locale;  ///< of the node, as the C library writes it
    /// Text that a reader set and that no frame has shown yet, so that what it sets next builds on it.
    std::optional<std::string> pending;
    Peer* parent = nullptr;
    std::vector<Peer*> children;
    AtkObject* object = nullptr;  ///< ours until the peer goes
    Tree* tree = nullptr;

    Peer() = default;
    Peer(const Peer&) = delete;
    Peer& operator=(const Peer&) = delete;
    ~Peer();

    [[nodiscard]] const Node& node() const { return placed.node; }
    /// What a reader reads letter by letter: of a field its content, else the name.
    [[nodiscard]] const std::string& text() const;
};

class Tree {
  public:
    /// `ask` takes what a reader wants done. Call load_atk() first.
    explicit Tree(std::function<void(Request)> ask);
    Tree(const Tree&) = delete;
    Tree& operator=(const Tree&) = delete;
    ~Tree();

    /// Makes the objects like the frame and tells readers what became different.
    void apply(Frame frame);
    /// Takes the oldest notice away again, once readers had the time to hear it.
    void end_notice();

    void ask(Request request) const { ask_(std::move(request)); }
    [[nodiscard]] AtkObject* root() const { return application_.object; }
    [[nodiscard]] bool active() const { return active_; }
    /// Pixels of the screen.
    [[nodiscard]] const Bounds& window_place() const { return place_; }

  private:
    void move_window(const Frame& frame);
    void remove(const Changes& changes);
    /// Gives every peer its place and every new one its object.
    void rebuild(std::vector<Placed> after, const Changes& changes);
    void tell_added(const std::vector<std::size_t>& added) const;
    void say(const Announcement& announcement);

    std::function<void(Request)> ask_;
    Peer application_;
    Peer window_;
    std::vector<std::unique_ptr<Peer>> notices_;  // announcements; they stand behind all items
    std::vector<std::unique_ptr<Peer>> peers_;  // of the last frame, in reading order
    std::string title_;
    std::string language_;
    Bounds place_;
    bool active_ = false;
};

}  // namespace amparo::a11y::atspi
