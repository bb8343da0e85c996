#include "checks/probes/dconf.hpp"

#include <catch2/catch_test_macros.hpp>

#include "tests/support/fixtures.hpp"
#include "tests/support/recorded_view.hpp"

using namespace amparo;
using namespace amparo::checks;

namespace {

constexpr const char* kSchema = "org.gnome.desktop.session";
constexpr const char* kPath = "/org/gnome/desktop/session/";
constexpr const char* kSaver = "org.gnome.desktop.screensaver";
constexpr const char* kSaverPath = "/org/gnome/desktop/screensaver/";
constexpr const char* kCompiled = "/usr/share/glib-2.0/schemas/gschemas.compiled";

GvdbFile file_of(const std::string& fixture, const std::string& path) {
    auto file = GvdbFile::parse(test::load_fixture(fixture).entries.at(path).content);
    REQUIRE(file.has_value());
    return *std::move(file);
}

// idle-delay 3600, lock-enabled false
GvdbFile person() { return file_of("lock-gnome-admin-keeps", "/home/ana/.config/dconf/user"); }
// idle-delay 240, lock-enabled true; both locked
GvdbFile admin() { return file_of("lock-gnome-admin-keeps", "/etc/dconf/db/local"); }
// idle-delay 300, for "ubuntu" 600
GvdbFile schemas() { return file_of("lock-ubuntu-override", kCompiled); }

SettingsReader reader(std::vector<DconfLayer> layers, std::vector<std::string> desktops = {"GNOME"}) {
    return {std::move(layers), {{kCompiled, schemas()}}, std::move(desktops)};
}

std::int64_t idle(const SettingsReader& settings) {
    const Setting setting = settings.get(kSchema, kPath, "idle-delay");
    REQUIRE(setting.value.has_value());
    return setting.value->as_integer().value_or(-1);
}

Errc refusal(const Setting& setting) {
    REQUIRE_FALSE(setting.value.has_value());
    return setting.value.error().code;
}

const Account kAna{"ana", 1000, 1000, "/home/ana", "/bin/bash"};

SettingsReader open(const std::string& entries, std::vector<std::string> desktops = {"GNOME"}) {
    const test::RecordedView recorded("running yes\nidentity 1000 1000\n" + entries);
    return SettingsReader::open(recorded.view(), kAna, std::move(desktops));
}

std::string binary(const std::string& path, const std::string& fixture, const std::string& from) {
    // A recorded file is laid into another tree through its base64 lines.
    const std::string text = test::read_file(test::source_folder() / "tests/fixtures" / (fixture + ".tree"));
    const std::size_t at = text.find("f " + from + " ");
    REQUIRE(at != std::string::npos);
    std::string out = "f " + path + " 0644 0:0 2026-11-01\n";
    for (std::size_t line = text.find('\n', at) + 1; text.compare(line, 2, "= ") == 0;) {
        const std::size_t end = text.find('\n', line) + 1;
        out += text.substr(line, end - line);
        line = end;
    }
    return out;
}

std::string user_db(const std::string& path) {
    return binary(path, "lock-gnome-admin-keeps", "/home/ana/.config/dconf/user");
}
std::string admin_db(const std::string& path) {
    return binary(path, "lock-gnome-admin-keeps", "/etc/dconf/db/local");
}
std::string compiled(const std::string& path = kCompiled) {
    return binary(path, "lock-ubuntu-override", kCompiled);
}

}  // namespace

