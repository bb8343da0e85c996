#pragma once
// A passphrase or code that is shown to be written down. Drawn letter by letter as in secret_field.hpp, so that no library
// keeps it; readers are told `name` alone, since what they are told passes through other programs.

#include "app/base/secret.hpp"
#include "app/ui/widgets/flow.hpp"

namespace amparo::ui {

/// In a sunken box, in groups as its hyphens say; a group is never broken.
void secret_view(Ui& ui, Flow& flow, const Words& name, const SecretString& text);

}  // namespace amparo::ui
