#pragma once
// All screens over a recorded computer, drawn without a window.

#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "app/platform/recorded_host.hpp"
#include "app/screens/view.hpp"
#include "app/shell/pins.hpp"
#include "tests/support/fake_network.hpp"
#include "tests/support/fixtures.hpp"
#include "tests/support/headless_ui.hpp"
#include "tests/support/screen_judge.hpp"
#include "tests/support/temp_folder.hpp"

namespace amparo::test {

/// Takes what it is given, without a network.
class TakingCourier final : public delivery::Courier {
  public:
    explicit TakingCourier(std::shared_ptr<int> carried, std::shared_ptr<std::optional<Error>> refuses)
        : carried_(std::move(carried)), refuses_(std::move(refuses)) {}
    Result<delivery::Receipt> carry(const delivery::Parcel&, const network::Consent&, const CallLimit&) override {
        if (*refuses_) return std::unexpected(**refuses_);
        ++*carried_;
        return delivery::Receipt{delivery::Proof::Stored, "e3b0c44298fc1c149afbf4c8996fb924", 0};
    }

  private:
    std::shared_ptr<int> carried_;
    std::shared_ptr<std::optional<Error>> refuses_;
};

struct House {
    ShippedData shipped;
    models::Languages languages = models::Languages::load(shipped);
    std::shared_ptr<int> carried = std::make_shared<int>(0);
    std::shared_ptr<std::optional<Error>> refuses = std::make_shared<std::optional<Error>>();
    std::shared_ptr<FakeWorld> world = std::make_shared<FakeWorld>();
    std::unique_ptr<models::WindowModel> model;
    screens::ViewState state;
    test::HeadlessUi headless;

    /// `data` is the folder of the data files; one without any shows what is left then. `saves` is where things may be
    /// saved, or empty.
    explicit House(const std::string& language, const std::string& data = test::build_folder().string(), const std::string& saves = {},
                   std::shared_ptr<Storage> storage = nullptr)
        : shipped(data, pinned_files(), embedded_files()) {
        models::WindowSetup setup;
        setup.shipped = &shipped;
        setup.languages = &languages;
        setup.host = recorded();
        setup.wake = [] {};
        setup.language = language;
        setup.today = std::chrono::sys_days{std::chrono::year{2026} / 11 / 23};
        setup.now = [] { return std::int64_t{1795444379}; };
        setup.random = [](std::size_t size) { return std::vector<unsigned char>(size, 5); };
        setup.data_folder = saves;
        setup.save_options = {.cost = vault::kLowMemoryCost, .pause = std::chrono::milliseconds{10}, .mirror_after = std::chrono::milliseconds{10}};
        setup.sos_storage = std::move(storage);
        setup.courier = [carried = carried, refuses = refuses](const models::NetworkChoice&, const std::shared_ptr<const delivery::MailAccount>&) {
            return std::make_shared<TakingCourier>(carried, refuses);
        };
        setup.network = [world = world](const models::NetworkChoice&) -> Result<std::unique_ptr<network::Network>> { return std::make_unique<FakeNetwork>(world); };
        model = std::make_unique<models::WindowModel>(std::move(setup));
        headless.ui().watch_ink(true);
        ui::watch_items(&items);
    }

    static std::shared_ptr<const Host> recorded() {
        return make_recorded_host(test::load_fixture("disk-debian-plain"));
    }

    void settle_check_up() {
        for (int i = 0; i < 600 && model->check_up().phase() == models::LiveCheckUp::Phase::Looking; ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
            static_cast<void>(model->poll());
        }
    }
    void look_at_everything() {
        model->check_up().start();
        settle_check_up();
        REQUIRE(model->check_up().phase() == models::LiveCheckUp::Phase::Done);
    }

