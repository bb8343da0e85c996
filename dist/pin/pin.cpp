// Build helper. `pin checks OUT CATALOG DATA` writes the registry of the checks catalogue and its data tables.
// `pin data OUT STAGE LIST` copies the files that LIST names into STAGE, and writes their manifest (path, size,
// BLAKE2b) and the ones to carry inside the program; with a fifth word all go into that one file. Errors end the build with one line.

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <set>
#include <string>
#include <vector>

#include "app/base/hash.hpp"
#include "app/base/json.hpp"
#include "app/base/text.hpp"
#include "app/base/veil.hpp"
#include "dist/pin/files.hpp"

namespace fs = std::filesystem;
using amparo::build_tool::read;
using amparo::build_tool::write;

namespace {

[[noreturn]] void stop(const std::string& message) {
    std::cerr << "pin: " << message << "\n";
    std::exit(1);
}

/// A string_view expression over the bytes. Pieces stay below the length that compilers must accept.
std::string literal(const std::string& bytes) {
    std::string out = "std::string_view(\n    \"";
    std::size_t column = 0;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte < 0x7F && c != '"' && c != '\\' && c != '?') {
            out.push_back(c);
            ++column;
        } else {
            const std::string digits = {static_cast<char>('0' + (byte >> 6U)), static_cast<char>('0' + ((byte >> 3U) & 7U)),
                                        static_cast<char>('0' + (byte & 7U))};
            out += "\\" + digits;
            column += 4;
        }
        if (column >= 100) {
            out += "\"\n    \"";
            column = 0;
        }
    }
    return out + "\", " + std::to_string(bytes.size()) + ")";
}

std::vector<fs::path> sorted_entries(const fs::path& folder) {
    std::vector<fs::path> out;
    for (const auto& entry : fs::directory_iterator(folder)) out.push_back(entry.path());
    std::ranges::sort(out);
    return out;
}

bool has(const std::vector<std::string>& list, const char* word) { return std::ranges::find(list, word) != list.end(); }

/// One line of the registry. A folder holds check.cpp (Linux, and the systems that check.json names in "also_on"),
/// windows.cpp and macos.cpp; "only_on" names the systems that its question is about.
std::string check_row(const fs::path& folder, std::string& externs) {
    const std::string id = folder.filename().string();
    if (!amparo::text::is_id(id)) stop("a check's folder is words of a-z and 0-9 joined by hyphens: " + id);
    const auto info = amparo::Json::parse(read(folder / "check.json"));
    if (!info) stop(id + "/check.json: " + info.error().detail);
    const auto also = info->member_texts("also_on");
    const auto only = info->member_texts("only_on");
    std::string name = "check_" + id;
    std::ranges::replace(name, '-', '_');
    const auto declared = [&](const char* file, const std::string& suffix) {
        if (!fs::exists(folder / file)) return std::string("nullptr");
        externs += "extern const CheckDefinition " + name + suffix + ";\n";
        return "&" + name + suffix;
    };
    const std::string own = declared("check.cpp", "");
    const auto on = [&](const char* file, const char* system) {
        const std::string found = declared(file, std::string("_on_") + system);
        return found == "nullptr" && has(also, system) ? own : found;
    };
    const std::string windows = on("windows.cpp", "windows");
    const std::string macos = on("macos.cpp", "macos");
    const std::string any = own != "nullptr" ? own : windows != "nullptr" ? windows : macos;
    if (any == "nullptr") stop(id + " has neither check.cpp nor windows.cpp nor macos.cpp");
    const auto about = [&](const char* system) { return only.empty() || has(only, system) ? ", true" : ", false"; };
    return "    RegisteredCheck{" + any + ",\n    " + literal(read(folder / "check.json")) + ",\n    " +
           literal(read(folder / "en.po")) + ", " + windows + ", " + macos + (own == "nullptr" ? ", false" : ", true") +
           about("linux") + about("windows") + about("macos") + "},\n";
}

