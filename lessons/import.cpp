#include "lessons/import.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

#include "app/base/limits.hpp"
#include "app/base/text.hpp"
#include "app/base/utf8.hpp"
#include "lessons/import_text.hpp"
#include "lessons/part_reader.hpp"
#include "lessons/picture_file.hpp"
#include "lessons/yaml.hpp"

namespace amparo::lessons {

namespace {

constexpr std::size_t kLessonRoom = 100 * limits::kKiB;  // of one Markdown file that we write
constexpr std::size_t kStepsOfLesson = 40;
constexpr std::size_t kTitleRoom = 180;
constexpr std::string_view kEnglish = "en";
constexpr std::string_view kUmbrella = "umbrella://";

/// "pt-br" and "es" look like languages; "work" does not.
bool looks_like_language(std::string_view name) {
    const std::size_t dash = name.find('-');
    const std::string_view first = name.substr(0, dash);
    const auto small = [](std::string_view part) { return std::ranges::all_of(part, [](char c) { return c >= 'a' && c <= 'z'; }); };
    if (first.size() != 2 || !small(first)) return false;
    return dash == std::string_view::npos || (name.size() <= 10 && text::is_id(name));
}

struct Source {
    std::string path;    ///< in the collection
    std::string locale;  ///< "en"
    std::string folder;  ///< below the locale: "work/protests/beginner"
    std::string name;    ///< "s_clothes.md"
};

/// A page, before it has a place in a lesson.
struct Page {
    std::string id;
    std::string title;
    std::string body;
    std::int64_t index = 0;
    std::string from;
    std::string section = "step";  ///< or "checklist"
};

struct Topic {
    std::vector<Page> pages;
    std::vector<Page> checklists;
    std::string title;
};

class Importer {
  public:
    Importer(const std::vector<std::string>& paths, const ReadFile& read, const ImportOptions& options) : read_(&read), options_(&options) {
        for (const std::string& path : paths) {
            const std::size_t slash = path.find('/');
            const std::string first = path.substr(0, slash);
            Source source;
            source.path = path;
            const std::size_t last = path.rfind('/');
            source.name = path.substr(last == std::string::npos ? 0 : last + 1);
            const bool in_locale = slash != std::string::npos && looks_like_language(first);
            source.locale = in_locale ? first : std::string(kEnglish);
            const std::size_t start = in_locale ? slash + 1 : 0;
            if (last != std::string::npos && last > start) source.folder = path.substr(start, last - start);
            umbrella_ = umbrella_ || source.name == ".category.yml" || (source.name.starts_with("s_") && source.name.ends_with(".md"));
            known_.insert(path);
            sources_.push_back(std::move(source));
        }
        std::ranges::sort(sources_, {}, &Source::path);
    }

    Import run() {
        for (const Source& source : sources_) take(source);
        for (auto& [locale, topics] : topics_) {
            for (auto& [folder, topic] : topics) sort(topic);
        }
        write_lessons();
        std::ranges::stable_sort(out_.broken_links, {}, &BrokenLink::file);
        std::ranges::stable_sort(out_.defects, {}, [](const ImportDefect& defect) { return std::pair(defect.file, defect.line); });
        return std::move(out_);
    }

  private:
    void defect(const std::string& file, std::size_t line, std::string message) { out_.defects.push_back({file, line, std::move(message)}); }

    /// An error of ours, "line N: reason" or without a line.
    void defect(const std::string& file, const Error& error) {
        const std::string& detail = error.detail;
        constexpr std::string_view kLine = "line ";
        const std::size_t colon = detail.find(": ");
        const auto line = detail.starts_with(kLine) && colon != std::string::npos ? text::to_integer(std::string_view(detail).substr(kLine.size(), colon - kLine.size()))
                                                                                  : std::nullopt;
        if (line) return defect(file, static_cast<std::size_t>(*line), detail.substr(colon + 2));
        defect(file, 0, detail.empty() ? std::string(errc_name(error.code)) : detail);
    }

