// The real window with a witness: the same code as the program's, and after every frame one line on the output that says
// what was drawn, so that a test knows where to click. Not part of the program.
#include <chrono>
#include <cstdio>
#include <iostream>
#include <utility>

#include "app/base/json.hpp"
#include "app/base/secret.hpp"
#include "app/models/languages.hpp"
#include "app/platform/portable_root.hpp"
#include "app/shell/pins.hpp"
#include "app/shell/wall_window.hpp"
#include "app/shell/window.hpp"

using namespace amparo;

namespace {

Json describe(const a11y::Node& node) {
    Json out = Json::object();
    out.set("id", node.id).set("name", node.name).set("value", node.value).set("focused", node.focused);
    out.set("selected", node.selected).set("enabled", node.enabled).set("clipped", node.clipped);
    out.set("x", static_cast<std::int64_t>((node.bounds.x0 + node.bounds.x1) / 2));
    out.set("y", static_cast<std::int64_t>((node.bounds.y0 + node.bounds.y1) / 2));
    return out;
}

/// What the group's window shows; null while there is none. It is told with the frame that follows it.
Json wall;

void report_wall(const shell::WallFrame& frame) {
    Json nodes = Json::array();
    for (const a11y::Node& node : *frame.nodes) nodes.push(describe(node));
    wall = Json::object();
    wall.set("width", static_cast<std::int64_t>(frame.width)).set("mirrored", frame.mirrored).set("nodes", std::move(nodes));
}

void report(const shell::FrameReport& frame) {
    Json nodes = Json::array();
    for (const a11y::Node& node : *frame.nodes) nodes.push(describe(node));
    Json out = Json::object();
    out.set("frame", static_cast<std::int64_t>(frame.frame)).set("mirrored", frame.mirrored);
    out.set("width", static_cast<std::int64_t>(frame.width)).set("height", static_cast<std::int64_t>(frame.height));
    out.set("nodes", std::move(nodes));
    out.set("wall", std::exchange(wall, {}));
    std::cout << out.dump(Json::Style::Compact) << std::endl;
}

}  // namespace

int main(int argc, char** argv) {
    if (!start_sodium()) return console::kInternal;
    const ShippedData shipped(AMPARO_BINARY_DIR, pinned_files(), embedded_files());
    const models::Languages languages = models::Languages::load(shipped);
    console::WindowRequest request;
    request.shipped = &shipped;
    request.languages = &languages;
    request.language = argc > 1 ? argv[1] : "en";
    request.title = languages.translator(request.language).tr("window.name").text;
    request.language_asked_for = argc > 1;
    if (argc > 2) request.data_folder = argv[2];
    bool leave_at_once = false;
    const auto code = shell::run_window(request, leave_at_once, {report, report_wall});
    if (!code) {
        std::cerr << code.error().detail << "\n";
        return console::kUsage;
    }
    std::cout.flush();
    if (leave_at_once) std::_Exit(*code);
    return *code;
}
