// Group I: every kind of hostile pack, and the one that is well.
#include "app/packs/pack.hpp"

#include <sodium.h>

#include <catch2/catch_test_macros.hpp>
#include <map>

#include "app/base/text.hpp"

using namespace amparo;
using namespace amparo::packs;

namespace {

const Day kToday = std::chrono::sys_days{std::chrono::year{2026} / 11 / 29};

struct Pair {
    PublicKey open;
    SecretKey secret;
};

/// A key out of a seed, so that a failure can be repeated.
Pair make_key(std::uint8_t seed) {
    REQUIRE(start_sodium());
    Pair out;
    out.open.id.fill(seed);
    out.secret.id = out.open.id;
    auto bytes = SecretBytes::create(64);
    REQUIRE(bytes);
    out.secret.key = *std::move(bytes);
    std::array<std::uint8_t, 32> raw{};
    raw.fill(seed);
    crypto_sign_seed_keypair(out.open.key.data(), out.secret.key.writable().data(), raw.data());
    return out;
}

using Files = std::map<std::string, std::string>;

PackFolder folder_of(const Files& files) {
    PackFolder out;
    for (const auto& [path, bytes] : files) out.paths.push_back(path);
    out.read = [&files](const std::string& path) -> Result<std::string> {
        const auto found = files.find(path);
        if (found == files.end()) return fail(Errc::NotFound);
        return found->second;
    };
    return out;
}

Files contents() {
    return {{"lessons/ngo-first/lesson.json", "{}"}, {"lessons/ngo-first/en.md", "# A\n"}, {"lessons/ngo-first/lock.png", "png"}, {"localization/es/lessons/ngo-first.md", "# B\n"}};
}

BuildRequest request() {
    return {"ngo-basics", 3, "Basics", "CC BY 4.0", kToday - std::chrono::days(10), kToday + std::chrono::days(300)};
}

/// A pack that is well, after `change` was done to its manifest and before it is signed.
Files signed_pack(const Pair& key, Files files = contents(), const std::function<void(Manifest&)>& change = {}) {
    auto manifest = build_manifest(folder_of(files), request());
    REQUIRE(manifest);
    if (change) change(*manifest);
    files["manifest.json"] = write_manifest(*manifest);
    const auto signature = sign(files["manifest.json"], key.secret, "edition 3");
    REQUIRE(signature);
    files["manifest.json.minisig"] = *signature;
    return files;
}

struct Case {
    const char* name;
    std::function<void(Files&)> change;
    PackFault fault;
};

}  // namespace

TEST_CASE("a pack that is well is taken, by whoever knows its key") {
    const Pair key = make_key(7);
    const std::vector<TrustedKey> keys = {{key.open, "ngo-", std::nullopt, true}};
    const Files files = signed_pack(key);
    const PackVerdict verdict = check_pack(folder_of(files), keys, kToday);
    CHECK(verdict.detail.empty());
    CHECK_FALSE(verdict.fault);
    REQUIRE(verdict.manifest);
    CHECK(verdict.manifest->files.size() == 4);
    CHECK(verdict.signer->by_hand);
    CHECK_FALSE(verdict.expired);
    CHECK(folder_name(*verdict.manifest) == "ngo-basics-v3");
    CHECK_FALSE(may_install(verdict, {}, false));
}

TEST_CASE("every kind of hostile pack is refused for its own reason") {
    const Pair key = make_key(7);
    const Pair other = make_key(9);
    const std::vector<TrustedKey> keys = {{key.open, "ngo-", kToday + std::chrono::days(100), true}};
    const std::vector<Case> cases = {
        {"unsigned", [](Files& files) { files.erase("manifest.json.minisig"); }, PackFault::NotSigned},
        {"no manifest", [](Files& files) { files.erase("manifest.json"); }, PackFault::NotSigned},
        {"broken signature", [](Files& files) { files["manifest.json.minisig"] = "untrusted comment: x\n"; }, PackFault::BrokenSignature},
        {"wrong key", [&](Files& files) { files = signed_pack(other); }, PackFault::UnknownKey},
        {"wrong key under our key's name",
         [&](Files& files) {
             Pair liar = make_key(9);
             liar.secret.id = key.open.id;
             files = signed_pack(liar);
         },
         PackFault::WrongSignature},
        {"changed manifest", [](Files& files) { files["manifest.json"] += " "; }, PackFault::WrongSignature},
        {"signed, and no manifest",
         [&](Files& files) {
             files["manifest.json"] = "{}";
             files["manifest.json.minisig"] = *sign("{}", key.secret, "x");
         },
         PackFault::BrokenManifest},
        {"wrong scope of the pack", [&](Files& files) { files = signed_pack(key, contents(), [](Manifest& manifest) { manifest.id = "amparo-basics"; }); }, PackFault::WrongScope},
        {"wrong scope of a lesson",
         [&](Files& files) {
             Files more = contents();
             more["lessons/disk-encryption/en.md"] = "# Ours\n";
             files = signed_pack(key, more);
         },
         PackFault::WrongScope},
        {"wrong scope of a translation",
         [&](Files& files) {
             Files more = contents();
             more["localization/ar/lessons/disk-encryption.md"] = "# Ours\n";
             files = signed_pack(key, more);
         },
         PackFault::WrongScope},
        {"made after the key ended",
         [&](Files& files) { files = signed_pack(key, contents(), [](Manifest& manifest) { manifest.created = manifest.expires = kToday + std::chrono::days(101); }); }, PackFault::KeyEnded},
        {"made in the future",
         [&](Files& files) { files = signed_pack(key, contents(), [](Manifest& manifest) { manifest.created = kToday + std::chrono::days(50); }); }, PackFault::FromTheFuture},
        {"half copied", [](Files& files) { files.erase("lessons/ngo-first/en.md"); }, PackFault::Incomplete},
        {"changed file", [](Files& files) { files["lessons/ngo-first/en.md"] = "# C\n"; }, PackFault::Changed},
        {"cut file", [](Files& files) { files["lessons/ngo-first/en.md"] = "#"; }, PackFault::Changed},
        {"one file more", [](Files& files) { files["lessons/ngo-first/extra.md"] = "x"; }, PackFault::Stray},
        {"one file more outside", [](Files& files) { files["amparo"] = "x"; }, PackFault::Stray},
    };
    for (const Case& one : cases) {
        INFO(one.name);
        Files files = signed_pack(key);
        one.change(files);
        const PackVerdict verdict = check_pack(folder_of(files), keys, kToday);
        REQUIRE(verdict.fault);
        CHECK(fault_name(*verdict.fault) == fault_name(one.fault));
        CHECK_FALSE(verdict.detail.empty());
        CHECK(may_install(verdict, {}, true) == InstallFault::NotVerified);
    }
}

