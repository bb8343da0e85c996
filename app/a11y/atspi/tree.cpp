#include "app/a11y/atspi/tree.hpp"

#include <algorithm>
#include <utility>

#include "app/a11y/atspi/libraries.hpp"
#include "app/a11y/atspi/objects.hpp"
#include "app/a11y/text_units.hpp"
#include "app/base/utf8.hpp"
#include "app/base/version.hpp"

namespace amparo::a11y::atspi {

namespace {

constexpr std::size_t kMostNotices = 8;

bool has_open_content(const Node& node) { return is_typed_into(node.role) && node.role != Role::SecretField; }

/// What readers say after the name. A state that they read from the object itself is not said twice.
std::string description_of(const Node& node) {
    const bool told = has_open_content(node) || node.role == Role::SecretField || node.role == Role::Switch ||
                      node.role == Role::Checkbox || node.role == Role::Progress;
    if (told || node.value.empty()) return node.description;
    return node.description.empty() ? node.value : node.value + ". " + node.description;
}

std::string locale_of(const std::string& language) {
    std::string out = language;
    std::ranges::replace(out, '-', '_');
    return out;
}

void tell_state(const Peer& peer, AtkStateType state, bool is) {
    atk().object_notify_state_change(peer.object, state, is ? TRUE : FALSE);
}

void tell_states(const Peer& peer, const Node& before, const Node& after) {
    const auto tell = [&](AtkStateType state, bool was, bool is) {
        if (was != is) tell_state(peer, state, is);
    };
    tell(ATK_STATE_ENABLED, before.enabled, after.enabled);
    tell(ATK_STATE_SENSITIVE, before.enabled, after.enabled);
    tell(ATK_STATE_SHOWING, !before.clipped, !after.clipped);
    const bool checkable = after.role == Role::Radio || after.role == Role::Checkbox || after.role == Role::Switch;
    tell(checkable ? ATK_STATE_CHECKED : ATK_STATE_SELECTED, before.selected, after.selected);
    if (after.role == Role::Switch) tell(ATK_STATE_PRESSED, before.selected, after.selected);
    tell(ATK_STATE_EXPANDED, before.expanded.value_or(false), after.expanded.value_or(false));
}

void tell_edit(const Peer& peer, const std::string& before, const std::string& after) {
    const TextEdit edit = edit_between(before, after);
    const auto tell = [&](const char* signal, const std::string& in, std::size_t size) {
        if (size == 0) return;
        const std::string piece = in.substr(edit.at, size);
        glib().signal_emit_by_name(peer.object, signal, static_cast<gint>(character_of(in, edit.at)),
                                   static_cast<gint>(utf8::length(piece)), piece.c_str());
    };
    tell("text-remove", before, edit.removed);
    tell("text-insert", after, edit.inserted);
}

void tell_caret(const Peer& peer, const Node& before) {
    if (!peer.node().text) return;
    const TextState& now = *peer.node().text;
    glib().signal_emit_by_name(peer.object, "text-caret-moved", static_cast<gint>(character_of(peer.node().value, now.caret)));
    const bool had = before.text && before.text->caret != before.text->anchor;
    if (had || now.caret != now.anchor) glib().signal_emit_by_name(peer.object, "text-selection-changed");
}

/// Everything but the focus, which is told when the whole frame is in place.
void tell_parts(const Peer& peer, const Node& before, std::uint32_t parts) {
    const Node& after = peer.node();
    if ((parts & kName) != 0) atk().object_set_name(peer.object, after.name.c_str());
    if ((parts & (kValue | kDescription)) != 0) atk().object_set_description(peer.object, description_of(after).c_str());
    if ((parts & kState) != 0) tell_states(peer, before, after);
    if ((parts & kValue) != 0 && has_open_content(after)) tell_edit(peer, before.value, after.value);
    if ((parts & kValue) != 0 && after.role == Role::Progress) glib().object_notify(reinterpret_cast<GObject*>(peer.object), "accessible-value");
    if ((parts & kCaret) != 0) tell_caret(peer, before);
}

void tell_child(const Peer& parent, const char* signal, std::size_t index, const Peer& child) {
    glib().signal_emit_by_name(parent.object, signal, static_cast<guint>(index), child.object);
}

std::size_t index_of(const Peer& peer) {
    const auto& siblings = peer.parent->children;
    return static_cast<std::size_t>(std::ranges::find(siblings, &peer) - siblings.begin());
}

void name_object(const Peer& peer) {
    atk().object_set_name(peer.object, peer.node().name.c_str());
    atk().object_set_description(peer.object, description_of(peer.node()).c_str());
    atk().object_set_parent(peer.object, peer.parent->object);
}

}  // namespace

Peer::~Peer() {
    if (object != nullptr) drop_object(object);
}

const std::string& Peer::text() const {
    if (!has_open_content(node())) return node().name;
    return pending ? *pending : node().value;
}

Tree::Tree(std::function<void(Request)> ask) : ask_(std::move(ask)) {
    application_.kind = Peer::Kind::Application;
    application_.tree = this;
    application_.object = make_object(application_);
    atk().object_set_name(application_.object, product_name().data());
    window_.kind = Peer::Kind::Window;
    window_.tree = this;
    window_.parent = &application_;
    window_.object = make_object(window_);
    atk().object_set_name(window_.object, product_name().data());
    atk().object_set_parent(window_.object, application_.object);
    application_.children.push_back(&window_);
}

Tree::~Tree() = default;

void Tree::apply(Frame frame) {
    move_window(frame);
    std::vector<Placed> before;
    before.reserve(peers_.size());
    const auto focused = std::ranges::find_if(peers_, [](const auto& peer) { return peer->node().focused; });
    const Peer* had_focus = focused == peers_.end() ? nullptr : focused->get();
    for (const auto& peer : peers_) before.push_back(peer->placed);
    std::vector<Placed> after = place(std::move(frame.nodes));
    const Changes changes = compare(before, after);
    if (had_focus != nullptr) {
        const bool stays = std::ranges::any_of(changes.kept, [&](const Kept& kept) { return peers_[kept.before].get() == had_focus; });
        if (!stays) had_focus = nullptr;
    }
    remove(changes);
    rebuild(std::move(after), changes);
    for (const Kept& kept : changes.kept) tell_parts(*peers_[kept.after], before[kept.before].node, kept.parts);
    tell_added(changes.added);

    const auto now = std::ranges::find_if(peers_, [](const auto& peer) { return peer->node().focused; });
    const Peer* has_focus = now == peers_.end() ? nullptr : now->get();
    const bool woke = frame.active && !active_;
    if (active_ != frame.active) {
        active_ = frame.active;
        glib().signal_emit_by_name(window_.object, active_ ? "activate" : "deactivate");
        tell_state(window_, ATK_STATE_ACTIVE, active_);
    }
    if (has_focus != had_focus || woke) {
        if (had_focus != nullptr && had_focus != has_focus) tell_state(*had_focus, ATK_STATE_FOCUSED, false);
        if (has_focus != nullptr && active_) tell_state(*has_focus, ATK_STATE_FOCUSED, true);
    }
    for (const Announcement& announcement : frame.announcements) say(announcement);
}

void Tree::move_window(const Frame& frame) {
    place_ = frame.window;
    language_ = frame.language;
    window_.locale = application_.locale = locale_of(frame.language);
    if (title_ == frame.title) return;
    title_ = frame.title;
    atk().object_set_name(window_.object, title_.c_str());
}

void Tree::remove(const Changes& changes) {
    std::vector<bool> goes(peers_.size(), false);
    for (const std::size_t index : changes.removed) goes[index] = true;
    for (const std::size_t index : changes.removed) {
        Peer& peer = *peers_[index];
        const std::size_t place = index_of(peer);
        peer.parent->children.erase(peer.parent->children.begin() + static_cast<std::ptrdiff_t>(place));
        // Who hears that a group is gone needs not hear it of its children.
        const int around = peer.placed.parent;
        if (around < 0 || !goes[static_cast<std::size_t>(around)]) tell_child(*peer.parent, "children-changed::remove", place, peer);
        peers_[index].reset();
    }
}

void Tree::rebuild(std::vector<Placed> after, const Changes& changes) {
    std::vector<std::unique_ptr<Peer>> peers(after.size());
    for (const Kept& kept : changes.kept) peers[kept.after] = std::move(peers_[kept.before]);
    window_.children.clear();
    for (std::size_t i = 0; i < after.size(); ++i) {
        const bool fresh = peers[i] == nullptr;
        if (fresh) peers[i] = std::make_unique<Peer>();
        Peer& peer = *peers[i];
        peer.placed = std::move(after[i]);
        peer.locale = locale_of(peer.node().language.empty() ? language_ : peer.node().language);
        peer.pending.reset();
        peer.children.clear();
        peer.tree = this;
        peer.parent = peer.placed.parent < 0 ? &window_ : peers[static_cast<std::size_t>(peer.placed.parent)].get();
        peer.parent->children.push_back(&peer);
        if (!fresh) continue;
        peer.object = make_object(peer);
        name_object(peer);
    }
    peers_ = std::move(peers);
    for (const auto& notice : notices_) window_.children.push_back(notice.get());
}

void Tree::tell_added(const std::vector<std::size_t>& added) const {
    std::vector<bool> fresh(peers_.size(), false);
    for (const std::size_t index : added) {
        fresh[index] = true;
        const Peer& peer = *peers_[index];
        const int around = peer.placed.parent;
        if (around < 0 || !fresh[static_cast<std::size_t>(around)]) {
            tell_child(*peer.parent, "children-changed::add", index_of(peer), peer);
        }
    }
}

void Tree::say(const Announcement& announcement) {
    if (notices_.size() >= kMostNotices) end_notice();
    auto notice = std::make_unique<Peer>();
    notice->kind = Peer::Kind::Notice;
    notice->tree = this;
    notice->parent = &window_;
    notice->placed.node.name = announcement.text;
    notice->locale = locale_of(announcement.language.empty() ? language_ : announcement.language);
    notice->object = make_object(*notice);
    name_object(*notice);
    window_.children.push_back(notice.get());
    tell_child(window_, "children-changed::add", window_.children.size() - 1, *notice);
    // Readers of 2022 and later speak a notification when it shows itself.
    tell_state(*notice, ATK_STATE_SHOWING, true);
    notices_.push_back(std::move(notice));
}

void Tree::end_notice() {
    if (notices_.empty()) return;
    Peer& notice = *notices_.front();
    const std::size_t place = index_of(notice);
    tell_state(notice, ATK_STATE_SHOWING, false);
    window_.children.erase(window_.children.begin() + static_cast<std::ptrdiff_t>(place));
    tell_child(window_, "children-changed::remove", place, notice);
    notices_.erase(notices_.begin());
}

}  // namespace amparo::a11y::atspi
