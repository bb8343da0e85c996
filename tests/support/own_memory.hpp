#pragma once
// Words whose every trace in this process can be counted. The words themselves are kept masked, so that looking for them
// leaves none.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::test {

class Canary {
  public:
    /// `word` is ASCII of at least 12 letters; a number that nobody chose is added.
    explicit Canary(std::string_view word);

    /// The words in clear; wipe what you get.
    [[nodiscard]] std::string text() const;
    /// How often they stand in memory that this process may write, as UTF-8, UTF-16 or UTF-32. Linux.
    [[nodiscard]] std::size_t count() const;
    /// The same in bytes from elsewhere, such as a file.
    [[nodiscard]] std::size_t count_in(std::string_view bytes) const;

  private:
    std::vector<unsigned char> masked_;
};

}  // namespace amparo::test
