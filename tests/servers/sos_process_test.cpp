// One held press in a fresh process, with everything locked: it arrives, and the trace shows that what is saved was not
// opened. The folder's files tell nothing by their sizes.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "app/base/text.hpp"
#include "app/delivery/sos_area.hpp"
#include "app/seal/box.hpp"
#include "app/vault/vault.hpp"
#include "tests/app/vault/small_vault.hpp"
#include "tests/servers/server_room.hpp"
#include "tests/support/fixtures.hpp"
#include "tests/support/process.hpp"

using namespace amparo;
using namespace amparo::test;
namespace fs = std::filesystem;

namespace {

/// A sealed report for `key`, as an SOS for the drop of `nginx`.
delivery::Parcel parcel_for(const vault::InboxKey& key, const std::string& address, const std::string& pin) {
    seal::Report report;
    report.case_ref = "7KQ2M9XA";
    report.created = 1'795'444'320;
    report.text = "Please call my lawyer.";
    report.reply_secret.assign(16, 's');
    delivery::Parcel out;
    out.way = delivery::Way::Drop;
    out.protection = delivery::Protection::Box;
    out.case_ref = report.case_ref;
    out.recipient = "Our lawyer";
    out.address = address;
    out.pin = pin;
    out.body = *seal::seal_report({key.address()}, report);
    return out;
}

void prepare(Storage& storage, delivery::Parcel parcel, const std::string& proxy = {}) {
    auto area = delivery::SosArea::open(storage);
    REQUIRE(area.has_value());
    delivery::QueueItem arrived;
    arrived.parcel = parcel;
    arrived.state = delivery::State::Accepted;
    arrived.receipt = {delivery::Proof::Stored, "e3b0", 1'795'444'300};
    REQUIRE(area->prepare(std::move(parcel), arrived, 1'795'444'379, proxy).has_value());
}

ProcessResult hold(const fs::path& folder, const fs::path& log) {
    ProcessOptions options;
    options.arguments = {"-f", "-qq", "-e", "trace=open,openat,openat2,connect", "-e", "signal=none", "-o", log.string(), AMPARO_SOS_PROBE, folder.string()};
    options.limit = std::chrono::seconds(90);
    return run_process("/usr/bin/strace", options);
}

}  // namespace

TEST_CASE("from a fresh process, locked, one held press delivers the SOS, and what is saved was not opened", "[servers]") {
    ServerRoom room;
    const auto nginx = room.start_nginx();
    const TempFolder folder;
    const auto storage = open_storage(folder.path().string(), CreateFolder::Yes);
    REQUIRE(storage.has_value());
    const vault::Vault saved = make_vault(**storage);
    std::vector<std::string> vault_files;
    for (const auto& entry : fs::directory_iterator(folder.path())) vault_files.push_back(entry.path().filename().string());
    REQUIRE(vault_files.size() >= 2);
    const auto key = *vault::InboxKey::make();
    prepare(**storage, parcel_for(key, "https://localhost:" + std::to_string(nginx.tls) + "/in/", room.authority()));
    CHECK(fs::file_size(folder.path() / "sos.1") == delivery::kSosBytes);
    CHECK(fs::file_size(folder.path() / "sos.2") == delivery::kSosBytes);

    const fs::path log = room.path("trace");
    const auto result = hold(folder.path(), log);
    INFO(result.output << result.errors);
    REQUIRE(result.exit_code == 0);
    const auto said = text::lines(result.output);
    REQUIRE(said.size() >= 3);
    // Two seconds held, ten to change one's mind.
    CHECK(text::to_integer(said[0]).value_or(0) >= 12'000);
    CHECK(said[1] == "delivery.receipt.stored");
    const auto opened = seal::open_report(as_bytes(room.text("in/" + std::string(said[2]))), key);
    REQUIRE(opened.has_value());
    CHECK(opened->text == "Please call my lawyer.");

    const std::string trace = read_file(log);
    CHECK(trace.find("sos.1") != std::string::npos);
    for (const std::string& name : vault_files) {
        INFO(name);
        CHECK(trace.find("/" + name + "\"") == std::string::npos);
        CHECK(trace.find("\"" + name + "\"") == std::string::npos);
    }
}

TEST_CASE("an SOS that was prepared for a proxy waits when the proxy is gone, and contacts nobody else", "[servers]") {
    ServerRoom room;
    const auto nginx = room.start_nginx();
    const TempFolder folder;
    const auto storage = open_storage(folder.path().string(), CreateFolder::Yes);
    REQUIRE(storage.has_value());
    const auto key = *vault::InboxKey::make();
    prepare(**storage, parcel_for(key, "https://localhost:" + std::to_string(nginx.tls) + "/in/", room.authority()), "127.0.0.1:1");
    const fs::path log = room.path("trace");
    const auto result = hold(folder.path(), log);
    INFO(result.output << result.errors);
    CHECK(result.exit_code == 1);
    CHECK(result.output.find("delivery.state.queued") != std::string::npos);
    const std::string trace = read_file(log);
    CHECK(trace.find("htons(1)") != std::string::npos);
    CHECK(trace.find("htons(" + std::to_string(nginx.tls) + ")") == std::string::npos);
    CHECK(fs::is_empty(room.path("in")));
}
