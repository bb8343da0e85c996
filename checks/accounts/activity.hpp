#pragma once
// What a platform's own data export says happened to an account: log-ins, sessions, devices, changes, forwarding, apps. One
// record is what a file says; items are records that belong together, which is what a person is asked about. No address is
// ever called hostile: networks of others are normal, and only the person knows where they were.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::accounts {

enum class Platform : std::uint8_t { Google, Facebook, Instagram, X, TikTok, Snapchat, LinkedIn, Reddit, Unknown };
enum class ActivityKind : std::uint8_t {
    Forwarding,       ///< mail is sent on
    MailFilter,       ///< a rule that sends on, deletes or hides mail
    Delegate,         ///< somebody else may send or read
    AddressList,      ///< addresses in mail settings whose meaning the file does not say
    PasswordChange,
    ContactChange,    ///< mail address or phone
    NameChange,
    OtherChange,
    Session,          ///< open now, as of the export
    TrustedDevice,    ///< passes without the second step
    Device,
    LogIn,
    ConnectedApp,
    RecoveryContact,  ///< an address or number on the account
    TextMessageStep,  ///< codes come by text message to this number
};
[[nodiscard]] std::string_view platform_id(Platform platform);  ///< "google", …
[[nodiscard]] std::string_view kind_id(ActivityKind kind);      ///< "forwarding", …

/// What one place in a file says; everything may be empty.
struct ActivityRecord {
    Platform platform = Platform::Unknown;
    ActivityKind kind = ActivityKind::LogIn;
    std::int64_t when = 0;   ///< seconds since 1970; 0 unknown
    std::int64_t since = 0;  ///< of sessions and devices: the beginning
    std::string address;     ///< of the network: IPv4 or IPv6
    std::string agent;       ///< as the browser called itself
    std::string device;
    std::string place;
    std::string subject;     ///< address mail goes to, name of the app, new value of a change
    std::string before;      ///< old value of a change
    std::string detail;      ///< permissions, the query of a filter, the platform's word for it
    bool powerful = false;   ///< an app that may write or read messages; a filter that sends on or deletes
};

/// Records that a person knows or does not know together.
struct ActivityItem {
    Platform platform = Platform::Unknown;
    ActivityKind kind = ActivityKind::LogIn;
    std::string what;      ///< device, app, address, new value: what a person recognises; may be empty
    std::string before;
    std::string detail;
    std::vector<std::string> networks;  ///< the first few, as prefixes: "203.0.113.*"
    std::vector<std::string> places;    ///< the first few
    std::size_t network_count = 0;
    std::int64_t first = 0;
    std::int64_t last = 0;
    std::uint64_t count = 0;
    bool powerful = false;
    std::string file;      ///< name of the file inside the export
};

/// Gathers records in bounded memory: however long the history, as many items as there are different things.
class ActivityBook {
  public:
    void add(const ActivityRecord& record, std::string_view file);
    /// In the order of how much they matter, then the newest first.
    [[nodiscard]] std::vector<ActivityItem> items() const;
    [[nodiscard]] std::uint64_t records() const { return records_; }
    /// Records that found no room, since there were too many different things.
    [[nodiscard]] std::uint64_t dropped() const { return dropped_; }
    /// The newest and oldest moment of log-ins; 0 when none.
    [[nodiscard]] std::int64_t newest() const { return newest_; }
    [[nodiscard]] std::int64_t oldest() const { return oldest_; }

    static constexpr std::size_t kItems = 5000;

  private:
    struct Gathered {
        ActivityItem item;
        std::map<std::string, bool> networks;
    };
    std::map<std::string, Gathered> items_;
    std::uint64_t records_ = 0;
    std::uint64_t dropped_ = 0;
    std::int64_t newest_ = 0;
    std::int64_t oldest_ = 0;
};

/// "Firefox, Windows" of what a browser calls itself; a shortened form of it when nobody knows it.
[[nodiscard]] std::string agent_name(std::string_view agent);
/// "203.0.113.*" or "2001:db8:1::*"; "" when it is no address.
[[nodiscard]] std::string network_of(std::string_view address);
[[nodiscard]] bool is_network_address(std::string_view text);
/// Moments as platforms write them: ISO 8601 with a space or T, fractions, UTC; "Tue May 01 10:00:00 UTC 2018"; seconds,
/// milliseconds or microseconds since 1970. 0 when it is none.
[[nodiscard]] std::int64_t any_moment(std::string_view text);
/// Text of Meta's exports, whose UTF-8 was written as if each byte were a letter.
[[nodiscard]] std::string repair_meta(std::string_view text);

}  // namespace amparo::accounts
