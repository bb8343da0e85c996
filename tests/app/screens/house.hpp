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

struct House {
    ShippedData shipped;
    models::Languages languages = models::Languages::load(shipped);
    std::unique_ptr<models::WindowModel> model;
    screens::ViewState state;
    test::HeadlessUi headless;

    /// `data` is the folder of the data files; one without any shows what is left then. `saves` is where things may be
    /// saved, or empty.
    explicit House(const std::string& language, const std::string& data = test::build_folder().string(), const std::string& saves = {})
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
        headless.ui().set_look({theme, scale, model->words().language().right_to_left()});
        return headless.settle(width, height, [&](ui::Ui& ui) {
            items.clear();
            screens::View view{ui, *model, state};
            screens::draw(view);
        });
    }
    void go(models::Place place, const std::string& id = {}) { model->places.go(place, id); }
    [[nodiscard]] const std::vector<a11y::Node>& nodes() { return headless.ui().nodes(); }
};

}  // namespace amparo::test
