#include "app/vault/describe.hpp"

#include "app/base/text.hpp"
#include "app/vault/format.hpp"
#include "app/vault/records.hpp"
#include "app/vault/sealed.hpp"

namespace amparo::vault {

Result<std::string> describe_vault(std::string_view bytes) {
    AMPARO_TRY(const Head head, parse_head(as_bytes(bytes), Rules{}));
    std::string out = "vault " + text::to_hex(as_text(head.id)) + ", " + std::to_string(head.cost.passes) + " passes over " +
                      std::to_string(head.cost.memory >> 20U) + " MiB, bays of " + std::to_string(head.bay_bytes >> 20U) + " MiB, counter " +
                      std::to_string(head.counter);
    if (bytes.size() == kHeadBytes) return out + ", head only\n";
    if (bytes.size() != head.file_bytes()) return fail(Errc::Corrupt, "another length");
    return out + (is_whole(as_bytes(bytes)) ? ", whole\n" : ", torn\n");
}

Result<std::string> describe_payload(std::string_view bytes) {
    AMPARO_TRY(const Payload payload, parse_payload(as_bytes(bytes)));
    // Whatever is understood is written as it was read.
    if (write_payload(payload) != bytes) return fail(Errc::Bug, "a payload that is written in another way");
    return describe(payload);
}

Result<std::string> describe_sealed(std::string_view bytes) {
    AMPARO_TRY(const std::size_t readers, count_readers(as_bytes(bytes)));
    return "sealed for " + std::to_string(readers) + ", " + std::to_string(bytes.size()) + " bytes\n";
}

}  // namespace amparo::vault
