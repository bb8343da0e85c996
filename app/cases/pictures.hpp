#pragma once
// A copy of a picture for the public: the same pixels made anew, without where, when, who and with what it was taken.
// The original stays as it is, in the evidence.

#include <string>

#include "app/base/bytes.hpp"
#include "app/base/result.hpp"

namespace amparo::cases {

/// Bytes of the same kind. A JPEG's turn (Orientation) is carried out, since it goes with the rest. Errors: Unsupported —
/// neither JPEG nor PNG; Limit — more than 64 million pixels; Corrupt.
[[nodiscard]] Result<std::string> public_copy(Bytes bytes);

}  // namespace amparo::cases
