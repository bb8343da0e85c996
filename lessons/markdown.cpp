#include "lessons/markdown.hpp"

#include <algorithm>

#include "app/base/text.hpp"
#include "app/base/utf8.hpp"
#include "lessons/text_tree.hpp"
#include "localization/characters.hpp"

namespace amparo::lessons {

namespace {

constexpr std::size_t kLeftOut = 32;  // reported at most

std::size_t line_of(std::string_view text, std::size_t offset, std::size_t first_line) {
    return first_line + static_cast<std::size_t>(std::ranges::count(text.substr(0, offset), '\n'));
}

std::string at_line(std::size_t line, const std::string& reason) { return "line " + std::to_string(line) + ": " + reason; }

/// The first character that must not stand in a lesson, as an error; nothing when all may.
Result<void> check_characters(std::string_view text, std::size_t first_line) {
    for (std::size_t i = 0; i < text.size();) {
        const utf8::Decoded next = utf8::decode(text, i);
        if (!next.valid) return fail(Errc::Corrupt, at_line(line_of(text, i, first_line), "a byte that is not UTF-8"));
        if (!localization::may_stand_in_language_file(next.code)) {
            return fail(Errc::Corrupt, at_line(line_of(text, i, first_line), "the character " + localization::code_point_name(next.code) +
                                                                                 " may not stand in a lesson"));
        }
        i += next.size;
    }
    return {};
}

/// "https://a.b/c" and "a.b" look like addresses; most words do not.
std::string shown_host(std::string_view words) {
    words = text::trim(words);
    if (words.find(' ') != std::string_view::npos) return {};
    for (const std::string_view scheme : {"https://", "http://"}) {
        if (words.starts_with(scheme)) return text::lower(words.substr(scheme.size(), words.find_first_of("/?#", scheme.size()) - scheme.size()));
    }
    const std::string_view host = words.substr(0, words.find_first_of("/?#"));
    return is_allowed_link("https://" + std::string(host)) ? text::lower(host) : std::string{};
}

/// Goes through a tree and builds the flat list. After a limit was passed the rest changes nothing.
class Builder {
  public:
    explicit Builder(const MarkdownLimits& limits) : limits_(limits) {}

    void enter(const TextNode& node) {
        if (overrun_) return;
        switch (node.kind) {
            case NodeKind::Document: break;
            case NodeKind::Quote: ++quoted_; break;
            case NodeKind::BulletList: lists_.push_back({}); break;
            case NodeKind::NumberedList: lists_.push_back({true, std::min<std::size_t>(node.number, 9999)}); break;
            case NodeKind::Item: enter_item(); break;
            case NodeKind::Heading:
                open(BlockKind::Heading);
                if (!overrun_) out_.blocks.back().level = node.number;
                break;
            case NodeKind::Paragraph:
                // The first paragraph of an item is the item itself.
                if (!fresh_item_) open(quoted_ > 0 && lists_.empty() ? BlockKind::Quote : BlockKind::Paragraph);
                fresh_item_ = false;
                break;
            case NodeKind::Code: open(BlockKind::Code); break;
            case NodeKind::Rule: open(BlockKind::Rule); break;
            case NodeKind::Text: add(node.text); break;
            case NodeKind::SoftBreak: add(" "); break;
            case NodeKind::HardBreak: add("\n"); break;
            case NodeKind::Emphasis: ++emphasis_; break;
            case NodeKind::Strong: ++strong_; break;
            case NodeKind::CodeSpan: ++code_; break;
            case NodeKind::Link:
                links_.push_back({node.target, out_.blocks.empty() ? 0 : out_.blocks.back().spans.size()});
                fresh_span_ = true;
                break;
            case NodeKind::Image: enter_picture(node); break;
        }
    }

    void leave(const TextNode& node) {
        if (overrun_) return;
        switch (node.kind) {
            case NodeKind::Quote: --quoted_; break;
            case NodeKind::BulletList:
            case NodeKind::NumberedList: lists_.pop_back(); break;
            case NodeKind::Item: fresh_item_ = false; break;
            case NodeKind::Emphasis: --emphasis_; return;
            case NodeKind::Strong: --strong_; return;
            case NodeKind::CodeSpan: --code_; return;
            case NodeKind::Link: close_link(); return;
            case NodeKind::Image: leave_picture(); return;
            case NodeKind::Code:
                if (!out_.blocks.empty() && !out_.blocks.back().spans.empty()) {
                    std::string& code = out_.blocks.back().spans.back().text;
                    if (code.ends_with('\n')) code.pop_back();
                }
                break;
            default:
                if (node.kind >= NodeKind::Text) return;
                break;
        }
        closed_ = true;
    }

    [[nodiscard]] bool overrun() const { return overrun_; }

    [[nodiscard]] Markdown take() {
        // A line that holds nothing, such as a lone picture that is not shown, is no block.
        std::erase_if(out_.blocks, [](const Block& block) { return block.kind == BlockKind::Paragraph && block.spans.empty(); });
        return std::move(out_);
    }

  private:
    struct List {
        bool numbered = false;
        std::size_t next = 0;
    };
    struct Link {
        std::string target;
        std::size_t first_span = 0;
    };

    void stop_here() { overrun_ = true; }

