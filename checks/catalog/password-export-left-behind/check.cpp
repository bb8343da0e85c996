// password-export-left-behind: does a file with all of a person's passwords lie about in readable form? Names
// and the first 4 KiB are looked at; nothing of a file's content becomes a fact. See README.md.

#include <algorithm>

#include "checks/catalog/password-export-left-behind/left_behind.hpp"
#include "checks/check.hpp"
#include "checks/probes/export_files.hpp"
#include "checks/probes/user_dirs.hpp"

namespace amparo::checks {

namespace {

constexpr std::int64_t kFiles = 2000;
constexpr std::size_t kNamed = 20;  // files that are named one by one

struct Found {
    std::string path;
    std::string_view product;
    std::int64_t days = 0;
};

/// Goes through folders until it is done or may not go on.
class Search {
  public:
    explicit Search(const HostView& host) : host_(host) {}

    void folder(const std::string& path, bool go_deeper) {
        const auto names = host_.list(path);
        if (!names) return not_looked(names.error(), path);
        for (const std::string& name : *names) {
            if (stop_) return;
            entry(path + "/" + name, name, go_deeper);
        }
    }

    std::vector<Found> found;
    std::int64_t looked_at = 0;
    bool too_many = false;
    std::optional<Error> trouble;
    std::string trouble_place;

  private:
    void entry(const std::string& path, const std::string& name, bool go_deeper) {
        const bool candidate = may_be_export(name);
        if (!candidate && (!go_deeper || name.starts_with('.'))) return;
        // Links are not followed: what they lead to lies elsewhere, or is found there.
        const auto info = host_.info(path, Follow::No);
        if (!info) return not_looked(info.error(), path);
        if (info->type == FileType::Folder && go_deeper && !name.starts_with('.')) return folder(path, false);
        if (info->type != FileType::Regular || !candidate || info->size == 0) return;
        if (looked_at >= kFiles) {
            too_many = true;
            stop_ = true;
            return;
        }
        const auto head = host_.read_start(path, kExportHead);
        if (!head) return not_looked(head.error(), path);
        ++looked_at;
        if (const auto product = recognise_export(name, *head)) {
            found.push_back(
                {path, *product,
                 std::max<std::int64_t>(0, days_between(day_of(info->changed), day_of(host_.now())))});
        }
    }

    void not_looked(const Error& error, const std::string& path) {
        // Gone since it was listed, or turned into something else: nothing to look at.
        if (error.code == Errc::NotFound || error.code == Errc::NotRegular) return;
        if (error.code == Errc::Timeout || error.code == Errc::Cancelled) stop_ = true;
        if (trouble) return;
        trouble = error;
        trouble_place = path;
    }

    const HostView& host_;
    bool stop_ = false;
};

Facts look(const HostView& host, const Account& person) {
    Facts facts(person.name);
    const auto folders = landing_folders(host, person);
    if (!folders) {
        facts.refuse("folders", folders.error(), person.home);
        return facts;
    }
    facts.put("folders", *folders, person.home);
    Search search(host);
    for (const std::string& folder : *folders) search.folder(folder, true);
    facts.put("files_looked_at", search.looked_at, person.home);
    facts.put("exports", static_cast<std::int64_t>(search.found.size()),
              search.found.empty() ? person.home : search.found.front().path);
    for (std::size_t i = 0; i < std::min(search.found.size(), kNamed); ++i) {
        const Found& file = search.found[i];
        facts.put("export_" + std::to_string(i + 1),
                  std::string(file.product) + ", days since last change: " + std::to_string(file.days),
                  file.path);
    }
    if (search.trouble) {
        facts.refuse("looked_everywhere", *search.trouble, search.trouble_place);
    } else {
        facts.put("looked_everywhere", !search.too_many, person.home);
    }
    return facts;
}

}  // namespace

std::vector<Facts> collect_left_behind(const HostView& host) {
    const auto people = host.people();
    if (!people) {
        Facts nobody;
        nobody.refuse("folders", people.error(), "/etc/passwd");
        return {nobody};
    }
    std::vector<Facts> out;
    for (const Account& person : *people) out.push_back(look(host, person));
    return out;
}

Judgement judge_left_behind(const Facts& facts, const JudgeContext&) {
    if (!facts.known("folders")) return cannot_tell(facts.at("folders"));
    if (facts.list("folders").empty()) return does_not_apply("no_folders");
    if (!facts.known("exports")) return cannot_tell(facts.at("exports"));
    const std::int64_t exports = facts.number("exports");
    if (exports > 0) {
        return at_risk(Severity::Large, "found")
            .with("count", exports)
            .with("path", Code{facts.at("exports").source});
    }
    if (!facts.known("looked_everywhere")) return cannot_tell(facts.at("looked_everywhere"));
    if (!facts.flag("looked_everywhere")) return cannot_tell("too_many").with("count", kFiles);
    if (!facts.known("files_looked_at")) return cannot_tell(facts.at("files_looked_at"));
    return good("none_found").with("count", facts.number("files_looked_at"));
}

extern constinit const CheckDefinition check_password_export_left_behind{"password-export-left-behind",
                                                                         &collect_left_behind, &judge_left_behind};

}  // namespace amparo::checks