TEST_CASE("an older edition, or the same, is not put over a newer one, and an expired one only on request") {
    const Pair key = make_key(7);
    const std::vector<TrustedKey> keys = {{key.open, "ngo-", std::nullopt, true}};
    const Files files = signed_pack(key);
    const PackVerdict verdict = check_pack(folder_of(files), keys, kToday);
    CHECK(may_install(verdict, std::vector<Installed>{{"ngo-basics", 3}}, false) == InstallFault::RolledBack);
    CHECK(may_install(verdict, std::vector<Installed>{{"ngo-basics", 4}}, false) == InstallFault::RolledBack);
    CHECK_FALSE(may_install(verdict, std::vector<Installed>{{"ngo-basics", 2}, {"ngo-other", 9}}, false));
    // A version that jumps ahead is signed by somebody we know; it cannot be undone, so it is only as bad as its key.
    const PackVerdict late = check_pack(folder_of(files), keys, kToday + std::chrono::days(301));
    CHECK_FALSE(late.fault);
    CHECK(late.expired);
    CHECK(may_install(late, {}, false) == InstallFault::Expired);
    CHECK_FALSE(may_install(late, {}, true));
}

TEST_CASE("paths that lead elsewhere, or that a system reads in its own way, are no paths of a pack") {
    CHECK(is_pack_path("lessons/ngo-a/en.md"));
    CHECK(is_pack_path("lessons/ngo-a/session.md"));
    CHECK(is_pack_path("localization/zh/lessons/ngo-a.session.md"));
    for (const char* path : {"", "/", "lessons", "lessons/a", "/lessons/a/en.md", "lessons//en.md", "lessons/../en.md", "lessons/a/../en.md", "lessons/a/..", "lessons/a/.en.md",
                             "lessons/a/en.md.", "lessons/a/en.md ", "lessons/A/en.md", "lessons/a/EN.md", "lessons\\a\\en.md", "C:/lessons/a/en.md", "lessons/a/con.md",
                             "lessons/nul/en.md", "lessons/a/com1.md", "lessons/a/en.md:x", "lessons/a/en.exe", "lessons/a/font.ttf", "lessons/a/en.html", "lessons/a/x.svg",
                             "localization/es/app.po", "localization/es/language.json", "lessons/a/b/en.md", "keys.json", "channels/x.json"}) {
        INFO(path);
        CHECK_FALSE(is_pack_path(path));
    }
    CHECK_FALSE(is_pack_path("lessons/a/" + std::string(200, 'x') + ".md"));
}

TEST_CASE("a manifest with two of a path, an odd order, too much, or a wrong hash is refused") {
    const Pair key = make_key(7);
    auto manifest = build_manifest(folder_of(contents()), request());
    REQUIRE(manifest);
    CHECK(*parse_manifest(write_manifest(*manifest)) == *manifest);
    auto twice = *manifest;
    twice.files.insert(twice.files.begin(), twice.files.front());
    CHECK_FALSE(parse_manifest(write_manifest(twice)));
    auto order = *manifest;
    std::swap(order.files[0], order.files[1]);
    CHECK_FALSE(parse_manifest(write_manifest(order)));
    auto many = *manifest;
    many.files.front().size = kPackFileBytes + 1;
    CHECK(parse_manifest(write_manifest(many)).error().code == Errc::Limit);
    auto none = *manifest;
    none.files.clear();
    CHECK_FALSE(parse_manifest(write_manifest(none)));
    auto zero = *manifest;
    zero.version = 0;
    CHECK_FALSE(parse_manifest(write_manifest(zero)));
    CHECK_FALSE(build_manifest(folder_of({{"lessons/a/x.exe", ""}}), request()));
}

TEST_CASE("a key accepted by hand has a prefix of its own") {
    CHECK(is_own_prefix("ngo-"));
    for (const char* prefix : {"", "-", "a-", "ngo", "amparo-", "amparo-x-", "NGO-", "ngo--", "n/o-"}) {
        INFO(prefix);
        CHECK_FALSE(is_own_prefix(prefix));
    }
}
