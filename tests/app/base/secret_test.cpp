#include <catch2/catch_test_macros.hpp>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <type_traits>

#include "app/base/secret.hpp"

using namespace amparo;

namespace {

SecretString typed(std::string_view text, std::size_t capacity = 64) {
    REQUIRE(start_sodium().has_value());
    auto secret = SecretString::create(capacity);
    REQUIRE(secret.has_value());
    REQUIRE(secret->append(text));
    return *std::move(secret);
}

/// True when a process that does `what` comes to a bad end.
template <typename What>
bool kills(What what) {
    const pid_t child = ::fork();
    if (child == 0) {
        // The end is wanted: nobody reports it.
        ::close(1);
        ::close(2);
        ::signal(SIGSEGV, SIG_DFL);
        ::signal(SIGBUS, SIG_DFL);
        ::signal(SIGABRT, SIG_DFL);
        what();
        ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return !WIFEXITED(status) || WEXITSTATUS(status) != 0;
}

}  // namespace

TEST_CASE("a secret cannot be copied, compared by accident, or turned into an ordinary text") {
    static_assert(!std::is_copy_constructible_v<SecretBytes> && !std::is_copy_assignable_v<SecretBytes>);
    static_assert(!std::is_copy_constructible_v<SecretString> && !std::is_copy_assignable_v<SecretString>);
    static_assert(std::is_nothrow_move_constructible_v<SecretString> && std::is_nothrow_move_assignable_v<SecretString>);
    static_assert(!std::is_convertible_v<SecretString, std::string> && !std::is_convertible_v<SecretString, std::string_view>);
    CHECK(start_sodium().has_value());
    CHECK(start_sodium().has_value());
}

TEST_CASE("secret bytes begin as zeros and keep what is written") {
    REQUIRE(start_sodium().has_value());
    auto secret = SecretBytes::create(48);
    REQUIRE(secret.has_value());
    CHECK(secret->size() == 48);
    CHECK(std::ranges::all_of(secret->bytes(), [](std::uint8_t byte) { return byte == 0; }));
    secret->writable()[47] = 9;
    CHECK(secret->bytes()[47] == 9);
    const auto none = SecretBytes::create(0);
    REQUIRE(none.has_value());
    CHECK(none->empty());
}

TEST_CASE("secret bytes are equal when size and every byte are") {
    REQUIRE(start_sodium().has_value());
    auto a = SecretBytes::create(4);
    auto b = SecretBytes::create(4);
    const auto longer = SecretBytes::create(5);
    REQUIRE((a && b && longer));
    CHECK(a->equals(*b));
    b->writable()[3] = 1;
    CHECK_FALSE(a->equals(*b));
    CHECK_FALSE(a->equals(*longer));
    CHECK(SecretBytes().equals(SecretBytes()));
    CHECK_FALSE(SecretBytes().equals(*a));
}

TEST_CASE("moving secret bytes leaves nothing behind, and moving onto itself loses nothing") {
    REQUIRE(start_sodium().has_value());
    auto made = SecretBytes::create(4);
    REQUIRE(made.has_value());
    SecretBytes first = *std::move(made);
    first.writable()[0] = 7;
    SecretBytes second = std::move(first);
    CHECK(first.empty());  // NOLINT(bugprone-use-after-move): this is what is being tested
    CHECK(first.bytes().data() == nullptr);
    CHECK(second.bytes()[0] == 7);
    SecretBytes& same = second;
    second = std::move(same);
    REQUIRE(second.size() == 4);
    CHECK(second.bytes()[0] == 7);
    second.clear();
    second.clear();
    CHECK(second.empty());
}

TEST_CASE("released secret memory cannot be read again") {
    REQUIRE(start_sodium().has_value());
    CHECK(kills([] {
        auto secret = SecretBytes::create(32);
        const volatile std::uint8_t* at = secret->bytes().data();
        secret->clear();
        static_cast<void>(*at);
    }));
}

TEST_CASE("reading behind the end of a secret ends the program") {
    REQUIRE(start_sodium().has_value());
    CHECK(kills([] {
        auto secret = SecretBytes::create(32);
        const volatile std::uint8_t* at = secret->bytes().data() + 32;
        static_cast<void>(*at);
    }));
}

TEST_CASE("typed characters are added and taken away whole") {
    SecretString secret = typed("aé€\U0001F600");
    CHECK(secret.size() == 10);
    secret.remove_last();
    CHECK(secret.view() == "aé€");
    secret.remove_last();
    CHECK(secret.view() == "aé");
    secret.remove_last();
    CHECK(secret.view() == "a");
    secret.remove_last();
    CHECK(secret.view().empty());
    secret.remove_last();
    CHECK(secret.size() == 0);
    CHECK(secret.append("b"));
    CHECK(secret.view() == "b");
}

TEST_CASE("bytes that are no character are taken away without touching the ones before") {
    SecretString secret = typed("é\x80\x80");
    secret.remove_last();
    CHECK(secret.view() == "");  // stray continuation bytes belong to the character before them
    secret = typed("a\xE2");
    secret.remove_last();
    CHECK(secret.view() == "a");
    secret = typed("\x80\x80\x80");
    secret.remove_last();
    CHECK(secret.view().empty());
}

TEST_CASE("a text that would not fit is not added at all") {
    SecretString secret = typed("abc", 5);
    CHECK_FALSE(secret.append("def"));
    CHECK(secret.view() == "abc");
    CHECK(secret.append("de"));
    CHECK_FALSE(secret.append("f"));
    CHECK(secret.append(""));
    CHECK(secret.view() == "abcde");
}

TEST_CASE("what was taken away is wiped, and so is everything on clear") {
    SecretString secret = typed("pass\U0001F600");
    const char* at = secret.view().data();
    secret.remove_last();
    CHECK(std::string_view(at + 4, 4) == std::string_view("\0\0\0\0", 4));
    secret.clear();
    CHECK(std::string_view(at, 8) == std::string_view("\0\0\0\0\0\0\0\0", 8));
    CHECK(secret.view().empty());
    CHECK(secret.append("again"));
    CHECK(secret.view() == "again");
}

TEST_CASE("moving a typed text leaves an empty one that takes nothing more") {
    SecretString first = typed("secret");
    SecretString second = std::move(first);
    CHECK(second.view() == "secret");
    CHECK(first.size() == 0);  // NOLINT(bugprone-use-after-move): this is what is being tested
    CHECK(first.view().empty());
    CHECK_FALSE(first.append("x"));
    first.remove_last();
    first.clear();
    CHECK(first.view().empty());

    SecretString third = typed("old");
    third = std::move(second);
    CHECK(third.view() == "secret");
    CHECK(second.size() == 0);
    CHECK(second.view().empty());
    SecretString& same = third;
    third = std::move(same);
    CHECK(third.view() == "secret");
}

TEST_CASE("a text that was never given room takes nothing") {
    SecretString secret;
    CHECK(secret.append(""));
    CHECK_FALSE(secret.append("a"));
    secret.remove_last();
    secret.clear();
    CHECK(secret.view().empty());
}

TEST_CASE("the beginning of a secret text can be taken away, and what is left moves up without a copy behind it") {
    REQUIRE(amparo::start_sodium().has_value());
    auto secret = amparo::SecretString::create(16);
    REQUIRE(secret.has_value());
    REQUIRE(secret->append("abcdefgh"));
    const char* memory = secret->view().data();
    secret->remove_first(3);
    CHECK(secret->view() == "defgh");
    CHECK(std::string(memory, 8) == std::string("defgh\0\0\0", 8));
    secret->remove_first(99);
    CHECK(secret->view().empty());
    CHECK(std::string(memory, 8) == std::string(8, '\0'));
}

TEST_CASE("a string that is wiped holds nothing of what it held, nor of what it held before it became shorter") {
    std::string text = "a passphrase that is longer than what a string keeps inside itself";
    const std::size_t size = text.size();
    const char* memory = text.data();
    text.resize(4);
    amparo::wipe(text);
    CHECK(text.empty());
    CHECK(text.data() == memory);
    CHECK(std::string(memory, size) == std::string(size, '\0'));
}
