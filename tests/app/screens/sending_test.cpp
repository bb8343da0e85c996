// The button that is held, its equal, the ten seconds and what stops them, on the page as a person meets it.
#include <algorithm>
#include <array>
#include <functional>

#include "app/screens/sending.hpp"
#include "tests/app/screens/house.hpp"
#include "tests/support/made_key.hpp"
#include "tests/support/temp_folder.hpp"

using namespace amparo;
using models::Delivery;
using models::HelpStep;
using models::Place;
using test::House;
using Phase = Delivery::Phase;

namespace {

struct Ready : House {
    explicit Ready(const std::string& language = "en") : House(language) {
        model->finish_first_run();
        allow_sending();
        write_to_somebody();
        pass(0.5);
    }
    [[nodiscard]] Phase phase() { return model->sending().delivery().phase(); }
    [[nodiscard]] ui::Ui& ui() { return headless.ui(); }
    [[nodiscard]] a11y::Bounds bounds(std::string_view id) {
        const auto at = std::ranges::find(nodes(), id, &a11y::Node::id);
        REQUIRE(at != nodes().end());
        return at->bounds;
    }
    void scroll_to(std::string_view id) {
        ui().set_focus(id);
        ui().feed_pointer(640, 400);
        for (int i = 0; i < 40 && bounds(id).y1 > 790; ++i) {
            ui().feed_wheel(0, -3);
            pass(0.1);
        }
    }
    void point_at(std::string_view id) {
        const a11y::Bounds at = bounds(id);
        ui().feed_pointer((at.x0 + at.x1) / 2, (at.y0 + at.y1) / 2);
        pass(0.1);
    }
    void press(ui::Key key) {
        ui().feed_key(key);
        pass(0.1);
    }
    [[nodiscard]] bool on(HelpStep step) { return model->emergency()->step() == step; }
    /// Nothing leaves, however long one waits.
    void expect_nothing() {
        pass(20);
        static_cast<void>(model->poll());
        CHECK(*carried == 0);
        CHECK(model->sending().delivery().queue().empty());
    }
};

}  // namespace

TEST_CASE("held with the pointer for two seconds, then ten more, it goes once and the receipt is on the page") {
    Ready house;
    house.scroll_to("send.hold");
    house.point_at("send.hold");
    house.ui().feed_button(0, true);
    house.pass(1);
    CHECK(house.phase() == Phase::Holding);
    house.pass(1.5);
    house.ui().feed_button(0, false);
    house.pass(0.5);
    REQUIRE(house.phase() == Phase::Window);
    CHECK(house.on(HelpStep::Going));
    CHECK(house.ui().focused_id() == "going.cancel");
    house.pass(10);
    house.arrive();
    house.pass(0.5);
    CHECK(*house.carried == 1);
    CHECK(house.on(HelpStep::After));
    CHECK(std::ranges::any_of(house.nodes(), [](const a11y::Node& node) { return node.name.find("e3b0c442") != std::string::npos; }));
    house.pass(20);
    CHECK(*house.carried == 1);
}

TEST_CASE("let go at 1.9 seconds nothing has happened") {
    Ready house;
    house.scroll_to("send.hold");
    house.point_at("send.hold");
    house.ui().feed_button(0, true);
    house.pass(1.8);
    house.ui().feed_button(0, false);
    house.pass(0.2);
    CHECK(house.phase() == Phase::Preview);
    CHECK(house.on(HelpStep::Review));
    house.expect_nothing();
}

TEST_CASE("Space held does the same as the pointer, and letting go of it later cancels nothing") {
    Ready house;
    house.scroll_to("send.hold");
    house.ui().feed_key(ui::Key::Space);
    house.ui().feed_space(true);
    house.pass(2.5);
    REQUIRE(house.phase() == Phase::Window);
    // A key that is still down types on.
    house.ui().feed_text(" ");
    house.pass(0.5);
    house.ui().feed_space(false);
    house.pass(10.5);
    house.arrive();
    CHECK(*house.carried == 1);
}

