#pragma once
// A recorded system from a few lines of text, as a check sees it. For tests of probes that read from a host.

#include <memory>
#include <stdexcept>
#include <string>

#include "app/platform/recorded_host.hpp"
#include "app/platform/tree.hpp"
#include "checks/host_view.hpp"

namespace amparo::test {

class RecordedView {
  public:
    /// `entries` are the lines of a tree behind "amparo.tree/1"; see app/platform/tree.hpp.
    explicit RecordedView(const std::string& entries) {
        auto tree = parse_tree("amparo.tree/1\nnow 2026-11-23T12:00:00Z\n" + entries);
        if (!tree) throw std::runtime_error(tree.error().detail);
        host_ = make_recorded_host(*std::move(tree));
    }
    [[nodiscard]] checks::HostView view() const { return {*host_, {}}; }

  private:
    std::unique_ptr<Host> host_;
};

/// The lines of a file in a tree: "f PATH …" and its content.
inline std::string tree_file(const std::string& path, const std::string& content) {
    std::string out = "f " + path + " 0644 0:0 2026-11-01\n";
    std::size_t start = 0;
    while (start < content.size()) {
        const std::size_t end = content.find('\n', start);
        out += "| " + content.substr(start, end - start) + "\n";
        start = end == std::string::npos ? content.size() : end + 1;
    }
    return out;
}

}  // namespace amparo::test
