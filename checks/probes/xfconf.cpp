#include "checks/probes/xfconf.hpp"

#include <algorithm>
#include <array>
#include <ranges>

#include "app/base/limits.hpp"
#include "app/base/utf8.hpp"

namespace amparo::checks {

namespace {

constexpr std::size_t kDepth = 32;
constexpr std::size_t kPath = 1024;
constexpr std::size_t kAttributes = 32;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == ':' || c == '.';
}

struct Attribute {
    std::string name;
    std::string value;
};

struct Tag {
    std::string name;
    std::vector<Attribute> attributes;
    bool closes = false;    ///< "</name>"
    bool is_empty = false;  ///< "<name/>"

    [[nodiscard]] std::string value(std::string_view wanted) const {
        for (const Attribute& each : attributes) {
            if (each.name == wanted) return each.value;
        }
        return {};
    }
    [[nodiscard]] bool limits_access() const {
        for (const Attribute& each : attributes) {
            if (each.name == "locked" || each.name == "unlocked") return true;
        }
        return false;
    }
};

class Scanner {
  public:
    explicit Scanner(std::string_view text) : text_(text) {}

    Result<XfconfChannel> read() {
        if (text_.size() > limits::kHostFile)
            return fail(Errc::Limit, "the settings file is larger than allowed");
        if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
        while (true) {
            const std::size_t open = text_.find('<', at_);
            if (open == std::string_view::npos) break;
            at_ = open;
            if (skip("<?", "?>") || skip("<!--", "-->")) continue;
            if (text_.substr(at_).starts_with("<!"))
                return refuse(Errc::Unsupported, "a declaration that we do not read");
            AMPARO_TRY(const Tag tag, read_tag());
            AMPARO_TRY_VOID(take(tag));
        }
        if (!levels_.empty())
            return refuse(Errc::Corrupt, "the file ends inside <" + levels_.back().element + ">");
        if (!seen_channel_) return refuse(Errc::Corrupt, "no <channel>");
        return std::move(channel_);
    }

  private:
    struct Level {
        std::string element;
        std::string path;
        bool limited = false;
    };

    /// The line of at_, which only moves forward.
    std::size_t line() {
        for (; counted_ < at_ && counted_ < text_.size(); ++counted_) {
            if (text_[counted_] == '\n') ++line_;
        }
        return line_;
    }
    std::unexpected<Error> refuse(Errc code, const std::string& why) {
        return fail(code, "line " + std::to_string(line()) + ": " + why);
    }

    bool skip(std::string_view open, std::string_view close) {
        if (!text_.substr(at_).starts_with(open)) return false;
        const std::size_t end = text_.find(close, at_ + open.size());
        at_ = end == std::string_view::npos ? text_.size() : end + close.size();
        return true;
    }

