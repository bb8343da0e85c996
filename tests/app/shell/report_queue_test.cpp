// The outbox from a terminal, with the program that people get.
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <filesystem>
#include <string>

#include "app/base/json.hpp"
#include "app/models/sending.hpp"
#include "tests/app/models/waiting_outbox.hpp"
#include "tests/support/fixtures.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temp_folder.hpp"

using namespace amparo;

namespace {

struct Queue {
    test::TempFolder folder;
    std::string data = (folder.path() / "data").string();
    std::vector<std::string> ids;

    explicit Queue(const std::vector<delivery::Parcel>& parcels) : ids(test::make_waiting(data, parcels)) {}

    test::ProcessResult run(std::vector<std::string> words, std::string passphrase = "a passphrase of mine\n") const {
        words.insert(words.begin(), {"--lang", "en", "--data", data, "report", "queue"});
        test::ProcessOptions options = test::arguments(std::move(words));
        options.input = std::move(passphrase);
        options.limit = std::chrono::seconds(60);
        return test::run_process(test::amparo_program(), options);
    }
};

}  // namespace

TEST_CASE("the queue lists what waits with its place, its state and its next try, as text and as JSON") {
    const Queue queue({test::waiting_drop(), test::waiting_mail()});
    const auto text = queue.run({});
    INFO(text.errors);
    CHECK(text.exit_code == 1);
    CHECK(text.output.find(queue.ids.front() + " Waiting 7KQ2M9XA") != std::string::npos);
    CHECK(text.output.find("To: Our lawyer <https://127.0.0.1:9/in/>") != std::string::npos);
    CHECK(text.output.find("It has not been tried yet.") != std::string::npos);

    const auto json = Json::parse(queue.run({"--json"}).output);
    REQUIRE(json.has_value());
    CHECK(json->member_text("schema") == "amparo.queue/1");
    REQUIRE(json->find("items")->elements().size() == 2);
    const Json& first = json->find("items")->elements().front();
    CHECK(first.member_text("id") == queue.ids.front());
    CHECK(first.member_text("way") == "drop");
    CHECK(first.member_text("protection") == "box");
    CHECK(first.member_text("state") == "queued");
    CHECK(first.member_text("next_try").starts_with("2026-11-23"));
    CHECK(first.find("receipt")->member_text("proof") == "none");
    // What waits is listed; what it says, and what answers it, stay inside.
    CHECK(json->dump().find("sealed") == std::string::npos);
}

TEST_CASE("one that is taken back is not tried any more, and the rest still waits") {
    const Queue queue({test::waiting_drop(), test::waiting_mail()});
    const auto taken = queue.run({"--cancel", queue.ids.front()});
    INFO(taken.errors);
    CHECK(taken.exit_code == 0);
    CHECK(taken.output.find("Stopped by you. It was not sent.") != std::string::npos);
    const auto json = Json::parse(queue.run({"--json"}).output);
    REQUIRE(json.has_value());
    CHECK(json->find("items")->elements()[0].member_text("state") == "cancelled");
    CHECK(json->find("items")->elements()[1].member_text("state") == "queued");
    const auto none = queue.run({"--cancel", "0123456789abcdef"});
    CHECK(none.exit_code == 2);
    CHECK(none.errors.find("There is no 0123456789abcdef") != std::string::npos);
}

TEST_CASE("a wrong passphrase shows nothing and a script cannot try one; two wishes at once are refused") {
    const Queue queue({test::waiting_drop()});
    const auto wrong = queue.run({}, "a passphrase of yours\n");
    CHECK(wrong.exit_code == 1);
    CHECK(wrong.output.empty());
    const auto script = queue.run({"--try", queue.ids.front()});
    CHECK(script.exit_code == 2);
    CHECK(script.errors.find("Only a person sends") != std::string::npos);
    CHECK(queue.run({"--try", "a", "--cancel", "b"}).exit_code == 2);
    const Queue nothing({});
    const auto empty = nothing.run({});
    CHECK(empty.exit_code == 0);
    CHECK(empty.output.find("Nothing waits") != std::string::npos);
}

TEST_CASE("in a terminal a try shows where it goes, wants the case typed, and says what came of it") {
    if (!models::Sending::possible()) SKIP("this build has no network code");
    const Queue queue({test::waiting_drop()});
    const std::string script = (test::source_folder() / "tests/app/shell/queue_terminal.py").string();
    test::ProcessOptions options = test::arguments({script, test::amparo_program(), queue.data, queue.ids.front(), "7KQ2M9XA"});
    options.limit = std::chrono::milliseconds(120'000);
    const auto told = test::run_process("/usr/bin/python3", options);
    INFO(told.errors);
    CHECK(told.output ==
          "other words 130 True True True\n"
          "the case 1 True True True\n"
          "the passphrase False\n");
}
