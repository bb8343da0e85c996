#include "app/models/places.hpp"

#include <utility>

namespace amparo::models {

void Places::go(Place place, std::string id) {
    Stop next{place, std::move(id)};
    if (next == here_) return;
    way_.push_back(std::exchange(here_, std::move(next)));
    if (way_.size() > kWay) way_.erase(way_.begin());
    ++visits_;
}

void Places::start_at(Place place) {
    way_.clear();
    here_ = {place, {}};
    ++visits_;
}

void Places::back() {
    if (way_.empty()) return;
    here_ = std::move(way_.back());
    way_.pop_back();
    ++visits_;
}

}  // namespace amparo::models
