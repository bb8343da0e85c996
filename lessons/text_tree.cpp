#include "lessons/text_tree.hpp"

#include <md4c.h>

#include <algorithm>
#include <limits>

#include "app/base/text.hpp"
#include "app/base/utf8.hpp"
#include "lessons/references.hpp"

namespace amparo::lessons {

namespace {

/// Receives what md4c finds. It gives up at negative values only, and not everywhere: what counts is the mark that we set.
class Grower {
  public:
    Grower(const TreeLimits& limits, References references) : limits_(limits), references_(references) {}

    int enter_block(MD_BLOCKTYPE type, void* detail) {
        switch (type) {
            case MD_BLOCK_DOC: return open(NodeKind::Document);
            case MD_BLOCK_QUOTE: return deeper(NodeKind::Quote);
            case MD_BLOCK_UL: {
                const int stop = deeper(NodeKind::BulletList);
                if (stop == 0) here().tight = static_cast<const MD_BLOCK_UL_DETAIL*>(detail)->is_tight != 0;
                return stop;
            }
            case MD_BLOCK_OL: {
                const auto* list = static_cast<const MD_BLOCK_OL_DETAIL*>(detail);
                const int stop = deeper(NodeKind::NumberedList);
                if (stop == 0) {
                    here().tight = list->is_tight != 0;
                    here().number = list->start;
                }
                return stop;
            }
            case MD_BLOCK_LI: return open(NodeKind::Item);
            case MD_BLOCK_HR: return open(NodeKind::Rule);
            case MD_BLOCK_H: {
                const int stop = open(NodeKind::Heading);
                if (stop == 0) here().number = static_cast<const MD_BLOCK_H_DETAIL*>(detail)->level;
                return stop;
            }
            case MD_BLOCK_CODE: {
                const int stop = open(NodeKind::Code);
                if (stop == 0) here().target = attribute(static_cast<const MD_BLOCK_CODE_DETAIL*>(detail)->lang);
                return stop;
            }
            case MD_BLOCK_P: return open(NodeKind::Paragraph);
            default: return open(NodeKind::Paragraph);
        }
    }

    int enter_span(MD_SPANTYPE type, void* detail) {
        switch (type) {
            case MD_SPAN_EM: return deeper(NodeKind::Emphasis);
            case MD_SPAN_STRONG: return deeper(NodeKind::Strong);
            case MD_SPAN_CODE: return deeper(NodeKind::CodeSpan);
            case MD_SPAN_A: {
                const auto* link = static_cast<const MD_SPAN_A_DETAIL*>(detail);
                return leads(NodeKind::Link, link->href, link->title);
            }
            case MD_SPAN_IMG: {
                const auto* picture = static_cast<const MD_SPAN_IMG_DETAIL*>(detail);
                return leads(NodeKind::Image, picture->src, picture->title);
            }
            default: return deeper(NodeKind::Emphasis);
        }
    }

    int leave() {
        if (overrun_ || open_.empty()) return -1;
        TextNode& node = here();
        node.end = size();
        if (node.kind == NodeKind::Heading) trim_heading();
        if (counts(node.kind)) --nesting_;
        open_.pop_back();
        return 0;
    }

    int text(MD_TEXTTYPE type, std::string_view words) {
        switch (type) {
            case MD_TEXT_BR: return leaf(NodeKind::HardBreak);
            case MD_TEXT_SOFTBR: return leaf(NodeKind::SoftBreak);
            case MD_TEXT_NULLCHAR: return add("\xEF\xBF\xBD");
            case MD_TEXT_ENTITY: return add(reference(words, references_));
            default: return add(words);
        }
    }

    [[nodiscard]] bool overrun() const { return overrun_; }
    [[nodiscard]] std::vector<TextNode> take() { return std::move(nodes_); }

  private:
    static bool counts(NodeKind kind) {
        return kind == NodeKind::Quote || kind == NodeKind::BulletList || kind == NodeKind::NumberedList || kind >= NodeKind::Emphasis;
    }
    TextNode& here() { return nodes_[open_.back()]; }
    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(nodes_.size()); }

