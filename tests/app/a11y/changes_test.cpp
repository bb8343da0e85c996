#include "app/a11y/changes.hpp"

#include <catch2/catch_test_macros.hpp>
#include <random>

using namespace amparo::a11y;

namespace {

Node item(Role role, std::string id, std::string name, int parent = -1) {
    Node node;
    node.role = role;
    node.id = std::move(id);
    node.name = std::move(name);
    node.parent = parent;
    return node;
}
Node button(std::string id, int parent = -1) { return item(Role::Button, id, id, parent); }
Node text(std::string name, int parent = -1) { return item(Role::Text, "", std::move(name), parent); }

Changes between(std::vector<Node> before, std::vector<Node> after) { return compare(place(std::move(before)), place(std::move(after))); }

std::vector<std::string> keys_of(const std::vector<Placed>& nodes, const std::vector<std::size_t>& indexes) {
    std::vector<std::string> out;
    for (const std::size_t i : indexes) out.push_back(nodes[i].node.name);
    return out;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a frame like the one before has no changes") {
    const std::vector<Node> nodes = {text("Hello"), button("a"), item(Role::List, "l", "List"), item(Role::Row, "r", "Row", 2)};
    const Changes changes = between(nodes, nodes);
    CHECK(changes.removed.empty());
    CHECK(changes.added.empty());
    REQUIRE(changes.kept.size() == 4);
    for (const Kept& kept : changes.kept) CHECK(kept.parts == 0);
}

TEST_CASE("each part of a node that differs is named, and only that") {
    Node base = button("a");
    base.role = Role::Field;
    base.text = TextState{1, 1, true};
    const auto parts = [&](const auto& change) {
        Node other = base;
        change(other);
        const Changes changes = between({base}, {other});
        REQUIRE(changes.kept.size() == 1);
        return changes.kept[0].parts;
    };
    CHECK(parts([](Node& node) { node.name = "b"; }) == kName);
    CHECK(parts([](Node& node) { node.value = "b"; }) == kValue);
    CHECK(parts([](Node& node) { node.range = Range{0.5, 0, 1}; }) == kValue);
    CHECK(parts([](Node& node) { node.description = "b"; }) == kDescription);
    CHECK(parts([](Node& node) { node.enabled = false; }) == kState);
    CHECK(parts([](Node& node) { node.selected = true; }) == kState);
    CHECK(parts([](Node& node) { node.expanded = false; }) == kState);
    CHECK(parts([](Node& node) { node.clipped = true; }) == kState);
    CHECK(parts([](Node& node) { node.text->editable = false; }) == kState);
    CHECK(parts([](Node& node) { node.focused = true; }) == kFocus);
    CHECK(parts([](Node& node) { node.text->caret = 0; }) == kCaret);
    CHECK(parts([](Node& node) { node.text->anchor = 0; }) == kCaret);
    CHECK(parts([](Node& node) { node.bounds.x1 = 4; }) == kBounds);
    CHECK(parts([](Node& node) { node.language = "ar"; }) == kOther);
    CHECK(parts([](Node& node) { node.position = 2; }) == kOther);
}

TEST_CASE("plain text that changes keeps its object, since it stands at the same place") {
    const Changes changes = between({text("12 of 40"), text("left")}, {text("13 of 40"), text("left")});
    CHECK(changes.added.empty());
    CHECK(changes.removed.empty());
    CHECK(changes.kept[0].parts == kName);
    CHECK(changes.kept[1].parts == 0);
}

TEST_CASE("what is gone goes children first and from the end, what is new comes in reading order") {
    const auto before = place({item(Role::List, "l", "list"), button("a", 0), button("b", 0), button("c")});
    const auto after = place({button("c"), item(Role::Dialog, "d", "dialog"), button("e", 1), button("f", 1)});
    const Changes changes = compare(before, after);
    CHECK(keys_of(before, changes.removed) == Names{"b", "a", "list"});
    CHECK(keys_of(after, changes.added) == Names{"dialog", "e", "f"});
    CHECK(changes.kept == std::vector<Kept>{{3, 0, 0}});
}

TEST_CASE("a node that changes its role or its parent is another node") {
    CHECK(between({button("a")}, {item(Role::Link, "a", "a")}).added.size() == 1);
    const auto moved = between({item(Role::List, "l", "l"), button("a", 0)}, {item(Role::List, "l", "l"), button("a")});
    CHECK(moved.removed == std::vector<std::size_t>{1});
    CHECK(moved.added == std::vector<std::size_t>{1});
}

TEST_CASE("children of a new parent are new, too") {
    const auto changes = between({item(Role::List, "x", "x"), button("a", 0)}, {item(Role::Group, "x", "x"), button("a", 0)});
    CHECK(changes.removed.size() == 2);
    CHECK(changes.added.size() == 2);
    CHECK(changes.kept.empty());
}

TEST_CASE("when siblings change places as few as possible are taken out") {
    const auto before = place({button("a"), button("b"), button("c"), button("d")});
    const auto after = place({button("d"), button("a"), button("b"), button("c")});
    const Changes changes = compare(before, after);
    CHECK(keys_of(before, changes.removed) == Names{"d"});
    CHECK(keys_of(after, changes.added) == Names{"d"});
}

TEST_CASE("two nodes with one id, and parents that are not there, still make a tree") {
    const auto placed = place({button("a"), button("a"), button("b", 7), button("c", -3), button("d", 4)});
    CHECK(placed[0].key != placed[1].key);
    for (const Placed& node : placed) CHECK(node.parent == -1);
    CHECK(placed[4].index == 4);
}

TEST_CASE("a secret keeps neither its value nor where its caret stands") {
    Node secret = item(Role::SecretField, "pass", "Passphrase");
    secret.value = "correct horse";
    secret.text = TextState{13, 13, true};
    secret.range = Range{13, 0, 13};
    const auto placed = place({secret});
    CHECK(placed[0].node.name == "Passphrase");
    CHECK(placed[0].node.value.empty());
    CHECK_FALSE(placed[0].node.text.has_value());
    CHECK_FALSE(placed[0].node.range.has_value());
}

TEST_CASE("between any two trees every node is removed, added or kept, below its parent and in order") {
    std::mt19937 random(20261124);
    const auto upto = [&](int most) { return static_cast<int>(random() % static_cast<unsigned>(most)); };
    const auto tree = [&] {
        std::vector<Node> nodes;
        const int size = upto(12);
        for (int i = 0; i < size; ++i) {
            const bool plain = upto(3) == 0;
            nodes.push_back(item(static_cast<Role>(upto(3)), plain ? "" : std::string(1, static_cast<char>('a' + upto(6))), "n", upto(i + 1) - 1));
        }
        return place(nodes);
    };
    for (int round = 0; round < 3000; ++round) {
        const auto before = tree();
        const auto after = tree();
        const Changes changes = compare(before, after);
        REQUIRE(changes.removed.size() + changes.kept.size() == before.size());
        REQUIRE(changes.added.size() + changes.kept.size() == after.size());
        std::vector<int> new_of_old(before.size(), -1);
        int last_root = -1;
        for (const Kept& kept : changes.kept) {
            new_of_old[kept.before] = static_cast<int>(kept.after);
            REQUIRE(before[kept.before].key == after[kept.after].key);
            const int old_parent = before[kept.before].parent;
            const int new_parent = after[kept.after].parent;
            REQUIRE((old_parent < 0 ? -1 : new_of_old[static_cast<std::size_t>(old_parent)]) == new_parent);
            if (new_parent >= 0) continue;
            // Siblings that stay keep their order.
            REQUIRE(static_cast<int>(kept.before) > last_root);
            last_root = static_cast<int>(kept.before);
        }
    }
}
