#include "lessons/markdown.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace amparo;
using namespace amparo::lessons;

namespace {

Markdown parsed(std::string_view text) {
    auto out = parse_markdown(text);
    REQUIRE(out);
    return *std::move(out);
}

Blocks blocks(std::string_view text) { return parsed(text).blocks; }

}  // namespace

TEST_CASE("words, strong words, emphasis and code become runs of one paragraph") {
    const Blocks out = blocks("Plain **strong** and *soft* and `a path`.\nNext line");
    REQUIRE(out.size() == 1);
    CHECK(out[0].kind == BlockKind::Paragraph);
    const std::vector<Span> wanted = {{"Plain ", false, false, false, ""}, {"strong", true, false, false, ""},
                                      {" and ", false, false, false, ""}, {"soft", false, true, false, ""},
                                      {" and ", false, false, false, ""}, {"a path", false, false, true, ""},
                                      {". Next line", false, false, false, ""}};
    CHECK(out[0].spans == wanted);
}

TEST_CASE("a line break that the author asks for stays, an accidental one becomes a space") {
    CHECK(plain_text(blocks("one  \ntwo\nthree")) == "one\ntwo three");
    CHECK(plain_text(blocks("one\r\ntwo\r\n\r\nthree\r\n")) == "one two\nthree");
}

TEST_CASE("headings, rules, quotations and fenced code keep their kind") {
    const Blocks out = blocks("#### Small\n\n> said\n\n---\n\n```\na  b\n  # c\n```\n");
    REQUIRE(out.size() == 4);
    CHECK(out[0].kind == BlockKind::Heading);
    CHECK(out[0].level == 4);
    CHECK(out[1].kind == BlockKind::Quote);
    CHECK(out[1].quoted == 1);
    CHECK(out[2].kind == BlockKind::Rule);
    CHECK(out[2].spans.empty());
    CHECK(out[3].kind == BlockKind::Code);
    CHECK(plain_text(out[3].spans) == "a  b\n  # c");
    CHECK(out[3].spans.at(0).code);
}

TEST_CASE("lists know their depth and their numbers, and what follows in an item keeps the depth") {
    const Blocks out = blocks("3. three\n4. four\n   - inner\n\n   more of four\n");
    REQUIRE(out.size() == 4);
    CHECK(out[0].number == 3);
    CHECK(out[0].depth == 1);
    CHECK(out[1].number == 4);
    CHECK(out[2].kind == BlockKind::ListItem);
    CHECK(out[2].depth == 2);
    CHECK(out[2].number == 0);
    CHECK(out[3].kind == BlockKind::Paragraph);
    CHECK(out[3].depth == 1);
    CHECK(plain_text(out[3].spans) == "more of four");
}

TEST_CASE("words behind code in a tight list do not become code") {
    const Blocks out = blocks("- a\n  ```\n  code\n  ```\n  after\n");
    REQUIRE(out.size() == 3);
    CHECK(out[1].kind == BlockKind::Code);
    CHECK(plain_text(out[1].spans) == "code");
    CHECK(out[2].kind == BlockKind::Paragraph);
    CHECK_FALSE(out[2].spans.at(0).code);
}

TEST_CASE("HTML is shown as it is typed and never understood") {
    CHECK(plain_text(blocks("a <b>c</b> <script>alert(1)</script>")) == "a <b>c</b> <script>alert(1)</script>");
    CHECK(plain_text(blocks("<div>\nx\n</div>")) == "<div> x </div>");
}

TEST_CASE("an address that stands in a sentence is no link, and neither is mail") {
    const Blocks out = blocks("see https://example.org and a@example.org and www.example.org");
    for (const Span& span : out.at(0).spans) CHECK(span.link.empty());
}

TEST_CASE("links lead to https addresses and to places of ours, others keep their words only") {
    CHECK(blocks("[x](https://example.org/a?b=c)").at(0).spans.at(0).link == "https://example.org/a?b=c");
    CHECK(blocks("[x](amparo:lesson/disk-encryption#off)").at(0).spans.at(0).link == "amparo:lesson/disk-encryption#off");
    for (const char* target : {"http://example.org", "javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//example.org", "a.md",
                               "https://user@example.org/", "https://example.org:8080/", "https://xn--80ak6aa92e.com/", "https://localhost/",
                               "amparo:vault/x", "amparo:check/x#y", "amparo:lesson/../x", "https://ex\xC3\xA4mple.org/"}) {
        INFO(target);
        const Markdown out = parsed("[words](<" + std::string(target) + ">)");
        CHECK(plain_text(out.blocks) == "words");
        CHECK(out.blocks.at(0).spans.at(0).link.empty());
        CHECK(out.left_out.size() == 1);
    }
}

