#include "app/ui/widgets/secret_field.hpp"

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <sstream>

#include "tests/app/ui/editing_support.hpp"

using namespace amparo;
using namespace amparo::ui;

namespace {

struct SecretPage {
    SecretFieldState state;
    FieldOptions options;
    Edited sum;

    SecretPage() {
        auto made = SecretFieldState::create();
        REQUIRE(made.has_value());
        state = *std::move(made);
    }
    void operator()(Ui& ui) {
        Flow flow{20, 20, 340};
        const Edited done = secret_field(ui, "secret", flow, {"Passphrase", "en"}, {"Show", "en"}, state, options);
        sum = {sum.changed || done.changed, sum.cut + done.cut, sum.entered || done.entered};
    }
    [[nodiscard]] std::string_view text() const { return state.text.view(); }
};

/// A secret that the test itself never holds in the clear.
constexpr std::uint8_t kMask = 0xA5;
constexpr std::size_t kLength = 26;
std::vector<std::uint8_t> masked() {
    std::vector<std::uint8_t> out;
    for (std::size_t i = 0; i < kLength; ++i) out.push_back(static_cast<std::uint8_t>(('a' + (i * 7 + 3) % 26) ^ kMask));
    return out;
}

__attribute__((no_sanitize("address"))) bool stands_at(const std::uint8_t* at, const std::vector<std::uint8_t>& hidden,
                                                       std::size_t length, std::size_t step) {
    for (std::size_t i = 0; i < length; ++i) {
        if ((at[i * step] ^ kMask) != hidden[i]) return false;
        for (std::size_t zero = 1; zero < step; ++zero) {
            if (at[i * step + zero] != 0) return false;
        }
    }
    return true;
}

/// How often the first `length` letters stand in the memory of this process that can be written to, `step` bytes apart.
__attribute__((no_sanitize("address"))) int found_in_memory(std::size_t length, std::size_t step) {
    constexpr std::uintptr_t kLargest = std::uintptr_t{1} << 30U;  // larger ones are the shadows of sanitizers
    const std::vector<std::uint8_t> hidden = masked();
    int found = 0;
    std::ifstream maps("/proc/self/maps");
    std::string line;
    while (std::getline(maps, line)) {
        std::uintptr_t from = 0;
        std::uintptr_t to = 0;
        char dash = 0;
        std::string rights;
        std::istringstream(line) >> std::hex >> from >> dash >> to >> rights;
        if (!rights.starts_with("rw") || to - from > kLargest) continue;
        const auto* start = reinterpret_cast<const std::uint8_t*>(from);
        const auto* end = reinterpret_cast<const std::uint8_t*>(to);
        for (const std::uint8_t* at = start; at + length * step <= end; ++at) {
            if (stands_at(at, hidden, length, step)) ++found;
        }
    }
    return found;
}

}  // namespace

TEST_CASE("a passphrase is typed, corrected letter by letter, and entered") {
    SecretPage page;
    test::Typist hand(false, [&](Ui& ui) { page(ui); });
    hand.press(Key::Tab);
    CHECK(hand.ui().focused_id() == "secret");
    hand.type("abc\x01 e\u0301");
    CHECK(page.text() == "abc e\u0301");
    hand.press(Key::Backspace);
    CHECK(page.text() == "abc ");
    hand.press(Key::Space);
    hand.ui().feed_text("d");
    hand.ui().feed_text("e");
    hand.settle();
    CHECK(page.text() == "abc de");
    CHECK_FALSE(page.sum.entered);
    hand.press(Key::Enter);
    CHECK(page.sum.entered);
    hand.press(Key::SelectAll);
    hand.type("x");
    CHECK(page.text() == "x");
    hand.type("yz");
    hand.press(Key::Backspace, false, true);
    CHECK(page.text().empty());
    hand.type(std::string(kSecretBytes + 7, 'q'));
    CHECK(page.state.text.size() == kSecretBytes);
    CHECK(page.sum.cut == 7);
}

TEST_CASE("a passphrase can be pasted, and neither copied, cut, undone nor set by others") {
    SecretPage page;
    test::Typist hand(false, [&](Ui& ui) { page(ui); });
    hand.press(Key::Tab);
    hand.clipboard = "pasted\n";
    hand.press(Key::Paste);
    CHECK(page.text() == "pasted");
    for (const Key key : {Key::SelectAll, Key::Copy, Key::Cut, Key::Undo, Key::Redo}) hand.press(key);
    CHECK(page.text() == "pasted");
    CHECK(hand.clipboard == "pasted\n");
    hand.ui().request({a11y::Request::Kind::SetText, "secret", "set", 0, 0});
    hand.settle();
    CHECK(page.text() == "pasted");
}

TEST_CASE("screen readers are told that there is a secret field, and nothing of what is in it") {
    SecretPage page;
    test::Typist hand(false, [&](Ui& ui) { page(ui); });
    hand.press(Key::Tab);
    const auto empty = hand.ui().nodes();
    hand.type("hidden words");
    const auto full = hand.ui().nodes();
    REQUIRE(empty.size() == full.size());
    for (std::size_t i = 0; i < full.size(); ++i) {
        CHECK(full[i].value == empty[i].value);
        CHECK(full[i].name == empty[i].name);
        CHECK(full[i].text == empty[i].text);
        CHECK(full[i].bounds == empty[i].bounds);
    }
    const a11y::Node* node = hand.node("secret");
    REQUIRE(node != nullptr);
    CHECK(node->role == a11y::Role::SecretField);
    CHECK(node->value.empty());
    CHECK_FALSE(node->text.has_value());
    CHECK(hand.node("secret.show")->name == "Show");
}

