#include "app/models/account_activity.hpp"

#include <algorithm>
#include <memory>

#include "app/base/limits.hpp"
#include "app/base/text.hpp"
#include "app/base/wiped.hpp"
#include "app/platform/below.hpp"
#include "app/platform/input_file.hpp"

namespace amparo::models {

namespace {

using accounts::ActivityItem;
using accounts::ActivityKind;

constexpr int kAll = 1000;
constexpr std::int64_t kRecentDays = 90;
constexpr std::size_t kFolderFiles = 500'000;
constexpr std::size_t kFolderDepth = 24;
constexpr std::size_t kPiece = 64 * 1024;

std::string last_part(std::string_view path) {
    while (path.size() > 1 && (path.ends_with('/') || path.ends_with('\\'))) path.remove_suffix(1);
    return std::string(path.substr(path.find_last_of("/\\") + 1));
}

Result<void> read_pieces(const ByteSource& source, std::uint64_t most, const accounts::Archive::Heard& heard, const StopToken& stop) {
    if (source.size() > most) return fail(Errc::Limit, "larger than what is looked at");
    WipedBytes piece(kPiece);
    for (std::uint64_t at = 0;;) {
        if (stop.stop_requested()) return fail(Errc::Cancelled, "stopped");
        AMPARO_TRY(const std::size_t got, source.read(at, {piece.data(), piece.size()}));
        if (got == 0 || !heard({piece.data(), got})) return {};
        at += got;
    }
}

/// An unpacked export. Links are not followed.
class FolderFiles final : public accounts::ExportFiles {
  public:
    [[nodiscard]] static Result<FolderFiles> open(const std::string& top) {
        FolderFiles out;
        out.top_ = top;
        AMPARO_TRY_VOID(out.gather({}));
        return out;
    }
    std::size_t count() const override { return files_.size(); }
    std::string name(std::size_t index) const override { return files_[index].name; }
    std::uint64_t size(std::size_t index) const override { return files_[index].size; }
    Result<void> read(std::size_t index, std::uint64_t most, const accounts::Archive::Heard& heard, const StopToken& stop) const override {
        AMPARO_TRY(const auto source, open_input_file(top_ + "/" + files_[index].name));
        return read_pieces(*source, most, heard, stop);
    }

  private:
    struct File {
        std::string name;
        std::uint64_t size = 0;
    };
    Result<void> gather(const std::vector<std::string>& parts) {
        AMPARO_TRY(const auto entries, list_below(top_, parts, limits::kHostEntries * 5));
        for (const NamedEntry& entry : entries) {
            std::vector<std::string> below = parts;
            below.push_back(entry.name);
            if (entry.type == FileType::Folder && below.size() < kFolderDepth) {
                // A folder that may not be read hides its own files only.
                static_cast<void>(gather(below).has_value());
            } else if (entry.type == FileType::Regular && files_.size() < kFolderFiles) {
                File file{text::join(below, "/"), 0};
                if (const auto source = open_input_file(top_ + "/" + file.name)) file.size = (*source)->size();
                files_.push_back(std::move(file));
            }
        }
        return {};
    }
    std::string top_;
    std::vector<File> files_;
};

/// One file of an export, such as TikTok's.
class SingleFile final : public accounts::ExportFiles {
  public:
    SingleFile(std::string name, const ByteSource& source) : name_(std::move(name)), source_(&source) {}
    std::size_t count() const override { return 1; }
    std::string name(std::size_t) const override { return name_; }
    std::uint64_t size(std::size_t) const override { return source_->size(); }
    Result<void> read(std::size_t, std::uint64_t most, const accounts::Archive::Heard& heard, const StopToken& stop) const override {
        return read_pieces(*source_, most, heard, stop);
    }

