#pragma once
// Exports in memory, and what is asked of them in most tests.

#include <algorithm>
#include <string>
#include <string_view>

#include "app/base/byte_source.hpp"
#include "checks/accounts/import.hpp"
#include "checks/accounts/review.hpp"
#include "tests/support/fixtures.hpp"

namespace amparo::test {

inline WipedBytes bytes_of(std::string_view text) { return {text.begin(), text.end()}; }

/// An import together with what its texts lie in.
struct Imported {
    SecretPool pool;
    accounts::Import import;
};

inline Imported imported(std::string_view text) {
    Imported out;
    auto read = accounts::read_import(MemorySource(text), out.pool);
    if (read) out.import = *std::move(read);
    return out;
}

inline bool has_problem(const accounts::Import& import, std::string_view what, std::uint64_t line = 0) {
    return std::ranges::any_of(import.problems, [&](const accounts::ImportProblem& problem) {
        return problem.what == what && (line == 0 || problem.line == line);
    });
}

inline accounts::Directory directory() {
    auto parsed = accounts::Directory::parse(read_file(source_folder() / "checks/data/second-factors.json"));
    return parsed ? *std::move(parsed) : accounts::Directory{};
}

inline const accounts::KnownBreaches& breaches() {
    static const accounts::KnownBreaches kTable = [] {
        auto parsed = accounts::KnownBreaches::parse(read_file(source_folder() / "checks/data/known-breaches.json"));
        return parsed ? *std::move(parsed) : accounts::KnownBreaches{};
    }();
    return kTable;
}

inline const accounts::Finding* find(const accounts::PasswordReview& review, std::string_view id, std::string_view reason = {}) {
    for (const accounts::Finding& finding : review.findings) {
        if (finding.id == id && (reason.empty() || finding.reason == reason)) return &finding;
    }
    return nullptr;
}

}  // namespace amparo::test
