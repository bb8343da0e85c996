#include "app/a11y/describe.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace amparo::a11y;

TEST_CASE("the tree as text shows every node on a line, below its parent") {
    std::vector<Node> nodes(7);
    nodes[0] = {.role = Role::Heading, .name = "Who could help?", .language = "en", .level = 1};
    nodes[1] = {.role = Role::List, .id = "desks", .name = "Help \"desks\"", .language = "en"};
    nodes[2] = {.role = Role::Row, .id = "desk.a", .name = "A", .value = "Good", .language = "en", .position = 1, .count = 2,
                .parent = 1, .focusable = true, .focused = true, .expanded = true};
    nodes[3] = {.role = Role::Switch, .id = "on", .name = "Mine", .value = "On", .description = "Why", .language = "ar",
                .selected = true, .enabled = false, .clipped = true};
    nodes[4] = {.role = Role::Field, .id = "name", .name = "Name", .value = "two\nlines", .language = "en",
                .text = TextState{3, 0, true}};
    nodes[5] = {.role = Role::SecretField, .id = "pass", .name = "Passphrase", .value = "hunter2", .language = "en",
                .text = TextState{7, 7, true}};
    nodes[6] = {.role = Role::Progress, .name = "12 of 40", .language = "en", .range = Range{12, 0, 40}};
    CHECK(describe(nodes) ==
          "heading 1 \"Who could help?\" [en]\n"
          "list #desks \"Help \\\"desks\\\"\" [en]\n"
          "  row #desk.a \"A\" = \"Good\" open focused 1/2 [en]\n"
          "switch #on \"Mine\" = \"On\" (\"Why\") selected off clipped [ar]\n"
          "field #name \"Name\" = \"two\\nlines\" caret 3 from 0 editable [en]\n"
          "secret #pass \"Passphrase\" [en]\n"
          "progress \"12 of 40\" 30% [en]\n");
}

TEST_CASE("every role has a name of its own") {
    std::vector<std::string_view> seen;
    for (int i = 0; i <= static_cast<int>(Role::Alert); ++i) {
        const std::string_view name = role_name(static_cast<Role>(i));
        CHECK(name != "?");
        for (const std::string_view other : seen) CHECK(other != name);
        seen.push_back(name);
    }
    CHECK(role_name(Role::Alert) == "alert");
    CHECK(role_name(Role::SecretField) == "secret");
}
