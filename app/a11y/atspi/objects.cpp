#include "app/a11y/atspi/objects.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "app/a11y/atspi/item_text.hpp"
#include "app/a11y/atspi/libraries.hpp"

namespace amparo::a11y::atspi {

namespace {

/// What GLib allocates for every object of ours.
struct Item {
    AtkObject base;
    Peer* peer;
};

enum Ability : std::uint32_t { kPress = 1, kText = 2, kType = 4, kProgress = 8, kFrame = 16, kAllAbilities = 32 };

AtkRole atk_role(const Peer& peer) {
    if (peer.kind == Peer::Kind::Application) return ATK_ROLE_APPLICATION;
    if (peer.kind == Peer::Kind::Window) return ATK_ROLE_FRAME;
    if (peer.kind == Peer::Kind::Notice) return ATK_ROLE_NOTIFICATION;
    switch (peer.node().role) {
        case Role::Heading: return ATK_ROLE_HEADING;
        case Role::Text: return ATK_ROLE_LABEL;
        case Role::Status: return ATK_ROLE_LABEL;
        case Role::Button: return ATK_ROLE_PUSH_BUTTON;
        case Role::Link: return ATK_ROLE_LINK;
        case Role::Radio: return ATK_ROLE_RADIO_BUTTON;
        case Role::Switch: return ATK_ROLE_TOGGLE_BUTTON;
        case Role::Checkbox: return ATK_ROLE_CHECK_BOX;
        case Role::Tab: return ATK_ROLE_PAGE_TAB;
        case Role::Row: return ATK_ROLE_LIST_ITEM;
        case Role::Field: return ATK_ROLE_ENTRY;
        case Role::Editor: return ATK_ROLE_TEXT;
        case Role::SecretField: return ATK_ROLE_PASSWORD_TEXT;
        case Role::Progress: return ATK_ROLE_PROGRESS_BAR;
        case Role::Image: return ATK_ROLE_IMAGE;
        case Role::Group: return ATK_ROLE_PANEL;
        case Role::List: return ATK_ROLE_LIST;
        case Role::Dialog: return ATK_ROLE_DIALOG;
        case Role::Alert: return ATK_ROLE_ALERT;
    }
    return ATK_ROLE_UNKNOWN;
}

bool can_press(const Node& node) {
    switch (node.role) {
        case Role::Button:
        case Role::Link:
        case Role::Radio:
        case Role::Switch:
        case Role::Checkbox:
        case Role::Tab:
        case Role::Row: return node.focusable;
        default: return false;
    }
}

std::uint32_t abilities(const Peer& peer) {
    if (peer.kind == Peer::Kind::Window) return kFrame;
    if (peer.kind != Peer::Kind::Item) return 0;
    const Node& node = peer.node();
    std::uint32_t out = 0;
    if (can_press(node)) out |= kPress;
    if (has_text(node)) out |= kText;
    if (node.role == Role::Field || node.role == Role::Editor) out |= kType;
    if (node.role == Role::Progress) out |= kProgress;
    return out;
}

template <class Interface>
Peer* peer_of(Interface* object) {
    return reinterpret_cast<Item*>(object)->peer;
}

// The object itself.

gint count_children(AtkObject* object) {
    const Peer* peer = peer_of(object);
    return peer == nullptr ? 0 : static_cast<gint>(peer->children.size());
}

AtkObject* child_at(AtkObject* object, gint index) {
    const Peer* peer = peer_of(object);
    if (peer == nullptr || index < 0 || index >= static_cast<gint>(peer->children.size())) return nullptr;
    AtkObject* child = peer->children[static_cast<std::size_t>(index)]->object;
    return static_cast<AtkObject*>((glib().object_ref)(child));
}

gint index_in_parent(AtkObject* object) {
    const Peer* peer = peer_of(object);
    if (peer == nullptr || peer->parent == nullptr) return -1;
    const auto at = std::ranges::find(peer->parent->children, peer);
    return at == peer->parent->children.end() ? -1 : static_cast<gint>(at - peer->parent->children.begin());
}

void add_item_states(const Node& node, AtkStateSet* states) {
    const auto add = [&](AtkStateType state, bool is) {
        if (is) atk().state_set_add_state(states, state);
    };
    add(ATK_STATE_ENABLED, node.enabled);
    add(ATK_STATE_SENSITIVE, node.enabled);
    add(ATK_STATE_SHOWING, !node.clipped);
    add(ATK_STATE_FOCUSABLE, node.focusable);
    add(ATK_STATE_FOCUSED, node.focused);
    const bool checkable = node.role == Role::Radio || node.role == Role::Checkbox || node.role == Role::Switch;
    add(ATK_STATE_CHECKABLE, checkable);
    add(ATK_STATE_CHECKED, checkable && node.selected);
    add(ATK_STATE_PRESSED, node.role == Role::Switch && node.selected);
    const bool selectable = node.role == Role::Tab || node.role == Role::Row;
    add(ATK_STATE_SELECTABLE, selectable);
    add(ATK_STATE_SELECTED, selectable && node.selected);
    add(ATK_STATE_EXPANDABLE, node.expanded.has_value());
    add(ATK_STATE_EXPANDED, node.expanded.value_or(false));
    const bool typed = node.role == Role::Field || node.role == Role::SecretField;
    add(ATK_STATE_SINGLE_LINE, typed);
    add(ATK_STATE_MULTI_LINE, node.role == Role::Editor || node.role == Role::Text);
    add(ATK_STATE_EDITABLE, node.role == Role::SecretField || (node.text && node.text->editable));
    add(ATK_STATE_SELECTABLE_TEXT, node.text.has_value());
    add(ATK_STATE_MODAL, node.role == Role::Dialog);
}

AtkStateSet* states_of(AtkObject* object) {
    AtkStateSet* states = atk().state_set_new();
    const Peer* peer = peer_of(object);
    if (peer == nullptr) {
        atk().state_set_add_state(states, ATK_STATE_DEFUNCT);
        return states;
    }
    atk().state_set_add_state(states, ATK_STATE_VISIBLE);
    if (peer->kind == Peer::Kind::Item) {
        add_item_states(peer->node(), states);
        return states;
    }
    for (const AtkStateType state : {ATK_STATE_ENABLED, ATK_STATE_SENSITIVE, ATK_STATE_SHOWING}) {
        atk().state_set_add_state(states, state);
    }
    if (peer->kind == Peer::Kind::Window && peer->tree->active()) atk().state_set_add_state(states, ATK_STATE_ACTIVE);
    return states;
}

AtkAttributeSet* attributes_of(AtkObject* object) {
    const Peer* peer = peer_of(object);
    AtkAttributeSet* out = nullptr;
    if (peer == nullptr || peer->kind != Peer::Kind::Item) return out;
    const Node& node = peer->node();
    if (!node.id.empty()) out = with_attribute(out, "id", node.id);
    if (node.role == Role::Heading && node.level > 0) out = with_attribute(out, "level", std::to_string(node.level));
    if (node.position > 0) {
        out = with_attribute(out, "posinset", std::to_string(node.position));
        out = with_attribute(out, "setsize", std::to_string(node.count));
    }
    if (node.role == Role::Progress && !node.value.empty()) out = with_attribute(out, "valuetext", node.value);
    return out;
}

const gchar* locale_of(AtkObject* object) {
    const Peer* peer = peer_of(object);
    return peer == nullptr || peer->locale.empty() ? "C" : peer->locale.c_str();
}

// Where it is.

void extents(AtkComponent* component, gint* x, gint* y, gint* width, gint* height, AtkCoordType from) {
    *x = *y = *width = *height = -1;
    const Peer* peer = peer_of(component);
    if (peer == nullptr || peer->kind == Peer::Kind::Application) return;
    const Bounds& window = peer->tree->window_place();
    Bounds at = {0, 0, window.x1 - window.x0, window.y1 - window.y0};
    if (peer->kind == Peer::Kind::Item) at = peer->node().bounds;
    float left = 0;
    float top = 0;
    if (from == ATK_XY_SCREEN || (from == ATK_XY_PARENT && peer->kind == Peer::Kind::Window)) {
        left = window.x0;
        top = window.y0;
    } else if (from == ATK_XY_PARENT && peer->parent->kind == Peer::Kind::Item) {
        left = -peer->parent->node().bounds.x0;
        top = -peer->parent->node().bounds.y0;
    }
    *x = static_cast<gint>(std::lround(at.x0 + left));
    *y = static_cast<gint>(std::lround(at.y0 + top));
    *width = static_cast<gint>(std::lround(at.x1 - at.x0));
    *height = static_cast<gint>(std::lround(at.y1 - at.y0));
}

gboolean ask(const Peer* peer, Request::Kind kind) {
    if (peer == nullptr || peer->kind != Peer::Kind::Item || !peer->node().enabled || peer->node().id.empty()) return FALSE;
    Request request;
    request.kind = kind;
    request.id = peer->node().id;
    peer->tree->ask(std::move(request));
    return TRUE;
}

gboolean grab_focus(AtkComponent* component) {
    const Peer* peer = peer_of(component);
    return peer != nullptr && peer->node().focusable ? ask(peer, Request::Kind::Focus) : FALSE;
}

void fill_component(gpointer slots, gpointer /*data*/) {
    auto* to = static_cast<AtkComponentIface*>(slots);
    to->get_extents = extents;
    to->grab_focus = grab_focus;
}

// What can be done with it.

gboolean press(AtkAction* action, gint index) { return index == 0 ? ask(peer_of(action), Request::Kind::Press) : FALSE; }
gint count_actions(AtkAction* action) { return peer_of(action) == nullptr ? 0 : 1; }
const gchar* action_name(AtkAction* /*action*/, gint index) { return index == 0 ? "press" : nullptr; }

void fill_action(gpointer slots, gpointer /*data*/) {
    auto* to = static_cast<AtkActionIface*>(slots);
    to->do_action = press;
    to->get_n_actions = count_actions;
    to->get_name = action_name;
}

// How far it is.

Range range_of(AtkValue* value) {
    const Peer* peer = peer_of(value);
    return peer == nullptr ? Range{} : peer->node().range.value_or(Range{});
}

void now_and_words(AtkValue* value, gdouble* now, gchar** words) {
    if (now != nullptr) *now = range_of(value).now;
    const Peer* peer = peer_of(value);
    if (words != nullptr) *words = peer == nullptr ? nullptr : copied(peer->node().value);
}

AtkRange* whole_range(AtkValue* value) {
    const Range range = range_of(value);
    return atk().range_new(range.from, range.to, nullptr);
}

void fill_value(gpointer slots, gpointer /*data*/) {
    auto* to = static_cast<AtkValueIface*>(slots);
    to->get_value_and_text = now_and_words;
    to->get_range = whole_range;
}

void fill_class(gpointer slots, gpointer /*data*/) {
    auto* to = static_cast<AtkObjectClass*>(slots);
    to->get_n_children = count_children;
    to->ref_child = child_at;
    to->get_index_in_parent = index_in_parent;
    to->ref_state_set = states_of;
    to->get_attributes = attributes_of;
    to->get_object_locale = locale_of;
}

/// A type for every set of abilities, made when the first such object is.
GType type_with(std::uint32_t able) {
    static std::array<GType, kAllAbilities> types{};
    GType& type = types.at(able);
    if (type != 0) return type;
    GTypeQuery parent{};
    glib().type_query(atk().object_get_type(), &parent);
    GTypeInfo info{};
    info.class_size = static_cast<guint16>(std::max<std::size_t>(parent.class_size, sizeof(AtkObjectClass)));
    info.class_init = fill_class;
    info.instance_size = sizeof(Item);
    const std::string name = "AmparoItem" + std::to_string(able);
    type = glib().type_register_static(atk().object_get_type(), name.c_str(), &info, GTypeFlags{});
    const auto add = [&](GType what, GInterfaceInitFunc fill) {
        const GInterfaceInfo how{fill, nullptr, nullptr};
        glib().type_add_interface_static(type, what, &how);
    };
    add(atk().component_get_type(), fill_component);
    if ((able & kPress) != 0) add(atk().action_get_type(), fill_action);
    if ((able & kText) != 0) add(atk().text_get_type(), fill_text);
    if ((able & kType) != 0) add(atk().editable_text_get_type(), fill_editable);
    if ((able & kProgress) != 0) add(atk().value_get_type(), fill_value);
    if ((able & kFrame) != 0) add(atk().window_get_type(), nullptr);
    return type;
}

AtkObject* the_root = nullptr;
AtkObject* give_root() { return the_root; }
const gchar* toolkit_name() { return "Amparo"; }
const gchar* toolkit_version() { return "1"; }

}  // namespace

Peer* item_peer(void* object) { return reinterpret_cast<Item*>(object)->peer; }

bool has_text(const Node& node) {
    switch (node.role) {
        case Role::Heading:
        case Role::Text:
        case Role::Status:
        case Role::Field:
        case Role::Editor: return true;
        default: return false;
    }
}

AtkObject* make_object(Peer& peer) {
    auto* object = static_cast<AtkObject*>(glib().object_new(type_with(abilities(peer)), nullptr));
    reinterpret_cast<Item*>(object)->peer = &peer;
    atk().object_set_role(object, atk_role(peer));
    return object;
}

void drop_object(AtkObject* object) {
    reinterpret_cast<Item*>(object)->peer = nullptr;
    atk().object_notify_state_change(object, ATK_STATE_DEFUNCT, TRUE);
    glib().object_unref(object);
}

void become_toolkit(AtkObject* root) {
    // ATK asks for it as long as the program runs.
    the_root = static_cast<AtkObject*>((glib().object_ref)(root));
    auto* util = static_cast<AtkUtilClass*>(glib().type_class_ref(atk().util_get_type()));
    util->get_root = give_root;
    util->get_toolkit_name = toolkit_name;
    util->get_toolkit_version = toolkit_version;
}

}  // namespace amparo::a11y::atspi
