#include "app/platform/shipped_data.hpp"

#include <algorithm>
#include <optional>

#include "app/base/limits.hpp"
#include "app/base/text.hpp"
#include "app/base/veil.hpp"
#include "app/platform/below.hpp"

namespace amparo {

namespace {

constexpr std::size_t kMaxDepth = 7;  // folders and the file

bool plain_name(const std::string& name) {
    if (name.empty() || name.front() == '.' || name.size() > 120) return false;
    return std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
               c == '-';
    });
}

/// The parts of a path below the program's folder; nothing when one of them is odd or could lead elsewhere.
std::optional<std::vector<std::string>> parts_of(std::string_view path) {
    std::vector<std::string> parts;
    for (const std::string_view part : text::split(path, '/')) {
        parts.emplace_back(part);
        if (!plain_name(parts.back()) || parts.size() > kMaxDepth) return std::nullopt;
    }
    return parts;
}

}  // namespace

ShippedData::ShippedData(std::string folder, std::span<const Pin> pins, std::span<const EmbeddedFile> embedded,
                         std::string_view data_file)
    : folder_(std::move(folder)), pins_(pins), embedded_(embedded) {
    if (data_file.empty()) return;
    const std::vector<std::string> place = {std::string(data_file)};
    data_ = read_below(folder_, place, limits::kDataFile);
    if (*data_) veil(**data_);
}

const Pin* ShippedData::pin(std::string_view path) const {
    const auto found = std::ranges::find(pins_, path, &Pin::path);
    return found == pins_.end() ? nullptr : &*found;
}

const EmbeddedFile* ShippedData::embedded(std::string_view path) const {
    const auto found = std::ranges::find(embedded_, path, &EmbeddedFile::path);
    return found == embedded_.end() ? nullptr : &*found;
}

Result<std::string> ShippedData::read_data_file(const Pin& wanted) const {
    if (!*data_) return std::unexpected(data_->error());
    std::uint64_t start = 0;
    for (const Pin& item : pins_) {
        if (&item == &wanted) break;
        start += item.size;
    }
    // Cut short: what is left of this file is not what was pinned, and its digest will say so.
    if (start >= (*data_)->size()) return std::string();
    return (*data_)->substr(start, wanted.size);
}

Result<std::string> ShippedData::read_disk(const std::string& path) const {
    if (const Pin* pinned = data_ ? pin(path) : nullptr) return read_data_file(*pinned);
    const auto parts = parts_of(path);
    if (!parts) return fail(Errc::NotFound, "not a path below the program's folder");
    return read_below(folder_, *parts, limits::kShippedFile);
}

void ShippedData::list_disk(const std::string& path, std::vector<std::string>& out) const {
    const auto parts = parts_of(path);
    if (!parts || out.size() >= limits::kShippedEntries) return;
    const auto entries = list_below(folder_, *parts, limits::kShippedEntries);
    if (!entries) return;
    for (const NamedEntry& entry : *entries) {
        if (!plain_name(entry.name)) continue;
        if (entry.type == FileType::Folder) {
            list_disk(path + "/" + entry.name, out);
        } else if (entry.type == FileType::Regular && out.size() < limits::kShippedEntries) {
            out.push_back(path + "/" + entry.name);
        }
    }
}

std::vector<std::string> ShippedData::list(std::string_view prefix) const {
    std::vector<std::string> out;
    const std::size_t slash = prefix.rfind('/');
    if (slash != std::string_view::npos) list_disk(std::string(prefix.substr(0, slash)), out);
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
