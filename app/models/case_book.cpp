#include "app/models/case_book.hpp"

#include <algorithm>
#include <utility>

#include "app/base/date.hpp"
#include "app/base/limits.hpp"
#include "app/cases/pictures.hpp"

namespace amparo::models {

using cases::CaseFile;
using cases::EntryKind;

namespace {

constexpr std::size_t kMostBytes = 64 * limits::kMiB;  // of all originals together, while they are in memory

/// How long a desk has to answer before it is asked again.
std::string answer_due(const std::string& minute) {
    constexpr std::size_t kDay = 10;
    const auto day = parse_day(minute.substr(0, kDay));
    return day ? format_day(*day + std::chrono::days{1}) : std::string{};
}

}  // namespace

CaseBook::CaseBook(vault::RecordStore& store, std::function<std::int64_t()> now) : store_(&store), now_(std::move(now)) { read(); }

void CaseBook::use(vault::RecordStore& store) {
    const std::vector<CaseFile> before = std::exchange(files_, {});
    store_ = &store;
    keeps_ = true;
    read();
    for (const CaseFile& file : before) {
        if (find(file.ref) != nullptr) continue;
        files_.push_back(file);
        static_cast<void>(this->store(file));
    }
    for (const auto& [key, bytes] : originals_) keep_original(key, bytes);
    sort();
}

void CaseBook::keep_original(const std::string& key, const std::string& bytes) {
    // What has no room there stays in memory, and the page says so.
    if (keeps_ && store_->put(vault::RecordType::Evidence, vault::record_id("evidence " + key), bytes)) kept_.insert(key);
}

std::optional<std::string> CaseBook::original(const std::string& key) const {
    const auto held = originals_.find(key);
    if (held != originals_.end()) return held->second;
    return kept_.contains(key) ? store_->get(vault::RecordType::Evidence, vault::record_id("evidence " + key)) : std::nullopt;
}

void CaseBook::forget(vault::RecordStore& store) {
    originals_.clear();
    chosen_.clear();
    store_ = &store;
    keeps_ = false;
    read();
}

void CaseBook::read() {
    files_.clear();
    kept_.clear();
    broken_ = 0;
    for (const auto& [id, bytes] : store_->list(vault::RecordType::Case)) {
        auto file = cases::parse_case(bytes);
        if (file) {
            files_.push_back(*std::move(file));
        } else {
            ++broken_;
        }
    }
    if (keeps_) {
        for (const CaseFile& file : files_) {
            for (const cases::EvidenceFile& item : file.evidence) {
                const std::string key = file.ref + "/" + item.name;
                if (store_->get(vault::RecordType::Evidence, vault::record_id("evidence " + key))) kept_.insert(key);
            }
        }
    }
    sort();
}

void CaseBook::sort() {
    std::ranges::stable_sort(files_, [](const CaseFile& a, const CaseFile& b) {
        if (a.closed != b.closed) return b.closed;
        const auto next_a = cases::next_date(a);
        const auto next_b = cases::next_date(b);
        if (next_a && next_b && next_a->day != next_b->day) return next_a->day < next_b->day;
        return a.begun > b.begun;
    });
    if (find(chosen_) == nullptr) chosen_ = files_.empty() ? std::string{} : files_.front().ref;
}

const CaseFile* CaseBook::find(const std::string& ref) const {
    const auto found = std::ranges::find(files_, ref, &CaseFile::ref);
    return found == files_.end() ? nullptr : &*found;
}

std::string CaseBook::minute() const { return escalation::format_minute(now_()); }

Result<void> CaseBook::store(const CaseFile& file) {
    return store_->put(vault::RecordType::Case, vault::record_id("case " + file.ref), cases::to_json(file).dump(Json::Style::Compact));
}

Result<void> CaseBook::change(const std::function<Result<void>(CaseFile&)>& change) {
    const auto found = std::ranges::find(files_, chosen_, &CaseFile::ref);
    if (found == files_.end()) return fail(Errc::NotFound, "no case is shown");
    CaseFile file = *found;
    AMPARO_TRY_VOID(change(file));
    AMPARO_TRY_VOID(store(file));
    *found = std::move(file);
    sort();
    return {};
}

Result<void> CaseBook::keep(const Emergency& help) {
    const escalation::Report& report = help.report();
    if (find(report.case_ref) == nullptr) {
        CaseFile file;
        file.ref = report.case_ref;
        file.begun = report.created;
        file.incident = report.types.empty() ? std::string{} : report.types.front();
        file.entries.push_back({report.created, EntryKind::Noticed, {}, report.summary, {}, {}});
        files_.push_back(std::move(file));
    }
    chosen_ = report.case_ref;
    return change([&](CaseFile& file) -> Result<void> {
        file.report = escalation::to_json(report).dump(Json::Style::Compact);
        for (const HandedOver& item : help.handed()) {
            cases::Entry entry{item.when, EntryKind::HandedOver, item.name, {}, {}, answer_due(item.when)};
            if (std::ranges::find(file.entries, entry) == file.entries.end()) file.entries.push_back(std::move(entry));
        }
        return {};
    });
}

Result<void> CaseBook::note(const std::string& text) {
    return change([&](CaseFile& file) -> Result<void> {
        file.entries.push_back({minute(), EntryKind::Note, {}, text, {}, {}});
        return {};
    });
}

Result<void> CaseBook::answered(const std::string& who, const std::string& text) {
    return change([&](CaseFile& file) -> Result<void> {
        file.entries.push_back({minute(), EntryKind::Answered, who, text, {}, {}});
        return {};
    });
}

Result<void> CaseBook::take(const std::string& rung) {
    return change([&](CaseFile& file) -> Result<void> {
        const auto taken = std::ranges::find(file.steps, rung, &cases::TakenStep::id);
        if (taken != file.steps.end()) {
            file.steps.erase(taken);
        } else {
            file.steps.push_back({rung, minute()});
        }
        return {};
    });
}

Result<void> CaseBook::decided(const std::string& day, bool in_eu) {
    if (!day.empty() && !parse_day(day)) return fail(Errc::Usage, "a date such as 2026-11-23");
    return change([&](CaseFile& file) -> Result<void> {
        file.decision = day;
        file.in_eu = in_eu;
        return {};
    });
}

Result<void> CaseBook::close(const std::string& outcome) {
    return change([&](CaseFile& file) -> Result<void> {
        file.closed = !file.closed;
        file.outcome = outcome;
        return {};
    });
}

Result<std::string> CaseBook::add_evidence(const std::string& name, std::string bytes) {
    std::size_t held = bytes.size();
    for (const auto& [ignored, other] : originals_) held += other.size();
    if (held > kMostBytes) return fail(Errc::Limit, "more evidence than memory is set aside for");
    std::string given;
    AMPARO_TRY_VOID(change([&](CaseFile& file) -> Result<void> {
        cases::EvidenceFile about;
        about.name = name;
        AMPARO_TRY(given, cases::add_evidence(file, std::move(about), as_bytes(bytes), minute()));
        return {};
    }));
    const std::string key = chosen_ + "/" + given;
    keep_original(key, bytes);
    originals_[key] = std::move(bytes);
    return given;
}

void CaseBook::remove() {
    if (find(chosen_) == nullptr) return;
    store_->remove(vault::RecordType::Case, vault::record_id("case " + chosen_));
    for (const cases::EvidenceFile& item : find(chosen_)->evidence) {
        const std::string key = chosen_ + "/" + item.name;
        if (kept_.erase(key) > 0) store_->remove(vault::RecordType::Evidence, vault::record_id("evidence " + key));
    }
    std::erase_if(originals_, [&](const auto& item) { return item.first.starts_with(chosen_ + "/"); });
    std::erase_if(files_, [&](const CaseFile& file) { return file.ref == chosen_; });
    sort();
}

std::string CaseBook::text_of(const CaseFile& file, const localization::Translator& words) const {
    const auto say = [&](const Message& message) { return words.tr(message).text; };
    std::string out = say({"report.case", {{"case", Code{file.ref}}, {"date", Code{file.begun}}}}) + "\n";
    if (!file.incident.empty()) out += say({"report.type." + file.incident, {}}) + "\n";
    if (!file.title.empty()) out += file.title + "\n";
    out += "\n";
    for (const cases::Entry& entry : file.entries) {
        std::string line = entry.when + "  " + say({"cases.entry." + std::string(cases::entry_kind_name(entry.kind)), {}});
        if (!entry.who.empty()) line += ": " + entry.who;
        if (!entry.ref.empty()) line += " (" + entry.ref + ")";
        out += escalation::wrap(line, 72, "    ");
        if (!entry.text.empty()) out += "    " + escalation::wrap(entry.text, 68, "    ");
    }
    if (!file.evidence.empty()) out += "\n" + say({"report.line.evidence", {}}) + "\n";
    for (const cases::EvidenceFile& item : file.evidence) {
        out += "  " + item.name + ", " + std::to_string(item.size) + " B\n  SHA-256 " + item.sha256 + "\n";
    }
    out += "\n" + say({"cases.ladder", {}}) + "\n";
    for (const cases::Rung& rung : cases::ladder_of(file)) {
        std::string line = std::string(rung.taken.empty() ? "[ ] " : "[x] ") + say({"cases.rung." + rung.id, {}});
        if (!rung.taken.empty()) line += ", " + rung.taken;
        if (rung.taken.empty() && rung.due) line += ", " + format_day(*rung.due);
        out += escalation::wrap("  " + line, 72, "      ");
    }
    return out;
}

Result<std::string> CaseBook::export_to(const std::string& folder, const localization::Translator& words, const Outside& outside) {
    const CaseFile* file = chosen();
    if (file == nullptr) return fail(Errc::NotFound, "no case is shown");
    const std::string top = folder + "/" + file->ref;
    AMPARO_TRY_VOID(outside.make(top));
    AMPARO_TRY_VOID(outside.make(top + "/originals"));
    AMPARO_TRY_VOID(outside.make(top + "/public"));
    std::vector<cases::BundleFile> copies;
    for (const cases::EvidenceFile& item : file->evidence) {
        const auto bytes = original(file->ref + "/" + item.name);
        if (!bytes) continue;  // noted in an earlier session and not kept; the manifest still has its hash
        AMPARO_TRY_VOID(outside.write(top + "/originals/" + item.name, as_bytes(*bytes)));
        if (auto copy = cases::public_copy(as_bytes(*bytes))) copies.push_back({"public/" + item.name, *std::move(copy)});
    }
    for (const cases::BundleFile& copy : copies) AMPARO_TRY_VOID(outside.write(top + "/" + copy.path, as_bytes(copy.bytes)));
    AMPARO_TRY_VOID(change([&](CaseFile& changed) -> Result<void> {
        cases::log_custody(changed, minute(), "exported", changed.ref);
        return {};
    }));
    for (const cases::BundleFile& item : cases::bundle_of(*chosen(), copies, text_of(*chosen(), words))) {
        AMPARO_TRY_VOID(outside.write(top + "/" + item.path, as_bytes(item.bytes)));
    }
    return top;
}

Message cases_headline(const CaseBook& book, Day today) {
    std::optional<cases::NextDate> next;
    for (const CaseFile& file : book.files()) {
        const auto date = cases::next_date(file);
        if (date && (!next || date->day < next->day)) next = date;
    }
    if (book.files().empty()) return {"cases.headline.none", {}};
    if (!next) return {"cases.headline.quiet", {}};
    const std::string id = next->day <= today ? "cases.headline.now" : "cases.headline.next";
    return {id, {{"date", Code{format_day(next->day)}}}};
}

}  // namespace amparo::models
