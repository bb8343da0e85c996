#include <algorithm>
#include <array>

#include "app/base/text.hpp"
#include "checks/accounts/export_reader.hpp"
#include "checks/accounts/json_place.hpp"

namespace amparo::accounts {

namespace {

/// A kind of record, known by the names that lead to it. `fields`: "name in the file=part of a record", separated by ";".
struct Shape {
    std::string_view path;  ///< the last names of the way to the object
    bool whole;             ///< `path` is all of the way
    Platform platform;
    ActivityKind kind;
    std::string_view fields;
};

constexpr std::string_view kSession = "created_timestamp=since;updated_timestamp=when;ip_address=address;user_agent=agent;device=device;location=place;app=detail";
constexpr std::string_view kActivity = "action=detail;timestamp=when;ip_address=address;user_agent=agent;city=place;region=place;country=place;site_name=place;site=place";
constexpr std::string_view kTrusted = "name=device;created_timestamp=since;updated_timestamp=when;ip_address=address;user_agent=agent";
constexpr std::string_view kAdmin =
    "event=detail;session/created_timestamp=when;created_timestamp=when;session/ip_address=address;ip_address=address;session/user_agent=agent;"
    "user_agent=agent;extra_info/old_email=before;extra_info/new_email=subject;extra_info/old_number=before;extra_info/new_number=subject;"
    "extra_info/old_name=before;extra_info/new_name=subject;extra_info/old_vanity=before;extra_info/new_vanity=subject";
constexpr std::string_view kInstagram = "*";  // names are translated, so values tell what they are

// As public readers of these exports name them; README.md says which names nobody confirmed.
constexpr std::array kShapes = {
    Shape{"active_sessions", false, Platform::Facebook, ActivityKind::Session, kSession},
    Shape{"active_sessions_v2", false, Platform::Facebook, ActivityKind::Session, kSession},
    Shape{"recognized_devices", false, Platform::Facebook, ActivityKind::TrustedDevice, kTrusted},
    Shape{"recognized_devices_v2", false, Platform::Facebook, ActivityKind::TrustedDevice, kTrusted},
    Shape{"account_accesses", false, Platform::Facebook, ActivityKind::LogIn, kActivity},
    Shape{"account_accesses_v2", false, Platform::Facebook, ActivityKind::LogIn, kActivity},
    Shape{"account_activity", false, Platform::Facebook, ActivityKind::LogIn, kActivity},
    Shape{"account_activity_v2", false, Platform::Facebook, ActivityKind::LogIn, kActivity},
    Shape{"admin_records", false, Platform::Facebook, ActivityKind::OtherChange, kAdmin},
    Shape{"admin_records_v2", false, Platform::Facebook, ActivityKind::OtherChange, kAdmin},
    Shape{"contact_verifications", false, Platform::Facebook, ActivityKind::RecoveryContact, "contact=subject;email=subject;phone_number=subject;verification_time=when;timestamp=when"},
    Shape{"contact_verifications_v2", false, Platform::Facebook, ActivityKind::RecoveryContact, "contact=subject;email=subject;phone_number=subject;verification_time=when;timestamp=when"},
    Shape{"installed_apps", false, Platform::Facebook, ActivityKind::ConnectedApp, "name=subject;category=detail;added_timestamp=since;removed_timestamp=removed"},
    Shape{"installed_apps_v2", false, Platform::Facebook, ActivityKind::ConnectedApp, "name=subject;category=detail;added_timestamp=since;removed_timestamp=removed"},
    Shape{"account_history_login_history", false, Platform::Instagram, ActivityKind::LogIn, kInstagram},
    Shape{"account_history_password_change_history", false, Platform::Instagram, ActivityKind::PasswordChange, kInstagram},
    Shape{"account_history_account_privacy_history", false, Platform::Instagram, ActivityKind::OtherChange, kInstagram},
    Shape{"devices_devices", false, Platform::Instagram, ActivityKind::Device, kInstagram},
    Shape{"connectedApplication", true, Platform::X, ActivityKind::ConnectedApp, "name=subject;approvedAt=since;permissions=detail"},
    Shape{"deviceToken", true, Platform::X, ActivityKind::Session, "clientApplicationName=device;clientApplicationId=device;createdAt=since;lastSeenAt=when"},
    Shape{"ipAudit", true, Platform::X, ActivityKind::LogIn, "createdAt=when;loginIp=address"},
    Shape{"niDeviceResponse/messagingDevice", true, Platform::X, ActivityKind::TextMessageStep, "phoneNumber=subject;createdDate=since;carrier=detail"},
    Shape{"niDeviceResponse/pushDevice", true, Platform::X, ActivityKind::Device, "deviceType=device;createdDate=since;updatedDate=when"},
    Shape{"emailAddressChange/emailChange", true, Platform::X, ActivityKind::ContactChange, "changedAt=when;changedFrom=before;changedTo=subject"},
    Shape{"screenNameChange/screenNameChange", true, Platform::X, ActivityKind::NameChange, "changedAt=when;changedFrom=before;changedTo=subject"},
    Shape{"device", true, Platform::X, ActivityKind::RecoveryContact, "phoneNumber=subject"},
    Shape{"Login History/LoginHistoryList", false, Platform::TikTok, ActivityKind::LogIn, "Date=when;IP=address;DeviceModel=device;DeviceSystem=device;NetworkType=detail;Carrier=place"},
    Shape{"Login History", true, Platform::Snapchat, ActivityKind::LogIn, "IP=address;Country=place;Created=when;Status=detail;Device=agent"},
    Shape{"Device History", true, Platform::Snapchat, ActivityKind::Device, "Make=device;Model=device;Start Time=since;Device Type=detail"},
    Shape{"filter", true, Platform::Google, ActivityKind::MailFilter, "query=detail;forwardTo=forward;shouldTrash=hides;shouldArchive=hides;shouldMarkAsRead=hides;labelsToRemove=hides"},
    Shape{"Extensions", true, Platform::Google, ActivityKind::ConnectedApp, "name=subject;version=detail"},
};

struct Hint {
    std::string_view word;
    ActivityKind kind;
};
// Parts of file names of Gmail's lists in the languages that we know; the content of the lists is alike.
constexpr std::array kHints = {
    Hint{"forward", ActivityKind::Forwarding}, Hint{"weiterleit", ActivityKind::Forwarding}, Hint{"transf", ActivityKind::Forwarding},
    Hint{"reenv", ActivityKind::Forwarding}, Hint{"inoltr", ActivityKind::Forwarding}, Hint{"doorstu", ActivityKind::Forwarding},
    Hint{"encam", ActivityKind::Forwarding}, Hint{"転送", ActivityKind::Forwarding}, Hint{"توجيه", ActivityKind::Forwarding},
    Hint{"пересыл", ActivityKind::Forwarding}, Hint{"yönlendir", ActivityKind::Forwarding}, Hint{"转发", ActivityKind::Forwarding},
    Hint{"deleg", ActivityKind::Delegate}, Hint{"délég", ActivityKind::Delegate}, Hint{"委任", ActivityKind::Delegate},
    Hint{"تفويض", ActivityKind::Delegate}, Hint{"делегир", ActivityKind::Delegate}};
constexpr std::array<std::string_view, 12> kBlocked = {"block", "bloqu", "blocc", "geblokk", "ブロック", "محظور", "заблок", "engelle", "屏蔽", "封鎖", "zablok", "bloque"};

bool holds(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

void join(std::string& to, std::string_view more) {
    constexpr std::size_t kMost = 400;
    if (more.empty() || to.size() > kMost || holds(to, more)) return;
    to += (to.empty() ? "" : ", ") + std::string(more.substr(0, kMost));
}

class JsonReader final : public ExportFileReader, private JsonPlace {
  public:
    JsonReader(std::string_view name, RecordHeard heard)
        : name_(text::lower(name)), heard_(std::move(heard)), stream_(*this, {64, 16 * 1024}) {}

    Result<bool> feed(std::string_view piece) override {
        if (!begun_) {
            AMPARO_TRY(const bool useful, begin(piece));
            if (!useful) return false;
            if (!begun_) return true;
        }
        seen_ += piece.size();
        AMPARO_TRY_VOID(stream_.feed(piece));
        // Photos, posts and messages are most of an export; they say so in their first lines.
        const bool promising = holds(name_, "tiktok") || holds(name_, "user_data") || matched_;
        return promising || seen_ < kLook;
    }
    Result<void> finish() override {
        if (!begun_) return fail(Errc::Corrupt, "no JSON");
        return stream_.finish();
    }
    Platform platform() const override { return platform_; }
    bool understood() const override { return matched_; }
    std::uint64_t records() const override { return records_; }

  private:
    static constexpr std::uint64_t kLook = 256 * 1024;
    static constexpr std::size_t kPrefix = 256;
    static constexpr std::size_t kFields = 64;

    /// Skips a mark in front, and what X writes before its JSON.
    Result<bool> begin(std::string_view& piece) {
        head_ += std::string(piece.substr(0, kPrefix - std::min(kPrefix, head_.size())));
        const std::size_t start = piece.find_first_of("[{");
        if (start == std::string_view::npos) {
            skipped_ += piece.size();
            return skipped_ < kPrefix;
        }
        std::string_view before = text::trim(std::string_view(head_).substr(0, std::min(head_.size(), skipped_ + start)));
        if (before.starts_with("\xEF\xBB\xBF")) before = text::trim(before.substr(3));
        from_x_ = before.starts_with("window.YTD.");
        if (!before.empty() && !from_x_) return false;
        piece.remove_prefix(start);
        begun_ = true;
        return true;
    }

    void opened() override {
        if (shape_ != nullptr) return;
        for (const Shape& shape : kShapes) {
            if (!fits(shape)) continue;
            shape_ = &shape;
            item_depth_ = depth();
            item_path_ = path().size();
            fields_.clear();
            return;
        }
    }
    [[nodiscard]] bool fits(const Shape& shape) const {
        if (shape.platform == Platform::X && !from_x_) return false;
        const std::string_view here = path();
        if (shape.whole) return here == shape.path;
        return here.ends_with(shape.path) && (here.size() == shape.path.size() || here[here.size() - shape.path.size() - 1] == '/');
    }
    void closing() override {
        if (shape_ == nullptr || depth() != item_depth_) return;
        const Shape& shape = *shape_;
        shape_ = nullptr;
        // The object around a list has the list's name in some exports, and nothing of its own.
        if (fields_.empty()) return;
        matched_ = true;
        platform_ = shape.platform;
        if (shape.fields == kInstagram) {
            tell(by_values(shape));
        } else {
            tell(by_names(shape));
        }
    }
    void in_array() override {
        // An empty list still says what the file is.
        for (const Shape& shape : kShapes) {
            if (shape_ == nullptr && shape.platform != Platform::X && fits(shape)) {
                matched_ = true;
                platform_ = shape.platform;
            }
        }
        if (path() == "addresses" && depth() == 2) address_list_ = !blocked();
        if (address_list_ && path() == "addresses") {
            matched_ = true;
            platform_ = Platform::Google;
        }
    }
    void value(std::string_view text, bool) override {
        if (shape_ != nullptr) {
            std::string field = path().size() > item_path_ ? path().substr(item_path_ + (item_path_ == 0 ? 0 : 1)) : std::string{};
            if (!name().empty()) field += (field.empty() ? "" : "/") + name();
            if (fields_.size() < kFields) fields_.emplace_back(std::move(field), repair_meta(text.substr(0, 1024)));
            return;
        }
        if (address_list_ && path() == "addresses" && depth() == 2 && holds(text, "@")) {
            ActivityRecord record;
            record.platform = Platform::Google;
            record.kind = address_kind();
            record.subject = text.substr(0, 256);
            record.powerful = record.kind == ActivityKind::Forwarding;
            tell(record);
        }
    }

    [[nodiscard]] bool blocked() const {
        return std::ranges::any_of(kBlocked, [&](std::string_view word) { return holds(name_, word); });
    }
    [[nodiscard]] ActivityKind address_kind() const {
        for (const Hint& hint : kHints) {
            if (holds(name_, hint.word)) return hint.kind;
        }
        return ActivityKind::AddressList;
    }

    [[nodiscard]] ActivityRecord by_names(const Shape& shape) const {
        ActivityRecord record;
        record.platform = shape.platform;
        record.kind = shape.kind;
        bool removed = false;
        for (const auto& [field, value] : fields_) {
            for (const std::string_view rule : text::split(shape.fields, ';')) {
                const std::size_t equals = rule.find('=');
                if (rule.substr(0, equals) != field) continue;
                const std::string_view part = rule.substr(equals + 1);
                if (part == "when") record.when = std::max(record.when, any_moment(value));
                if (part == "since") record.since = any_moment(value);
                if (part == "address" && record.address.empty()) record.address = value;
                if (part == "agent" && record.agent.empty()) record.agent = value;
                if (part == "device") join(record.device, value);
                if (part == "place") join(record.place, value);
                if (part == "subject" && record.subject.empty()) record.subject = value;
                if (part == "before" && record.before.empty()) record.before = value;
                if (part == "detail") join(record.detail, value);
                if (part == "removed") removed = any_moment(value) > 0;
                if (part == "forward" && !value.empty()) {
                    record.kind = ActivityKind::Forwarding;
                    record.subject = value;
                    record.powerful = true;
                }
                if (part == "hides" && value != "false" && !value.empty()) record.powerful = true;
            }
        }
        if (removed) record.kind = ActivityKind::OtherChange;
        refine(record, shape);
        return record;
    }
    /// What a platform puts under one name is told apart by its words, where they are English, and by its parts.
    void refine(ActivityRecord& record, const Shape& shape) const {
        const std::string word = text::lower(record.detail);
        if (shape.kind == ActivityKind::OtherChange && shape.platform == Platform::Facebook) {
            const bool contact = has_field("email") || has_field("number");
            if (contact) record.kind = ActivityKind::ContactChange;
            if (has_field("name") || has_field("vanity")) record.kind = ActivityKind::NameChange;
            if (holds(word, "password")) record.kind = ActivityKind::PasswordChange;
        }
        if (shape.kind == ActivityKind::LogIn && holds(word, "password")) record.kind = ActivityKind::PasswordChange;
        if (record.kind == ActivityKind::ConnectedApp) record.powerful = holds(word, "write") || holds(word, "directmessages");
    }
    [[nodiscard]] bool has_field(std::string_view ending) const {
        return std::ranges::any_of(fields_, [&](const auto& field) {
            return field.first.starts_with("extra_info/") && field.first.ends_with("_" + std::string(ending)) && !field.second.empty();
        });
    }
    [[nodiscard]] ActivityRecord by_values(const Shape& shape) const {
        ActivityRecord record;
        record.platform = shape.platform;
        record.kind = shape.kind;
        std::int64_t titled = 0;
        for (const auto& [field, value] : fields_) {
            if (field.ends_with("timestamp")) record.when = std::max(record.when, any_moment(value));
            if (!field.ends_with("/value") && field != "title") continue;
            if (is_network_address(value)) {
                record.address = value;
            } else if (holds(value, "Mozilla/") || value.starts_with("Instagram ") || holds(value, "Android (") || holds(value, "iOS ")) {
                record.agent = value;
            } else if (field == "title") {
                titled = any_moment(value);
            }
        }
        if (record.when == 0) record.when = titled;
        return record;
    }
    void tell(const ActivityRecord& record) {
        ++records_;
        heard_(record);
    }

    std::string name_;
    RecordHeard heard_;
    JsonStream stream_;
    std::string head_;
    std::size_t skipped_ = 0;
    std::uint64_t seen_ = 0;
    bool begun_ = false;
    bool from_x_ = false;
    bool matched_ = false;
    bool address_list_ = false;
    Platform platform_ = Platform::Unknown;
    std::uint64_t records_ = 0;
    const Shape* shape_ = nullptr;
    std::size_t item_depth_ = 0;
    std::size_t item_path_ = 0;
    std::vector<std::pair<std::string, std::string>> fields_;
};

}  // namespace

std::unique_ptr<ExportFileReader> json_reader(std::string_view name, RecordHeard heard) {
    return std::make_unique<JsonReader>(name, std::move(heard));
}

}  // namespace amparo::accounts
