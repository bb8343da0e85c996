#include "app/escalation/rendering.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "app/base/text.hpp"
#include "app/base/utf8.hpp"
#include "app/escalation/preview.hpp"
#include "tests/app/escalation/words_of_ours.hpp"

using namespace amparo;
using namespace amparo::escalation;

namespace {

Report sample(const std::string& name) {
    return parse_report(test::read_file(test::source_folder() / "tests/fuzz/seeds/report" / name)).value();
}

Rendering rendered(const Report& report, Form form, Stage stage = Stage::FirstContact, std::set<std::string> left_out = {}) {
    return render(report, {form, stage, std::move(left_out), &test::english_words(), nullptr});
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a first message says what, how urgent and how to answer, letter by letter") {
    CHECK(rendered(sample("good-first.json"), Form::Message).text ==
          "Case 7K4Q-M6XT, written 2026-11-23T14:32Z\n"
          "\n"
          "What happened: An account was taken over\n"
          "In danger now: Not at this moment\n"
          "I call myself: Amal\n"
          "Please answer: by Signal, +00 555 010 417 (evenings)\n"
          "Code word: Please put the word lighthouse into your answer, so that I\n"
          "  know it is you.\n"
          "\n"
          "This is a first message on purpose. Details and evidence follow when we\n"
          "have agreed on a safe way to talk.\n");
}

TEST_CASE("a first message holds no story, no evidence, no name of anybody else and no link, in any form of it") {
    const Report report = sample("good-full.json");
    for (const Form form : {Form::Message, Form::Document}) {
        const std::string text = rendered(report, form).text;
        for (const char* secret : {"notice.png", "0123456789abcdef", "example.org/centre", "@centre", "The page", "No rule", "بلاغات", "community standards"}) {
            INFO(secret);
            CHECK_FALSE(has(text, secret));
        }
        CHECK(has(text, "7K4Q-M6XT"));
    }
}

TEST_CASE("the full report says everything once, and what is left out is not in it, in words and as a document") {
    const Report report = sample("good-full.json");
    for (const Form form : {Form::Message, Form::Document}) {
        const std::string whole = rendered(report, form, Stage::Full).text;
        for (const char* part : {"notice.png", "Get the page back", "No rule was named.", "@centre", "The appeal was refused"}) {
            INFO(part);
            CHECK(has(whole, part));
        }
        const std::vector<std::pair<std::string, std::string>> leaves = {
            {"alias", "Centre"},     {"details", "No rule was named."}, {"evidence", "notice.png"},         {"assets", "@centre"},
            {"wanted", "Get the page back"}, {"told", "A-1"},   {"code", "lighthouse"}, {"timeline", "The appeal was refused"},
            {"question.decision", "community standards"}, {"expires", "2027-05-31"}, {"done", "Saved the notice"}};
        for (const auto& [id, part] : leaves) {
            INFO(id);
            CHECK(has(whole, part));
            CHECK_FALSE(has(rendered(report, form, Stage::Full, {id}).text, part));
        }
    }
}

TEST_CASE("whatever line a person leaves out is gone, and what a desk cannot do without stays") {
    const Report report = sample("good-full.json");
    for (const Form form : {Form::Message, Form::WebForm, Form::DsaNotice, Form::UnLetter}) {
        for (const Line& line : rendered(report, form, Stage::Full).lines) {
            INFO(form_name(form) << " " << line.id);
            const auto less = rendered(report, form, Stage::Full, {line.id});
            const bool there = std::ranges::find(less.lines, line.id, &Line::id) != less.lines.end();
            CHECK(there == !line.optional);
        }
    }
}

TEST_CASE("the same report gives the same bytes, with ISO dates and digits of 0 to 9, in Arabic, too") {
    const Report report = sample("good-full.json");
    for (const Form form : {Form::Message, Form::Document, Form::WebForm, Form::DsaNotice, Form::UnLetter}) {
        for (const auto* words : {&test::english_words(), &test::arabic_words()}) {
            const RenderChoice choice{form, Stage::Full, {}, words, nullptr};
            const Rendering once = render(report, choice);
            CHECK(once == render(report, choice));
            CHECK(utf8::is_valid(once.text));
            for (const char* digit : {"٠", "١", "٢", "٣", "٤", "٥", "٦", "٧", "٨", "٩"}) CHECK_FALSE(has(once.text, digit));
            CHECK(once.subject == "7K4Q-M6XT");
        }
    }
    CHECK(has(rendered(report, Form::Message, Stage::Full).text, "2026-11-09"));
}

TEST_CASE("plain text stays within 72 columns, except for an address, which stays whole") {
    Report report = sample("good-full.json");
    report.details = "word " + std::string(100, 'x') + " word word word word word word word word word word word word word word word word";
    report.assets.front().url = "https://example.org/" + std::string(90, 'a');
    const std::string text = rendered(report, Form::Message, Stage::Full).text;
    CHECK(has(text, report.assets.front().url));
    for (const std::string_view line : text::lines(text)) {
        const auto words = text::words(line);
        const bool one_long_word = std::ranges::any_of(words, [](std::string_view word) { return word.size() > 40; });
        if (!one_long_word) CHECK(utf8::length(line) <= 72);
    }
}

TEST_CASE("a form's fields are cut to their limit, at a character, and say so") {
    Report report = sample("good-full.json");
    report.summary.clear();
    report.details.clear();
    for (int i = 0; i < 1100; ++i) report.details += "ض";
    const Rendering form = rendered(report, Form::WebForm);
    const auto what = std::ranges::find(form.lines, "form-what", &Line::id);
    REQUIRE(what != form.lines.end());
    CHECK(what->cut);
    CHECK(utf8::length(what->value) == what->limit);
    CHECK(utf8::is_valid(what->value));
    const auto link = std::ranges::find(form.lines, "form-link", &Line::id);
    REQUIRE(link != form.lines.end());
    CHECK_FALSE(link->cut);
    CHECK(link->value == "https://example.org/centre");
}

TEST_CASE("a notice under the Digital Services Act has its four parts, and says where one is missing") {
    const Report report = sample("good-full.json");
    const std::string text = rendered(report, Form::DsaNotice, Stage::Full).text;
    for (const char* part : {"Article 16", "2022/2065", "https://example.org/centre", "centre@example.org", "good faith"}) CHECK(has(text, part));
    Report empty = sample("good-first.json");
    empty.alias.clear();
    const Rendering missing = rendered(empty, Form::DsaNotice, Stage::Full);
    CHECK(std::ranges::count(missing.lines, std::string("[to be filled in]"), &Line::value) == 4);
    // Where a child is abused the law asks for no name.
    empty.types = {"gender-based-violence"};
    empty.minors = Minors::Yes;
    const Rendering nameless = rendered(empty, Form::DsaNotice, Stage::Full);
    CHECK(std::ranges::find(nameless.lines, "dsa-name", &Line::id) == nameless.lines.end());
}

TEST_CASE("a letter to a UN procedure says no to both consents until the person said yes") {
    Report report = sample("good-full.json");
    report.consent = {};
    CHECK(has(rendered(report, Form::UnLetter, Stage::Full).text, "The name may be given to the government: No\nThe name may stand in a public report: No\n"));
    report.consent.authorities = true;
    CHECK(has(rendered(report, Form::UnLetter, Stage::Full).text, "The name may be given to the government: Yes\nThe name may stand in a public report: No\n"));
}

TEST_CASE("a message may say its structured part twice, in the desk's language and in the person's") {
    const Report report = sample("good-first.json");
    const Rendering both = render(report, {Form::Message, Stage::FirstContact, {"alias"}, &test::english_words(), &test::arabic_words()});
    CHECK(has(both.text, "An account was taken over"));
    CHECK(has(both.text, "تم الاستيلاء على حساب"));
    CHECK_FALSE(has(both.text, "Amal"));
    CHECK(has(both.text, "+00 555 010 417"));
}

TEST_CASE("the short text fits into one SMS of Latin letters") {
    const std::string text = short_text(sample("good-first.json"), test::english_words());
    CHECK(text == "Case 7K4Q-M6XT: An account was taken over. In danger now: Not at this moment. Code word: lighthouse");
    CHECK(text.size() <= 160);
}

TEST_CASE("two previews have the same digest only when the same words go to the same place, protected the same way") {
    const Rendering words = rendered(sample("good-first.json"), Form::Message);
    const Recipient to{"accessnow-helpline", "Access Now", "email", "help@example.org", "", Protection::InTransit};
    const Preview preview = preview_of(to, words);
    CHECK(digest_of(preview) == digest_of(preview_of(to, words)));
    Recipient other = to;
    other.address = "help@example.com";
    CHECK(digest_of(preview_of(other, words)) != digest_of(preview));
    other = to;
    other.protection = Protection::Open;
    CHECK(digest_of(preview_of(other, words)) != digest_of(preview));
    Rendering less = words;
    less.text.pop_back();
    CHECK(digest_of(preview_of(to, less)) != digest_of(preview));
    for (const char* method : {"email", "signal", "webform", "phone", "whatsapp"}) {
        for (const Protection protection : {Protection::Sealed, Protection::InTransit, Protection::Messenger, Protection::Open}) {
            Recipient way = to;
            way.method = method;
            way.protection = protection;
            const Preview shown = preview_of(way, words);
            REQUIRE(shown.shows.size() == 2);
            for (const Message& sentence : shown.shows) CHECK(test::english_words().knows(sentence.id));
        }
    }
}
