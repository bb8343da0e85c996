#include "app/cases/pictures.hpp"

#include <catch2/catch_test_macros.hpp>

#include "app/pictures/picture.hpp"
#include "tests/support/fixtures.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temp_folder.hpp"

using namespace amparo;
using namespace amparo::cases;

namespace {

/// Pictures with everything in them that should go, made by another program.
std::string made(const std::string& script, const std::string& name) {
    const test::TempFolder folder;
    const auto result = test::run_process("/usr/bin/python3", test::arguments({"-c", script, (folder.path() / name).string()}));
    INFO(result.errors);
    REQUIRE(result.exit_code == 0);
    return test::read_file(folder.path() / name);
}

/// A JPEG of 2 by 1 pixels from this library's own encoder would hold nothing to take out, so a PNG is written by hand.
constexpr const char* kPng = R"(
import sys,zlib,struct
def chunk(t,d): return struct.pack('>I',len(d))+t+d+struct.pack('>I',zlib.crc32(t+d))
rows=b''.join(b'\0'+bytes([(x*7)%256,(y*5)%256,99]*1) if False else b'\0'+b''.join(bytes([(x*7)%256,(y*5)%256,99]) for x in range(16)) for y in range(9))
out=b'\x89PNG\r\n\x1a\n'+chunk(b'IHDR',struct.pack('>IIBBBBB',16,9,8,2,0,0,0))
out+=chunk(b'tEXt',b'Author\0Amal Secret')+chunk(b'eXIf',b'MM\0*GPS-PLACE')+chunk(b'tIME',bytes([7,234,11,23,14,32,0]))
out+=chunk(b'IDAT',zlib.compress(rows))+chunk(b'IEND',b'')+b'hidden tail'
open(sys.argv[1],'wb').write(out)
)";

}  // namespace

TEST_CASE("a PNG loses who, where and when, keeps its pixels, and the original stays as it was") {
    const std::string original = made(kPng, "a.png");
    const std::string before = original;
    const auto copy = public_copy(as_bytes(original));
    REQUIRE(copy);
    CHECK(original == before);
    for (const char* secret : {"Amal Secret", "GPS-PLACE", "tIME", "eXIf", "tEXt", "hidden tail"}) {
        INFO(secret);
        CHECK(original.find(secret) != std::string::npos);
        CHECK(copy->find(secret) == std::string::npos);
    }
    // Made anew from its own copy it is the same: the pixels did not change.
    CHECK(public_copy(as_bytes(*copy)).value() == *copy);
    CHECK(pictures::kind_of(as_bytes(*copy)) == pictures::Kind::Png);
}

TEST_CASE("a JPEG loses what the camera wrote, and is turned the way the camera meant") {
    const std::string original = test::read_file(test::source_folder() / "tests/app/cases/camera.jpg.txt");
    // Base64, so that the repository holds text alone.
    const test::TempFolder folder;
    test::write_file(folder.path() / "a.txt", original);
    const auto decoded = test::run_process("/usr/bin/base64", test::arguments({"-d", (folder.path() / "a.txt").string()}));
    const std::string& bytes = decoded.output;
    REQUIRE(pictures::kind_of(as_bytes(bytes)) == pictures::Kind::Jpeg);
    REQUIRE(bytes.find("Exif") != std::string::npos);
    REQUIRE(bytes.find("SECRETCAM") != std::string::npos);
    const auto copy = public_copy(as_bytes(bytes));
    REQUIRE(copy);
    for (const char* secret : {"Exif", "SECRETCAM", "Amal was here"}) CHECK(copy->find(secret) == std::string::npos);
    // 24 by 16 with orientation 6 is seen 16 wide and 24 high.
    const std::size_t frame = copy->find("\xFF\xC0");
    REQUIRE(frame != std::string::npos);
    const auto at = [&](std::size_t i) { return static_cast<unsigned char>((*copy)[frame + i]); };
    CHECK(at(5) * 256 + at(6) == 24);
    CHECK(at(7) * 256 + at(8) == 16);
}

TEST_CASE("what is no picture, or is broken anywhere, is refused and never half copied") {
    CHECK(public_copy(as_bytes("")).error().code == Errc::Unsupported);
    CHECK(public_copy(as_bytes("%PDF-1.7")).error().code == Errc::Unsupported);
    const std::string original = made(kPng, "a.png");
    for (std::size_t cut = 8; cut < 120; cut += 3) CHECK_FALSE(public_copy(as_bytes(original.substr(0, cut))));
    CHECK_FALSE(public_copy(as_bytes("\xFF\xD8\xFF\xE0 nothing more")));
}
