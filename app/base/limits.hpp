#pragma once
// Every size cap in one place, so that a reviewer can see what untrusted input may cost us. Bytes unless the name
// says otherwise. Source: the table "limits on everything" of our security reference, restated for what exists.

#include <cstddef>
#include <cstdint>

namespace amparo::limits {

inline constexpr std::size_t kKiB = 1024;
inline constexpr std::size_t kMiB = 1024 * kKiB;

// JSON
inline constexpr std::size_t kJsonBytes = 4 * kMiB;
inline constexpr std::size_t kJsonDepth = 32;
inline constexpr std::size_t kJsonNodes = 200'000;
inline constexpr std::size_t kJsonString = 256 * kKiB;
inline constexpr std::size_t kJsonKey = 256;
inline constexpr std::int64_t kJsonInteger = std::int64_t{1} << 53;

// Translations
inline constexpr std::size_t kPoBytes = 4 * kMiB;
inline constexpr std::size_t kPoEntries = 20'000;
inline constexpr std::size_t kPoString = 8 * kKiB;
inline constexpr std::size_t kPluralExpression = 512;
inline constexpr std::size_t kPluralDepth = 32;
inline constexpr std::size_t kPluralForms = 8;

// Shipped data
inline constexpr std::size_t kChannelBytes = 64 * kKiB;
inline constexpr std::size_t kFlowBytes = 64 * kKiB;
inline constexpr std::size_t kDataFile = 64 * kMiB;        // all shipped files in one
inline constexpr std::size_t kShippedFile = 4 * kMiB;
inline constexpr std::size_t kShippedEntries = 20'000;

// Lessons
inline constexpr std::size_t kLessonBytes = 128 * kKiB;    // one Markdown file
inline constexpr std::size_t kLessonPages = 40;            // steps, and questions
inline constexpr std::size_t kLessonAnswers = 9;           // of one question: the keys A to I
inline constexpr std::size_t kLessonSystems = 12;          // ways of doing one step
inline constexpr std::size_t kLessonWords = 120;           // on one page
inline constexpr std::size_t kLessonList = 100;            // checks, incidents, sources, goals

// Reports and cases
inline constexpr std::size_t kReportBytes = 1 * kMiB;
inline constexpr std::size_t kReportText = 64 * kKiB;      // one long text
inline constexpr std::size_t kReportLine = 2 * kKiB;       // one short text
inline constexpr std::size_t kReportItems = 200;           // of one list
inline constexpr std::size_t kEvidenceFile = 64 * kMiB;    // one file, while it is held in memory

// Facts read from a host
inline constexpr std::size_t kHostFile = 4 * kMiB;         // a configuration file
inline constexpr std::size_t kHostTable = 16 * kMiB;       // a system table: package database, connection list
inline constexpr std::size_t kHostLine = 64 * kKiB;
inline constexpr std::size_t kHostEntries = 20'000;        // entries of one folder
inline constexpr std::size_t kHostPath = 4096;
inline constexpr std::size_t kHostLinks = 40;              // links followed for one path, as Linux does
inline constexpr std::size_t kCommandOutput = 1 * kMiB;
inline constexpr std::size_t kEvidenceValue = 400;         // characters of a value shown as evidence
inline constexpr std::size_t kEvidenceItems = 60;

// Fixtures
inline constexpr std::size_t kTreeBytes = 16 * kMiB;
inline constexpr std::size_t kTreeEntries = 100'000;

// Command line
inline constexpr std::size_t kArguments = 64;
inline constexpr std::size_t kArgumentBytes = 4 * kKiB;

}  // namespace amparo::limits
