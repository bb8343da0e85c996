#include "lessons/session.hpp"

#include <algorithm>
#include <array>

#include "app/base/limits.hpp"
#include "app/base/text.hpp"
#include "lessons/describe_parts.hpp"
#include "lessons/part_reader.hpp"

namespace amparo::lessons {

namespace {

constexpr std::string_view kMinutes = "minutes:";
constexpr std::int64_t kMostMinutes = 180;
constexpr std::array<std::string_view, 10> kRoles = {"opening", "agreements", "activity",  "discussion", "input",
                                                     "deepening", "synthesis", "energiser", "break",     "closing"};

class SessionReader : private PartReader {
  public:
    explicit SessionReader(TextKind kind) : PartReader(kind) {}

    Result<SessionText> read(const SectionFile& file) {
        AMPARO_TRY(TranslationMark mark, read_mark(file));
        out_.source = std::move(mark.source);
        out_.state = mark.state;
        out_.reviewed_by = std::move(mark.reviewed_by);
        for (const Section& section : file.sections) AMPARO_TRY_VOID(read_section(section));
        if (out_.blocks.empty()) return fail_at(1, "a session needs a block: \"## activity:an-id Title\"");
        out_.left_out = take_left_out();
        return std::move(out_);
    }

  private:
    Result<void> read_section(const Section& section) {
        if (section.level == 1) {
            if (!out_.title.empty()) return fail_at(section.line, "a session has one title");
            AMPARO_TRY(out_.title, title(section));
            AMPARO_TRY(out_.summary, blocks(section));
            return {};
        }
        if (out_.title.empty()) return fail_at(section.line, "the title \"# Title\" comes first");
        if (section.level == 2) return read_block(section);
        if (out_.blocks.empty()) return fail_at(section.line, "\"### …\" belongs into a block");
        return read_part(section, out_.blocks.back());
    }

    Result<void> read_block(const Section& section) {
        const auto role = std::ranges::find(kRoles, section.kind);
        if (role == kRoles.end()) {
            return fail_at(section.line, "a block is one of opening, agreements, activity, discussion, input, deepening, synthesis, energiser, "
                                         "break, closing: \"## activity:an-id Title\"");
        }
        if (out_.blocks.size() >= limits::kLessonPages) return fail_at(section.line, "too many blocks", Errc::Limit);
        TeachBlock block;
        block.role = static_cast<BlockRole>(role - kRoles.begin());
        if (!text::is_id(section.id)) return fail_at(section.line, "an id behind the colon, of small letters, digits and hyphens");
        if (std::ranges::find(out_.blocks, section.id, &TeachBlock::id) != out_.blocks.end()) {
            return fail_at(section.line, "the id \"" + section.id + "\" stands here a second time");
        }
        block.id = section.id;
        AMPARO_TRY(block.title, title(section));
        std::string body = section.body;
        std::size_t line = section.body_line;
        while (body.starts_with('\n')) {
            body.erase(0, 1);
            ++line;
        }
        if (body.starts_with(kMinutes)) {
            const std::size_t feed = std::min(body.find('\n'), body.size());
            const auto minutes = text::to_integer(text::trim(std::string_view(body).substr(kMinutes.size(), feed - kMinutes.size())));
            if (!minutes || *minutes < 1 || *minutes > kMostMinutes) return fail_at(line, "\"minutes: \" and a whole number from 1 to 180");
            block.minutes = static_cast<int>(*minutes);
            body.erase(0, feed);
        } else if (kind() == TextKind::Source) {
            return fail_at(section.line, "below the heading stands how long it takes: \"minutes: 10\"");
        }
        AMPARO_TRY(block.notes, blocks(body, line));
        out_.lines[block.id] = section.line;
        out_.blocks.push_back(std::move(block));
        return {};
    }

    Result<void> read_part(const Section& section, TeachBlock& block) {
        AMPARO_TRY(Blocks body, blocks(section));
        if (body.empty()) return fail_at(section.line, "nothing stands below this heading");
        if (section.kind == "slides" && block.role == BlockRole::Input) {
            for (const Block& item : body) {
                std::string id = plain_text(item.spans);
                if (item.kind != BlockKind::ListItem || !text::is_id(id)) return fail_at(section.line, "slides are a list of steps of the lesson, each line beginning with \"- \"");
                block.slides.push_back(std::move(id));
            }
            return {};
        }
        Blocks* place = section.kind == "wall"                ? &block.wall
                        : section.kind == "materials"         ? &block.materials
                        : section.kind == "without-projector" ? &block.without_projector
                        : section.kind == "careful"           ? &block.careful
                                                              : nullptr;
        if (place == nullptr || !section.id.empty() || !section.title.empty()) {
            return fail_at(section.line, "in a block stand \"### wall\", \"### materials\", \"### without-projector\", \"### careful\", and \"### slides\" in an input");
        }
        if (!place->empty()) return fail_at(section.line, "this part stands in the block twice");
        *place = std::move(body);
        return {};
    }

    SessionText out_;
};

}  // namespace

std::string_view role_name(BlockRole role) { return kRoles.at(static_cast<std::size_t>(role)); }

Result<SessionText> parse_session(std::string_view markdown, TextKind kind) {
    AMPARO_TRY(const SectionFile file, split_sections(markdown));
    return SessionReader(kind).read(file);
}

std::string describe(const SessionText& session) {
    std::string out = "session \"" + session.title + "\"\n";
    write_blocks(out, session.summary, "  ");
    for (const TeachBlock& block : session.blocks) {
        out += std::string(role_name(block.role)) + " " + block.id + " \"" + block.title + "\" " + std::to_string(block.minutes) + " minutes\n";
        write_blocks(out, block.notes, "  ");
        write_blocks(out, block.wall, "  wall ");
        write_blocks(out, block.materials, "  materials ");
        write_blocks(out, block.without_projector, "  without-projector ");
        write_blocks(out, block.careful, "  careful ");
        for (const std::string& slide : block.slides) out += "  slide " + slide + "\n";
    }
    for (const std::string& what : session.left_out) out += "# left out: " + what + "\n";
    return out;
}

}  // namespace amparo::lessons
