#include <algorithm>

#include "app/base/text.hpp"
#include "app/seal/openpgp.hpp"

namespace amparo::seal {

std::string fingerprint_groups(std::string_view fingerprint) {
    std::string out;
    for (std::size_t i = 0; i < fingerprint.size(); ++i) {
        if (i != 0 && i % 4 == 0) out += ' ';
        out += fingerprint[i];
    }
    return out;
}

std::string plain_fingerprint(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == ' ' || c == ':') continue;
        const bool digit = c >= '0' && c <= '9';
        const bool letter = (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
        if (!digit && !letter) return {};
        out += c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return out.size() == 40 || out.size() == 64 ? out : std::string{};
}

}  // namespace amparo::seal
