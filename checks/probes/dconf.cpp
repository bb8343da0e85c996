#include "checks/probes/dconf.hpp"

#include <algorithm>

#include "app/base/bytes.hpp"
#include "app/base/limits.hpp"
#include "app/base/text.hpp"
#include "app/base/utf8.hpp"
#include "checks/probes/xdg.hpp"

namespace amparo::checks {

namespace {

constexpr std::size_t kProfileBytes = 64 * limits::kKiB;
constexpr std::size_t kSources = 64;

struct KindName {
    std::string_view prefix;
    DconfSourceKind kind;
};
constexpr KindName kKinds[] = {{"user-db:", DconfSourceKind::UserDb},
                               {"system-db:", DconfSourceKind::SystemDb},
                               {"service-db:", DconfSourceKind::ServiceDb},
                               {"file-db:", DconfSourceKind::FileDb}};

/// The profile that counts, and no sources at all when a profile was asked for that is not there.
Result<std::vector<DconfSource>> find_profile(const HostView& host, const Account& person,
                                              const XdgFolders& xdg) {
    const auto tried = [&](const std::string& path) -> Result<std::vector<DconfSource>> {
        AMPARO_TRY(const std::string content, host.read(path, kProfileBytes));
        return parse_dconf_profile(content);
    };
    const auto in_folders = [&](const std::string& name) -> Result<std::vector<DconfSource>> {
        auto found = tried("/etc/dconf/profile/" + name);
        for (const std::string& folder : xdg.data_dirs) {
            if (found || found.error().code != Errc::NotFound) return found;
            found = tried(folder + "/dconf/profile/" + name);
        }
        return found;
    };
    // What a running system laid down in /run is gone in a tree; its settings files still say what comes
    // next.
    const auto absent = [](const auto& result) {
        return !result && (result.error().code == Errc::NotFound || result.error().code == Errc::NotRunning);
    };
    if (auto found = tried("/run/dconf/user/" + std::to_string(person.user)); !absent(found)) return found;
    if (const std::string name = environment_or_empty(host, "DCONF_PROFILE"); !name.empty()) {
        auto found = name.starts_with('/') ? tried(name) : in_folders(name);
        if (absent(found)) return std::vector<DconfSource>{};
        return found;
    }
    if (const std::string runtime = environment_or_empty(host, "XDG_RUNTIME_DIR"); runtime.starts_with('/')) {
        if (auto found = tried(runtime + "/dconf/profile"); !absent(found)) return found;
    }
    auto found = in_folders("user");
    if (absent(found)) return std::vector<DconfSource>{{DconfSourceKind::UserDb, "user"}};
    return found;
}

Result<GvdbFile> read_database(const HostView& host, const std::string& path) {
    AMPARO_TRY(std::string bytes, host.read(path, limits::kHostTable));
    return GvdbFile::parse(std::move(bytes));
}

DconfLayer read_layer(const HostView& host, const XdgFolders& xdg, const DconfSource& source) {
    DconfLayer layer;
    switch (source.kind) {
        case DconfSourceKind::UserDb: {
            const std::string folder = environment_or_empty(host, "DCONF_USER_CONFIG_DIR");
            // The variable names a folder below the home.
            layer.path =
                (folder.empty() ? xdg.config_home + "/dconf" : xdg.home + "/" + folder) + "/" + source.name;
            break;
        }
        case DconfSourceKind::SystemDb:
            layer.path = "/etc/dconf/db/" + source.name;
            break;
        case DconfSourceKind::FileDb:
            layer.path = source.name;
            break;
        case DconfSourceKind::ServiceDb:
            layer.path = "service-db:" + source.name;
            layer.database = fail(Errc::Unsupported, "a database that only a running service shows");
            return layer;
    }
    layer.database = read_database(host, layer.path);
    return layer;
}

bool is_missing(const DconfLayer& layer) {
    return !layer.database && layer.database.error().code == Errc::NotFound;
}

bool has_lock(const GvdbFile& database, const std::string& name) {
    const auto locks = database.table(".locks");
    return locks && database.contains(name, *locks);
}

/// What a compiled schema says of one key: (default, extras…); each extra begins with a letter.
Result<GVariant> effective_default(const GVariant& entry, const std::vector<std::string>& desktops) {
    if (!entry.type.starts_with('(') || entry.children.empty())
        return fail(Errc::Corrupt, "a schema key of odd shape");
    for (std::size_t i = 1; i < entry.children.size(); ++i) {
        const GVariant& extra = entry.children[i];
        if (extra.children.empty()) continue;
        const auto letter = extra.children.front().as_integer();
        if (letter == 'l') return fail(Errc::Unsupported, "a default that depends on the language");
        if (letter != 'd' || extra.children.size() != 2) continue;
        for (const std::string& desktop : desktops) {
            for (const GVariant& pair : extra.children[1].children) {
                if (pair.children.size() == 2 && pair.children[0].as_text() == desktop &&
                    pair.children[1].children.size() == 1) {
                    return pair.children[1].children.front();
                }
            }
        }
    }
    return entry.children.front();
}

}  // namespace

Result<std::vector<DconfSource>> parse_dconf_profile(std::string_view text) {
    if (text.size() > kProfileBytes) return fail(Errc::Limit, "the dconf profile is larger than allowed");
    if (text.find('\0') != std::string_view::npos) return fail(Errc::Corrupt, "NUL byte in a dconf profile");
    std::vector<DconfSource> out;
    for (std::string_view line : text::lines(text)) {
        line = text::trim(line.substr(0, line.find('#')));
        for (const KindName& kind : kKinds) {
            if (!line.starts_with(kind.prefix)) continue;
            const std::string_view name = line.substr(kind.prefix.size());
            if (name.empty()) break;
            // The names become parts of paths.
            const bool is_path = kind.kind == DconfSourceKind::FileDb;
            if (is_path ? !name.starts_with('/') : name.find("..") != std::string_view::npos) break;
            if (out.size() >= kSources)
                return fail(Errc::Limit, "the dconf profile has more sources than allowed");
            out.push_back({kind.kind, std::string(name)});
        }
    }
    return out;
}

std::string describe(const std::vector<DconfSource>& profile) {
    std::string out;
    for (const DconfSource& source : profile) {
        for (const KindName& kind : kKinds) {
            if (kind.kind == source.kind)
                out += std::string(kind.prefix) + utf8::displayable(source.name, 200) + "\n";
        }
    }
    return out;
}

SettingsReader::SettingsReader(std::vector<DconfLayer> layers, std::vector<DconfLayer> schemas,
                               std::vector<std::string> desktops)
    : layers_(std::move(layers)), schemas_(std::move(schemas)), desktops_(std::move(desktops)) {}

SettingsReader SettingsReader::open(const HostView& host, const Account& person,
                                    std::vector<std::string> desktops) {
    const XdgFolders xdg = xdg_folders(host, person);
    SettingsReader out({}, {}, std::move(desktops));
    if (const std::string backend = environment_or_empty(host, "GSETTINGS_BACKEND");
        !backend.empty() && backend != "dconf") {
        out.elsewhere_ = Error{Errc::Unsupported, {}, "settings are not kept in dconf"};
        out.elsewhere_source_ = "GSETTINGS_BACKEND";
        return out;
    }
    const auto profile = find_profile(host, person, xdg);
    if (!profile) {
        out.elsewhere_ = profile.error();
        out.elsewhere_source_ = "/etc/dconf/profile/user";
        return out;
    }
    for (const DconfSource& source : *profile) out.layers_.push_back(read_layer(host, xdg, source));
    std::vector<std::string> folders;
    const std::string named_folders = environment_or_empty(host, "GSETTINGS_SCHEMA_DIR");
    for (const std::string_view folder : text::split(named_folders, ':')) {
        if (folder.starts_with('/')) folders.emplace_back(folder);
    }
    folders.push_back(xdg.data_home + "/glib-2.0/schemas");
    for (const std::string& folder : xdg.data_dirs) folders.push_back(folder + "/glib-2.0/schemas");
    for (const std::string& folder : folders) {
        DconfLayer schema{folder + "/gschemas.compiled", fail(Errc::NotFound)};
        schema.database = read_database(host, schema.path);
        if (!is_missing(schema)) out.schemas_.push_back(std::move(schema));
    }
    return out;
}

Setting SettingsReader::get(std::string_view schema, std::string_view path, std::string_view key) const {
    if (elsewhere_) return {std::unexpected(*elsewhere_), elsewhere_source_, false};
    Setting by_default = from_schema(schema, key);
    std::optional<Setting> chosen = from_layers(std::string(path) + std::string(key));
    if (!chosen) return by_default;
    // As GSettings does: a value of another type than the schema's counts for nothing. A lock without a value
    // fixes the default.
    const bool odd_type = chosen->value && by_default.value && chosen->value->type != by_default.value->type;
    const bool only_locked = !chosen->value && chosen->locked && chosen->value.error().code == Errc::NotFound;
    if (!odd_type && !only_locked) return *chosen;
    by_default.locked = chosen->locked;
    return by_default;
}

/// nullopt when no database holds the key.
std::optional<Setting> SettingsReader::from_layers(const std::string& name) const {
    const auto refused = [](const DconfLayer& layer) {
        return Setting{std::unexpected(layer.database.error()), layer.path, false};
    };
    // The lock furthest down hides everything above it. Locks in the person's own database do not count.
    std::size_t first = 0;
    for (std::size_t i = layers_.size(); i-- > 1;) {
        if (is_missing(layers_[i])) continue;
        if (!layers_[i].database) return refused(layers_[i]);
        if (has_lock(*layers_[i].database, name)) {
            first = i;
            break;
        }
    }
    for (std::size_t i = first; i < layers_.size(); ++i) {
        if (is_missing(layers_[i])) continue;
        if (!layers_[i].database) return refused(layers_[i]);
        if (const auto bytes = layers_[i].database->value(name)) {
            return Setting{parse_gvariant(as_bytes(*bytes)), layers_[i].path, first != 0};
        }
    }
    if (first == 0) return std::nullopt;
    return Setting{fail(Errc::NotFound, "locked without a value"), layers_[first].path, true};
}

Setting SettingsReader::from_schema(std::string_view schema, std::string_view key) const {
    for (const DconfLayer& layer : schemas_) {
        if (!layer.database) return {std::unexpected(layer.database.error()), layer.path, false};
        const auto table = layer.database->table(schema);
        if (!table) continue;
        const auto bytes = layer.database->value(key, *table);
        if (!bytes) return {fail(Errc::NotFound, "the schema has no such key"), layer.path, false};
        const auto entry = parse_gvariant(as_bytes(*bytes));
        if (!entry) return {std::unexpected(entry.error()), layer.path, false};
        return {effective_default(*entry, desktops_), layer.path, false};
    }
    return {fail(Errc::NotFound, "no schema of that name"), "gschemas.compiled", false};
}

void put_flag(Facts& facts, const std::string& key, const Setting& setting) {
    if (!setting.value) return facts.refuse(key, setting.value.error(), setting.source);
    const auto flag = setting.value->as_bool();
    if (!flag) return facts.refuse(key, Error{Errc::Corrupt, {}, "not a yes or no"}, setting.source);
    facts.put(key, *flag, setting.source);
    if (setting.locked) facts.put(key + "_locked", true, setting.source);
}

void put_number(Facts& facts, const std::string& key, const Setting& setting, std::int64_t times) {
    if (!setting.value) return facts.refuse(key, setting.value.error(), setting.source);
    const auto number = setting.value->as_integer();
    // Seconds and minutes fit into 32 bits by their types; a multiple of them then fits too.
    if (!number || *number > std::int64_t{0xFFFFFFFF} || *number < -std::int64_t{0xFFFFFFFF}) {
        return facts.refuse(key, Error{Errc::Corrupt, {}, "not a number of time"}, setting.source);
    }
    facts.put(key, *number * times, setting.source);
    if (setting.locked) facts.put(key + "_locked", true, setting.source);
}

}  // namespace amparo::checks
