#include "checks/probes/export_files.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "app/base/text.hpp"
#include "app/base/utf8.hpp"

namespace amparo::checks {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kZip = "PK\x03\x04";
constexpr std::size_t kColumns = 64;

using Columns = std::set<std::string, std::less<>>;

/// One shape of table: every column of `must` is there, and no column that is in neither list.
struct KnownTable {
    std::string_view product;
    std::string_view must;
    std::string_view may;
};

constexpr std::array<KnownTable, 15> kTables = {{
    {"Bitwarden CSV",
     "folder|favorite|type|name|notes|fields|login_uri|login_username|login_password|login_totp", "reprompt"},
    {"Bitwarden CSV", "collections|type|name|notes|fields|login_uri|login_username|login_password|login_totp",
     "reprompt"},
    {"1Password CSV", "title|url|username|password|otpauth|favorite|archived|tags|notes", ""},
    {"1Password or Apple CSV", "title|notes|username|password|url", ""},
    {"Apple CSV", "title|url|username|password|otpauth", "notes"},
    {"Apple CSV", "title|url|username|password", ""},
    {"KeePassXC CSV", "group|title|username|password|url|notes", "totp|icon|last modified|created"},
    {"KeePass CSV", "account|login name|password|web site|comments", ""},
    {"Chrome, Edge or Brave CSV", "name|url|username|password", "note"},
    {"Firefox CSV", "url|username|password|httprealm|formactionorigin|guid",
     "timecreated|timelastused|timepasswordchanged"},
    {"LastPass CSV", "url|username|password|extra|name|grouping|fav", "totp"},
    {"NordPass CSV",
     "name|url|username|password|note|cardholdername|cardnumber|cvc|expirydate|zipcode|folder|full_name|"
     "phone_number|email|address1|address2|city|country|state",
     ""},
    {"RoboForm CSV", "name|url|login|pwd|note|folder", "rf_fields"},
    {"SafeInCloud CSV", "title|login|password|url|notes", "otp"},
    {"Synology CSV", "display_name|login_username|login_password|login_urls|login_totp|notes|favorite", ""},
}};

// Whatever else has these three kinds of column holds passwords, too: other products, newer versions, lists
// that people keep by hand.
constexpr std::array<std::string_view, 14> kPlaceColumns = {
    "url",       "urls",       "uri",      "website",   "web site", "web_site", "site",
    "login_uri", "login_urls", "loginurl", "login url", "hostname", "origin",   "domain"};
constexpr std::array<std::string_view, 11> kNameColumns = {
    "username",   "user name", "user_name",      "user",  "login", "login name",
    "login_name", "loginname", "login_username", "email", "e-mail"};
constexpr std::array<std::string_view, 6> kPasswordColumns = {
    "password", "passwd", "pwd", "login_password", "passphrase", "login password"};

template <std::size_t N>
bool has_any(const Columns& columns, const std::array<std::string_view, N>& names) {
    return std::ranges::any_of(names, [&](std::string_view name) { return columns.contains(name); });
}

bool fits(const Columns& columns, const KnownTable& table) {
    std::size_t matched = 0;
    for (const std::string_view name : text::split(table.must, '|')) {
        if (!columns.contains(name)) return false;
        ++matched;
    }
    for (const std::string_view name : text::split(table.may, '|')) {
        if (columns.contains(name)) ++matched;
    }
    return matched == columns.size();
}

/// The text of a head.
struct Head {
    std::string_view text;  ///< without byte-order mark
    bool cut = false;       ///< the file goes on
};

Head open_head(std::string_view head) {
    Head out{head, head.size() >= kExportHead};
    if (out.text.starts_with(kByteOrderMark)) out.text.remove_prefix(kByteOrderMark.size());
    return out;
}

/// The first record of a table.
struct Header {
    Columns columns;
    bool entries = false;  ///< something follows it
};

/// Reads one record with RFC 4180's quotes; fields may hold line breaks.
Header read_header(const Head& from, char separator) {
    const std::string_view head = from.text;
    Header out;
    std::string field;
    bool quoted = false;
    bool whole = false;
    std::size_t at = 0;
    const auto close_field = [&] {
        if (out.columns.size() < kColumns) out.columns.insert(text::lower(text::trim(field)));
        field.clear();
    };
    for (; at < head.size(); ++at) {
        const char c = head[at];
        if (quoted) {
            if (c != '"') {
                field.push_back(c);
            } else if (at + 1 < head.size() && head[at + 1] == '"') {
                field.push_back(c);
                ++at;
            } else {
                quoted = false;
            }
        } else if (c == '"' && text::trim(field).empty()) {
            quoted = true;
            field.clear();
        } else if (c == separator) {
            close_field();
        } else if (c == '\n' || c == '\r') {
            close_field();
            whole = true;
            break;
        } else {
            field.push_back(c);
        }
    }
    // The last field of a head that was cut may be half a word, so it does not count.
    if (!whole && !from.cut) close_field();
    constexpr std::string_view kNothing = " \t\r\n,;\"";
    out.entries = whole ? head.find_first_not_of(kNothing, at) != std::string_view::npos : from.cut;
    return out;
}

Header best_header(Head head) {
    // Spreadsheet programs may name the separator in a line of its own.
    if (head.text.starts_with("sep=")) {
        head.text.remove_prefix(std::min(head.text.find('\n'), head.text.size() - 1) + 1);
    }
    Header best;
    for (const char separator : {',', ';', '\t'}) {
        Header header = read_header(head, separator);
        if (header.columns.size() > best.columns.size()) best = std::move(header);
    }
    return best;
}

std::optional<std::string_view> recognise_table(const Head& head) {
    const Header header = best_header(head);
    // Only a heading: a form to be filled in, with nobody's passwords.
    if (!header.entries) return std::nullopt;
    for (const KnownTable& table : kTables) {
        if (fits(header.columns, table)) return table.product;
    }
    const bool passwords = has_any(header.columns, kPlaceColumns) && has_any(header.columns, kNameColumns) &&
                           has_any(header.columns, kPasswordColumns);
    if (passwords) return "password table";
    return std::nullopt;
}

std::optional<std::string_view> recognise_xml(std::string_view head) {
    constexpr std::string_view kRoot = "<KeePassFile";
    while (true) {
        head = text::trim(head);
        std::string_view end;
        if (head.starts_with("<?")) end = "?>";
        if (head.starts_with("<!")) end = ">";
        if (head.starts_with("<!--")) end = "-->";
        if (end.empty()) break;
        const std::size_t at = head.find(end);
        if (at == std::string_view::npos) return std::nullopt;
        head.remove_prefix(at + end.size());
    }
    if (!head.starts_with(kRoot) || head.size() == kRoot.size()) return std::nullopt;
    const char next = head[kRoot.size()];
    if (next == '>' || next == ' ' || next == '\t' || next == '\r' || next == '\n') return "KeePass XML";
    return std::nullopt;
}

/// Walks the beginning of a JSON document and notes what tells a Bitwarden export; a text that breaks off is
/// fine.
class JsonHead {
  public:
    explicit JsonHead(std::string_view text) : text_(text) {}