TEST_CASE("dots do not say how long a long passphrase is, and one look shows the letters while the button is held") {
    for (const bool mirrored : {false, true}) {
        SecretPage page;
        const auto draw = [&](Ui& ui) { page(ui); };
        test::Typist hand(mirrored, draw);
        const auto picture = [&] { return hand.headless().picture(test::Typist::kWidth, test::Typist::kHeight, draw).rgb; };
        hand.press(Key::Tab);
        hand.type("abc");
        const auto three = picture();
        page.state.text.clear();
        hand.type("xyz");
        CHECK(picture() == three);
        hand.type(std::string(kSecretDots, 'a'));
        const auto many = picture();
        CHECK(many != three);
        hand.type("more and more");
        CHECK(picture() == many);

        page.state.text.clear();
        hand.type("wa");
        const auto bounds = hand.node("secret.show")->bounds;
        const float x = (bounds.x0 + bounds.x1) / 2;
        const float y = (bounds.y0 + bounds.y1) / 2;
        hand.down(x, y);
        const auto first = picture();
        page.state.text.clear();
        REQUIRE(page.state.text.append("aw"));
        const auto second = picture();
        CHECK(first != second);
        hand.up();
        hand.drag(1, 1);
        const auto hidden = picture();
        page.state.text.clear();
        REQUIRE(page.state.text.append("wa"));
        CHECK(picture() == hidden);
        // With the keyboard: until the focus leaves.
        hand.ui().set_focus("secret.show");
        hand.press(Key::Enter);
        CHECK(page.state.showing);
        hand.press(Key::BackTab);
        CHECK(hand.ui().focused_id() == "secret");
        CHECK_FALSE(page.state.showing);
    }
}

TEST_CASE("what was typed stands in memory once: in the guarded memory of the field") {
#ifdef __SANITIZE_THREAD__
    SKIP("the thread sanitizer keeps notes about memory that must not be read like memory");
#endif
    SecretPage page;
    test::Typist hand(false, [&](Ui& ui) { page(ui); });
    hand.press(Key::Tab);
    const auto remembered = [&] { return hand.ui().text_engine().face(Face::Regular).shaper.remembered(); };
    const std::size_t before = remembered();
    for (std::size_t i = 0; i < kLength; ++i) {
        const char letter = static_cast<char>(masked()[i] ^ kMask);
        hand.ui().feed_text({&letter, 1});
        // Some letters come while a frame is drawn, and wait together.
        if (i % 5 == 4) hand.settle();
    }
    hand.settle();
    REQUIRE(page.state.text.size() == kLength);
    CHECK(remembered() == before);
    CHECK(found_in_memory(kLength, 1) == 1);
    // Nor are parts of it anywhere else, nor in the wider forms that libraries work with.
    CHECK(found_in_memory(5, 1) == 1);
    CHECK(found_in_memory(5, 2) == 0);
    CHECK(found_in_memory(5, 4) == 0);
    const auto bounds = hand.node("secret.show")->bounds;
    hand.down(bounds.x0 + 20, bounds.y0 + 20);
    CHECK(found_in_memory(5, 1) == 1);
    CHECK(found_in_memory(5, 2) == 0);
    CHECK(found_in_memory(5, 4) == 0);
    CHECK(remembered() == before);
    hand.up();
    hand.press(Key::BackTab);
    hand.press(Key::SelectAll);
    hand.press(Key::Backspace);
    CHECK(found_in_memory(5, 1) == 0);

    hand.ui().set_clipboard({{}, [] {
                                 std::string text;
                                 text.reserve(kLength);
                                 for (const std::uint8_t each : masked()) text += static_cast<char>(each ^ kMask);
                                 return text;
                             }});
    hand.press(Key::Paste);
    CHECK(page.state.text.size() == kLength);
    CHECK(found_in_memory(5, 1) == 1);
    page.state.text.clear();
    CHECK(found_in_memory(5, 1) == 0);
}

TEST_CASE("a passphrase in any script is drawn in any window without harm") {
    for (const bool mirrored : {false, true}) {
        for (const float width : {1.0F, 60.0F, 300.0F}) {
            SecretPage page;
            test::Typist hand(mirrored, [&](Ui& ui) {
                Flow flow{5, 5, width};
                static_cast<void>(secret_field(ui, "secret", flow, {"P", "ar"}, {"S", "ar"}, page.state));
            });
            hand.ui().set_focus("secret.show");
            hand.settle();
            hand.press(Key::Enter);
            for (const char* text : {"سلام دنیا", "👩‍👩‍👧‍👦👍🏽", "မြန်မာ", "\xff\xfe", "a\u0301\u0301\u0301", "mixed سلام 12"}) {
                REQUIRE(page.state.text.append(text));
                CHECK(hand.settle());
            }
        }
    }
}