TEST_CASE("a profile lists its sources in order and ignores what it does not know") {
    const auto profile = parse_dconf_profile(
        "# office\n user-db:user \nsystem-db:local # "
        "two\nfile-db:/opt/x\nservice-db:keyfile/user\nnonsense\nuser-db:\n"
        "file-db:relative\nsystem-db:../../etc/shadow\n");
    REQUIRE(profile.has_value());
    CHECK(describe(*profile) == "user-db:user\nsystem-db:local\nfile-db:/opt/x\nservice-db:keyfile/user\n");
    CHECK(parse_dconf_profile(std::string_view("a\0b", 3)).error().code == Errc::Corrupt);
    CHECK(parse_dconf_profile(std::string(70'000, '#')).error().code == Errc::Limit);
    std::string many;
    for (int i = 0; i < 65; ++i) many += "system-db:a\n";
    CHECK(parse_dconf_profile(many).error().code == Errc::Limit);
}

TEST_CASE("the schema's default holds where no database knows the key, and may differ for a desktop") {
    CHECK(idle(reader({})) == 300);
    CHECK(idle(reader({}, {"ubuntu", "GNOME"})) == 600);
    CHECK(idle(reader({}, {"GNOME", "ubuntu"})) == 600);
    CHECK(idle(reader({}, {})) == 300);
    CHECK(reader({}).get(kSchema, kPath, "idle-delay").source == kCompiled);
}

TEST_CASE("the person's value beats the administrator's default, which beats the schema") {
    auto unlocked = file_of("lock-ubuntu-no-sleep-lock", "/home/ana/.config/dconf/user");
    CHECK(idle(reader({{"user", person()}, {"local", std::move(unlocked)}})) == 3600);
    CHECK(idle(reader({{"user", fail(Errc::NotFound)}, {"local", admin()}})) == 240);
}

TEST_CASE("an administrator's lock hides what the person wrote") {
    const Setting setting =
        reader({{"user", person()}, {"local", admin()}}).get(kSaver, kSaverPath, "lock-enabled");
    REQUIRE(setting.value.has_value());
    CHECK(setting.value->as_bool() == true);
    CHECK(setting.locked);
    CHECK(setting.source == "local");
}

TEST_CASE("locks in the person's own database lock nothing") {
    const Setting setting = reader({{"user", admin()}}).get(kSaver, kSaverPath, "lock-enabled");
    REQUIRE(setting.value.has_value());
    CHECK_FALSE(setting.locked);
}

TEST_CASE("a lock without a value fixes the default") {
    const SettingsReader settings =
        reader({{"user", file_of("lock-gnome-admin-default", "/home/ana/.config/dconf/user")},
                {"site", fail(Errc::NotFound)},
                {"local", file_of("lock-gnome-admin-default", "/etc/dconf/db/local")}});
    const Setting setting = settings.get(kSaver, kSaverPath, "lock-enabled");
    REQUIRE(setting.value.has_value());
    CHECK(setting.value->as_bool() == true);
    CHECK(setting.locked);
    CHECK(setting.source == kCompiled);
}

TEST_CASE("a database that cannot be read makes every value unreadable that it could decide or lock") {
    const SettingsReader below = reader({{"user", person()}, {"local", fail(Errc::Denied)}});
    CHECK(refusal(below.get(kSchema, kPath, "idle-delay")) == Errc::Denied);
    CHECK(below.get(kSchema, kPath, "idle-delay").source == "local");
    const SettingsReader above = reader({{"user", fail(Errc::Corrupt)}, {"local", fail(Errc::NotFound)}});
    CHECK(refusal(above.get(kSchema, kPath, "idle-delay")) == Errc::Corrupt);
}

TEST_CASE("a lock makes an unreadable database above it harmless") {
    CHECK(idle(reader({{"user", fail(Errc::Corrupt)}, {"local", admin()}})) == 240);
}

TEST_CASE("a key or schema that nobody knows is not found, and unreadable schemas are not skipped") {
    CHECK(refusal(reader({}).get("org.example", "/org/example/", "x")) == Errc::NotFound);
    CHECK(refusal(reader({}).get(kSchema, kPath, "x")) == Errc::NotFound);
    const SettingsReader broken({}, {{"first", fail(Errc::Corrupt)}, {kCompiled, schemas()}}, {});
    CHECK(refusal(broken.get(kSchema, kPath, "idle-delay")) == Errc::Corrupt);
}

TEST_CASE("a value of another type than the schema's counts for nothing, as in GSettings") {
    // The database holds an unsigned number; MATE's schema has a key of that name with a signed one, 5 by
    // default.
    const SettingsReader settings({{"user", person()}}, {{"mate", file_of("lock-mate-default", kCompiled)}},
                                  {});
    const Setting setting = settings.get("org.mate.session", kPath, "idle-delay");
    REQUIRE(setting.value.has_value());
    CHECK(setting.value->as_integer() == 5);
    CHECK(setting.source == "mate");
}

TEST_CASE("facts take a setting only in the type that they need") {
    const SettingsReader settings = reader({{"user", person()}, {"local", admin()}});
    Facts facts;
    put_flag(facts, "enabled", settings.get(kSaver, kSaverPath, "lock-enabled"));
    put_number(facts, "idle", settings.get(kSchema, kPath, "idle-delay"), 2);
    put_flag(facts, "odd_flag", settings.get(kSchema, kPath, "idle-delay"));
    put_number(facts, "odd_number", settings.get(kSaver, kSaverPath, "lock-enabled"));
    put_flag(facts, "gone", settings.get("org.example", "/org/example/", "x"));
    CHECK(facts.flag("enabled"));
    CHECK(facts.flag("enabled_locked"));
    CHECK(facts.number("idle") == 480);
    CHECK(facts.unreadable("odd_flag"));
    CHECK(facts.unreadable("odd_number"));
    CHECK(facts.missing("gone"));
}

TEST_CASE("without a profile the person's database is read, then the schemas") {
    CHECK(idle(open(user_db("/home/ana/.config/dconf/user") + compiled())) == 3600);
    CHECK(idle(open(compiled())) == 300);
    CHECK(idle(open("env XDG_CONFIG_HOME=/home/ana/c\n" + user_db("/home/ana/c/dconf/user") + compiled())) ==
          3600);
    CHECK(idle(open("env DCONF_USER_CONFIG_DIR=.dc\n" + user_db("/home/ana/.dc/user") + compiled())) == 3600);
}

TEST_CASE("a mandatory profile beats the variable, and the variable beats the system's profile") {
    const std::string files =
        user_db("/home/ana/.config/dconf/user") + admin_db("/etc/dconf/db/local") + compiled();
    const std::string system = test::tree_file("/etc/dconf/profile/user", "user-db:user\n");
    const std::string office =
        test::tree_file("/etc/dconf/profile/office", "user-db:user\nsystem-db:local\n");
    CHECK(idle(open(files + system + office)) == 3600);
    CHECK(idle(open("env DCONF_PROFILE=office\n" + files + system + office)) == 240);
    CHECK(idle(open("env DCONF_PROFILE=/etc/dconf/profile/office\n" + files + system + office)) == 240);
    CHECK(idle(open("env DCONF_PROFILE=user\n" + files + system +
                    test::tree_file("/run/dconf/user/1000", "user-db:user\nsystem-db:local\n"))) == 240);
    CHECK(idle(open("env XDG_RUNTIME_DIR=/run/user/1000\n" + files + system +
                    test::tree_file("/run/user/1000/dconf/profile", "system-db:none\nsystem-db:local\n"))) ==
          240);
}

TEST_CASE("a profile that is asked for and not there means no databases at all") {
    CHECK(idle(open("env DCONF_PROFILE=gone\n" + user_db("/home/ana/.config/dconf/user") + compiled())) ==
          300);
}

TEST_CASE("profiles of the data folders are found, and file databases are read by path") {
    const std::string files = admin_db("/opt/office.db") + compiled();
    CHECK(idle(open(files + test::tree_file("/usr/share/dconf/profile/user",
                                            "user-db:user\nfile-db:/opt/office.db\n"))) == 240);
}

TEST_CASE("a service database and another store are not guessed at") {
    const SettingsReader service =
        open(test::tree_file("/etc/dconf/profile/user", "service-db:safe/user\n") + compiled());
    CHECK(refusal(service.get(kSchema, kPath, "idle-delay")) == Errc::Unsupported);
    const SettingsReader keyfile = open("env GSETTINGS_BACKEND=keyfile\n" + compiled());
    CHECK(refusal(keyfile.get(kSchema, kPath, "idle-delay")) == Errc::Unsupported);
    CHECK(idle(open("env GSETTINGS_BACKEND=dconf\n" + compiled())) == 300);
}

TEST_CASE("a profile that cannot be read makes every setting unreadable") {
    const SettingsReader settings = open("p /etc/dconf/profile/user 0600 0:0 2026-11-01\n" + compiled());
    CHECK(refusal(settings.get(kSchema, kPath, "idle-delay")) == Errc::NotRegular);
}

TEST_CASE("the first schema folder that knows a schema wins") {
    const std::string plain =
        binary("/usr/local/share/glib-2.0/schemas/gschemas.compiled", "lock-gnome-default", kCompiled);
    CHECK(idle(open(plain + compiled(), {"ubuntu", "GNOME"})) == 300);
    CHECK(idle(open("env GSETTINGS_SCHEMA_DIR=/opt/s:/opt/t\n" + plain + compiled("/opt/t/gschemas.compiled"),
                    {"ubuntu", "GNOME"})) == 600);
}

TEST_CASE("below --root the databases of the tree are read") {
    const test::RecordedView recorded("running no\n" + user_db("/home/ana/.config/dconf/user") + compiled());
    CHECK(idle(SettingsReader::open(recorded.view(), kAna, {})) == 3600);
}
