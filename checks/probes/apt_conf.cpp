#include "checks/probes/apt_conf.hpp"

#include <algorithm>
#include <array>

#include "app/base/limits.hpp"
#include "app/base/text.hpp"
#include "app/base/utf8.hpp"

namespace amparo::checks {

namespace {

constexpr std::size_t kMaxItems = 5000;
constexpr std::size_t kMaxLevels = 64;
constexpr std::size_t kMaxNestedIncludes = 10;
constexpr std::size_t kMaxName = 4096;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f'; }

/// Cuts "// …" and "# …" off, except the directives that look like comments. Quotes are counted from the
/// start of the line, as apt does: a quote that goes on in the next line does not exist for it.
std::string_view without_line_comment(std::string_view line) {
    constexpr std::array<std::string_view, 3> kDirectives = {"clear", "include", "x-apt-configure-index"};
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '"') quoted = !quoted;
        if (quoted) continue;
        const std::string_view after = line.substr(i + 1);
        if (line[i] == '/' && after.starts_with('/')) return line.substr(0, i);
        if (line[i] == '#' && std::ranges::none_of(kDirectives, [&](std::string_view word) {
                return after.starts_with(word);
            })) {
            return line.substr(0, i);
        }
    }
    return line;
}

/// Cuts "/* … */" out, which may run over many lines. Quotes are counted anew after each comment, as apt
/// does.
std::string without_block_comments(std::string_view line, bool& in_comment) {
    std::string out;
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '"') quoted = !quoted;
        if (quoted || !line.substr(i).starts_with("/*")) {
            out.push_back(line[i]);
            continue;
        }
        const std::size_t end = line.find("*/", i + 2);
        if (end == std::string_view::npos) {
            in_comment = true;
            return out;
        }
        i = end + 1;
        quoted = false;
    }
    return out;
}

void skip_blanks(std::string_view& text) {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
}

/// One word: up to a blank that stands outside quotes and brackets. "%41" is an A. Nothing when there is no
/// word or a quote stays open.
std::optional<std::string> take_word(std::string_view& text) {
    skip_blanks(text);
    if (text.empty()) return std::nullopt;
    std::string raw;
    std::size_t i = 0;
    for (; i < text.size() && !is_blank(text[i]); ++i) {
        const char closing = text[i] == '"' ? '"' : text[i] == '[' ? ']' : '\0';
        if (closing == '\0') {
            raw.push_back(text[i]);
            continue;
        }
        const std::size_t end = text.find(closing, i + 1);
        if (end == std::string_view::npos) return std::nullopt;
        raw.append(closing == ']' ? text.substr(i, end - i + 1) : text.substr(i + 1, end - i - 1));
        i = end;
    }
    text.remove_prefix(i);
    skip_blanks(text);
    std::string word;
    for (std::size_t k = 0; k < raw.size(); ++k) {
        const auto code =
            raw[k] == '%' && k + 2 < raw.size() ? text::from_hex(raw.substr(k + 1, 2)) : std::nullopt;
        word.push_back(code ? static_cast<char>(static_cast<unsigned char>(*code)) : raw[k]);
        if (code) k += 2;
    }
    return word;
}

/// Quoted pieces that stand side by side, joined as apt does: "a" "b" is "a b". Nothing when anything else
/// stands there.
std::optional<std::string> take_quoted(std::string_view& text) {
    std::string_view rest = text;
    skip_blanks(rest);
    if (rest.empty()) return std::nullopt;
    std::string value;
    while (!rest.empty()) {
        if (rest.front() != '"') return std::nullopt;
        const std::size_t end = rest.find('"', 1);
        if (end == std::string_view::npos) return std::nullopt;
        value.append(rest.substr(1, end - 1));
        rest.remove_prefix(end + 1);
        const bool apart = !rest.empty() && is_blank(rest.front());
        skip_blanks(rest);
        if (apart && !rest.empty()) value.push_back(' ');
    }
    text = rest;
    return value;
}

}  // namespace

/// Reads one text into the tree, statement by statement.
class AptConfReader {
  public:
    AptConfReader(AptConf& conf, const std::string& source, const AptConf::Include& include)
        : conf_(conf), source_(source), include_(include) {}

    Result<void> read(std::string_view text) {
        bool in_comment = false;
        for (std::string_view line : text::lines(text)) {
            ++number_;
            if (line.size() > limits::kHostLine) {
                return fail(Errc::Limit, "line " + std::to_string(number_) + " is longer than allowed");
            }
            if (in_comment) {
                const std::size_t end = line.find("*/");
                if (end == std::string_view::npos) continue;
                line.remove_prefix(end + 2);
                in_comment = false;
            }
            AMPARO_TRY_VOID(
                read_line(without_block_comments(without_line_comment(text::trim(line)), in_comment)));
        }
        if (!buffer_.empty()) return corrupt("the last statement has no \";\"");
        return {};
    }

  private:
    std::unexpected<Error> corrupt(const std::string& reason) const {
        return fail(Errc::Corrupt, "line " + std::to_string(number_) + ": " + reason);
    }

