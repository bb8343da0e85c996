#pragma once
// OpenPGP keys made by GnuPG for one test, and what GnuPG reads.

#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "app/base/text.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temp_folder.hpp"

namespace amparo::test {

class MadeKey {
  public:
    explicit MadeKey(const std::string& name = "Desk <desk@example.org>") {
        std::filesystem::permissions(folder_.path(), std::filesystem::perms::owner_all);
        (void)gpg({"--quick-gen-key", name, "default", "default", "never"});
    }
    ~MadeKey() { (void)run_process("/usr/bin/gpgconf", arguments({"--homedir", folder_.path().string(), "--kill", "all"})); }
    MadeKey(const MadeKey&) = delete;
    MadeKey& operator=(const MadeKey&) = delete;

    [[nodiscard]] std::string armoured() const { return gpg({"--armor", "--export"}); }
    [[nodiscard]] std::string fingerprint() const {
        const std::string listed = gpg({"--with-colons", "--list-keys"});  // lines are pieces of it
        for (const std::string_view line : text::lines(listed)) {
            if (line.starts_with("fpr:")) return std::string(text::split(line, ':')[9]);
        }
        return {};
    }
    [[nodiscard]] std::string opened(const std::string& message) const { return gpg({"--decrypt"}, message); }

  private:
    std::string gpg(std::vector<std::string> words, const std::string& input = {}) const {
        words.insert(words.begin(), {"--homedir", folder_.path().string(), "--batch", "--quiet", "--pinentry-mode", "loopback", "--passphrase", ""});
        ProcessOptions options = arguments(std::move(words));
        options.input = input;
        // Making a key takes long on a computer that has other things to do.
        options.limit = std::chrono::minutes(2);
        const auto result = run_process("/usr/bin/gpg", options);
        INFO(result.errors);
        REQUIRE(result.exit_code == 0);
        return result.output;
    }
    TempFolder folder_;
};

}  // namespace amparo::test
