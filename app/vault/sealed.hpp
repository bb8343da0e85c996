#pragma once
// A file for somebody else: sealed so that only the holder of an inbox key can open it, and the sealer cannot. Whoever made
// it is not named in it. Reports, exports and evidence leave the vault this way; FORMAT.md section 5. Thread: any.

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "app/base/bytes.hpp"
#include "app/base/result.hpp"
#include "app/base/secret.hpp"
#include "app/vault/stream.hpp"

namespace amparo::vault {

inline constexpr std::size_t kSealedRecipients = 16;

/// The half of an inbox key that is handed out.
struct InboxAddress {
    std::array<std::uint8_t, 32> key{};

    /// "inbox1" and 60 letters and digits in groups, the last of them a check: what is printed in a channel file.
    [[nodiscard]] std::string text() const;
    /// Takes the text with or without its hyphens and spaces, in any case. Errors: Corrupt — not an address, or a slip in it.
    [[nodiscard]] static Result<InboxAddress> parse(std::string_view text);
    bool operator==(const InboxAddress&) const = default;
};

/// The half that stays with whoever reads.
class InboxKey {
  public:
    [[nodiscard]] static Result<InboxKey> make();
    /// What `text` wrote. Errors: Corrupt.
    [[nodiscard]] static Result<InboxKey> parse(std::string_view text);
    [[nodiscard]] const InboxAddress& address() const { return address_; }
    /// "inboxkey1" and groups; whoever has it reads everything.
    [[nodiscard]] Result<SecretString> text() const;
    [[nodiscard]] const SecretBytes& secret() const { return secret_; }

  private:
    SecretBytes secret_;
    InboxAddress address_;
};

/// Makes a sealed file piece by piece.
class Sealer {
  public:
    /// Errors: Usage — nobody, or more than kSealedRecipients, to seal for; Corrupt — an address is no point of the curve.
    [[nodiscard]] static Result<Sealer> start(std::span<const InboxAddress> readers, std::uint64_t content);
    /// As StreamWriter's; the first piece begins with the head of the file.
    [[nodiscard]] Result<void> add(Bytes content, std::string& out);
    [[nodiscard]] Result<void> finish(std::string& out);

  private:
    Sealer(std::string head, StreamWriter stream) : head_(std::move(head)), stream_(std::move(stream)) {}
    std::string head_;
    StreamWriter stream_;
};

/// Reads a sealed file piece by piece.
class Opener {
  public:
    /// Keeps its own copy of the key's secret.
    [[nodiscard]] static Result<Opener> start(const InboxKey& key);
    /// Errors: Corrupt — not a sealed file; Unsupported — made by a later version; NotFound — sealed for somebody else;
    /// Tampered — changed on the way.
    [[nodiscard]] Result<void> add(Bytes sealed, std::string& out);
    /// Errors: Corrupt — cut.
    [[nodiscard]] Result<void> finish(std::string& out);

  private:
    [[nodiscard]] Result<void> read_head();
    SecretBytes secret_;
    InboxAddress address_;
    std::string head_;
    std::optional<StreamReader> stream_;
};

/// How many may open it: its head without any key. Errors: Corrupt — not a sealed file, or too short for one; Unsupported.
[[nodiscard]] Result<std::size_t> count_readers(Bytes sealed);

/// The whole of it at once, for what fits in memory.
[[nodiscard]] Result<std::string> seal(Bytes content, std::span<const InboxAddress> readers);
[[nodiscard]] Result<std::string> open_sealed(Bytes sealed, const InboxKey& key);

}  // namespace amparo::vault