    void append(std::string_view fragment) {
        fragment = text::trim(fragment);
        if (fragment.empty()) return;
        if (!buffer_.empty()) buffer_ += ' ';
        buffer_ += fragment;
    }

    Result<void> read_line(const std::string& line) {
        std::size_t start = 0;
        bool quoted = false;
        for (std::size_t i = 0; i < line.size(); ++i) {
            const char c = line[i];
            if (c == '"') quoted = !quoted;
            if (quoted || (c != '{' && c != ';' && c != '}')) continue;
            append(std::string_view(line).substr(start, i - start));
            start = i + 1;
            AMPARO_TRY_VOID(end_statement(c));
        }
        append(std::string_view(line).substr(start));
        if (buffer_.size() > limits::kHostLine)
            return fail(Errc::Limit, "a statement is longer than allowed");
        return {};
    }

    Result<void> end_statement(char end) {
        if (buffer_.empty()) {
            if (end == '{') return corrupt("a block starts without a name");
            if (end == '}') leave();
            return {};
        }
        std::string_view rest = buffer_;
        auto tag = take_word(rest);
        if (!tag) return corrupt("a quote never closes");
        std::optional<std::string> word = take_quoted(rest);
        if (!word) word = take_word(rest);
        if (!rest.empty()) return corrupt("more than one value");
        if (!word && end != '{') word = std::exchange(*tag, std::string{});
        buffer_.clear();

        const std::string outer = parent_;
        if (end == '{') {
            if (stack_.size() >= kMaxLevels) return fail(Errc::Limit, "more levels than allowed");
            stack_.push_back(parent_);
            parent_ = outer.empty() ? *tag : outer + "::" + *tag;
            tag->clear();
            if (parent_.size() > kMaxName) return fail(Errc::Limit, "a name is longer than allowed");
        }
        if (tag->starts_with('#')) {
            if (!parent_.empty()) return corrupt("a directive stands inside a block");
            AMPARO_TRY_VOID(direct(tag->substr(1), word ? *word : std::string{}));
        } else if (tag->empty() && word && *word == "#clear") {
            return corrupt("#clear needs a name");
        } else if (word) {
            const std::string name = parent_.empty() ? *tag : end == '{' ? parent_ : parent_ + "::" + *tag;
            AMPARO_TRY_VOID(set(name, *word));
        }
        if (end == '}') leave();
        return {};
    }

    void leave() {
        parent_ = stack_.empty() ? std::string{} : stack_.back();
        if (!stack_.empty()) stack_.pop_back();
    }

    Result<void> set(const std::string& name, const std::string& value) {
        if (name.empty()) return {};
        if (name.size() > kMaxName) return fail(Errc::Limit, "a name is longer than allowed");
        AMPARO_TRY(AptConf::Item* const item, conf_.find_or_make(name));
        item->value = value;
        item->source = source_;
        return {};
    }

    Result<void> direct(const std::string& word, const std::string& argument) {
        if (word == "clear") {
            if (!conf_.has(argument)) return {};
            AMPARO_TRY(AptConf::Item* const item, conf_.find_or_make(argument));
            item->value.clear();
            item->source = source_;
            item->children.clear();
            return {};
        }
        if (word == "x-apt-configure-index") return {};
        if (word != "include") return corrupt("unknown directive");
        if (conf_.includes_.size() >= limits::kHostEntries)
            return fail(Errc::Limit, "more includes than allowed");
        conf_.includes_.push_back(argument);
        if (!include_) return {};
        if (conf_.depth_ >= kMaxNestedIncludes) return corrupt("more nested includes than apt allows");
        auto texts = include_(argument);
        if (!texts) return std::unexpected(std::move(texts).error());
        ++conf_.depth_;
        for (const AptConf::Included& part : *texts)
            AMPARO_TRY_VOID(conf_.add(part.text, part.source, include_));
        --conf_.depth_;
        return {};
    }

    AptConf& conf_;
    const std::string& source_;
    const AptConf::Include& include_;
    std::string buffer_;
    std::string parent_;
    std::vector<std::string> stack_;
    std::size_t number_ = 0;
};

namespace {

/// Splits at "::"; "A::" has an empty last part.
std::vector<std::string_view> name_parts(std::string_view name) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t at = name.find("::");
        parts.push_back(name.substr(0, at));
        if (at == std::string_view::npos) return parts;
        name.remove_prefix(at + 2);
    }
}

}  // namespace

Result<void> AptConf::add(std::string_view text, const std::string& source, const Include& include) {
    bytes_ += text.size();
    if (bytes_ > limits::kHostFile) return fail(Errc::Limit, "more text than allowed");
    if (text.find('\0') != std::string_view::npos)
        return fail(Errc::Corrupt, "line 1: NUL byte in apt's settings");
    return AptConfReader(*this, source, include).read(text);
}

