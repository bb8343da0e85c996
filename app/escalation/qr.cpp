#include <qrcodegen/qrcodegen.h>

#include <algorithm>
#include <cstdint>

#include "app/escalation/handover.hpp"

namespace amparo::escalation {

std::optional<QrModules> qr_modules(std::string_view text) {
    // Longer than any code can hold; the library wants room for all of it.
    if (text.empty() || text.size() > qrcodegen_BUFFER_LEN_MAX / 2) return std::nullopt;
    std::vector<std::uint8_t> code(qrcodegen_BUFFER_LEN_MAX);
    std::vector<std::uint8_t> scratch(qrcodegen_BUFFER_LEN_MAX);
    std::copy(text.begin(), text.end(), scratch.begin());
    const bool made = qrcodegen_encodeBinary(scratch.data(), text.size(), code.data(), qrcodegen_Ecc_MEDIUM, qrcodegen_VERSION_MIN,
                                             qrcodegen_VERSION_MAX, qrcodegen_Mask_AUTO, true);
    if (!made) return std::nullopt;
    const int side = qrcodegen_getSize(code.data());
    QrModules out;
    out.side = static_cast<std::size_t>(side);
    out.modules.reserve(out.side * out.side);
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) out.modules.push_back(qrcodegen_getModule(code.data(), x, y));
    }
    return out;
}

}  // namespace amparo::escalation
