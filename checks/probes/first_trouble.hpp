#pragma once

#include <optional>
#include <string>

#include "checks/facts.hpp"

namespace amparo::checks {

/// What kept a look through many places from being complete: the first place that could not be read, and why. A place
/// that is not there hides nothing.
struct FirstTrouble {
    std::optional<Error> trouble;
    std::string trouble_at;

    void failed(const Error& error, const std::string& at) {
        if (error.code != Errc::NotFound) note(error, at);
    }
    /// For those to whom absence matters, too.
    void note(const Error& error, const std::string& at) {
        if (trouble) return;
        trouble = error;
        trouble_at = at;
    }
    /// The fact `key`: yes, everything from `source` was seen; or what could not be read.
    void tell(Facts& facts, const std::string& key, const std::string& source) const {
        if (trouble) facts.refuse(key, *trouble, trouble_at);
        else facts.put(key, true, source);
    }
};

}  // namespace amparo::checks
