// For builds without an OpenPGP library: everything says so.
#include "app/seal/openpgp.hpp"

namespace amparo::seal {

bool has_openpgp() { return false; }

Result<PublicKey> read_key(std::string_view, std::string_view, std::int64_t) {
    return fail(Errc::Unsupported, "built without OpenPGP", "seal.no_openpgp");
}

Result<std::string> encrypt(const std::vector<PublicKey>&, Bytes, std::int64_t) {
    return fail(Errc::Unsupported, "built without OpenPGP", "seal.no_openpgp");
}

}  // namespace amparo::seal
