#pragma once
// What the person has asked of all programs of this computer.

namespace amparo {

struct SystemLook {
    bool dark = false;
    bool high_contrast = false;
    bool reduced_motion = false;
    bool operator==(const SystemLook&) const = default;
};

}  // namespace amparo
