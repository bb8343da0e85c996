#include "checks/probes/display_managers.hpp"

#include <catch2/catch_test_macros.hpp>

#include "tests/support/recorded_view.hpp"

using namespace amparo;
using namespace amparo::checks;
using test::tree_file;

namespace {

const std::string kDebian = tree_file("/etc/os-release", "ID=debian\nVERSION_ID=\"13\"\n");
const std::string kUbuntu = tree_file("/etc/os-release", "ID=ubuntu\nID_LIKE=debian\n");

Result<Autologin> read(LoginManager manager, const std::string& entries) {
    std::string source;
    return read_autologin(test::RecordedView(entries).view(), manager, source);
}

std::string account(LoginManager manager, const std::string& entries) {
    const auto login = read(manager, entries);
    INFO((login ? "" : login.error().detail));
    REQUIRE(login.has_value());
    return login->account;
}

std::string gdm(const std::string& settings) {
    return account(LoginManager::Gdm, tree_file("/etc/gdm3/daemon.conf", "[daemon]\n" + settings));
}

std::string sddm(const std::string& text) {
    return account(LoginManager::Sddm, tree_file("/etc/sddm.conf", text));
}
std::string lightdm(const std::string& text) {
    return account(LoginManager::LightDm, tree_file("/etc/lightdm/lightdm.conf", text));
}

std::string in_use(const std::string& entries) {
    const test::RecordedView recorded(entries);
    const auto manager = login_manager_in_use(recorded.view(), UnitIndex::scan(recorded.view()));
    return manager ? manager->name : std::string("error ") + std::string(errc_name(manager.error().code));
}

std::string unit(const std::string& name) {
    return tree_file("/usr/lib/systemd/system/" + name, "[Service]\nExecStart=/bin/x\n");
}

}  // namespace

TEST_CASE("GDM logs in when the switch is on and an account is named") {
    CHECK(gdm("AutomaticLoginEnable=true\nAutomaticLogin=ana\n") == "ana");
    CHECK(gdm("AutomaticLoginEnable = 1\nAutomaticLogin = ana\n") == "ana");
    CHECK(gdm("TimedLoginEnable=true\nTimedLogin=ana\nTimedLoginDelay=10\n") == "ana");
}

TEST_CASE("GDM logs nobody in without the switch, without an account, or with a word that it does not know") {
    CHECK(gdm("").empty());
    CHECK(gdm("AutomaticLoginEnable=true\n").empty());
    CHECK(gdm("AutomaticLoginEnable=true\nAutomaticLogin=\n").empty());
    CHECK(gdm("AutomaticLogin=ana\n").empty());
    CHECK(gdm("AutomaticLoginEnable=True\nAutomaticLogin=ana\n").empty());
    CHECK(gdm("AutomaticLoginEnable=yes\nAutomaticLogin=ana\n").empty());
    CHECK(gdm("automaticloginenable=true\nAutomaticLogin=ana\n").empty());
    CHECK(gdm("#AutomaticLoginEnable=true\n# AutomaticLogin=ana\n").empty());
    CHECK(gdm("AutomaticLoginEnable=true\nAutomaticLoginEnable=false\nAutomaticLogin=ana\n").empty());
    CHECK(account(LoginManager::Gdm, tree_file("/etc/gdm3/daemon.conf",
                                               "[Daemon]\nAutomaticLoginEnable=true\nAutomaticLogin=ana\n"))
              .empty());
    CHECK(account(LoginManager::Gdm, "").empty());
}

TEST_CASE("GDM's file is the one that the family of the system reads") {
    const std::string on = "[daemon]\nAutomaticLoginEnable=true\nAutomaticLogin=ana\n";
    CHECK(account(LoginManager::Gdm, tree_file("/etc/gdm/custom.conf", on)) == "ana");
    CHECK(account(LoginManager::Gdm, tree_file("/etc/gdm3/custom.conf", on)) == "ana");
    const std::string both =
        tree_file("/etc/gdm3/daemon.conf", "[daemon]\n") + tree_file("/etc/gdm3/custom.conf", on);
    CHECK(account(LoginManager::Gdm, kDebian + both).empty());
    CHECK(account(LoginManager::Gdm, kUbuntu + both) == "ana");
    CHECK(read(LoginManager::Gdm, both).error().code == Errc::NotFound);
}

