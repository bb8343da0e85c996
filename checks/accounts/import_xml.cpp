#include <algorithm>
#include <optional>

#include "app/base/date.hpp"
#include "app/base/text.hpp"
#include "app/base/utf8.hpp"
#include "checks/accounts/import.hpp"

namespace amparo::accounts {

namespace {

/// Just enough XML for KeePass: elements, text, the five entities and numbers. Entities that a file defines itself are never
/// expanded, so nothing can grow.
class XmlReader {
  public:
    enum class Token : std::uint8_t { Open, Close, Text, End, Off };

    explicit XmlReader(std::string_view text) : text_(text) {}

    Token next() {
        if (pending_close_) {
            pending_close_ = false;
            return Token::Close;
        }
        if (at_ >= text_.size()) return Token::End;
        if (text_[at_] != '<') return text();
        if (text_.substr(at_).starts_with("<!--")) return skip("-->");
        if (text_.substr(at_).starts_with("<?")) return skip("?>");
        if (text_.substr(at_).starts_with("<![CDATA[")) return cdata();
        if (text_.substr(at_).starts_with("<!")) return doctype();
        return tag();
    }

    [[nodiscard]] std::string_view name() const { return name_; }
    /// Of the last text; wiped by the next.
    [[nodiscard]] std::string_view value() const { return view_of(value_); }
    [[nodiscard]] std::uint64_t line() const {
        const std::size_t end = std::min(at_, text_.size());
        return 1 + static_cast<std::uint64_t>(std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
    }

  private:
    Token skip(std::string_view end) {
        const std::size_t found = text_.find(end, at_);
        if (found == std::string_view::npos) return off();
        at_ = found + end.size();
        return next();
    }
    Token off() {
        at_ = text_.size();
        return Token::Off;
    }
    Token doctype() {
        int depth = 0;
        for (; at_ < text_.size(); ++at_) {
            if (text_[at_] == '[') ++depth;
            if (text_[at_] == ']') --depth;
            if (text_[at_] == '>' && depth <= 0) {
                ++at_;
                return next();
            }
        }
        return off();
    }
    Token cdata() {
        const std::size_t start = at_ + 9;
        const std::size_t end = text_.find("]]>", start);
        if (end == std::string_view::npos) return off();
        renew();
        value_.assign(text_.begin() + static_cast<std::ptrdiff_t>(start), text_.begin() + static_cast<std::ptrdiff_t>(end));
        at_ = end + 3;
        return Token::Text;
    }
    void renew() {
        wipe_memory(value_.data(), value_.size());
        value_.clear();
    }
    Token text() {
        renew();
        while (at_ < text_.size() && text_[at_] != '<') {
            if (text_[at_] == '&') {
                entity();
            } else {
                value_.push_back(text_[at_++]);
            }
        }
        return Token::Text;
    }
    void entity() {
        const std::size_t end = text_.find(';', at_);
        const std::string_view name = end != std::string_view::npos && end - at_ <= 10 ? text_.substr(at_ + 1, end - at_ - 1) : "";
        std::optional<char32_t> code;
        if (name == "amp") code = U'&';
        if (name == "lt") code = U'<';
        if (name == "gt") code = U'>';
        if (name == "quot") code = U'"';
        if (name == "apos") code = U'\'';
        if (name.starts_with("#x")) {
            if (const auto number = text::from_hex(name.substr(2))) code = static_cast<char32_t>(std::min<std::uint64_t>(*number, 0x110000));
        } else if (name.starts_with('#')) {
            const auto number = text::to_integer(name.substr(1));
            if (number && *number > 0) code = static_cast<char32_t>(std::min<std::int64_t>(*number, 0x110000));
        }
        if (!code) {
            value_.push_back(text_[at_++]);
            return;
        }
        std::string bytes;
        utf8::append(bytes, *code);
        value_.insert(value_.end(), bytes.begin(), bytes.end());
        wipe(bytes);
        at_ = end + 1;
    }
    Token tag() {
        const bool closing = text_.substr(at_).starts_with("</");
        const std::size_t start = at_ + (closing ? 2 : 1);
        std::size_t end = start;
        char quote = 0;
        for (; end < text_.size(); ++end) {
            const char c = text_[end];
            if (quote != 0) {
                if (c == quote) quote = 0;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                break;
            }
        }
        if (end >= text_.size()) return off();
        std::string_view inside = text_.substr(start, end - start);
        pending_close_ = !closing && inside.ends_with('/');
        name_ = inside.substr(0, inside.find_first_of(" \t\r\n/"));
        at_ = end + 1;
        return closing ? Token::Close : Token::Open;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::string_view name_;
    WipedBytes value_;
    bool pending_close_ = false;
};

constexpr std::size_t kDepth = 256;

class KeePass {
  public:
    KeePass(Import& import, SecretPool& pool) : import_(&import), pool_(&pool) {}

    void read(std::string_view document) {
        XmlReader xml(document);
        std::vector<std::string_view> open;
        while (true) {
            const auto token = xml.next();
            if (token == XmlReader::Token::End) break;
            if (token == XmlReader::Token::Off || open.size() > kDepth) return note(*import_, "xml", xml.line());
            if (token == XmlReader::Token::Open) {
                open.push_back(xml.name());
                if (open.size() == 1 && xml.name() == "KeePassFile") import_->format = "keepass-xml";
                if (import_->format.empty()) return;
                opened(open, xml);
            } else if (token == XmlReader::Token::Close) {
                if (open.empty()) return note(*import_, "xml", xml.line());
                closed(open);
                open.pop_back();
            } else {
                text(open, xml.value());
            }
            if (import_->cut) return;
        }
        if (!open.empty()) note(*import_, "xml", xml.line());
    }

  private:
    [[nodiscard]] static std::string_view parent(const std::vector<std::string_view>& open) {
        return open.size() < 2 ? std::string_view{} : open[open.size() - 2];
    }
    [[nodiscard]] bool in_history(const std::vector<std::string_view>& open) const {
        return std::ranges::find(open, "History") != open.end();
    }
    void opened(const std::vector<std::string_view>& open, const XmlReader& xml) {
        if (open.back() == "Group") groups_.emplace_back();
        if (in_history(open)) return;
        if (open.back() == "Entry") {
            login_ = {};
            login_.place = ++number_;
            login_.put_away = std::ranges::any_of(groups_, [](bool binned) { return binned; });
        }
        if (open.back() == "String") key_.clear();
        static_cast<void>(xml);
    }
    void closed(const std::vector<std::string_view>& open) {
        if (open.back() == "Group" && !groups_.empty()) groups_.pop_back();
        if (open.back() != "Entry" || in_history(open)) return;
        if (login_.password.starts_with("{REF:")) login_.put_away = true;
        if (import_->logins.size() >= kLogins) {
            import_->cut = true;
            return;
        }
        import_->logins.push_back(login_);
    }
    void text(const std::vector<std::string_view>& open, std::string_view value) {
        if (open.empty()) return;
        if (open.back() == "RecycleBinUUID" && parent(open) == "Meta") bin_ = text::trim(value);
        if (open.back() == "UUID" && parent(open) == "Group" && !groups_.empty() && !bin_.empty()) {
            groups_.back() = text::trim(value) == bin_;
        }
        if (in_history(open)) return;
        if (open.back() == "Key" && parent(open) == "String") key_ = value.substr(0, 64);
        if (open.back() == "Value" && parent(open) == "String") return field(value);
        const bool entry_time = parent(open) == "Times" && open.size() >= 3 && open[open.size() - 3] == "Entry";
        if (entry_time && open.back() == "LastModificationTime") login_.changed = parse_moment(text::trim(value)).value_or(0);
    }
    void field(std::string_view value) {
        if (value.size() > kCell) {
            note(*import_, "long", number_);
            value = value.substr(0, kCell);
        }
        if (key_ == "Title") login_.title = pool_->keep(value);
        if (key_ == "UserName") login_.user = pool_->keep(value);
        if (key_ == "Password") login_.password = pool_->keep(value);
        if (key_ == "URL" && !text::trim(value).empty()) login_.addresses.push_back(pool_->keep(text::trim(value)));
        if (key_ == "otp" || key_ == "TOTP Seed" || key_.starts_with("TimeOtp-Secret")) login_.code = !value.empty();
        if (key_.starts_with("KPEX_PASSKEY")) login_.passkey = true;
    }

    Import* import_;
    SecretPool* pool_;
    Login login_;
    std::string key_;
    std::string bin_;
    std::vector<bool> groups_;  // whether each open group is the bin
    std::uint64_t number_ = 0;
};

}  // namespace

Import import_xml(const WipedBytes& bytes, SecretPool& pool) {
    Import import;
    if (std::ranges::find(bytes, '\0') != bytes.end()) {
        note(import, "nul");
        return import;
    }
    KeePass(import, pool).read(view_of(bytes));
    wipe_stack();
    return import;
}

}  // namespace amparo::accounts
