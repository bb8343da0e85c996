// What a person keeps is there at the next start, behind their passphrase, and nowhere else; and what was open leaves
// nothing in the window when it is closed.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "app/models/look_file.hpp"
#include "app/vault/sealed.hpp"
#include "tests/app/models/vault_house.hpp"

using namespace amparo;
using namespace amparo::models;
using test::kPassphrase;
using test::secret;
using test::VaultHouse;
namespace fs = std::filesystem;

namespace {

std::string file(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> names_in(const fs::path& folder) {
    std::vector<std::string> out;
    if (!fs::exists(folder)) return out;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) out.push_back(entry.path().filename().string());
    std::ranges::sort(out);
    return out;
}

}  // namespace

TEST_CASE("without a place to save, and until the person asks for it, nothing is made anywhere") {
    VaultHouse house;
    for (const bool ephemeral : {true, false}) {
        WindowModel& model = house.start(ephemeral);
        CHECK(model.keeping().phase() == (ephemeral ? Keeping::Phase::Never : Keeping::Phase::Nothing));
        VaultHouse::look(model);
        VaultHouse::keep_case(model);
        model.look.grow();
        static_cast<void>(model.poll());
        CHECK(model.cases().files().size() == 1);
        CHECK_FALSE(model.is_private());
        house.model.reset();
        CHECK(names_in(house.stick.path()).empty());
    }
}

TEST_CASE("cases, what was put aside, the last look, the profile and the look of the window are there after a restart") {
    VaultHouse house;
    WindowModel& model = house.created();
    CHECK(model.is_private());
    VaultHouse::look(model);
    VaultHouse::keep_case(model);
    REQUIRE(model.cases().note("Mariam called back").has_value());
    model.check_up().put_aside("firewall-on", "at work only", model.today() + std::chrono::days(30), model.today());
    model.check_up().use_profile(ThreatProfile::Seizure);
    model.set_language("ar");
    model.look.theme = ThemeChoice::Dark;
    model.idle().set_minutes(15);
    static_cast<void>(model.poll());

    WindowModel& again = house.start();
    CHECK(again.keeping().phase() == Keeping::Phase::Locked);
    CHECK(again.places.here().place == Place::Unlock);
    CHECK(again.cases().files().empty());
    CHECK(again.look.language == "en");
    REQUIRE(house.open());
    CHECK(again.places.here().place == Place::Home);
    REQUIRE(again.cases().files().size() == 1);
    CHECK(again.cases().chosen()->entries.back().text == "Mariam called back");
    REQUIRE(again.check_up().aside("firewall-on") != nullptr);
    CHECK(again.check_up().aside("firewall-on")->note == "at work only");
    CHECK(again.check_up().profile() == ThreatProfile::Seizure);
    CHECK(again.look.language == "ar");
    CHECK(again.words().language().tag == "ar");
    CHECK(again.look.theme == ThemeChoice::Dark);
    CHECK(again.idle().minutes() == 15);
    CHECK(again.check_up().phase() == LiveCheckUp::Phase::NotYet);
    REQUIRE(again.check_up().remembered().has_value());
    CHECK(again.check_up().remembered()->verdicts.size() == again.check_up().total());
    CHECK(names_in(house.stick.path()) == std::vector<std::string>{"data", "lock", "store.1", "store.2"});
}

TEST_CASE("a look is compared with the one of an earlier session") {
    VaultHouse house;
    WindowModel& model = house.created();
    VaultHouse::look(model);
    REQUIRE(model.check_up().finding("disk-encryption-system")->judgement.verdict == checks::Verdict::AtRisk);
    // As if everything had looked good.
    CheckSnapshot better = *model.check_up().remembered();
    for (auto& [id, verdict] : better.verdicts) verdict = "good";
    better.made = model.today() - std::chrono::days(7);
    REQUIRE(model.records().put(vault::RecordType::CheckHistory, vault::record_id("last look"), better.to_json().dump()).has_value());
    static_cast<void>(model.poll());

    WindowModel& again = house.start();
    REQUIRE(house.open());
    CHECK(again.check_up().changes().none());
    VaultHouse::look(again);
    const CheckChanges changes = again.check_up().changes();
    CHECK(std::ranges::find(changes.worse, "disk-encryption-system") != changes.worse.end());
    CHECK(again.check_up().compared_with() == better.made);

    // One that was made before opening is compared, too, and kept.
    WindowModel& third = house.start();
    VaultHouse::look(third);
    REQUIRE(third.records().list(vault::RecordType::CheckHistory).empty());
    REQUIRE(house.open());
    CHECK(third.check_up().changes().none());
    CHECK(third.check_up().compared_with() == third.today());
}

