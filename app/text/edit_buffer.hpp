#pragma once
// A text that a person edits, without any drawing: caret, selection, undo. Everything that comes in is cleaned and kept
// within a number of bytes; the caret and the other end of the selection are always at edges of graphemes. Never fails.
// Not for secrets: what was removed is remembered for undo and memory is not wiped. One thread at a time.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

#include "app/text/clean.hpp"
#include "app/text/edges.hpp"

namespace amparo::text_layout {

inline constexpr std::size_t kUndoSteps = 200;
inline constexpr std::size_t kUndoBytes = 1024 * 1024;  ///< of texts that the steps remember

enum class Unit : std::uint8_t { Grapheme, Word };
enum class Towards : std::uint8_t { Start, End };  ///< of the text, in the order of reading

class EditBuffer {
  public:
    /// `max_bytes` of text at most, at least 16. With LineEnds::Space it stays one line.
    explicit EditBuffer(std::size_t max_bytes, LineEnds line_ends);

    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] std::uint32_t caret() const { return caret_; }
    [[nodiscard]] std::uint32_t anchor() const { return anchor_; }
    [[nodiscard]] bool has_selection() const { return caret_ != anchor_; }
    [[nodiscard]] Stretch selection() const;
    [[nodiscard]] std::string selected_text() const;
    [[nodiscard]] std::size_t max_bytes() const { return max_bytes_; }
    [[nodiscard]] bool multi_line() const { return line_ends_ == LineEnds::Keep; }
    /// Changes with every change of the text, back and forth as well.
    [[nodiscard]] std::uint64_t revision() const { return revision_; }

    /// A new text with the caret behind it; what was is forgotten, undo included. Gives the bytes that did not fit.
    std::size_t reset(std::string_view text);

    // The caret.

    /// Offsets inside a grapheme are moved to its end. `select` leaves the anchor where it is.
    void move_to(std::uint32_t offset, bool select = false);
    /// Without `select` a selection is left at its edge first.
    void move(Towards towards, Unit unit, bool select = false);
    /// `caret` becomes the end that moves.
    void select(std::uint32_t anchor, std::uint32_t caret);
    void select_all() { select(0, static_cast<std::uint32_t>(text_.size())); }

    // Changes. Each can be undone.

    enum class Kind : std::uint8_t { Typed, Whole };
    /// Puts text in place of the selection: cleaned, and cut between graphemes where the room ends. Gives the bytes that
    /// were cut (about, where far more came than fits). Typed letters that follow each other are undone together, a word
    /// with the space behind it at a time.
    std::size_t insert(std::string_view text, Kind kind);
    /// Removes the selection, or what stands before or behind the caret.
    void erase(Towards towards, Unit unit);
    /// Puts `text` in place of everything, as one step.
    std::size_t replace_all(std::string_view text);

    [[nodiscard]] bool can_undo() const { return done_ > 0; }
    [[nodiscard]] bool can_redo() const { return done_ < steps_.size(); }
    /// False when there was nothing to do.
    bool undo();
    bool redo();

  private:
    enum class Group : std::uint8_t { None, Typing, Space, Back, Forward };
    struct Step {
        std::uint32_t at = 0;
        std::string removed;
        std::string inserted;
        std::uint32_t caret = 0;  // before
        std::uint32_t anchor = 0;
        Group group = Group::None;
    };
    struct Fitted {
        std::string text;
        std::size_t cut = 0;
    };
    [[nodiscard]] Fitted fitted(std::string_view text, std::size_t room) const;
    void replace(std::uint32_t at, std::uint32_t removed, std::string inserted, Group group);
    [[nodiscard]] bool joins(const Step& next) const;
    void remember(Step step);

    std::string text_;
    std::uint32_t caret_ = 0;
    std::uint32_t anchor_ = 0;
    std::size_t max_bytes_;
    LineEnds line_ends_;
    std::uint64_t revision_ = 0;
    std::deque<Step> steps_;
    std::size_t done_ = 0;  // steps before it are done, from it on undone
    std::size_t remembered_bytes_ = 0;
    bool closed_ = true;  // the last step takes nothing in any more: the caret was moved
};

}  // namespace amparo::text_layout
