#include "checks/probes/ini.hpp"

#include <algorithm>
#include <array>

#include "app/base/limits.hpp"
#include "app/base/text.hpp"
#include "app/base/utf8.hpp"

namespace amparo::checks {

namespace {

struct Marks {
    bool immutable = false;
    bool expanded = false;
    bool deleted = false;
};

/// Takes every trailing "[$letters]" off `name`. Unknown letters are ignored, as KConfig does.
Marks take_marks(std::string_view& name) {
    Marks marks;
    while (name.ends_with(']')) {
        const std::size_t open = name.rfind("[$");
        if (open == std::string_view::npos) break;
        const std::string_view letters = name.substr(open + 2, name.size() - open - 3);
        if (letters.find_first_of("[]") != std::string_view::npos) break;
        marks.immutable |= letters.find('i') != std::string_view::npos;
        marks.expanded |= letters.find('e') != std::string_view::npos;
        marks.deleted |= letters.find('d') != std::string_view::npos;
        name = text::trim(name.substr(0, open));
    }
    return marks;
}

class Reader {
  public:
    explicit Reader(IniDialect dialect) : dialect_(dialect) {}

    Result<IniFile> read(std::string_view content) {
        if (content.size() > limits::kHostFile)
            return fail(Errc::Limit, "the settings file is larger than allowed");
        if (content.find('\0') != std::string_view::npos)
            return fail(Errc::Corrupt, "NUL byte in a settings file");
        if (content.starts_with("\xEF\xBB\xBF")) content.remove_prefix(3);
        for (const std::string_view line : text::lines(content)) {
            ++number_;
            if (line.size() > limits::kHostLine) return refuse("is longer than allowed");
            if (!take(line)) return refuse("is one setting too many");
        }
        return std::move(file_);
    }

  private:
    [[nodiscard]] std::unexpected<Error> refuse(const char* what) const {
        return fail(Errc::Limit, "line " + std::to_string(number_) + " " + what);
    }

    /// False when the file holds more than allowed.
    bool take(std::string_view line) {
        if (dialect_ == IniDialect::Sddm) line = line.substr(0, line.find('#'));
        line = text::trim(line);
        if (line.empty() || line.front() == '#') return true;
        if (dialect_ == IniDialect::Plain && line.front() == ';') return true;
        // SDDM looks for "=" first; everybody else takes a line that starts with a bracket for a section.
        const bool bracket = line.front() == '[';
        const std::size_t equals = line.find('=');
        if (bracket && (dialect_ != IniDialect::Sddm || equals == std::string_view::npos))
            return take_section(line);
        if (equals == std::string_view::npos) return odd();
        return take_entry(text::trim(line.substr(0, equals)), text::trim(line.substr(equals + 1)));
    }

    bool odd() {
        if (file_.odd_lines++ == 0) file_.first_odd_line = number_;
        return true;
    }

    bool take_section(std::string_view line) {
        Marks marks;
        if (dialect_ == IniDialect::Kde) {
            marks = take_marks(line);
            if (line.empty()) {
                // "[$i]" alone, above the first section, locks the file.
                if (marks.immutable && file_.sections.empty()) file_.immutable = true;
                return true;
            }
        }
        if (!line.starts_with('[') || !line.ends_with(']') || line.size() < 2) return odd();
        std::string_view name = line.substr(1, line.size() - 2);
        if (dialect_ == IniDialect::Plain) name = text::trim(name);
        return open(std::string(name), marks.immutable);
    }

    bool take_entry(std::string_view key, std::string_view value) {
        Marks marks;
        if (dialect_ == IniDialect::Kde) marks = take_marks(key);
        if (key.empty()) return odd();
        if (file_.sections.empty() && !open("", false)) return false;
        file_.sections.back().entries.push_back(
            {std::string(key), std::string(value), number_, marks.immutable, marks.expanded, marks.deleted});
        return ++count_ <= limits::kHostEntries;
    }

    bool open(std::string name, bool immutable) {
        file_.sections.push_back({std::move(name), number_, immutable, {}});
        return ++count_ <= limits::kHostEntries;
    }

    IniDialect dialect_;
    IniFile file_;
    std::size_t number_ = 0;
    std::size_t count_ = 0;
};

bool is_one_of(std::string_view value, const std::array<std::string_view, 4>& words) {
    return std::ranges::any_of(
        words, [&](std::string_view word) { return text::equals_ignoring_case(value, word); });
}

std::string shown(std::string_view text) { return utf8::displayable(text, 200); }

}  // namespace

const IniEntry* IniFile::find(std::string_view section, std::string_view key) const {
    const auto all = find_all(section, key);
    return all.empty() ? nullptr : all.back();
}

std::vector<const IniEntry*> IniFile::find_all(std::string_view section, std::string_view key) const {
    std::vector<const IniEntry*> out;
    for (const IniSection& candidate : sections) {
        if (candidate.name != section) continue;
        for (const IniEntry& entry : candidate.entries) {
            if (entry.key == key) out.push_back(&entry);
        }
    }
    return out;
}

std::optional<std::string> IniFile::value(std::string_view section, std::string_view key) const {
    const IniEntry* entry = find(section, key);
    if (entry == nullptr) return std::nullopt;
    return entry->value;
}

bool IniFile::has_section(std::string_view section) const {
    return std::ranges::any_of(sections,
                               [&](const IniSection& candidate) { return candidate.name == section; });
}

Result<IniFile> parse_ini(std::string_view text, IniDialect dialect) { return Reader(dialect).read(text); }

std::optional<bool> key_file_bool(std::string_view value) {
    if (value == "true" || value == "1") return true;
    if (value == "false" || value == "0") return false;
    return std::nullopt;
}

std::optional<bool> ini_bool(std::string_view value) {
    if (is_one_of(value, {"true", "on", "yes", "1"})) return true;
    if (is_one_of(value, {"false", "off", "no", "0"})) return false;
    return std::nullopt;
}

std::string describe(const IniFile& file) {
    std::string out = file.immutable ? "locked file\n" : "";
    for (const IniSection& section : file.sections) {
        out += "[" + shown(section.name) + "]" + (section.immutable ? " locked" : "") + "\n";
        for (const IniEntry& entry : section.entries) {
            out += shown(entry.key) + " = " + shown(entry.value) + (entry.immutable ? " (locked)" : "") +
                   (entry.expanded ? " (expanded)" : "") + (entry.deleted ? " (deleted)" : "") + "\n";
        }
    }
    if (file.odd_lines != 0) out += "odd lines: " + std::to_string(file.odd_lines) + "\n";
    return out;
}

}  // namespace amparo::checks