    std::optional<std::string_view> recognise() {
        walk();
        if (top_.contains("encrypted=true") || !top_.contains("items")) {
            const bool long_folders = top_.contains("encrypted=false") && !whole_ && holds_folders();
            return long_folders ? std::optional<std::string_view>("Bitwarden JSON") : std::nullopt;
        }
        if (!has_item_) return std::nullopt;
        const bool filed = item_.contains("organizationId") || item_.contains("folderId") ||
                           item_.contains("collectionIds") || item_.contains("reprompt");
        const bool bitwarden =
            top_.contains("encrypted=false") || item_.contains("login") || (filed && item_.contains("type"));
        if (bitwarden && (holds_folders() || filed)) return "Bitwarden JSON";
        return std::nullopt;
    }

  private:
    bool holds_folders() const { return top_.contains("folders") || top_.contains("collections"); }

    void walk() {
        constexpr std::size_t kDepth = 32;
        bool key_next = false;
        std::string key;
        while (at_ < text_.size() && open_.size() < kDepth) {
            const char c = text_[at_];
            if (c == '"') {
                std::string word;
                if (!string(word)) return;
                if (key_next) {
                    key = word;
                    note(key);
                    key_next = false;
                }
                continue;
            }
            ++at_;
            if (c == '{' || c == '[') {
                if (open_.size() == 1) in_items_ = key == "items" && c == '[';
                if (c == '{' && in_items_ && open_.size() == 2) has_item_ = true;
                open_.push_back(c);
                key_next = c == '{';
            } else if (c == '}' || c == ']') {
                if (open_.empty()) return;
                open_.pop_back();
                if (open_.size() == 1) in_items_ = false;
                if (open_.empty()) {
                    whole_ = true;
                    return;
                }
                key_next = false;
            } else if (c == ',') {
                key_next = !open_.empty() && open_.back() == '{';
            } else if (open_.size() == 1 && key == "encrypted" && (c == 't' || c == 'f')) {
                top_.insert(c == 't' ? "encrypted=true" : "encrypted=false");
                key.clear();
            }
        }
    }

