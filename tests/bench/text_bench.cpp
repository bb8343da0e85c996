// What shaped text costs beside unshaped: a lesson of 5,000 Arabic words, all of it visible, drawn by our widgets and, with
// the same number of glyphs on the same number of lines, by Dear ImGui alone. Prints milliseconds and the ratio.
#include <imgui.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "app/ui/ui.hpp"
#include "app/ui/widgets/editor.hpp"
#include "app/ui/widgets/flow.hpp"
#include "app/ui/widgets/long_list.hpp"
#include "tests/support/picture.hpp"

using namespace amparo;

namespace {

constexpr int kWidth = 900;
constexpr int kHeight = 20'000;
constexpr int kWords = 5'000;
constexpr int kFrames = 60;

std::vector<std::string> paragraphs() {
    const std::vector<std::string> words{"احتفظ", "بنسخة", "من", "ملاحظاتك", "في", "مكان", "آمن", "لا", "يصل", "إليه", "أحد", "غيرك"};
    std::vector<std::string> out;
    for (int i = 0; i < kWords; ++i) {
        // No two paragraphs are alike, or the second would only be remembered.
        if (i % 60 == 0) out.push_back(std::to_string(i));
        out.back() += " " + words[static_cast<std::size_t>(i * 7 + i / 5) % words.size()];
    }
    return out;
}

/// Median milliseconds of building a frame, without drawing it.
template <class Draw>
double median(ui::Ui& ui, const Draw& draw) {
    std::vector<double> times;
    for (int i = 0; i < kFrames + 5; ++i) {
        bool again = false;
        ui.begin_frame(kWidth, kHeight, 0.016F);
        const auto begin = std::chrono::steady_clock::now();
        draw();
        const auto end = std::chrono::steady_clock::now();
        test::accept_textures(*ui.end_frame(again));
        if (i >= 5) times.push_back(std::chrono::duration<double, std::milli>(end - begin).count());
    }
    std::ranges::sort(times);
    return times[times.size() / 2];
}

/// Median milliseconds of a frame in which a letter is typed at the end of `bytes` of text, building and all.
double typing(ui::Ui& ui, std::size_t bytes) {
    std::string text;
    for (const std::string& paragraph : paragraphs()) {
        if (text.size() + paragraph.size() < bytes) text += paragraph + "\n";
    }
    while (text.size() + 200 < bytes) text += text.substr(0, std::min(text.size(), bytes - text.size() - 100)) + "\n";
    ui::EditorState state;
    state.buffer.reset(text);
    std::vector<double> times;
    ui.set_focus("editor");
    for (int i = 0; i < kFrames + 5; ++i) {
        bool again = false;
        if (i > 2) ui.feed_text("a");
        const auto begin = std::chrono::steady_clock::now();
        ui.begin_frame(kWidth, kHeight, 0.016F);
        ui::Flow flow{20, 20, 860};
        static_cast<void>(ui::editor(ui, "editor", flow, {"Report", "ar"}, state));
        ImDrawData* data = ui.end_frame(again);
        const auto end = std::chrono::steady_clock::now();
        test::accept_textures(*data);
        if (i >= 5) times.push_back(std::chrono::duration<double, std::milli>(end - begin).count());
    }
    std::ranges::sort(times);
    return times[times.size() / 2];
}

/// Milliseconds of the frame in which a megabyte is pasted, and how much of it was cut.
double pasting(ui::Ui& ui, std::size_t& cut) {
    ui::EditorState state;
    ui.set_clipboard({{}, [] { return std::string(1024 * 1024, 'x'); }});
    double longest = 0;
    cut = 0;
    ui.set_focus("editor");
    for (int i = 0; i < 5; ++i) {
        bool again = false;
        if (i == 2) ui.feed_key(ui::Key::Paste);
        const auto begin = std::chrono::steady_clock::now();
        ui.begin_frame(kWidth, kHeight, 0.016F);
        ui::Flow flow{20, 20, 860};
        cut += ui::editor(ui, "editor", flow, {"Report", "en"}, state).cut;
        ImDrawData* data = ui.end_frame(again);
        longest = std::max(longest, std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
        test::accept_textures(*data);
    }
    return longest;
}

double listing(ui::Ui& ui, std::size_t rows) {
    ui::LongListState state;
    const ui::LongList list{{"Rows", "en"}, rows, 48, [](std::size_t row) { return ui::Words{std::to_string(row), "en"}; },
                            [&](std::size_t row, const ui::Rect& rect, const ui::Interaction&) {
                                ui.draw_label(rect.x0, rect.middle_y(), rect.width(), ui::Style::Body, ui::Color::Text,
                                              {std::to_string(row), "en"});
                            }};
    return median(ui, [&] { static_cast<void>(ui::long_list(ui, "list", {0, 0, 800, 700}, list, state)); });
}

}  // namespace

int main() {
    auto made = ui::Ui::create();
    if (!made) return 4;
    ui::Ui& ui = **made;
    ui.set_look({ui::ThemeKind::Light, 1, true});
    const auto texts = paragraphs();
    const auto cold = std::chrono::steady_clock::now();
    std::size_t glyphs = 0;
    std::size_t lines = 0;
    for (const std::string& text : texts) {
        const auto shaped = ui.text_engine().paragraph(ui::Face::Regular, text, "ar", text_layout::Direction::RightToLeft, 16, 860);
        lines += shaped->lines.size();
        for (const auto& line : shaped->lines) glyphs += line.glyphs.size();
    }
    const double layout = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - cold).count();
    const double ours = median(ui, [&] {
        ui::Flow flow{20, 20, 860};
        for (const std::string& text : texts) ui::text(ui, flow, ui::Style::Body, {text, "ar", text_layout::Direction::RightToLeft});
    });
    // As many letters on as many lines, with no two neighbours alike, so that nothing is cheaper than it would be.
    std::vector<std::string> plain(lines);
    for (std::size_t i = 0; i < glyphs; ++i) plain[i % lines] += static_cast<char>('a' + (i / lines * 7 + i) % 26);
    const double stock = median(ui, [&] {
        ImGui::SetCursorScreenPos({20, 20});
        for (const std::string& line : plain) ImGui::TextUnformatted(line.data(), line.data() + line.size());
    });
    std::printf("%d words, %zu lines, %zu glyphs\n", kWords, lines, glyphs);
    std::printf("layout, nothing remembered     %8.3f ms\n", layout);
    std::printf("frame, shaped Arabic           %8.3f ms\n", ours);
    std::printf("frame, unshaped Latin (stock)  %8.3f ms\n", stock);
    std::printf("shaped costs %.2f times as much\n", ours / stock);

    const double small = typing(ui, 2 * 1024);
    const double large = typing(ui, ui::kEditorBytes - 4 * 1024);
    std::printf("a letter typed into 2 KB       %8.3f ms\n", small);
    std::printf("a letter typed into 252 KB     %8.3f ms, %.2f times as much\n", large, large / small);
    std::size_t cut = 0;
    const double paste = pasting(ui, cut);
    std::printf("a megabyte pasted              %8.3f ms, %zu bytes cut\n", paste, cut);
    const double few = listing(ui, 20);
    const double many = listing(ui, 10'000);
    std::printf("a list of 20 rows              %8.3f ms\n", few);
    std::printf("a list of 10,000 rows          %8.3f ms, %.2f times as much\n", many, many / few);
    return 0;
}
