#pragma once
// A sentence that somebody else will put into words: the id of a message and the values that go into it. Checks,
// models and errors speak in messages; only localization turns them into text.

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace amparo {

/// A value that is code rather than language: a path, an address, a phone number, a version, a user name. It is shown
/// isolated and left-to-right inside right-to-left text, and its controls are made visible.
struct Code {
    std::string text;
    bool operator==(const Code&) const = default;
};

/// The text of another message as a value: its id.
struct MessageRef {
    std::string id;
    bool operator==(const MessageRef&) const = default;
};

using MessageValue = std::variant<std::int64_t, std::string, Code, MessageRef>;

struct MessageArgument {
    std::string name;
    MessageValue value;
    bool operator==(const MessageArgument&) const = default;
};

struct Message {
    std::string id;
    std::vector<MessageArgument> arguments;

    [[nodiscard]] bool empty() const { return id.empty(); }
    /// The value called `name`, or nullptr.
    [[nodiscard]] const MessageValue* find(const std::string& name) const;
    bool operator==(const Message&) const = default;
};

}  // namespace amparo
