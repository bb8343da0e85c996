#include "app/models/picture_book.hpp"

#include <algorithm>
#include <utility>

#include "lessons/picture_file.hpp"

namespace amparo::models {

LessonPicture PictureBook::unpacked(std::string_view lesson, const std::string& name, std::size_t room) const {
    const auto bytes = book_->picture(lesson, name);
    if (!bytes) return {PictureState::Missing, {}};
    auto read = pictures::read(as_bytes(*bytes), {lessons::kPictureSide, std::uint64_t{lessons::kPictureSide} * lessons::kPictureSide});
    if (!read) return {read.error().code == Errc::Limit ? PictureState::TooLarge : PictureState::Broken, {}};
    const std::size_t longest = std::max(read->width, read->height);
    if (longest > kShownSide) *read = pictures::reduced(*read, read->width * kShownSide / longest, read->height * kShownSide / longest);
    LessonPicture out{PictureState::Shown, pictures::on_white(*read)};
    if (out.pixels.bytes.size() > room) return {PictureState::TooLarge, {}};
    return out;
}

PictureBook::Shelf& PictureBook::shelf(std::string_view lesson) {
    const auto at = std::ranges::find(shelves_, lesson, &Shelf::lesson);
    if (at != shelves_.end()) {
        shelves_.splice(shelves_.begin(), shelves_, at);
    } else {
        shelves_.push_front({std::string(lesson), {}, 0});
        if (shelves_.size() > kLessons) shelves_.pop_back();
    }
    return shelves_.front();
}

const LessonPicture& PictureBook::picture(std::string_view lesson, const std::string& name) {
    Shelf& here = shelf(lesson);
    const auto known = here.pictures.find(name);
    if (known != here.pictures.end()) return known->second;
    LessonPicture found = unpacked(lesson, name, kBytes - here.bytes);
    here.bytes += found.pixels.bytes.size();
    return here.pictures.emplace(name, std::move(found)).first->second;
}

std::size_t PictureBook::held() const {
    std::size_t out = 0;
    for (const Shelf& shelf : shelves_) out += shelf.bytes;
    return out;
}

}  // namespace amparo::models
