#include <catch2/catch_test_macros.hpp>

#include "app/platform/recorded_host.hpp"
#include "checks/probes/kernel_versions.hpp"

using namespace amparo;
using namespace amparo::checks;

namespace {

Result<std::vector<std::string>> installed(const std::string& entries) {
    const auto tree = parse_tree("amparo.tree/1\nnow 2026-11-23T12:00:00Z\n" + entries);
    REQUIRE(tree.has_value());
    const auto host = make_recorded_host(*tree);
    return installed_kernels(HostView(*host, {}));
}

const std::string kMode = " 0644 0:0 2026-11-01\n";

}  // namespace

TEST_CASE("kernels of one flavour belong together from release to release") {
    CHECK(kernel_flavour("6.1.0-26-amd64") == kernel_flavour("6.1.0-9-amd64"));
    CHECK(kernel_flavour("6.10.6-200.fc40.x86_64") == kernel_flavour("6.11.3-200.fc41.x86_64"));
    CHECK(kernel_flavour("5.14.0-427.el9_4.x86_64") == kernel_flavour("5.14.0-503.11.1.el9_5.x86_64"));
    CHECK(kernel_flavour("6.4.0-150600.23.25-default") == kernel_flavour("6.4.0-150600.21-default"));
    CHECK(kernel_flavour("6.10.6-arch1-1") == kernel_flavour("6.11.1-arch1-2"));
    CHECK(kernel_flavour("6.8.0-45-generic") == kernel_flavour("6.11.0-8-generic"));
}

TEST_CASE("kernels that are installed side by side on purpose have different flavours") {
    CHECK(kernel_flavour("6.1.0-26-amd64") != kernel_flavour("6.1.0-26-rt-amd64"));
    CHECK(kernel_flavour("6.1.0-26-amd64") != kernel_flavour("6.1.0-26-cloud-amd64"));
    CHECK(kernel_flavour("6.1.0-26-amd64") != kernel_flavour("6.10.11+bpo-amd64"));
    CHECK(kernel_flavour("6.8.0-45-generic") != kernel_flavour("6.8.0-45-lowlatency"));
    CHECK(kernel_flavour("6.10.6-arch1-1") != kernel_flavour("6.6.47-1-lts"));
    CHECK(kernel_flavour("6.10.6-200.fc40.x86_64") != kernel_flavour("6.10.6-200.fc40.x86_64+debug"));
}

TEST_CASE("the newest kernel of a flavour is found by value and not as text") {
    CHECK(newest_kernel_like("6.1.0-9-amd64", {"6.1.0-10-amd64", "6.1.0-9-amd64", "6.1.0-42-rt-amd64",
                                               "old"}) == "6.1.0-10-amd64");
    CHECK(newest_kernel_like("6.9.9-arch1-1", {"6.10.1-arch1-1"}) == "6.10.1-arch1-1");
    CHECK(newest_kernel_like("6.1.0-9-amd64", {"6.8.0-45-generic"}).empty());
    CHECK(newest_kernel_like("6.1.0-9-amd64", {}).empty());
    CHECK(is_newer_kernel("6.1.0-10-amd64", "6.1.0-9-amd64"));
    CHECK_FALSE(is_newer_kernel("6.1.0-9-amd64", "6.1.0-9-amd64"));
    CHECK_FALSE(is_newer_kernel("6.11.0-rc5", "6.11.0"));
}

TEST_CASE("only names that begin like a release are kernels") {
    CHECK(is_kernel_release("6.1.0-26-amd64"));
    CHECK_FALSE(is_kernel_release("linux"));
    CHECK_FALSE(is_kernel_release("linux-lts"));
    CHECK_FALSE(is_kernel_release("0-rescue-ab12"));
    CHECK_FALSE(is_kernel_release(""));
    CHECK_FALSE(is_kernel_release("6."));
}

TEST_CASE("kernels are those that could be started, and leftover folders are none") {
    const auto debian = installed(
        "f /boot/vmlinuz-6.1.0-40-amd64" + kMode + "f /boot/vmlinuz-6.1.0-41-amd64" + kMode +
        "f /boot/initrd.img-6.1.0-41-amd64" + kMode + "l /boot/vmlinuz -> vmlinuz-6.1.0-41-amd64\n" +
        "f /usr/lib/modules/6.1.0-39-amd64/modules.dep" + kMode);
    REQUIRE(debian.has_value());
    CHECK(*debian == std::vector<std::string>{"6.1.0-40-amd64", "6.1.0-41-amd64"});
    const auto arch =
        installed("f /boot/vmlinuz-linux" + kMode + "f /usr/lib/modules/6.17.9-arch1-1/vmlinuz" + kMode +
                  "f /usr/lib/modules/6.17.1-arch1-1/extra" + kMode);
    CHECK(*arch == std::vector<std::string>{"6.17.9-arch1-1"});
    const auto modules = installed("f /lib/modules/6.1.0-41-amd64/modules.dep" + kMode);
    CHECK(*modules == std::vector<std::string>{"6.1.0-41-amd64"});
}

TEST_CASE("no kernel at all is an empty list, and a closed folder is an error") {
    CHECK(installed("")->empty());
    CHECK(installed("d /boot 0700 0:0 2026-11-01\nx /boot\n").error().code == Errc::Denied);
}
