#include "app/network/network.hpp"

#include <algorithm>

namespace amparo::network {

std::string HttpAnswer::header(std::string_view name) const {
    const auto found = std::ranges::find(headers, name, &Header::name);
    return found == headers.end() ? std::string{} : found->value;
}

}  // namespace amparo::network