TEST_CASE("a link whose words name another address than its target is not shown as one") {
    CHECK(blocks("[https://bank.example/login](https://evil.example/)").at(0).spans.at(0).link.empty());
    CHECK(blocks("[bank.example](https://evil.example/)").at(0).spans.at(0).link.empty());
    CHECK(blocks("[bank.**example**](https://evil.example/)").at(0).spans.at(0).link.empty());
    CHECK(blocks("[Bank.example](https://bank.example/login)").at(0).spans.at(0).link == "https://bank.example/login");
    CHECK(blocks("[their page](https://evil.example/)").at(0).spans.at(0).link == "https://evil.example/");
}

TEST_CASE("a picture from elsewhere becomes its description") {
    const Markdown out = parsed("before ![a lock](https://example.org/a.png) after");
    CHECK(plain_text(out.blocks) == "before a lock after");
    CHECK(out.left_out == std::vector<std::string>{"a picture: https://example.org/a.png"});
    CHECK(blocks("![](https://example.org/a.png)").empty());
}

TEST_CASE("a picture of the lesson's own folder is a block with what it shows in words") {
    const Markdown out = parsed("before ![a lock](lock.png) after\n\n- ![two keys](keys.jpeg)\n");
    CHECK(out.left_out.empty());
    REQUIRE(out.blocks.size() == 5);
    CHECK(plain_text(out.blocks[0].spans) == "before ");
    CHECK(out.blocks[1].kind == BlockKind::Picture);
    CHECK(out.blocks[1].picture == "lock.png");
    CHECK(plain_text(out.blocks[1].spans) == "a lock");
    CHECK(out.blocks[2].kind == BlockKind::Paragraph);
    CHECK(out.blocks[4].picture == "keys.jpeg");
    CHECK(out.blocks[4].depth == 1);
    for (const char* name : {"../lock.png", "a/lock.png", "lock.svg", "Lock.png", ".png", "lock.png?x", "file:lock.png"}) {
        INFO(name);
        CHECK(parsed("![a lock](" + std::string(name) + ")").left_out.size() == 1);
    }
}

TEST_CASE("entities become characters unless those may not stand in a lesson") {
    CHECK(plain_text(blocks("&amp; &lt; &#65; &#x42; &copy; &nothing; &#x202e; &#0; &#xFFFFFFFF; &lrm;")) ==
          "& < A B \xC2\xA9 &nothing; &#x202e; &#0; &#xFFFFFFFF; \xE2\x80\x8E");
}

TEST_CASE("the host of a link is what a person is asked about") {
    CHECK(link_host("https://manpages.debian.org/x#y") == "manpages.debian.org");
    CHECK(link_host("amparo:check/x").empty());
}

TEST_CASE("bytes that are not UTF-8 and characters that turn words are refused with their line") {
    auto out = parse_markdown("one\ntwo \xFF", 10);
    REQUIRE_FALSE(out);
    CHECK(out.error().detail == "line 11: a byte that is not UTF-8");
    out = parse_markdown("a\n\nb\xE2\x80\xAE" "c");
    REQUIRE_FALSE(out);
    CHECK(out.error().detail == "line 3: the character U+202E may not stand in a lesson");
    CHECK_FALSE(parse_markdown("open \xE2\x81\xA6 isolate\n\nnext"));
    CHECK(parse_markdown("open \xE2\x81\xA6 isolate\xE2\x81\xA9"));
}

TEST_CASE("too much of anything is refused rather than built") {
    CHECK(parse_markdown(std::string(20, '>') + " a").error().code == Errc::Limit);
    CHECK(parse_markdown(std::string(17 * 1024, 'a')).error().code == Errc::Limit);
    std::string many;
    for (int i = 0; i < 400; ++i) many += "a\n\n";
    CHECK(parse_markdown(many).error().code == Errc::Limit);
    // A short definition that is used often would grow without the limit on what comes out.
    std::string grown = "[a]: https://example.org/" + std::string(400, 'x') + "\n\n";
    for (int i = 0; i < 3000; ++i) grown += "[a] ";
    CHECK_FALSE(parse_markdown(grown));
}

TEST_CASE("words are counted between spaces, over all blocks") {
    CHECK(count_words(blocks("one two\nthree\n\n- four  five")) == 5);
    CHECK(count_words({}) == 0);
}