    void skip_spaces() {
        while (at_ < text_.size() && is_space(text_[at_])) ++at_;
    }
    [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

    std::string read_name() {
        const std::size_t start = at_;
        while (at_ < text_.size() && is_name(text_[at_])) ++at_;
        return std::string(text_.substr(start, at_ - start));
    }

    Result<Tag> read_tag() {
        Tag tag;
        ++at_;
        if (peek() == '/') {
            tag.closes = true;
            ++at_;
        }
        tag.name = read_name();
        if (tag.name.empty()) return refuse(Errc::Corrupt, "\"<\" without a name");
        while (true) {
            skip_spaces();
            if (peek() == '>') break;
            if (peek() == '/' && !tag.closes) {
                tag.is_empty = true;
                ++at_;
                if (peek() != '>') return refuse(Errc::Corrupt, "\"/\" inside a tag");
                break;
            }
            if (tag.attributes.size() >= kAttributes)
                return refuse(Errc::Limit, "more attributes than allowed");
            AMPARO_TRY(Attribute attribute, read_attribute());
            tag.attributes.push_back(std::move(attribute));
        }
        ++at_;
        return tag;
    }

    Result<Attribute> read_attribute() {
        Attribute out;
        out.name = read_name();
        skip_spaces();
        if (out.name.empty() || peek() != '=') return refuse(Errc::Corrupt, "an attribute without a value");
        ++at_;
        skip_spaces();
        const char quote = peek();
        if (quote != '"' && quote != '\'') return refuse(Errc::Corrupt, "a value without quotes");
        const std::size_t start = at_ + 1;
        const std::size_t end = text_.find(quote, start);
        if (end == std::string_view::npos) return refuse(Errc::Corrupt, "a quote that never closes");
        const std::string_view raw = text_.substr(start, end - start);
        if (raw.size() > limits::kHostLine) return refuse(Errc::Limit, "a value longer than allowed");
        if (raw.find_first_of(std::string_view("<\0", 2)) != std::string_view::npos) {
            return refuse(Errc::Corrupt, "a character that may not stand in a value");
        }
        AMPARO_TRY(out.value, unescape(raw));
        at_ = end + 1;
        return out;
    }

    Result<std::string> unescape(std::string_view raw) {
        struct Named {
            std::string_view name;
            char character;
        };
        constexpr std::array<Named, 5> kNamed = {
            {{"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}, {"&quot;", '"'}, {"&apos;", '\''}}};
        std::string out;
        for (std::size_t i = 0; i < raw.size();) {
            if (raw[i] != '&') {
                out.push_back(raw[i++]);
                continue;
            }
            const auto found = std::ranges::find_if(
                kNamed, [&](const Named& named) { return raw.substr(i).starts_with(named.name); });
            if (found == kNamed.end()) return refuse(Errc::Unsupported, "an entity that we do not read");
            out.push_back(found->character);
            i += found->name.size();
        }
        return out;
    }

    Result<void> take(const Tag& tag) {
        if (tag.closes) {
            if (levels_.empty() || levels_.back().element != tag.name) {
                return refuse(Errc::Corrupt, "</" + utf8::displayable(tag.name, 40) + "> closes nothing");
            }
            levels_.pop_back();
            return {};
        }
        if (levels_.empty() && (tag.name != "channel" || seen_channel_)) {
            return refuse(Errc::Corrupt, "the file is not one <channel>");
        }
        Level level{tag.name, levels_.empty() ? "" : levels_.back().path,
                    tag.limits_access() || (!levels_.empty() && levels_.back().limited)};
        if (levels_.empty()) {
            seen_channel_ = true;
            channel_.name = tag.value("name");
            channel_.limited = level.limited;
        } else if (tag.name == "property") {
            AMPARO_TRY_VOID(take_property(tag, level));
        }
        if (tag.is_empty) return {};
        if (levels_.size() >= kDepth) return refuse(Errc::Limit, "nested deeper than allowed");
        levels_.push_back(std::move(level));
        return {};
    }

    Result<void> take_property(const Tag& tag, Level& level) {
        const std::string name = tag.value("name");
        if (name.empty()) return refuse(Errc::Corrupt, "a property without a name");
        level.path += "/" + name;
        if (level.path.size() > kPath) return refuse(Errc::Limit, "a name longer than allowed");
        if (channel_.properties.size() >= limits::kHostEntries)
            return refuse(Errc::Limit, "more properties than allowed");
        channel_.properties.push_back(
            {level.path, tag.value("type"), tag.value("value"), level.limited, line()});
        return {};
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t counted_ = 0;
    std::size_t line_ = 1;
    std::vector<Level> levels_;
    bool seen_channel_ = false;
    XfconfChannel channel_;
};

}  // namespace

const XfconfProperty* XfconfChannel::find(std::string_view path) const {
    for (const XfconfProperty& property : properties | std::views::reverse) {
        if (property.path == path) return &property;
    }
    return nullptr;
}

Result<XfconfChannel> parse_xfconf(std::string_view text) { return Scanner(text).read(); }

std::string describe(const XfconfChannel& channel) {
    std::string out =
        "channel " + utf8::displayable(channel.name, 200) + (channel.limited ? " (limited)" : "") + "\n";
    for (const XfconfProperty& property : channel.properties) {
        out += utf8::displayable(property.path, 200) + " " + utf8::displayable(property.type, 40) + " " +
               utf8::displayable(property.value, 200) + (property.limited ? " (limited)" : "") + "\n";
    }
    return out;
}

Xfconf Xfconf::read(const HostView& host, const XdgFolders& xdg, const std::string& channel) {
    Xfconf out;
    std::vector<std::string> folders = {xdg.config_home};
    folders.insert(folders.end(), xdg.config_dirs.begin(), xdg.config_dirs.end());
    for (const std::string& folder : folders) {
        File file{folder + "/xfce4/xfconf/xfce-perchannel-xml/" + channel + ".xml", fail(Errc::NotFound)};
        if (const auto content = host.read(file.path)) {
            file.channel = parse_xfconf(*content);
        } else {
            file.channel = std::unexpected(content.error());
        }
        out.files_.push_back(std::move(file));
    }
    return out;
}

XfconfSetting Xfconf::get(std::string_view path) const {
    XfconfSetting out;
    if (!files_.empty()) out.source = files_.front().path;
    bool decided = false;
    for (const File& file : files_) {
        if (!file.channel) {
            if (file.channel.error().code == Errc::NotFound) continue;
            // This file could hold the value, or limit it.
            return {std::unexpected(file.channel.error()), file.path};
        }
        const XfconfProperty* property = file.channel->find(path);
        if (file.channel->limited || (property != nullptr && property->limited)) {
            return {fail(Errc::Unsupported, "a setting that an administrator limits"), file.path};
        }
        if (!decided && property != nullptr && property->has_value()) {
            out = {std::optional(property->value), file.path};
            decided = true;
        }
    }
    return out;
}

}  // namespace amparo::checks
