#include <catch2/catch_test_macros.hpp>

#include "checks/probes/unattended_upgrades.hpp"

using namespace amparo::checks;

TEST_CASE("only a plain zero switches a step of apt's daily run off") {
    CHECK_FALSE(periodic_days("0").has_value());
    CHECK_FALSE(periodic_days(" 0 ").has_value());
    CHECK(periodic_days("1") == 1);
    CHECK(periodic_days("7d") == 7);
    CHECK(periodic_days("48h") == 2);
    CHECK(periodic_days("30m") == 0);
    CHECK(periodic_days("always") == 0);
    CHECK(periodic_days("true") == 0);
    CHECK(periodic_days("") == 0);
    CHECK(periodic_days("-5") == 0);
    CHECK(periodic_days("999999999999999999999") == 0);
    CHECK(periodic_days("9000000000000000000") == 1'000'000);
}

TEST_CASE("Debian's own patterns take its security fixes") {
    const std::vector<std::string> shipped = {
        "origin=Debian,codename=${distro_codename},label=Debian",
        "origin=Debian,codename=${distro_codename},label=Debian-Security",
        "origin=Debian,codename=${distro_codename}-security,label=Debian-Security"};
    CHECK(takes_security_fixes(shipped, "debian", "bookworm"));
    CHECK(takes_security_fixes(shipped, "debian", ""));
    CHECK(takes_security_fixes({shipped[1]}, "debian", "buster"));
    // From Debian 11 on the security archive has a code name of its own.
    CHECK_FALSE(takes_security_fixes({shipped[1]}, "debian", "bookworm"));
    CHECK_FALSE(takes_security_fixes({shipped[0]}, "debian", "bookworm"));
}

TEST_CASE("patterns are matched field by field, with stars and short names") {
    CHECK(takes_security_fixes({"o=Debian,a=stable-security"}, "debian", "bookworm"));
    CHECK(takes_security_fixes({"origin=Debian"}, "debian", "bookworm"));
    CHECK(takes_security_fixes({"origin=*"}, "debian", "bookworm"));
    CHECK(takes_security_fixes({" label = Debian-Sec* , component=main "}, "debian", "bookworm"));
    CHECK(takes_security_fixes({"site=security.example.org,origin=Debian"}, "debian", "bookworm"));
    CHECK_FALSE(takes_security_fixes({"o=Debian,a=stable"}, "debian", "bookworm"));
    CHECK_FALSE(takes_security_fixes({"o=Debian,c=contrib"}, "debian", "bookworm"));
    CHECK_FALSE(takes_security_fixes({"origin=Other"}, "debian", "bookworm"));
    CHECK_FALSE(takes_security_fixes({"nonsense=1"}, "debian", "bookworm"));
    CHECK_FALSE(takes_security_fixes({"", "  ", "word"}, "debian", "bookworm"));
    CHECK_FALSE(takes_security_fixes({}, "debian", "bookworm"));
}

TEST_CASE("the old short form of Ubuntu is understood") {
    CHECK(takes_security_fixes({"${distro_id}:${distro_codename}-security"}, "ubuntu", "noble"));
    CHECK(takes_security_fixes({"Ubuntu noble-security"}, "ubuntu", "noble"));
    CHECK_FALSE(takes_security_fixes({"${distro_id}:${distro_codename}"}, "ubuntu", "noble"));
    CHECK_FALSE(takes_security_fixes({"Ubuntu:jammy-security"}, "ubuntu", "noble"));
    CHECK_FALSE(
        takes_security_fixes({"${distro_id}ESM:${distro_codename}-infra-security"}, "ubuntu", "noble"));
}

TEST_CASE("relatives take the fixes of Debian or Ubuntu, and Kali its only archive") {
    CHECK(takes_security_fixes({"Ubuntu:noble-security"}, "linuxmint", "noble"));
    CHECK(takes_security_fixes({"origin=Debian,codename=bookworm-security"}, "mx", "bookworm"));
    CHECK(takes_security_fixes({"origin=Kali"}, "kali", "kali-rolling"));
    CHECK_FALSE(takes_security_fixes({"origin=Debian"}, "kali", "kali-rolling"));
}
