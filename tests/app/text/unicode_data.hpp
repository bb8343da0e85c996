#pragma once
// Reads the Unicode consortium's own test data, which Debian has in the package unicode-data.

#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace amparo::test {

inline std::ifstream unicode_data(const std::string& name) {
    std::ifstream file("/usr/share/unicode/" + name);
    INFO("install the package unicode-data to have " << name);
    REQUIRE(file.good());
    return file;
}

/// The parts of `text` between `separator`s, nothing trimmed.
inline std::vector<std::string> fields(const std::string& text, char separator) {
    std::vector<std::string> out;
    std::istringstream stream(text);
    for (std::string part; std::getline(stream, part, separator);) out.push_back(part);
    return out;
}

inline std::vector<std::string> tokens(const std::string& text) {
    std::vector<std::string> out;
    std::istringstream stream(text);
    for (std::string part; stream >> part;) out.push_back(part);
    return out;
}

inline char32_t code_point(const std::string& hex) {
    return static_cast<char32_t>(std::stoul(hex, nullptr, 16));
}

}  // namespace amparo::test
