// What shaped text costs beside unshaped: a lesson of 5,000 Arabic words, all of it visible, drawn by our widgets and, with
// the same number of glyphs on the same number of lines, by Dear ImGui alone. Prints milliseconds and the ratio.
#include <imgui.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "app/ui/ui.hpp"
#include "app/ui/widgets/flow.hpp"
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
    return 0;
}
