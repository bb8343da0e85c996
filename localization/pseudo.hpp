#pragma once
// Test languages made from the English catalogue while the program runs. They show, without a translator,
// text that never went through the catalogue (it has no marks around it), labels that are cut off, and
// layouts that forget to mirror. Their "qps" codes can never become a real language.

#include <optional>
#include <string>
#include <string_view>

#include "localization/catalog.hpp"

namespace amparo::localization {

enum class Pseudo {
    Accented,  ///< qps-ploc: accents, about 40 % longer
    Mirrored,  ///< qps-plocm: written in Arabic letters, right to left
    Doubled,   ///< qps-long: texts of under 10 characters stand twice
};

/// Around every text of a test language: guillemets, which English sentences of ours do not use.
inline constexpr std::string_view kPseudoOpen = "\xC2\xAB";
inline constexpr std::string_view kPseudoClose = "\xC2\xBB";

[[nodiscard]] std::optional<Pseudo> pseudo_of(std::string_view tag);
[[nodiscard]] Language pseudo_language(Pseudo kind);

/// One text in the test language; its places stay what they are.
[[nodiscard]] std::string pseudo_text(std::string_view english, Pseudo kind);

/// The whole catalogue, as if somebody had translated it.
[[nodiscard]] Catalog pseudo_catalog(const Catalog& english, Pseudo kind);

}  // namespace amparo::localization
