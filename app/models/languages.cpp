#include "app/models/languages.hpp"

#include <algorithm>

#include "app/base/text.hpp"
#include "app/base/version.hpp"
#include "app/escalation/channel.hpp"
#include "app/escalation/flow.hpp"
#include "app/models/channel_words.hpp"
#include "checks/check.hpp"
#include "localization/pseudo.hpp"

namespace amparo::models {

namespace {

using localization::Catalog;
using localization::CatalogFile;
using localization::Language;
using localization::PoEntry;

constexpr std::string_view kFolder = "localization/";

/// "localization/ar/app.po" to "app".
std::string domain_of(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    return path.substr(slash + 1, path.rfind('.') - slash - 1);
}

/// The sentences of the channel files, as if they stood in a PO file.
void add_channel_sentences(const ShippedData& shipped, Catalog& english) {
    for (const std::string& path : shipped.list("channels/")) {
        const auto file = shipped.read(path);
        if (!file || file->origin == Origin::AddedByHand) continue;
        const auto channel = escalation::parse_channel(file->bytes);
        if (!channel) continue;  // named where channels are listed
        auto source = std::make_shared<CatalogFile>();
        source->domain = "channels";
        source->path = path;
        source->source = true;
        for (const ChannelSentence& sentence : channel_sentences(*channel)) {
            PoEntry entry;
            entry.id = sentence.id;
            entry.msgid = sentence.english;
            entry.description = "From the channel file; keep numbers, names and addresses as they are.";
            entry.forms = {""};
            english.add_entry(std::move(entry), source);
        }
    }
}

/// The same for first aid.
void add_flow_sentences(const ShippedData& shipped, Catalog& english) {
    for (const std::string& path : shipped.list("flows/")) {
        const auto file = shipped.read(path);
        if (!file || file->origin == Origin::AddedByHand) continue;
        const auto flow = escalation::parse_flow(file->bytes);
        if (!flow) continue;  // named where flows are listed
        auto source = std::make_shared<CatalogFile>();
        source->domain = "flows";
        source->path = path;
        source->source = true;
        for (const escalation::FlowSentence& sentence : escalation::flow_sentences(*flow)) {
            PoEntry entry;
            entry.id = sentence.id;
            entry.msgid = sentence.english;
            entry.description = "From the first-aid flow file; plain and short, under 40 words.";
            entry.forms = {""};
            english.add_entry(std::move(entry), source);
        }
    }
}

}  // namespace

void Languages::note(std::string file, std::string message) {
    problems_.push_back({std::move(file), 0, std::move(message)});
}

void Languages::add_english(const ShippedData& shipped) {
    Language language;
    if (const auto file = shipped.read("localization/en/language.json")) {
        if (auto parsed = localization::parse_language(file->bytes)) language = *std::move(parsed);
    }
    auto english = std::make_shared<Catalog>(language);
    for (const std::string& path : shipped.list("localization/en/")) {
        if (!path.ends_with(".po")) continue;
        const auto file = shipped.read(path);
        // The source is ours alone: a file that somebody adds cannot put words into our mouth.
        if (!file || file->origin == Origin::AddedByHand) continue;
        english->add(domain_of(path), "en/" + domain_of(path) + ".po", in_own_name(file->bytes));
    }
    for (const checks::RegisteredCheck& check : checks::all_checks()) {
        english->add("checks", "checks/catalog/" + std::string(check.definition->id) + "/en.po", in_own_name(std::string(check.english_po)));
    }
    add_channel_sentences(shipped, *english);
    add_flow_sentences(shipped, *english);
    problems_.insert(problems_.end(), english->problems().begin(), english->problems().end());
    catalogs_.push_back(std::move(english));
}

void Languages::add_language(const ShippedData& shipped, const std::string& folder) {
    const std::string description = std::string(kFolder) + folder + "/language.json";
    const auto file = shipped.read(description);
    if (!file) return note(description, file.error().detail);
    auto language = localization::parse_language(file->bytes);
    if (!language) return note(description, language.error().detail);
    if (language->tag != folder) return note(description, "the tag must be the folder's name, \"" + folder + "\"");
    auto catalog = std::make_shared<Catalog>(*std::move(language));
    for (const std::string& path : shipped.list(std::string(kFolder) + folder + "/")) {
        if (!path.ends_with(".po")) continue;
        const auto po = shipped.read(path);
        if (!po) {
            note(path, po.error().detail);
            continue;
        }
        catalog->add(domain_of(path), folder + "/" + domain_of(path) + ".po", in_own_name(po->bytes));
    }
    problems_.insert(problems_.end(), catalog->problems().begin(), catalog->problems().end());
    if (file->origin == Origin::AddedByHand) added_by_hand_.push_back(folder);
    catalogs_.push_back(std::move(catalog));
}

Languages Languages::load(const ShippedData& shipped) {
    Languages out;
    out.add_english(shipped);
    std::vector<std::string> folders;
    for (const std::string& path : shipped.list(kFolder)) {
        const auto parts = text::split(path, '/');
        if (parts.size() < 3 || parts[1] == "en") continue;
        if (std::ranges::find(folders, parts[1]) == folders.end()) folders.emplace_back(parts[1]);
    }
    for (const std::string& folder : folders) out.add_language(shipped, folder);
    return out;
}

std::vector<std::string> Languages::tags() const {
    std::vector<std::string> out;
    for (const auto& catalog : catalogs_) out.push_back(catalog->language().tag);
    return out;
}

const Catalog* Languages::catalog(const std::string& tag) const {
    for (const auto& item : catalogs_) {
        if (item->language().tag == tag) return item.get();
    }
    return nullptr;
}

std::string Languages::find(const std::string& wanted) const {
    if (localization::pseudo_of(wanted)) return wanted;
    const std::vector<std::string> known = tags();
    const std::string chosen = localization::choose_language(std::vector{wanted}, known);
    // The choice falls back to English; somebody who names a language that is not there wants to be told.
    const bool asked_for_english = wanted == "en" || wanted.starts_with("en-") || wanted.starts_with("en_");
    return chosen == "en" && !asked_for_english ? std::string{} : chosen;
}

std::string Languages::choose(const std::string& language, const std::string& lc_all, const std::string& lc_messages,
                              const std::string& lang) const {
    std::vector<std::string> offered;
    for (const auto& catalog : catalogs_) {
        if (!catalog->language().preview) offered.push_back(catalog->language().tag);
    }
    return localization::choose_language(localization::wanted_languages(language, lc_all, lc_messages, lang), offered);
}

localization::Translator Languages::translator(const std::string& tag) const {
    const std::lock_guard lock(made_->mutex);
    const auto found = made_->translators.find(tag);
    if (found != made_->translators.end()) return found->second;
    return made_->translators.emplace(tag, put_together(tag)).first->second;
}

localization::Translator Languages::put_together(const std::string& tag) const {
    if (const auto kind = localization::pseudo_of(tag)) {
        const auto pseudo = std::make_shared<const Catalog>(localization::pseudo_catalog(english(), *kind));
        return {{pseudo, catalogs_.front()}, pseudo->language()};
    }
    std::vector<Language> known;
    for (const auto& item : catalogs_) known.push_back(item->language());
    std::vector<std::shared_ptr<const Catalog>> chain;
    for (const std::string& step : localization::fallback_chain(tag, known)) {
        for (const auto& item : catalogs_) {
            if (item->language().tag == step) chain.push_back(item);
        }
    }
    const Catalog* first = chain.empty() ? nullptr : chain.front().get();
    return {std::move(chain), first == nullptr ? Language{} : first->language()};
}

}  // namespace amparo::models
