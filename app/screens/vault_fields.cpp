#include "app/screens/vault_fields.hpp"

#include <utility>

namespace amparo::screens {

namespace {

/// The text of a field; without guarded memory for a new one the field stays as it is, and takes nothing more.
SecretString take(ui::SecretFieldState& field) {
    SecretString text = std::move(field.text);
    if (auto fresh = ui::SecretFieldState::create()) field = *std::move(fresh);
    return text;
}

}  // namespace

SecretString VaultFields::take_first() { return take(first); }
SecretString VaultFields::take_second() { return take(second); }

SecretString VaultFields::copy_first() const {
    auto copy = SecretString::create(ui::kSecretBytes);
    if (!copy || !copy->append(first.text.view())) return {};
    return *std::move(copy);
}

VaultFields& vault_fields(View& view) {
    auto& fields = view.state.vault;
    const std::size_t visit = view.model.places.visits();
    if (!fields || fields->visit != visit) {
        fields = std::make_shared<VaultFields>();
        fields->visit = visit;
        if (auto field = ui::SecretFieldState::create()) fields->first = *std::move(field);
        if (auto field = ui::SecretFieldState::create()) fields->second = *std::move(field);
        view.model.keeping().forget();
    }
    return *fields;
}

}  // namespace amparo::screens