    /// Tabs at its edges are no part of a heading; older versions of md4c leave them.
    void trim_heading() {
        const std::uint32_t heading = open_.back();
        if (size() == heading + 1) return;
        TextNode& first = nodes_[heading + 1];
        if (first.kind == NodeKind::Text) first.text.erase(0, std::min(first.text.find_first_not_of(" \t"), first.text.size()));
        TextNode& last = nodes_.back();
        if (last.kind == NodeKind::Text && text_parent_ == heading) last.text.resize(last.text.find_last_not_of(" \t") + 1);
    }

    int stop_here() {
        overrun_ = true;
        return -1;
    }

    int open(NodeKind kind) {
        if (nodes_.size() >= limits_.nodes || overrun_) return stop_here();
        open_.push_back(size());
        TextNode node;
        node.kind = kind;
        nodes_.push_back(std::move(node));
        return 0;
    }

    int deeper(NodeKind kind) { return ++nesting_ > limits_.nesting ? stop_here() : open(kind); }

    int leaf(NodeKind kind) {
        const int stop = open(kind);
        if (stop != 0) return stop;
        here().end = size();
        open_.pop_back();
        return 0;
    }

    int spend(std::size_t bytes) {
        bytes_ += bytes;
        return bytes_ > limits_.bytes ? stop_here() : 0;
    }

    int leads(NodeKind kind, const MD_ATTRIBUTE& target, const MD_ATTRIBUTE& title) {
        if (const int stop = deeper(kind); stop != 0) return stop;
        here().target = attribute(target);
        here().title = attribute(title);
        return spend(here().target.size() + here().title.size());
    }

    int add(std::string_view words) {
        if (words.empty()) return 0;
        if (open_.empty()) return stop_here();
        if (const int stop = spend(words.size()); stop != 0) return stop;
        // What follows a text directly belongs to it.
        if (nodes_.back().kind == NodeKind::Text && text_parent_ == open_.back()) {
            nodes_.back().text += words;
            return 0;
        }
        if (const int stop = leaf(NodeKind::Text); stop != 0) return stop;
        nodes_.back().text = words;
        text_parent_ = open_.back();
        return 0;
    }

    [[nodiscard]] std::string attribute(const MD_ATTRIBUTE& value) const {
        std::string out;
        if (value.text == nullptr || value.size == 0) return out;
        for (std::size_t i = 0; value.substr_offsets[i] < value.size; ++i) {
            const std::string_view part(value.text + value.substr_offsets[i], value.substr_offsets[i + 1] - value.substr_offsets[i]);
            switch (value.substr_types[i]) {
                case MD_TEXT_NULLCHAR: out += "\xEF\xBF\xBD"; break;
                case MD_TEXT_ENTITY: out += reference(part, references_); break;
                default: out += part;
            }
        }
        return out;
    }

    TreeLimits limits_;
    References references_;
    std::vector<TextNode> nodes_;
    std::vector<std::uint32_t> open_;  // indexes, from the outside in
    std::uint32_t text_parent_ = 0;    // what the last text lies in
    std::size_t nesting_ = 0;
    std::size_t bytes_ = 0;
    bool overrun_ = false;
};

Grower& grower(void* user) { return *static_cast<Grower*>(user); }

}  // namespace

Result<std::vector<TextNode>> parse_text_tree(std::string_view text, const TreeLimits& limits, IndentedCode indented,
                                              References references) {
    if (text.size() > limits.bytes || text.size() > std::numeric_limits<std::uint32_t>::max() / 2) return fail(Errc::Limit, "too much text");
    MD_PARSER parser{};
    parser.flags = MD_FLAG_NOHTML;
    if (indented == IndentedCode::No) parser.flags |= MD_FLAG_NOINDENTEDCODEBLOCKS;
    parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* user) { return grower(user).enter_block(type, detail); };
    parser.leave_block = [](MD_BLOCKTYPE, void*, void* user) { return grower(user).leave(); };
    parser.enter_span = [](MD_SPANTYPE type, void* detail, void* user) { return grower(user).enter_span(type, detail); };
    parser.leave_span = [](MD_SPANTYPE, void*, void* user) { return grower(user).leave(); };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR* words, MD_SIZE size, void* user) {
        return grower(user).text(type, {words, size});
    };
    Grower target(limits, references);
    const int result = md_parse(text.data(), static_cast<MD_SIZE>(text.size()), &parser, &target);
    if (result != 0 || target.overrun()) return fail(Errc::Limit, "too much in one text");
    return target.take();
}

}  // namespace amparo::lessons
