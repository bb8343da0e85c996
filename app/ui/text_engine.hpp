#pragma once
// Shaped text as strings that Dear ImGui can draw: every face shapes with its own fonts, and every glyph that is more
// than one plain character has a private code that the font loader understands. Widths and sizes are in pixels. One
// thread: that of the window.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "app/base/result.hpp"
#include "app/text/glyph_codes.hpp"
#include "app/text/shaper.hpp"
#include "app/ui/tokens.hpp"

struct ImFont;

namespace amparo::ui {

/// Of Noto Sans, in em: how far a line box reaches above and below the baseline. Dear ImGui's font size is their sum.
inline constexpr double kAscent = 1.069;
inline constexpr double kLineBox = 1.362;

/// One face of the interface: its fonts, what they shaped, and the codes of their glyphs.
struct FaceFonts {
    FaceFonts() : shaper(fonts) {}
    text_layout::FontSet fonts;
    text_layout::Shaper shaper;
    text_layout::GlyphCodes codes;
    ImFont* font = nullptr;
    bool mirrored = false;

    /// What the loader draws for a character or a code; nothing when there is no such glyph.
    [[nodiscard]] std::optional<text_layout::GlyphKey> glyph_of(char32_t code) const;
};

class TextEngine {
  public:
    /// Takes the fonts inside the program. Errors: Bug — one of them cannot be read.
    [[nodiscard]] static Result<std::unique_ptr<TextEngine>> create();

    TextEngine(const TextEngine&) = delete;
    TextEngine& operator=(const TextEngine&) = delete;
    ~TextEngine();

    /// Adds a font file of this computer behind the fonts inside the program, for scripts that they do not have.
    /// Errors: those of FontSet::add_file.
    [[nodiscard]] Result<void> add_system_font(const std::string& path, const std::vector<std::string>& languages);

    /// Makes the faces known to the current Dear ImGui context. Once, before the first frame.
    void attach();

    /// Text comes out right in a window whose finished picture is mirrored. Takes effect at the next frame edge.
    void set_mirrored(bool mirrored);
    [[nodiscard]] bool mirrored() const { return mirrored_; }

    /// Between two frames: gives glyph codes back. True when the last frame showed a glyph without a code, so that it has
    /// to be drawn again.
    [[nodiscard]] bool frame_edge();
    /// For tests: behaves as if the banks were nearly full.
    void force_bank_switch() { force_switch_ = true; }
    /// At the next frame edge nothing is remembered of any text.
    void forget_texts() { forget_ = true; }

    /// The em that a size in pixels really gets: Dear ImGui bakes whole line boxes.
    [[nodiscard]] static float real_em(float em);
    [[nodiscard]] static float font_size(float em);

    /// `width` in pixels; without a limit when it is 0.
    [[nodiscard]] std::shared_ptr<const text_layout::Paragraph> paragraph(Face face, std::string_view text,
                                                                          std::string_view language,
                                                                          text_layout::Direction direction, float em,
                                                                          float width);
    [[nodiscard]] std::shared_ptr<const text_layout::Label> fitted(Face face, std::string_view text,
                                                                   std::string_view language,
                                                                   text_layout::Direction direction, float em, float width);

    /// One line, however long.
    [[nodiscard]] std::shared_ptr<const text_layout::Label> line(
        Face face, std::string_view text, std::string_view language,
        text_layout::Direction direction = text_layout::Direction::Auto);

    /// The string that the face's font draws for a line, from left to right in the layout.
    [[nodiscard]] const std::string& visual(Face face, const std::shared_ptr<const text_layout::Paragraph>& owner,
                                            std::size_t line);
    [[nodiscard]] const std::string& visual(Face face, const std::shared_ptr<const text_layout::Label>& owner);

    /// The same for a line that nobody remembers, such as a letter of a secret.
    [[nodiscard]] std::string encode(Face face, const text_layout::Line& line);

    [[nodiscard]] FaceFonts& face(Face face) { return *faces_[static_cast<std::size_t>(face)]; }

  private:
    struct Encoded {
        std::shared_ptr<const void> owner;  // keeps its address from being used again
        std::vector<std::string> lines;
        std::vector<bool> known;
        std::uint64_t generation = 0;
        std::uint64_t last_frame = 0;
    };
    TextEngine() = default;
    const std::string& encoded(Face face, std::shared_ptr<const void> owner, const text_layout::Line& line,
                               std::size_t index, std::size_t count);
    void discard(FaceFonts& fonts);

    std::vector<std::unique_ptr<FaceFonts>> faces_;
    std::unordered_map<const void*, Encoded> encoded_;
    std::uint64_t frame_ = 0;
    bool mirrored_ = false;
    bool want_mirrored_ = false;
    bool force_switch_ = false;
    bool forget_ = false;
};

}  // namespace amparo::ui
