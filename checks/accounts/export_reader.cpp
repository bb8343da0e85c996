#include "checks/accounts/export_reader.hpp"

#include <algorithm>
#include <array>

#include "app/base/date.hpp"
#include "app/base/text.hpp"
#include "app/base/utf8.hpp"

namespace amparo::accounts {

namespace {

constexpr std::size_t kNotUnderstood = 200;
constexpr std::size_t kExportProblems = 100;

class ArchiveFiles final : public ExportFiles {
  public:
    explicit ArchiveFiles(const Archive& archive) : archive_(&archive) {}
    std::size_t count() const override { return archive_->entries().size(); }
    std::string name(std::size_t index) const override { return archive_->entries()[index].name; }
    std::uint64_t size(std::size_t index) const override { return archive_->entries()[index].size; }
    Result<void> read(std::size_t index, std::uint64_t most, const Archive::Heard& heard, const StopToken& stop) const override {
        return archive_->read(archive_->entries()[index], most, heard, stop);
    }

  private:
    const Archive* archive_;
};

// Names of files that hold what we look for, in English; only to say that one was not understood.
constexpr std::array<std::string_view, 12> kExpected = {"security_and_login", "access log", "user settings", "login", "ip_log", "ip-audit",
                                                        "device-token", "connected-app", "connected_app", "filters", "forwarding", "sessions"};

std::string_view ending_of(std::string_view name) {
    const std::size_t dot = name.rfind('.');
    return dot == std::string_view::npos ? std::string_view{} : name.substr(dot);
}

std::string what_of(Errc code, bool table) {
    if (code == Errc::Denied) return "locked";
    if (code == Errc::Limit) return "too-large";
    if (code == Errc::Unsupported) return "archive";
    return table ? "open-quote" : "json";
}

}  // namespace

std::unique_ptr<ExportFiles> files_of(const Archive& archive) { return std::make_unique<ArchiveFiles>(archive); }

ExportReport read_export(const ExportFiles& files, ActivityBook& book, const ExportOptions& options) {
    ExportReport report;
    report.files = files.count();
    std::uint64_t all = 0;
    std::uint64_t done = 0;
    for (std::size_t i = 0; i < files.count(); ++i) all += files.size(i);
    bool pages = false;
    const auto problem = [&](const std::string& file, std::string what, std::string detail) {
        if (report.problems.size() < kExportProblems) report.problems.push_back({utf8::displayable(file, 120), std::move(what), std::move(detail)});
    };
    for (std::size_t i = 0; i < files.count(); ++i) {
        if (options.stop.stop_requested()) {
            report.stopped = true;
            break;
        }
        const std::string name = files.name(i);
        const std::string lower = text::lower(name);
        const std::string_view ending = ending_of(lower);
        const bool table = ending == ".csv";
        const bool json = ending == ".json" || ending == ".js";
        const bool expected = std::ranges::any_of(kExpected, [&](std::string_view word) { return lower.find(word) != std::string::npos; });
        pages = pages || (ending == ".html" && expected);
        const std::uint64_t before = done;
        if (is_tricky_name(name)) {
            problem(name, "name", {});
        } else if (table || json) {
            const auto heard = [&](const ActivityRecord& record) { book.add(record, name); };
            const auto reader = table ? table_reader(name, heard) : json_reader(name, heard);
            Result<void> fed;
            bool whole = true;
            const auto read = files.read(i, options.most, [&](std::string_view piece) {
                done += piece.size();
                if (options.progress) options.progress(std::min(done, all), all);
                const auto more = reader->feed(piece);
                if (!more) fed = std::unexpected(more.error());
                whole = more && *more;
                return whole;
            }, options.stop);
            if (fed && read && whole) fed = reader->finish();
            const Result<void>& bad = read ? fed : read;
            if (!bad && bad.error().code == Errc::Cancelled) {
                report.stopped = true;
                break;
            }
            // A damaged file that is nothing of ours is nobody's trouble.
            if (!bad && (reader->understood() || expected)) problem(name, what_of(bad.error().code, table), bad.error().detail);
            if (reader->understood()) {
                report.understood.push_back({utf8::displayable(name, 160), reader->platform(), reader->records()});
            } else if (expected && report.not_understood.size() < kNotUnderstood) {
                report.not_understood.push_back(utf8::displayable(name, 160));
            }
        }
        done = before + files.size(i);
        if (options.progress) options.progress(std::min(done, all), all);
    }
    if (report.understood.empty() && pages) problem({}, "html", {});
    return report;
}

Result<std::string> describe_export_file(std::string_view name, std::string_view bytes) {
    std::string out;
    const auto heard = [&](const ActivityRecord& record) {
        const auto part = [&](const char* word, const std::string& text) {
            if (!text.empty()) out += " " + std::string(word) + "=" + utf8::displayable(text, 80);
        };
        out += std::string(platform_id(record.platform)) + " " + std::string(kind_id(record.kind));
        if (record.when > 0) part("when", format_moment(record.when));
        if (record.since > 0) part("since", format_moment(record.since));
        part("address", record.address);
        part("agent", record.agent);
        part("device", record.device);
        part("place", record.place);
        part("subject", record.subject);
        part("before", record.before);
        part("detail", record.detail);
        out += record.powerful ? " powerful\n" : "\n";
    };
    const std::string_view trimmed = text::trim(bytes.substr(0, 4096));
    const bool json = trimmed.starts_with('{') || trimmed.starts_with('[') || trimmed.starts_with("window.YTD.") || trimmed.starts_with("\xEF\xBB\xBF{");
    const auto reader = json ? json_reader(name, heard) : table_reader(name, heard);
    bool more = true;
    for (std::size_t at = 0; at < bytes.size() && more; at += 4096) {
        AMPARO_TRY(more, reader->feed(bytes.substr(at, 4096)));
    }
    if (more) AMPARO_TRY_VOID(reader->finish());
    if (!reader->understood()) return fail(Errc::Corrupt, "nothing here says anything about an account");
    return out + "platform " + std::string(platform_id(reader->platform())) + "\n";
}

}  // namespace amparo::accounts
