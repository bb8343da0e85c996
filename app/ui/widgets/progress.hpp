#pragma once
// How far something is. Only for what knows where it ends; everything else stands still and says that it is working.

#include "app/ui/widgets/flow.hpp"

namespace amparo::ui {

/// A bar; `done` of 0 to 1. The words say the same and are its name; the caller shows them.
void progress(Ui& ui, std::string_view id, Flow& flow, float done, const Words& words);

struct Steps {
    Words words;  ///< "Step 2 of 5"
    int now = 1;  ///< from 1
    int count = 1;
};

/// The words, and below them one mark for each step.
void stepper(Ui& ui, Flow& flow, const Steps& steps);

}  // namespace amparo::ui
