#pragma once
// Password exports and locked vault files, recognised by what is in them. One door: `read_import`. Names of files mean
// nothing here.

#include "app/base/byte_source.hpp"
#include "app/base/stop.hpp"
#include "checks/accounts/login.hpp"

namespace amparo::accounts {

/// Reads a whole file. `pool` keeps the texts of the logins.
/// Errors: Limit — larger than kImportBytes; Io and Denied from the source; Cancelled. A file that is broken is no error: its
/// problems say what and where, and what could be read is there.
[[nodiscard]] Result<Import> read_import(const ByteSource& source, SecretPool& pool, const StopToken& stop = {});

/// What was understood, without a password in it: for `selftest parse` and tests.
[[nodiscard]] std::string describe(const Import& import);

// The parts, for tests and fuzzing. All take the bytes over and wipe them.

[[nodiscard]] Import import_table(WipedBytes bytes, SecretPool& pool);
[[nodiscard]] Import import_json(const WipedBytes& bytes, SecretPool& pool);
/// `export.data` of a 1PUX archive.
[[nodiscard]] Import import_onepux(const WipedBytes& bytes, SecretPool& pool);
[[nodiscard]] Import import_xml(const WipedBytes& bytes, SecretPool& pool);

}  // namespace amparo::accounts
