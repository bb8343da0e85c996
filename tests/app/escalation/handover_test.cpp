#include "app/escalation/handover.hpp"

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>

#include "app/base/bytes.hpp"
#include "app/base/text.hpp"
#include "tests/app/escalation/words_of_ours.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temp_folder.hpp"

using namespace amparo;
using namespace amparo::escalation;

namespace {

Preview sample(std::string method = "email", std::string address = "help@example.org") {
    const Report report = parse_report(test::read_file(test::source_folder() / "tests/fuzz/seeds/report/good-first.json")).value();
    const Rendering words = render(report, {Form::Message, Stage::FirstContact, {}, &test::english_words(), nullptr});
    return preview_of({"desk", "A desk & <more>", std::move(method), std::move(address), "", Protection::InTransit}, words);
}

/// What a telephone's camera would read: the code as a picture, through zbar.
std::string decoded(const QrModules& code) {
    constexpr std::size_t kScale = 6;
    constexpr std::size_t kQuiet = 4;
    const std::size_t side = (code.side + 2 * kQuiet) * kScale;
    std::string picture = "P5\n" + std::to_string(side) + " " + std::to_string(side) + "\n255\n";
    for (std::size_t y = 0; y < side; ++y) {
        for (std::size_t x = 0; x < side; ++x) {
            const std::size_t column = x / kScale;
            const std::size_t row = y / kScale;
            const bool inside = column >= kQuiet && row >= kQuiet && column < kQuiet + code.side && row < kQuiet + code.side;
            const bool dark = inside && code.modules[(row - kQuiet) * code.side + column - kQuiet];
            picture += dark ? '\0' : '\xFF';
        }
    }
    const test::TempFolder folder;
    const auto path = folder.path() / "code.pgm";
    test::write_file(path, picture);
    std::string out = test::run_process("/usr/bin/zbarimg", test::arguments({"--quiet", "--raw", "-Sbinary", path.string()})).output;
    if (out.ends_with('\n')) out.pop_back();
    return out;
}

}  // namespace

TEST_CASE("what a square code shows is read back letter by letter") {
    const std::vector<std::string> holds = {
        "tel:+12025550147", "https://signal.me/#p/+12025550147", "mailto:help@example.org?subject=7K4Q-M6XT&body=Case%207K4Q-M6XT",
        short_text(parse_report(test::read_file(test::source_folder() / "tests/fuzz/seeds/report/good-first.json")).value(), test::english_words()),
        "أُزيلت صفحة المركز", std::string(1000, 'x')};
    for (const std::string& text : holds) {
        const auto code = qr_modules(text);
        REQUIRE(code);
        CHECK(code->modules.size() == code->side * code->side);
        CHECK(decoded(*code) == text);
    }
}

TEST_CASE("what no square code can hold gives none") {
    CHECK_FALSE(qr_modules(""));
    CHECK_FALSE(qr_modules(std::string(2400, 'x')));
    CHECK_FALSE(qr_modules(std::string(100'000, 'x')));
}

TEST_CASE("a telephone gets a link that it understands, with the words where that is possible") {
    CHECK(phone_link("phone", "+1 202-555-0147", "S", "T") == "tel:+12025550147");
    CHECK(phone_link("phone", "112", "S", "T") == "tel:112");
    CHECK(phone_link("whatsapp", "+1 202 555 0147", "S", "a b&c") == "https://wa.me/12025550147?text=a%20b%26c");
    CHECK(phone_link("signal", "+1 (202) 5550147", "S", "T") == "https://signal.me/#p/+12025550147");
    CHECK(phone_link("telegram", "@desk_help", "S", "T") == "https://t.me/desk_help");
    CHECK(phone_link("email", "a@example.org", "7K4Q-M6XT", "x\ny?") == "mailto:a@example.org?subject=7K4Q-M6XT&body=x%0Ay%3F");
    CHECK(phone_link("webform", "https://desk.example.org/form", "S", "T") == "https://desk.example.org/form");
    CHECK(phone_link("openpgp-fingerprint", "0123", "S", "T").empty());
    CHECK(link_carries_text("email"));
    CHECK_FALSE(link_carries_text("signal"));
}

TEST_CASE("only a page is ever opened, and never in the clear") {
    CHECK(browser_link("https://desk.example.org/form?a=b#c") == "https://desk.example.org/form?a=b#c");
    const std::string onion = "http://" + std::string(56, 'a') + ".onion/x";
    CHECK(browser_link(onion) == onion);
    for (const char* other : {"http://desk.example.org/", "file:///etc/passwd", "javascript:alert(1)", "https://a b", "https://a\"b", "https://a\nb", "tel:112",
                              "http://evil.example/.onion", "", "https://\xD0\xB0.example"}) {
        INFO(other);
        CHECK(browser_link(other).empty());
    }
}

TEST_CASE("a mail file is a draft: recipient, case, words, and nothing about whoever wrote it") {
    const std::string mail = mail_file(sample());
    CHECK(mail.starts_with("To: help@example.org\r\nSubject: 7K4Q-M6XT\r\n"));
    for (const char* header : {"From:", "Date:", "Message-ID:", "User-Agent:", "X-Mailer:"}) CHECK(mail.find(header) == std::string::npos);
    CHECK(mail.find("An account was taken over") != std::string::npos);
    for (std::size_t i = 0; i < mail.size(); ++i) {
        if (mail[i] == '\n') CHECK((i > 0 && mail[i - 1] == '\r'));
    }
    for (const std::string_view line : text::lines(mail)) CHECK(line.size() <= 76);
}

TEST_CASE("python's own reader of mail gets the words back as they were, in any script") {
    Preview preview = sample();
    preview.rendering.text = "Salam = 100 %\n.\n  indented \nأُزيلت صفحة المركز بعد بلاغات جماعية كثيرة جدا من حسابات لا نعرفها\n\nend\n";
    const test::TempFolder folder;
    test::write_file(folder.path() / "a.eml", mail_file(preview));
    const auto read = test::run_process("/usr/bin/python3", test::arguments({"-c",
                                 "import email,sys,email.policy\nm=email.message_from_binary_file(open(sys.argv[1],'rb'),policy=email.policy.default)\n"
                                 "sys.stdout.buffer.write(m.get_payload(decode=True).replace(b'\\r\\n',b'\\n'))",
                                 (folder.path() / "a.eml").string()}));
    CHECK(read.output == preview.rendering.text);
}

TEST_CASE("a page to print asks for nothing from elsewhere and shows what was written as it was written") {
    Preview preview = sample("phone", "+1 202-555-0147");
    preview.rendering.text = "<script>alert(1)</script> & \"quotes\"\n";
    const std::string page = print_page(preview, {"ar", true, "Title", "To", "Warning"});
    CHECK(page.find("<script") == std::string::npos);
    CHECK(page.find("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quotes&quot;") != std::string::npos);
    CHECK(page.find("A desk &amp; &lt;more&gt;") != std::string::npos);
    CHECK(page.find("dir=\"rtl\"") != std::string::npos);
    CHECK(page.find("default-src 'none'") != std::string::npos);
    for (const char* outside : {"http:", "https:", "src=", "href=", "url(", "@import"}) {
        INFO(outside);
        CHECK(page.find(outside) == std::string::npos);
    }
    CHECK(page.find("<svg") != std::string::npos);
}