  private:
    std::string name_;
    const ByteSource* source_;
};

}  // namespace

void AccountActivity::run(const std::vector<std::string>& paths, const ActivityOptions& options) {
    exports_.clear();
    items_.clear();
    marks_.clear();
    today_ = options.today;
    accounts::ActivityBook book;
    bool stopped = false;
    for (std::size_t i = 0; i < paths.size(); ++i) {
        ReviewedExport out;
        out.path = paths[i];
        accounts::ExportOptions reading;
        reading.stop = options.stop;
        reading.progress = [&](std::uint64_t done, std::uint64_t all) {
            if (!options.progress) return;
            const double part = all == 0 ? 1 : static_cast<double>(done) / static_cast<double>(all);
            options.progress(static_cast<int>((static_cast<double>(i) + part) * kAll / static_cast<double>(paths.size())));
        };
        const auto source = open_input_file(paths[i]);
        if (source) {
            const auto archive = accounts::Archive::open(**source);
            char head[8] = {};
            const auto got = (*source)->read(0, head);
            if (archive) {
                out.report = accounts::read_export(*accounts::files_of(*archive), book, reading);
            } else if (got && accounts::looks_like_archive({head, *got})) {
                out.refused = archive.error().code;
            } else {
                out.report = accounts::read_export(SingleFile(last_part(paths[i]), **source), book, reading);
            }
        } else if (source.error().code == Errc::NotRegular) {
            const auto folder = FolderFiles::open(paths[i]);
            if (folder) {
                out.report = accounts::read_export(*folder, book, reading);
            } else {
                out.refused = folder.error().code;
            }
        } else {
            out.refused = source.error().code;
        }
        stopped = stopped || out.report.stopped;
        exports_.push_back(std::move(out));
    }
    items_ = book.items();
    marks_.assign(items_.size(), Mark::Unasked);
    oldest_ = book.oldest();
    newest_ = book.newest();
    whole_ = !stopped && book.dropped() == 0;
}

void AccountActivity::mark(std::size_t index, Mark mark) {
    if (index < marks_.size()) marks_[index] = mark;
}

std::size_t AccountActivity::count(Mark mark) const { return static_cast<std::size_t>(std::ranges::count(marks_, mark)); }

bool AccountActivity::forwards() const {
    for (std::size_t i = 0; i < items_.size(); ++i) {
        if (items_[i].kind == ActivityKind::Forwarding && marks_[i] == Mark::Unasked) return true;
    }
    return false;
}

bool AccountActivity::recent(const ActivityItem& item) const {
    if (item.last == 0) return true;
    const std::int64_t age = days_between(day_of(item.last), today_);
    return age <= kRecentDays;
}

FindingGroup AccountActivity::group(std::size_t index) const {
    const ActivityItem& item = items_[index];
    switch (marks_[index]) {
        case Mark::Me: return FindingGroup::Good;
        case Mark::NotMe: return FindingGroup::FixSoon;
        case Mark::NotSure: return FindingGroup::CannotTell;
        case Mark::Unasked: break;
    }
    switch (item.kind) {
        case ActivityKind::Forwarding: return FindingGroup::FixSoon;
        case ActivityKind::Delegate:
        case ActivityKind::AddressList: return FindingGroup::WorthFixing;
        case ActivityKind::MailFilter:
        case ActivityKind::ConnectedApp: return item.powerful ? FindingGroup::WorthFixing : FindingGroup::CannotTell;
        case ActivityKind::PasswordChange:
        case ActivityKind::ContactChange:
        case ActivityKind::NameChange:
        case ActivityKind::OtherChange: return recent(item) ? FindingGroup::WorthFixing : FindingGroup::CannotTell;
        default: return FindingGroup::CannotTell;
    }
}

Outcome AccountActivity::outcome() const {
    for (std::size_t i = 0; i < items_.size(); ++i) {
        if (group(i) == FindingGroup::FixSoon || group(i) == FindingGroup::WorthFixing) return Outcome::NeedsAttention;
    }
    const bool unseen = !whole_ || std::ranges::any_of(exports_, [](const ReviewedExport& item) {
        return item.unseen() || !item.report.problems.empty() || !item.report.not_understood.empty();
    });
    return unseen ? Outcome::NotEverythingSeen : Outcome::NothingToDo;
}

std::string AccountActivity::evidence(const localization::Translator& words) const {
    std::string out;
    for (std::size_t i = 0; i < items_.size(); ++i) {
        if (marks_[i] != Mark::NotMe) continue;
        out += "- " + words.tr(activity_title(items_[i])).text;
        if (!items_[i].what.empty()) out += ": " + items_[i].what;
        out += "\n";
        for (const Message& fact : activity_facts(items_[i])) out += "  " + words.tr(fact).text + "\n";
    }
    return out;
}

Json AccountActivity::document(const localization::Translator& words) const {
    Json files = Json::array();
    for (const ReviewedExport& item : exports_) {
        Json understood = Json::array();
        for (const auto& file : item.report.understood) {
            understood.push(Json::object().set("name", file.name).set("platform", accounts::platform_id(file.platform)).set("records", static_cast<std::int64_t>(file.records)));
        }
        Json problems = Json::array();
        for (const auto& problem : item.report.problems) {
            problems.push(Json::object().set("file", problem.file).set("what", problem.what).set("place", problem.detail)
                              .set("sentence", words.tr(export_problem_message(item, problem)).text));
        }
        Json file = Json::object().set("path", item.path).set("files", item.report.files).set("understood", std::move(understood));
        file.set("not_understood", Json::strings(item.report.not_understood)).set("problems", std::move(problems));
        if (item.refused) file.set("refused", errc_name(*item.refused));
        files.push(std::move(file));
    }
    constexpr const char* kGroups[] = {"fix_soon", "worth_fixing", "only_you_can_tell", "good", "does_not_apply"};
    Json items = Json::array();
    for (std::size_t i = 0; i < items_.size(); ++i) {
        const ActivityItem& item = items_[i];
        Json facts = Json::array();
        for (const Message& fact : activity_facts(item)) facts.push(words.tr(fact).text);
        items.push(Json::object()
                       .set("kind", accounts::kind_id(item.kind))
                       .set("platform", accounts::platform_id(item.platform))
                       .set("standing", kGroups[static_cast<std::size_t>(group(i))])
                       .set("what", item.what)
                       .set("title", words.tr(activity_title(item)).text)
                       .set("facts", std::move(facts))
                       .set("count", static_cast<std::int64_t>(item.count))
                       .set("networks", Json::strings(item.networks))
                       .set("file", item.file));
    }
    Json span = Json::object();
    if (oldest_ > 0) span.set("from", format_moment(oldest_)).set("to", format_moment(newest_));
    return Json::object()
        .set("schema", "amparo.accounts-review/1")
        .set("whole", whole_)
        .set("files", std::move(files))
        .set("log_ins", std::move(span))
        .set("items", std::move(items));
}

Message activity_title(const ActivityItem& item) {
    const std::string strength = item.powerful && (item.kind == ActivityKind::MailFilter || item.kind == ActivityKind::ConnectedApp) ? "-powerful" : "";
    return {"accounts.activity." + std::string(accounts::kind_id(item.kind)) + strength,
            {{"platform", MessageRef{"accounts.platform." + std::string(accounts::platform_id(item.platform))}}}};
}

std::vector<Message> activity_facts(const ActivityItem& item) {
    std::vector<Message> out;
    const auto day = [](std::int64_t moment) {
        std::string text = format_moment(moment).substr(0, 16);
        text[10] = ' ';
        return Code{text + " UTC"};
    };
    if (!item.before.empty()) out.push_back({"accounts.fact.before", {{"value", Code{item.before}}}});
    if (!item.detail.empty()) out.push_back({"accounts.fact.detail", {{"value", item.detail}}});
    if (item.first > 0 && item.last > item.first) {
        out.push_back({"accounts.fact.span", {{"first", day(item.first)}, {"last", day(item.last)}, {"count", static_cast<std::int64_t>(item.count)}}});
    } else if (item.last > 0) {
        out.push_back({"accounts.fact.once", {{"when", day(item.last)}}});
    }
    if (!item.places.empty()) out.push_back({"accounts.fact.places", {{"list", text::join(item.places, "; ")}}});
    if (!item.networks.empty()) {
        const auto more = static_cast<std::int64_t>(item.network_count - std::min(item.network_count, item.networks.size()));
        out.push_back({more > 0 ? "accounts.fact.more_networks" : "accounts.fact.networks",
                       {{"list", Code{text::join(item.networks, ", ")}}, {"count", more}}});
    }
    return out;
}

Message export_message(const ReviewedExport& item) {
    const MessageArgument name{"file", Code{last_part(item.path)}};
    if (item.refused) return {"accounts.file.refused", {name, {"why", MessageRef{"error." + std::string(errc_name(*item.refused))}}}};
    if (item.report.understood.empty()) return {"accounts.export.unknown", {name}};
    return {"accounts.export.read",
            {name,
             {"platform", MessageRef{"accounts.platform." + std::string(accounts::platform_id(item.report.understood.front().platform))}},
             {"count", static_cast<std::int64_t>(item.report.understood.size())}}};
}

Message export_problem_message(const ReviewedExport& item, const accounts::ExportProblem& problem) {
    const std::string name = problem.file.empty() ? last_part(item.path) : last_part(item.path) + ": " + problem.file;
    return {"accounts.problem_in_file", {{"file", Code{name}}, {"what", MessageRef{"accounts.problem." + problem.what}}, {"column", Code{}}}};
}

}  // namespace amparo::models
