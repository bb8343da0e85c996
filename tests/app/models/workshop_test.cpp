// Planning a workshop, going through it, and what comes onto paper.
#include "app/models/workshop.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <set>

#include "app/base/text.hpp"
#include "app/models/deck.hpp"
#include "app/models/trainer.hpp"
#include "app/models/workshop_html.hpp"
#include "app/shell/pins.hpp"
#include "tests/support/fixtures.hpp"

using namespace amparo;
using namespace amparo::models;
using lessons::BlockRole;

namespace {

struct Room {
    ShippedData shipped{test::build_folder().string(), pinned_files(), embedded_files()};
    Languages languages = Languages::load(shipped);
    LessonBook book = LessonBook::load(shipped);
    std::int64_t now = 1000;
    Trainer trainer{{&book, &languages, [this] { return now; }}};

    explicit Room(const std::string& language = "en") { trainer.set_language(language); }

    void half_day() {
        trainer.pick_half_day();
        trainer.make_plan();
    }
};

bool has(const Trainer& trainer, PlanNote note) {
    return std::ranges::any_of(trainer.remarks(), [&](const PlanRemark& remark) { return remark.note == note; });
}

}  // namespace

TEST_CASE("a half day is planned from nothing: it fits, begins and ends, has breaks, and everything for it is here") {
    Room room;
    room.half_day();
    const Workshop& plan = room.trainer.plan();
    CHECK(plan.minutes() <= Workshop::kHalfDay);
    CHECK(plan.minutes() >= Workshop::kHalfDay - 30);
    REQUIRE(plan.items.size() > 10);
    CHECK(room.trainer.blocks().front()->role == BlockRole::Opening);
    CHECK(room.trainer.blocks().back()->role == BlockRole::Closing);
    CHECK(std::ranges::count_if(room.trainer.blocks(), [](const auto& block) { return block->role == BlockRole::Break; }) >= 2);
    for (const PlanRemark& remark : room.trainer.remarks()) {
        if (remark.note != PlanNote::Room) FAIL_CHECK(room.trainer.own().words().tr(remark_message(remark, plan, room.trainer.own())).text);
    }
    CHECK(room.trainer.ready());
    CHECK(room.trainer.offline().empty());
    std::set<std::string> taught;
    for (const PlanItem& item : plan.items) taught.insert(item.lesson);
    for (const std::string& id : room.trainer.own().half_day()) CHECK(taught.contains(id));
}

TEST_CASE("every lesson can be taught, with a session of its own or one made of its pages and questions") {
    Room room;
    for (const std::string& id : room.book.all().ids()) {
        const auto blocks = room.trainer.own().blocks(id);
        INFO(id);
        CHECK(std::ranges::count(blocks, BlockRole::Input, &lessons::TeachBlock::role) >= 1);
        CHECK(std::ranges::count(blocks, BlockRole::Synthesis, &lessons::TeachBlock::role) >= 1);
        std::set<std::string> ids;
        for (const lessons::TeachBlock& block : blocks) {
            CHECK(ids.insert(block.id).second);
            CHECK(block.minutes >= 1);
            CHECK_FALSE(block.title.empty());
        }
        Workshop plan;
        for (const lessons::TeachBlock& block : blocks) plan.items.push_back({id, block.id, block.minutes});
        const auto deck = make_deck(plan, room.trainer.own());
        CHECK(deck.size() >= blocks.size());
        for (const WallCard& card : deck) CHECK_FALSE(card.title.empty());
    }
}

TEST_CASE("a plan for any length fits, or says by how much it does not") {
    Room room;
    for (const int minutes : {30, 60, 90, 120, 180, 240, 300, 420}) {
        for (const std::size_t count : {std::size_t{1}, std::size_t{2}, std::size_t{5}}) {
            std::vector<std::string> ids = room.trainer.own().half_day();
            ids.resize(std::min(count, ids.size()));
            const Workshop plan = suggest_workshop(room.trainer.own(), ids, minutes);
            INFO(minutes << " minutes, " << count << " lessons: " << plan.minutes());
            const auto remarks = look_over(plan, room.trainer.own());
            const bool told = std::ranges::any_of(remarks, [](const PlanRemark& remark) { return remark.note == PlanNote::TooLong; });
            CHECK(told == (plan.minutes() > minutes));
            if (count == 1) CHECK_FALSE(told);
            CHECK(std::ranges::none_of(remarks, [](const PlanRemark& remark) { return remark.note == PlanNote::NoBreak; }));
            for (const PlanItem& item : plan.items) CHECK(item.minutes >= Workshop::kLeastBlock);
        }
    }
}

