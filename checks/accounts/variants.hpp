#pragma once
// What is left of a password when its decoration is taken off: people make new ones of old ones by a year and a sign.

#include <string_view>

#include "app/base/wiped.hpp"

namespace amparo::accounts {

/// Small letters, letters for the digits that stand for them, nothing but letters; "" when too little is left to say that two
/// passwords are related. "Summer2024!" and "sUmm3r25" both give "summer".
[[nodiscard]] WipedBytes stem_of(std::string_view password);

}  // namespace amparo::accounts
