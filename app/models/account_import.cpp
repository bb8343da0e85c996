#include "app/models/account_import.hpp"

#include <algorithm>

#include "app/platform/input_file.hpp"
#include "app/platform/storage.hpp"
#include "checks/accounts/import.hpp"
#include "checks/data_table.hpp"

namespace amparo::models {

namespace {

using accounts::Finding;
using accounts::Verdict;

constexpr int kReading = 200;  // of 1,000; the rest is judging
constexpr int kAsked = 900;
constexpr int kAll = 1000;

std::string last_part(const std::string& path) {
    const std::size_t slash = path.find_last_of("/\\");
    return path.substr(slash == std::string::npos ? 0 : slash + 1);
}

Json accounts_json(const Finding& finding) {
    Json list = Json::array();
    for (const accounts::AccountName& name : finding.accounts) {
        list.push(Json::object()
                      .set("service", name.service)
                      .set("host", name.host)
                      .set("user", name.user)
                      .set("file", name.file)
                      .set("place", static_cast<std::int64_t>(name.place)));
    }
    return list;
}

}  // namespace

Result<accounts::Directory> second_factor_table() {
    auto table = accounts::Directory::parse(checks::data_table("second-factors"));
    if (!table) return fail(Errc::Bug, "second-factors: " + table.error().detail);
    return table;
}

Result<accounts::KnownBreaches> known_breach_table() {
    auto table = accounts::KnownBreaches::parse(checks::data_table("known-breaches"));
    if (!table) return fail(Errc::Bug, "known-breaches: " + table.error().detail);
    return table;
}

Result<AccountImport> AccountImport::create() {
    AccountImport out;
    AMPARO_TRY(out.directory_, second_factor_table());
    AMPARO_TRY(out.breaches_, known_breach_table());
    return out;
}

void AccountImport::run(const std::vector<std::string>& paths, const ImportOptions& options) {
    files_.clear();
    review_ = {};
    whole_ = false;
    leaked_.reset();
    asked_.reset();
    SecretPool pool;
    std::vector<accounts::Import> imports;
    bool stopped = false;
    for (const std::string& path : paths) {
        ImportedFile file;
        file.path = path;
        accounts::Import import;
        const auto source = open_input_file(path);
        auto read = source ? accounts::read_import(**source, pool, options.stop) : Result<accounts::Import>(std::unexpected(source.error()));
        if (read) {
            import = *std::move(read);
            file.format = import.format;
            file.entries = import.logins.size();
            file.problems = import.problems;
        } else {
            file.refused = read.error().code;
            stopped = stopped || read.error().code == Errc::Cancelled;
        }
        files_.push_back(std::move(file));
        imports.push_back(std::move(import));
        if (options.progress) options.progress(static_cast<int>(imports.size() * kReading / paths.size()));
    }
    if (!stopped) judge(imports, options);
    whole_ = !stopped && !review_.stopped;
    imports.clear();
    pool.clear();
    wipe_stack();
}

void AccountImport::judge(const std::vector<accounts::Import>& imports, const ImportOptions& options) {
    const auto tell = [&](int from, int to, std::size_t done, std::size_t total) {
        if (options.progress && total > 0) options.progress(from + static_cast<int>(done * static_cast<std::size_t>(to - from) / total));
    };
    // Asking takes longer than judging by far.
    const int judging = options.service == nullptr ? kReading : kAsked;
    accounts::ReviewContext context;
    context.directory = &directory_;
    context.breaches = &breaches_;
    context.own_words = options.own_words;
    context.today = options.today;
    context.stop = options.stop;
    context.progress = [&](std::size_t done, std::size_t total) { tell(judging, kAll, done, total); };
    std::unique_ptr<ByteSource> source;
    std::optional<accounts::BreachList> list;
    if (!options.breach_list.empty()) open_leaked(options, source, list);
    if (options.service != nullptr) {
        const DigestList digests = digests_of(imports);
        const auto done = options.service->ask(digests, [&](std::size_t count) { tell(kReading, kAsked, count, digests.size()); });
        asked_.emplace();
        asked_->questions = options.service->questions();
        if (!done) asked_->failed = done.error();
        context.none_leaked = "not-known";
    }
    if (leaked_ || asked_) {
        context.leaked = [&](const Sha1Digest& digest) {
            bool unknown = (leaked_ && !list) || (asked_ && asked_->failed);
            if (list) {
                const auto held = list->holds(digest);
                if (held && *held) return accounts::Leaked::Yes;
                unknown = unknown || !held;
            }
            if (options.service != nullptr && options.service->leaked(digest)) return accounts::Leaked::Yes;
            return unknown ? accounts::Leaked::Unknown : accounts::Leaked::No;
        };
    }
    review_ = accounts::review_passwords(imports, context);
}

void AccountImport::open_leaked(const ImportOptions& options, std::unique_ptr<ByteSource>& source, std::optional<accounts::BreachList>& list) {
    leaked_.emplace();
    auto opened = open_input_file(options.breach_list);
    if (!opened) {
        leaked_->refused = opened.error().code;
        return;
    }
    source = *std::move(opened);
    auto read = accounts::BreachList::open(*source, options.stop);
    if (!read) {
        leaked_->refused = read.error().code;
        return;
    }
    leaked_->filter = read->kind() == accounts::BreachKind::Filter;
    leaked_->false_alarm_in = read->false_alarm_in();
    list.emplace(*std::move(read));
}

Result<accounts::FilterReport> make_breach_filter(const std::string& list, const std::string& to, const accounts::FilterOptions& options) {
    const std::size_t slash = to.find_last_of("/\\");
    const std::string folder = slash == std::string::npos ? "." : to.substr(0, std::max<std::size_t>(slash, 1));
    const std::string name = to.substr(slash == std::string::npos ? 0 : slash + 1);
    if (!is_storage_name(name)) return fail(Errc::Usage, name);
    AMPARO_TRY(const auto source, open_input_file(list));
    AMPARO_TRY(const auto storage, open_storage(folder, CreateFolder::No));
    AMPARO_TRY(auto file, storage->open(name, OpenMode::CreateNew));
    auto built = accounts::build_breach_filter(*source, options, [&](std::uint64_t at, std::string_view bytes) { return file->write(at, as_bytes(bytes)); });
    if (built) {
        if (const auto kept = file->flush(); !kept) built = std::unexpected(kept.error());
    }
    if (built) return built;
    // Half a filter is of no use to anybody.
    file.reset();
    static_cast<void>(storage->remove(name).has_value());
    return built;
}

Outcome AccountImport::outcome() const {
    if (review_.count(Verdict::AtRisk) > 0) return Outcome::NeedsAttention;
    const bool unseen = !whole_ || std::ranges::any_of(files_, &ImportedFile::unseen) || std::ranges::any_of(files_, [](const ImportedFile& file) {
        return !file.problems.empty();
    });
    // A list of leaked passwords that nobody brought is nothing that could not be looked at.
    const bool unknown = std::ranges::any_of(review_.findings, [](const Finding& finding) {
        return finding.verdict == Verdict::CannotTell && finding.reason != "no-list";
    });
    return unseen || unknown ? Outcome::NotEverythingSeen : Outcome::NothingToDo;
}

Json AccountImport::leaked_json() const {
    if (!leaked_) return {};
    if (leaked_->refused) return Json::object().set("refused", errc_name(*leaked_->refused));
    return Json::object().set("kind", leaked_->filter ? "filter" : "list").set("false_alarm_in", static_cast<std::int64_t>(leaked_->false_alarm_in));
}

Json AccountImport::document(const localization::Translator& words) const {
    Json files = Json::array();
    for (const ImportedFile& file : files_) {
        Json problems = Json::array();
        for (const accounts::ImportProblem& problem : file.problems) {
            problems.push(Json::object()
                              .set("what", problem.what)
                              .set("line", static_cast<std::int64_t>(problem.line))
                              .set("sentence", words.tr(problem_message(file, problem)).text));
        }
        Json item = Json::object().set("path", file.path).set("format", file.format.empty() ? Json() : Json(file.format));
        item.set("entries", file.entries).set("problems", std::move(problems));
        if (file.refused) item.set("refused", errc_name(*file.refused));
        files.push(std::move(item));
    }
    Json asked;
    if (asked_) {
        asked = Json::object().set("service", accounts::kLeakService).set("questions", static_cast<std::int64_t>(asked_->questions));
        if (asked_->failed) asked.set("failed", errc_name(asked_->failed->code));
    }
    Json findings = Json::array();
    for (const Finding& finding : review_.findings) {
        Json item = Json::object()
                        .set("id", finding.id)
                        .set("verdict", checks::verdict_name(finding.verdict))
                        .set("severity", checks::severity_name(finding.severity))
                        .set("reason", Json::object().set("id", finding.reason).set("sentence", words.tr(finding_reason(finding)).text))
                        .set("accounts", accounts_json(finding));
        if (finding.verdict == Verdict::AtRisk) item.set("remedy", words.tr(finding_message(finding, "step")).text);
        if (!finding.link.empty()) item.set("link", finding.link);
        findings.push(std::move(item));
    }
    Json steps = Json::array();
    for (const Finding* step : review_.steps()) {
        steps.push(Json::object().set("id", step->id).set("sentence", words.tr(finding_message(*step, "step")).text));
    }
    return Json::object()
        .set("schema", "amparo.accounts-import/1")
        .set("whole", whole_)
        .set("files", std::move(files))
        .set("logins", review_.logins)
        .set("leaked_list", leaked_json())
        .set("leak_service", std::move(asked))
        .set("directory", Json::object().set("compiled", format_day(directory_.compiled())).set("credit", directory_.credit()))
        .set("breaches", Json::object().set("compiled", format_day(breaches_.compiled())).set("credit", breaches_.credit()))
        .set("steps", std::move(steps))
        .set("findings", std::move(findings));
}

Message finding_message(const Finding& finding, std::string_view part) {
    return {"accounts.finding." + finding.id + "." + std::string(part), finding.arguments};
}

Message finding_reason(const Finding& finding) { return finding_message(finding, finding.reason); }

Message problem_message(const ImportedFile& file, const accounts::ImportProblem& problem) {
    const MessageArgument name{"file", Code{last_part(file.path)}};
    const MessageArgument what{"what", MessageRef{"accounts.problem." + problem.what}};
    const MessageArgument detail{"column", Code{problem.detail}};
    if (problem.line == 0) return {"accounts.problem_in_file", {name, what, detail}};
    return {"accounts.problem_at_line", {name, {"line", Code{std::to_string(problem.line)}}, what, detail}};
}

Message file_message(const ImportedFile& file) {
    const MessageArgument name{"file", Code{last_part(file.path)}};
    if (file.refused) return {"accounts.file.refused", {name, {"why", MessageRef{"error." + std::string(errc_name(*file.refused))}}}};
    if (file.format.empty()) return {"accounts.file.unknown", {name}};
    return {"accounts.file.read",
            {name, {"format", MessageRef{"accounts.format." + file.format}}, {"count", static_cast<std::int64_t>(file.entries)}}};
}

Message asked_message(const AccountImport::Asked& asked) {
    if (!asked.failed) return {"accounts.online.asked", {{"count", static_cast<std::int64_t>(asked.questions)}}};
    return {"accounts.online.failed", {{"why", MessageRef{asked.failed->message_id()}}}};
}

FindingGroup group_of(const Finding& finding) {
    switch (finding.verdict) {
        case Verdict::Good: return FindingGroup::Good;
        case Verdict::AtRisk: return finding.severity == accounts::Severity::Large ? FindingGroup::FixSoon : FindingGroup::WorthFixing;
        case Verdict::DoesNotApply: return FindingGroup::DoesNotApply;
        case Verdict::CannotTell: break;
    }
    return FindingGroup::CannotTell;
}

}  // namespace amparo::models
