// passwordless-accounts on Windows: no call tells whether a password is empty, short of trying one, which we never do.
//

#include "checks/check.hpp"

namespace amparo::checks {

namespace {

std::vector<Facts> collect(const HostView&) { return {Facts{}}; }

Judgement judge(const Facts&, const JudgeContext&) { return cannot_tell("windows_never_tried"); }

}  // namespace

extern constinit const CheckDefinition check_passwordless_accounts_on_windows{"passwordless-accounts", &collect, &judge};

}  // namespace amparo::checks
