#include "checks/accounts/activity.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "app/base/date.hpp"
#include "app/base/text.hpp"
#include "app/base/utf8.hpp"

namespace amparo::accounts {

namespace {

constexpr std::array<std::string_view, 9> kPlatforms = {"google", "facebook", "instagram", "x", "tiktok", "snapchat", "linkedin", "reddit", "unknown"};
constexpr std::array<std::string_view, 15> kKinds = {"forwarding", "mail-filter", "delegate", "address-list", "password-change",
                                                     "contact-change", "name-change", "other-change", "session", "trusted-device",
                                                     "device", "log-in", "connected-app", "recovery-contact", "text-message-step"};
constexpr std::size_t kText = 160;
constexpr std::size_t kFew = 3;
constexpr std::size_t kNetworks = 400;  // counted exactly up to here

struct Word {
    std::string_view mark;
    std::string_view name;
};
// The first that fits; the more special ones stand first.
constexpr std::array kBrowsers = {
    Word{"FBAN/FBIOS", "Facebook"}, Word{"FBAN/", "Facebook"}, Word{"FB_IAB", "Facebook"}, Word{"Instagram", "Instagram"},
    Word{"TwitterAndroid", "X"}, Word{"Twitter-iPhone", "X"}, Word{"Snapchat", "Snapchat"}, Word{"SamsungBrowser", "Samsung"},
    Word{"YaBrowser", "Yandex"}, Word{"OPR/", "Opera"}, Word{"Opera", "Opera"}, Word{"Edg", "Edge"}, Word{"Vivaldi", "Vivaldi"},
    Word{"Thunderbird", "Thunderbird"}, Word{"FxiOS", "Firefox"}, Word{"Firefox", "Firefox"}, Word{"CriOS", "Chrome"},
    Word{"Chrome", "Chrome"}, Word{"Safari", "Safari"}, Word{"Trident", "Internet Explorer"}, Word{"curl/", "curl"},
    Word{"python", "Python"}, Word{"okhttp", "okhttp"}, Word{"Dalvik", "Android"}};
constexpr std::array kSystems = {
    Word{"iPhone", "iPhone"}, Word{"iPad", "iPad"}, Word{"FBIOS", "iPhone"}, Word{"Android", "Android"}, Word{"Windows", "Windows"},
    Word{"CrOS", "ChromeOS"}, Word{"Macintosh", "Mac"}, Word{"Mac OS", "Mac"}, Word{"Linux", "Linux"}, Word{"iOS", "iPhone"}};

template <std::size_t N>
std::string_view first_of(const std::array<Word, N>& words, std::string_view text) {
    for (const Word& word : words) {
        if (text.find(word.mark) != std::string_view::npos) return word.name;
    }
    return {};
}

std::string shortened(std::string_view text) { return utf8::displayable(text::trim(text), kText); }

void remember(std::vector<std::string>& few, const std::string& text) {
    if (!text.empty() && few.size() < kFew && std::ranges::find(few, text) == few.end()) few.push_back(text);
}

/// What a person would recognise it by.
std::string recognised(const ActivityRecord& record) {
    if (!record.subject.empty()) return shortened(record.subject);
    if (!record.device.empty()) return shortened(record.device);
    if (!record.agent.empty()) return agent_name(record.agent);
    return {};
}

constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};

/// "Tue May 01 10:00:00 UTC 2018", "Tue May 01 10:00:00 +0000 2018".
std::int64_t worded_moment(std::string_view text) {
    const auto parts = text::words(text);
    if (parts.size() != 6) return 0;
    const auto month = std::ranges::find(kMonths, text::lower(parts[1]));
    const auto day = text::to_integer(parts[2]);
    if (month == kMonths.end() || !day || *day < 1 || *day > 31) return 0;
    const auto two = [](std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return parse_moment(std::string(parts[5]) + "-" + two(month - kMonths.begin() + 1) + "-" + two(*day) + "T" + std::string(parts[3]) + "Z").value_or(0);
}

}  // namespace

std::string_view platform_id(Platform platform) { return kPlatforms[static_cast<std::size_t>(platform)]; }
std::string_view kind_id(ActivityKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

std::string agent_name(std::string_view agent) {
    const std::string_view browser = first_of(kBrowsers, agent);
    const std::string_view system = first_of(kSystems, agent);
    if (browser.empty() && system.empty()) return utf8::displayable(text::trim(agent), 60);
    if (browser.empty() || system.empty() || browser == system) return std::string(browser.empty() ? system : browser);
    return std::string(browser) + ", " + std::string(system);
}

bool is_network_address(std::string_view text) {
    if (text.find(':') != std::string_view::npos && text.find('.') == std::string_view::npos) {
        const bool digits = std::ranges::all_of(text, [](char c) {
            return c == ':' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        });
        return digits && text.size() <= 39 && std::ranges::count(text, ':') >= 2;
    }
    const auto parts = text::split(text, '.');
    return parts.size() == 4 && std::ranges::all_of(parts, [](std::string_view part) {
        const auto number = text::to_integer(part);
        return number && *number >= 0 && *number <= 255 && part.size() <= 3;
    });
}

std::string network_of(std::string_view address) {
    if (!is_network_address(address)) return {};
    if (address.find(':') == std::string_view::npos) return std::string(address.substr(0, address.rfind('.'))) + ".*";
    std::string out;
    std::size_t parts = 0;
    for (const std::string_view part : text::split(address, ':')) {
        if (part.empty() || parts == 3) break;
        out += std::string(part) + ":";
        ++parts;
    }
    return text::lower(out) + ":*";
}

std::int64_t any_moment(std::string_view text) {
    text = text::trim(text);
    if (const auto number = text::to_integer(text)) {
        constexpr std::int64_t kLeast = 100'000'000;  // 1973; smaller numbers are no moments
        std::int64_t seconds = *number;
        while (seconds > 100'000'000'000) seconds /= 1000;
        return seconds >= kLeast ? seconds : 0;
    }
    if (const std::int64_t worded = worded_moment(text)) return worded;
    // "2024-05-01 10:00:00.123 UTC", "2024-05-01T10:00:00.000Z", "2024/05/01 10:00:00"
    if (text.size() < 10) return 0;
    std::string day(text.substr(0, 10));
    std::ranges::replace(day, '/', '-');
    if (text.size() < 19 || (text[10] != ' ' && text[10] != 'T')) {
        const auto only = parse_day(day);
        return only ? only->time_since_epoch().count() * std::int64_t{86'400} : 0;
    }
    return parse_moment(day + "T" + std::string(text.substr(11, 8)) + "Z").value_or(0);
}

std::string repair_meta(std::string_view text) {
    std::string bytes;
    bool upper = false;
    for (std::size_t at = 0; at < text.size();) {
        const auto decoded = utf8::decode(text, at);
        if (!decoded.valid || decoded.code > 0xFF) return std::string(text);
        upper = upper || decoded.code >= 0x80;
        bytes.push_back(static_cast<char>(static_cast<unsigned char>(decoded.code)));
        at += decoded.size;
    }
    return upper && utf8::is_valid(bytes) ? bytes : std::string(text);
}

void ActivityBook::add(const ActivityRecord& record, std::string_view file) {
    ++records_;
    const std::string what = recognised(record);
    const std::string network = network_of(record.address);
    // Without a device or app the network is all there is to recognise.
    std::string key = std::string(platform_id(record.platform)) + "|" + std::string(kind_id(record.kind)) + "|" + (what.empty() ? network : what);
    const bool change = record.kind >= ActivityKind::PasswordChange && record.kind <= ActivityKind::OtherChange;
    if (change) key += "|" + std::to_string(record.when) + "|" + record.before;
    if (record.kind == ActivityKind::MailFilter) key += "|" + record.detail;
    auto found = items_.find(key);
    if (found == items_.end()) {
        if (items_.size() >= kItems) {
            ++dropped_;
            return;
        }
        found = items_.emplace(std::move(key), Gathered{}).first;
        ActivityItem& item = found->second.item;
        item.platform = record.platform;
        item.kind = record.kind;
        item.what = what;
        item.before = shortened(record.before);
        item.detail = shortened(record.detail);
        item.file = shortened(file);
    }
    Gathered& gathered = found->second;
    ActivityItem& item = gathered.item;
    ++item.count;
    item.powerful = item.powerful || record.powerful;
    const std::int64_t begin = record.since > 0 ? record.since : record.when;
    if (begin > 0) item.first = item.first == 0 ? begin : std::min(item.first, begin);
    const std::int64_t end = std::max(record.when, record.since);
    item.last = std::max(item.last, end);
    remember(item.networks, network);
    remember(item.places, shortened(record.place));
    if (!network.empty() && gathered.networks.size() < kNetworks) gathered.networks.emplace(network, true);
    item.network_count = gathered.networks.size();
    const bool history = record.kind == ActivityKind::LogIn || record.kind == ActivityKind::Session;
    if (!history || end == 0) return;
    newest_ = std::max(newest_, end);
    oldest_ = oldest_ == 0 ? begin : std::min(oldest_, begin);
}

std::vector<ActivityItem> ActivityBook::items() const {
    std::vector<ActivityItem> out;
    for (const auto& [key, gathered] : items_) out.push_back(gathered.item);
    std::ranges::stable_sort(out, [](const ActivityItem& a, const ActivityItem& b) {
        return std::tuple(a.kind, !a.powerful, -a.last) < std::tuple(b.kind, !b.powerful, -b.last);
    });
    return out;
}

}  // namespace amparo::accounts