    void take(const Source& source) {
        if (source.name.ends_with(".md") && source.name != "README.md") return take_segment(source);
        if (source.name.ends_with(".yml") || source.name.ends_with(".yaml")) {
            if (source.name == ".category.yml") return take_category(source);
            if (source.name.starts_with("c_")) return take_checklist(source);
            if (source.name.starts_with("f_")) return take_form(source);
            return defect(source.path, 0, "a kind of file that is not taken over");
        }
        const std::string small = text::lower(source.name);
        // Pictures are taken over where a page shows them.
        if (small.ends_with(".png") || small.ends_with(".jpg") || small.ends_with(".jpeg")) return;
        defect(source.path, 0, "a kind of file that is not taken over");
    }

    std::optional<std::string> bytes_of(const std::string& path) {
        auto bytes = (*read_)(path);
        if (!bytes) {
            defect(path, bytes.error());
            return std::nullopt;
        }
        return *std::move(bytes);
    }

    Topic& topic(const Source& source) { return topics_[source.locale][source.folder]; }

    /// A file with a header and Markdown below it.
    void take_segment(const Source& source) {
        const auto bytes = bytes_of(source.path);
        if (!bytes) return;
        HeadedText text = split_header(*bytes);
        if (text.broken) defect(source.path, 1, "the header between the two lines of --- does not end; taken as words");
        Json header = Json::object();
        if (!text.header.empty()) {
            auto parsed = parse_yaml(text.header, 2);
            if (parsed && parsed->is_object()) {
                header = *std::move(parsed);
            } else {
                defect(source.path, parsed ? Error{Errc::Corrupt, {}, "line 2: the header is no list of \"key: value\""} : parsed.error());
            }
        }
        for (const auto& [key, value] : header.members()) {
            if (key != "title" && key != "index") defect(source.path, 2, "the key \"" + utf8::displayable(key, 40) + "\" is not taken over");
        }
        ++out_.counts.segments;
        std::string name = source.name.substr(0, source.name.rfind('.'));
        if (name.starts_with("s_")) name.erase(0, 2);
        std::string title = plain_line(header.member_text("title"));
        Page page;
        page.id = slug(name);
        page.from = source.path;
        page.index = text::to_integer(header.member_text("index")).value_or(1000);
        for (const CleanFault& fault : clean(text.body, text.body_line, umbrella_ ? LargeHeadings::Small : LargeHeadings::Marked)) defect(source.path, fault.line, fault.message);
        if (umbrella_) {
            if (title.empty()) {
                title = first_heading(text.body).value_or(name);
                defect(source.path, 1, "there is no \"title\"; taken: " + title);
            }
            page.title = title;
            page.body = std::move(text.body);
            topic(source).pages.push_back(std::move(page));
            return;
        }
        take_document(source, std::move(page), title, text.body);
    }

    /// A file of its own: its second headings become pages.
    void take_document(const Source& source, Page first, const std::string& title, const std::string& body) {
        Source own = source;
        own.folder += (own.folder.empty() ? "" : "/") + source.name.substr(0, source.name.rfind('.'));
        Topic& target = topic(own);
        std::vector<DocumentPart> parts = split_document(body);
        target.title = !title.empty() ? title : parts.front().title;
        if (target.title.empty()) {
            target.title = source.name.substr(0, source.name.rfind('.'));
            defect(source.path, 1, "there is no \"title\"; taken: " + target.title);
        }
        std::int64_t index = 0;
        for (DocumentPart& part : parts) {
            Page page = first;
            page.index = index++;
            page.title = part.title.empty() ? target.title : part.title;
            page.id = index == 1 ? "about" : slug(part.title);
            page.body = std::move(part.body);
            target.pages.push_back(std::move(page));
        }
    }