    void spend(std::size_t bytes) {
        bytes_ += bytes;
        if (bytes_ > limits_.bytes) stop_here();
    }

    void open(BlockKind kind) {
        if (out_.blocks.size() >= limits_.blocks) return stop_here();
        fresh_item_ = false;
        closed_ = false;
        fresh_span_ = true;
        Block block;
        block.kind = kind;
        block.depth = lists_.size();
        block.quoted = quoted_;
        out_.blocks.push_back(std::move(block));
    }

    void enter_item() {
        open(BlockKind::ListItem);
        if (overrun_) return;
        if (!lists_.empty() && lists_.back().numbered) out_.blocks.back().number = lists_.back().next++;
        fresh_item_ = true;
    }

    /// A picture of ours becomes a block of its own, with what it shows in words; any other, its words alone.
    void enter_picture(const TextNode& node) {
        if (pictures_ == 0 && links_.empty() && is_picture_name(node.target)) {
            open(BlockKind::Picture);
            if (overrun_) return;
            out_.blocks.back().picture = node.target;
        } else {
            leave_out("a picture: " + node.target);
        }
        ++pictures_;
    }

    void leave_picture() {
        --pictures_;
        const bool shown = !out_.blocks.empty() && out_.blocks.back().kind == BlockKind::Picture;
        if (pictures_ == 0 && shown) closed_ = true;
    }

    void add(std::string_view words) {
        if (words.empty()) return;
        // In a tight list, words that follow a block come without a paragraph around them; the same behind a picture.
        if (closed_ || out_.blocks.empty()) open(BlockKind::Paragraph);
        if (!overrun_) spend(words.size());
        if (overrun_) return;
        Block& block = out_.blocks.back();
        if (block.kind == BlockKind::Paragraph && block.spans.empty() && words == " ") return;
        const bool code = code_ > 0 || block.kind == BlockKind::Code;
        if (!fresh_span_ && !block.spans.empty()) {
            Span& last = block.spans.back();
            if (last.strong == (strong_ > 0) && last.emphasis == (emphasis_ > 0) && last.code == code) {
                last.text += words;
                return;
            }
        }
        if (++spans_ > limits_.spans) return stop_here();
        fresh_span_ = false;
        block.spans.push_back({std::string(words), strong_ > 0, emphasis_ > 0, code, {}});
    }

    void close_link() {
        fresh_span_ = true;
        if (links_.empty()) return;
        const Link link = std::move(links_.back());
        links_.pop_back();
        if (out_.blocks.empty()) return;
        spend(link.target.size());
        if (overrun_) return;
        std::vector<Span>& spans = out_.blocks.back().spans;
        std::string words;
        for (std::size_t i = link.first_span; i < spans.size(); ++i) words += spans[i].text;
        const std::string shown = shown_host(words);
        if (!is_allowed_link(link.target)) return leave_out("a link to " + link.target);
        if (!shown.empty() && shown != text::lower(link_host(link.target))) {
            return leave_out("a link that shows " + shown + " and leads to " + link.target);
        }
        for (std::size_t i = link.first_span; i < spans.size(); ++i) spans[i].link = link.target;
    }

    void leave_out(const std::string& what) {
        if (out_.left_out.size() < kLeftOut) out_.left_out.push_back(utf8::displayable(what, 200));
    }

    MarkdownLimits limits_;
    Markdown out_;
    std::vector<List> lists_;
    std::vector<Link> links_;
    std::size_t quoted_ = 0, bytes_ = 0, spans_ = 0, pictures_ = 0;
    std::size_t strong_ = 0, emphasis_ = 0, code_ = 0;
    bool fresh_item_ = false;  ///< an item was opened and has no words yet
    bool overrun_ = false;     ///< a limit was passed
    bool closed_ = false;      ///< the last block has ended
    bool fresh_span_ = true;   ///< the next words begin a span of their own
};

}  // namespace

Result<Markdown> parse_markdown(std::string_view text, std::size_t first_line, const MarkdownLimits& limits) {
    if (text.size() > limits.bytes) {
        return fail(Errc::Limit, at_line(first_line, "more than " + std::to_string(limits.bytes) + " bytes in one part"));
    }
    std::string clean;
    clean.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\r' || i + 1 >= text.size() || text[i + 1] != '\n') clean += text[i];
    }
    AMPARO_TRY_VOID(check_characters(clean, first_line));

    const TreeLimits tree{limits.bytes, 4 * (limits.blocks + limits.spans), limits.nesting};
    const auto nodes = parse_text_tree(clean, tree);
    Builder target(limits);
    if (nodes) walk(*nodes, [&](const TextNode& node) { target.enter(node); }, [&](const TextNode& node) { target.leave(node); });
    if (!nodes || target.overrun()) {
        return fail(Errc::Limit, at_line(first_line, "too much in one part: more than " + std::to_string(limits.blocks) + " blocks, " +
                                                         std::to_string(limits.nesting) + " things one in the other, or " +
                                                         std::to_string(limits.bytes) + " bytes"));
    }
    Markdown out = target.take();
    for (const Block& block : out.blocks) {
        if (!localization::isolates_are_balanced(plain_text(block.spans))) {
            return fail(Errc::Corrupt, at_line(first_line, "a direction mark is opened and not closed in its paragraph"));
        }
    }
    return out;
}

}  // namespace amparo::lessons
