#include "app/cases/evidence.hpp"

#include <algorithm>

#include "app/base/hash.hpp"

namespace amparo::cases {

namespace {

constexpr std::size_t kMostFiles = 500;

std::string hash_of(const CustodyLine& line) {
    const std::string all = line.previous + "\n" + line.when + "\n" + line.what + "\n" + line.file + "\n";
    return hex(sha256(as_bytes(all)));
}

bool is_taken(const CaseFile& file, const std::string& name) {
    return std::ranges::find(file.evidence, name, &EvidenceFile::name) != file.evidence.end();
}

/// "a.png" to "a-2.png".
std::string free_name(const CaseFile& file, const std::string& name) {
    if (!is_taken(file, name)) return name;
    const std::size_t point = name.rfind('.');
    const std::string stem = name.substr(0, point);
    const std::string ending = point == std::string::npos ? "" : name.substr(point);
    for (std::size_t number = 2;; ++number) {
        const std::string other = stem + "-" + std::to_string(number) + ending;
        if (!is_taken(file, other)) return other;
    }
}

bool is_plain_name(std::string_view name) {
    constexpr std::size_t kLongest = 200;
    return !name.empty() && name.size() <= kLongest && name.front() != '.' && name.back() != '.' && name.back() != ' ' &&
           std::ranges::all_of(name, [](char c) {
               return static_cast<unsigned char>(c) >= 0x20 && c != 0x7F && std::string_view("/\\:*?\"<>|").find(c) == std::string_view::npos;
           });
}

}  // namespace

Result<std::string> add_evidence(CaseFile& file, EvidenceFile about, Bytes bytes, const std::string& when) {
    if (!is_plain_name(about.name)) return fail(Errc::Usage, "not the name of a file");
    if (file.evidence.size() >= kMostFiles) return fail(Errc::Limit, "too many files in one case");
    about.name = free_name(file, about.name);
    about.size = bytes.size();
    about.sha256 = hex(sha256(bytes));
    about.added = when;
    const std::string name = about.name;
    file.evidence.push_back(std::move(about));
    log_custody(file, when, "added", name);
    file.entries.push_back({when, EntryKind::Evidence, {}, name, {}, {}});
    return name;
}

void log_custody(CaseFile& file, const std::string& when, const std::string& what, const std::string& name) {
    CustodyLine line{when, what, name, file.custody.empty() ? std::string() : file.custody.back().hash, {}};
    line.hash = hash_of(line);
    file.custody.push_back(std::move(line));
}

std::optional<std::size_t> broken_custody(const CaseFile& file) {
    std::string previous;
    for (std::size_t i = 0; i < file.custody.size(); ++i) {
        const CustodyLine& line = file.custody[i];
        if (line.previous != previous || line.hash != hash_of(line)) return i;
        previous = line.hash;
    }
    return std::nullopt;
}

std::vector<BundleFile> bundle_of(const CaseFile& file, const std::vector<BundleFile>& copies, const std::string& timeline) {
    std::vector<BundleFile> out;
    Json manifest = Json::object();
    manifest.set("schema", "amparo.evidence/1").set("case", file.ref);
    Json files = Json::array();
    std::string sums;
    for (const EvidenceFile& item : file.evidence) {
        const std::string path = "originals/" + item.name;
        Json entry = Json::object();
        entry.set("path", path).set("size", static_cast<std::int64_t>(item.size)).set("sha256", item.sha256).set("added", item.added);
        if (!item.obtained.empty()) entry.set("obtained", item.obtained);
        if (!item.source_url.empty()) entry.set("source_url", item.source_url);
        if (!item.by.empty()) entry.set("by", item.by);
        if (!item.note.empty()) entry.set("note", item.note);
        files.push(std::move(entry));
        sums += item.sha256 + "  " + path + "\n";
    }
    for (const BundleFile& copy : copies) {
        const std::string sum = hex(sha256(as_bytes(copy.bytes)));
        files.push(Json::object().set("path", copy.path).set("size", copy.bytes.size()).set("sha256", sum).set("copy", true));
        sums += sum + "  " + copy.path + "\n";
    }
    manifest.set("files", std::move(files));
    std::string custody;
    for (const CustodyLine& line : file.custody) custody += line.hash + " " + line.when + " " + line.what + " " + line.file + "\n";
    const auto add = [&](std::string path, std::string bytes) {
        sums += hex(sha256(as_bytes(bytes))) + "  " + path + "\n";
        out.push_back({std::move(path), std::move(bytes)});
    };
    add("manifest.json", manifest.dump() + "\n");
    add("custody.log", custody);
    add("case.txt", timeline);
    out.push_back({"manifest.sha256", sums});
    return out;
}

std::vector<std::string> changed_files(const CaseFile& file, const std::vector<BundleFile>& originals) {
    std::vector<std::string> out;
    for (const EvidenceFile& item : file.evidence) {
        const auto found = std::ranges::find(originals, item.name, &BundleFile::path);
        if (found == originals.end() || hex(sha256(as_bytes(found->bytes))) != item.sha256) out.push_back(item.name);
    }
    return out;
}

}  // namespace amparo::cases
