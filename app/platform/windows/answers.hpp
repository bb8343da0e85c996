#pragma once
// The registry, and the questions that only Windows answers. Only for this folder.

#include "app/platform/host.hpp"
#include "app/platform/windows/text.hpp"

namespace amparo::windows {

/// As Host::registry, Host::registry_key and Host::ask, without limits of time: each is one short call.
[[nodiscard]] Result<RegistryValue> registry_value(const std::string& key, const std::string& name);
[[nodiscard]] Result<void> registry_key(const std::string& key);
[[nodiscard]] Result<RegistryNames> registry_names(const std::string& key);
[[nodiscard]] Result<std::string> answer(HostQuestion question, const std::string& value);

}  // namespace amparo::windows
