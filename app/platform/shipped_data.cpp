#include "app/platform/shipped_data.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>

#include "app/base/limits.hpp"
#include "app/platform/descriptor.hpp"

namespace amparo {

namespace {

constexpr int kMaxDepth = 6;

bool plain_name(const std::string& name) {
    if (name.empty() || name.front() == '.' || name.size() > 120) return false;
    return std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
               c == '-';
    });
}

}  // namespace

ShippedData::ShippedData(std::string folder, std::span<const Pin> pins, std::span<const EmbeddedFile> embedded)
    : folder_(std::move(folder)), pins_(pins), embedded_(embedded) {}

const Pin* ShippedData::pin(std::string_view path) const {
    const auto found = std::ranges::find(pins_, path, &Pin::path);
    return found == pins_.end() ? nullptr : &*found;
}

const EmbeddedFile* ShippedData::embedded(std::string_view path) const {
    const auto found = std::ranges::find(embedded_, path, &EmbeddedFile::path);
    return found == embedded_.end() ? nullptr : &*found;
}

Result<std::string> ShippedData::read_disk(const std::string& path) const {
    AMPARO_TRY(const Descriptor file, open_for_reading(AT_FDCWD, (folder_ + "/" + path).c_str(), false));
    return read_regular(file, limits::kShippedFile, Longer::Refuse, {});
}

void ShippedData::list_disk(const std::string& path, int depth, std::vector<std::string>& out) const {
    if (depth > kMaxDepth || out.size() >= limits::kShippedEntries) return;
    const int number = ::open((folder_ + "/" + path).c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (number < 0) return;
    const auto names = list_folder(Descriptor(number), limits::kShippedEntries, {});
    if (!names) return;
    for (const std::string& name : *names) {
        if (!plain_name(name)) continue;
        const std::string below = path.empty() ? name : path + "/" + name;
        struct stat status {};
        if (::lstat((folder_ + "/" + below).c_str(), &status) != 0) continue;
        if (S_ISDIR(status.st_mode)) {
            list_disk(below, depth + 1, out);
        } else if (S_ISREG(status.st_mode) && out.size() < limits::kShippedEntries) {
            out.push_back(below);
        }
    }
}

std::vector<std::string> ShippedData::list(std::string_view prefix) const {
    std::vector<std::string> out;
    const std::size_t slash = prefix.rfind('/');
    if (slash != std::string_view::npos) list_disk(std::string(prefix.substr(0, slash)), 1, out);
    for (const Pin& item : pins_) out.emplace_back(item.path);
    for (const EmbeddedFile& item : embedded_) out.emplace_back(item.path);
    std::erase_if(out, [&](const std::string& path) { return !path.starts_with(prefix); });
    std::ranges::sort(out);
    const auto [first, last] = std::ranges::unique(out);
    out.erase(first, last);
    return out;
}

Result<ShippedFile> ShippedData::read(const std::string& path) const {
    if (const EmbeddedFile* inside = embedded(path)) {
        return ShippedFile{path, std::string(inside->bytes), Origin::BuiltIn};
    }
    AMPARO_TRY(std::string bytes, read_disk(path));
    const Pin* pinned = pin(path);
    if (pinned == nullptr) return ShippedFile{path, std::move(bytes), Origin::AddedByHand};
    if (bytes.size() != pinned->size || blake2b(as_bytes(bytes)) != pinned->digest) {
        return fail(Errc::Tampered, path + " was changed since this copy was made");
    }
    return ShippedFile{path, std::move(bytes), Origin::Shipped};
}

std::vector<ShippedProblem> ShippedData::problems() const {
    std::vector<ShippedProblem> out;
    for (const Pin& item : pins_) {
        const std::string path(item.path);
        const auto bytes = read_disk(path);
        if (!bytes) {
            const bool missing = bytes.error().code == Errc::NotFound;
            out.push_back({path, missing ? ShippedFault::Missing : ShippedFault::Unreadable});
        } else if (bytes->size() != item.size || blake2b(as_bytes(*bytes)) != item.digest) {
            out.push_back({path, ShippedFault::Changed});
        }
    }
    return out;
}

}  // namespace amparo
