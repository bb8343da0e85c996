#pragma once
// GVDB, the hash-table file of dconf databases and of gschemas.compiled. The whole file is checked on
// reading: every offset, every name, every hash, so that a name is found here exactly when GLib would find
// it. Reads bytes, touches nothing. Only little-endian files, as all computers we run on write them. Source:
// GLib gvdb-format.h, gvdb-reader.c.

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.hpp"

namespace amparo::checks {

class GvdbFile {
  public:
    /// Number of a table inside the file; the root is 0.
    using Table = std::size_t;
    static constexpr Table kRoot = 0;

    /// Errors: Corrupt — not a GVDB file, or a broken one; Unsupported — written by a big-endian computer;
    /// Limit — larger than limits::kHostTable, more than 200,000 names, or nested too deep.
    [[nodiscard]] static Result<GvdbFile> parse(std::string bytes);

    /// The bytes of a value: data, a zero byte, the type (see gvariant.hpp). Valid as long as the file.
    [[nodiscard]] std::optional<std::string_view> value(std::string_view name, Table in = kRoot) const;
    /// A table inside a table.
    [[nodiscard]] std::optional<Table> table(std::string_view name, Table in = kRoot) const;
    [[nodiscard]] bool contains(std::string_view name, Table in = kRoot) const;
    /// Every name of a table, sorted by byte.
    [[nodiscard]] std::vector<std::string> names(Table in = kRoot) const;

  private:
    friend class GvdbReader;

    struct Item {
        char type = 'L';        ///< 'v' value, 'H' table, anything else has nothing of its own
        std::size_t start = 0;  ///< of a value
        std::size_t size = 0;
        Table table = kRoot;  ///< of a table
    };
    using Items = std::map<std::string, Item, std::less<>>;

    [[nodiscard]] const Item* find(std::string_view name, Table in) const;

    std::string bytes_;
    std::vector<Items> tables_;
};

/// Canonical text of what was understood: every name, and every value as describe(GVariant) shows it.
[[nodiscard]] std::string describe(const GvdbFile& file);

}  // namespace amparo::checks