    void take_category(const Source& source) {
        const auto bytes = bytes_of(source.path);
        if (!bytes) return;
        const auto parsed = parse_yaml(*bytes);
        if (!parsed) return defect(source.path, parsed.error());
        const std::string title = plain_line(parsed->member_text("title"));
        if (title.empty()) return defect(source.path, 1, "there is no \"title\"");
        titles_[source.locale][source.folder] = title;
    }

    void take_checklist(const Source& source) {
        const auto bytes = bytes_of(source.path);
        if (!bytes) return;
        const auto parsed = parse_yaml(*bytes);
        if (!parsed) return defect(source.path, parsed.error());
        const Json* list = parsed->find("list");
        if (list == nullptr || !list->is_array()) return defect(source.path, 1, "there is no \"list\"");
        ++out_.counts.checklists;
        const std::string name = slug(source.name.substr(2, source.name.rfind('.') - 2));
        std::string title = plain_line(parsed->member_text("title"));
        Page page;
        page.section = "checklist";
        page.from = source.path;
        page.index = text::to_integer(parsed->member_text("index")).value_or(1000);
        std::size_t part = 0;
        std::size_t number = 0;
        const auto begin = [&](const std::string& words) {
            if (!page.body.empty()) topic(source).checklists.push_back(page);
            page.body.clear();
            ++part;
            number = 0;
            page.id = part == 1 ? name : name + "-" + std::to_string(part);
            page.title = words;
        };
        begin(title.empty() ? "Checklist" : title);
        for (const Json& item : list->elements()) {
            std::string check(item.member_text("check"));
            std::string label(item.member_text("label"));
            for (const CleanFault& fault : clean(check, 1)) defect(source.path, 0, fault.message);
            for (const CleanFault& fault : clean(label, 1)) defect(source.path, 0, fault.message);
            check = flat(check);
            if (!check.empty()) {
                if (number == kChecklistItems) begin(page.title);
                page.body += "- [ ] i" + std::to_string(++number) + ": " + check + "\n";
            } else if (!label.empty()) {
                begin(plain_line(label));
            } else {
                defect(source.path, 0, "something in the list is neither a \"check\" nor a \"label\"");
            }
        }
        if (!page.body.empty()) topic(source).checklists.push_back(page);
    }

    /// A form to fill in becomes pages to read: one for each of its screens.
    void take_form(const Source& source) {
        const auto bytes = bytes_of(source.path);
        if (!bytes) return;
        const auto parsed = parse_yaml(*bytes);
        if (!parsed) return defect(source.path, parsed.error());
        const Json* screens = parsed->find("screens");
        if (screens == nullptr || !screens->is_array()) return defect(source.path, 1, "there are no \"screens\"");
        ++out_.counts.forms;
        defect(source.path, 0, "a form to fill in; taken over as pages to read");
        const std::string name = slug(source.name.substr(2, source.name.rfind('.') - 2));
        Source own = source;
        own.folder += (own.folder.empty() ? "" : "/") + name;
        Topic& target = topic(own);
        target.title = plain_line(parsed->member_text("title"));
        if (target.title.empty()) target.title = name;
        std::int64_t number = 0;
        for (const Json& screen : screens->elements()) {
            Page page;
            page.from = source.path;
            page.index = number++;
            page.id = "screen-" + std::to_string(number);
            page.title = plain_line(screen.member_text("title"));
            if (page.title.empty()) page.title = target.title + " (" + std::to_string(number) + ")";
            const Json* items = screen.find("items");
            if (items != nullptr) {
                for (const Json& item : items->elements()) write_field(page.body, item);
            }
            for (const CleanFault& fault : clean(page.body, 1)) defect(source.path, 0, fault.message);
            if (text::trim(page.body).empty()) {
                defect(source.path, 0, "a screen without words");
                page.body = page.title;
            }
            target.pages.push_back(std::move(page));
        }
    }

