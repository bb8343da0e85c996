#include <catch2/catch_test_macros.hpp>

#include <set>

#include "app/seal/box.hpp"

using namespace amparo;
using namespace amparo::seal;

namespace {

Report report() {
    REQUIRE(start_sodium().has_value());
    Report out;
    out.case_ref = "7KQ2M9XA";
    out.created = 1'790'000'000;
    out.text = "أخذوا هاتفي. They took my phone.";
    out.reply_secret = "0123456789abcdef";
    out.files = {{"photo 1.jpg", "image/jpeg", std::string("\xff\xd8\0\n", 4)}, {"صورة.png", "image/png", std::string(200'000, 'p')}};
    return out;
}

vault::InboxKey pair() {
    REQUIRE(start_sodium().has_value());
    auto made = vault::InboxKey::make();
    REQUIRE(made.has_value());
    return *std::move(made);
}

}  // namespace

TEST_CASE("each of the recipients opens a sealed report, and nobody else") {
    const vault::InboxKey desk = pair();
    const vault::InboxKey person = pair();
    const auto sealed = seal_report({desk.address(), person.address()}, report());
    REQUIRE(sealed.has_value());
    for (const vault::InboxKey* who : {&desk, &person}) {
        const auto opened = open_report(as_bytes(*sealed), *who);
        REQUIRE(opened.has_value());
        CHECK(*opened == report());
    }
    const auto other = open_report(as_bytes(*sealed), pair());
    REQUIRE_FALSE(other.has_value());
    CHECK(other.error().message_id() == "seal.box.not_ours");
}

TEST_CASE("one flipped byte anywhere, a cut and a tail are noticed") {
    const vault::InboxKey desk = pair();
    Report small = report();
    small.files.clear();
    const auto sealed = seal_report({desk.address()}, small);
    REQUIRE(sealed.has_value());
    for (std::size_t at = 0; at < sealed->size(); at += at < 200 ? 1 : 97) {
        std::string bad = *sealed;
        bad[at] = static_cast<char>(bad[at] ^ 0x10);
        INFO(at);
        CHECK_FALSE(open_report(as_bytes(bad), desk).has_value());
    }
    for (const std::size_t size : {std::size_t{0}, std::size_t{15}, std::size_t{100}, sealed->size() - 1}) {
        CHECK_FALSE(open_report(as_bytes(sealed->substr(0, size)), desk).has_value());
    }
    CHECK_FALSE(open_report(as_bytes(*sealed + "x"), desk).has_value());
}

TEST_CASE("the length tells little: short reports have one size, long ones few") {
    const vault::InboxKey desk = pair();
    std::set<std::size_t> sizes;
    for (const std::size_t length : {0U, 1U, 100U, 3'000U}) {
        Report one = report();
        one.files.clear();
        one.text.assign(length, 'a');
        const auto sealed = seal_report({desk.address()}, one);
        REQUIRE(sealed.has_value());
        sizes.insert(sealed->size());
    }
    CHECK(sizes.size() == 1);
}

TEST_CASE("what cannot be sealed is refused") {
    const vault::InboxAddress key = pair().address();
    CHECK(seal_report({}, report()).error().code == Errc::Usage);
    CHECK(seal_report(std::vector<vault::InboxAddress>(vault::kSealedRecipients + 1, key), report()).error().code == Errc::Usage);
    CHECK_FALSE(seal_report({vault::InboxAddress{}}, report()).has_value());
    for (const char* name : {"", "../up", "a/b", "a\\b", ".hidden", "a:b", "gpj\u202e.exe", "con\n"}) {
        Report bad = report();
        bad.files.front().name = name;
        INFO(name);
        CHECK(seal_report({key}, bad).error().code == Errc::Usage);
    }
    Report big = report();
    big.text.assign(kReportBytes + 1, 'a');
    CHECK(seal_report({key}, big).error().code == Errc::Limit);
}

TEST_CASE("an answer code is the same for the same report and another for every other") {
    const std::string code = answer_code("0123456789abcdef", "7KQ2M9XA");
    CHECK(code == answer_code("0123456789abcdef", "7KQ2M9XA"));
    CHECK(code != answer_code("0123456789abcdeg", "7KQ2M9XA"));
    CHECK(code != answer_code("0123456789abcdef", "7KQ2M9XB"));
    CHECK(same_answer(code, code));
    CHECK_FALSE(same_answer("", ""));
}
