#pragma once
// apt's settings: the tree of names that apt.conf and the files of apt.conf.d build together. Reads text in
// the order it is given; what comes later wins, lists grow. Source: apt.conf(5) and the reader of apt 2.6.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/result.hpp"
#include "checks/host_view.hpp"

namespace amparo::checks {

class AptConf {
  public:
    /// Gives the texts that an "#include PATH;" stands for: one for a file, several for a folder (PATH ends
    /// in "/").
    struct Included {
        std::string source;
        std::string text;
    };
    using Include = std::function<Result<std::vector<Included>>(const std::string& path)>;

    /// Adds one file. `source` is its path, kept for source_of(). Without `include`, the paths are only
    /// remembered. Errors: Corrupt — "line L: reason", where apt itself would refuse to work; Limit — more
    /// than 5,000 names, 64 levels, 10 nested includes, or limits::kHostFile of text in all. After an error
    /// the tree is unusable.
    [[nodiscard]] Result<void> add(std::string_view text, const std::string& source = {},
                                   const Include& include = {});

    /// The value of "APT::Periodic::Enable"; names are compared without regard to case. Nothing when it is
    /// not set or set to "", which apt treats alike.
    [[nodiscard]] std::optional<std::string> value(std::string_view name) const;
    /// The non-empty values directly below a name, in their order.
    [[nodiscard]] std::vector<std::string> list(std::string_view name) const;
    /// True when the name stands in some file, with or without a value.
    [[nodiscard]] bool has(std::string_view name) const { return find(name) != nullptr; }
    /// The file that set the name last, or "".
    [[nodiscard]] std::string source_of(std::string_view name) const;
    [[nodiscard]] const std::vector<std::string>& includes() const { return includes_; }

    /// Canonical text: one line "NAME "value";" for each name that holds a value.
    [[nodiscard]] std::string describe() const;

  private:
    struct Item {
        std::string tag;
        std::string value;
        std::string source;
        std::vector<std::unique_ptr<Item>> children;
    };
    friend class AptConfReader;

    [[nodiscard]] const Item* find(std::string_view name) const;
    [[nodiscard]] Result<Item*> find_or_make(std::string_view name);
    static void describe_below(const Item& item, const std::string& above, std::string& out);

    Item top_;
    std::size_t items_ = 0;
    std::size_t bytes_ = 0;
    std::size_t depth_ = 0;  ///< of nested includes
    std::vector<std::string> includes_;
};

/// True for the names that apt reads in a folder of settings: letters, digits, "_", "-" and ".", no ending or
/// ".conf".
[[nodiscard]] bool is_apt_conf_name(std::string_view name);

/// The settings that apt has when the system starts it: /etc/apt/apt.conf.d in the order of names, then
/// /etc/apt/apt.conf. What is no ordinary file is left out, as apt does. Errors: NotFound — no /etc/apt at
/// all; of reading and parsing any of the files, `detail` begins with its path.
[[nodiscard]] Result<AptConf> read_apt_conf(const HostView& host);

}  // namespace amparo::checks