TEST_CASE("what was done before opening goes along, and what is in the profile wins") {
    VaultHouse house;
    WindowModel& first = house.created();
    VaultHouse::keep_case(first);
    first.check_up().put_aside("firewall-on", "of the profile", first.today() + std::chrono::days(30), first.today());
    static_cast<void>(first.poll());
    WindowModel& model = house.start();
    model.check_up().put_aside("updates-automatic", "of before", model.today() + std::chrono::days(30), model.today());
    REQUIRE(house.open());
    CHECK(model.check_up().aside("firewall-on") != nullptr);
    CHECK(model.check_up().aside("updates-automatic") != nullptr);
    house.start();
    REQUIRE(house.open());
    CHECK(house.model->check_up().aside("updates-automatic") != nullptr);
}

TEST_CASE("closing leaves nothing of the profile in the window") {
    VaultHouse house;
    WindowModel& model = house.created();
    VaultHouse::look(model);
    VaultHouse::keep_case(model);
    REQUIRE(model.cases().add_evidence("picture.png", "bytes").has_value());
    model.check_up().put_aside("firewall-on", "", model.today() + std::chrono::days(30), model.today());
    const std::size_t forgotten = model.forgotten();
    house.close();
    CHECK(model.forgotten() > forgotten);
    CHECK(model.places.here().place == Place::Unlock);
    CHECK_FALSE(model.places.can_go_back());
    CHECK(model.cases().files().empty());
    CHECK(model.check_up().done() == 0);
    CHECK(model.check_up().phase() == LiveCheckUp::Phase::NotYet);
    CHECK(model.check_up().aside("firewall-on") == nullptr);
    CHECK_FALSE(model.check_up().remembered());
    CHECK(model.emergency()->handed().empty());
    CHECK(model.emergency()->report().summary.empty());
    CHECK(model.records().list(vault::RecordType::Case).empty());
    CHECK_FALSE(model.is_private());
    // And it is all there when it is opened again.
    REQUIRE(house.open());
    CHECK(model.cases().files().size() == 1);
    CHECK(model.check_up().aside("firewall-on") != nullptr);
}

TEST_CASE("a wrong passphrase opens nothing, says so, and slows the next ones down") {
    VaultHouse house;
    VaultHouse::keep_case(house.created());
    WindowModel& model = house.start();
    for (int i = 0; i < 3; ++i) {
        CHECK_FALSE(house.open("velvet-otter-lamp-fifty"));
        REQUIRE(model.keeping().problem().has_value());
        CHECK(model.keeping().problem()->code == Errc::WrongPassphrase);
        CHECK(model.cases().files().empty());
        CHECK(model.places.here().place == Place::Unlock);
    }
    const auto start = std::chrono::steady_clock::now();
    CHECK(house.open());
    // The fourth waits two seconds.
    CHECK(std::chrono::steady_clock::now() - start >= std::chrono::seconds(2));
    CHECK(model.cases().files().size() == 1);
}

TEST_CASE("a passphrase that is short, or typed twice in two ways, makes nothing") {
    VaultHouse house;
    WindowModel& model = house.start();
    model.keeping().create(secret("short"), secret("short"));
    REQUIRE(model.keeping().problem().has_value());
    CHECK(model.keeping().problem()->message_id() == "vault.error.short");
    model.keeping().create(secret(kPassphrase), secret("velvet-otter-lamp-fifty"));
    REQUIRE(model.keeping().problem().has_value());
    CHECK(model.keeping().problem()->message_id() == "vault.error.different");
    CHECK(names_in(house.stick.path()).empty());
}

