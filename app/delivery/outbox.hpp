#pragma once
// The queue: parcels that a person sent and that wait, travel or have arrived. A parcel is in it before the first try
// and stays until the person closes it, so nothing is lost and nothing vanishes. Kept in two sealed files of fixed size
// under a key from the vault, or in memory only. Any thread; calls wait for each other.

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "app/delivery/courier.hpp"
#include "app/delivery/twin_file.hpp"

namespace amparo::delivery {

inline constexpr std::size_t kOutboxBytes = 1024 * 1024;
inline constexpr std::size_t kOutboxItems = 64;

struct QueueItem {
    std::string id;  ///< 16 hexadecimal characters
    Parcel parcel;   ///< its body is dropped once the other side has it
    State state = State::Queued;
    Receipt receipt;
    int tries = 0;
    std::int64_t queued = 0;
    std::int64_t next_try = 0;  ///< 0: none
    std::string error;          ///< id of the sentence about the last try, or ""
    std::string reply_secret;
};

/// Minutes between tries: 1, 5, 15, 60, then hourly; up to a fifth is added by chance, so that many senders do not meet.
[[nodiscard]] std::int64_t seconds_until_retry(int tries, std::uint32_t chance);

class Outbox {
  public:
    /// In memory only: gone when the program ends.
    [[nodiscard]] static std::unique_ptr<Outbox> in_memory();
    /// Kept in `storage`, which outlives this. What was under way when the program ended is queued again where a second
    /// try cannot make a second copy, and else marked as unsure. Errors: those of TwinFile; Corrupt.
    [[nodiscard]] static Result<std::unique_ptr<Outbox>> open(Storage& storage, const SecretBytes& key, std::size_t bytes = kOutboxBytes);

    /// What lies in `storage`, as it was written down: for whoever only wants to look. Writes nothing, so it may be called
    /// while another program has the outbox open. Errors: NotFound — there is none; Tampered; Corrupt.
    [[nodiscard]] static Result<std::vector<QueueItem>> look(Storage& storage, const SecretBytes& key, std::size_t bytes = kOutboxBytes);

    [[nodiscard]] bool kept() const { return file_.has_value(); }
    [[nodiscard]] std::vector<QueueItem> items() const;
    [[nodiscard]] std::optional<QueueItem> find(std::string_view id) const;

    /// Takes a parcel that went through the gate. Durable when it returns; the same parcel twice is one item.
    /// Errors: Usage — the consent is for something else; Limit — no room; those of TwinFile.
    [[nodiscard]] Result<std::string> put(Parcel parcel, network::Consent consent, std::string reply_secret, std::int64_t now);
    /// The item whose turn it is.
    [[nodiscard]] std::optional<std::string> due(std::int64_t now) const;
    /// One try: marks the item as under way, carries it, and writes down what came of it. Errors: NotFound; Conflict —
    /// it is under way or done; those of TwinFile. What the courier says is in the item.
    [[nodiscard]] Result<QueueItem> send(std::string_view id, Courier& courier, const CallLimit& limit, std::int64_t now, std::uint32_t chance);

    /// Not to be tried any more; it stays, and can be queued again. Errors: Conflict — the other side has it already.
    [[nodiscard]] Result<void> cancel(std::string_view id);
    /// Queues again what failed, was cancelled or is unsure: the person asked for it, and is told that it may arrive twice.
    [[nodiscard]] Result<void> queue_again(std::string_view id, std::int64_t now);
    /// The desk's answer code. False: it is another one.
    [[nodiscard]] Result<bool> answer(std::string_view id, std::string_view code, std::int64_t now);
    /// Forgets an item for good.
    [[nodiscard]] Result<void> forget(std::string_view id);

  private:
    Outbox() = default;
    [[nodiscard]] QueueItem* at(std::string_view id);
    /// Writes down the list; on an error the list is as before.
    [[nodiscard]] Result<void> keep(std::vector<QueueItem> items);

    mutable std::mutex mutex_;
    std::optional<TwinFile> file_;
    std::vector<QueueItem> items_;
};

/// The content of the file, for tests and for `selftest parse outbox`.
[[nodiscard]] std::string write_queue(const std::vector<QueueItem>& items);
/// Errors: Corrupt, Limit.
[[nodiscard]] Result<std::vector<QueueItem>> read_queue(std::string_view content);

}  // namespace amparo::delivery