TEST_CASE("GDM's run-time file wins key by key") {
    const std::string off = "[daemon]\nAutomaticLoginEnable=false\nAutomaticLogin=ana\n";
    const auto login = read(LoginManager::Gdm,
                            tree_file("/etc/gdm/custom.conf", off) +
                                tree_file("/run/gdm/custom.conf", "[daemon]\nAutomaticLoginEnable=true\n"));
    REQUIRE(login.has_value());
    CHECK(login->account == "ana");
    CHECK(login->source == "/run/gdm/custom.conf");
    CHECK(account(
              LoginManager::Gdm,
              tree_file("/etc/gdm/custom.conf", "[daemon]\nAutomaticLoginEnable=true\nAutomaticLogin=ana\n") +
                  tree_file("/run/gdm/custom.conf", "[daemon]\nAutomaticLoginEnable=false\n"))
              .empty());
}

TEST_CASE("a file that GDM itself would refuse is not read either") {
    CHECK(read(LoginManager::Gdm,
               tree_file("/etc/gdm/custom.conf",
                         "[daemon]\nAutomaticLoginEnable=true\nAutomaticLogin=ana\nnonsense\n"))
              .error()
              .code == Errc::Corrupt);
    CHECK(read(LoginManager::Gdm, "p /etc/gdm/custom.conf 0644 0:0 2026-11-01\n").error().code ==
          Errc::NotRegular);
    CHECK(read(LoginManager::Gdm, "l /etc/gdm/custom.conf -> custom.conf\n").error().code == Errc::Loop);
    CHECK(read(LoginManager::Gdm, tree_file("/etc/gdm/custom.conf", "x") + "x /etc/gdm/custom.conf\n")
              .error()
              .code == Errc::Denied);
}

TEST_CASE("SDDM logs in whoever is named, with a session or without") {
    CHECK(sddm("[Autologin]\nUser=ana\nSession=plasma\n") == "ana");
    CHECK(sddm("[Autologin]\nRelogin=false\nSession=\nUser=ana\n") == "ana");
    CHECK(sddm("[Autologin]\nUser=ana # me\n") == "ana");
}

TEST_CASE("SDDM logs nobody in when nobody is named where it looks") {
    CHECK(sddm("[Autologin]\nUser=\nSession=plasma\n").empty());
    CHECK(sddm("[Autologin]\n#User=ana\n").empty());
    CHECK(sddm("[Theme]\nUser=ana\n").empty());
    CHECK(sddm("[ Autologin ]\nUser=ana\n").empty());
    CHECK(account(LoginManager::Sddm, "").empty());
}

TEST_CASE("SDDM's main file beats its folders, and /etc beats the vendor's folder") {
    const std::string vendor =
        tree_file("/usr/lib/sddm/sddm.conf.d/00-default.conf", "[Autologin]\nUser=vendor\n");
    const std::string local = tree_file("/etc/sddm.conf.d/kde_settings.conf", "[Autologin]\nUser=ana\n");
    CHECK(account(LoginManager::Sddm, vendor) == "vendor");
    CHECK(account(LoginManager::Sddm, vendor + local) == "ana");
    CHECK(account(LoginManager::Sddm, vendor + local + tree_file("/etc/sddm.conf", "[Autologin]\nUser=\n"))
              .empty());
    CHECK(account(LoginManager::Sddm,
                  vendor + local + tree_file("/etc/sddm.conf.d/z", "[Autologin]\nUser=zoe\n")) == "zoe");
    CHECK(account(LoginManager::Sddm,
                  tree_file("/etc/sddm.conf.d/.kde_settings.conf", "[Autologin]\nUser=ana\n"))
              .empty());
    const auto login = read(LoginManager::Sddm, vendor + local);
    CHECK(login->source == "/etc/sddm.conf.d/kde_settings.conf");
}

TEST_CASE("one broken file among SDDM's leaves it unknown") {
    std::string source;
    const test::RecordedView recorded(tree_file("/etc/sddm.conf", "[Autologin]\nUser=\n") +
                                      "p /etc/sddm.conf.d/a 0644 0:0 2026-11-01\n");
    const auto login = read_autologin(recorded.view(), LoginManager::Sddm, source);
    REQUIRE_FALSE(login.has_value());
    CHECK(login.error().code == Errc::NotRegular);
    CHECK(source == "/etc/sddm.conf.d/a");
}

