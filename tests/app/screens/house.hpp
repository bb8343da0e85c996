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
#include "tests/support/fixtures.hpp"
#include "tests/support/headless_ui.hpp"
#include "tests/support/screen_judge.hpp"

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
    std::unique_ptr<models::WindowModel> model;
    screens::ViewState state;
    test::HeadlessUi headless;

    /// `data` is the folder of the data files; one without any shows what is left then.
    explicit House(const std::string& language, const std::string& data = test::build_folder().string(), std::shared_ptr<Storage> storage = nullptr)
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
        setup.sos_storage = std::move(storage);
        setup.courier = [carried = carried, refuses = refuses](const models::NetworkChoice&, const std::shared_ptr<const delivery::MailAccount>&) {
            return std::make_shared<TakingCourier>(carried, refuses);
        };
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

    /// What Dear ImGui took for items in the last frame.
    std::vector<ui::SeenItem> items;

    bool draw(int width, int height, ui::ThemeKind theme, float scale) {
        headless.ui().set_look({theme, scale, model->words().language().right_to_left()});
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
        if (model->sending().contacts().empty()) know_somebody();
    }
    void know_somebody() {
        (void)start_sodium();
        REQUIRE(model->sending().add_contact("Our lawyer", "https://drop.example.org/in/", vault::InboxKey::make()->address().text()).has_value());
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