TEST_CASE("Enter asks first, and only yes starts the ten seconds") {
    for (const bool yes : {false, true}) {
        Ready house("ar");
        house.scroll_to("send.hold");
        house.press(ui::Key::Enter);
        house.pass(0.3);
        REQUIRE(house.phase() == Phase::Asked);
        CHECK(house.ui().focused_id() == "send.ask/0");
        if (yes) house.press(ui::Key::Tab);
        house.press(ui::Key::Enter);
        house.pass(0.3);
        CHECK(house.phase() == (yes ? Phase::Window : Phase::Preview));
        if (!yes) {
            house.expect_nothing();
            continue;
        }
        house.pass(10.5);
        house.arrive();
        CHECK(*house.carried == 1);
    }
}

TEST_CASE("a letter, Escape, the large button and leaving the page each stop the ten seconds at the last moment") {
    for (int how = 0; how < 6; ++how) {
        INFO("way " << how);
        Ready house;
        house.model->sending().delivery().ask();
        house.pass(0.2);
        house.model->sending().delivery().answer_yes(screens::frame_time({house.ui(), *house.model, house.state}));
        house.pass(9.7);
        REQUIRE(house.phase() == Phase::Window);
        switch (how) {
            case 0: house.ui().feed_text("x"); break;
            case 1: house.ui().feed_key(ui::Key::Escape); break;
            case 2: house.ui().feed_key(ui::Key::Enter); break;
            case 3: house.go(Place::Settings); break;
            case 5: {
                // The focus was taken elsewhere meanwhile; it comes back to the button.
                house.ui().set_focus("");
                house.pass(0.1);
                house.ui().feed_key(ui::Key::Enter);
                break;
            }
            default: house.model->open_help(); break;
        }
        house.pass(0.3);
        CHECK(house.phase() != Phase::Window);
        if (how == 3) house.go(Place::Emergency);
        house.pass(0.3);
        CHECK(house.on(how == 4 ? HelpStep::Danger : HelpStep::Review));
        house.expect_nothing();
    }
}

TEST_CASE("the seconds are told to whoever hears the window: at the start, at five and at three") {
    Ready house;
    std::vector<std::string> heard;
    house.model->sending().delivery().ask();
    house.pass(0.2);
    house.model->sending().delivery().answer_yes(screens::frame_time({house.ui(), *house.model, house.state}));
    for (int i = 0; i < 98; ++i) {
        house.pass(0.1);
        for (const a11y::Announcement& item : house.ui().announcements()) heard.push_back(item.text);
    }
    const auto said = [&](std::string_view part) {
        return std::ranges::any_of(heard, [&](const std::string& text) { return text.find(part) != std::string::npos; });
    };
    CHECK(said("goes to Our lawyer in 10 seconds"));
    CHECK(said("5 seconds left"));
    CHECK(said("3 seconds left"));
    CHECK_FALSE(said("4 seconds left"));
}

TEST_CASE("a picture that stands still does not run on: frames half a minute apart are not ten seconds") {
    Ready house;
    house.model->sending().delivery().ask();
    house.pass(0.2);
    house.model->sending().delivery().answer_yes(screens::frame_time({house.ui(), *house.model, house.state}));
    bool again = false;
    for (int i = 0; i < 3; ++i) {
        static_cast<void>(house.headless.frame(1280, 800, [&](ui::Ui& ui) {
            screens::View view{ui, *house.model, house.state};
            screens::draw(view);
        }, again, 30));
    }
    CHECK(house.phase() == Phase::Window);
    CHECK(*house.carried == 0);
}

TEST_CASE("practice looks like practice on every page, and nothing is carried") {
    Ready house;
    house.model->open_help();
    house.pass(0.3);
    house.ui().set_focus("danger.practise");
    house.press(ui::Key::Enter);
    house.pass(0.2);
    REQUIRE(house.model->sending().practising());
    house.model->emergency()->answer(escalation::Danger::No);
    house.model->emergency()->choose_incident("account-compromise");
    house.model->emergency()->write_to("accessnow-helpline");
    house.pass(0.3);
    CHECK(std::ranges::any_of(house.nodes(), [](const a11y::Node& node) { return node.name == "Hold to practise"; }));
    house.model->sending().delivery().ask();
    house.pass(0.2);
    house.model->sending().delivery().answer_yes(screens::frame_time({house.ui(), *house.model, house.state}));
    house.pass(11);
    house.arrive();
    house.pass(0.3);
    CHECK(house.on(HelpStep::After));
    CHECK(std::ranges::any_of(house.nodes(), [](const a11y::Node& node) { return node.name.starts_with("Practice: it would have been sent"); }));
    CHECK(*house.carried == 0);
    CHECK(house.model->emergency()->report().reported_to.empty());
    // Help that is asked for afterwards is no practice.
    house.model->open_help();
    CHECK_FALSE(house.model->sending().practising());
}

