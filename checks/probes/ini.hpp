#pragma once
// Settings files made of "[section]" lines and "key=value" lines: KDE, GDM, LightDM, SDDM, dnf, .desktop and
// many more. Order and duplicates are kept, nothing is expanded or unescaped, and a line that fits nothing is
// counted, not guessed at. Reads text, touches nothing. Sources: GLib GKeyFile, KConfig entry options, SDDM
// ConfigReader.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.hpp"

namespace amparo::checks {

/// What differs between the readers of such files.
enum class IniDialect {
    Plain,    ///< "#" and ";" at the start of a line are comments (dnf, xrdp, most others)
    KeyFile,  ///< GKeyFile (GDM, LightDM, .desktop): only "#" at the start of a line is a comment
    Kde,      ///< as KeyFile, and "[$i]", "[$e]", "[$d]" after a key or a section are marks, not names
    Sddm,     ///< "#" starts a comment anywhere; the name of a section is not trimmed
};

struct IniEntry {
    std::string key;
    std::string value;       ///< trimmed, otherwise as written
    std::size_t line = 0;    ///< from 1
    bool immutable = false;  ///< Kde: "[$i]" after the key
    bool expanded =
        false;  ///< Kde: "[$e]": the desktop fills in variables and commands, so the text is not the value
    bool deleted = false;  ///< Kde: "[$d]": values from lower files are forgotten
    bool operator==(const IniEntry&) const = default;
};

struct IniSection {
    /// Text between the brackets, without marks; "" for what stands before the first section. KDE's nested
    /// groups
    /// "[A][B]" are called "A][B".
    std::string name;
    std::size_t line = 0;
    bool immutable = false;  ///< Kde: "[name][$i]"
    std::vector<IniEntry> entries;
};

struct IniFile {
    std::vector<IniSection> sections;  ///< in the order of the file; one name may occur more than once
    bool immutable = false;            ///< Kde: a line "[$i]" before the first section: the whole file
    std::size_t odd_lines = 0;         ///< lines that are neither comment, section nor key=value
    std::size_t first_odd_line = 0;    ///< its number, 0 when there is none

    /// The entry that counts: the last one with this name (names are case-sensitive). nullptr when there is
    /// none.
    [[nodiscard]] const IniEntry* find(std::string_view section, std::string_view key) const;
    /// Every entry with this name, in the order of the file.
    [[nodiscard]] std::vector<const IniEntry*> find_all(std::string_view section, std::string_view key) const;
    /// The value of find(), or nullopt.
    [[nodiscard]] std::optional<std::string> value(std::string_view section, std::string_view key) const;
    [[nodiscard]] bool has_section(std::string_view section) const;
};

/// Errors: Corrupt — NUL bytes; Limit — larger than limits::kHostFile, a line over limits::kHostLine, or more
/// than limits::kHostEntries sections and entries together.
[[nodiscard]] Result<IniFile> parse_ini(std::string_view text, IniDialect dialect = IniDialect::Plain);

/// GKeyFile's idea of yes and no: exactly "true", "1", "false", "0"; anything else is nullopt.
[[nodiscard]] std::optional<bool> key_file_bool(std::string_view value);
/// true, on, yes, 1 / false, off, no, 0 in any case; anything else is nullopt.
[[nodiscard]] std::optional<bool> ini_bool(std::string_view value);

/// Canonical text of what was understood.
[[nodiscard]] std::string describe(const IniFile& file);

}  // namespace amparo::checks
