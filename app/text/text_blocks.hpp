#pragma once
// A long text in lines, of which only a few are seen: cut into blocks that are laid out when somebody asks for one, so that
// neither a key nor a frame costs more in a text of a quarter megabyte than in a note. A block is what stands between two
// line ends; where that is longer than kBlockBytes it is cut, and a line ends at the cut. One thread at a time.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/text/edges.hpp"
#include "app/text/line.hpp"
#include "app/text/paragraph.hpp"

namespace amparo::text_layout {

inline constexpr std::size_t kBlockBytes = 4096;
inline constexpr std::size_t kHeldBytes = 64 * 1024;  ///< of text whose layout is kept

class TextBlocks {
  public:
    /// One line of one block.
    struct Place {
        std::size_t block = 0;
        std::size_t line = 0;
        bool operator==(const Place&) const = default;
    };
    /// What was done since the object was made; for tests of the amount of work.
    struct Work {
        std::size_t layouts = 0;
        std::size_t laid_out_bytes = 0;
    };

    /// Takes over a text, which is clean, and how it is laid out; what did not change keeps its layout. Width in em. Before
    /// anything else, and again whenever one of them may have changed. `fonts` outlives this.
    void sync(const FontSet& fonts, const std::string& text, std::string_view language, double width);

    [[nodiscard]] std::size_t count() const { return blocks_.size(); }
    /// Bytes of the text before the block.
    [[nodiscard]] std::uint32_t start(std::size_t block) const { return blocks_[block].start; }
    /// Offsets in there count from start(block). Valid as long as somebody holds it.
    [[nodiscard]] std::shared_ptr<const Paragraph> layout(std::size_t block);
    [[nodiscard]] std::size_t lines(std::size_t block) { return layout(block)->lines.size(); }

    /// The line that a caret at `offset` stands on. Where a line was wrapped, that is the following one, or, if `upstream`,
    /// the one before.
    [[nodiscard]] Place place_of(std::uint32_t offset, bool upstream = false);
    /// Bytes of the text.
    [[nodiscard]] Stretch stretch(Place place);
    /// True when the end of the line is the beginning of the next: no line end stands between them.
    [[nodiscard]] bool wrapped(Place place);
    /// One line down or up; false, and unchanged, at the ends.
    [[nodiscard]] bool next(Place& place);
    [[nodiscard]] bool previous(Place& place);

    [[nodiscard]] const Work& work() const { return work_; }

  private:
    struct Block {
        std::uint32_t start = 0;
        std::uint32_t size = 0;
        bool ends_line = false;  // a line end follows, which belongs to no block
        Direction direction = Direction::Auto;
        std::shared_ptr<const Paragraph> layout;
    };
    [[nodiscard]] std::size_t block_at(std::uint32_t offset) const;
    [[nodiscard]] bool soft(std::size_t block) const { return !blocks_[block].ends_line && block + 1 < blocks_.size(); }
    [[nodiscard]] std::vector<Block> split(std::size_t from, std::size_t to) const;
    void take_text(const std::string& text);
    void direct(std::size_t first, std::size_t last);
    void drop_layouts();

    const FontSet* fonts_ = nullptr;
    std::uint64_t generation_ = 0;
    std::string text_;
    std::string language_;
    double width_ = 0;
    std::vector<Block> blocks_;
    std::size_t held_bytes_ = 0;
    Work work_;
};

}  // namespace amparo::text_layout