    static void write_field(std::string& out, const Json& item) {
        out += "- " + flat(std::string(item.member_text("label"))) + "\n";
        const std::string hint = flat(std::string(item.member_text("hint")));
        if (!hint.empty()) out += "  - " + hint + "\n";
        if (const Json* options = item.find("options"); options != nullptr) {
            for (const Json& option : options->elements()) {
                out += "  - " + flat(std::string(option.is_string() ? option.text_or() : option.member_text("label"))) + "\n";
            }
        }
    }

    static void sort(Topic& topic) {
        const auto order = [](const Page& page) { return std::pair(page.index, page.from); };
        std::ranges::stable_sort(topic.pages, {}, order);
        std::ranges::stable_sort(topic.checklists, {}, order);
    }

    // Writing.

    /// What a folder becomes: its id, and which pages go into which lesson.
    struct Plan {
        std::string folder;
        std::string id;  ///< of the first lesson; the others end with "-2" and so on
        std::vector<std::vector<std::string>> steps;  ///< ids, lesson by lesson
    };

    std::string lesson_id(const std::string& folder) {
        std::string id = slug(options_->prefix + "-" + (folder.empty() ? "lessons" : folder));
        std::string free = id;
        for (int i = 2; !ids_.insert(free).second; ++i) free = id + "-x" + std::to_string(i);
        return free;
    }

    /// "Phones: mobile phones" from the titles of the folders around.
    std::string title_of(const std::string& locale, const std::string& folder, const Topic& topic) {
        if (!topic.title.empty()) return topic.title.substr(0, kTitleRoom);
        std::string out;
        const auto& titles = titles_[locale];
        const auto parts = text::split(folder, '/');
        std::string path;
        for (const std::string_view part : parts) {
            path += (path.empty() ? "" : "/") + std::string(part);
            const auto found = titles.find(path);
            const std::string name = found != titles.end() ? found->second : std::string(part);
            if (out.size() + name.size() + 2 > kTitleRoom) break;
            if (!name.empty()) out += (out.empty() ? "" : ": ") + name;
        }
        return out.empty() ? std::string("Lessons") : out;
    }

    void write_lessons() {
        auto& english = topics_[std::string(kEnglish)];
        std::vector<Plan> plans;
        for (auto& [folder, topic] : english) {
            if (topic.pages.empty() && topic.checklists.empty()) continue;
            unique_ids(topic);
            Plan plan{folder, lesson_id(folder), {{}}};
            std::size_t bytes = 0;
            for (const Page& page : topic.pages) {
                if (plan.steps.back().size() >= kStepsOfLesson || bytes + page.body.size() > kLessonRoom) {
                    plan.steps.emplace_back();
                    bytes = 0;
                }
                plan.steps.back().push_back(page.id);
                bytes += page.body.size() + page.title.size();
            }
            for (std::size_t i = 0; i < plan.steps.size(); ++i) {
                for (const std::string& id : plan.steps[i]) places_[folder + "#" + id] = part_id(plan.id, i) + "#" + id;
            }
            places_[folder] = plan.id;
            plans.push_back(std::move(plan));
        }
        int order = 1;
        for (const Plan& plan : plans) write_english(plan, english[plan.folder], order);
        for (auto& [locale, topics] : topics_) {
            if (locale == kEnglish) continue;
            for (auto& [folder, topic] : topics) {
                const auto plan = std::ranges::find(plans, folder, &Plan::folder);
                if (plan == plans.end()) {
                    for (const Page& page : topic.pages) defect(page.from, 0, "there is no English of this; not taken over");
                    for (const Page& page : topic.checklists) defect(page.from, 0, "there is no English of this; not taken over");
                    continue;
                }
                unique_ids(topic);
                write_translation(*plan, locale, topic);
            }
        }
    }

    static std::string part_id(const std::string& id, std::size_t part) { return part == 0 ? id : id + "-" + std::to_string(part + 1); }

    void unique_ids(Topic& topic) {
        for (std::vector<Page>* pages : {&topic.pages, &topic.checklists}) {
            std::set<std::string> seen;
            for (Page& page : *pages) {
                const std::string wanted = page.id;
                for (int i = 2; !seen.insert(page.id).second; ++i) page.id = wanted + "-" + std::to_string(i);
            }
        }
    }

