// CommonMark's own examples against our tree, raw HTML aside, and inputs that make careless readers slow. dist/spec
// fetches the examples.
#include "lessons/text_tree.hpp"

#include <md4c.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <ctime>
#include <filesystem>
#include <functional>

#include "app/base/text.hpp"
#include "tests/support/fixtures.hpp"
#include "tests/support/temp_folder.hpp"

using namespace amparo;
using namespace amparo::lessons;

namespace {

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            default: out += c;
        }
    }
    return out;
}

/// As the published examples write addresses.
std::string address(std::string_view text) {
    constexpr std::string_view kPlain = "-_.+!*(),%#@?=;:/$~'";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || kPlain.find(c) != std::string_view::npos;
        if (plain) {
            out += c;
        } else if (c == '&') {
            out += "&amp;";
        } else {
            constexpr std::string_view kDigits = "0123456789ABCDEF";
            out += {'%', kDigits[byte / 16], kDigits[byte % 16]};
        }
    }
    return out;
}

/// The tree in the HTML of the published examples.
class Writer {
  public:
    std::string html(const std::vector<TextNode>& nodes) {
        walk(nodes, [&](const TextNode& node) { enter(node); }, [&](const TextNode& node) { leave(node); });
        return std::move(out_);
    }

  private:
    void enter(const TextNode& node) {
        if (in_picture_ > 0) {
            if (node.kind == NodeKind::Image) ++in_picture_;
            if (node.kind == NodeKind::Text) out_ += escaped(node.text);
            if (node.kind == NodeKind::SoftBreak || node.kind == NodeKind::HardBreak) out_ += "\n";
            return;
        }
        switch (node.kind) {
            case NodeKind::Document: break;
            case NodeKind::Quote: out_ += "<blockquote>\n"; break;
            case NodeKind::BulletList: out_ += "<ul>\n"; break;
            case NodeKind::NumberedList: out_ += node.number == 1 ? "<ol>\n" : "<ol start=\"" + std::to_string(node.number) + "\">\n"; break;
            case NodeKind::Item: out_ += "<li>"; break;
            case NodeKind::Heading: out_ += "<h" + std::to_string(node.number) + ">"; break;
            case NodeKind::Paragraph: out_ += "<p>"; break;
            case NodeKind::Code: out_ += node.target.empty() ? "<pre><code>" : "<pre><code class=\"language-" + escaped(node.target) + "\">"; break;
            case NodeKind::Rule: out_ += "<hr />\n"; break;
            case NodeKind::Text: out_ += escaped(node.text); break;
            case NodeKind::SoftBreak: out_ += "\n"; break;
            case NodeKind::HardBreak: out_ += "<br />\n"; break;
            case NodeKind::Emphasis: out_ += "<em>"; break;
            case NodeKind::Strong: out_ += "<strong>"; break;
            case NodeKind::CodeSpan: out_ += "<code>"; break;
            case NodeKind::Link: out_ += "<a href=\"" + address(node.target) + "\"" + title(node) + ">"; break;
            case NodeKind::Image:
                out_ += "<img src=\"" + address(node.target) + "\" alt=\"";
                ++in_picture_;
                break;
        }
    }

    void leave(const TextNode& node) {
        if (node.kind == NodeKind::Image && --in_picture_ == 0) out_ += "\"" + title(node) + " />";
        if (in_picture_ > 0) return;
        switch (node.kind) {
            case NodeKind::Quote: out_ += "</blockquote>\n"; break;
            case NodeKind::BulletList: out_ += "</ul>\n"; break;
            case NodeKind::NumberedList: out_ += "</ol>\n"; break;
            case NodeKind::Item: out_ += "</li>\n"; break;
            case NodeKind::Heading: out_ += "</h" + std::to_string(node.number) + ">\n"; break;
            case NodeKind::Paragraph: out_ += "</p>\n"; break;
            case NodeKind::Code: out_ += "</code></pre>\n"; break;
            case NodeKind::Emphasis: out_ += "</em>"; break;
            case NodeKind::Strong: out_ += "</strong>"; break;
            case NodeKind::CodeSpan: out_ += "</code>"; break;
            case NodeKind::Link: out_ += "</a>"; break;
            default: break;
        }
    }

    static std::string title(const TextNode& node) { return node.title.empty() ? "" : " title=\"" + escaped(node.title) + "\""; }

    std::string out_;
    int in_picture_ = 0;
};

/// Line feeds that mean nothing are left out: those beside the tags of blocks.
std::string normal(const std::string& html) {
    static const std::vector<std::string> kBlocks = {"<blockquote>", "</blockquote>", "<ul>", "</ul>", "<ol>", "</ol>", "<li>", "</li>", "<p>", "</p>", "</pre>", "<hr />"};
    std::string out;
    bool in_code = false;
    for (std::size_t i = 0; i < html.size();) {
        const std::string_view rest = std::string_view(html).substr(i);
        if (rest.starts_with("<pre>")) in_code = true;
        if (rest.starts_with("</pre>")) in_code = false;
        if (!in_code && html[i] == '\n') {
            const bool behind = std::ranges::any_of(kBlocks, [&](const std::string& tag) { return out.ends_with(tag); }) || out.ends_with("</h1>") ||
                                out.ends_with("</h2>") || out.ends_with("</h3>") || out.ends_with("</h4>") || out.ends_with("</h5>") || out.ends_with("</h6>");
            const bool before = i + 1 == html.size() || std::ranges::any_of(kBlocks, [&](const std::string& tag) { return rest.substr(1).starts_with(tag); }) ||
                                rest.substr(1).starts_with("<h") || rest.substr(1).starts_with("<pre>") || rest.substr(1).starts_with("<ol start");
            if (behind || before) {
                ++i;
                continue;
            }
        }
        out += html[i++];
    }
    return out;
}

