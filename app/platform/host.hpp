#pragma once
// The one way to learn facts about a computer: files, links, folders, environment, allow-listed commands. Checks see
// only this interface; behind it stands the running system, a recorded one (fixtures), or a tree below a folder.
// Nothing here writes. Every call obeys a deadline and can be cancelled; every refusal has a code that a check can
// turn into "can't tell, because …".

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "app/base/limits.hpp"
#include "app/base/result.hpp"
#include "app/base/stop.hpp"

namespace amparo {

enum class System { Linux, Windows, MacOs, Unknown };
[[nodiscard]] std::string_view system_name(System system);

enum class FileType { Regular, Folder, Link, Pipe, Socket, Device, Other };

struct FileInfo {
    FileType type = FileType::Other;
    std::uint32_t mode = 0;   ///< permission bits, 07777
    std::uint32_t owner = 0;  ///< numeric user
    std::uint32_t group = 0;  ///< numeric group
    std::int64_t size = 0;    ///< bytes
    std::int64_t changed = 0;  ///< time of the last change of the content, seconds since 1970
    std::uint64_t device = 0;  ///< device number of the file system; 0 when unknown
};

enum class Follow { Yes, No };

/// What to do with a file that is larger than the cap.
enum class Longer { Refuse, Cut };

/// Programs that may be started, with fixed places and only fixed arguments plus one validated value.
enum class Command {
    ZfsEncryption,  ///< `zfs get -H -o value encryption DATASET`
    // Of macOS; each only prints a state and takes no value.
    FileVault,         ///< `fdesetup status`
    Gatekeeper,        ///< `spctl --status`
    SystemProtection,  ///< `csrutil status`
    FirewallState,     ///< `socketfilterfw --getglobalstate`
    Proxies,           ///< `scutil --proxy`
    Resolvers,         ///< `scutil --dns`
    DisabledServices,  ///< `launchctl print-disabled system`
    Enrollment,        ///< `profiles status -type enrollment`
};

/// A value of the Windows registry: a number, a text, or a list of texts. Bytes of other kinds are refused.
using RegistryValue = std::variant<std::int64_t, std::string, std::vector<std::string>>;

/// What lies directly below a key of the registry.
struct RegistryNames {
    std::vector<std::string> keys;
    std::vector<std::string> values;
};

/// What only Windows itself answers, each with one documented call that writes nothing and needs no administrator.
enum class HostQuestion {
    BitLocker,       ///< of a drive "C:": the shell's number, "1" on, "2" off, "3" encrypting, "4" decrypting
    SecurityCenter,  ///< of "firewall", "auto_update", "antivirus": "good", "not_monitored", "poor", "snoozed"
    Listeners,       ///< lines "tcp|tcp6|udp|udp6 ADDRESS PORT PROGRAM"; PROGRAM is "-" when it may not be seen
    Administrator,   ///< "no", "asks" (rights that Windows gives after a question) or "yes"
    FolderAccess,    ///< of a folder: what other ordinary accounts may do, "none", "read" or "write"
    Uptime,          ///< seconds since the start
    PowerSetting,    ///< of "lock_on_wake", "display_off", "sleep": two numbers, plugged in and on battery
    Processes,       ///< lines: the file name of each running program
};
[[nodiscard]] std::string_view question_name(HostQuestion question);

/// Who runs the program.
struct Identity {
    std::uint32_t user = 0;
    std::uint32_t group = 0;
    std::vector<std::uint32_t> groups;
};

/// A source of facts. Thread: every function may be called from several threads at once.
///
/// Errors common to all: Denied — the system refuses; NotFound; NotRunning — lies below /proc, /sys, /dev or /run of a
/// tree that is not running; Loop; NotRegular; Limit; Timeout; Cancelled; Io. Paths are absolute, with "/" between parts.
class Host {
  public:
    virtual ~Host() = default;

    [[nodiscard]] virtual System system() const = 0;
    /// False for a tree of files: then nothing that only a running system knows can be told.
    [[nodiscard]] virtual bool running() const = 0;
    /// Now, in seconds since 1970.
    [[nodiscard]] virtual std::int64_t now() const = 0;

    /// The file's bytes, at most `max_bytes`. Pipes, sockets, devices and folders are refused with NotRegular.
    [[nodiscard]] virtual Result<std::string> read(const std::string& path, std::size_t max_bytes, Longer longer,
                                                   const CallLimit& limit) const = 0;
    [[nodiscard]] virtual Result<FileInfo> info(const std::string& path, Follow follow,
                                                const CallLimit& limit) const = 0;
    /// The target text of a link, as stored.
    [[nodiscard]] virtual Result<std::string> link(const std::string& path, const CallLimit& limit) const = 0;
    /// Names in a folder, sorted by byte, without "." and "..". Errors: Limit — more than `max_entries`.
    [[nodiscard]] virtual Result<std::vector<std::string>> list(const std::string& path, std::size_t max_entries,
                                                                const CallLimit& limit) const = 0;
    /// The path with every link followed, as seen inside this host.
    [[nodiscard]] virtual Result<std::string> resolve(const std::string& path, const CallLimit& limit) const = 0;

    /// Standard output of an allow-listed program run with a clean environment and LC_ALL=C.
    /// Errors: NotFound — not installed; Unsupported — not on this kind of host; Usage — `value` is not allowed;
    /// Io — it ended with an error.
    [[nodiscard]] virtual Result<std::string> run(Command command, const std::string& value,
                                                  const CallLimit& limit) const = 0;
    /// Errors: NotFound — not set; NotRunning.
    [[nodiscard]] virtual Result<std::string> environment(const std::string& name) const = 0;
    /// Errors: NotRunning.
    [[nodiscard]] virtual Result<Identity> identity() const = 0;

    // Of Windows only; every other host says Unsupported.

    /// `key` begins with "HKLM\\" or "HKCU\\"; names are compared without case. Errors: NotFound — no such key or value;
    /// Corrupt — a value of another kind; Limit — longer than limits::kHostLine.
    [[nodiscard]] virtual Result<RegistryValue> registry(const std::string& key, const std::string& name,
                                                         const CallLimit& limit) const;
    /// Whether the key is there. Errors: NotFound.
    [[nodiscard]] virtual Result<void> registry_key(const std::string& key, const CallLimit& limit) const;
    /// Names of the keys and values below a key, in no order. Errors: NotFound; Limit — more than limits::kHostEntries.
    [[nodiscard]] virtual Result<RegistryNames> registry_names(const std::string& key, const CallLimit& limit) const;
    /// Errors: Unsupported — this Windows does not know the question; Usage — `value` is not allowed.
    [[nodiscard]] virtual Result<std::string> ask(HostQuestion question, const std::string& value, const CallLimit& limit) const;
};

/// Paths whose content is made by a running kernel or exists only while the system runs.
[[nodiscard]] bool is_running_only(std::string_view path);

/// Timeout or Cancelled when the limit is reached; every implementation asks this before it touches anything.
[[nodiscard]] Result<void> check_limit(const CallLimit& limit);

}  // namespace amparo
