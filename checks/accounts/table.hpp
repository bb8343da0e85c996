#pragma once
// What the columns of a password table mean, by their names as a set: neither their order nor the file's name matters.
// Headers as seen in public importers and in the vendors' own pages.

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::accounts {

enum class Role : std::uint8_t { Title, Address, User, Password, Code, Type, Changed, Used, Archived, Count };

struct TableShape {
    std::string format;  ///< "bitwarden-csv", …; "password-table" when it fits no product we know; "" when it is none
    /// Column of each role, or -1.
    std::array<int, static_cast<std::size_t>(Role::Count)> column;
    std::vector<std::string> doubled;  ///< names that stand there twice; the first counts

    [[nodiscard]] int at(Role role) const { return column[static_cast<std::size_t>(role)]; }
};

[[nodiscard]] TableShape recognise_table(std::span<const std::string_view> header);

}  // namespace amparo::accounts