TEST_CASE("what is in memory is in the new container") {
    VaultHouse house;
    WindowModel& model = house.start();
    VaultHouse::keep_case(model);
    house.created();
    CHECK(model.cases().files().size() == 1);
    house.start();
    REQUIRE(house.open());
    CHECK(house.model->cases().files().size() == 1);
}

TEST_CASE("after a change of passphrase only the new one opens") {
    VaultHouse house;
    WindowModel& model = house.created();
    model.keeping().change_passphrase(secret("another-long-passphrase"), secret("another-long-passphrase"));
    REQUIRE(VaultHouse::settled(model));
    CHECK_FALSE(model.keeping().problem());
    house.start();
    CHECK_FALSE(house.open());
    CHECK(house.open("another-long-passphrase"));
}

TEST_CASE("a recovery code opens until it is revoked") {
    VaultHouse house;
    WindowModel& model = house.created();
    model.keeping().make_recovery();
    REQUIRE(VaultHouse::settled(model));
    REQUIRE(model.keeping().recovery_code().size() > 20);
    const std::string code(model.keeping().recovery_code().view());
    CHECK(model.keeping().state()->has_recovery);
    model.keeping().forget();
    CHECK(model.keeping().recovery_code().size() == 0);
    house.close();
    REQUIRE(house.open(code));
    model.keeping().revoke_recovery();
    REQUIRE(VaultHouse::settled(model));
    house.close();
    CHECK_FALSE(house.open(code));
    CHECK(house.open());
}

TEST_CASE("a second profile is a world of its own, and nothing outside tells which is open") {
    VaultHouse house;
    WindowModel& model = house.created();
    VaultHouse::keep_case(model);
    model.keep_look(true);
    const std::string second = "harmless-garden-notes";
    model.keeping().make_second(secret(second), secret(second));
    REQUIRE(VaultHouse::settled(model));
    CHECK(model.keeping().state()->has_second);
    house.close();
    // What is kept of the look is on the stick by then, or soon.
    REQUIRE(VaultHouse::wait(model, [&] { return !file(fs::path(house.data()) / "look.json").empty(); }));
    const std::string look = file(fs::path(house.data()) / "look.json");
    const auto names = names_in(house.stick.path());

    REQUIRE(house.open(second));
    CHECK(model.cases().files().empty());
    CHECK_FALSE(model.keeping().state()->has_second);
    VaultHouse::look(model);
    house.close();
    REQUIRE(house.open());
    CHECK(model.cases().files().size() == 1);
    CHECK_FALSE(model.check_up().remembered());
    CHECK(file(fs::path(house.data()) / "look.json") == look);
    CHECK(names_in(house.stick.path()) == names);
    CHECK(file(fs::path(house.data()) / "store.1").size() == file(fs::path(house.data()) / "store.2").size());

    model.keeping().remove_second();
    REQUIRE(VaultHouse::settled(model));
    house.close();
    CHECK_FALSE(house.open(second));
}

TEST_CASE("the look that lies open counts for every profile and holds nothing else") {
    VaultHouse house;
    WindowModel& model = house.created();
    VaultHouse::keep_case(model);
    model.set_language("ar");
    model.keep_look(true);
    static_cast<void>(model.poll());
    const fs::path look = fs::path(house.data()) / "look.json";
    WindowModel& again = house.start();
    CHECK(again.keeps_look());
    CHECK(again.look.language == "ar");
    const auto json = Json::parse(file(look));
    REQUIRE(json.has_value());
    for (const auto& [name, value] : json->members()) {
        INFO(name);
        CHECK((name == "schema" || name == "language" || name == "theme" || name == "text_percent" || name == "reduced_motion"));
    }
    again.keep_look(false);
    house.model.reset();
    CHECK_FALSE(fs::exists(look));

    WindowModel& asked = house.start(false, true);
    REQUIRE(house.open());
    CHECK(asked.look.language == "en");
}

