#include <catch2/catch_test_macros.hpp>

#include <map>
#include <vector>

#include "app/platform/path_walk.hpp"

using namespace amparo;

namespace {

/// A tree of folders ("/a"), files ("/a/f") and links ("/a/l" -> target), and how often it was asked.
struct Places {
    std::map<std::string, Node> nodes;
    mutable std::size_t asked = 0;

    void folder(const std::string& path) { nodes[path] = {FileType::Folder, {}}; }
    void file(const std::string& path) { nodes[path] = {FileType::Regular, {}}; }
    void link(const std::string& path, const std::string& target) { nodes[path] = {FileType::Link, target}; }

    Result<std::string> walk(std::string_view path, Follow follow = Follow::Yes) const {
        return amparo::walk(path, follow, [&](const std::string& here) -> Result<Node> {
            ++asked;
            if (here == "/closed/inside") return fail(Errc::Denied);
            const auto found = nodes.find(here);
            if (found == nodes.end()) return fail(Errc::NotFound);
            return found->second;
        });
    }
    Errc refused(std::string_view path, Follow follow = Follow::Yes) const {
        const auto result = walk(path, follow);
        INFO(path);
        REQUIRE_FALSE(result.has_value());
        return result.error().code;
    }
};

Places places() {
    Places out;
    for (const char* path : {"/etc", "/etc/ssh", "/home", "/home/ana", "/closed"}) out.folder(path);
    for (const char* path : {"/etc/passwd", "/etc/ssh/config", "/closed/inside"}) out.file(path);
    return out;
}

}  // namespace

TEST_CASE("a path without links stays itself, with its odd spellings straightened") {
    const Places tree = places();
    for (const char* path : {"/etc/passwd", "//etc///passwd", "/./etc/./passwd", "/etc/ssh/../passwd", "/etc/../etc/passwd"}) {
        INFO(path);
        CHECK(tree.walk(path).value() == "/etc/passwd");
    }
    CHECK(tree.walk("/").value() == "/");
    CHECK(tree.walk("///").value() == "/");
    CHECK(tree.walk("/etc/").value() == "/etc");
    CHECK(tree.walk("/etc/..").value() == "/");
}

TEST_CASE("nothing leads above the top") {
    const Places tree = places();
    CHECK(tree.walk("/..").value() == "/");
    CHECK(tree.walk("/../../../etc/passwd").value() == "/etc/passwd");
    CHECK(tree.walk("/etc/../../../../etc/passwd").value() == "/etc/passwd");
}

TEST_CASE("links lead on, relative ones from where they lie and absolute ones from the top") {
    Places tree = places();
    tree.link("/etc/ssh/up", "../passwd");
    tree.link("/etc/ssh/top", "/home/ana");
    tree.link("/short", "etc");
    tree.link("/out", "../../../../etc/passwd");
    tree.link("/root", "/");
    tree.link("/here", ".");
    tree.link("/odd", "etc//./ssh/../passwd");
    CHECK(tree.walk("/etc/ssh/up").value() == "/etc/passwd");
    CHECK(tree.walk("/etc/ssh/top").value() == "/home/ana");
    CHECK(tree.walk("/short/ssh/config").value() == "/etc/ssh/config");
    CHECK(tree.walk("/short/ssh/up").value() == "/etc/passwd");
    CHECK(tree.walk("/out").value() == "/etc/passwd");
    CHECK(tree.walk("/root").value() == "/");
    CHECK(tree.walk("/root/root/root/etc").value() == "/etc");
    CHECK(tree.walk("/here/here/etc").value() == "/etc");
    CHECK(tree.walk("/odd").value() == "/etc/passwd");
    // ".." goes up from where a link leads, not from where it lies.
    CHECK(tree.walk("/etc/ssh/top/..").value() == "/home");
}

