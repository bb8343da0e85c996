#include "checks/probes/kconfig.hpp"

#include <ranges>

namespace amparo::checks {

KdeConfig KdeConfig::read(const HostView& host, const XdgFolders& xdg, const std::string& name) {
    std::vector<std::string> paths;
    for (const std::string& folder : xdg.config_dirs | std::views::reverse)
        paths.push_back(folder + "/" + name);
    paths.push_back(xdg.config_home + "/" + name);
    std::vector<KdeFile> files;
    for (const std::string& path : paths) {
        KdeFile file{path, fail(Errc::NotFound)};
        if (const auto content = host.read(path)) {
            file.file = parse_ini(*content, IniDialect::Kde);
        } else {
            file.file = std::unexpected(content.error());
        }
        files.push_back(std::move(file));
    }
    return KdeConfig(std::move(files));
}

KdeSetting KdeConfig::get(std::string_view group, std::string_view key) const {
    KdeSetting out;
    if (!files_.empty()) out.source = files_.back().path;
    for (const KdeFile& each : files_) {
        if (!each.file) {
            if (each.file.error().code == Errc::NotFound) continue;
            // This file could hold the value, or lock it.
            return {std::unexpected(each.file.error()), each.path, false};
        }
        bool locked = each.file->immutable;
        for (const IniSection& section : each.file->sections) {
            if (section.name != group) continue;
            locked |= section.immutable;
            for (const IniEntry& entry : section.entries) {
                if (entry.key != key) continue;
                if (entry.expanded) {
                    out.value = fail(Errc::Unsupported, "a value that the desktop fills in");
                } else {
                    out.value = entry.deleted ? std::nullopt : std::optional(entry.value);
                }
                out.source = each.path;
                if (entry.immutable) {
                    // Not even a later line of the same file changes it.
                    out.locked = &each != &files_.back();
                    return out;
                }
            }
        }
        if (locked) {
            out.locked = &each != &files_.back();
            return out;
        }
    }
    return out;
}

}  // namespace amparo::checks
