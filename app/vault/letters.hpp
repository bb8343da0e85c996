#pragma once
// Bytes as letters that people copy by hand: 32 letters and digits without those that are mistaken for another, in groups
// of four, with a check at the end. FORMAT.md section 6. Thread: any.

#include <cstddef>
#include <string>
#include <string_view>

#include "app/base/bytes.hpp"
#include "app/base/result.hpp"
#include "app/base/secret.hpp"

namespace amparo::vault {

/// `bytes` as groups with hyphens, a check group of four letters at the end. `bytes` has to be a multiple of five, or 32.
/// `purpose` goes into the check, so that a code of one kind is not taken for another.
[[nodiscard]] Result<SecretString> to_letters(Bytes bytes, std::string_view purpose);

/// Takes groups with hyphens, spaces or nothing between them, in either case, and O I L for 0 1 1.
/// Errors: Corrupt — another length, another letter, or the check is wrong.
[[nodiscard]] Result<SecretBytes> from_letters(std::string_view text, std::size_t bytes, std::string_view purpose);

}  // namespace amparo::vault