    void note(const std::string& key) {
        if (open_.size() == 1) top_.insert(key);
        if (open_.size() == 3 && in_items_) item_.insert(key);
    }

    bool string(std::string& out) {
        for (++at_; at_ < text_.size(); ++at_) {
            if (text_[at_] == '"') {
                ++at_;
                return true;
            }
            if (text_[at_] == '\\') ++at_;
            if (at_ < text_.size() && out.size() < 64) out.push_back(text_[at_]);
        }
        return false;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::string open_;  // the brackets that are open here
    std::set<std::string, std::less<>> top_;
    std::set<std::string, std::less<>> item_;
    bool in_items_ = false;
    bool has_item_ = false;
    bool whole_ = false;
};

bool ends_with_any(std::string_view name, std::initializer_list<std::string_view> endings) {
    return std::ranges::any_of(endings, [&](std::string_view ending) { return name.ends_with(ending); });
}

}  // namespace

bool may_be_export(std::string_view name) {
    const std::string lower = text::lower(name);
    std::string_view rest = lower;
    for (const std::string_view copy : {"~", ".bak", ".old"}) {
        if (rest.ends_with(copy)) rest.remove_suffix(copy.size());
    }
    return ends_with_any(rest, {".csv", ".tsv", ".txt", ".json", ".xml", ".1pux"});
}

std::optional<std::string_view> recognise_export(std::string_view name, std::string_view head) {
    head = head.substr(0, kExportHead);
    if (head.starts_with(kZip)) {
        if (text::lower(name).find(".1pux") != std::string::npos) return "1Password 1PUX";
        return std::nullopt;
    }
    // A text has no NUL bytes; this also leaves out every binary format.
    if (head.find('\0') != std::string_view::npos) return std::nullopt;
    const Head opened = open_head(head);
    const std::string_view trimmed = text::trim(opened.text);
    if (trimmed.starts_with('{')) return JsonHead(trimmed).recognise();
    if (trimmed.starts_with('<')) return recognise_xml(trimmed);
    return recognise_table(opened);
}

Result<ExportHead> parse_export_head(std::string_view head) {
    if (head.size() > kExportHead)
        return fail(Errc::Limit, "longer than the part of a file that is looked at");
    ExportHead out;
    const auto product = recognise_export("file", head);
    if (product) out.product = *product;
    const Head opened = open_head(head);
    const std::string_view trimmed = text::trim(opened.text);
    const bool table =
        !trimmed.starts_with('{') && !trimmed.starts_with('<') && head.find('\0') == std::string_view::npos;
    if (table) {
        for (const std::string& column : best_header(opened).columns) out.columns.push_back(column);
    }
    return out;
}

std::string describe(const ExportHead& head) {
    std::string out = "product: " + (head.product.empty() ? "none" : head.product) + "\n";
    for (const std::string& column : head.columns) out += "column " + utf8::displayable(column, 60) + "\n";
    return out;
}

}  // namespace amparo::checks
