#include "app/platform/path_walk.hpp"

#include <deque>

#include "app/base/text.hpp"

namespace amparo {

namespace {

/// Puts the parts of `path` first. A slash or a dot at its end stays as ".": it asks for a folder.
void push_front(std::deque<std::string>& pending, std::string_view path) {
    const auto parts = text::split(path, '/');
    if (parts.back().empty() || parts.back() == ".") pending.emplace_front(".");
    for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
        if (!part->empty() && *part != ".") pending.emplace_front(*part);
    }
}

std::string parent(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string::npos || slash == 0 ? std::string{} : path.substr(0, slash);
}

}  // namespace

Result<std::string> walk(std::string_view path, Follow follow, const NodeAt& node_at) {
    if (path.empty() || path.front() != '/' || path.find('\0') != std::string_view::npos) {
        return fail(Errc::Usage, "path is not absolute");
    }
    if (path.size() > limits::kHostPath) return fail(Errc::Limit, "path is too long");

    std::deque<std::string> pending;
    push_front(pending, path);
    std::string done;  // resolved so far; empty means the top
    std::size_t links = 0;
    while (!pending.empty()) {
        const std::string part = std::move(pending.front());
        pending.pop_front();
        if (part == ".") continue;
        if (part == "..") {
            done = parent(done);
            continue;
        }
        const std::string here = done + "/" + part;
        if (here.size() > limits::kHostPath) return fail(Errc::Limit, "path is too long");
        AMPARO_TRY(const Node node, node_at(here));
        const bool last = pending.empty();
        if (node.type == FileType::Link && (!last || follow == Follow::Yes)) {
            if (++links > limits::kHostLinks) return fail(Errc::Loop, "too many links");
            if (node.target.empty() || node.target.size() > limits::kHostPath) return fail(Errc::NotFound);
            push_front(pending, node.target);
            if (node.target.front() == '/') done.clear();
            continue;
        }
        if (!last && node.type != FileType::Folder) return fail(Errc::NotFound, "a part of the path is no folder");
        done = here;
    }
    return done.empty() ? std::string("/") : done;
}

}  // namespace amparo
