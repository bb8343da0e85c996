#include "app/models/languages.hpp"

#include <catch2/catch_test_macros.hpp>

#include "app/shell/pins.hpp"
#include "localization/lint.hpp"
#include "tests/support/fixtures.hpp"

using namespace amparo;
using models::Languages;

namespace {

Languages load() {
    static const ShippedData shipped(test::build_folder().string(), pinned_files(), embedded_files());
    return Languages::load(shipped);
}

}  // namespace

TEST_CASE("English comes first, and the shipped languages load without a problem") {
    const Languages languages = load();
    CHECK(languages.tags().front() == "en");
    CHECK(languages.find("ar") == "ar");
    for (const auto& problem : languages.problems()) FAIL_CHECK(problem.text());
    CHECK(languages.added_by_hand().empty());
}

TEST_CASE("a language is found under the names that systems give it, and an unknown one is not replaced in silence") {
    const Languages languages = load();
    CHECK(languages.find("ar_EG.UTF-8") == "ar");
    CHECK(languages.find("en-GB") == "en");
    CHECK(languages.find("qps-ploc") == "qps-ploc");
    CHECK(languages.find("xx").empty());
    CHECK(languages.find("").empty());
}

TEST_CASE("the lint finds no error in any shipped language") {
    const Languages languages = load();
    for (const auto& catalog : languages.catalogs()) {
        for (const auto& item : localization::lint(languages.english(), *catalog)) {
            if (item.severity == localization::Severity::Error) {
                FAIL_CHECK(item.file << ":" << item.line << " " << item.id << ": " << item.message);
            }
        }
    }
}

TEST_CASE("the Arabic drafts are current, every one says that it is a draft, and what is missing is shown in English") {
    const Languages languages = load();
    const auto status = localization::status(languages.english(), *languages.catalog("ar"));
    CHECK(status.fuzzy == 0);
    CHECK(status.stale == 0);
    CHECK(status.draft + status.translated + status.reviewed + status.missing == status.total);
    CHECK(languages.catalog("ar")->language().preview);
    for (const char* id : {"incident.arrest", "channels.all_old", "check.group.fix_soon", "error.denied"}) {
        CHECK(languages.translator("ar").tr(id).lang == "ar");
    }
    const auto text = languages.translator("ar").tr("check.group.good");
    CHECK(text.lang == "ar");
    CHECK(text.direction == localization::Direction::RightToLeft);
    CHECK(text.state == localization::State::Draft);
}

TEST_CASE("with nothing on the disk the built-in languages still speak") {
    const ShippedData nowhere("/no/such/folder", pinned_files(), embedded_files());
    const Languages languages = Languages::load(nowhere);
    CHECK(languages.translator("en").tr("check.group.good").text == "Looks good");
    CHECK(languages.find("ar") == "ar");
}
