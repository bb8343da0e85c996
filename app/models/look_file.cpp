#include "app/models/look_file.hpp"

#include <algorithm>
#include <array>

#include "app/base/bytes.hpp"
#include "app/base/json.hpp"
#include "app/platform/storage.hpp"

namespace amparo::models {

namespace {

constexpr std::size_t kMost = 4096;
constexpr std::array<std::string_view, 4> kThemes{"system", "light", "dark", "high-contrast"};

}  // namespace

std::string write_look(const Preferences& look) {
    Json json = Json::object();
    json.set("schema", "amparo.look/1").set("language", look.language).set("theme", kThemes[static_cast<std::size_t>(look.theme)]);
    json.set("text_percent", std::int64_t{look.text_percent});
    if (look.reduced_motion) json.set("reduced_motion", *look.reduced_motion);
    return json.dump() + "\n";
}

Result<void> read_look(std::string_view text, Preferences& look) {
    AMPARO_TRY(const Json json, Json::parse(text, {.bytes = kMost, .depth = 4, .nodes = 64}));
    if (json.member_text("schema") != "amparo.look/1") return fail(Errc::Corrupt, "not a look");
    if (const std::string language(json.member_text("language")); !language.empty()) look.language = language;
    const auto theme = std::ranges::find(kThemes, json.member_text("theme"));
    if (theme != kThemes.end()) look.theme = static_cast<ThemeChoice>(theme - kThemes.begin());
    const Json* percent = json.find("text_percent");
    const auto wanted = percent == nullptr ? std::int64_t{0} : percent->integer_or(0);
    for (const int size : kTextSizes) {
        if (size == wanted) look.text_percent = size;
    }
    if (const Json* motion = json.find("reduced_motion"); motion != nullptr && motion->is_bool()) look.reduced_motion = motion->bool_or(false);
    return {};
}

std::optional<std::string> load_open_file(const std::string& folder, const char* name) {
    const auto storage = open_storage(folder, CreateFolder::No);
    if (!storage) return std::nullopt;
    const auto file = (*storage)->open(name, OpenMode::ReadOnly);
    if (!file) return std::nullopt;
    const auto size = (*file)->size();
    if (!size || *size > kMost) return std::nullopt;
    auto text = (*file)->read(0, static_cast<std::size_t>(*size));
    if (!text) return std::nullopt;
    return *std::move(text);
}

Result<void> store_open_file(const std::string& folder, const char* name, const std::string& json) {
    AMPARO_TRY(const auto storage, open_storage(folder, CreateFolder::Yes));
    // Half a file is no loss: it is not understood, and the look is as it was by itself.
    const auto gone = storage->remove(name);
    if (!gone && gone.error().code != Errc::NotFound) return gone;
    AMPARO_TRY(const auto file, storage->open(name, OpenMode::CreateNew));
    AMPARO_TRY_VOID(file->write(0, as_bytes(json)));
    AMPARO_TRY_VOID(file->flush());
    return storage->flush_folder();
}

Result<void> remove_open_file(const std::string& folder, const char* name) {
    const auto storage = open_storage(folder, CreateFolder::No);
    if (!storage) return {};
    const auto gone = (*storage)->remove(name);
    return !gone && gone.error().code != Errc::NotFound ? gone : Result<void>{};
}

}  // namespace amparo::models
