#pragma once
// What a check is: a thin function that collects facts through a host, and a pure function that judges them. All the
// wisdom sits in the second, which tests drive from data without any computer at hand. A check holds no state, writes
// nothing, and produces no text: it names a reason, and localization finds the words.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/date.hpp"
#include "app/base/message.hpp"
#include "checks/facts.hpp"
#include "checks/host_view.hpp"

namespace amparo::checks {

class OsSupportTable;

enum class Verdict { Good, AtRisk, CannotTell, DoesNotApply };
enum class Severity { None, Small, Large };  ///< of AtRisk

[[nodiscard]] std::string_view verdict_name(Verdict verdict);    ///< "good", "at_risk", "cannot_tell", "does_not_apply"
[[nodiscard]] std::string_view severity_name(Severity severity);  ///< "none", "small", "large"

/// What a judge says of one subject's facts.
struct Judgement {
    Verdict verdict = Verdict::CannotTell;
    Severity severity = Severity::None;
    /// Key of the sentence: "checks.<id>.reason.<reason>"; a reason with a dot, such as "unreadable.denied", is shared
    /// by all checks: "checks.common.<reason>".
    std::string reason;
    std::vector<MessageArgument> arguments;
    /// Which steps fit this machine ("gnome", "kde"); empty means the check's only list of steps.
    std::string remedy;

    Judgement& with(std::string name, MessageValue value);
    Judgement& fixed_by(std::string steps);
};

[[nodiscard]] Judgement good(std::string reason);
[[nodiscard]] Judgement at_risk(Severity severity, std::string reason);
[[nodiscard]] Judgement cannot_tell(std::string reason);
[[nodiscard]] Judgement does_not_apply(std::string reason);
/// "can't tell", because this fact could not be read; says which source and why.
[[nodiscard]] Judgement cannot_tell(const Fact& fact);

/// The reason of a check on a system where nobody has taught it to look.
inline constexpr std::string_view kOtherSystem = "unreadable.other-system";

/// The reason of a check that is about another system.
inline constexpr std::string_view kNotOfThisSystem = "elsewhere.not-of-this-system";

/// What a judge may know besides the facts.
struct JudgeContext {
    Day today;
    const OsSupportTable* os_support = nullptr;
};

/// One entry of the catalogue. Constant-initialised, so that the order of linking never matters.
struct CheckDefinition {
    std::string_view id;
    /// One Facts per subject: one for the system, or one for each person.
    std::vector<Facts> (*collect)(const HostView&);
    Judgement (*judge)(const Facts&, const JudgeContext&);
};

/// A catalogue entry with the texts of its folder.
struct RegisteredCheck {
    const CheckDefinition* definition;  ///< never nullptr: of the first system that the check knows
    std::string_view info_json;   ///< check.json
    std::string_view english_po;  ///< en.po
    /// The same check where the computer runs Windows (windows.cpp of its folder, or check.cpp if check.json says that
    /// it knows Windows, too); nullptr when nobody wrote it.
    const CheckDefinition* windows = nullptr;
    const CheckDefinition* macos = nullptr;  ///< as windows, of macos.cpp
    bool linux = true;                       ///< whether `definition` knows Linux
    /// The systems that the question is about: on others the check does not apply. "only_on" of check.json.
    bool about_linux = true;
    bool about_windows = true;
    bool about_macos = true;

    /// The definition that knows this system, or nullptr.
    [[nodiscard]] const CheckDefinition* on(System system) const {
        switch (system) {
            case System::Linux: return linux ? definition : nullptr;
            case System::Windows: return windows;
            case System::MacOs: return macos;
            case System::Unknown: break;
        }
        return nullptr;
    }
    [[nodiscard]] bool is_about(System system) const {
        if (system == System::Linux) return about_linux;
        if (system == System::Windows) return about_windows;
        return system != System::MacOs || about_macos;
    }
};

/// Every folder below checks/catalog, in the order of their names. Written by the build.
[[nodiscard]] std::span<const RegisteredCheck> all_checks();

/// Where advice comes from.
struct Source {
    std::string title;
    std::string url;   ///< may be empty
    Day seen;
};

/// What check.json says.
struct CheckInfo {
    std::string id;
    std::string group;  ///< "device", "browser", "network", "habits"
    int tier = 3;       ///< 1 exposes people now, 2 important, 3 hygiene
    int minutes = 0;    ///< effort of the fix
    bool restart = false;
    std::string lesson;  ///< lesson id, may be empty
    /// Threat profiles in which this check comes first: "seizure", "partner", "spyware", "harassment".
    std::vector<std::string> matters_to;
    bool spying = false;  ///< a risk may mean that somebody watches the person: a safety plan comes before any change
    Day reviewed;
    std::vector<Source> sources;
    /// Facts that no source of ours shows; said to the person.
    std::vector<std::string> unconfirmed;
};

/// Errors: Corrupt — names the field.
[[nodiscard]] Result<CheckInfo> parse_check_info(std::string_view json);

/// A verdict about the whole machine, merged from its subjects.
struct Finding {
    std::string id;
    Judgement judgement;
    std::string subject;  ///< whose facts decided, if a person's
    System system = System::Linux;  ///< on which it was made; decides how to look by hand
    std::vector<Evidence> evidence;
};

/// Judges each subject and keeps the most serious: at risk (large before small), then can't tell, then good, then does
/// not apply. Evidence of every subject is kept. No facts at all is "can't tell".
[[nodiscard]] Finding judge_all(const CheckDefinition& check, const std::vector<Facts>& facts,
                                const JudgeContext& context);

}  // namespace amparo::checks
