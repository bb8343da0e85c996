// phone-backups-on-disk on macOS: do backups of an iPhone lie here that anybody can open?

#include "checks/check.hpp"
#include "checks/probes/phone_backups.hpp"

namespace amparo::checks {

namespace {

std::vector<Facts> collect(const HostView& host) { return phone_backup_facts(host); }

Judgement judge(const Facts& facts, const JudgeContext&) { return judge_phone_backups(facts); }

}  // namespace

extern constinit const CheckDefinition check_phone_backups_on_disk_on_macos{"phone-backups-on-disk", &collect, &judge};

}  // namespace amparo::checks
