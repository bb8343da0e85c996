#include "lessons/topics.hpp"

#include <algorithm>

#include "app/base/limits.hpp"
#include "app/base/text.hpp"
#include "lessons/describe_parts.hpp"
#include "lessons/part_reader.hpp"

namespace amparo::lessons {

namespace {

constexpr std::string_view kAlso = "also:";
constexpr std::string_view kLesson = "amparo:lesson/";
constexpr std::size_t kForms = 24;
constexpr std::size_t kFormBytes = 80;

class TopicsReader : private PartReader {
  public:
    explicit TopicsReader(TextKind kind) : PartReader(kind) {}

    Result<TopicsText> read(const SectionFile& file) {
        AMPARO_TRY(TranslationMark mark, read_mark(file));
        out_.source = std::move(mark.source);
        out_.state = mark.state;
        out_.reviewed_by = std::move(mark.reviewed_by);
        for (const Section& section : file.sections) AMPARO_TRY_VOID(read_section(section));
        out_.left_out = take_left_out();
        return std::move(out_);
    }

  private:
    Result<void> read_section(const Section& section) {
        if (section.level == 1) return {};  // the title is for people who open the file
        if (section.level != 2) return fail_at(section.line, "only \"## term:an-id Word\" and \"## path:an-id Title\" stand here");
        if (section.kind == "term") return read_term(section);
        if (section.kind == "path") return read_path(section);
        return fail_at(section.line, "a section begins with \"## term:an-id Word\" or \"## path:an-id Title\"");
    }

    Result<void> read_term(const Section& section) {
        if (out_.terms.size() >= kTerms) return fail_at(section.line, "too many words", Errc::Limit);
        Term term;
        AMPARO_TRY(term.id, new_id(section));
        AMPARO_TRY(term.term, title(section));
        std::string body = section.body;
        std::size_t line = section.body_line;
        while (body.starts_with('\n')) {
            body.erase(0, 1);
            ++line;
        }
        if (body.starts_with(kAlso)) {
            const std::size_t feed = body.find('\n');
            const std::string list = body.substr(kAlso.size(), feed - kAlso.size());
            for (const std::string_view form : text::split(list, ',')) {
                const std::string_view trimmed = text::trim(form);
                if (trimmed.empty() || trimmed.size() > kFormBytes) return fail_at(line, "other words stand behind \"also:\", with commas between");
                term.also.emplace_back(trimmed);
            }
            if (term.also.size() > kForms) return fail_at(line, "too many other words", Errc::Limit);
            AMPARO_TRY_VOID(check_words(list, line));
            body.erase(0, feed == std::string::npos ? body.size() : feed + 1);
            ++line;
        }
        AMPARO_TRY(Blocks all, blocks(body, line));
        if (all.empty() || all.front().kind != BlockKind::Paragraph) return fail_at(section.line, "a word needs one sentence that explains it");
        term.brief.push_back(std::move(all.front()));
        all.erase(all.begin());
        term.more = std::move(all);
        out_.lines[term.id] = section.line;
        out_.terms.push_back(std::move(term));
        return {};
    }

    Result<void> read_path(const Section& section) {
        if (out_.paths.size() >= limits::kLessonPages) return fail_at(section.line, "too many paths", Errc::Limit);
        Path path;
        AMPARO_TRY(path.id, new_id(section));
        AMPARO_TRY(path.title, title(section));
        AMPARO_TRY(const Blocks all, blocks(section));
        for (const Block& block : all) {
            if (block.kind != BlockKind::ListItem) {
                path.summary.push_back(block);
                continue;
            }
            for (const Span& span : block.spans) {
                if (span.link.starts_with(kLesson)) path.lessons.push_back(span.link.substr(kLesson.size()));
            }
        }
        if (path.summary.empty()) return fail_at(section.line, "a path needs a sentence that says for whom it is");
        if (kind() == TextKind::Source && path.lessons.empty()) {
            return fail_at(section.line, "a path is a list of links to lessons: \"- [Title](amparo:lesson/an-id)\"");
        }
        out_.lines[path.id] = section.line;
        out_.paths.push_back(std::move(path));
        return {};
    }

    TopicsText out_;
};

bool is_letter(unsigned char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c >= 0x80; }

/// Where `word` stands in `text` as a whole word, or npos. Both are in small letters.
std::size_t find_word(std::string_view text, std::string_view word) {
    if (word.empty()) return std::string_view::npos;
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const bool begins = at == 0 || !is_letter(static_cast<unsigned char>(text[at - 1]));
        const std::size_t end = at + word.size();
        if (begins && (end == text.size() || !is_letter(static_cast<unsigned char>(text[end])))) return at;
    }
    return std::string_view::npos;
}

}  // namespace

Result<TopicsText> parse_topics(std::string_view markdown, TextKind kind) {
    AMPARO_TRY(const SectionFile file, split_sections(markdown));
    return TopicsReader(kind).read(file);
}

std::string describe(const TopicsText& topics) {
    std::string out;
    for (const Term& term : topics.terms) {
        out += "term " + term.id + " \"" + term.term + "\"\n";
        for (const std::string& form : term.also) out += "  also \"" + form + "\"\n";
        write_blocks(out, term.brief, "  ");
        write_blocks(out, term.more, "  more ");
    }
    for (const Path& path : topics.paths) {
        out += "path " + path.id + " \"" + path.title + "\"\n";
        write_blocks(out, path.summary, "  ");
        for (const std::string& id : path.lessons) out += "  lesson " + id + "\n";
    }
    for (const std::string& what : topics.left_out) out += "# left out: " + what + "\n";
    return out;
}

std::vector<std::string> terms_in(std::string_view text, const std::vector<Term>& terms) {
    const std::string small = text::lower(text);
    std::vector<std::pair<std::size_t, std::string>> found;
    for (const Term& term : terms) {
        std::size_t first = find_word(small, text::lower(term.term));
        for (const std::string& form : term.also) first = std::min(first, find_word(small, text::lower(form)));
        if (first != std::string_view::npos) found.emplace_back(first, term.id);
    }
    std::ranges::stable_sort(found, {}, &std::pair<std::size_t, std::string>::first);
    std::vector<std::string> out;
    for (auto& [at, id] : found) out.push_back(std::move(id));
    return out;
}

}  // namespace amparo::lessons
