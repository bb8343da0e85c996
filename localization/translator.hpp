#pragma once
// Puts messages into words. What a person reads always says where it comes from: language, direction, and
// whether anybody has read it. Nothing here fails: the worst case is the id in square brackets.

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/message.hpp"
#include "localization/catalog.hpp"
#include "localization/placeholders.hpp"
#include "localization/standing.hpp"

namespace amparo::localization {

struct Text {
    std::string text;
    std::string lang = std::string(kSourceTag);  ///< tag of the language that the words are really in
    Direction direction = Direction::LeftToRight;
    State state = State::Source;  ///< of the sentence and the sentences set into it: the least of them
    bool stale = false;           ///< the English has changed since this was translated
};

/// Copies share their sentences, so that they cost nothing. Thread: reading is safe from several threads.
class Translator {
  public:
    /// `chain`: the language's catalogue, then those of its fallbacks, English last (see fallback_chain).
    /// `language` is what the person chose: its digits and separators are used for texts in that language, so
    /// that a copy with other digits can be handed in.
    Translator(std::vector<std::shared_ptr<const Catalog>> chain, Language language);

    /// The words of a message. The first catalogue of the chain with a usable sentence counts: not empty, not
    /// fuzzy, the same places as the English. A sentence whose English has changed is used and marked stale.
    /// The form is chosen by the whole number called `count`; without one, by the language's general form.
    ///
    /// Values: whole numbers in the language's digits, grouped from 10,000 up (hand ports and years over as
    /// Code); text as it is, isolated in right-to-left sentences and where its own direction could differ;
    /// Code shown left-to-right with its controls made visible; MessageRef in words, with the same arguments,
    /// at most four deep. A place without a value stays visible as {name}; an id that no catalogue has gives
    /// "[id]"; no id gives "".
    [[nodiscard]] Text tr(const Message& message) const;
    [[nodiscard]] Text tr(std::string_view id) const;

    /// The same in English, to stand beside a draft.
    [[nodiscard]] Text english(const Message& message) const;

    [[nodiscard]] const Language& language() const { return *chosen_; }
    [[nodiscard]] bool knows(std::string_view id) const { return sentences_->shown.contains(id); }

  private:
    struct Sentence {
        std::vector<Template> forms;
        std::shared_ptr<const CatalogFile> file;
        std::shared_ptr<const Language> language;
        State state = State::Source;
        bool stale = false;
    };
    using Sentences = std::map<std::string, Sentence, std::less<>>;
    struct Tables {
        Sentences shown;
        Sentences english;
    };

    static void put(Sentences& sentences, const CatalogEntry& entry, std::shared_ptr<const Language> language,
             Standing standing);
    static void put_source_of(Sentences& english, const CatalogEntry& translation);
    [[nodiscard]] Text render(const Sentences& sentences, std::string_view id, const Message& message,
                              int depth) const;
    [[nodiscard]] std::string words(const MessageValue& value, const Sentences& sentences,
                                    const Message& message, int depth, const Language& language,
                                    Text& around) const;

    std::shared_ptr<const Language> chosen_;
    std::shared_ptr<const Tables> sentences_;
};

}  // namespace amparo::localization
