#pragma once
// The data export of a platform, file by file: which files say something about the account, and what. Files are matched by what
// is in them first and by their names second, since exports are written in the person's language. Streams, so that size does
// not matter.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/base/stop.hpp"
#include "checks/accounts/activity.hpp"
#include "checks/accounts/archive.hpp"

namespace amparo::accounts {

/// Files of an export, wherever they lie.
class ExportFiles {
  public:
    virtual ~ExportFiles() = default;
    [[nodiscard]] virtual std::size_t count() const = 0;
    [[nodiscard]] virtual std::string name(std::size_t index) const = 0;  ///< below the export, with "/"
    [[nodiscard]] virtual std::uint64_t size(std::size_t index) const = 0;
    /// Errors: as Archive::read().
    [[nodiscard]] virtual Result<void> read(std::size_t index, std::uint64_t most, const Archive::Heard& heard, const StopToken& stop) const = 0;
};

/// Of an archive, which outlives this.
[[nodiscard]] std::unique_ptr<ExportFiles> files_of(const Archive& archive);

struct ExportProblem {
    std::string file;    ///< inside the export; "" for the whole
    std::string what;    ///< as of ImportProblem, and "html", "tricky"
    std::string detail;  ///< English: where
};

struct UnderstoodFile {
    std::string name;
    Platform platform = Platform::Unknown;
    std::uint64_t records = 0;
};

struct ExportReport {
    std::vector<UnderstoodFile> understood;
    std::vector<std::string> not_understood;  ///< looked like something for us, and was not; the first 200
    std::vector<ExportProblem> problems;      ///< the first 100
    std::size_t files = 0;                    ///< in the export
    bool stopped = false;
};

struct ExportOptions {
    StopToken stop;
    /// Bytes looked at, and all there are.
    std::function<void(std::uint64_t, std::uint64_t)> progress;
    std::uint64_t most = std::uint64_t{8} * 1024 * 1024 * 1024;  ///< of one file
};

[[nodiscard]] ExportReport read_export(const ExportFiles& files, ActivityBook& book, const ExportOptions& options);

// One file as bytes that come in pieces; for read_export and for fuzzing.

class ExportFileReader {
  public:
    virtual ~ExportFileReader() = default;
    /// False: nothing more is wanted. Errors: Corrupt — with the place.
    [[nodiscard]] virtual Result<bool> feed(std::string_view piece) = 0;
    [[nodiscard]] virtual Result<void> finish() = 0;
    /// What the file turned out to be; Unknown when it is none of ours.
    [[nodiscard]] virtual Platform platform() const = 0;
    [[nodiscard]] virtual bool understood() const = 0;
    [[nodiscard]] virtual std::uint64_t records() const = 0;
};

/// `name`: of the file, for what its content leaves open. `heard` is called with each record.
using RecordHeard = std::function<void(const ActivityRecord&)>;
[[nodiscard]] std::unique_ptr<ExportFileReader> json_reader(std::string_view name, RecordHeard heard);
[[nodiscard]] std::unique_ptr<ExportFileReader> table_reader(std::string_view name, RecordHeard heard);

/// Canonical text of one file's records, for `selftest parse`. Errors: Corrupt — it holds nothing of ours.
[[nodiscard]] Result<std::string> describe_export_file(std::string_view name, std::string_view bytes);

}  // namespace amparo::accounts