TEST_CASE("what a plan lacks is said: a break, something between two inputs, a round, a beginning, an end, the block itself") {
    Room room;
    room.half_day();
    Trainer& trainer = room.trainer;
    while (std::ranges::any_of(trainer.blocks(), [](const auto& block) { return block && block->role == BlockRole::Break; })) {
        const auto at = std::ranges::find_if(trainer.blocks(), [](const auto& block) { return block && block->role == BlockRole::Break; });
        trainer.remove(static_cast<std::size_t>(at - trainer.blocks().begin()));
    }
    CHECK(has(trainer, PlanNote::NoBreak));
    trainer.remove(0);
    CHECK(has(trainer, PlanNote::NoOpening));
    trainer.remove(trainer.plan().items.size() - 1);
    CHECK(has(trainer, PlanNote::NoClosing));
    REQUIRE(trainer.open_plan(R"({"schema":"amparo.workshop/1","title":"","minutes":60,"begins":"10:30","blocks":[
        {"lesson":"passwords","block":"manager","minutes":10},{"lesson":"phishing","block":"two-habits","minutes":15},{"lesson":"","block":"no-such-block","minutes":40}]})"));
    CHECK(has(trainer, PlanNote::InputsInARow));
    CHECK(has(trainer, PlanNote::NoSynthesis));
    CHECK(has(trainer, PlanNote::Missing));
    CHECK(has(trainer, PlanNote::TooLong));
    CHECK_FALSE(trainer.ready());
    CHECK(std::ranges::any_of(trainer.offline(), [](const OfflineRemark& remark) { return remark.gap == OfflineGap::MissingBlock && remark.item == 2; }));
    CHECK(begin_times(trainer.plan()) == std::vector<int>{630, 640, 655});
}

TEST_CASE("blocks are moved, lengthened, taken out and put in, and minutes stay within reason") {
    Room room;
    room.half_day();
    Trainer& trainer = room.trainer;
    const Workshop before = trainer.plan();
    trainer.move(0, true);
    CHECK(trainer.plan() == before);
    trainer.move(0, false);
    CHECK(trainer.plan().items[0] == before.items[1]);
    trainer.move(1, true);
    CHECK(trainer.plan() == before);
    trainer.change_minutes(0, 5);
    CHECK(trainer.plan().items[0].minutes == before.items[0].minutes + 5);
    trainer.change_minutes(0, -1000);
    CHECK(trainer.plan().items[0].minutes == Workshop::kLeastBlock);
    trainer.change_minutes(0, 1000);
    CHECK(trainer.plan().items[0].minutes == Workshop::kMostBlock);
    trainer.fit_plan();
    CHECK(trainer.plan().minutes() <= Workshop::kHalfDay);
    const std::size_t count = trainer.plan().items.size();
    trainer.add_block("pause");
    CHECK(trainer.plan().items.size() == count + 1);
    CHECK(trainer.blocks().back()->role == BlockRole::Closing);
    trainer.add_lesson("care");
    CHECK(trainer.blocks().back()->role == BlockRole::Closing);
    CHECK(std::ranges::any_of(trainer.plan().items, [](const PlanItem& item) { return item.lesson == "care"; }));
    trainer.clear();
    CHECK(trainer.plan().items.empty());
    CHECK(trainer.picks().empty());
}

TEST_CASE("a plan that was kept is the same when it is opened, and a broken one changes nothing") {
    Room room;
    room.half_day();
    room.trainer.set_title("Tuesday, with tea");
    room.trainer.set_begins(14 * 60 + 15);
    const Workshop before = room.trainer.plan();
    const std::string file = room.trainer.plan_file();
    CHECK(*parse_workshop(file) == before);
    for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{{"workshop/1", "workshop/2"}, {"\"minutes\": 240", "\"minutes\": 0"}, {"14:15", "24:15"}, {"\"pause\"", "\"../pause\""}, {"\"blocks\"", "\"block\""}, {"}", ""}}) {
        std::string broken = file;
        const std::size_t at = broken.find(from);
        REQUIRE(at != std::string::npos);
        broken.replace(at, from.size(), to);
        INFO(broken);
        CHECK_FALSE(room.trainer.open_plan(broken));
        CHECK(room.trainer.plan() == before);
    }
}