TEST_CASE("the practice can be ended on each of its pages, and help begins anew in earnest") {
    Ready house;
    using models::Emergency;
    const auto review = [](Emergency& help) { help.choose_incident("account-compromise"), help.write_to("accessnow-helpline"); };
    const std::array<std::function<void(Emergency&)>, 3> ways{[](Emergency&) {}, [](Emergency& help) { help.answer(escalation::Danger::No); }, review};
    for (const auto& way : ways) {
        house.model->open_help();
        house.model->sending().practise(true);
        way(*house.model->emergency());
        house.pass(0.3);
        house.ui().set_focus("practice/action");
        house.press(ui::Key::Enter);
        house.pass(0.2);
        CHECK_FALSE(house.model->sending().practising());
        CHECK(house.on(HelpStep::Danger));
    }
}

TEST_CASE("what could not go waits on the page with a next try, and can be taken back") {
    Ready house;
    *house.refuses = Error{Errc::Offline, "network.error.connect", ""};
    house.model->sending().delivery().ask();
    house.pass(0.2);
    house.model->sending().delivery().answer_yes(screens::frame_time({house.ui(), *house.model, house.state}));
    house.pass(11);
    house.arrive();
    house.pass(0.3);
    REQUIRE(house.model->sending().sent().size() == 1);
    const std::string id = house.model->sending().sent().front();
    CHECK(house.model->sending().delivery().queue().front().state == delivery::State::Queued);
    house.ui().set_focus("sending.take." + id);
    house.press(ui::Key::Enter);
    house.pass(0.2);
    CHECK(house.model->sending().delivery().queue().front().state == delivery::State::Cancelled);
    CHECK(*house.carried == 0);
}

TEST_CASE("an SOS that lies ready is on the first page of help after a fresh start, and one hold sends it") {
    const test::TempFolder folder;
    const std::shared_ptr<Storage> storage = *open_storage(folder.path().string(), CreateFolder::Yes);
    {
        House before("en", test::build_folder().string(), {}, storage);
        before.allow_sending();
        before.write_to_somebody();
        before.pass(0.3);
        before.model->sending().delivery().ask();
        before.pass(0.2);
        before.model->sending().delivery().answer_yes(screens::frame_time({before.headless.ui(), *before.model, before.state}));
        before.pass(11);
        before.arrive();
        before.pass(0.5);
        before.headless.ui().set_focus("sos.keep");
        before.headless.ui().feed_key(ui::Key::Enter);
        before.pass(0.3);
        REQUIRE(before.model->sending().sos().size() == 1);
    }
    House house("en", test::build_folder().string(), {}, storage);
    house.model->open_help();
    house.pass(0.5);
    house.headless.ui().set_focus("send.hold");
    house.headless.ui().feed_key(ui::Key::Space);
    house.headless.ui().feed_space(true);
    house.pass(2.5);
    house.headless.ui().feed_space(false);
    house.pass(11);
    house.arrive();
    CHECK(*house.carried == 1);
    CHECK(house.model->sending().sos().front().sent != 0);
    house.pass(0.3);
    CHECK(house.model->emergency()->step() == HelpStep::After);
}

