#include "localization/plural.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "app/base/text.hpp"

namespace amparo::localization {

namespace {

bool is_space(char c) { return c == ' ' || c == '\t'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

/// Reads one header value from left to right. Operators are looked up longest first, and each level of
/// precedence is one turn of `binary`.
class PluralParser {
  public:
    explicit PluralParser(std::string_view text) : text_(text) {}

    Result<PluralRule> rule() {
        PluralRule out;
        out.nodes_.clear();
        if (!word("nplurals") || !take("=")) return wrong("expected \"nplurals=\"");
        const std::optional<std::uint64_t> forms = number();
        if (!forms || *forms == 0) return wrong("expected how many forms there are");
        if (*forms > limits::kPluralForms) return fail(Errc::Limit, "more plural forms than we support");
        if (!take(";")) return wrong("expected a semicolon");
        if (!word("plural") || !take("=")) return wrong("expected \"plural=\"");
        const auto whole = choice(0);
        if (!whole) return error_ ? std::unexpected(std::move(*error_)) : wrong("expected an expression");
        take(";");
        skip_spaces();
        if (at_ != text_.size()) return wrong("expected nothing more");
        out.forms_ = static_cast<std::size_t>(*forms);
        out.nodes_ = std::move(nodes_);
        out.sample();
        return out;
    }

  private:
    using Op = PluralRule::Op;
    using Index = std::optional<std::uint16_t>;
    struct Operator {
        std::string_view sign;
        Op op;
        int level;  ///< higher binds tighter
    };
    // Two-character signs stand before the one-character signs that they begin with.
    static constexpr std::array<Operator, 13> kOperators = {{
        {"||", Op::Or, 1},
        {"&&", Op::And, 2},
        {"==", Op::Equal, 3},
        {"!=", Op::NotEqual, 3},
        {"<=", Op::LessEqual, 4},
        {">=", Op::GreaterEqual, 4},
        {"<", Op::Less, 4},
        {">", Op::Greater, 4},
        {"+", Op::Add, 5},
        {"-", Op::Subtract, 5},
        {"*", Op::Multiply, 6},
        {"/", Op::Divide, 6},
        {"%", Op::Modulo, 6},
    }};

    std::unexpected<Error> wrong(std::string_view reason) {
        return fail(Errc::Corrupt, "character " + std::to_string(at_ + 1) + ": " + std::string(reason));
    }
    Index stop(std::unexpected<Error> error) {
        if (!error_) error_ = std::move(error).error();
        return std::nullopt;
    }
    Index add(Op op, std::uint16_t a, std::uint16_t b, std::uint16_t c, std::uint64_t number_value = 0) {
        nodes_.push_back({op, number_value, a, b, c});  // at most one per character, so the index fits
        return static_cast<std::uint16_t>(nodes_.size() - 1);
    }

    void skip_spaces() {
        while (at_ < text_.size() && is_space(text_[at_])) ++at_;
    }
    bool take(std::string_view sign) {
        skip_spaces();
        if (text_.substr(at_, sign.size()) != sign) return false;
        at_ += sign.size();
        return true;
    }
    bool word(std::string_view expected) { return take(expected); }
    std::optional<std::uint64_t> number() {
        skip_spaces();
        const std::size_t start = at_;
        while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
        const auto value = text::to_integer(text_.substr(start, at_ - start));
        if (!value) return std::nullopt;
        return static_cast<std::uint64_t>(*value);
    }
    std::optional<Operator> peek() {
        skip_spaces();
        for (const Operator& candidate : kOperators) {
            if (text_.substr(at_, candidate.sign.size()) == candidate.sign) return candidate;
        }
        return std::nullopt;
    }

    Index choice(std::size_t depth) {
        if (depth > limits::kPluralDepth)
            return stop(fail(Errc::Limit, "the expression is nested too deeply"));
        const Index condition = binary(1, depth);
        if (!condition || !take("?")) return condition;
        const Index yes = choice(depth + 1);
        if (!yes) return yes;
        if (!take(":")) return stop(wrong("expected \":\""));
        const Index no = choice(depth + 1);
        if (!no) return no;
        return add(Op::Choose, *condition, *yes, *no);
    }

    Index binary(int level, std::size_t depth) {
        Index left = operand(depth);
        while (left) {
            const std::optional<Operator> next = peek();
            if (!next || next->level < level) break;
            at_ += next->sign.size();
            const Index right = binary(next->level + 1, depth);
            if (!right) return right;
            left = add(next->op, *left, *right, 0);
        }
        return left;
    }

    Index operand(std::size_t depth) {
        if (depth > limits::kPluralDepth)
            return stop(fail(Errc::Limit, "the expression is nested too deeply"));
        skip_spaces();
        if (take("!")) {
            const Index inner = operand(depth + 1);
            return inner ? add(Op::Not, *inner, 0, 0) : inner;
        }
        if (take("(")) {
            const Index inner = choice(depth + 1);
            if (!inner) return inner;
            return take(")") ? inner : stop(wrong("expected \")\""));
        }
        if (take("n")) return add(Op::Variable, 0, 0, 0);
        if (at_ < text_.size() && is_digit(text_[at_])) {
            const std::optional<std::uint64_t> value = number();
            return value ? add(Op::Number, 0, 0, 0, *value) : stop(wrong("the number is too large"));
        }
        return stop(wrong("expected a number, n, \"!\" or \"(\""));
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::vector<PluralRule::Node> nodes_;
    std::optional<Error> error_;
};

PluralRule::PluralRule() {
    nodes_ = {{Op::Variable, 0, 0, 0, 0}, {Op::Number, 1, 0, 0, 0}, {Op::NotEqual, 0, 0, 1, 0}};
    numbers_seen_ = {1, 2};
}

Result<PluralRule> PluralRule::parse(std::string_view header_value) {
    if (header_value.size() > limits::kPluralExpression) {
        return fail(Errc::Limit, "the plural rule is longer than " +
                                     std::to_string(limits::kPluralExpression) + " characters");
    }
    return PluralParser(header_value).rule();
}

PluralRule::Value PluralRule::value(std::size_t index, std::uint64_t n) const {
    // Nested at most as deep as there are nodes, and there are at most limits::kPluralExpression of them.
    const Node& node = nodes_[index];
    if (node.op == Op::Number) return {node.number};
    if (node.op == Op::Variable) return {n};
    const Value a = value(node.a, n);
    if (!a.defined) return a;
    if (node.op == Op::Not) return {a.number == 0 ? 1U : 0U};
    // As in C, these three look at their other operands only when they need them.
    if (node.op == Op::Choose) return value(a.number != 0 ? node.b : node.c, n);
    if (node.op == Op::And && a.number == 0) return {0};
    if (node.op == Op::Or && a.number != 0) return {1};
    const Value b = value(node.b, n);
    if (!b.defined) return b;
    const std::uint64_t x = a.number;
    const std::uint64_t y = b.number;
    const auto truth = [](bool condition) { return Value{condition ? 1U : 0U}; };
    switch (node.op) {
        case Op::Multiply:
            return {x * y};
        case Op::Divide:
            return y == 0 ? Value{0, false} : Value{x / y};
        case Op::Modulo:
            return y == 0 ? Value{0, false} : Value{x % y};
        case Op::Add:
            return {x + y};
        case Op::Subtract:
            return {x - y};
        case Op::Less:
            return truth(x < y);
        case Op::Greater:
            return truth(x > y);
        case Op::LessEqual:
            return truth(x <= y);
        case Op::GreaterEqual:
            return truth(x >= y);
        case Op::Equal:
            return truth(x == y);
        case Op::NotEqual:
            return truth(x != y);
        case Op::And:
        case Op::Or:
            return truth(y != 0);
        case Op::Number:
        case Op::Variable:
        case Op::Not:
        case Op::Choose:
            break;
    }
    return {0, false};
}

Result<std::size_t> PluralRule::evaluate(std::uint64_t n) const {
    const Value form = value(nodes_.size() - 1, n);
    if (!form.defined)
        return fail(Errc::Corrupt, "the plural rule divides by zero for n = " + std::to_string(n));
    if (form.number >= forms_) {
        return fail(Errc::Corrupt, "the plural rule names form " + std::to_string(form.number) +
                                       " for n = " + std::to_string(n) + ", which does not exist");
    }
    return static_cast<std::size_t>(form.number);
}

std::size_t PluralRule::select(std::uint64_t n) const {
    const Value form = value(nodes_.size() - 1, n);
    return form.defined && form.number < forms_ ? static_cast<std::size_t>(form.number) : forms_ - 1;
}

bool PluralRule::has_only_one_number(std::size_t index) const {
    return index < forms_ && numbers_seen_[index] == 1;
}

void PluralRule::sample() {
    constexpr std::uint64_t kEvery = 1000;
    constexpr int kPowers = 19;  // 10^19 still fits
    numbers_seen_.fill(0);
    covers_all_ = true;
    const auto look = [&](std::uint64_t n) {
        const Value form = value(nodes_.size() - 1, n);
        if (!form.defined || form.number >= forms_) covers_all_ = false;
        std::uint8_t& seen = numbers_seen_[select(n)];
        if (seen < 2) ++seen;
    };
    for (std::uint64_t n = 0; n <= kEvery; ++n) look(n);
    std::uint64_t power = kEvery;
    for (int i = 3; i < kPowers; ++i) {
        power *= 10;
        look(power - 1), look(power), look(power + 1);
    }
}

}  // namespace amparo::localization
