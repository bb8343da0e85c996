#pragma once
// The part of YAML that lesson collections of others use: maps, lists, plain and quoted texts, texts that go on in the next
// line, [a, b], and blocks behind "|" and ">". No anchors, no tags, no second document. Everything is text. Used by the
// importers; a stranger wrote what is read here, so every size is bounded.

#include <string_view>

#include "app/base/json.hpp"
#include "app/base/result.hpp"

namespace amparo::lessons {

struct YamlLimits {
    std::size_t bytes = 256 * 1024;
    std::size_t depth = 12;
    std::size_t nodes = 20'000;
};

/// Errors: Limit, Corrupt — `detail` is "line N: reason", counted from `first_line`.
[[nodiscard]] Result<Json> parse_yaml(std::string_view text, std::size_t first_line = 1, const YamlLimits& limits = {});

}  // namespace amparo::lessons
