#pragma once
// One door to every parser: name a kind and hand in bytes, and get the canonical form of what was understood, or the
// error that a person would see. `amparo selftest parse`, conformance suites and fuzzers all come in here.

#include <span>
#include <string>
#include <string_view>

#include "app/base/result.hpp"

namespace amparo::models {

struct ParserKind {
    std::string_view name;   ///< "json", "po", "channel", …
    std::string_view about;  ///< what such a file is, in English, for the list of kinds
    Result<std::string> (*parse)(std::string_view bytes);
};

/// All kinds, sorted by name.
[[nodiscard]] std::span<const ParserKind> parser_kinds();
[[nodiscard]] const ParserKind* find_parser(std::string_view name);

}  // namespace amparo::models