TEST_CASE("a mail account is set up by keyboard alone, and only yes contacts its server") {
    for (const std::string language : {"en", "ar"}) {
        Ready house(language);
        house.go(Place::Settings);
        house.pass(0.3);
        const auto tab_to = [&](std::string_view id) {
            for (int i = 0; i < 120 && house.ui().focused_id() != id; ++i) house.press(ui::Key::Tab);
            REQUIRE(house.ui().focused_id() == id);
        };
        tab_to("mail.box");
        house.ui().feed_text("me@example.net");
        house.pass(0.2);
        tab_to("mail.password");
        house.ui().feed_text("right");
        house.pass(0.2);
        // What was typed is nowhere to be read.
        CHECK(std::ranges::none_of(house.nodes(), [](const a11y::Node& node) { return node.value.find("right") != std::string::npos; }));
        tab_to("mail.try");
        house.press(ui::Key::Enter);
        house.pass(0.3);
        REQUIRE(house.ui().focused_id() == "mail.ask/0");
        CHECK(std::ranges::any_of(house.nodes(), [](const a11y::Node& node) { return node.name.find("smtps://example.net") != std::string::npos; }));
        house.press(ui::Key::Enter);
        house.pass(0.3);
        CHECK(house.world->contacted.empty());
        tab_to("mail.try");
        house.press(ui::Key::Enter);
        house.pass(0.3);
        house.press(ui::Key::Tab);
        house.press(ui::Key::Enter);
        house.settle_sign_in();
        house.pass(0.3);
        REQUIRE(house.model->sending().account() != nullptr);
        CHECK(house.world->contacted == std::vector<std::string>{"smtps://example.net"});
        tab_to("mail.forget");
        house.press(ui::Key::Enter);
        house.pass(0.3);
        CHECK(house.model->sending().account() == nullptr);
    }
}

TEST_CASE("a password that was typed is gone with its page, and a service that refuses one cannot be tried") {
    Ready house;
    house.go(Place::Settings);
    house.pass(0.3);
    house.ui().set_focus("mail.password");
    house.ui().feed_text("right");
    house.pass(0.2);
    REQUIRE(house.state.sending.mail_password);
    CHECK(house.state.sending.mail_password->text.size() == 5);
    house.go(Place::Home);
    house.pass(0.3);
    CHECK_FALSE(house.state.sending.mail_password);
    house.go(Place::Settings);
    (void)house.state.sending.mailbox.buffer.reset("me@proton.me");
    house.pass(0.3);
    const auto tried = std::ranges::find(house.nodes(), "mail.try", &a11y::Node::id);
    REQUIRE(tried != house.nodes().end());
    CHECK_FALSE(tried->enabled);
    CHECK(std::ranges::any_of(house.nodes(), [](const a11y::Node& node) { return node.name.find("cannot be used from here") != std::string::npos; }));
}

TEST_CASE("a desk's key is fetched by keyboard after yes, judged by its pin, and the message says that it is sealed") {
    Ready house;
    house.model->open_help();
    models::Emergency& help = *house.model->emergency();
    help.choose_incident("account-compromise");
    help.write_to("accessnow-helpline");
    help.go(HelpStep::Key);
    house.pass(0.3);
    const test::MadeKey made;
    house.world->pages["https://www.accessnow.org/key.asc"] = {200, made.armoured(), {}};
    const auto tab_to = [&](std::string_view id) {
        for (int i = 0; i < 120 && house.ui().focused_id() != id; ++i) house.press(ui::Key::Tab);
        REQUIRE(house.ui().focused_id() == id);
    };
    const auto ask = [&] {
        tab_to("key.fetch");
        house.press(ui::Key::Enter);
        house.pass(0.3);
    };
    tab_to("key.page");
    house.ui().feed_text("https://elsewhere.example/key.asc");
    house.pass(0.2);
    ask();
    CHECK(house.state.sending.key_place.empty());
    house.ui().set_focus("key.page");
    house.press(ui::Key::SelectAll);
    house.ui().feed_text("https://www.accessnow.org/key.asc");
    house.pass(0.2);
    ask();
    REQUIRE(house.ui().focused_id() == "key.ask/0");
    CHECK(house.world->contacted.empty());
    house.press(ui::Key::Tab);
    house.press(ui::Key::Enter);
    for (int i = 0; i < 5'000 && house.model->sending().fetch_state() == models::Sending::Fetch::Trying; ++i) {
        static_cast<void>(house.model->poll());
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    house.pass(0.3);
    // Their list has a fingerprint, and this is another key: it is told, and nothing is sealed to it.
    CHECK(house.world->contacted == std::vector<std::string>{"https://www.accessnow.org"});
    CHECK(house.model->sending().fetch_problem().id == "seal.key.other");
    CHECK(house.model->sending().key_of("accessnow-helpline") == nullptr);
    CHECK(help.preview().to.protection == escalation::Protection::InTransit);
}
