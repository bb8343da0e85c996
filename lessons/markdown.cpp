#include "lessons/markdown.hpp"

#include <md4c.h>

#include <algorithm>
#include <cstdint>

#include "app/base/text.hpp"
#include "app/base/utf8.hpp"
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

/// The character of "&amp;" or "&#8217;", or what stands there when we do not know it.
std::string entity(std::string_view text) {
    if (text == "&amp;") return "&";
    if (text == "&lt;") return "<";
    if (text == "&gt;") return ">";
    if (text == "&quot;") return "\"";
    if (text == "&nbsp;") return "\xC2\xA0";
    if (!text.starts_with("&#") || text.size() < 4) return std::string(text);
    const bool hexadecimal = text[2] == 'x' || text[2] == 'X';
    const std::string_view digits = text.substr(hexadecimal ? 3 : 2, text.size() - (hexadecimal ? 4 : 3));
    std::uint64_t code = 0;
    if (hexadecimal) {
        code = text::from_hex(digits).value_or(0);
    } else {
        code = static_cast<std::uint64_t>(std::max<std::int64_t>(0, text::to_integer(digits).value_or(0)));
    }
    if (code == 0 || code > 0x10FFFF || !localization::may_stand_in_language_file(static_cast<char32_t>(code))) return std::string(text);
    std::string out;
    utf8::append(out, static_cast<char32_t>(code));
    return out;
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

/// Receives what md4c finds and builds the flat list.
class Builder {
  public:
    explicit Builder(const MarkdownLimits& limits) : limits_(limits) {}

    int enter_block(MD_BLOCKTYPE type, void* detail) {
        switch (type) {
            case MD_BLOCK_QUOTE: ++quoted_; return deeper();
            case MD_BLOCK_UL: lists_.push_back({}); return deeper();
            case MD_BLOCK_OL:
                lists_.push_back({true, std::min<std::size_t>(static_cast<const MD_BLOCK_OL_DETAIL*>(detail)->start, 9999)});
                return deeper();
            case MD_BLOCK_LI: return enter_item();
            case MD_BLOCK_HR: return open(BlockKind::Rule);
            case MD_BLOCK_H:
                if (const int stop = open(BlockKind::Heading); stop != 0) return stop;
                out_.blocks.back().level = static_cast<const MD_BLOCK_H_DETAIL*>(detail)->level;
                return 0;
            case MD_BLOCK_CODE: return open(BlockKind::Code);
            case MD_BLOCK_P:
                // The first paragraph of an item is the item itself.
                if (fresh_item_) {
                    fresh_item_ = false;
                    return 0;
                }
                return open(quoted_ > 0 && lists_.empty() ? BlockKind::Quote : BlockKind::Paragraph);
            default: return 0;
        }
    }

    int leave_block(MD_BLOCKTYPE type) {
        if (type == MD_BLOCK_QUOTE) {
            --quoted_;
            --nesting_;
        }
        if (type == MD_BLOCK_UL || type == MD_BLOCK_OL) {
            lists_.pop_back();
            --nesting_;
        }
        if (type == MD_BLOCK_LI) fresh_item_ = false;
        closed_ = true;
        if (type == MD_BLOCK_CODE && !out_.blocks.empty() && !out_.blocks.back().spans.empty()) {
            std::string& code = out_.blocks.back().spans.back().text;
            if (code.ends_with('\n')) code.pop_back();
        }
        return 0;
    }

    int enter_span(MD_SPANTYPE type, void* detail) {
        switch (type) {
            case MD_SPAN_EM: ++emphasis_; break;
            case MD_SPAN_STRONG: ++strong_; break;
            case MD_SPAN_CODE: ++code_; break;
            case MD_SPAN_A: {
                const MD_ATTRIBUTE& href = static_cast<const MD_SPAN_A_DETAIL*>(detail)->href;
                links_.push_back({attribute(href), out_.blocks.empty() ? 0 : out_.blocks.back().spans.size()});
                fresh_span_ = true;
                break;
            }
            case MD_SPAN_IMG: leave_out("a picture: " + attribute(static_cast<const MD_SPAN_IMG_DETAIL*>(detail)->src)); break;
            default: break;
        }
        return deeper();
    }

    int leave_span(MD_SPANTYPE type) {
        --nesting_;
        switch (type) {
            case MD_SPAN_EM: --emphasis_; break;
            case MD_SPAN_STRONG: --strong_; break;
            case MD_SPAN_CODE: --code_; break;
            case MD_SPAN_A: close_link(); break;
            default: break;
        }
        return 0;
    }

    int text(MD_TEXTTYPE type, std::string_view words) {
        switch (type) {
            case MD_TEXT_BR: return add("\n");
            case MD_TEXT_SOFTBR: return add(" ");
            case MD_TEXT_NULLCHAR: return add("\xEF\xBF\xBD");
            case MD_TEXT_ENTITY: return add(entity(words));
            default: return add(words);
        }
    }

    [[nodiscard]] bool overrun() const { return overrun_; }

    [[nodiscard]] Markdown take() {
        // A line that holds nothing, such as a lone picture without description, is no block.
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

    /// md4c gives up at negative values only, and not everywhere: what counts is the mark that we set.
    int stop_here() {
        overrun_ = true;
        return -1;
    }

    int deeper() { return ++nesting_ > limits_.nesting ? stop_here() : 0; }

    int spend(std::size_t bytes) {
        bytes_ += bytes;
        return bytes_ > limits_.bytes ? stop_here() : 0;
    }

    int open(BlockKind kind) {
        if (out_.blocks.size() >= limits_.blocks) return stop_here();
        fresh_item_ = false;
        closed_ = false;
        fresh_span_ = true;
        Block block;
        block.kind = kind;
        block.depth = lists_.size();
        block.quoted = quoted_;
        out_.blocks.push_back(std::move(block));
        return 0;
    }

    int enter_item() {
        if (const int stop = open(BlockKind::ListItem); stop != 0) return stop;
        if (!lists_.empty() && lists_.back().numbered) out_.blocks.back().number = lists_.back().next++;
        fresh_item_ = true;
        return 0;
    }

    int add(std::string_view words) {
        if (words.empty()) return 0;
        // In a tight list, words that follow a block come without a paragraph around them.
        if (closed_ || out_.blocks.empty()) {
            if (const int stop = open(BlockKind::Paragraph); stop != 0) return stop;
        }
        if (const int stop = spend(words.size()); stop != 0) return stop;
        Block& block = out_.blocks.back();
        const bool code = code_ > 0 || block.kind == BlockKind::Code;
        if (!fresh_span_ && !block.spans.empty()) {
            Span& last = block.spans.back();
            if (last.strong == (strong_ > 0) && last.emphasis == (emphasis_ > 0) && last.code == code) {
                last.text += words;
                return 0;
            }
        }
        if (++spans_ > limits_.spans) return stop_here();
        fresh_span_ = false;
        block.spans.push_back({std::string(words), strong_ > 0, emphasis_ > 0, code, {}});
        return 0;
    }

    void close_link() {
        fresh_span_ = true;
        if (links_.empty()) return;
        const Link link = std::move(links_.back());
        links_.pop_back();
        if (out_.blocks.empty() || spend(link.target.size()) != 0) return;
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

    static std::string attribute(const MD_ATTRIBUTE& value) { return {value.text == nullptr ? "" : value.text, value.size}; }

    void leave_out(std::string what) {
        if (out_.left_out.size() < kLeftOut) out_.left_out.push_back(utf8::displayable(what, 200));
    }

    MarkdownLimits limits_;
    Markdown out_;
    std::vector<List> lists_;
    std::vector<Link> links_;
    std::size_t quoted_ = 0, nesting_ = 0, bytes_ = 0, spans_ = 0;
    std::size_t strong_ = 0, emphasis_ = 0, code_ = 0;
    bool fresh_item_ = false;  ///< an item was opened and has no words yet
    bool overrun_ = false;     ///< a limit was passed
    bool closed_ = false;      ///< the last block has ended
    bool fresh_span_ = true;   ///< the next words begin a span of their own
};

Builder& builder(void* user) { return *static_cast<Builder*>(user); }

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

    MD_PARSER parser{};
    parser.flags = MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS;
    parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* user) { return builder(user).enter_block(type, detail); };
    parser.leave_block = [](MD_BLOCKTYPE type, void*, void* user) { return builder(user).leave_block(type); };
    parser.enter_span = [](MD_SPANTYPE type, void* detail, void* user) { return builder(user).enter_span(type, detail); };
    parser.leave_span = [](MD_SPANTYPE type, void*, void* user) { return builder(user).leave_span(type); };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR* words, MD_SIZE size, void* user) {
        return builder(user).text(type, {words, size});
    };
    Builder target(limits);
    const int result = md_parse(clean.data(), static_cast<MD_SIZE>(clean.size()), &parser, &target);
    if (result != 0 || target.overrun()) {
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
