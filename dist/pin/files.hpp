#pragma once
// What the build's own tools share: whole files, read and written. What cannot be done throws std::runtime_error.

#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>

namespace amparo::build_tool {

inline std::string read(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    // An empty file gives the stream nothing to pass on, which it takes for a failure.
    if (in && in.peek() != std::ifstream::traits_type::eof()) out << in.rdbuf();
    if (!in.is_open() || in.bad() || !out) throw std::runtime_error("cannot read " + path.string());
    return out.str();
}

/// Writes only when something changed, so that nothing downstream is rebuilt for nothing.
inline void write(const std::filesystem::path& path, const std::string& content) {
    if (std::filesystem::exists(path) && read(path) == content) return;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out << content;
    if (!out.flush()) throw std::runtime_error("cannot write " + path.string());
}

}  // namespace amparo::build_tool
