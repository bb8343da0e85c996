#pragma once
// A system tree written down as text: what git cannot keep (owner, mode, time, pipes, refusals) stands in one readable
// file. Fixtures are served from it to the recorded host, or laid out in a folder for `--root`.
//
//   amparo.tree/1
//   now 2026-11-23T12:00:00Z
//   running yes
//   identity 1000 1000 27,1000
//   env XDG_CURRENT_DESKTOP=GNOME
//   run zfs get -H -o value encryption rpool/ROOT
//   | aes-256-gcm
//   d /etc 0755 0:0 2026-11-01
//   f /etc/os-release 0644 0:0 2026-11-01
//   | ID=debian                 a line of text, LF added
//   = AAECAw==                  raw bytes in base64
//   * 1048576                   that many zero bytes
//   l /etc/os-release.old -> os-release
//   p /run/pipe 0600 0:0 2026-11-01
//   x /etc/shadow               reading is refused (recorded host only)
//
// A recorded macOS begins with "system macos". A recorded Windows (never laid out in a folder) begins with "system windows"; its files stand below "/C:". It has also:
//
//   reg HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion | CurrentBuild = "26200"     a number, a text, or ["a", "b"]
//   reg HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies                       a key without values
//   closed HKLM\SOFTWARE\Policies                                                      reading the key is refused
//   ask bitlocker C:
//   | 1
//
// Folders above an entry appear by themselves with mode 0755 and owner 0:0. "#" starts a comment line.

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.hpp"
#include "app/platform/host.hpp"

namespace amparo {

struct TreeEntry {
    FileInfo info;
    std::string content;  ///< of a file
    std::string target;   ///< of a link
    bool refused = false;
};

struct Tree {
    System system = System::Linux;
    std::int64_t now = 0;
    bool running = true;
    std::optional<Identity> identity;
    std::map<std::string, std::string> environment;
    std::map<std::string, std::string> commands;  ///< words joined by spaces, and what they print
    /// By key in small letters; each holds its values by name in small letters. A key that is closed has none.
    std::map<std::string, std::map<std::string, RegistryValue>> registry;
    std::set<std::string> closed_keys;           ///< in small letters
    std::map<std::string, std::string> answers;  ///< by question and value joined by a space
    std::map<std::string, TreeEntry> entries;     ///< by absolute path; "/" itself is not listed
};

/// Errors: Limit — larger than limits::kTreeBytes or kTreeEntries; Corrupt — "line L: reason".
[[nodiscard]] Result<Tree> parse_tree(std::string_view text);

/// One line an entry, for people: path, type, mode, owner, size.
[[nodiscard]] std::string describe(const Tree& tree);

}  // namespace amparo
