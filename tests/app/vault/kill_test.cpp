// A program that is killed at any moment of saving: what was saved last, or before that, opens. Group B.

#ifndef _WIN32
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <random>
#include <thread>

#include "app/base/text.hpp"
#include "tests/app/vault/small_vault.hpp"
#include "tests/support/fixtures.hpp"
#include "tests/support/soak.hpp"
#include "tests/support/temp_folder.hpp"

using namespace amparo;
using namespace amparo::test;
using namespace amparo::vault;

namespace {

/// Saves numbers one after the other until it is killed; says each on the pipe once it is saved.
[[noreturn]] void save_for_ever(const std::string& folder, int out) {
    auto storage = open_storage(folder, CreateFolder::No);
    if (!storage) ::_exit(3);
    auto key = RootKey::from_bytes(as_bytes(std::string(32, 'a')));
    auto vault = key ? Vault::unlock(**storage, *key, {}, small_rules()) : std::unexpected(key.error());
    if (!vault || vault->standing() != Standing::Writer) ::_exit(4);
    for (std::int64_t number = text::to_integer(note_of(vault->records())).value_or(0) + 1;; ++number) {
        if (!vault->change_records().put({kNoteType, 0, kNote, std::to_string(number)})) ::_exit(5);
        if (!vault->save(number)) ::_exit(6);
        if (::write(out, &number, sizeof number) != sizeof number) ::_exit(7);
        if (number % 3 != 0 && !vault->mirror()) ::_exit(8);
    }
}

}  // namespace

TEST_CASE("a program that is killed a thousand times while it saves loses nothing that it said was saved", "[soak-kills]") {
    const TempFolder folder;
    {
        auto storage = open_storage(folder.path().string(), CreateFolder::No);
        REQUIRE(storage.has_value());
        static_cast<void>(make_vault(**storage));
    }
    const std::uint64_t seed = soak_seed(20'261'129);
    INFO("seed " << seed);
    std::mt19937_64 random(seed);
    constexpr int kKills = 1000;
    std::int64_t last = 0;
    int torn = 0;
    for (int i = 0; i < kKills; ++i) {
        int pipe[2];
        REQUIRE(::pipe(pipe) == 0);
        const pid_t child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            ::close(pipe[0]);
            save_for_ever(folder.path().string(), pipe[1]);
        }
        ::close(pipe[1]);
        // Some are killed while they open and heal, most between the first and the tenth save.
        std::int64_t said = last;
        for (int n = static_cast<int>(random() % 6U); n > 0; --n) {
            if (::read(pipe[0], &said, sizeof said) != sizeof said) break;
        }
        std::this_thread::sleep_for(std::chrono::microseconds(random() % 2500));
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        while (::read(pipe[0], &said, sizeof said) == sizeof said) {
        }
        ::close(pipe[0]);
        REQUIRE(WIFSIGNALED(status));

        auto storage = open_storage(folder.path().string(), CreateFolder::No);
        REQUIRE(storage.has_value());
        const Store store = look_at_store(**storage, small_rules());
        torn += store.other().state == CopyState::Torn ? 1 : 0;
        // Opened for reading, so that the next child has to heal what is torn.
        const auto vault = Vault::unlock(**storage, root('a'), {.access = Opening::Access::Read, .other_program = Opening::OtherProgram::Respect, .choose = {}}, small_rules());
        REQUIRE(vault.has_value());
        last = text::to_integer(note_of(vault->records())).value_or(0);
        // One more may have been saved than was said.
        if (last != said && last != said + 1) FAIL("said " << said << ", found " << last);
    }
    CHECK(last > 500);
    CHECK(torn > 10);
}
#endif
