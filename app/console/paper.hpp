#pragma once
// Text for a terminal or a file: wrapped lines, indents, quiet colour. Nothing is ever coloured that is not on a
// terminal, and never when NO_COLOR is set. Right-to-left text goes out in logical order; the terminal turns it.

#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::console {

enum class Ink { Plain, Strong, Muted, Good, Small, Large, Unknown };

struct PaperStyle {
    bool colour = false;
    bool unicode = true;     ///< may use signs beyond ASCII
    std::size_t width = 80;  ///< characters in a line
};

class Paper {
  public:
    Paper(std::ostream& out, PaperStyle style) : out_(&out), style_(style) {}

    [[nodiscard]] const PaperStyle& style() const { return style_; }
    void blank();
    /// One paragraph, wrapped; continuation lines start `indent + hang` in.
    void paragraph(std::string_view text, std::size_t indent = 0, std::size_t hang = 0, Ink ink = Ink::Plain);
    /// A sign, a strong title, and the text that belongs to it, wrapped below the title.
    void item(std::string_view sign, Ink sign_ink, std::string_view title, std::string_view text, std::size_t indent);
    /// A line as it is: for data that somebody may copy.
    void raw(std::string_view text);

  private:
    [[nodiscard]] std::string inked(std::string_view text, Ink ink) const;

    std::ostream* out_;
    PaperStyle style_;
};

/// Lines of at most `width` characters, broken at spaces; a longer word stays whole, since it may be an address.
[[nodiscard]] std::vector<std::string> wrap(std::string_view text, std::size_t width);

}  // namespace amparo::console
