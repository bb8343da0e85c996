#pragma once
// Markdown as a tree, nothing left out: what CommonMark says, without raw HTML. The nodes lie behind one another in the
// order of the text, each knowing where its children end, so that neither reading nor forgetting a tree needs a stack.
// What of it may be shown is decided in markdown.hpp. Thread: all of it may be used from several threads.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.hpp"

namespace amparo::lessons {

enum class NodeKind : std::uint8_t {
    // Blocks.
    Document, Quote, BulletList, NumberedList, Item, Heading, Paragraph, Code, Rule,
    // What stands in them.
    Text, SoftBreak, HardBreak, Emphasis, Strong, CodeSpan, Link, Image,
};

struct TextNode {
    NodeKind kind = NodeKind::Text;
    bool tight = false;        ///< of a list: no empty lines between its items
    std::uint32_t number = 0;  ///< level of a heading, first number of a list
    std::uint32_t end = 0;     ///< index behind its last descendant
    std::string text;          ///< of Text
    std::string target;        ///< of a link or picture; of Code the word behind its fence
    std::string title;         ///< of a link or picture
};

struct TreeLimits {
    std::size_t bytes = 64 * 1024;  ///< of the text, and of all that comes out of it
    std::size_t nodes = 16'384;
    std::size_t nesting = 8;  ///< of lists, quotations and markings, one in the other
};

enum class IndentedCode { No, Yes };        ///< four spaces make a line code
enum class References { Careful, All };     ///< "&#8238;": characters that may not stand in a lesson stay as typed

/// The first node is the document. Errors: Limit — larger or deeper than allowed.
[[nodiscard]] Result<std::vector<TextNode>> parse_text_tree(std::string_view text, const TreeLimits& limits = {},
                                                            IndentedCode indented = IndentedCode::No,
                                                            References references = References::Careful);

/// Calls `enter` and, behind all that lies in a node, `leave`.
template <typename Enter, typename Leave>
void walk(const std::vector<TextNode>& nodes, Enter enter, Leave leave) {
    std::vector<std::uint32_t> open;
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
        while (!open.empty() && nodes[open.back()].end <= i) {
            leave(nodes[open.back()]);
            open.pop_back();
        }
        enter(nodes[i]);
        open.push_back(i);
    }
    for (; !open.empty(); open.pop_back()) leave(nodes[open.back()]);
}

}  // namespace amparo::lessons
