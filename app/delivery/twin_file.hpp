#pragma once
// Two copies of one sealed image of fixed size, rewritten in place by the vault's protocol: one copy after the other,
// each flushed and read back, so that whatever is cut off, the other copy opens. Nothing outside says what is inside,
// how much, or when. Thread: one at a time.

#include <memory>
#include <string>

#include "app/base/secret.hpp"
#include "app/platform/storage.hpp"

namespace amparo::delivery {

class TwinFile {
  public:
    /// Opens "<name>.1" and "<name>.2", or makes them with empty content. `storage` outlives this.
    /// Errors: those of Storage; Tampered — neither copy opens with this key (both are left as they are).
    [[nodiscard]] static Result<TwinFile> open(Storage& storage, std::string name, const SecretBytes& key, std::size_t size);

    /// What was kept last, without writing anything: nothing is made and nothing is made whole.
    /// Errors: NotFound — there is none; Tampered — neither copy opens with this key.
    [[nodiscard]] static Result<std::string> look(Storage& storage, const std::string& name, const SecretBytes& key, std::size_t size);

    /// What was kept last.
    [[nodiscard]] const std::string& content() const { return content_; }
    /// Returns when both copies are on the medium. After an error at least one copy holds the old or the new content.
    /// Errors: Limit — too long; NoSpace, Io, Denied — from the medium; Corrupt — it did not read back as written.
    [[nodiscard]] Result<void> keep(std::string content);
    [[nodiscard]] std::size_t room() const;

  private:
    TwinFile() = default;
    [[nodiscard]] Result<void> write_copy(std::size_t copy, const std::string& image);

    Storage* storage_ = nullptr;
    std::string name_;
    SecretBytes key_;
    std::size_t size_ = 0;
    std::uint64_t counter_ = 0;
    std::size_t newest_ = 1;  ///< the copy that opened: the other one is written first
    std::string content_;
};

}  // namespace amparo::delivery
