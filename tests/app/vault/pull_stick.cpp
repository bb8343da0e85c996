// Saves numbers into a container, one after the other, until it is ended or its stick is gone; and says afterwards what is
// there. For tests and people that pull sticks. The key is no secret.
// Usage: amparo_pull_stick make|save|check FOLDER
//   make    a new container
//   save    one line "N" on the output for each number that is saved; ends when a save gives an error
//   check   the number that is there, whether both copies are whole; exit code 1 when it does not open

#include <cstdio>
#include <cstring>
#include <string>

#include "app/base/text.hpp"
#include "app/platform/storage.hpp"
#include "app/vault/vault.hpp"

using namespace amparo;

namespace {

constexpr vault::RecordId kNumber{'n'};
constexpr auto kType = static_cast<std::uint32_t>(vault::RecordType::Case);

int end(const char* what, const Error& error) {
    std::fprintf(stderr, "%s: %s %s\n", what, std::string(errc_name(error.code)).c_str(), error.detail.c_str());
    return 1;
}

std::int64_t number_of(const vault::Vault& vault) {
    const vault::Record* record = vault.records().find(kType, kNumber);
    return record == nullptr ? 0 : text::to_integer(record->bytes).value_or(-1);
}

Result<vault::RootKey> key() { return vault::RootKey::from_bytes(as_bytes(std::string(vault::kKeyBytes, 'k'))); }

int make(Storage& storage, const vault::RootKey& root) {
    const auto made = vault::Vault::create(storage, vault::new_head(vault::kLowMemoryCost, std::uint64_t{1} << 20U), root, 1);
    return made ? 0 : end("make", made.error());
}

int save(Storage& storage, const vault::RootKey& root) {
    auto vault = vault::Vault::unlock(storage, root);
    if (!vault) return end("open", vault.error());
    if (vault->standing() != vault::Standing::Writer) {
        std::fprintf(stderr, "opened for reading\n");
        return 1;
    }
    for (std::int64_t number = number_of(*vault) + 1;; ++number) {
        if (const auto put = vault->change_records().put({kType, 0, kNumber, std::to_string(number)}); !put) return end("put", put.error());
        if (const auto saved = vault->save(number); !saved) return end("save", saved.error());
        std::printf("%lld\n", static_cast<long long>(number));
        std::fflush(stdout);
        // Not after every save, as it is with people.
        if (number % 3 == 0) continue;
        if (const auto mirrored = vault->mirror(); !mirrored) return end("mirror", mirrored.error());
    }
}

int check(Storage& storage, const vault::RootKey& root) {
    const vault::Store store = vault::look_at_store(storage, {});
    const auto vault = vault::Vault::unlock(storage, root, {vault::Opening::Access::Read, vault::Opening::OtherProgram::Respect, {}});
    if (!vault) return end("open", vault.error());
    std::size_t whole = 0;
    for (const vault::Copy& copy : store.copies) whole += copy.state == vault::CopyState::Whole ? std::size_t{1} : 0;
    std::printf("%lld, %zu of 2 copies whole\n", static_cast<long long>(number_of(*vault)), whole);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) return 2;
    if (const auto started = start_sodium(); !started) return end("libsodium", started.error());
    const auto root = key();
    if (!root) return end("key", root.error());
    const auto storage = open_storage(argv[2], CreateFolder::Yes);
    if (!storage) return end("folder", storage.error());
    const std::string what = argv[1];
    if (what == "make") return make(**storage, *root);
    if (what == "save") return save(**storage, *root);
    return what == "check" ? check(**storage, *root) : 2;
}
