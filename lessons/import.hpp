#pragma once
// Lessons of others, made into ours: a collection in the layout of Umbrella (locale, category, topic, level; segments,
// checklists, forms), or Markdown files with a header of "key: value" lines. What comes out is a folder that can become a
// pack, marked as unreviewed. What could not be taken over is told, file by file. Pure: it is handed names and a way to
// get their bytes, and gives files.

#include <map>
#include <string>
#include <vector>

#include "app/base/date.hpp"
#include "lessons/library.hpp"

namespace amparo::lessons {

struct ImportDefect {
    std::string file;
    std::size_t line = 0;  ///< 0 where there is none
    std::string message;   ///< English
    bool operator==(const ImportDefect&) const = default;
};

struct BrokenLink {
    std::string file;
    std::string target;
    bool operator==(const BrokenLink&) const = default;
};

struct ImportCounts {
    std::size_t segments = 0;
    std::size_t checklists = 0;
    std::size_t forms = 0;
    std::size_t images = 0;
};

struct Import {
    std::map<std::string, std::string> files;  ///< by path below the folder that they go to
    ImportCounts counts;
    std::vector<BrokenLink> broken_links;      ///< sorted by file
    std::vector<ImportDefect> defects;         ///< sorted by file and line
};

struct ImportOptions {
    std::string prefix = "imported";  ///< what the ids of the lessons begin with
    Day today{};                      ///< written down as the day on which they were taken over
};

/// `paths` below the collection's folder, "/" between. The same input gives the same output.
[[nodiscard]] Import import_lessons(const std::vector<std::string>& paths, const ReadFile& read, const ImportOptions& options);

}  // namespace amparo::lessons
