#pragma once
// All sentences of one language, from its PO files. English is a catalogue like the others, but its text is
// the msgid. A file that is off never stops the program: it, or the entry in it, is left out and listed.

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "localization/language.hpp"
#include "localization/plural.hpp"
#include "localization/po.hpp"

namespace amparo::localization {

struct CatalogFile {
    std::string domain;  ///< app, checks, channels…
    std::string path;    ///< for people: "ar/app.po", "checks/catalog/firewall/en.po"
    PluralRule rule;
    bool source = false;
};

struct CatalogEntry {
    PoEntry po;
    std::shared_ptr<const CatalogFile> file;

    /// The texts that people see, one for each form: of English the msgids, of others the msgstrs.
    [[nodiscard]] std::vector<std::string> texts() const;
};

struct CatalogProblem {
    std::string file;
    std::size_t line = 0;
    std::string message;
    bool operator==(const CatalogProblem&) const = default;
    /// "ar/app.po, line 12: the id is missing"
    [[nodiscard]] std::string text() const;
};

/// Thread: reading is safe from several threads once every file is added.
class Catalog {
  public:
    /// An empty catalogue; the source when the language is English.
    explicit Catalog(Language language);

    /// Adds a file of the language. `path` names it in problems. An id that an earlier file has stays that
    /// file's; a file whose header names another language is left out, since its text would be shown under a
    /// wrong name.
    void add(std::string_view domain, std::string_view path, std::string_view bytes);
    /// The same under the path "<tag>/<domain>.po".
    void add(std::string_view domain, std::string_view bytes);
    /// Adds one sentence that was made rather than read; false when the id is taken.
    bool add_entry(PoEntry entry, std::shared_ptr<const CatalogFile> file);

    [[nodiscard]] const Language& language() const { return language_; }
    [[nodiscard]] bool is_source() const { return language_.tag == kSourceTag; }
    [[nodiscard]] const CatalogEntry* find(std::string_view id) const;
    /// In the order of adding.
    [[nodiscard]] const std::vector<CatalogEntry>& entries() const { return entries_; }
    [[nodiscard]] const std::vector<CatalogProblem>& problems() const { return problems_; }

  private:
    Language language_;
    std::vector<CatalogEntry> entries_;
    std::map<std::string, std::size_t, std::less<>> by_id_;
    std::vector<CatalogProblem> problems_;
};

}  // namespace amparo::localization
