#pragma once
// Backups of iPhones on a computer: how many there are, and whether each is encrypted. Only one value of one file in
// each is read. Sources: as the check phone-backups-on-disk.

#include <vector>

#include "checks/check.hpp"

namespace amparo::checks {

/// The lists "plain" and "encrypted" (folder names), and "looked".
[[nodiscard]] std::vector<Facts> phone_backup_facts(const HostView& host);
[[nodiscard]] Judgement judge_phone_backups(const Facts& facts);

}  // namespace amparo::checks