int pin_checks(const fs::path& out, const fs::path& catalog, const fs::path& data) {
    std::string externs;
    std::string rows;
    for (const fs::path& folder : sorted_entries(catalog)) {
        if (fs::exists(folder / "check.json")) rows += check_row(folder, externs);
    }
    std::string tables;
    for (const fs::path& file : sorted_entries(data)) {
        if (file.extension() != ".json") continue;
        tables += "    if (name == \"" + file.stem().string() + "\") return " + literal(read(file)) + ";\n";
    }
    write(out, "// Written by dist/pin from checks/catalog and checks/data; not to be edited.\n"
               "#include <array>\n\n#include \"checks/check.hpp\"\n#include \"checks/data_table.hpp\"\n\n"
               "namespace amparo::checks {\n\n" + externs + "\nstd::span<const RegisteredCheck> all_checks() {\n"
               "    static const std::array kChecks = {\n" + rows + "    };\n    return kChecks;\n}\n\n"
               "std::string_view data_table(std::string_view name) {\n" + tables + "    return {};\n}\n\n"
               "}  // namespace amparo::checks\n");
    return 0;
}

/// One line of LIST: "KIND SOURCE|TARGET", KIND is "pin" or "embed" (which also pins).
struct Item {
    bool embed = false;
    fs::path source;
    std::string target;
};

std::vector<Item> read_list(const fs::path& list) {
    std::vector<Item> items;
    const std::string content = read(list);
    for (const std::string_view line : amparo::text::lines(content)) {
        if (line.empty()) continue;
        const std::size_t space = line.find(' ');
        const std::size_t bar = line.rfind('|');
        if (space == std::string_view::npos || bar == std::string_view::npos || bar < space) stop("odd line in the list");
        items.push_back({line.substr(0, space) == "embed", fs::path(line.substr(space + 1, bar - space - 1)),
                         std::string(line.substr(bar + 1))});
    }
    std::ranges::sort(items, {}, &Item::target);
    return items;
}

/// Files of an earlier build that no longer belong there would look like files added by hand.
void remove_strangers(const fs::path& stage, const std::set<std::string>& wanted) {
    std::set<std::string> tops;
    for (const std::string& path : wanted) tops.insert(path.substr(0, path.find('/')));
    std::vector<fs::path> strangers;
    for (const std::string& top : tops) {
        if (!fs::exists(stage / top)) continue;
        for (const auto& entry : fs::recursive_directory_iterator(stage / top)) {
            if (entry.is_regular_file() && !wanted.contains(fs::relative(entry.path(), stage).generic_string())) {
                strangers.push_back(entry.path());
            }
        }
    }
    for (const fs::path& path : strangers) fs::remove(path);
}

/// With `data_file` the files go into that one, else each to its own place below `stage`.
int pin_data(const fs::path& out, const fs::path& stage, const fs::path& list, const std::string& data_file) {
    std::string pins;
    std::string embedded;
    std::set<std::string> wanted;
    std::string all;
    for (const Item& item : read_list(list)) {
        const std::string bytes = read(item.source);
        if (!wanted.insert(item.target).second) stop("two files for " + item.target);
        if (data_file.empty()) {
            write(stage / item.target, bytes);
        } else {
            all += bytes;
        }
        std::string digest;
        for (const std::uint8_t byte : amparo::blake2b(amparo::as_bytes(bytes))) digest += std::to_string(byte) + ",";
        pins += "    Pin{\"" + item.target + "\", " + std::to_string(bytes.size()) + ", {" + digest + "}},\n";
        if (item.embed) embedded += "    EmbeddedFile{\"" + item.target + "\", " + literal(bytes) + "},\n";
    }
    remove_strangers(stage, data_file.empty() ? wanted : std::set<std::string>{});
    if (!data_file.empty()) {
        amparo::veil(all);
        write(stage / data_file, all);
    }
    write(out, "// Written by dist/pin from the shipped files; not to be edited.\n#include <array>\n\n"
               "#include \"app/shell/pins.hpp\"\n\nnamespace amparo {\n\nstd::span<const Pin> pinned_files() {\n"
               "    static const std::array kPins = {\n" + pins + "    };\n    return kPins;\n}\n\n"
               "std::span<const EmbeddedFile> embedded_files() {\n    static const std::array kFiles = {\n" + embedded +
               "    };\n    return kFiles;\n}\n\nstd::string_view data_file() { return \"" + data_file + "\"; }\n\n}  // namespace amparo\n");
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    try {
        if (words.size() == 4 && words[0] == "checks") return pin_checks(words[1], words[2], words[3]);
        if ((words.size() == 4 || words.size() == 5) && words[0] == "data") {
            return pin_data(words[1], words[2], words[3], words.size() == 5 ? words[4] : "");
        }
    } catch (const std::exception& error) {
        stop(error.what());
    }
    stop("usage: pin checks OUT CATALOG DATA | pin data OUT STAGE LIST [FILE]");
}