TEST_CASE("Plasma Login Manager is read as SDDM's successor") {
    CHECK(account(LoginManager::PlasmaLogin,
                  tree_file("/etc/plasmalogin.conf.d/a.conf", "[Autologin]\nUser=ana\n")) == "ana");
    CHECK(account(LoginManager::PlasmaLogin,
                  tree_file("/etc/plasmalogin.conf", "[Autologin]\nUser[$i]=ana\n")) == "ana");
    CHECK(account(LoginManager::PlasmaLogin, tree_file("/etc/sddm.conf", "[Autologin]\nUser=ana\n")).empty());
    CHECK(read(LoginManager::PlasmaLogin, tree_file("/etc/plasmalogin.conf", "[Autologin]\nUser[$e]=$(id)\n"))
              .error()
              .code == Errc::Usage);
}

TEST_CASE("LightDM logs in an account, or a guest") {
    CHECK(lightdm("[Seat:*]\nautologin-user=ana\n") == "ana");
    CHECK(lightdm("[SeatDefaults]\nautologin-user=ana\nautologin-user-timeout=0\n") == "ana");
    CHECK(lightdm("[Seat:seat0]\nautologin-user=ana\n") == "ana");
    CHECK(lightdm("[Seat:*]\nautologin-guest=true\n") == "guest");
    CHECK(lightdm("[Seat:*]\nautologin-guest=true\nautologin-user=ana\n") == "ana");
}

TEST_CASE("LightDM logs nobody in by comments, empty names, other seats or other words for true") {
    CHECK(lightdm("[LightDM]\n\n[Seat:*]\n#autologin-user=ana\n#autologin-guest=false\n").empty());
    CHECK(lightdm("[Seat:*]\nautologin-user=\n").empty());
    CHECK(lightdm("[Seat:seat1]\nautologin-user=ana\n").empty());
    CHECK(lightdm("[Seat:*]\nautologin-guest=True\n").empty());
    CHECK(lightdm("[Seat:*]\nAutologin-User=ana\n").empty());
    CHECK(lightdm("[LightDM]\nautologin-user=ana\n").empty());
}

TEST_CASE("LightDM's main file beats its folders, and its own seat beats all seats") {
    const std::string local =
        tree_file("/etc/lightdm/lightdm.conf.d/70-linuxmint.conf", "[Seat:*]\nautologin-user=ana\n");
    CHECK(account(LoginManager::LightDm, local) == "ana");
    CHECK(account(LoginManager::LightDm,
                  local + tree_file("/etc/lightdm/lightdm.conf", "[Seat:*]\nautologin-user=\n"))
              .empty());
    CHECK(account(LoginManager::LightDm, local + tree_file("/usr/share/lightdm/lightdm.conf.d/90.conf",
                                                           "[Seat:seat0]\nautologin-user=\n"))
              .empty());
    CHECK(account(LoginManager::LightDm,
                  tree_file("/etc/lightdm/lightdm.conf.d/70.bak", "[Seat:*]\nautologin-user=ana\n"))
              .empty());
    CHECK(account(LoginManager::LightDm,
                  tree_file("/usr/share/lightdm/lightdm.conf.d/a.conf", "[Seat:*]\nautologin-user=vendor\n") +
                      tree_file("/etc/xdg/lightdm/lightdm.conf.d/a.conf",
                                "[Seat:*]\nautologin-user=xdg\n")) == "xdg");
}

TEST_CASE("LXDM, nodm and greetd are read in their own ways") {
    CHECK(account(LoginManager::Lxdm,
                  tree_file("/etc/lxdm/lxdm.conf", "[base]\n# autologin=dgod\ntimeout=10\n"))
              .empty());
    CHECK(account(LoginManager::Lxdm, tree_file("/etc/lxdm/lxdm.conf", "[base]\nautologin=ana\n")) == "ana");
    CHECK(account(LoginManager::Nodm, tree_file("/etc/default/nodm", "NODM_ENABLED=no\nNODM_USER=ana\n"))
              .empty());
    CHECK(account(LoginManager::Nodm, tree_file("/etc/default/nodm", "NODM_ENABLED=true\nNODM_USER=ana\n")) ==
          "ana");
    CHECK(account(LoginManager::Nodm, tree_file("/etc/default/nodm", "NODM_ENABLED=yes\n")) == "root");
    CHECK(read(LoginManager::Nodm, tree_file("/etc/default/nodm", "NODM_ENABLED=$X\n")).error().code ==
          Errc::Usage);
    CHECK(account(LoginManager::Greetd,
                  tree_file("/etc/greetd/config.toml",
                            "[initial_session]\nuser = \"ana\"\ncommand = \"sway\"\n")) == "ana");
    CHECK(account(LoginManager::Greetd,
                  tree_file("/etc/greetd/config.toml", "[initial_session]\nuser = \"ana\"\n"))
              .empty());
    CHECK(read(LoginManager::Greetd,
               tree_file("/etc/greetd/config.toml", "initial_session = { user = \"ana\" }\n"))
              .error()
              .code == Errc::Corrupt);
}