    /// The words of one lesson. What our reader would refuse is told and left out, page by page.
    std::string lesson_text(const std::string& lesson, const std::string& locale, const std::string& title, const Topic& topic,
                            const std::vector<std::string>& steps, bool last, const std::set<std::string>* lists) {
        std::string out = "# " + title + "\n\n" + title + ".\n";
        std::size_t pages = 0;
        for (const Page& page : topic.pages) {
            if (std::ranges::find(steps, page.id) == steps.end()) continue;
            const std::string body = linked(page, locale, lesson);
            if (!fits(page, body)) continue;
            out += "\n## step:" + page.id + " " + page.title.substr(0, utf8_cut(page.title, kTitleRoom)) + "\n\n" + body + "\n";
            ++pages;
        }
        // An English lesson without pages still holds its checklists.
        if (pages == 0 && lists == nullptr) out += "\n## step:about " + title + "\n\n" + title + "\n";
        if (!last) return out;
        std::size_t count = 0;
        for (const Page& page : topic.checklists) {
            if (lists != nullptr && !lists->contains(page.id)) {
                defect(page.from, 0, "a checklist that the English does not have; not taken over");
                continue;
            }
            const std::string body = linked(page, locale, lesson);
            const std::string section = "\n## checklist:" + page.id + " " + page.title.substr(0, utf8_cut(page.title, kTitleRoom)) + "\n\n" + body;
            if (++count > kStepsOfLesson || out.size() + section.size() > limits::kLessonBytes) {
                defect(page.from, 0, "more checklists than one lesson holds; not taken over");
                continue;
            }
            const auto read = parse_lesson_text("# a\n\nb\n\n## step:a b\n\nc\n" + section, TextKind::Source, Length::Any);
            if (!read) {
                defect(page.from, 0, "a checklist that cannot be taken over: " + read.error().detail);
                continue;
            }
            out += section;
        }
        return out;
    }

    /// Whether our reader takes a page.
    bool fits(const Page& page, const std::string& body) {
        if (text::trim(body).empty()) {
            defect(page.from, 0, "a page without words; not taken over");
            return false;
        }
        const auto read = parse_markdown(body);
        if (!read) defect(page.from, 0, "a page that cannot be taken over: " + read.error().detail);
        return read.has_value();
    }

    /// Links and pictures made into ours.
    std::string linked(const Page& page, const std::string& locale, const std::string& lesson) {
        std::string out;
        std::string_view rest = page.body;
        for (std::size_t at = rest.find("]("); at != std::string_view::npos; at = rest.find("](")) {
            const std::size_t end = rest.find(')', at + 2);
            if (end == std::string_view::npos) break;
            const std::string target(text::trim(rest.substr(at + 2, end - at - 2)));
            const std::size_t open = rest.rfind('[', at);
            const bool picture = open != std::string_view::npos && open > 0 && rest[open - 1] == '!';
            out += rest.substr(0, at);
            out += "](" + (picture ? picture_target(page, locale, lesson, target) : link_target(page, target)) + ")";
            rest = rest.substr(end + 1);
        }
        return out + std::string(rest);
    }

    std::string link_target(const Page& page, const std::string& target) {
        if (target.starts_with(kUmbrella)) {
            const auto found = place_of(target.substr(kUmbrella.size()));
            if (found) return "amparo:lesson/" + *found;
            out_.broken_links.push_back({page.from, target});
            return "#";
        }
        if (is_allowed_link(target)) return target;
        out_.broken_links.push_back({page.from, target});
        return target.find_first_of(" \t<>()") == std::string::npos ? target : "#";
    }