TEST_CASE("evidence is kept as far as there is room, and exported after a restart") {
    VaultHouse house;
    WindowModel& model = house.created();
    VaultHouse::keep_case(model);
    const std::string ref = model.cases().chosen()->ref;
    REQUIRE(model.cases().add_evidence("small.txt", "what was said").has_value());
    REQUIRE(model.cases().add_evidence("large.bin", std::string(1'200'000, 'x')).has_value());
    CHECK(model.cases().evidence_is_kept(ref, "small.txt"));
    CHECK_FALSE(model.cases().evidence_is_kept(ref, "large.bin"));
    WindowModel& again = house.start();
    REQUIRE(house.open());
    CHECK(again.cases().evidence_is_kept(ref, "small.txt"));
    const fs::path out = house.stick.path() / "out";
    fs::create_directory(out);
    const auto folder = again.export_case(again.cases(), out.string());
    REQUIRE(folder.has_value());
    CHECK(file(fs::path(*folder) / "originals" / "small.txt") == "what was said");
    CHECK_FALSE(fs::exists(fs::path(*folder) / "originals" / "large.bin"));
    // A case that is removed takes its evidence along.
    again.cases().remove();
    CHECK(again.records().list(vault::RecordType::Evidence).empty());
}

TEST_CASE("evidence from before opening goes along with its case") {
    VaultHouse house;
    house.created();
    WindowModel& model = house.start();
    VaultHouse::keep_case(model);
    REQUIRE(model.cases().add_evidence("early.txt", "seen at nine").has_value());
    const std::string ref = model.cases().chosen()->ref;
    CHECK_FALSE(model.cases().evidence_is_kept(ref, "early.txt"));
    REQUIRE(house.open());
    CHECK(model.cases().evidence_is_kept(ref, "early.txt"));
}

TEST_CASE("the emergency card is saved with the rest, and lies open only while the person wants it") {
    VaultHouse house;
    const fs::path open = fs::path(house.data()) / "card.json";
    WindowModel& model = house.created();
    model.card().set(0, "The baker", "+20 100 000 0000");
    static_cast<void>(model.poll());
    house.close();
    CHECK(model.card().empty());
    CHECK_FALSE(fs::exists(open));
    REQUIRE(house.open());
    CHECK(model.card().entries()[0].number == "+20 100 000 0000");

    model.open_card(true);
    model.card().set(1, "My aunt", "@aunt");
    static_cast<void>(model.poll());
    WindowModel& locked = house.start();
    CHECK(locked.keeping().phase() == Keeping::Phase::Locked);
    CHECK(locked.card_is_open());
    CHECK(locked.card().entries()[1].name == "My aunt");
    REQUIRE(house.open());
    house.close();
    // It can be read anyway, so it stays on the screen of whoever needs it.
    CHECK_FALSE(locked.card().empty());
    locked.open_card(false);
    house.model.reset();
    CHECK_FALSE(fs::exists(open));
    house.start();
    CHECK(house.model->card().empty());
    REQUIRE(house.open());
    CHECK(house.model->card().entries()[1].name == "My aunt");
}

TEST_CASE("the plan for key accounts is there after a restart, and what was read of exports is gone when the profile closes") {
    VaultHouse house;
    WindowModel& model = house.created();
    model.accounts().plan.answer("mail", PlanQuestion::Devices, Answer::No, model.today());
    model.accounts().plan.rename("mail", "the blue one");
    test::write_file(house.stick.path() / "p.csv", "name,url,username,password\nM,https://mail.google.com,u,password1\n");
    model.accounts().read({(house.stick.path() / "p.csv").string()}, {.today = model.today(), .own_words = {}});
    REQUIRE(VaultHouse::wait(model, [&] { return model.accounts().passwords() != nullptr; }));
    house.close();
    CHECK(model.accounts().passwords() == nullptr);
    CHECK(model.accounts().to_delete().empty());
    CHECK(model.accounts().plan.empty());
    WindowModel& again = house.start();
    REQUIRE(house.open());
    CHECK(again.accounts().plan.find("mail")->name == "the blue one");
    CHECK(again.accounts().plan.find("mail")->answers[2] == Answer::No);
    CHECK(again.accounts().plan.find("mail")->looked == again.today());
    CHECK(again.accounts().passwords() == nullptr);
}

