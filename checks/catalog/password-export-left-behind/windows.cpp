// password-export-left-behind on Windows: the search of check.cpp in the folders of Windows.

#include "checks/catalog/password-export-left-behind/left_behind.hpp"

namespace amparo::checks {

extern constinit const CheckDefinition check_password_export_left_behind_on_windows{"password-export-left-behind", &collect_left_behind,
                                                                                    &judge_left_behind};

}  // namespace amparo::checks
