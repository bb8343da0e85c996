#include <algorithm>

#include "app/base/date.hpp"
#include "app/base/json_stream.hpp"
#include "app/base/text.hpp"
#include "checks/accounts/import.hpp"
#include "checks/accounts/json_place.hpp"

namespace amparo::accounts {

namespace {

std::uint64_t whole(std::string_view text) {
    const auto number = text::to_integer(text);
    return number && *number > 0 ? static_cast<std::uint64_t>(*number) : 0;
}

/// Bitwarden: people's and organisations' files, open or locked with a password.
class Bitwarden final : public JsonPlace {
  public:
    Bitwarden(Import& import, SecretPool& pool) : import_(&import), pool_(&pool) {}

    void finish() {
        if (encrypted_) {
            import_->format = "bitwarden-encrypted-json";
            VaultStrength vault;
            vault.version = "Bitwarden";
            vault.method = kdf_type_ == 0   ? VaultStrength::Method::Pbkdf2
                           : kdf_type_ == 1 ? VaultStrength::Method::Argon2
                                            : VaultStrength::Method::Unknown;
            // Without a password of its own it is locked with the account's key, and says nothing about it.
            if (!own_password_) vault.method = VaultStrength::Method::Unknown;
            vault.rounds = rounds_;
            vault.memory_kib = memory_ * 1024;
            vault.lanes = static_cast<std::uint32_t>(std::min<std::uint64_t>(lanes_, 1024));
            import_->vault = vault;
        } else if (items_) {
            import_->format = organisation_ ? "bitwarden-organisation-json" : "bitwarden-json";
        }
    }

  private:
    void in_array() override {
        if (path() == "items") items_ = true;
        if (path() == "collections") organisation_ = true;
    }
    void opened() override {
        if (path() == "items" && depth() == 3) {
            login_ = {};
            login_.place = ++number_;
            login_.kind = EntryKind::Other;
            typed_ = false;
        }
        if (path() == "items/login/fido2Credentials") login_.passkey = true;
        if (path() == "items/login" && !typed_) login_.kind = EntryKind::Login;
    }
    void closing() override {
        if (path() != "items" || depth() != 3) return;
        if (import_->logins.size() < kLogins) {
            import_->logins.push_back(login_);
        } else {
            import_->cut = true;
        }
    }
    void value(std::string_view text, bool cut) override {
        if (cut) note(*import_, "long", number_);
        if (depth() == 1) return top(text);
        if (path() == "items") return item(text);
        if (path() == "items/login") {
            if (name() == "username") login_.user = pool_->keep(text);
            if (name() == "password") login_.password = pool_->keep(text);
            if (name() == "totp") login_.code = !text.empty();
            if (name() == "passwordRevisionDate") login_.changed = parse_moment(without_fraction(text)).value_or(0);
            if (name() == "uri" && login_.addresses.empty()) login_.addresses.push_back(pool_->keep(text));
        }
        if (path() == "items/login/uris" && name() == "uri" && !text.empty() && login_.addresses.size() < kColumns) {
            login_.addresses.push_back(pool_->keep(text));
        }
    }
    static std::string without_fraction(std::string_view moment) {
        const std::size_t dot = moment.find('.');
        return dot == std::string_view::npos ? std::string(moment) : std::string(moment.substr(0, dot)) + "Z";
    }
    void item(std::string_view text) {
        if (name() == "type") {
            typed_ = true;
            login_.kind = text == "1" ? EntryKind::Login : text == "2" ? EntryKind::Note : EntryKind::Other;
        }
        if (name() == "name") login_.title = pool_->keep(text);
        if (name() == "deletedDate" || name() == "archivedDate") login_.put_away = !text.empty();
    }
    void top(std::string_view text) {
        if (name() == "encrypted") encrypted_ = text == "true";
        if (name() == "passwordProtected") own_password_ = text == "true";
        if (name() == "kdfType") kdf_type_ = static_cast<int>(text::to_integer(text).value_or(-1));
        if (name() == "kdfIterations") rounds_ = whole(text);
        if (name() == "kdfMemory") memory_ = std::min<std::uint64_t>(whole(text), 1'000'000);
        if (name() == "kdfParallelism") lanes_ = whole(text);
    }

