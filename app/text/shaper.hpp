#pragma once
// The door to this room for whoever draws: shaped labels and paragraphs, remembered so that a text that is
// shown again costs a look-up. Results stay valid for as long as somebody holds them. When faces or chains
// change, everything is shaped anew by itself. One thread at a time. Widths are in em.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "app/text/bidi.hpp"
#include "app/text/bounded_cache.hpp"
#include "app/text/line.hpp"

namespace amparo::text_layout {

class Shaper {
  public:
    /// `fonts` outlives this.
    explicit Shaper(const FontSet& fonts);

    /// shape_label(), fit() and lay_out() of paragraph.hpp, remembered.
    [[nodiscard]] std::shared_ptr<const Label> label(std::string_view text, std::string_view language,
                                                     Direction direction = Direction::Auto);
    [[nodiscard]] std::shared_ptr<const Label> fitted(std::string_view text, std::string_view language,
                                                      double width, Direction direction = Direction::Auto);
    [[nodiscard]] std::shared_ptr<const Paragraph> paragraph(std::string_view text, std::string_view language,
                                                             double width,
                                                             Direction direction = Direction::Auto);

    [[nodiscard]] const FontSet& fonts() const { return *fonts_; }

    /// Forgets every text at once. Memory is given back; whoever wants it wiped has an allocator for that.
    void clear();
    [[nodiscard]] std::size_t remembered() const { return labels_.size() + paragraphs_.size(); }
    [[nodiscard]] std::size_t remembered_bytes() const { return labels_.bytes() + paragraphs_.bytes(); }

  private:
    void forget_stale();
    /// Writes the key of a request to `key_`, whose memory is used again and again.
    void set_key(std::string_view text, std::string_view language, double width, Direction direction);

    const FontSet* fonts_;
    std::uint64_t generation_ = 0;
    std::string key_;
    BoundedCache<Label> labels_;
    BoundedCache<Paragraph> paragraphs_;
};

}  // namespace amparo::text_layout
