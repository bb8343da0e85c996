#include "app/text/caret.hpp"

#include <algorithm>

namespace amparo::text_layout {

namespace {

constexpr float kTouching = 1e-3F;

float beginning_of(const Cell& cell) { return cell.rtl ? cell.x1 : cell.x0; }
float ending_of(const Cell& cell) { return cell.rtl ? cell.x0 : cell.x1; }

}  // namespace

float caret_x(const Line& line, std::uint32_t offset) {
    const Cell* last = nullptr;
    for (const Cell& cell : line.cells) {
        if (offset >= cell.start && offset < cell.end) return beginning_of(cell);
        if (last == nullptr || cell.end > last->end) last = &cell;
    }
    if (last == nullptr) return 0;
    return offset < line.start ? caret_x(line, line.start) : ending_of(*last);
}

std::uint32_t offset_at(const Line& line, float x) {
    if (line.cells.empty()) return line.start;
    // Left or right of everything is the end of the text that lies there.
    const Cell* found = x < line.cells.front().x0 ? &line.cells.front() : &line.cells.back();
    for (const Cell& cell : line.cells) {
        if (x >= cell.x0 && x < cell.x1) {
            found = &cell;
            break;
        }
    }
    const bool left_half = x < (found->x0 + found->x1) / 2;
    return left_half != found->rtl ? found->start : found->end;
}

std::vector<Span> selection(const Line& line, std::uint32_t start, std::uint32_t end) {
    std::vector<Span> spans;
    for (const Cell& cell : line.cells) {
        if (cell.end <= start || cell.start >= end || cell.x0 >= cell.x1) continue;
        if (!spans.empty() && cell.x0 - spans.back().x1 < kTouching) {
            spans.back().x1 = cell.x1;
        } else {
            spans.push_back({cell.x0, cell.x1});
        }
    }
    return spans;
}

std::vector<std::uint32_t> caret_stops(const Line& line) {
    std::vector<std::uint32_t> stops{line.start, line.end};
    for (const Cell& cell : line.cells) stops.push_back(cell.start);
    std::sort(stops.begin(), stops.end());
    stops.erase(std::unique(stops.begin(), stops.end()), stops.end());
    return stops;
}

std::uint32_t next_stop(const Line& line, std::uint32_t offset) {
    std::uint32_t best = line.end;
    for (const Cell& cell : line.cells) {
        if (cell.start > offset) best = std::min(best, cell.start);
    }
    return best;
}

std::uint32_t previous_stop(const Line& line, std::uint32_t offset) {
    std::uint32_t best = line.start;
    for (const Cell& cell : line.cells) {
        if (cell.start < offset) best = std::max(best, cell.start);
    }
    return best;
}

}  // namespace amparo::text_layout
