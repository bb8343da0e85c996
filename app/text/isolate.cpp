#include <vector>

#include "app/base/utf8.hpp"
#include "app/text/bidi.hpp"

namespace amparo::text_layout {

namespace {

constexpr char32_t kPopFormatting = 0x202C;
constexpr char32_t kLtrIsolate = 0x2066;
constexpr char32_t kRtlIsolate = 0x2067;
constexpr char32_t kFirstStrongIsolate = 0x2068;
constexpr char32_t kPopIsolate = 0x2069;

bool opens_isolate(char32_t code) { return code >= kLtrIsolate && code <= kFirstStrongIsolate; }
bool opens_embedding(char32_t code) {
    return code == 0x202A || code == 0x202B || code == 0x202D || code == 0x202E;
}

char32_t isolate_mark(Direction direction) {
    switch (direction) {
        case Direction::LeftToRight:
            return kLtrIsolate;
        case Direction::RightToLeft:
            return kRtlIsolate;
        case Direction::Auto:
            break;
    }
    return kFirstStrongIsolate;
}

}  // namespace

std::string isolate(std::string_view value, Direction direction) {
    std::string out;
    utf8::append(out, isolate_mark(direction));
    std::size_t open = 0;
    for (std::size_t i = 0; i < value.size();) {
        const utf8::Decoded next = utf8::decode(value, i);
        i += next.size;
        if (opens_embedding(next.code) || next.code == kPopFormatting) continue;
        // An end without a beginning would close our own isolate, and the rest of the value could reorder a
        // sentence.
        if (next.code == kPopIsolate && open == 0) continue;
        if (next.code == kPopIsolate) --open;
        if (opens_isolate(next.code)) ++open;
        utf8::append(out, next.code);
    }
    for (; open > 0; --open) utf8::append(out, kPopIsolate);
    utf8::append(out, kPopIsolate);
    return out;
}

std::string closing_marks(std::string_view text) {
    std::vector<char32_t> open;
    for (std::size_t i = 0; i < text.size();) {
        const utf8::Decoded next = utf8::decode(text, i);
        i += next.size;
        if (opens_isolate(next.code)) open.push_back(kPopIsolate);
        if (opens_embedding(next.code)) open.push_back(kPopFormatting);
        if (next.code == kPopFormatting && !open.empty() && open.back() == kPopFormatting) open.pop_back();
        if (next.code == kPopIsolate) {
            // The end of an isolate closes the embeddings inside it, too.
            std::size_t keep = open.size();
            while (keep > 0 && open[keep - 1] != kPopIsolate) --keep;
            if (keep > 0) open.resize(keep - 1);
        }
    }
    std::string out;
    for (std::size_t i = open.size(); i > 0; --i) utf8::append(out, open[i - 1]);
    return out;
}

}  // namespace amparo::text_layout
