#include "app/models/lesson_folder.hpp"

#include "app/base/limits.hpp"
#include "app/base/utf8.hpp"
#include "app/platform/outside.hpp"

namespace amparo::models {

namespace {

/// Names of strangers' files are shown with their odd characters made visible.
constexpr std::size_t kShown = 400;

}  // namespace

Result<lessons::Import> import_lesson_folder(const std::string& folder, const lessons::ImportOptions& options) {
    AMPARO_TRY(const std::vector<std::string> paths, list_named_folder(folder, kImportFiles));
    const auto read = [&](const std::string& path) { return read_named_file(folder + "/" + path, limits::kShippedFile); };
    return lessons::import_lessons(paths, read, options);
}

Result<void> write_import(const std::string& folder, const lessons::Import& import) { return write_new_tree(folder, import.files, Kept::Later); }

Json import_document(const lessons::Import& import) {
    Json counts = Json::object();
    counts.set("segments", import.counts.segments).set("checklists", import.counts.checklists).set("forms", import.counts.forms).set("images", import.counts.images);
    Json links = Json::array();
    for (const lessons::BrokenLink& link : import.broken_links) links.push(Json::object().set("file", utf8::displayable(link.file, kShown)).set("target", utf8::displayable(link.target, kShown)));
    Json defects = Json::array();
    for (const lessons::ImportDefect& defect : import.defects) {
        defects.push(Json::object().set("file", utf8::displayable(defect.file, kShown)).set("line", defect.line).set("message", defect.message));
    }
    Json out = Json::object();
    out.set("schema", "amparo.lessons-import/1").set("counts", std::move(counts)).set("files", import.files.size());
    return out.set("broken_links", std::move(links)).set("defects", std::move(defects));
}

}  // namespace amparo::models