    /// "work/protests/beginner/s_clothes.md" or a folder above lessons.
    std::optional<std::string> place_of(std::string path) {
        while (path.ends_with('/')) path.pop_back();
        const std::size_t slash = path.rfind('/');
        const std::string name = slash == std::string::npos ? path : path.substr(slash + 1);
        const std::string folder = slash == std::string::npos ? std::string() : path.substr(0, slash);
        if (name.starts_with("s_") && name.ends_with(".md")) {
            const auto page = places_.find(folder + "#" + slug(name.substr(2, name.size() - 5)));
            if (page != places_.end()) return page->second;
            return std::nullopt;
        }
        if (name.starts_with("c_") || name.starts_with("f_")) {
            const std::string form = folder + "/" + slug(name.substr(2, name.rfind('.') - 2));
            if (const auto found = places_.find(form); found != places_.end()) return found->second;
            if (const auto found = places_.find(folder); found != places_.end()) return found->second;
            return std::nullopt;
        }
        if (const auto exact = places_.find(path); exact != places_.end()) return exact->second;
        for (const char* level : {"beginner", "advanced", "expert"}) {
            if (const auto found = places_.find(path + "/" + level); found != places_.end()) return found->second;
        }
        const auto below = places_.lower_bound(path + "/");
        if (below != places_.end() && below->first.starts_with(path + "/")) return below->second.substr(0, below->second.find('#'));
        return std::nullopt;
    }

    /// The name of a picture in the lesson's folder, which is put there; the English one where the locale has none.
    std::string picture_target(const Page& page, const std::string& locale, const std::string& lesson, const std::string& target) {
        const std::size_t slash = page.from.rfind('/');
        const std::string here = slash == std::string::npos ? std::string() : page.from.substr(0, slash + 1);
        std::string found;
        if (target.find("..") == std::string::npos && !target.starts_with('/')) {
            if (known_.contains(here + target)) found = here + target;
            if (found.empty() && here.starts_with(locale + "/")) {
                const std::string english = std::string(kEnglish) + here.substr(locale.size()) + target;
                if (known_.contains(english)) found = english;
            }
        }
        if (found.empty()) {
            out_.broken_links.push_back({page.from, target});
            return "#";
        }
        const auto before = pictures_.find(lesson + "/" + found);
        if (before != pictures_.end()) return before->second;
        const auto bytes = bytes_of(found);
        const bool picture = bytes && (bytes->starts_with("\x89PNG\r\n\x1a\n") || bytes->starts_with("\xFF\xD8\xFF")) && bytes->size() <= kPictureBytes;
        if (!picture) {
            defect(found, 0, "no picture in PNG or JPEG of at most 4 MiB; not taken over");
            return pictures_[lesson + "/" + found] = "#";
        }
        const bool png = bytes->front() == '\x89';
        std::string name = slug(found.substr(found.rfind('/') + 1, found.rfind('.') - found.rfind('/') - 1)).substr(0, 48);
        const std::string ending = png ? ".png" : ".jpg";
        std::string path = "lessons/" + lesson + "/" + name + ending;
        if (const auto other = out_.files.find(path); other != out_.files.end() && other->second != *bytes) {
            name += "-" + locale;
            path = "lessons/" + lesson + "/" + name + ending;
        }
        out_.files[path] = *bytes;
        ++out_.counts.images;
        return pictures_[lesson + "/" + found] = name + ending;
    }

