#include <catch2/catch_test_macros.hpp>

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <functional>

#include "app/platform/hardening.hpp"

using namespace amparo;

namespace {

/// Hardens a child process with nothing but `variables` set, and gives whether `holds` is true there.
bool in_a_child(const std::vector<std::pair<std::string, std::string>>& variables,
                const std::function<bool(const HardeningReport&)>& holds) {
    const pid_t child = ::fork();
    if (child == 0) {
        ::clearenv();
        for (const auto& [name, value] : variables) ::setenv(name.c_str(), value.c_str(), 1);
        ::_exit(holds(harden_process()) ? 0 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool lists(const std::vector<std::string>& list, const std::string& name) { return std::ranges::find(list, name) != list.end(); }

}  // namespace

TEST_CASE("variables that change how libraries behave are gone and named, all others stay") {
    const std::vector<std::string> bad = {"http_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "SSLKEYLOGFILE",
                                          "OPENSSL_CONF", "OPENSSL_MODULES", "CURL_CA_BUNDLE", "CURL_HOME"};
    std::vector<std::pair<std::string, std::string>> variables = {
        {"PROXY_NOTE", "x"}, {"MY_OPENSSL_CONF", "x"}, {"EMPTY_proxy", ""}, {"LANG", "es"}};
    for (const std::string& name : bad) variables.emplace_back(name, "x");
    CHECK(in_a_child(variables, [&](const HardeningReport& report) {
        const bool gone = std::ranges::all_of(bad, [&](const std::string& name) {
            return std::getenv(name.c_str()) == nullptr && lists(report.removed, name);
        });
        return gone && std::getenv("EMPTY_proxy") == nullptr && std::getenv("PROXY_NOTE") != nullptr &&
               std::getenv("MY_OPENSSL_CONF") != nullptr && std::getenv("LANG") != nullptr && !lists(report.removed, "LANG");
    }));
}

TEST_CASE("variables that put code into programs are named when they hold something") {
    CHECK(in_a_child({{"LD_PRELOAD", "x.so"}, {"LD_AUDIT", ""}, {"LD_PRELOADED", "x"}}, [](const HardeningReport& report) {
        return lists(report.suspicious, "LD_PRELOAD") && !lists(report.suspicious, "LD_AUDIT") &&
               !lists(report.suspicious, "LD_PRELOADED") && !lists(report.removed, "LD_PRELOAD");
    }));
}

TEST_CASE("an environment without anything odd is left as it is") {
    CHECK(in_a_child({}, [](const HardeningReport& report) { return report.removed.empty(); }));
}

TEST_CASE("no core is dumped, and new files are private") {
    CHECK(in_a_child({}, [](const HardeningReport& report) {
        rlimit limit{};
        const mode_t mask = ::umask(0);
        return report.core_dumps_off && ::getrlimit(RLIMIT_CORE, &limit) == 0 && limit.rlim_cur == 0 && limit.rlim_max == 0 &&
               mask == 077;
    }));
}

TEST_CASE("other programs of the account cannot look into the memory, or the report says that they can") {
    CHECK(in_a_child({}, [](const HardeningReport& report) {
        return report.memory_private == (::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0);
    }));
}