struct Example {
    int number = 0;
    std::string markdown;
    std::string html;
};

std::vector<Example> examples(const std::string& spec) {
    const std::string kFence(32, '`');
    std::vector<Example> out;
    enum class Part { Outside, Markdown, Html } part = Part::Outside;
    for (const std::string_view line : text::lines(spec)) {
        if (part == Part::Outside) {
            if (line == kFence + " example") {
                out.push_back({static_cast<int>(out.size()) + 1, {}, {}});
                part = Part::Markdown;
            }
        } else if (line == kFence) {
            part = Part::Outside;
        } else if (part == Part::Markdown && line == ".") {
            part = Part::Html;
        } else {
            std::string& target = part == Part::Markdown ? out.back().markdown : out.back().html;
            for (std::size_t i = 0; i < line.size();) {
                const bool tab = line.substr(i).starts_with("\xE2\x86\x92");
                target += tab ? '\t' : line[i];
                i += tab ? 3 : 1;
            }
            target += '\n';
        }
    }
    return out;
}

/// Whether the reader that everybody has finds raw HTML in it.
bool has_html(const std::string& markdown) {
    bool found = false;
    MD_PARSER parser{};
    parser.enter_block = [](MD_BLOCKTYPE type, void*, void* user) {
        if (type == MD_BLOCK_HTML) *static_cast<bool*>(user) = true;
        return 0;
    };
    parser.leave_block = [](MD_BLOCKTYPE, void*, void*) { return 0; };
    parser.enter_span = [](MD_SPANTYPE, void*, void*) { return 0; };
    parser.leave_span = [](MD_SPANTYPE, void*, void*) { return 0; };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR*, MD_SIZE, void* user) {
        if (type == MD_TEXT_HTML) *static_cast<bool*>(user) = true;
        return 0;
    };
    REQUIRE(md_parse(markdown.data(), static_cast<MD_SIZE>(markdown.size()), &parser, &found) == 0);
    return found;
}

std::string html_of(const std::string& markdown) {
    const auto tree = parse_text_tree(markdown, {}, IndentedCode::Yes, References::All);
    REQUIRE(tree);
    return Writer().html(*tree);
}

/// Seconds of this process's own work.
double seconds(const std::function<void()>& work) {
    const std::clock_t start = std::clock();
    work();
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

}  // namespace

TEST_CASE("CommonMark's published examples come out of the tree as they should, raw HTML aside") {
    const auto path = test::source_folder() / "build/commonmark/spec.txt";
    INFO("dist/spec fetches " << path.string() << "; dist/test does so, too");
    REQUIRE(std::filesystem::exists(path));
    const auto all = examples(test::read_file(path));
    REQUIRE(all.size() >= 640);
    int compared = 0;
    for (const Example& example : all) {
        if (has_html(example.markdown)) continue;
        ++compared;
        INFO("example " << example.number << "\n" << example.markdown);
        CHECK(normal(html_of(example.markdown)) == normal(example.html));
    }
    // Were nearly everything left out as HTML, nothing would be proven.
    CHECK(compared >= 550);
}

TEST_CASE("a wrong tree would be noticed") {
    CHECK(normal(html_of("*a*")) != normal("<p><strong>a</strong></p>\n"));
    CHECK(normal(html_of("- a\n\n- b")) != normal("<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"));
}

TEST_CASE("the time for inputs that make Markdown readers slow grows with their size and no faster") {
    constexpr std::size_t kSmall = 24 * 1024;
    constexpr std::size_t kLarge = 8 * kSmall;
    const auto repeated = [](std::string_view piece, std::size_t bytes) {
        std::string out;
        while (out.size() + piece.size() <= bytes) out += piece;
        return out;
    };
    const auto measure = [](const std::string& text) {
        return seconds([&] { static_cast<void>(parse_text_tree(text, {.bytes = 16 << 20, .nodes = 4 << 20, .nesting = 64})); });
    };
    for (const char* piece : {"[", "![", "*a_ ", "`", "**", "[a](", "<", "&", "> ", "- ", "\\", "[a]: b\n", "_a", "a\n> ", "``a`", "1. ", "[a](b)", "<!-- ", "&#", "~~~\n",
                              "a\n\n", "* a\n", "[a][b] ", "|a", "![[]()", "***a ", "]", "\t", "<a ", "\n"}) {
        // Eight times the size; four times more for noise. Quadratic would be sixty-four times. A busy machine disturbs one
        // measurement or the other, never all of them in the same way.
        const auto linear = [](double small, double large) { return large < 0.03 + 32 * small; };
        double small = measure(repeated(piece, kSmall));
        double large = measure(repeated(piece, kLarge));
        for (int again = 0; again < 6 && !linear(small, large); ++again) {
            small = std::min(small, measure(repeated(piece, kSmall)));
            large = std::min(large, measure(repeated(piece, kLarge)));
        }
        INFO(piece << ": " << small << " s, " << large << " s");
        CHECK(linear(small, large));
        CHECK(large < 5);
    }
}

TEST_CASE("a tree knows where each node ends, whatever the nesting, and is bounded") {
    const auto tree = parse_text_tree("> - *a **b***\n>\n> c");
    REQUIRE(tree);
    CHECK(tree->front().kind == NodeKind::Document);
    for (std::size_t i = 0; i < tree->size(); ++i) {
        CHECK((*tree)[i].end > i);
        CHECK((*tree)[i].end <= tree->size());
    }
    CHECK_FALSE(parse_text_tree(std::string(30, '>')));
    CHECK_FALSE(parse_text_tree("a", {.bytes = 0}));
    CHECK_FALSE(parse_text_tree("a\n\nb\n\nc", {.nodes = 4}));
}
