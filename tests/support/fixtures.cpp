#include "tests/support/fixtures.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <ranges>
#include <sstream>
#include <stdexcept>

namespace amparo::test {

namespace fs = std::filesystem;

fs::path source_folder() { return AMPARO_SOURCE_DIR; }
fs::path build_folder() { return AMPARO_BINARY_DIR; }

std::string read_file(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw std::runtime_error("cannot read " + path.string());
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

void write_file(const fs::path& path, const std::string& content) {
    fs::create_directories(path.parent_path());
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out << content;
    if (!out.flush()) throw std::runtime_error("cannot write " + path.string());
}

std::vector<std::string> fixture_names() {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(source_folder() / "tests/fixtures")) {
        if (entry.path().extension() == ".tree") names.push_back(entry.path().stem().string());
    }
    std::ranges::sort(names);
    return names;
}

Tree load_fixture(const std::string& name) {
    auto tree = parse_tree(read_file(source_folder() / "tests/fixtures" / (name + ".tree")));
    if (!tree) throw std::runtime_error(name + ".tree: " + tree.error().detail);
    return *std::move(tree);
}

namespace {

void make_entry(const fs::path& at, const TreeEntry& entry) {
    switch (entry.info.type) {
        case FileType::Folder: fs::create_directories(at); break;
        case FileType::Regular: write_file(at, entry.content); break;
        case FileType::Link: fs::create_symlink(entry.target, at); break;
        case FileType::Pipe:
            if (::mkfifo(at.c_str(), 0600) != 0) throw std::runtime_error("cannot make a pipe");
            break;
        default: throw std::runtime_error("kind of entry that cannot be laid out");
    }
}

void dress_entry(const fs::path& at, const TreeEntry& entry) {
    if (entry.info.type == FileType::Link) return;
    // Owners other than our own are kept only where the account may give files away; checks that judge owners skip
    // the rooted half of a fixture otherwise.
    if (::geteuid() == 0 && ::lchown(at.c_str(), entry.info.owner, entry.info.group) != 0) {
        throw std::runtime_error("cannot set an owner");
    }
    const std::uint32_t mode = entry.refused ? entry.info.mode & ~0444U : entry.info.mode;
    if (::chmod(at.c_str(), mode) != 0) throw std::runtime_error("cannot set a mode");
    const std::array<timespec, 2> times = {timespec{entry.info.changed, 0}, timespec{entry.info.changed, 0}};
    if (::utimensat(AT_FDCWD, at.c_str(), times.data(), 0) != 0) throw std::runtime_error("cannot set a time");
}

}  // namespace

void lay_out(const Tree& tree, const fs::path& folder) {
    const auto place = [&](const std::string& path) { return folder / path.substr(1); };
    for (const auto& [path, entry] : tree.entries) make_entry(place(path), entry);
    // Deepest first, so that closing a folder or dating it is the last thing that happens to it.
    for (const auto& [path, entry] : tree.entries | std::views::reverse) dress_entry(place(path), entry);
}

}  // namespace amparo::test
