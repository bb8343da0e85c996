#pragma once
// The packs that lie beside the program, in "packs/<id>-v<version>/", and the keys that somebody accepted for this copy, in
// "packs/keys.json". A pack that is not whole and signed is named and never used; of one pack the highest edition that is
// well is used. Built once; reading is safe from several threads.

#include <string>
#include <string_view>
#include <vector>

#include "app/base/json.hpp"
#include "app/packs/pack.hpp"
#include "app/platform/shipped_data.hpp"

namespace amparo::models {

struct ShelfPack {
    std::string folder;  ///< "ngo-basics-v3"
    packs::PackVerdict verdict;
    bool used = false;   ///< well, and no higher edition of it is
};

class PackShelf {
  public:
    PackShelf() = default;
    [[nodiscard]] static PackShelf load(const ShippedData& shipped, Day today);

    [[nodiscard]] const std::vector<ShelfPack>& packs() const { return packs_; }
    [[nodiscard]] const std::vector<packs::TrustedKey>& keys() const { return keys_; }
    /// Why keys.json cannot be used; empty when it can, or is not there.
    [[nodiscard]] const std::string& key_problem() const { return key_problem_; }
    /// Files of the packs that are used, below the program's folder.
    [[nodiscard]] const std::vector<std::string>& paths() const { return paths_; }
    /// Editions that are well, used or not: no older one is installed over them.
    [[nodiscard]] std::vector<packs::Installed> installed() const;
    /// The pack in a folder, or nullptr.
    [[nodiscard]] const ShelfPack* find(std::string_view folder) const;

  private:
    std::vector<ShelfPack> packs_;
    std::vector<packs::TrustedKey> keys_;
    std::vector<std::string> paths_;
    std::string key_problem_;
};

/// `{schema: "amparo.pack-keys/1", keys: [{key, prefix, until}]}`. Errors: Corrupt — names the field; Limit.
[[nodiscard]] Result<std::vector<packs::TrustedKey>> parse_pack_keys(std::string_view json);
[[nodiscard]] std::string write_pack_keys(const std::vector<packs::TrustedKey>& keys);

/// A folder that a person named. Errors: those of list_named_folder().
[[nodiscard]] Result<packs::PackFolder> named_pack(const std::string& folder);

/// One pack as a document: folder, id, edition, title, signer, fault, expired, used.
[[nodiscard]] Json pack_document(const ShelfPack& pack);

}  // namespace amparo::models