TEST_CASE("the last link is kept when it is asked about itself, the ones before it never") {
    Places tree = places();
    tree.link("/a", "etc");
    tree.link("/etc/b", "passwd");
    CHECK(tree.walk("/a/b", Follow::No).value() == "/etc/b");
    CHECK(tree.walk("/a/b", Follow::Yes).value() == "/etc/passwd");
    CHECK(tree.walk("/a", Follow::No).value() == "/a");
    tree.link("/nowhere", "missing");
    CHECK(tree.walk("/nowhere", Follow::No).value() == "/nowhere");
    CHECK(tree.refused("/nowhere") == Errc::NotFound);
}

TEST_CASE("a file in the middle of a path leads nowhere") {
    Places tree = places();
    CHECK(tree.refused("/etc/passwd/x") == Errc::NotFound);
    CHECK(tree.refused("/etc/passwd/..") == Errc::NotFound);
    CHECK(tree.refused("/etc/passwd/../passwd") == Errc::NotFound);
    CHECK(tree.refused("/missing/../etc") == Errc::NotFound);
    // As on a running system, a slash or a dot behind a name asks for a folder.
    CHECK(tree.refused("/etc/passwd/") == Errc::NotFound);
    CHECK(tree.refused("/etc/passwd/.") == Errc::NotFound);
    tree.link("/slash", "etc/passwd/");
    CHECK(tree.refused("/slash") == Errc::NotFound);
    tree.link("/folder", "etc");
    CHECK(tree.walk("/folder/", Follow::No).value() == "/etc");
    CHECK(tree.walk("/folder/.", Follow::No).value() == "/etc");
}

TEST_CASE("what the system refuses on the way is refused") {
    CHECK(places().refused("/closed/inside") == Errc::Denied);
    CHECK(places().refused("/closed/inside/more") == Errc::Denied);
}

TEST_CASE("forty links are followed and the forty-first is not") {
    Places tree = places();
    for (int i = 1; i <= 41; ++i) tree.link("/l" + std::to_string(i), i == 1 ? "etc/passwd" : "l" + std::to_string(i - 1));
    CHECK(tree.walk("/l40").value() == "/etc/passwd");
    CHECK(tree.refused("/l41") == Errc::Loop);
    tree.asked = 0;
    CHECK(tree.refused("/l41/x") == Errc::Loop);
    CHECK(tree.asked < 100);
}

TEST_CASE("links in a circle end as a loop") {
    Places tree = places();
    tree.link("/self", "self");
    tree.link("/a", "b");
    tree.link("/b", "/a");
    tree.link("/c", "c/c");
    tree.link("/d", "/home/e");
    tree.link("/home/e", "../d/x");
    for (const char* path : {"/self", "/a", "/b", "/a/x", "/c", "/d", "/self/.."}) CHECK(tree.refused(path) == Errc::Loop);
    CHECK(tree.walk("/self", Follow::No).value() == "/self");
}

TEST_CASE("links that double with every step end quickly") {
    Places tree = places();
    std::string target;
    for (int i = 0; i < 1000; ++i) target += "x/";
    tree.link("/x", target);
    CHECK(tree.refused("/x") == Errc::Loop);
    CHECK(tree.asked < 100);
}

TEST_CASE("a path that is not absolute, holds a NUL, or is longer than any real one is refused") {
    const Places tree = places();
    for (const char* path : {"", "etc/passwd", "../etc", ".", "~"}) CHECK(tree.refused(path) == Errc::Usage);
    CHECK(tree.refused(std::string_view("/etc\0/passwd", 12)) == Errc::Usage);
    CHECK(tree.refused("/" + std::string(4096, '/')) == Errc::Limit);
    CHECK(tree.walk(std::string(4096, '/')).value() == "/");
    CHECK(tree.asked == 0);
}

TEST_CASE("a path that grows beyond all bounds through links is refused") {
    Places tree;
    std::string deep;
    for (int i = 0; i < 900; ++i) {
        deep += "/dir";
        tree.folder(deep);
    }
    tree.link(deep + "/again", "." + deep);
    tree.link("/start", deep);
    CHECK(tree.walk("/start").value() == deep);
    tree.folder(deep + "/" + std::string(600, 'n'));
    CHECK(tree.refused("/start/" + std::string(600, 'n')) == Errc::Limit);
}
