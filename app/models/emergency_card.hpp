#pragma once
// The person's own emergency card: up to three people to reach, under names that only the person understands. It is shown
// first when there is danger. In what is saved, or, if the person says so, readable without opening anything. One thread.

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "app/base/json.hpp"
#include "app/base/result.hpp"

namespace amparo::models {

struct CardEntry {
    std::string name;    ///< an alias
    std::string number;  ///< or another address, as it is dialled or written
    bool operator==(const CardEntry&) const = default;
    [[nodiscard]] bool empty() const { return name.empty() && number.empty(); }
};

class EmergencyCard {
  public:
    static constexpr std::size_t kEntries = 3;
    static constexpr std::size_t kMaxName = 80;     ///< bytes
    static constexpr std::size_t kMaxNumber = 80;

    [[nodiscard]] const std::array<CardEntry, kEntries>& entries() const { return entries_; }
    [[nodiscard]] bool empty() const;
    /// Longer words are cut at a character.
    void set(std::size_t index, std::string_view name, std::string_view number);
    void clear();
    /// Goes up with every change.
    [[nodiscard]] std::size_t changes() const { return changes_; }

    /// For paper: one line each.
    [[nodiscard]] std::string text() const;

    [[nodiscard]] Json to_json() const;
    /// Errors: Corrupt — no such document; then nothing changes.
    [[nodiscard]] Result<void> load(std::string_view json);

  private:
    std::array<CardEntry, kEntries> entries_;
    std::size_t changes_ = 0;
};

}  // namespace amparo::models
