#include "localization/translator.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <variant>

#include "app/base/utf8.hpp"
#include "localization/characters.hpp"
#include "localization/numbers.hpp"

namespace amparo::localization {

namespace {

constexpr int kDepth = 4;
constexpr std::size_t kCodeCharacters = 4096;

std::uint64_t magnitude(std::int64_t number) {
    const auto bits = static_cast<std::uint64_t>(number);
    return number < 0 ? 0U - bits : bits;
}

/// The number that chooses the form, if the message has one.
std::optional<std::uint64_t> count_of(const Message& message) {
    const MessageValue* const value = message.find("count");
    const auto* const number = value == nullptr ? nullptr : std::get_if<std::int64_t>(value);
    if (number == nullptr) return std::nullopt;
    return magnitude(*number);
}

std::string number_words(std::int64_t number, const Language& language) {
    std::string out = format_number(number, language);
    // Right-to-left text would show the sign behind the number.
    return number < 0 && language.right_to_left() ? isolated(out, Isolate::LeftToRight) : out;
}

std::string code_words(const Code& code, const Language& language) {
    std::string out = utf8::displayable(code.text, kCodeCharacters);
    const bool isolate = language.right_to_left() || has_right_to_left(out);
    return isolate ? isolated(out, Isolate::LeftToRight) : out;
}

std::string text_words(const std::string& value, const Language& language) {
    std::string out = contained(value);
    const bool isolate = language.right_to_left() || has_right_to_left(out);
    return isolate ? isolated(out, Isolate::FirstStrong) : out;
}

/// A sentence is as good as the least of what is in it. English counts as good.
void take_state(Text& around, const Text& inner) {
    const auto rank = [](State state) {
        return state == State::Draft ? 0 : state == State::Translated ? 1 : 2;
    };
    const bool worse = rank(inner.state) < rank(around.state);
    if (worse && (around.state != State::Source || inner.state == State::Draft)) around.state = inner.state;
    around.stale = around.stale || inner.stale;
}

}  // namespace

Translator::Translator(std::vector<std::shared_ptr<const Catalog>> chain, Language language)
    : chosen_(std::make_shared<const Language>(std::move(language))) {
    const auto tables = std::make_shared<Tables>();
    const Catalog* source = nullptr;
    for (const auto& catalog : chain) {
        if (catalog->is_source()) source = catalog.get();
    }
    for (const auto& catalog : chain) {
        const bool chosen = catalog->language().tag == chosen_->tag;
        const auto its_language = chosen ? chosen_ : std::make_shared<const Language>(catalog->language());
        for (const CatalogEntry& entry : catalog->entries()) {
            const Standing worth = standing(source != nullptr ? source->find(entry.po.id) : nullptr, entry);
            if (!worth.usable()) continue;
            put(tables->shown, entry, its_language, worth);
            if (catalog->is_source()) {
                put(tables->english, entry, its_language, worth);
            } else if (source == nullptr || source->find(entry.po.id) == nullptr) {
                put_source_of(tables->english, entry);
            }
        }
    }
    sentences_ = tables;
}

void Translator::put(Sentences& sentences, const CatalogEntry& entry,
                     std::shared_ptr<const Language> language, Standing standing) {
    if (sentences.contains(entry.po.id)) return;
    Sentence sentence{{}, entry.file, std::move(language), standing.state, standing.stale};
    for (const std::string& text : entry.texts()) sentence.forms.push_back(parse_template(text));
    sentences.emplace(entry.po.id, std::move(sentence));
}

void Translator::put_source_of(Sentences& english, const CatalogEntry& translation) {
    CatalogEntry source = translation;
    source.file = std::make_shared<const CatalogFile>(
        CatalogFile{translation.file->domain, translation.file->path, PluralRule(), true});
    put(english, source, std::make_shared<const Language>(), {State::Source, Obstacle::None, true});
}

Text Translator::tr(const Message& message) const { return render(sentences_->shown, message.id, message, 0); }
Text Translator::tr(std::string_view id) const { return tr(Message{std::string(id), {}}); }
Text Translator::english(const Message& message) const { return render(sentences_->english, message.id, message, 0); }

Text Translator::render(const Sentences& sentences, std::string_view id, const Message& message,
                        int depth) const {
    Text out;
    if (id.empty()) return out;
    const auto found = sentences.find(id);
    if (found == sentences.end() || depth > kDepth) {
        out.text = "[" + std::string(id) + "]";
        return out;
    }
    const Sentence& sentence = found->second;
    out.lang = sentence.language->tag;
    out.direction = sentence.language->direction;
    out.state = sentence.state;
    out.stale = sentence.stale;
    const std::optional<std::uint64_t> count = count_of(message);
    const std::size_t last = sentence.forms.size() - 1;
    const bool choose = last != 0 && count.has_value();
    const std::size_t form = choose ? std::min(sentence.file->rule.select(*count), last) : last;
    out.text = fill(sentence.forms[form], [&](const std::string& name) -> std::optional<std::string> {
        const MessageValue* const value = message.find(name);
        if (value == nullptr) return std::nullopt;
        return words(*value, sentences, message, depth, *sentence.language, out);
    });
    return out;
}

std::string Translator::words(const MessageValue& value, const Sentences& sentences, const Message& message,
                              int depth, const Language& language, Text& around) const {
    if (const auto* const number = std::get_if<std::int64_t>(&value)) return number_words(*number, language);
    if (const auto* const text = std::get_if<std::string>(&value)) return text_words(*text, language);
    if (const auto* const code = std::get_if<Code>(&value)) return code_words(*code, language);
    const auto& reference = std::get<MessageRef>(value);
    const Text inner = render(sentences, reference.id, message, depth + 1);
    take_state(around, inner);
    if (inner.direction == around.direction) return inner.text;
    return isolated(inner.text,
                    inner.direction == Direction::RightToLeft ? Isolate::RightToLeft : Isolate::LeftToRight);
}

}  // namespace amparo::localization