    Import* import_;
    SecretPool* pool_;
    Login login_;
    bool typed_ = false;
    bool items_ = false;
    bool organisation_ = false;
    bool encrypted_ = false;
    bool own_password_ = false;
    int kdf_type_ = -1;
    std::uint64_t rounds_ = 0;
    std::uint64_t memory_ = 0;
    std::uint64_t lanes_ = 0;
    std::uint64_t number_ = 0;
};

/// 1Password 1PUX: accounts, vaults, items.
class OnePux final : public JsonPlace {
  public:
    OnePux(Import& import, SecretPool& pool) : import_(&import), pool_(&pool) {}

    void finish() {
        if (seen_) import_->format = "onepassword-1pux";
    }

  private:
    static constexpr std::string_view kItem = "accounts/vaults/items";

    void in_array() override { seen_ = seen_ || path() == "accounts"; }
    void opened() override {
        if (path() == kItem && depth() == 7) {
            login_ = {};
            login_.place = ++number_;
            login_.kind = EntryKind::Other;
        }
        if (path() == "accounts/vaults/items/details/loginFields") {
            field_value_ = {};
            designation_.clear();
        }
        if (path() == "accounts/vaults/items/details/passkey") login_.passkey = true;
    }
    void closing() override {
        if (path() == "accounts/vaults/items/details/loginFields") {
            if (designation_ == "password") login_.password = field_value_;
            if (designation_ == "username") login_.user = field_value_;
        }
        if (path() == kItem && depth() == 7) {
            if (import_->logins.size() < kLogins) {
                import_->logins.push_back(login_);
            } else {
                import_->cut = true;
            }
        }
    }
    void value(std::string_view text, bool cut) override {
        if (cut) note(*import_, "long", number_);
        if (path() == kItem) {
            // 001 logins, 005 passwords; 003 are notes.
            if (name() == "categoryUuid") {
                login_.kind = text == "001" || text == "005" ? EntryKind::Login : text == "003" ? EntryKind::Note : EntryKind::Other;
            }
            if (name() == "state") login_.put_away = text == "archived" || text == "trashed";
            if (name() == "trashed" && text == "true") login_.put_away = true;
            // Any change of the entry, so the password is at least as old... or as new: a bound, not the day itself.
            if (name() == "updatedAt") login_.changed = text::to_integer(text).value_or(0);
        } else if (path() == "accounts/vaults/items/overview") {
            if (name() == "title") login_.title = pool_->keep(text);
            if (name() == "url") address(text);
        } else if (path() == "accounts/vaults/items/overview/urls") {
            if (name() == "url") address(text);
        } else if (path() == "accounts/vaults/items/details") {
            if (name() == "password" && login_.password.empty()) login_.password = pool_->keep(text);
        } else if (path() == "accounts/vaults/items/details/loginFields") {
            if (name() == "value") field_value_ = pool_->keep(text);
            if (name() == "designation") designation_ = text.substr(0, 16);
        } else if (path() == "accounts/vaults/items/details/sections/fields/value" && name() == "totp") {
            login_.code = !text.empty();
        }
    }
    void address(std::string_view text) {
        if (text.empty() || login_.addresses.size() >= kColumns) return;
        if (std::ranges::find(login_.addresses, text) != login_.addresses.end()) return;
        login_.addresses.push_back(pool_->keep(text));
    }

    Import* import_;
    SecretPool* pool_;
    Login login_;
    std::string_view field_value_;
    std::string designation_;
    bool seen_ = false;
    std::uint64_t number_ = 0;
};

template <typename Reader>
Import read_with(const WipedBytes& bytes, SecretPool& pool) {
    Import import;
    Reader reader(import, pool);
    JsonStream stream(reader, {64, kCell});
    auto done = stream.feed(view_of(bytes));
    if (done) done = stream.finish();
    reader.finish();
    if (!done) note(import, bytes.end() != std::ranges::find(bytes, '\0') ? "nul" : "json", stream.line());
    wipe_stack();
    return import;
}

}  // namespace

Import import_json(const WipedBytes& bytes, SecretPool& pool) { return read_with<Bitwarden>(bytes, pool); }

Import import_onepux(const WipedBytes& bytes, SecretPool& pool) { return read_with<OnePux>(bytes, pool); }

}  // namespace amparo::accounts
