// Documents of models go where a profile is, come back from there, and are forgotten when it closes.

#include "app/models/kept_documents.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace amparo;
using namespace amparo::models;

namespace {

struct Words {
    std::string text;
    std::size_t changes = 0;
    int writes = 0;
    void say(std::string now) {
        text = std::move(now);
        ++changes;
    }
    KeptDocument document(const std::string& name) {
        return {vault::RecordType::LessonProgress, name,
                [this] {
                    ++writes;
                    return text;
                },
                [this](std::string_view kept) { say(std::string(kept)); }, [this] { say({}); }, [this] { return changes; }};
    }
};

std::optional<std::string> kept(const vault::MemoryRecords& store, const char* name) {
    return store.get(vault::RecordType::LessonProgress, vault::record_id(name));
}

}  // namespace

TEST_CASE("a document is written when it changed, and only then") {
    Words words;
    KeptDocuments documents;
    vault::MemoryRecords store;
    documents.add(words.document("one"));
    documents.follow(store);
    CHECK_FALSE(kept(store, "one"));
    words.say("page 3");
    documents.follow(store);
    CHECK(kept(store, "one") == "page 3");
    const int before = words.writes;
    documents.follow(store);
    CHECK(words.writes == before);
    words.say({});
    documents.follow(store);
    CHECK_FALSE(kept(store, "one"));
}

TEST_CASE("a profile's documents count, and what it lacks comes from here") {
    Words old_words;
    Words new_words;
    KeptDocuments documents;
    vault::MemoryRecords store;
    documents.add(old_words.document("old"));
    documents.add(new_words.document("new"));
    REQUIRE(store.put(vault::RecordType::LessonProgress, vault::record_id("old"), "of the profile").has_value());
    old_words.say("of here");
    new_words.say("of here, too");
    documents.take_over(store);
    CHECK(old_words.text == "of the profile");
    CHECK(kept(store, "old") == "of the profile");
    CHECK(kept(store, "new") == "of here, too");
    documents.forget();
    CHECK(old_words.text.empty());
    CHECK(new_words.text.empty());
    // Forgetting is no change to write down.
    documents.follow(store);
    CHECK(kept(store, "old") == "of the profile");
}