TEST_CASE("a second window reads, until the person lets it save") {
    VaultHouse house;
    WindowModel& first = house.created();
    VaultHouse::keep_case(first);
    REQUIRE(VaultHouse::wait(first, [&] { return !first.keeping().state()->unsaved && first.keeping().state()->mirrored; }));
    const auto other = house.another();
    const auto open_other = [&] {
        other->keeping().open(secret(kPassphrase));
        REQUIRE(VaultHouse::settled(*other));
        REQUIRE(other->keeping().phase() == Keeping::Phase::Open);
    };
    open_other();
    CHECK(other->keeping().state()->standing == vault::Standing::OtherProgram);
    CHECK(other->cases().files().size() == 1);
    CHECK_FALSE(other->cases().note("lost?").has_value());
    other->keeping().reopen({vault::Opening::Access::Write, vault::Opening::OtherProgram::TakeOver, {}});
    REQUIRE(VaultHouse::wait(*other, [&] { return other->keeping().phase() == Keeping::Phase::Locked; }));
    CHECK(other->keeping().next_opening().other_program == vault::Opening::OtherProgram::TakeOver);
    open_other();
    CHECK(other->keeping().state()->standing == vault::Standing::Writer);
    CHECK(other->keeping().next_opening().other_program == vault::Opening::OtherProgram::Respect);
    REQUIRE(other->cases().note("from here").has_value());
    // The first one finds out with its next save and overwrites nothing.
    REQUIRE(first.cases().note("from there").has_value());
    first.keeping().save_soon();
    REQUIRE(VaultHouse::wait(first, [&] { return first.keeping().state()->standing == vault::Standing::OtherProgram; }));
}

TEST_CASE("of two copies that do not belong together the person looks at both and keeps one") {
    VaultHouse house;
    VaultHouse another;
    VaultHouse::keep_case(house.created());
    another.created();
    house.model.reset();
    another.model.reset();
    // Somebody copied one file of another stick over ours. The salt is another, so only its own passphrase opens it.
    fs::copy_file(fs::path(another.data()) / "store.2", fs::path(house.data()) / "store.2", fs::copy_options::overwrite_existing);
    WindowModel& model = house.start();
    const auto reopen = [&](const vault::Opening& how) {
        model.keeping().reopen(how);
        REQUIRE(VaultHouse::wait(model, [&] { return model.keeping().phase() == Keeping::Phase::Locked; }));
        REQUIRE(house.open());
    };
    REQUIRE(house.open());
    const auto before = *model.keeping().state();
    CHECK(before.standing == vault::Standing::MixedCopies);
    const std::string one = file(fs::path(house.data()) / "store.1");
    const std::string two = file(fs::path(house.data()) / "store.2");
    reopen({vault::Opening::Access::Read, vault::Opening::OtherProgram::Respect, 1 - before.copy});
    CHECK(model.keeping().state()->copy == 1 - before.copy);
    CHECK(model.keeping().looked_at());
    CHECK(file(fs::path(house.data()) / "store.1") == one);
    CHECK(file(fs::path(house.data()) / "store.2") == two);
    reopen({vault::Opening::Access::Write, vault::Opening::OtherProgram::Respect, std::size_t{0}});
    CHECK(model.keeping().state()->standing == vault::Standing::Writer);
    CHECK(model.cases().files().size() == 1);
    house.model.reset();
    CHECK(file(fs::path(house.data()) / "store.1") == file(fs::path(house.data()) / "store.2"));
}

TEST_CASE("destroying the keys leaves no file of ours and nothing in the window, open or not") {
    for (const bool open : {true, false}) {
        VaultHouse house;
        VaultHouse::keep_case(house.created());
        house.model->card().set(0, "The baker", "1");
        house.model->keep_look(true);
        house.model->open_card(true);
        if (!open) house.start();
        WindowModel& model = *house.model;
        model.keeping().destroy();
        REQUIRE(VaultHouse::settled(model));
        CHECK_FALSE(model.keeping().problem());
        CHECK(model.keeping().phase() == Keeping::Phase::Nothing);
        CHECK(model.cases().files().empty());
        CHECK(model.card().empty());
        // What lies open goes on a thread of its own.
        CHECK(VaultHouse::wait(model, [&] { return names_in(house.data()).empty(); }));
        // And a new beginning is possible.
        house.created();
    }
}

