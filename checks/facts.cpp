#include "checks/facts.hpp"

#include "app/base/text.hpp"
#include "app/base/utf8.hpp"

namespace amparo::checks {

std::string Fact::shown() const {
    if (known == Known::Missing) return "not there";
    if (known == Known::Unreadable) return "not readable (" + std::string(errc_name(why)) + ")";
    std::string raw;
    if (const auto* flag = std::get_if<bool>(&value)) raw = *flag ? "yes" : "no";
    if (const auto* number = std::get_if<std::int64_t>(&value)) raw = std::to_string(*number);
    if (const auto* text = std::get_if<std::string>(&value)) raw = *text;
    if (const auto* list = std::get_if<std::vector<std::string>>(&value)) {
        raw = list->empty() ? "none" : amparo::text::join(*list, ", ");
    }
    return utf8::displayable(raw, limits::kEvidenceValue);
}

Fact& Facts::slot(std::string key, std::string source) {
    for (Fact& fact : facts_) {
        if (fact.key == key) {
            fact = Fact{std::move(key), Known::Missing, {}, Errc::NotFound, std::move(source)};
            return fact;
        }
    }
    facts_.push_back(Fact{std::move(key), Known::Missing, {}, Errc::NotFound, std::move(source)});
    return facts_.back();
}

namespace {

void know(Fact& fact, FactValue value) {
    fact.known = Known::Yes;
    fact.value = std::move(value);
}

}  // namespace

void Facts::put(std::string key, bool value, std::string source) {
    know(slot(std::move(key), std::move(source)), value);
}
void Facts::put(std::string key, std::int64_t value, std::string source) {
    know(slot(std::move(key), std::move(source)), value);
}
void Facts::put(std::string key, std::string value, std::string source) {
    know(slot(std::move(key), std::move(source)), std::move(value));
}
void Facts::put(std::string key, std::vector<std::string> values, std::string source) {
    know(slot(std::move(key), std::move(source)), std::move(values));
}
void Facts::miss(std::string key, std::string source) { slot(std::move(key), std::move(source)); }

void Facts::refuse(std::string key, const Error& error, std::string source) {
    Fact& fact = slot(std::move(key), std::move(source));
    if (error.code == Errc::NotFound) return;
    fact.known = Known::Unreadable;
    fact.why = error.code;
}

const Fact& Facts::at(std::string_view key) const {
    static const Fact kNobodyLooked;
    for (const Fact& fact : facts_) {
        if (fact.key == key) return fact;
    }
    return kNobodyLooked;
}

bool Facts::flag(std::string_view key) const {
    const auto* value = std::get_if<bool>(&at(key).value);
    return value != nullptr && *value;
}
std::int64_t Facts::number(std::string_view key, std::int64_t fallback) const {
    const auto* value = std::get_if<std::int64_t>(&at(key).value);
    return value == nullptr ? fallback : *value;
}
std::string Facts::text(std::string_view key) const {
    const auto* value = std::get_if<std::string>(&at(key).value);
    return value == nullptr ? std::string{} : *value;
}
std::vector<std::string> Facts::list(std::string_view key) const {
    const auto* value = std::get_if<std::vector<std::string>>(&at(key).value);
    return value == nullptr ? std::vector<std::string>{} : *value;
}

std::vector<Evidence> Facts::evidence() const {
    std::vector<Evidence> out;
    for (const Fact& fact : facts_) {
        out.push_back({utf8::displayable(fact.source, limits::kEvidenceValue), fact.key, fact.shown()});
    }
    return out;
}

Result<Errc> errc_from_name(std::string_view name) {
    for (int code = 0; code <= static_cast<int>(Errc::Bug); ++code) {
        if (errc_name(static_cast<Errc>(code)) == name) return static_cast<Errc>(code);
    }
    return fail(Errc::Corrupt, "no error is called \"" + std::string(name) + "\"");
}

namespace {

Result<FactValue> value_from_json(const Json& json) {
    if (json.is_bool()) return FactValue(json.bool_or(false));
    if (json.is_integer()) return FactValue(json.integer_or(0));
    if (json.is_string()) return FactValue(std::string(json.text_or()));
    if (json.is_array()) {
        std::vector<std::string> list;
        for (const Json& element : json.elements()) {
            if (!element.is_string()) return fail(Errc::Corrupt, "a list of facts holds text only");
            list.emplace_back(element.text_or());
        }
        return FactValue(std::move(list));
    }
    return fail(Errc::Corrupt, "a fact is true/false, a whole number, text, a list of text, null or an object");
}

}  // namespace

Result<Facts> Facts::from_json(const Json& object, std::string subject) {
    if (!object.is_object()) return fail(Errc::Corrupt, "facts are an object");
    Facts facts(std::move(subject));
    for (const auto& [key, json] : object.members()) {
        for (const auto& [name, ignored] : json.members()) {
            // A slip in a case file must not quietly become a fact without its source.
            if (name != "value" && name != "source" && name != "unreadable") {
                return fail(Errc::Corrupt, "a fact has \"value\" or \"unreadable\", and \"source\"; not \"" + name + "\"");
            }
        }
        if (const Json* place = json.find("source"); place != nullptr && !place->is_string()) {
            return fail(Errc::Corrupt, "\"source\" is text");
        }
        if (json.find("unreadable") != nullptr && json.find("value") != nullptr) {
            return fail(Errc::Corrupt, "a fact that could not be read has no value");
        }
        const std::string source = json.is_object() ? std::string(json.member_text("source")) : std::string{};
        if (json.is_null()) {
            facts.miss(key);
        } else if (const Json* why = json.find("unreadable")) {
            AMPARO_TRY(const Errc code, errc_from_name(why->text_or()));
            facts.refuse(key, Error{code, {}, {}}, source);
        } else {
            const Json* inner = json.find("value");
            AMPARO_TRY(FactValue value, value_from_json(inner == nullptr ? json : *inner));
            know(facts.slot(key, source), std::move(value));
        }
    }
    return facts;
}

}  // namespace amparo::checks
