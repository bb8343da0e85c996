#pragma once
// A window's model over a folder on a real disk, and hands that wait for what works elsewhere.

#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <memory>
#include <string>
#include <thread>

#include "app/models/window_model.hpp"
#include "app/platform/recorded_host.hpp"
#include "app/shell/pins.hpp"
#include "tests/support/fixtures.hpp"
#include "tests/support/temp_folder.hpp"

namespace amparo::test {

inline constexpr const char* kPassphrase = "velvet-otter-lamp-forty";

inline SecretString secret(std::string_view text) {
    REQUIRE(start_sodium().has_value());
    auto out = SecretString::create(1024);
    REQUIRE(out.has_value());
    REQUIRE(out->append(text));
    return *std::move(out);
}

/// One program on one stick. Derivation costs as little as the format allows.
struct VaultHouse {
    ShippedData shipped{build_folder().string(), pinned_files(), embedded_files()};
    models::Languages languages = models::Languages::load(shipped);
    TempFolder stick;
    std::unique_ptr<models::WindowModel> model;

    [[nodiscard]] std::string data() const { return (stick.path() / "data").string(); }

    /// The program is started.
    models::WindowModel& start(bool ephemeral = false, bool language_asked_for = false) {
        model.reset();
        model = another(ephemeral, language_asked_for);
        return *model;
    }
    [[nodiscard]] std::unique_ptr<models::WindowModel> another(bool ephemeral = false, bool language_asked_for = false) const {
        models::WindowSetup setup;
        setup.shipped = &shipped;
        setup.languages = &languages;
        setup.host = make_recorded_host(load_fixture("disk-debian-plain"));
        setup.wake = [] {};
        setup.first_run = !language_asked_for;
        setup.today = std::chrono::sys_days{std::chrono::year{2026} / 11 / 23};
        setup.now = [] { return std::int64_t{1795444379}; };
        setup.random = [](std::size_t size) { return std::vector<unsigned char>(size, 5); };
        if (!ephemeral) setup.data_folder = data();
        setup.save_options.cost = vault::kLowMemoryCost;
        setup.save_options.mirror_after = std::chrono::milliseconds{50};
        return std::make_unique<models::WindowModel>(std::move(setup));
    }

    template <class Wanted>
    static bool wait(models::WindowModel& model, const Wanted& wanted) {
        for (int i = 0; i < 6000; ++i) {
            static_cast<void>(model.poll());
            if (wanted()) return true;
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        return false;
    }
    static bool settled(models::WindowModel& model) {
        return wait(model, [&] { return !model.keeping().busy(); });
    }

    models::WindowModel& created(std::string_view passphrase = kPassphrase) {
        if (!model) start();
        model->keeping().create(secret(passphrase), secret(passphrase));
        REQUIRE(settled(*model));
        REQUIRE(model->keeping().phase() == models::Keeping::Phase::Open);
        return *model;
    }
    bool open(std::string_view passphrase = kPassphrase) {
        model->keeping().open(secret(passphrase));
        REQUIRE(settled(*model));
        return model->keeping().phase() == models::Keeping::Phase::Open;
    }
    void close() {
        static_cast<void>(model->poll());
        model->keeping().close();
        REQUIRE(wait(*model, [&] { return model->keeping().phase() == models::Keeping::Phase::Locked; }));
    }
    /// A case as somebody has who wrote to a helpline.
    static void keep_case(models::WindowModel& model) {
        model.open_help();
        models::Emergency& help = *model.emergency();
        help.answer(escalation::Danger::No);
        help.choose_incident("account-compromise");
        help.write_to("accessnow-helpline");
        help.handed_over();
        REQUIRE(model.cases().keep(help).has_value());
    }
    static void look(models::WindowModel& model) {
        model.check_up().start();
        REQUIRE(wait(model, [&] { return model.check_up().phase() != models::LiveCheckUp::Phase::Looking; }));
        REQUIRE(model.check_up().phase() == models::LiveCheckUp::Phase::Done);
    }
};

}  // namespace amparo::test
