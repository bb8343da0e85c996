#pragma once
// The edge of the room: a computer that has no memory left is an error like any other, and no exception leaves.

#include <new>

#include "app/base/result.hpp"

namespace amparo::vault {

template <typename Work>
auto guarded(Work work) -> decltype(work()) {
    try {
        return work();
    } catch (const std::bad_alloc&) {
        return std::unexpected(Error{Errc::Limit, {}, {}});
    }
}

}  // namespace amparo::vault