TEST_CASE("greetd's usual session is unclear when it belongs to a person") {
    const std::string people = tree_file(
        "/etc/passwd", "ana:x:1000:1000::/home/ana:/bin/sh\n_greetd:x:110:110::/:/usr/sbin/nologin\n");
    const auto person = read(
        LoginManager::Greetd,
        people + tree_file("/etc/greetd/config.toml", "[default_session]\nuser=\"ana\"\ncommand=\"sway\"\n"));
    REQUIRE(person.has_value());
    CHECK(person->unclear);
    CHECK(person->account == "ana");
    const auto service =
        read(LoginManager::Greetd,
             people + tree_file("/etc/greetd/config.toml",
                                "[default_session]\nuser=\"_greetd\"\ncommand=\"agreety\"\n"));
    REQUIRE(service.has_value());
    CHECK_FALSE(service->unclear);
    CHECK(service->account.empty());
}

TEST_CASE("the login program in use is where the link leads, if that is still there") {
    CHECK(in_use(unit("gdm.service") +
                 "l /etc/systemd/system/display-manager.service -> /usr/lib/systemd/system/gdm.service\n") ==
          "gdm");
    CHECK(in_use(unit("gdm3.service") +
                 "l /etc/systemd/system/display-manager.service -> /usr/lib/systemd/system/gdm3.service\n") ==
          "gdm");
    CHECK(in_use(unit("ly.service") + "l /etc/systemd/system/display-manager.service -> "
                                      "../../../usr/lib/systemd/system/ly.service\n") == "ly");
    CHECK(in_use(unit("getty@.service") +
                 "l /etc/systemd/system/display-manager.service -> /usr/lib/systemd/system/gone.service\n") ==
          "none");
    CHECK(in_use(unit("gdm.service") + "l /etc/systemd/system/display-manager.service -> /dev/null\n") ==
          "none");
    CHECK(in_use(unit("getty@.service")) == "none");
}

TEST_CASE(
    "Debian's default display manager counts where systemd has no link, if the program is still there") {
    const std::string file = tree_file("/etc/X11/default-display-manager", "/usr/sbin/nodm\n");
    CHECK(in_use(unit("getty@.service") + file + tree_file("/usr/sbin/nodm", "x")) == "nodm");
    CHECK(in_use(unit("getty@.service") + file) == "none");
    CHECK(in_use(file + tree_file("/usr/sbin/nodm", "x")) == "nodm");
}

TEST_CASE("a system that says nothing of its login program leaves it unknown") {
    CHECK(in_use(tree_file("/etc/inittab", "x\n")) == "error not-found");
    CHECK(in_use(unit("getty@.service") + tree_file("/etc/systemd/system/x.service", "x\n") +
                 "x /etc/systemd/system\n") == "error denied");
}

TEST_CASE("SUSE names its login program and its account in a file of its own") {
    const std::string entries = unit("display-manager.service") +
                                tree_file("/etc/sysconfig/displaymanager",
                                          "DISPLAYMANAGER=\"sddm\"\nDISPLAYMANAGER_AUTOLOGIN=\"ana\"\n"
                                          "DISPLAYMANAGER_PASSWORD_LESS_LOGIN=\"yes\"\n");
    CHECK(in_use(entries) == "sddm");
    const auto suse = read_suse_login(test::RecordedView(entries).view());
    REQUIRE(suse.has_value());
    CHECK(suse->account == "ana");
    CHECK(suse->no_password);
    CHECK(in_use(unit("display-manager.service")) == "display-manager");
}

TEST_CASE("every login program is known by its name") {
    for (const LoginManager manager : kLoginManagers)
        CHECK(login_manager_called(login_manager_name(manager)) == manager);
    CHECK(login_manager_called("gdm3") == LoginManager::Gdm);
    CHECK(login_manager_called("ly") == std::nullopt);
    CHECK(login_manager_called("") == std::nullopt);
}
