// The XML form of property lists: a handful of tags, no attributes that matter, five entities.

#include "app/base/limits.hpp"
#include "app/base/text.hpp"
#include "app/base/utf8.hpp"
#include "checks/probes/plist.hpp"

namespace amparo::checks {

namespace {

constexpr std::size_t kDepth = 32;
constexpr std::size_t kValues = 100'000;

class XmlReader {
  public:
    explicit XmlReader(std::string_view bytes) : rest_(bytes) {}

    Result<Json> document() {
        AMPARO_TRY(const std::string open, tag());
        if (open != "plist") return fail(Errc::Corrupt, "no property list");
        AMPARO_TRY(const std::string first, tag());
        AMPARO_TRY(Json value, element(first, 0));
        AMPARO_TRY(const std::string close, tag());
        if (close != "/plist") return fail(Errc::Corrupt, "a property list that does not end");
        return value;
    }

  private:
    /// The next tag's name without attributes: "dict", "/dict", "true/". Comments and declarations are skipped; text
    /// before it must be blank.
    Result<std::string> tag() {
        while (true) {
            const std::size_t start = rest_.find('<');
            if (start == std::string_view::npos || !text::trim(without_line_ends(rest_.substr(0, start))).empty()) {
                return fail(Errc::Corrupt, "a tag is missing");
            }
            rest_.remove_prefix(start);
            const bool comment = rest_.starts_with("<!--");
            const std::size_t end = comment ? rest_.find("-->") : rest_.find('>');
            if (end == std::string_view::npos) return fail(Errc::Corrupt, "a tag that does not end");
            const std::string_view inside = rest_.substr(1, end - 1);
            rest_.remove_prefix(end + (comment ? 3 : 1));
            if (comment || inside.starts_with('!') || inside.starts_with('?')) continue;
            const bool empty = inside.ends_with('/');
            const std::size_t space = inside.find_first_of(" \t\r\n");
            std::string name(inside.substr(0, space));
            if (empty && !name.ends_with('/')) name += '/';
            return name;
        }
    }

    static std::string without_line_ends(std::string_view text) {
        std::string out(text);
        for (char& c : out) c = c == '\n' || c == '\r' ? ' ' : c;
        return out;
    }

    /// Text up to "</name>", which is taken, too.
    Result<std::string> words(const std::string& name) {
        const std::string close = "</" + name + ">";
        const std::size_t end = rest_.find('<');
        if (end == std::string_view::npos || !rest_.substr(end).starts_with(close)) return fail(Errc::Corrupt, "text that does not end");
        const std::string_view raw = rest_.substr(0, end);
        rest_.remove_prefix(end + close.size());
        std::string out;
        for (std::size_t at = 0; at < raw.size(); ++at) {
            if (raw[at] != '&') {
                out.push_back(raw[at]);
                continue;
            }
            const std::size_t semicolon = raw.find(';', at);
            if (semicolon == std::string_view::npos || semicolon - at > 10) return fail(Errc::Corrupt, "an odd entity");
            const std::string_view entity = raw.substr(at + 1, semicolon - at - 1);
            if (entity == "amp") out += '&';
            else if (entity == "lt") out += '<';
            else if (entity == "gt") out += '>';
            else if (entity == "quot") out += '"';
            else if (entity == "apos") out += '\'';
            else if (entity.starts_with("#")) {
                const auto code = entity.starts_with("#x") ? text::from_hex(entity.substr(2)) : text::to_integer(entity.substr(1)).transform([](std::int64_t n) { return static_cast<std::uint64_t>(n); });
                if (!code || *code == 0 || *code > 0x10FFFF || (*code >= 0xD800 && *code < 0xE000)) return fail(Errc::Corrupt, "an odd entity");
                utf8::append(out, static_cast<char32_t>(*code));
            } else {
                return fail(Errc::Corrupt, "an odd entity");
            }
            at = semicolon;
        }
        return out;
    }

    Result<Json> element(const std::string& name, std::size_t depth) {
        if (depth > kDepth || ++values_ > kValues) return fail(Errc::Limit);
        if (name == "true/") return Json(true);
        if (name == "false/") return Json(false);
        if (name == "dict/") return Json::object();
        if (name == "array/") return Json::array();
        if (name == "string/" || name == "data/") return Json("");
        if (name == "dict") return dictionary(depth);
        if (name == "array") return list(depth);
        AMPARO_TRY(const std::string content, words(name));
        if (name == "string" || name == "date") return Json(content);
        if (name == "data") return Json("<" + std::to_string(content.size() / 4 * 3) + " bytes>");
        if (name == "integer") {
            const auto number = text::to_integer(text::trim(content));
            if (!number) return fail(Errc::Corrupt, "an odd number");
            return Json(*number);
        }
        if (name == "real") return Json(content);
        return fail(Errc::Corrupt, "a tag that no property list has");
    }

    Result<Json> dictionary(std::size_t depth) {
        Json out = Json::object();
        while (true) {
            AMPARO_TRY(const std::string name, tag());
            if (name == "/dict") return out;
            if (name != "key") return fail(Errc::Corrupt, "a value without a name");
            AMPARO_TRY(std::string key, words("key"));
            AMPARO_TRY(const std::string next, tag());
            AMPARO_TRY(Json value, element(next, depth + 1));
            out.set(std::move(key), std::move(value));
        }
    }

    Result<Json> list(std::size_t depth) {
        Json out = Json::array();
        while (true) {
            AMPARO_TRY(const std::string name, tag());
            if (name == "/array") return out;
            AMPARO_TRY(Json value, element(name, depth + 1));
            out.push(std::move(value));
        }
    }

    std::string_view rest_;
    std::size_t values_ = 0;
};

}  // namespace

Result<Json> parse_xml_plist(std::string_view bytes) { return XmlReader(bytes).document(); }

}  // namespace amparo::checks
