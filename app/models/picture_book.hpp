#pragma once
// Pictures of lessons, ready to be shown. A stranger may have drawn them: what is too large or broken is told and never shown in
// part. One thread; the first look at a picture unpacks it, which takes up to half a second for the largest.

#include <cstddef>
#include <list>
#include <map>
#include <string>
#include <string_view>

#include "app/models/lesson_book.hpp"
#include "app/pictures/picture.hpp"

namespace amparo::models {

enum class PictureState {
    Shown,
    Missing,   ///< no such file in the lesson's folder, or one that cannot be used
    TooLarge,  ///< more than lessons::kPictureSide pixels each way, or too much together with those before it
    Broken,    ///< no PNG or JPEG, or not whole
};

struct LessonPicture {
    PictureState state = PictureState::Missing;
    pictures::Pixels pixels;  ///< red, green, blue; at most kShownSide each way
};

class PictureBook {
  public:
    static constexpr std::size_t kShownSide = 1600;   ///< larger ones are shown smaller
    static constexpr std::size_t kBytes = 48 << 20U;  ///< of all pictures of one lesson that are held
    static constexpr std::size_t kLessons = 3;        ///< whose pictures are held at a time

    /// `book` outlives it.
    explicit PictureBook(const LessonBook& book) : book_(&book) {}

    /// Valid until pictures of kLessons other lessons were asked for.
    [[nodiscard]] const LessonPicture& picture(std::string_view lesson, const std::string& name);
    /// Bytes that are held.
    [[nodiscard]] std::size_t held() const;

  private:
    struct Shelf {
        std::string lesson;
        std::map<std::string, LessonPicture, std::less<>> pictures;
        std::size_t bytes = 0;
    };
    [[nodiscard]] Shelf& shelf(std::string_view lesson);
    [[nodiscard]] LessonPicture unpacked(std::string_view lesson, const std::string& name, std::size_t room) const;

    const LessonBook* book_;
    std::list<Shelf> shelves_;  ///< the one asked for last comes first
};

}  // namespace amparo::models
