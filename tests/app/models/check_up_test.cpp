#include "app/models/check_up.hpp"

#include <catch2/catch_test_macros.hpp>
#include <set>

#include "app/models/check_words.hpp"
#include "app/models/languages.hpp"
#include "app/platform/recorded_host.hpp"
#include "app/shell/pins.hpp"

using namespace amparo;
using models::CheckUp;
using models::Outcome;

namespace {

std::shared_ptr<const Host> host_with_home_mode(const std::string& mode) {
    auto tree = parse_tree("amparo.tree/1\nnow 2026-11-23\nidentity 1000 1000\n"
                           "f /etc/passwd 0644 0:0 2026-11-01\n| ana:x:1000:1000:Ana:/home/ana:/bin/bash\n"
                           "f /etc/group 0644 0:0 2026-11-01\n| ana:x:1000:\n"
                           "d /home/ana " + mode + " 1000:1000 2026-11-01\n");
    REQUIRE(tree.has_value());
    return make_recorded_host(*std::move(tree));
}

CheckUp looked(const std::string& mode) {
    auto check_up = CheckUp::create();
    REQUIRE(check_up.has_value());
    REQUIRE(check_up->choose({"home-folder-private"}, {}).has_value());
    check_up->run(host_with_home_mode(mode), {}, {}, {});
    return *std::move(check_up);
}

}  // namespace

TEST_CASE("the outcome of a check-up is the worst of its findings") {
    CHECK(looked("0700").outcome() == Outcome::NothingToDo);
    CHECK(looked("0755").outcome() == Outcome::NeedsAttention);
    auto check_up = CheckUp::create();
    REQUIRE(check_up->choose({"home-folder-private"}, {}).has_value());
    check_up->run(make_recorded_host(*parse_tree("amparo.tree/1\nnow 2026-11-23\nidentity 1000 1000\n")), {}, {}, {});
    CHECK(check_up->outcome() == Outcome::NotEverythingSeen);
}

TEST_CASE("only something at risk can be the next step") {
    CHECK(looked("0700").next_step() == nullptr);
    const auto open = looked("0777");
    REQUIRE(open.next_step() != nullptr);
    CHECK(open.next_step()->judgement.severity == checks::Severity::Large);
}

TEST_CASE("checks that were not chosen are named in the coverage") {
    const auto check_up = looked("0700");
    CHECK(check_up.report().coverage.run == 1);
    CHECK(check_up.report().coverage.skipped.size() == check_up.infos().size() - 1);
}

TEST_CASE("an unknown check gets the nearest known one as a hint") {
    auto check_up = CheckUp::create();
    const auto chosen = check_up->choose({"home-folder-privat"}, {});
    REQUIRE_FALSE(chosen.has_value());
    CHECK(chosen.error().detail == "home-folder-privat\nhome-folder-private");
}

TEST_CASE("every reason and every step of every check has an English sentence that names no missing value") {
    const ShippedData shipped("", pinned_files(), embedded_files());
    const auto languages = models::Languages::load(shipped);
    const auto words = languages.translator("en");
    for (const checks::RegisteredCheck& check : checks::all_checks()) {
        const std::string id(check.definition->id);
        const std::string po(check.english_po);
        INFO(id);
        for (const char* part : {"title", "why", "by_hand", "watcher"}) CHECK(words.knows("checks." + id + "." + part));
        CHECK(words.tr(models::check_message(id, "title")).text.size() <= 40);
        // Every list of steps that the texts hold starts at one and has no gap.
        const std::string prefix = "msgctxt \"checks." + id + ".fix.";
        std::size_t steps = 0;
        for (std::size_t at = po.find(prefix); at != std::string::npos; at = po.find(prefix, at + 1)) ++steps;
        std::size_t reached = models::remedy_steps(id, "", words).size();
        std::set<std::string> variants;
        for (std::size_t at = po.find(prefix); at != std::string::npos; at = po.find(prefix, at + 1)) {
            const std::string rest = po.substr(at + prefix.size(), po.find('"', at + prefix.size()) - at - prefix.size());
            if (rest.find('.') != std::string::npos) variants.insert(rest.substr(0, rest.find('.')));
        }
        for (const std::string& variant : variants) reached += models::remedy_steps(id, variant, words).size();
        CHECK(steps == reached);
        // Two checks never say that something is at risk, so they have nothing to put right.
        CHECK((steps > 0 || id == "lockdown-mode" || id == "password-manager-present"));
    }
}

TEST_CASE("a sentence with two forms is one that counts, since only the number called count chooses the form") {
    for (const checks::RegisteredCheck& check : checks::all_checks()) {
        const std::string po(check.english_po);
        const std::string key = "msgid_plural ";
        for (std::size_t at = po.find(key); at != std::string::npos; at = po.find(key, at + 1)) {
            const std::string sentence = po.substr(at, po.find('\n', at) - at);
            INFO(check.definition->id << ": " << sentence);
            CHECK(sentence.find("{count}") != std::string::npos);
        }
    }
}

TEST_CASE("how long something takes is told in minutes, and from one and a half hours on in hours") {
    CHECK(models::time_message("check.effort", 89).id == "check.effort");
    CHECK(models::time_message("check.effort", 90).id == "check.effort.hours");
    CHECK(std::get<std::int64_t>(models::time_message("check.effort", 89).arguments.front().value) == 89);
    CHECK(std::get<std::int64_t>(models::time_message("check.effort", 180).arguments.front().value) == 3);
    CHECK(std::get<std::int64_t>(models::time_message("check.effort", 335).arguments.front().value) == 6);
}
