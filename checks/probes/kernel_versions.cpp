#include "checks/probes/kernel_versions.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "app/base/text.hpp"
#include "checks/probes/versions.hpp"

namespace amparo::checks {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Marks of a distribution's own release, not of a flavour: they change from one kernel to the next.
bool is_release_mark(std::string_view word) {
    constexpr std::array<std::string_view, 4> kMarks = {"fc", "el", "mga", "rc"};
    return std::ranges::find(kMarks, word) != kMarks.end();
}

}  // namespace

bool is_kernel_release(std::string_view name) {
    std::size_t i = 0;
    while (i < name.size() && is_digit(name[i])) ++i;
    return i > 0 && i + 1 < name.size() && name[i] == '.' && is_digit(name[i + 1]);
}

std::string kernel_flavour(std::string_view release) {
    std::vector<std::string> words;
    std::string word;
    const auto finish = [&] {
        if (!word.empty() && !is_release_mark(word)) words.push_back(word);
        word.clear();
    };
    for (const char c : release) {
        if (c == '.' || c == '-' || c == '+' || c == '~') {
            finish();
        } else if (!is_digit(c) && c != '_') {
            word.push_back(c);
        }
    }
    finish();
    return text::join(words, "-");
}

std::string newest_kernel_like(std::string_view running, const std::vector<std::string>& installed) {
    const std::string flavour = kernel_flavour(running);
    std::string newest;
    for (const std::string& release : installed) {
        if (!is_kernel_release(release) || kernel_flavour(release) != flavour) continue;
        if (newest.empty() || compare_versions(release, newest) > 0) newest = release;
    }
    return newest;
}

bool is_newer_kernel(std::string_view newest, std::string_view running) {
    return compare_versions(newest, running) > 0;
}

Result<std::vector<std::string>> installed_kernels(const HostView& host) {
    std::set<std::string> bootable;
    std::set<std::string> with_modules;
    std::optional<Error> trouble;
    const auto note = [&](const Error& error) {
        if (error.code != Errc::NotFound && !trouble) trouble = error;
    };
    const auto boot = host.list("/boot");
    if (!boot) note(boot.error());
    for (const std::string& name : boot ? *boot : std::vector<std::string>{}) {
        constexpr std::string_view kPrefix = "vmlinuz-";
        if (!name.starts_with(kPrefix)) continue;
        const std::string release = name.substr(kPrefix.size());
        if (is_kernel_release(release)) bootable.insert(release);
    }
    for (const char* folder : {"/usr/lib/modules", "/lib/modules"}) {
        const auto names = host.list(folder);
        if (!names) {
            note(names.error());
            continue;
        }
        for (const std::string& release : *names) {
            if (!is_kernel_release(release)) continue;
            const std::string below = std::string(folder) + "/" + release;
            // A removed kernel may leave its folder behind.
            if (host.info(below + "/vmlinuz").has_value()) bootable.insert(release);
            if (host.info(below + "/modules.dep").has_value()) with_modules.insert(release);
        }
    }
    if (bootable.empty()) bootable = std::move(with_modules);
    if (bootable.empty() && trouble) return fail(trouble->code, trouble->detail);
    return std::vector<std::string>(bootable.begin(), bootable.end());
}

}  // namespace amparo::checks