    void write_english(const Plan& plan, const Topic& topic, int& order) {
        for (std::size_t part = 0; part < plan.steps.size(); ++part) {
            const std::string id = part_id(plan.id, part);
            std::string title = title_of(std::string(kEnglish), plan.folder, topic);
            if (part > 0) title += " (" + std::to_string(part + 1) + ")";
            const std::string words = lesson_text(id, std::string(kEnglish), title, topic, plan.steps[part], part + 1 == plan.steps.size(), nullptr);
            const auto read = parse_lesson_text(words, TextKind::Source, Length::Any);
            if (!read) {
                defect("lessons/" + id + "/en.md", 0, "the lesson made of " + plan.folder + " cannot be used: " + read.error().detail);
                continue;
            }
            Json info = Json::object();
            info.set("id", id).set("order", std::min(order++, 9999)).set("minutes", std::clamp<int>(static_cast<int>(words.size() / 900), 1, 240));
            info.set("level", plan.folder.ends_with("/expert") ? "high" : plan.folder.ends_with("/advanced") ? "raised" : "everyone");
            info.set("reviewed", format_day(options_->today)).set("unreviewed", true).set("checks", Json::array()).set("incidents", Json::array());
            Json source = Json::object();
            source.set("title", "Taken over from " + (plan.folder.empty() ? std::string("a collection") : plan.folder)).set("url", "").set("seen", format_day(options_->today));
            Json list = Json::array();
            list.push(std::move(source));
            info.set("sources", std::move(list)).set("unconfirmed", Json::array());
            out_.files["lessons/" + id + "/lesson.json"] = info.dump() + "\n";
            out_.files["lessons/" + id + "/en.md"] = words;
        }
    }

    void write_translation(const Plan& plan, const std::string& locale, const Topic& topic) {
        std::set<std::string> taken;
        for (std::size_t part = 0; part < plan.steps.size(); ++part) {
            const std::string id = part_id(plan.id, part);
            const auto english = out_.files.find("lessons/" + id + "/en.md");
            if (english == out_.files.end()) continue;
            std::string title = title_of(locale, plan.folder, topic);
            if (part > 0) title += " (" + std::to_string(part + 1) + ")";
            // Pages that the English lost on the way have no place here either.
            std::vector<std::string> steps = plan.steps[part];
            const std::set<std::string> there = ids_of(english->second, "## step:");
            std::erase_if(steps, [&](const std::string& step) { return !there.contains(step); });
            const bool any = std::ranges::any_of(topic.pages, [&](const Page& page) { return std::ranges::find(steps, page.id) != steps.end() && !text::trim(page.body).empty(); });
            if (!any) continue;
            const std::set<std::string> lists = ids_of(english->second, "## checklist:");
            const std::string words = "---\nsource: " + source_hash(english->second) + "\n---\n" +
                                      lesson_text(id, locale, title, topic, steps, part + 1 == plan.steps.size(), &lists);
            const std::string path = "localization/" + locale + "/lessons/" + id + ".md";
            const auto read = parse_lesson_text(words, TextKind::Translation, Length::Any);
            if (!read) {
                defect(path, 0, "the translation made of " + locale + "/" + plan.folder + " cannot be used: " + read.error().detail);
                continue;
            }
            out_.files[path] = words;
            taken.insert(steps.begin(), steps.end());
        }
        for (const Page& page : topic.pages) {
            if (!taken.contains(page.id)) defect(page.from, 0, "a page that the English does not have; not taken over");
        }
    }

    /// What stands behind the beginnings of headings, such as "## step:".
    static std::set<std::string> ids_of(const std::string& english, std::string_view start) {
        std::set<std::string> out;
        for (const std::string_view line : text::lines(english)) {
            if (line.starts_with(start)) out.emplace(line.substr(start.size(), line.find(' ', start.size()) - start.size()));
        }
        return out;
    }

    const ReadFile* read_;
    const ImportOptions* options_;
    Import out_;
    std::vector<Source> sources_;
    std::set<std::string> known_;
    std::set<std::string> ids_;
    std::map<std::string, std::map<std::string, Topic>> topics_;  ///< by locale and folder
    std::map<std::string, std::map<std::string, std::string>> titles_;
    std::map<std::string, std::string> places_;    ///< "folder" or "folder#page" to "lesson" or "lesson#step"
    std::map<std::string, std::string> pictures_;  ///< "lesson/path" to the name it got
    bool umbrella_ = false;
};

}  // namespace

Import import_lessons(const std::vector<std::string>& paths, const ReadFile& read, const ImportOptions& options) {
    return Importer(paths, read, options).run();
}

}  // namespace amparo::lessons
