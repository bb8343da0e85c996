#pragma once
// Which form of a sentence a number takes: the "Plural-Forms" line of a PO file, read and evaluated by us.
// The line is untrusted, so its length, its depth and its characters are bounded, and a rule that goes wrong
// for some number still names a form.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "app/base/limits.hpp"
#include "app/base/result.hpp"

namespace amparo::localization {

/// A rule from numbers to forms. Copying is cheap enough (a few hundred bytes). Thread: reading is safe from
/// several threads.
class PluralRule {
  public:
    /// The rule of English, which is also the one of a file that names none: form 0 for 1, form 1 for the
    /// rest.
    PluralRule();

    /// Reads "nplurals=2; plural=(n != 1);": C operators ?: || && == != < > <= >= + - * / % !, parentheses,
    /// decimal numbers and n, with the precedence of C. The final semicolon may be missing. Errors: Limit —
    /// longer than limits::kPluralExpression, deeper than limits::kPluralDepth, or more forms than
    /// limits::kPluralForms; Corrupt — anything else, with "character N: reason" in `detail`.
    [[nodiscard]] static Result<PluralRule> parse(std::string_view header_value);

    /// How many forms there are, 1 to limits::kPluralForms.
    [[nodiscard]] std::size_t forms() const { return forms_; }

    /// The form for `n`. Numbers are unsigned and wrap, as in gettext.
    /// Errors: Corrupt — a division by zero, or a form that does not exist.
    [[nodiscard]] Result<std::size_t> evaluate(std::uint64_t n) const;

    /// The form for `n`, or the last one where `evaluate` has none: languages put their general form there.
    [[nodiscard]] std::size_t select(std::uint64_t n) const;

    /// True when form `index` belongs to one number only, so that its sentence may leave that number out.
    /// Judged on 0 to 1,000 and the neighbours of the powers of ten; rules of real languages repeat long
    /// before that.
    [[nodiscard]] bool has_only_one_number(std::size_t index) const;

    /// True when every number of the same sample has a form.
    [[nodiscard]] bool covers_all() const { return covers_all_; }

  private:
    friend class PluralParser;
    enum class Op : std::uint8_t {
        Number,
        Variable,
        Not,
        Multiply,
        Divide,
        Modulo,
        Add,
        Subtract,
        Less,
        Greater,
        LessEqual,
        GreaterEqual,
        Equal,
        NotEqual,
        And,
        Or,
        Choose,
    };
    struct Node {
        Op op = Op::Number;
        std::uint64_t number = 0;
        std::uint16_t a = 0, b = 0, c = 0;  ///< operands, as indexes of earlier nodes
    };
    struct Value {
        std::uint64_t number = 0;
        bool defined = true;
    };

    [[nodiscard]] Value value(std::size_t node, std::uint64_t n) const;
    void sample();

    std::vector<Node> nodes_;  ///< the last one is the whole expression
    std::size_t forms_ = 2;
    /// Per form: how many numbers of the sample it has, counted up to 2.
    std::array<std::uint8_t, limits::kPluralForms> numbers_seen_{};
    bool covers_all_ = true;
};

}  // namespace amparo::localization