    void settle_accounts() {
        for (int i = 0; i < 1000 && model->accounts().phase() == models::LiveAccounts::Phase::Reading; ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
            static_cast<void>(model->poll());
        }
    }
    /// A password export and a platform's, which are gone afterwards, so that no page names a folder of this machine.
    void read_exports() {
        {
            const TempFolder folder;
            write_file(folder.path() / "passwords.csv",
                       "name,url,username,password\nM,https://mail.google.com,amal@mail.example,password1\nF,https://www.facebook.com,amal,password1\n"
                       "H,http://forum.example,amal,Sunflower2024\nI,https://shop.example,amal,Sunflower2025\n");
            write_file(folder.path() / "takeout/Mail/User Settings/Forwarding Addresses.json", R"({"addresses":["backup.amal@post.example"]})");
            write_file(folder.path() / "takeout/Access Log Activity/Activities.csv",
                       "Gaia ID,Activity Timestamp,IP Address,User Agent String,Product Name\n"
                       "1,2026-11-10 08:15:00 UTC,203.0.113.7,\"Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0\",Gmail\n"
                       "1,2026-11-12 02:20:00 UTC,198.51.100.9,\"Mozilla/5.0 (Windows NT 10.0) Chrome/120.0 Safari/537.36\",Gmail\n");
            model->accounts().read({(folder.path() / "passwords.csv").string(), (folder.path() / "takeout").string()}, {.today = model->today(), .own_words = {}});
            settle_accounts();
        }
        model->accounts().look_for_files();
        REQUIRE(model->accounts().passwords() != nullptr);
        REQUIRE(model->accounts().activity() != nullptr);
    }

    [[nodiscard]] static SecretString secret(std::string_view text) {
        auto out = SecretString::create(1024);
        REQUIRE(out.has_value());
        REQUIRE(out->append(text));
        return *std::move(out);
    }
    /// Until nothing about saving is under way.
    void settle_saving() {
        const auto quiet = [&] {
            const auto now = model->keeping().state();
            return !model->keeping().busy() && (!now || (!now->unsaved && now->mirrored));
        };
        for (int i = 0; i < 3000; ++i) {
            static_cast<void>(model->poll());
            if (quiet()) return;
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        FAIL("saving never came to rest");
    }

    /// What Dear ImGui took for items in the last frame.
    std::vector<ui::SeenItem> items;

    bool draw(int width, int height, ui::ThemeKind theme, float scale) {
        headless.ui().set_look({theme, scale, model->right_to_left()});
        return headless.settle(width, height, [&](ui::Ui& ui) {
            items.clear();
            screens::View view{ui, *model, state};
            screens::draw(view);
        });
    }
    /// Sending is on, and there is somebody to send to.
    void allow_sending() {
        models::NetworkChoice choice;
        choice.on = true;
        REQUIRE(model->sending().choose(choice).has_value());
        know_somebody();
    }
    void know_somebody() {
        (void)start_sodium();
        if (!model->sending().contacts().empty()) return;
        REQUIRE(model->sending().add_contact("Our lawyer", "https://drop.example.org/in/", vault::InboxKey::make()->address().text()).has_value());
    }
    /// Until a login has ended.
    void settle_sign_in() {
        for (int i = 0; i < 5'000 && model->sending().sign_in_state() == models::Sending::SignIn::Trying; ++i) {
            static_cast<void>(model->poll());
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    }
    /// A mail account that its server took.
    void sign_in() {
        if (model->sending().account() != nullptr) return;
        REQUIRE(model->sending().sign_in("me@example.net", {}, secret(world->password)).has_value());
        settle_sign_in();
        REQUIRE(model->sending().account() != nullptr);
    }
    /// On the page of the exact message to that person.
    void write_to_somebody() {
        model->open_help();
        models::Emergency& way = *model->emergency();
        way.answer(escalation::Danger::No);
        way.choose_incident("account-compromise");
        way.write_to_person(models::Sending::recipient_of(model->sending().contacts().front()));
    }
    /// Frames of a tenth of a second, as the window draws them while something counts.
    void pass(double seconds) {
        for (int i = 0; i < static_cast<int>(seconds * 10 + 0.5); ++i) {
            bool again = false;
            static_cast<void>(headless.frame(1280, 800, [&](ui::Ui& ui) {
                screens::View view{ui, *model, state};
                screens::draw(view);
            }, again, 0.1F));
        }
    }
    /// Until what was sent has ended.
    void arrive() {
        for (int i = 0; i < 5'000 && model->sending().delivery().phase() != models::Delivery::Phase::Ended; ++i) {
            static_cast<void>(model->poll());
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        REQUIRE(model->sending().delivery().phase() == models::Delivery::Phase::Ended);
    }
    void go(models::Place place, const std::string& id = {}) { model->places.go(place, id); }
    [[nodiscard]] const std::vector<a11y::Node>& nodes() { return headless.ui().nodes(); }
};

}  // namespace amparo::test