TEST_CASE("the same can be copied to another stick and opened there") {
    VaultHouse house;
    VaultHouse other;
    WindowModel& model = house.created();
    VaultHouse::keep_case(model);
    fs::create_directory(other.data());
    model.keeping().copy_to(other.data());
    REQUIRE(VaultHouse::settled(model));
    CHECK_FALSE(model.keeping().problem());
    static_cast<void>(model.poll());
    CHECK(model.last_copy() == model.today());
    // Nothing there is overwritten.
    model.keeping().copy_to(other.data());
    REQUIRE(VaultHouse::settled(model));
    REQUIRE(model.keeping().problem().has_value());
    CHECK(model.keeping().problem()->message_id() == "vault.error.exists");
    other.start();
    REQUIRE(other.open());
    CHECK(other.model->cases().files().size() == 1);
    house.start();
    CHECK_FALSE(house.model->last_copy());
    REQUIRE(house.open());
    CHECK(house.model->last_copy() == house.model->today());
}

TEST_CASE("everything can be handed to an inbox, sealed, and the case is in it") {
    VaultHouse house;
    WindowModel& model = house.created();
    VaultHouse::keep_case(model);
    const auto key = vault::InboxKey::make();
    REQUIRE(key.has_value());
    const fs::path path = house.stick.path() / "for the lawyer";
    model.keeping().export_to("inbox1-not-an-address", path.string());
    REQUIRE(VaultHouse::settled(model));
    CHECK(model.keeping().problem()->message_id() == "vault.error.address");
    CHECK_FALSE(fs::exists(path));
    model.keeping().export_to(key->address().text(), path.string());
    REQUIRE(VaultHouse::settled(model));
    CHECK_FALSE(model.keeping().problem());
    const std::string sealed = file(path);
    const auto content = vault::open_sealed(as_bytes(sealed), *key);
    REQUIRE(content.has_value());
    const auto payload = vault::parse_payload(as_bytes(*content));
    REQUIRE(payload.has_value());
    CHECK(std::ranges::count(payload->records.all(), static_cast<std::uint32_t>(vault::RecordType::Case), &vault::Record::type) == 1);
    CHECK(std::ranges::count(payload->records.all(), static_cast<std::uint32_t>(vault::RecordType::SlotWraps), &vault::Record::type) == 0);
    model.keeping().export_to(key->address().text(), path.string());
    REQUIRE(VaultHouse::settled(model));
    CHECK(model.keeping().problem()->message_id() == "vault.error.file_exists");
    CHECK(file(path) == sealed);
}

TEST_CASE("what is open closes when nobody touches the window") {
    VaultHouse house;
    WindowModel& model = house.created();
    model.idle().set_minutes(1);
    const auto start = IdleLock::Clock::now();
    model.mind_idle(start, true);
    model.mind_idle(start + std::chrono::seconds(59), false);
    CHECK(model.keeping().phase() == Keeping::Phase::Open);
    model.mind_idle(start + std::chrono::seconds(59), true);
    model.mind_idle(start + std::chrono::seconds(70), false);
    CHECK(model.keeping().phase() == Keeping::Phase::Open);
    model.mind_idle(start + std::chrono::seconds(120), false);
    CHECK(VaultHouse::wait(model, [&] { return model.keeping().phase() == Keeping::Phase::Locked; }));
}

TEST_CASE("hiding saves nothing more, and what was saved opens afterwards") {
    VaultHouse house;
    WindowModel& model = house.created();
    VaultHouse::keep_case(model);
    REQUIRE(VaultHouse::wait(model, [&] { return !model.keeping().state()->unsaved && model.keeping().state()->mirrored; }));
    const std::string saved = file(fs::path(house.data()) / "store.1");
    REQUIRE(model.cases().note("a second before").has_value());
    model.keeping().abandon();
    std::this_thread::sleep_for(std::chrono::milliseconds(2500));
    CHECK(file(fs::path(house.data()) / "store.1") == saved);
    CHECK(file(fs::path(house.data()) / "store.2") == saved);
}
