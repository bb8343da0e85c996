#include "app/a11y/atspi/item_text.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "app/a11y/text_units.hpp"
#include "app/base/utf8.hpp"

namespace amparo::a11y::atspi {

namespace {

constexpr std::size_t kMostTyped = 256 * 1024;  // bytes; fields have limits of their own below it

const std::string& text_of(AtkText* text) {
    static const std::string kNone;
    const Peer* peer = item_peer(text);
    return peer == nullptr ? kNone : peer->text();
}

gchar* give(AtkText* text, std::pair<int, int> piece, gint* start, gint* end) {
    if (start != nullptr) *start = piece.first;
    if (end != nullptr) *end = piece.second;
    return copied(slice(text_of(text), piece.first, piece.second));
}

Unit unit_of(AtkTextBoundary boundary) {
    switch (boundary) {
        case ATK_TEXT_BOUNDARY_CHAR: return Unit::Character;
        case ATK_TEXT_BOUNDARY_WORD_START:
        case ATK_TEXT_BOUNDARY_WORD_END: return Unit::Word;
        case ATK_TEXT_BOUNDARY_SENTENCE_START:
        case ATK_TEXT_BOUNDARY_SENTENCE_END: return Unit::All;
        default: return Unit::Line;
    }
}

Unit unit_of(AtkTextGranularity granularity) {
    switch (granularity) {
        case ATK_TEXT_GRANULARITY_CHAR: return Unit::Character;
        case ATK_TEXT_GRANULARITY_WORD: return Unit::Word;
        case ATK_TEXT_GRANULARITY_SENTENCE: return Unit::All;
        default: return Unit::Line;
    }
}

gchar* get_text(AtkText* text, gint start, gint end) { return copied(slice(text_of(text), start, end)); }

gint count_characters(AtkText* text) { return static_cast<gint>(utf8::length(text_of(text))); }

gunichar character_at(AtkText* text, gint offset) {
    if (offset < 0) return 0;
    const std::string& all = text_of(text);
    return utf8::decode(all, byte_of(all, static_cast<std::size_t>(offset))).code;
}

gchar* text_at(AtkText* text, gint offset, AtkTextBoundary boundary, gint* start, gint* end) {
    return give(text, piece_at(text_of(text), offset, unit_of(boundary)), start, end);
}

gchar* text_after(AtkText* text, gint offset, AtkTextBoundary boundary, gint* start, gint* end) {
    const Unit unit = unit_of(boundary);
    const auto here = piece_at(text_of(text), offset, unit);
    return give(text, piece_at(text_of(text), here.second, unit), start, end);
}

gchar* text_before(AtkText* text, gint offset, AtkTextBoundary boundary, gint* start, gint* end) {
    const Unit unit = unit_of(boundary);
    const auto here = piece_at(text_of(text), offset, unit);
    const auto before = here.first > 0 ? piece_at(text_of(text), here.first - 1, unit) : std::pair{0, 0};
    return give(text, before, start, end);
}

gchar* string_at(AtkText* text, gint offset, AtkTextGranularity granularity, gint* start, gint* end) {
    return give(text, piece_at(text_of(text), offset, unit_of(granularity)), start, end);
}

// The caret.

/// Of what is typed into; null for text that is only read.
const TextState* state_of(AtkText* text) {
    const Peer* peer = item_peer(text);
    return peer != nullptr && peer->node().text ? &*peer->node().text : nullptr;
}

gint characters(AtkText* text, std::uint32_t byte) { return static_cast<gint>(character_of(text_of(text), byte)); }

gint caret_of(AtkText* text) {
    const TextState* state = state_of(text);
    return state == nullptr ? -1 : characters(text, state->caret);
}

gint count_selections(AtkText* text) {
    const TextState* state = state_of(text);
    return state != nullptr && state->caret != state->anchor ? 1 : 0;
}

gchar* selection_at(AtkText* text, gint index, gint* start, gint* end) {
    if (index != 0 || count_selections(text) == 0) return nullptr;
    const TextState* state = state_of(text);
    return give(text, {characters(text, std::min(state->caret, state->anchor)), characters(text, std::max(state->caret, state->anchor))},
                start, end);
}

gboolean ask_for_caret(AtkText* text, gint anchor, gint caret) {
    const Peer* peer = item_peer(text);
    if (peer == nullptr || !peer->node().text || !peer->node().enabled) return FALSE;
    Request request;
    request.kind = Request::Kind::SetCaret;
    request.id = peer->node().id;
    request.caret = static_cast<std::uint32_t>(byte_of(peer->text(), static_cast<std::size_t>(std::max(caret, 0))));
    request.anchor = static_cast<std::uint32_t>(byte_of(peer->text(), static_cast<std::size_t>(std::max(anchor, 0))));
    peer->tree->ask(std::move(request));
    return TRUE;
}

gboolean set_caret(AtkText* text, gint offset) { return ask_for_caret(text, offset, offset); }

gboolean add_selection(AtkText* text, gint start, gint end) {
    return count_selections(text) == 0 ? ask_for_caret(text, start, end) : FALSE;
}
gboolean set_selection(AtkText* text, gint index, gint start, gint end) {
    return index == 0 ? ask_for_caret(text, start, end) : FALSE;
}
gboolean remove_selection(AtkText* text, gint index) {
    return index == 0 && count_selections(text) > 0 ? set_caret(text, caret_of(text)) : FALSE;
}

// How it looks and sounds.

AtkAttributeSet* default_attributes(AtkText* text) {
    const Peer* peer = item_peer(text);
    return peer == nullptr || peer->node().language.empty() ? nullptr : with_attribute(nullptr, "language", peer->node().language);
}

AtkAttributeSet* run_attributes(AtkText* text, gint /*offset*/, gint* start, gint* end) {
    *start = 0;
    *end = count_characters(text);
    return default_attributes(text);
}

// The place of one character is not known here; that of the whole text is near enough to find it with a magnifier.
void character_extents(AtkText* text, gint /*offset*/, gint* x, gint* y, gint* width, gint* height, AtkCoordType from) {
    *x = *y = *width = *height = -1;
    const Peer* peer = item_peer(text);
    if (peer == nullptr) return;
    const Bounds& at = peer->node().bounds;
    const Bounds& window = peer->tree->window_place();
    *x = static_cast<gint>(at.x0 + (from == ATK_XY_SCREEN ? window.x0 : 0));
    *y = static_cast<gint>(at.y0 + (from == ATK_XY_SCREEN ? window.y0 : 0));
    *width = static_cast<gint>(at.x1 - at.x0);
    *height = static_cast<gint>(at.y1 - at.y0);
}

void range_extents(AtkText* text, gint start, gint /*end*/, AtkCoordType from, AtkTextRectangle* to) {
    character_extents(text, start, &to->x, &to->y, &to->width, &to->height, from);
}

gint offset_at_point(AtkText* /*text*/, gint /*x*/, gint /*y*/, AtkCoordType /*from*/) { return -1; }

// Changing it.

Peer* editable_peer(AtkEditableText* text) {
    Peer* peer = item_peer(text);
    const bool can = peer != nullptr && peer->node().enabled && peer->node().text && peer->node().text->editable &&
                     peer->node().role != Role::SecretField;
    return can ? peer : nullptr;
}

void ask_for_text(Peer& peer, std::string wanted, std::size_t caret) {
    if (wanted.size() > kMostTyped || !utf8::is_valid(wanted)) return;
    Request request;
    request.kind = Request::Kind::SetText;
    request.id = peer.node().id;
    request.text = wanted;
    request.caret = request.anchor = static_cast<std::uint32_t>(caret);
    peer.pending = std::move(wanted);
    peer.tree->ask(std::move(request));
}

void set_contents(AtkEditableText* text, const gchar* wanted) {
    Peer* peer = editable_peer(text);
    if (peer == nullptr || wanted == nullptr) return;
    std::string content(wanted);
    const std::size_t caret = content.size();
    ask_for_text(*peer, std::move(content), caret);
}

/// `length` is a number of bytes; below 0 means all of it.
void insert_text(AtkEditableText* text, const gchar* what, gint length, gint* position) {
    Peer* peer = editable_peer(text);
    if (peer == nullptr || what == nullptr) return;
    std::string_view piece(what);
    if (length >= 0) piece = piece.substr(0, static_cast<std::size_t>(length));
    std::string content = peer->text();
    const std::size_t at = byte_of(content, static_cast<std::size_t>(std::max(position == nullptr ? 0 : *position, 0)));
    content.insert(at, piece);
    if (position != nullptr) *position += static_cast<gint>(utf8::length(piece));
    ask_for_text(*peer, std::move(content), at + piece.size());
}

void delete_text(AtkEditableText* text, gint start, gint end) {
    Peer* peer = editable_peer(text);
    if (peer == nullptr) return;
    std::string content = peer->text();
    const std::string_view gone = slice(content, start, end);
    const std::size_t at = byte_of(content, static_cast<std::size_t>(std::max(start, 0)));
    content.erase(at, gone.size());
    ask_for_text(*peer, std::move(content), at);
}

}  // namespace

gchar* copied(std::string_view text) { return glib().strndup(text.data() == nullptr ? "" : text.data(), text.size()); }

AtkAttributeSet* with_attribute(AtkAttributeSet* list, const char* name, std::string_view value) {
    auto* attribute = static_cast<AtkAttribute*>(glib().malloc0(sizeof(AtkAttribute)));
    attribute->name = copied(name);
    attribute->value = copied(value);
    return glib().slist_prepend(list, attribute);
}

void fill_text(gpointer slots, gpointer /*data*/) {
    auto* to = static_cast<AtkTextIface*>(slots);
    to->get_text = get_text;
    to->get_character_count = count_characters;
    to->get_character_at_offset = character_at;
    to->get_text_at_offset = text_at;
    to->get_text_after_offset = text_after;
    to->get_text_before_offset = text_before;
    to->get_string_at_offset = string_at;
    to->get_caret_offset = caret_of;
    to->set_caret_offset = set_caret;
    to->get_n_selections = count_selections;
    to->get_selection = selection_at;
    to->add_selection = add_selection;
    to->set_selection = set_selection;
    to->remove_selection = remove_selection;
    to->get_default_attributes = default_attributes;
    to->get_run_attributes = run_attributes;
    to->get_character_extents = character_extents;
    to->get_range_extents = range_extents;
    to->get_offset_at_point = offset_at_point;
}

void fill_editable(gpointer slots, gpointer /*data*/) {
    auto* to = static_cast<AtkEditableTextIface*>(slots);
    to->set_text_contents = set_contents;
    to->insert_text = insert_text;
    to->delete_text = delete_text;
}

}  // namespace amparo::a11y::atspi
