#include "checks/probes/os_release.hpp"

#include <algorithm>

#include "app/base/text.hpp"
#include "app/base/utf8.hpp"

namespace amparo::checks {

namespace {

constexpr std::size_t kMaxBytes = 64 * limits::kKiB;
constexpr std::size_t kMaxNames = 256;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

bool is_name(std::string_view name) {
    const auto letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_'; };
    return !name.empty() && letter(name.front()) &&
           std::ranges::all_of(name, [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
}

/// Walks over the text once; a quoted value may go on in the next line, as in a shell.
class Reader {
  public:
    explicit Reader(std::string_view text) : rest_(text) {}

    Result<OsRelease> read() {
        while (!rest_.empty()) {
            skip_blanks();
            if (rest_.empty()) break;
            const std::size_t start_line = line_;
            if (at('\n') || at('#')) {
                skip_line();
                continue;
            }
            const std::size_t end = rest_.find_first_of("=\n");
            const std::string_view name = rest_.substr(0, end);
            if (end == std::string_view::npos || rest_[end] == '\n' || !is_name(name)) {
                ++release_.odd_lines;
                skip_line();
                continue;
            }
            rest_.remove_prefix(end + 1);
            auto value = read_value();
            if (!value)
                return fail(Errc::Corrupt, "line " + std::to_string(start_line) + ": a quote never closes");
            release_.values.insert_or_assign(std::string(name), *std::move(value));
            if (release_.values.size() > kMaxNames) return fail(Errc::Limit, "more names than allowed");
            skip_blanks();
            // A shell would take a further word for a command.
            if (!rest_.empty() && !at('\n') && !at('#')) ++release_.odd_lines;
            skip_line();
        }
        if (release_.values.empty()) return fail(Errc::Corrupt, "line 1: no usable line in os-release");
        return std::move(release_);
    }

  private:
    [[nodiscard]] bool at(char c) const { return !rest_.empty() && rest_.front() == c; }

    void skip_blanks() {
        while (!rest_.empty() && is_blank(rest_.front())) rest_.remove_prefix(1);
    }

    void skip_line() {
        const std::size_t end = rest_.find('\n');
        rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
        ++line_;
    }

    char take() {
        const char c = rest_.front();
        rest_.remove_prefix(1);
        if (c == '\n') ++line_;
        return c;
    }

    /// Pieces of plain, 'single' and "double" quoted text that stand side by side are one value.
    std::optional<std::string> read_value() {
        std::string value;
        while (!rest_.empty() && !is_blank(rest_.front()) && !at('\n')) {
            const char c = take();
            if (c == '\\') {
                if (!rest_.empty()) take_escaped(value, false);
                continue;
            }
            if (c != '"' && c != '\'') {
                value.push_back(c);
                continue;
            }
            while (true) {
                if (rest_.empty()) return std::nullopt;
                const char inner = take();
                if (inner == c) break;
                if (inner == '\\' && c == '"' && !rest_.empty()) {
                    take_escaped(value, true);
                } else {
                    value.push_back(inner);
                }
            }
        }
        return value;
    }

    /// After a backslash. Inside double quotes only $ " \ ` and the end of a line are special.
    void take_escaped(std::string& value, bool quoted) {
        const char c = take();
        if (c == '\n') return;
        if (quoted && c != '$' && c != '"' && c != '\\' && c != '`') value.push_back('\\');
        value.push_back(c);
    }

    std::string_view rest_;
    std::size_t line_ = 1;
    OsRelease release_;
};

/// The first run of exactly eight digits that is a day between 2015 and 2100.
std::optional<Day> day_inside(std::string_view text) {
    const auto digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
    for (std::size_t start = 0; start < text.size();) {
        if (!digit(start)) {
            ++start;
            continue;
        }
        std::size_t end = start;
        while (digit(end)) ++end;
        if (end - start == 8 && text.substr(start, 4) >= "2015" && text.substr(start, 4) <= "2100") {
            const std::string written = std::string(text.substr(start, 4)) + "-" +
                                        std::string(text.substr(start + 4, 2)) + "-" +
                                        std::string(text.substr(start + 6, 2));
            if (const auto day = parse_day(written)) return day;
        }
        start = end;
    }
    return std::nullopt;
}

}  // namespace

std::string OsRelease::value(std::string_view name) const {
    const auto found = values.find(name);
    return found == values.end() ? std::string{} : found->second;
}

bool OsRelease::is_like(std::string_view id) const {
    if (value("ID") == id) return true;
    const std::string like = value("ID_LIKE");
    const auto words = text::words(like);
    return std::ranges::find(words, id) != words.end();
}

Result<OsRelease> parse_os_release(std::string_view text) {
    if (text.size() > kMaxBytes) return fail(Errc::Limit, "os-release is larger than allowed");
    if (text.find('\0') != std::string_view::npos)
        return fail(Errc::Corrupt, "line 1: NUL byte in os-release");
    return Reader(text).read();
}

OsFields os_identity(const OsRelease& release, std::string_view mx_version) {
    OsFields fields = release.values;
    // "MX-23.6_x64 Libretto April 13 2025"
    const std::string_view mx = text::trim(mx_version);
    if (mx.starts_with("MX-")) {
        const std::string_view rest = mx.substr(3);
        const std::size_t size = std::min(rest.find_first_not_of("0123456789."), rest.size());
        if (size > 0) {
            fields["ID"] = "mx";
            fields["VERSION_ID"] = std::string(rest.substr(0, size));
        }
    }
    const bool tails = release.value("ID") == "tails" || !release.value("TAILS_PRODUCT_NAME").empty();
    if (tails) {
        fields["ID"] = "tails";
        if (release.value("TAILS_VERSION_ID").empty())
            fields["TAILS_VERSION_ID"] = release.value("VERSION_ID");
    }
    return fields;
}

std::optional<Day> image_day(const OsRelease& release) {
    for (const char* name : {"OSTREE_VERSION", "IMAGE_VERSION"}) {
        if (const auto day = day_inside(release.value(name))) return day;
    }
    // Leap's VERSION_ID is 15.6 and holds no day; Tumbleweed, MicroOS, Aeon and Kalpa have the day of their
    // snapshot.
    return release.is_like("opensuse") || release.is_like("suse") ? day_inside(release.value("VERSION_ID"))
                                                                  : std::nullopt;
}

std::string describe(const OsRelease& release) {
    std::string out;
    for (const auto& [name, value] : release.values) {
        out += name + "=" + utf8::displayable(value, limits::kEvidenceValue) + "\n";
    }
    return out + (release.odd_lines == 0 ? "" : "odd lines: " + std::to_string(release.odd_lines) + "\n");
}

Result<FoundOsRelease> read_os_release(const HostView& host) {
    std::string path = "/etc/os-release";
    auto text = host.read(path, kMaxBytes);
    if (!text && text.error().code == Errc::NotFound) {
        path = "/usr/lib/os-release";
        text = host.read(path, kMaxBytes);
    }
    if (!text) return fail(text.error().code, path);
    AMPARO_TRY(OsRelease release, parse_os_release(*text));
    // Only MX Linux has this file; any trouble with it means that the system is what os-release says.
    const auto mx = host.read_start("/etc/mx-version", 256);
    OsFields identity = os_identity(release, mx ? std::string_view(*mx) : std::string_view{});
    return FoundOsRelease{std::move(release), std::move(path), std::move(identity)};
}

}  // namespace amparo::checks