TEST_CASE("a trainer goes through the cards, empties the wall, asks the group, and the clock belongs to the block") {
    Room room;
    room.half_day();
    REQUIRE(room.trainer.start());
    Presenter& show = *room.trainer.presenter();
    CHECK(show.at() == 0);
    const int minutes = show.block_minutes();
    CHECK(show.left(room.now) == minutes * 60);
    room.now += 90;
    CHECK(show.left(room.now) == minutes * 60 - 90);
    show.add_minutes(5);
    CHECK(show.left(room.now) == minutes * 60 + 300 - 90);
    show.set_running(false, room.now);
    room.now += 1000;
    CHECK(show.left(room.now) == minutes * 60 + 300 - 90);
    show.set_running(true, room.now);
    show.next(room.now);
    CHECK(show.at() == 1);
    CHECK(show.left(room.now) == show.block_minutes() * 60);
    show.back(room.now);
    CHECK(show.left(room.now) == minutes * 60 + 300 - 90);
    // A clock that was set back takes nothing away.
    CHECK(show.left(room.now - 5000) == minutes * 60 + 300 - 90);

    show.set_blank(true);
    CHECK(show.blank());
    show.next(room.now);
    CHECK_FALSE(show.blank());

    const auto& items = room.trainer.plan().items;
    const auto passwords = std::ranges::find(items, "passwords", &PlanItem::lesson);
    REQUIRE(passwords != items.end());
    show.go_to_item(static_cast<std::size_t>(passwords - items.begin()), room.now);
    REQUIRE(show.can_ask());
    REQUIRE(show.ask(room.now));
    REQUIRE(show.shown().question);
    CHECK(show.shown().lesson == "passwords");
    show.count(0, 1);
    show.count(1, 7);
    show.count(1, -20);
    show.count(9, 1);
    CHECK(show.hands(0) == 1);
    CHECK(show.hands(1) == 0);
    CHECK(show.all_hands() == 1);
    show.show_answer(true);
    CHECK(show.answer_shown());
    // The next question has hands of its own.
    REQUIRE(show.ask(room.now));
    CHECK(show.all_hands() == 0);
    CHECK_FALSE(show.answer_shown());

    for (std::size_t i = 0; i < 2 * show.cards().size(); ++i) show.next(room.now);
    CHECK(show.following() == nullptr);
    CHECK(show.at() + 1 == show.cards().size());
    room.trainer.end();
    CHECK(room.trainer.presenter() == nullptr);
    CHECK_FALSE(room.trainer.plan().items.empty());
}

TEST_CASE("the wall speaks another language than the trainer, and a change of it keeps card, hands and time") {
    Room room("ar");
    room.half_day();
    CHECK(room.trainer.wall_language() == "ar");
    room.trainer.set_wall_language("en");
    REQUIRE(room.trainer.start());
    Presenter& show = *room.trainer.presenter();
    CHECK(show.shown().wording.lang == "en");
    REQUIRE(room.trainer.taught() != nullptr);
    show.go_to_item(3, room.now);
    const std::size_t at = show.at();
    room.now += 10;
    const std::int64_t left = show.left(room.now);
    room.trainer.set_wall_language("es");
    CHECK(show.at() == at);
    CHECK(show.left(room.now) == left);
    CHECK(room.trainer.wall().words().language().tag == "es");
    CHECK(room.trainer.own().words().language().tag == "ar");
    // Words that nobody translated are told, and are no reason not to begin.
    CHECK(room.trainer.ready());
    room.trainer.set_language("en");
    CHECK(room.trainer.wall_language() == "es");
}

TEST_CASE("the pages to print are one file each, ask for nothing, and hold no name, path or hour of this computer") {
    for (const char* language : {"en", "ar"}) {
        Room room(language);
        room.half_day();
        room.trainer.set_title("Tuesday");
        const auto papers = room.trainer.papers();
        REQUIRE(papers.size() == 5);
        for (const Trainer::PaperFile& paper : papers) {
            INFO(paper.name);
            for (const char* never : {"<script", "http-equiv=\"refresh", "src=\"http", "<link", "url(", "/home/", "/root", "/tmp", "/work"}) CHECK(paper.text.find(never) == std::string::npos);
            const char* user = std::getenv("USER");
            if (user != nullptr && std::string_view(user).size() > 4) CHECK(paper.text.find(user) == std::string::npos);
            if (!paper.name.ends_with(".html")) continue;
            CHECK(paper.text.starts_with("<!doctype html>"));
            CHECK(paper.text.find("default-src 'none'") != std::string::npos);
            CHECK(paper.text.find(std::string("<html lang=\"") + language) != std::string::npos);
            CHECK((paper.text.find("dir=\"rtl\">") != std::string::npos) == (std::string_view(language) == "ar"));
        }
        // The group's questions come without answers, the trainer's with them.
        const std::string mark = room.trainer.own().words().tr("window.quiz.this_one").text;
        CHECK(papers[1].text.find("<strong>" + mark) == std::string::npos);
        CHECK(papers[2].text.find("<strong>" + mark) != std::string::npos);
        for (const char* letter : {">A<", ">B<", ">C<", ">D<"}) CHECK(papers[3].text.find(letter) != std::string::npos);
    }
}