const AptConf::Item* AptConf::find(std::string_view name) const {
    const Item* here = &top_;
    for (const std::string_view part : name_parts(name)) {
        const auto found = std::ranges::find_if(here->children, [&](const auto& child) {
            return !part.empty() && text::equals_ignoring_case(child->tag, part);
        });
        if (found == here->children.end()) return nullptr;
        here = found->get();
    }
    return here;
}

Result<AptConf::Item*> AptConf::find_or_make(std::string_view name) {
    const auto parts = name_parts(name);
    if (parts.size() > kMaxLevels) return fail(Errc::Limit, "more levels than allowed");
    Item* here = &top_;
    for (const std::string_view part : parts) {
        // An empty part is a new element of a list.
        const auto found = std::ranges::find_if(here->children, [&](const auto& child) {
            return !part.empty() && text::equals_ignoring_case(child->tag, part);
        });
        if (found != here->children.end()) {
            here = found->get();
            continue;
        }
        if (++items_ > kMaxItems) return fail(Errc::Limit, "more names than allowed");
        here->children.push_back(std::make_unique<Item>());
        here = here->children.back().get();
        here->tag = part;
    }
    return here;
}

std::optional<std::string> AptConf::value(std::string_view name) const {
    const Item* item = find(name);
    if (item == nullptr || item->value.empty()) return std::nullopt;
    return item->value;
}

std::vector<std::string> AptConf::list(std::string_view name) const {
    std::vector<std::string> out;
    const Item* item = find(name);
    if (item == nullptr) return out;
    for (const auto& child : item->children) {
        if (!child->value.empty()) out.push_back(child->value);
    }
    return out;
}

std::string AptConf::source_of(std::string_view name) const {
    const Item* item = find(name);
    if (item == nullptr) return {};
    if (!item->source.empty() || item->children.empty()) return item->source;
    return item->children.back()->source;
}

void AptConf::describe_below(const Item& item, const std::string& above, std::string& out) {
    for (const auto& child : item.children) {
        const std::string name = (above.empty() ? "" : above + "::") + utf8::displayable(child->tag, 200);
        if (!child->value.empty()) out += name + " \"" + utf8::displayable(child->value, 400) + "\";\n";
        describe_below(*child, name, out);
    }
}

std::string AptConf::describe() const {
    std::string out;
    describe_below(top_, "", out);
    for (const std::string& path : includes_) out += "#include " + utf8::displayable(path, 400) + "\n";
    return out;
}

bool is_apt_conf_name(std::string_view name) {
    if (name.empty() || name.front() == '.') return false;
    const bool shaped = std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
               c == '-' || c == '.';
    });
    const std::size_t dot = name.rfind('.');
    return shaped && (dot == std::string_view::npos || name.substr(dot) == ".conf");
}

namespace {

/// The text of one file; nothing when it is no ordinary file, which apt passes over.
Result<std::optional<std::string>> read_part(const HostView& host, const std::string& path) {
    const auto info = host.info(path);
    if (!info) {
        const Errc code = info.error().code;
        if (code == Errc::NotFound || code == Errc::Loop) return std::optional<std::string>{};
        return fail(code, path);
    }
    if (info->type != FileType::Regular) return std::optional<std::string>{};
    auto text = host.read(path);
    if (!text) return fail(text.error().code, path);
    return std::optional<std::string>{*std::move(text)};
}

Result<std::vector<AptConf::Included>> read_folder(const HostView& host, const std::string& folder) {
    std::vector<AptConf::Included> out;
    const auto names = host.list(folder);
    if (!names) {
        if (names.error().code == Errc::NotFound) return out;
        return fail(names.error().code, folder);
    }
    for (const std::string& name : *names) {
        if (!is_apt_conf_name(name)) continue;
        const std::string path = folder + (folder.ends_with('/') ? "" : "/") + name;
        AMPARO_TRY(std::optional<std::string> text, read_part(host, path));
        if (text) out.push_back({path, *std::move(text)});
    }
    return out;
}

}  // namespace

Result<AptConf> read_apt_conf(const HostView& host) {
    const auto apt = host.info("/etc/apt");
    if (!apt) return fail(apt.error().code, "/etc/apt");
    const AptConf::Include include =
        [&host](const std::string& path) -> Result<std::vector<AptConf::Included>> {
        if (!path.starts_with('/')) return fail(Errc::Corrupt, "an include without a full path");
        if (path.ends_with('/')) return read_folder(host, path);
        auto text = host.read(path);
        if (!text) return fail(text.error().code, path);
        return std::vector<AptConf::Included>{{path, *std::move(text)}};
    };
    AMPARO_TRY(std::vector<AptConf::Included> parts, read_folder(host, "/etc/apt/apt.conf.d"));
    AMPARO_TRY(std::optional<std::string> last, read_part(host, "/etc/apt/apt.conf"));
    if (last) parts.push_back({"/etc/apt/apt.conf", *std::move(last)});
    AptConf conf;
    for (const AptConf::Included& part : parts) {
        const auto added = conf.add(part.text, part.source, include);
        if (!added) return fail(added.error().code, part.source + ": " + added.error().detail);
    }
    return conf;
}

}  // namespace amparo::checks
