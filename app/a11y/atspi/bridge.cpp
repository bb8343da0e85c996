// The bridge to AT-SPI. Everything of GLib happens on a thread of its own, which sleeps while nobody asks: a slow bus,
// or a program that asks without end, costs that thread its time and the window nothing.

#include "app/a11y/bridge.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "app/a11y/atspi/libraries.hpp"
#include "app/a11y/atspi/objects.hpp"
#include "app/a11y/atspi/session_bus.hpp"
#include "app/a11y/atspi/status.hpp"
#include "app/a11y/atspi/tree.hpp"

namespace amparo::a11y {

namespace {

using namespace atspi;

constexpr std::size_t kAnnouncements = 16;  // that wait for the thread; older ones are out of date
constexpr unsigned kNoticeMs = 10'000;
constexpr std::chrono::milliseconds kCloseWithin{300};

/// Shared by the window and the thread, and there until both have let go.
class Worker : public std::enable_shared_from_this<Worker> {
  public:
    Worker(When when, std::function<void()> wake) : when_(when), wake_(std::move(wake)) {}

    // The window's side.

    [[nodiscard]] bool listening() const { return listening_.load(std::memory_order_acquire); }

    void post(Frame frame) {
        const std::lock_guard lock(mutex_);
        // A frame that was not read yet is out of date; what it announced is not.
        if (waiting_) {
            auto& old = waiting_->announcements;
            old.insert(old.end(), frame.announcements.begin(), frame.announcements.end());
            if (old.size() > kAnnouncements) old.erase(old.begin(), old.end() - kAnnouncements);
            frame.announcements = std::move(old);
        }
        waiting_ = std::move(frame);
        if (!std::exchange(scheduled_, true)) schedule(glib().idle_source_new(), on_frame);
    }

    [[nodiscard]] Bridge::Arrived take() {
        const std::lock_guard lock(mutex_);
        return std::exchange(arrived_, {});
    }

    [[nodiscard]] bool close() {
        std::unique_lock lock(mutex_);
        closed_ = true;
        if (loop_ != nullptr) schedule(glib().idle_source_new(), on_close);
        return ended_signal_.wait_for(lock, kCloseWithin, [this] { return ended_; });
    }

    // The thread's side.

    void run() {
        if (load_glib()) live();
        const std::lock_guard lock(mutex_);
        listening_ = false;
        ended_ = true;
        ended_signal_.notify_all();
    }

  private:
    void live() {
        // What GLib and the bridge complain about is nothing that whoever sees our terminal could mend.
        glib().log_set_default_handler([](const gchar*, GLogLevelFlags, const gchar*, gpointer) {}, nullptr);
        if (when_ == When::On) {
            start(true);
        } else if (!watch_status([self = shared_from_this()](bool on) { self->start(on); })) {
            return;
        }
        GMainLoop* loop = glib().main_loop_new(nullptr, FALSE);
        {
            const std::lock_guard lock(mutex_);
            if (closed_) return;
            loop_ = loop;
        }
        glib().main_loop_run(loop);
        listening_ = false;
        tree_.reset();
    }

    void start(bool on) {
        if (on && tree_ == nullptr) {
            if (!load_atk()) return;
            tree_ = std::make_unique<Tree>([this](Request request) { arrive(std::move(request)); });
            become_toolkit(tree_->root());
            static_cast<void>(atk_bridge().adaptor_init(nullptr, nullptr));
        }
        if (!on && tree_ != nullptr) tree_->apply({});
        {
            const std::lock_guard lock(mutex_);
            listening_.store(on, std::memory_order_release);
            arrived_.wants_frame = on;
        }
        wake_();
    }

    void arrive(Request request) {
        {
            const std::lock_guard lock(mutex_);
            if (arrived_.requests.size() >= Bridge::kRequests) return;
            arrived_.requests.push_back(std::move(request));
        }
        wake_();
    }

    /// Runs `what` with us on the thread, before anything that came over the bus. Any thread.
    void schedule(GSource* source, GSourceFunc what) {
        glib().source_set_priority(source, G_PRIORITY_HIGH);
        glib().source_set_callback(source, what, this, nullptr);
        static_cast<void>(glib().source_attach(source, nullptr));
        glib().source_unref(source);
    }

    static gboolean on_frame(gpointer data) {
        auto* self = static_cast<Worker*>(data);
        std::optional<Frame> frame;
        {
            const std::lock_guard lock(self->mutex_);
            self->scheduled_ = false;
            frame = std::exchange(self->waiting_, std::nullopt);
        }
        if (!frame || self->tree_ == nullptr || !self->listening()) return G_SOURCE_REMOVE;
        const std::size_t said = frame->announcements.size();
        self->tree_->apply(*std::move(frame));
        for (std::size_t i = 0; i < said; ++i) self->schedule(glib().timeout_source_new(kNoticeMs), on_notice_over);
        return G_SOURCE_REMOVE;
    }

    static gboolean on_notice_over(gpointer data) {
        auto* self = static_cast<Worker*>(data);
        if (self->tree_ != nullptr) self->tree_->end_notice();
        return G_SOURCE_REMOVE;
    }

    static gboolean on_close(gpointer data) {
        glib().main_loop_quit(static_cast<Worker*>(data)->loop_);
        return G_SOURCE_REMOVE;
    }

    const When when_;
    const std::function<void()> wake_;
    std::atomic<bool> listening_ = false;

    std::mutex mutex_;
    std::condition_variable ended_signal_;
    std::optional<Frame> waiting_;
    Bridge::Arrived arrived_;
    GMainLoop* loop_ = nullptr;
    bool scheduled_ = false;
    bool closed_ = false;
    bool ended_ = false;

    std::unique_ptr<Tree> tree_;  // of the thread
};

class AtspiBridge final : public Bridge {
  public:
    AtspiBridge(When when, std::function<void()> wake) : worker_(std::make_shared<Worker>(when, std::move(wake))) {
        // Not joined: a bus that does not answer must not hold up the end of the program.
        std::thread([worker = worker_] { worker->run(); }).detach();
    }
    [[nodiscard]] bool listening() const override { return worker_->listening(); }
    void update(Frame frame) override {
        if (listening()) worker_->post(std::move(frame));
    }
    [[nodiscard]] Arrived pump() override { return worker_->take(); }
    [[nodiscard]] bool close() override { return worker_->close(); }

  private:
    std::shared_ptr<Worker> worker_;
};

}  // namespace

std::unique_ptr<Bridge> make_bridge(When when, std::function<void()> wake) {
    if (when == When::Off || !has_session_bus()) return std::make_unique<NullBridge>();
    return std::make_unique<AtspiBridge>(when, std::move(wake));
}

}  // namespace amparo::a11y
