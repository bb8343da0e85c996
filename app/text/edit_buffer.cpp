#include "app/text/edit_buffer.hpp"

#include <algorithm>
#include <utility>

#include "app/base/utf8.hpp"

namespace amparo::text_layout {

namespace {

constexpr std::size_t kLeastBytes = 16;
constexpr std::size_t kGroupBytes = 256;  // a step that grew this long is done
/// Cleaning makes text at most this much shorter: three bytes of a line separator become one space.
constexpr std::size_t kShrinks = 3;

bool is_space(std::string_view text) { return text == " " || text == "\n" || text == "\u00A0" || text == "\u200B" || text == "\u3000"; }

}  // namespace

EditBuffer::EditBuffer(std::size_t max_bytes, LineEnds line_ends)
    : max_bytes_(std::max(max_bytes, kLeastBytes)), line_ends_(line_ends) {}

Stretch EditBuffer::selection() const { return {std::min(caret_, anchor_), std::max(caret_, anchor_)}; }

std::string EditBuffer::selected_text() const {
    const Stretch range = selection();
    return text_.substr(range.start, range.end - range.start);
}

EditBuffer::Fitted EditBuffer::fitted(std::string_view text, std::size_t room) const {
    // However much was pasted, no more is looked at than can be needed.
    std::size_t looked_at = std::min(text.size(), (room + kNear) * kShrinks);
    while (looked_at > 0 && looked_at < text.size() && (static_cast<unsigned char>(text[looked_at]) & 0xC0U) == 0x80U) --looked_at;
    Fitted out{clean(text.substr(0, looked_at), line_ends_, looked_at), text.size() - looked_at};
    const std::size_t size = graphemes_within(out.text, room);
    out.cut += out.text.size() - size;
    out.text.resize(size);
    return out;
}

std::size_t EditBuffer::reset(std::string_view text) {
    Fitted taken = fitted(text, max_bytes_);
    text_ = std::move(taken.text);
    caret_ = anchor_ = static_cast<std::uint32_t>(text_.size());
    steps_.clear();
    done_ = 0;
    remembered_bytes_ = 0;
    closed_ = true;
    ++revision_;
    return taken.cut;
}

void EditBuffer::move_to(std::uint32_t offset, bool select) {
    caret_ = grapheme_edge(text_, offset);
    if (!select) anchor_ = caret_;
    closed_ = true;
}

void EditBuffer::move(Towards towards, Unit unit, bool select) {
    const Stretch range = selection();
    const bool forward = towards == Towards::End;
    if (has_selection() && !select && unit == Unit::Grapheme) return move_to(forward ? range.end : range.start);
    if (unit == Unit::Word) return move_to(forward ? word_after(text_, caret_) : word_before(text_, caret_), select);
    move_to(forward ? grapheme_after(text_, caret_) : grapheme_before(text_, caret_), select);
}

void EditBuffer::select(std::uint32_t anchor, std::uint32_t caret) {
    move_to(caret);
    anchor_ = grapheme_edge(text_, anchor);
}

std::size_t EditBuffer::insert(std::string_view text, Kind kind) {
    const Stretch range = selection();
    const std::size_t kept = text_.size() - (range.end - range.start);
    Fitted taken = fitted(text, max_bytes_ - std::min(max_bytes_, kept));
    Group group = Group::None;
    if (kind == Kind::Typed && !has_selection()) group = is_space(taken.text) ? Group::Space : Group::Typing;
    replace(range.start, range.end - range.start, std::move(taken.text), group);
    return taken.cut;
}

void EditBuffer::erase(Towards towards, Unit unit) {
    Stretch range = selection();
    Group group = Group::None;
    if (!has_selection()) {
        const bool forward = towards == Towards::End;
        if (forward) range.end = unit == Unit::Word ? word_after(text_, caret_) : grapheme_after(text_, caret_);
        if (!forward) range.start = unit == Unit::Word ? word_before(text_, caret_) : grapheme_before(text_, caret_);
        if (unit == Unit::Grapheme) group = forward ? Group::Forward : Group::Back;
    }
    replace(range.start, range.end - range.start, {}, group);
}

std::size_t EditBuffer::replace_all(std::string_view text) {
    Fitted taken = fitted(text, max_bytes_);
    replace(0, static_cast<std::uint32_t>(text_.size()), std::move(taken.text), Group::None);
    return taken.cut;
}

void EditBuffer::replace(std::uint32_t at, std::uint32_t removed, std::string inserted, Group group) {
    if (removed == 0 && inserted.empty()) return;
    Step step{at, text_.substr(at, removed), std::move(inserted), caret_, anchor_, group};
    text_.replace(at, removed, step.inserted);
    // What now stands together may be one grapheme, such as a letter and the mark that followed what was removed.
    caret_ = anchor_ = grapheme_edge(text_, at + static_cast<std::uint32_t>(step.inserted.size()));
    ++revision_;
    remember(std::move(step));
}

bool EditBuffer::joins(const Step& next) const {
    if (closed_ || done_ == 0 || next.group == Group::None) return false;
    const Step& last = steps_[done_ - 1];
    if (last.inserted.size() + last.removed.size() >= kGroupBytes) return false;
    switch (next.group) {
        case Group::Typing: return last.group == Group::Typing && next.at == last.at + last.inserted.size();
        case Group::Space:
            return (last.group == Group::Typing || last.group == Group::Space) && next.at == last.at + last.inserted.size();
        case Group::Back: return last.group == Group::Back && next.at + next.removed.size() == last.at;
        case Group::Forward: return last.group == Group::Forward && next.at == last.at;
        case Group::None: break;
    }
    return false;
}

void EditBuffer::remember(Step step) {
    while (steps_.size() > done_) {
        remembered_bytes_ -= steps_.back().removed.size() + steps_.back().inserted.size();
        steps_.pop_back();
    }
    remembered_bytes_ += step.removed.size() + step.inserted.size();
    if (joins(step)) {
        Step& last = steps_.back();
        last.inserted += step.inserted;
        if (step.group == Group::Back) {
            last.at = step.at;
            last.removed.insert(0, step.removed);
        } else {
            last.removed += step.removed;
        }
        last.group = step.group;
    } else {
        steps_.push_back(std::move(step));
    }
    closed_ = false;
    while (!steps_.empty() && (steps_.size() > kUndoSteps || remembered_bytes_ > kUndoBytes)) {
        remembered_bytes_ -= steps_.front().removed.size() + steps_.front().inserted.size();
        steps_.pop_front();
    }
    done_ = steps_.size();
}

bool EditBuffer::undo() {
    if (!can_undo()) return false;
    const Step& step = steps_[--done_];
    text_.replace(step.at, step.inserted.size(), step.removed);
    caret_ = step.caret;
    anchor_ = step.anchor;
    closed_ = true;
    ++revision_;
    return true;
}

bool EditBuffer::redo() {
    if (!can_redo()) return false;
    const Step& step = steps_[done_++];
    text_.replace(step.at, step.removed.size(), step.inserted);
    caret_ = anchor_ = grapheme_edge(text_, step.at + static_cast<std::uint32_t>(step.inserted.size()));
    closed_ = true;
    ++revision_;
    return true;
}

}  // namespace amparo::text_layout
