#include <fstream>
#include <iostream>
#include <sstream>

#include "app/console/session.hpp"
#include "app/base/text.hpp"
#include "app/base/utf8.hpp"
#include "app/models/channel_book.hpp"
#include "app/models/check_up.hpp"
#include "app/models/parsers.hpp"
#include "app/base/version.hpp"

namespace amparo::console {

namespace {

/// One line of the self-test: what was looked at, whether it is as it should be, and what was seen.
struct Item {
    std::string id;
    bool good = true;
    std::string seen;
};

Item shipped_files(const Session& session) {
    Item item{"shipped-files", true, std::to_string(session.shipped.pinned_count()) + " pinned"};
    for (const ShippedProblem& problem : session.shipped.problems()) {
        item.good = false;
        item.seen += "; " + problem.path + (problem.fault == ShippedFault::Changed   ? " changed"
                                            : problem.fault == ShippedFault::Missing ? " missing"
                                                                                     : " unreadable");
    }
    return item;
}

Item languages(const Session& session) {
    Item item{"languages", session.languages.problems().empty(), text::join(session.languages.tags(), " ")};
    for (const auto& problem : session.languages.problems()) item.seen += "; " + problem.text();
    for (const std::string& tag : session.languages.added_by_hand()) item.seen += "; " + tag + " was added by hand";
    return item;
}

Item channels(const Session& session) {
    const auto book = models::ChannelBook::load(session.shipped);
    if (!book) return {"channels", false, book.error().detail};
    Item item{"channels", book->problems().empty(), std::to_string(book->directory().channels().size()) + " channels"};
    for (const auto& problem : book->problems()) item.seen += "; " + problem.path + ": " + problem.detail;
    return item;
}

Item checks_item() {
    const auto check_up = models::CheckUp::create();
    if (!check_up) return {"checks", false, check_up.error().detail};
    return {"checks", true, std::to_string(check_up->infos().size()) + " checks"};
}

Item hardening(const Session& session) {
    const HardeningReport& report = session.around.hardening;
    Item item{"hardening", report.suspicious.empty(), report.core_dumps_off ? "no core dumps" : "core dumps could not be switched off"};
    item.seen += report.memory_private ? "; memory closed to other programs" : "; memory open to other programs of this account";
    // Somebody can put code into this program through these; we can only say so.
    for (const std::string& name : report.suspicious) item.seen += "; " + name + " is set";
    return item;
}

Result<std::string> read_input(const std::string& path) {
    std::ostringstream out;
    if (path == "-") {
        out << std::cin.rdbuf();
        return out.str();
    }
    std::ifstream in(path, std::ios::binary);
    if (!in || !(out << in.rdbuf())) {
        if (in && in.peek() == std::ifstream::traits_type::eof()) return std::string{};
        return fail(Errc::NotFound, path, "console.usage.file");
    }
    return out.str();
}

}  // namespace

int command_selftest(const Session& session) {
    const std::vector<Item> items = {shipped_files(session), languages(session), channels(session), checks_item(), hardening(session)};
    bool good = true;
    Json list = Json::array();
    Paper paper = session.paper();
    for (const Item& item : items) {
        good = good && item.good;
        if (session.json()) {
            list.push(Json::object().set("id", item.id).set("good", item.good).set("seen", item.seen));
        } else {
            const char* sign = item.good ? (paper.style().unicode ? "✓" : "ok") : (paper.style().unicode ? "▲" : "!!");
            paper.item(sign, item.good ? Ink::Good : Ink::Large, session.say("selftest." + item.id), item.seen, 0);
        }
    }
    if (session.json()) session.print(Json::object().set("schema", "amparo.selftest/1").set("items", std::move(list)));
    return good ? kDone : kNeedsAttention;
}

int command_selftest_parse(const Session& session) {
    const std::string& name = session.arguments.words[0];
    const models::ParserKind* kind = models::find_parser(name);
    if (kind == nullptr) {
        std::vector<std::string> known;
        for (const models::ParserKind& item : models::parser_kinds()) known.emplace_back(item.name);
        session.complain({"console.usage.kind", {{"word", Code{name}}, {"hint", Code{text::join(known, ", ")}}}});
        return kUsage;
    }
    const auto bytes = read_input(session.arguments.words[1]);
    if (!bytes) {
        session.complain(usage_message(bytes.error()));
        return kUsage;
    }
    const auto canonical = kind->parse(*bytes);
    if (!canonical) {
        session.complain({"console.parse.refused", {{"kind", Code{name}}, {"reason", utf8::displayable(canonical.error().detail, 400)}}});
        return kNeedsAttention;
    }
    *session.around.out << *canonical;
    return kDone;
}

int command_version(const Session& session) {
    if (session.json()) {
        session.print(Json::object().set("schema", "amparo.version/1").set("name", program_word()).set("version", kVersion));
    } else {
        *session.around.out << program_word() << " " << kVersion << "\n";
    }
    return kDone;
}

}  // namespace amparo::console
