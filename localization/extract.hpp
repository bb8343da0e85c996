#pragma once
// The empty form that translators fill in.

#include <string>
#include <string_view>

#include "localization/catalog.hpp"

namespace amparo::localization {

/// A PO template (POT) of the English sentences of one domain, or of all when `domain` is empty: ids,
/// English, descriptions, where each sentence comes from, and no translations. Tools such as msginit, Poedit
/// and Weblate make a language's file from it and put that language's plural rule into it.
[[nodiscard]] std::string template_po(const Catalog& english, std::string_view domain = {});

}  // namespace amparo::localization
