// Adding a check, a language, a channel or a lesson creates one folder or file and edits nothing. Proved on a copy of the tree: a folder is planted, the copy is
// configured and its rooms are built, and the new check runs.

#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "tests/support/fixtures.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temp_folder.hpp"

using namespace amparo;
namespace fs = std::filesystem;

namespace {

std::string shell(const std::string& command) {
    test::ProcessOptions options;
    options.arguments = {"-c", command};
    options.limit = std::chrono::minutes(35);
    const auto result = test::run_process("/bin/sh", options);
    INFO(command << "\n" << result.output.substr(result.output.size() > 3000 ? result.output.size() - 3000 : 0) << result.errors);
    REQUIRE(result.exit_code == 0);
    return result.output;
}

/// What stands before the compiler: a file of the tree that this build has compiled already, unchanged, is not compiled
/// again. What was planted, and what the build itself writes, is.
std::string reuse_script(const fs::path& tree) {
    return "#!/bin/sh\ntree='" + tree.string() + "'\nours='" + test::source_folder().string() + "'\nbuilt='" + test::build_folder().string() + "'\n" + R"(
for word; do
    case $before in -o) object=$word ;; -c) source=$word ;; -MF) needs=$word ;; esac
    before=$word
done
original=$ours/${source#"$tree"/}
if [ -f "$original" ] && cmp -s "$source" "$original" && [ "$built/$object" -nt "$original" ]; then
    printf '%s: %s\n' "$object" "$source" >"$needs"
    exec cp "$built/$object" "$object"
fi
exec "$@"
)";
}

constexpr const char* kCheck = R"(
#include "checks/check.hpp"
namespace amparo::checks {
namespace {
std::vector<Facts> collect(const HostView&) { Facts facts; facts.put("planted", true, "here"); return {facts}; }
Judgement judge(const Facts& facts, const JudgeContext&) { return facts.flag("planted") ? good("planted") : cannot_tell("not_planted"); }
}  // namespace
extern constinit const CheckDefinition check_zz_planted{"zz-planted", &collect, &judge};
}  // namespace amparo::checks
)";

}  // namespace

TEST_CASE("a new check, language, channel and lesson are picked up without editing a file") {
    const test::TempFolder folder;
    const fs::path tree = folder.path() / "tree";
    fs::create_directories(tree);
    for (const char* part : {"app", "assets", "checks", "lessons", "localization", "dist", "tests", "CMakeLists.txt", "CMakePresets.json"}) {
        fs::copy(test::source_folder() / part, tree / part, fs::copy_options::recursive);
    }
    const fs::path build = folder.path() / "build";
    const fs::path reuse = folder.path() / "reuse.sh";
    test::write_file(reuse, reuse_script(tree));
    fs::permissions(reuse, fs::perms::owner_all);
    // The same options as this build's, so that its objects fit.
    const std::string configure = "cmake -S '" + tree.string() + "' -B '" + build.string() + "' -G Ninja -DCMAKE_BUILD_TYPE=Debug -DAMPARO_TESTS=ON -DCMAKE_CXX_COMPILER_LAUNCHER='" + reuse.string() +
                                  "' -DCMAKE_PREFIX_PATH='" +
                                  (test::source_folder() / "build/deps").string() + "'";
    shell(configure);
    // The folders come after configuring: the build itself has to notice them.
    const fs::path check = tree / "checks/catalog/zz-planted";
    test::write_file(check / "check.cpp", kCheck);
    std::string info = test::read_file(tree / "checks/catalog/home-folder-private/check.json");
    info.replace(info.find("home-folder-private"), 19, "zz-planted");
    test::write_file(check / "check.json", info);
    test::write_file(check / "en.po", "msgid \"\"\nmsgstr \"\"\n\"Language: en\\n\"\n\"Plural-Forms: nplurals=2; plural=(n != 1);\\n\"\n\n"
                                      "#. Title.\nmsgctxt \"checks.zz-planted.title\"\nmsgid \"Planted\"\nmsgstr \"\"\n\n"
                                      "#. Reason.\nmsgctxt \"checks.zz-planted.reason.planted\"\nmsgid \"It was planted.\"\nmsgstr \"\"\n");
    std::string channel = test::read_file(tree / "app/escalation/channels/cpj-emergencies.json");
    channel.replace(channel.find("\"id\": \"cpj-emergencies\""), 23, "\"id\": \"zz-desk\"");
    test::write_file(tree / "app/escalation/channels/zz-desk.json", channel);
    std::string language = test::read_file(tree / "localization/ar/language.json");
    language.replace(language.find("\"ar\""), 4, "\"ckb\"");
    test::write_file(tree / "localization/ckb/language.json", language);

    std::string lesson = test::read_file(tree / "lessons/catalog/disk-encryption/lesson.json");
    lesson.replace(lesson.find("\"disk-encryption\""), 17, "\"zz-lesson\"");
    test::write_file(tree / "lessons/catalog/zz-lesson/lesson.json", lesson);
    test::write_file(tree / "lessons/catalog/zz-lesson/en.md", test::read_file(tree / "lessons/catalog/disk-encryption/en.md"));

    shell("cmake --build '" + build.string() + "' --target amparo -j2");
    const std::string program = "'" + (build / "amparo").string() + "'";
    CHECK(shell(program + " check --only zz-planted").find("It was planted.") != std::string::npos);
    const std::string shown = shell(program + " channels show zz-desk");
    CHECK(shown.find("added by hand") == std::string::npos);
    CHECK(shell(program + " l10n status").find("ckb") != std::string::npos);
    CHECK(shell(program + " lessons list").find("zz-lesson") != std::string::npos);
    CHECK(shell(program + " selftest").find("changed") == std::string::npos);
}
