#include "localization/catalog.hpp"

#include <utility>

#include "localization/tag.hpp"

namespace amparo::localization {

std::vector<std::string> CatalogEntry::texts() const {
    if (!file->source) return po.forms;
    if (po.has_plural()) return {po.msgid, po.msgid_plural};
    return {po.msgid};
}

std::string CatalogProblem::text() const {
    return file + (line == 0 ? "" : ", line " + std::to_string(line)) + ": " + message;
}

Catalog::Catalog(Language language) : language_(std::move(language)) {}

void Catalog::add(std::string_view domain, std::string_view bytes) {
    add(domain, language_.tag + "/" + std::string(domain) + ".po", bytes);
}

void Catalog::add(std::string_view domain, std::string_view path, std::string_view bytes) {
    const std::string name(path);
    auto read = read_po(bytes);
    if (!read) {
        problems_.push_back({name, read.error().line, read.error().message});
        return;
    }
    const std::string_view named = read->field("Language");
    if (!named.empty()) {
        const auto tag = parse_tag(named);
        if (!tag || tag->text() != language_.tag) {
            problems_.push_back({name, 1,
                                 "the header says that this is \"" + std::string(named) + "\" and not \"" +
                                     language_.tag + "\"; the file is left out"});
            return;
        }
    }
    for (const PoProblem& problem : read->problems)
        problems_.push_back({name, problem.line, problem.message});
    if (read->further_problems != 0) {
        problems_.push_back(
            {name, 0, "there are " + std::to_string(read->further_problems) + " more problems"});
    }
    // The two texts of an English sentence follow the English rule, whatever the header says.
    const PluralRule rule = is_source() ? PluralRule() : read->rule;
    const auto file =
        std::make_shared<const CatalogFile>(CatalogFile{std::string(domain), name, rule, is_source()});
    for (PoEntry& entry : read->entries) {
        const std::size_t line = entry.line;
        const std::string id = entry.id;
        if (!add_entry(std::move(entry), file)) {
            problems_.push_back({name, line, "the id " + id + " is taken by " + find(id)->file->path});
        }
    }
}

bool Catalog::add_entry(PoEntry entry, std::shared_ptr<const CatalogFile> file) {
    if (!by_id_.emplace(entry.id, entries_.size()).second) return false;
    entries_.push_back({std::move(entry), std::move(file)});
    return true;
}

const CatalogEntry* Catalog::find(std::string_view id) const {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : &entries_[found->second];
}

}  // namespace amparo::localization
