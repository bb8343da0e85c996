#include "app/base/message.hpp"

namespace amparo {

const MessageValue* Message::find(const std::string& name) const {
    for (const MessageArgument& argument : arguments) {
        if (argument.name == name) return &argument.value;
    }
    return nullptr;
}

}  // namespace amparo
