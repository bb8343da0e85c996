#pragma once
// Sending, as the window and the console see it: a preview of exactly what leaves, the hold or its equal, the announced
// window in which one action stops everything, and what came of it. Plain state and actions; called from one thread,
// that of the window. Sealing, files and network happen on a thread of its own.
//
// Who draws: call tick(now) with every frame while phase() is Holding or Window, at least four times a second (time
// that nobody watched does not count), and poll() whenever `wake` was called.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/base/message.hpp"
#include "app/delivery/courier.hpp"
#include "app/delivery/letter.hpp"
#include "app/delivery/outbox.hpp"
#include "app/delivery/send_gate.hpp"

namespace amparo::models {

struct DeliverySetup {
    std::shared_ptr<delivery::Courier> courier;  ///< null: this build or this session has no network
    std::shared_ptr<delivery::Outbox> outbox;    ///< kept or in memory; never null
    std::function<void()> wake;                  ///< called from the working thread: poll()
    std::function<std::int64_t()> now;           ///< seconds since 1970
    bool through_proxy = false;
};

/// What became of the parcel.
struct DeliveryOutcome {
    std::string item;  ///< id in the outbox, "" when it did not even get there
    delivery::State state = delivery::State::Failed;
    delivery::Receipt receipt;
    /// One sentence: sent with which proof, waiting until when, or why not. Draw it as it is.
    Message sentence;
    std::int64_t next_try = 0;
};

class Delivery {
  public:
    using Time = delivery::SendGate::Time;
    enum class Phase {
        Nothing,
        Preview,  ///< letter(), protection(), visible() are to be shown; press() or ask()
        Holding,  ///< hold_done(); release() or wait
        Asked,    ///< "Start the ten seconds?": answer_yes() or cancel()
        Window,   ///< seconds_left(); cancel() stops everything
        Sending,  ///< stop() asks to give up; the item stays in the outbox
        Ended,    ///< outcome()
    };

    explicit Delivery(DeliverySetup setup);
    Delivery(const Delivery&) = delete;
    Delivery& operator=(const Delivery&) = delete;
    ~Delivery();

    /// Seals and shows. Practice sends nothing, whatever the courier of the setup is. Errors: those of delivery::pack,
    /// whose message_id() is the sentence to show; Conflict — another one is on its way.
    enum class Practice { No, Yes };
    [[nodiscard]] Result<void> show(delivery::Letter letter, const delivery::OwnKeys& own, Practice practice);
    /// Shows what was sealed before, such as an SOS. `letter` says the same about it, without the text, which nobody here
    /// can read. Errors: Usage — they differ in where it goes; Conflict.
    [[nodiscard]] Result<void> show_parcel(delivery::Letter letter, delivery::Parcel parcel);
    void close();
    /// Another road from now on; what is under way keeps its own.
    void use_courier(std::shared_ptr<delivery::Courier> courier, bool through_proxy);
    /// Another outbox from now on, e.g. one that is kept. Errors: Conflict — something is under way.
    [[nodiscard]] Result<void> use_outbox(std::shared_ptr<delivery::Outbox> outbox);

    [[nodiscard]] Phase phase() const;
    [[nodiscard]] bool practice() const { return practice_; }
    [[nodiscard]] const delivery::Letter& letter() const { return letter_; }
    /// Bytes that leave, all wrapping included.
    [[nodiscard]] std::size_t bytes() const { return packed_.parcel.body.size(); }
    /// The body that leaves, for "show it as it travels".
    [[nodiscard]] const std::string& travelling() const { return packed_.parcel.body; }
    [[nodiscard]] Message protection() const {
        return {"delivery.protection." + std::string(delivery::protection_name(packed_.parcel.protection)), {{"name", letter_.recipient}}};
    }
    [[nodiscard]] std::vector<Message> visible() const { return delivery::visible_messages(letter_, setup_.through_proxy); }
    /// Why it cannot be sent from here, or empty: no network in this build or session. Preview and copying still work.
    [[nodiscard]] Message cannot_send() const;
    /// Where it is kept while it waits: on the stick, or only until the program is closed.
    [[nodiscard]] Message waiting_note() const;

    void press(Time now) { gate_.press(now); }
    void release(Time now) { gate_.release(now); }
    void ask() { gate_.ask(); }
    void answer_yes(Time now) { gate_.answer_yes(now); }
    void cancel() { gate_.cancel(); }
    void set_window(std::chrono::milliseconds span) { gate_.set_window(span); }
    /// True when something changed that is drawn.
    bool tick(Time now);
    bool poll();
    void stop();

    [[nodiscard]] double hold_done() const { return gate_.hold_done(); }
    [[nodiscard]] int seconds_left() const { return gate_.seconds_left(); }
    [[nodiscard]] const DeliveryOutcome& outcome() const { return outcome_; }

    /// Everything that waits, travels or has arrived, newest first.
    [[nodiscard]] std::vector<delivery::QueueItem> queue() const;
    /// Starts the next try if one is due; call it now and then while the program is open. True when one began.
    bool send_due();
    [[nodiscard]] delivery::Outbox& outbox() { return *setup_.outbox; }

  private:
    struct Work;
    void start(std::optional<network::Consent> consent, std::string item);
    [[nodiscard]] DeliveryOutcome outcome_of(const delivery::QueueItem& item) const;

    DeliverySetup setup_;
    delivery::SendGate gate_;
    delivery::Letter letter_;
    delivery::Packed packed_;
    bool practice_ = false;
    DeliveryOutcome outcome_;
    bool ended_ = false;
    std::shared_ptr<Work> work_;
};

/// The sentence about one item of the queue.
[[nodiscard]] Message queue_message(const delivery::QueueItem& item);

}  // namespace amparo::models
