// What is saved, without a window: made, looked at, its passphrase changed, handed out sealed.

#include <map>

#include "app/base/date.hpp"
#include "app/base/text.hpp"
#include "app/console/session.hpp"
#include "app/console/vault_session.hpp"
#include "app/platform/outside.hpp"
#include "app/vault/passphrase.hpp"

namespace amparo::console {

namespace {

const char* cost_word(const vault::KdfCost& cost) { return cost == vault::kLowMemoryCost ? "vault.cost.low" : "vault.cost.normal"; }

/// How many records there are of each type, without those of the vault's own.
std::map<std::uint32_t, std::size_t> counts_of(const vault::Records& records) {
    std::map<std::uint32_t, std::size_t> out;
    for (const vault::Record& record : records.all()) {
        if (record.type > static_cast<std::uint32_t>(vault::RecordType::Profile)) ++out[record.type];
    }
    return out;
}

std::size_t sum_of(const std::map<std::uint32_t, std::size_t>& counts) {
    std::size_t sum = 0;
    for (const auto& [type, count] : counts) sum += count;
    return sum;
}

}  // namespace

int command_vault_create(const Session& session) {
    models::SaveOptions options;
    const std::string size = session.arguments.value("--size").value_or("1");
    if (size != "1" && size != "4" && size != "16") {
        session.complain({"vault.console.size", {{"word", Code{size}}}});
        return kUsage;
    }
    options.bay_bytes = static_cast<std::uint64_t>(text::to_integer(size).value_or(1)) << 20U;
    if (session.arguments.has("--low-memory")) options.cost = vault::kLowMemoryCost;
    if (models::look_at_saved(session.data_folder).state != vault::StoreState::Absent) {
        session.complain({"vault.error.exists", {}});
        return kNeedsAttention;
    }
    const bool asks = session.around.in_is_terminal && !session.arguments.has("--passphrase-file");
    if (asks) {
        const auto made = vault::make_passphrase();
        if (!made) return complain_about_vault(session, made.error());
        *session.around.err << session.say("vault.console.suggestion") << "\n\n    " << made->view() << "\n\n"
                            << session.say("vault.console.suggestion.then") << "\n";
    }
    const auto passphrase = ask_secret(session, "--passphrase-file", "vault.console.passphrase");
    if (!passphrase) return complain_about_vault(session, passphrase.error());
    if (const auto judged = vault::judge_passphrase(passphrase->view()); !judged) {
        complain_about_vault(session, judged.error());
        return kUsage;
    }
    if (asks) {
        const auto again = ask_secret(session, "--passphrase-file", "vault.console.again");
        if (!again) return complain_about_vault(session, again.error());
        if (again->view() != passphrase->view()) {
            session.complain({"vault.error.different", {}});
            return kUsage;
        }
    }
    if (vault::has_other_letters(passphrase->view())) *session.around.err << session.say("vault.other_letters") << "\n";
    const auto made = models::create_saved(session.data_folder, passphrase->view(), options);
    if (!made) return complain_about_vault(session, made.error());
    *session.around.out << session.say({"vault.console.created", {{"folder", Code{session.data_folder}}}}) << "\n"
                        << session.say("vault.promise") << "\n";
    return kDone;
}

int command_vault_info(const Session& session) {
    const models::SavedLook look = models::look_at_saved(session.data_folder);
    const std::string state(models::state_name(look.state));
    Json json = Json::object();
    json.set("schema", "amparo.vault/1").set("folder", session.data_folder).set("state", state);
    json.set("copies", Json::array().push(models::state_name(look.copies[0])).push(models::state_name(look.copies[1]))).set("equal", look.equal);
    if (look.head) {
        json.set("bay_bytes", static_cast<std::int64_t>(look.head->bay_bytes)).set("passes", std::int64_t{look.head->cost.passes});
        json.set("memory_bytes", static_cast<std::int64_t>(look.head->cost.memory));
    }
    std::optional<models::OpenedVault> opened;
    if (session.arguments.has("--passphrase-file")) {
        auto vault = open_vault(session, kForReading);
        if (!vault) return complain_about_vault(session, vault.error());
        opened = *std::move(vault);
        const auto counts = counts_of(opened->vault.records());
        json.set("records", sum_of(counts)).set("used_bytes", opened->vault.used()).set("capacity_bytes", opened->vault.capacity());
        if (const auto saved = opened->vault.last_saved()) json.set("last_saved", format_moment(*saved));
    }
    if (session.json()) {
        session.print(json);
    } else {
        Paper paper = session.paper();
        paper.paragraph(session.say("vault.state." + state), 0, 0, Ink::Strong);
        if (look.head) {
            paper.paragraph(session.say(cost_word(look.head->cost)));
            for (std::size_t i = 0; i < look.copies.size(); ++i) {
                paper.paragraph(session.say({"vault.copy." + std::string(models::state_name(look.copies[i])), {{"number", static_cast<std::int64_t>(i + 1)}}}));
            }
        }
        if (opened) {
            paper.paragraph(session.say({"vault.console.records", {{"count", static_cast<std::int64_t>(sum_of(counts_of(opened->vault.records())))}}}));
            if (const auto saved = opened->vault.last_saved()) paper.paragraph(session.say({"vault.last_saved", {{"moment", Code{format_moment(*saved)}}}}));
        }
    }
    const bool fine = look.state == vault::StoreState::Ready && look.copies[0] == vault::CopyState::Whole && look.copies[1] == vault::CopyState::Whole;
    return fine || look.state == vault::StoreState::Absent ? kDone : kNeedsAttention;
}

int command_vault_change_passphrase(const Session& session) {
    auto opened = open_vault(session, {});
    if (!opened) return complain_about_vault(session, opened.error());
    const auto next = ask_secret(session, "--new-passphrase-file", "vault.console.new_passphrase");
    if (!next) return complain_about_vault(session, next.error());
    if (const auto judged = vault::judge_passphrase(next->view()); !judged) return complain_about_vault(session, judged.error());
    if (session.around.in_is_terminal && !session.arguments.has("--new-passphrase-file")) {
        const auto again = ask_secret(session, "--new-passphrase-file", "vault.console.again");
        if (!again) return complain_about_vault(session, again.error());
        if (again->view() != next->view()) {
            session.complain({"vault.error.different", {}});
            return kUsage;
        }
    }
    const auto root = models::root_for(opened->vault, next->view());
    if (!root) return complain_about_vault(session, root.error());
    const auto changed = opened->vault.change_passphrase(*root, models::moment_now());
    if (!changed) return complain_about_vault(session, changed.error());
    *session.around.out << session.say("vault.changed_passphrase") << "\n";
    if (opened->vault.mirrored()) return kDone;
    session.complain({"vault.second_copy_late", {}});
    return kNeedsAttention;
}

int command_vault_export(const Session& session) {
    const auto to = session.arguments.value("--to");
    const auto out = session.arguments.value("--out");
    if (!to || !out) {
        session.complain({"vault.console.export_needs", {}});
        return kUsage;
    }
    auto opened = open_vault(session, kForReading);
    if (!opened) return complain_about_vault(session, opened.error());
    const auto sealed = models::sealed_export(opened->vault.records(), *to);
    if (!sealed) {
        session.complain({sealed.error().code == Errc::Corrupt ? "vault.error.address" : sealed.error().message_id(), {}});
        return kUsage;
    }
    const auto written = write_new_file(*out, as_bytes(*sealed));
    if (!written) {
        session.complain({written.error().code == Errc::Conflict ? "vault.error.file_exists" : written.error().message_id(), {}});
        return kNeedsAttention;
    }
    *session.around.out << session.say({"vault.console.exported", {{"file", Code{*out}}}}) << "\n";
    return kDone;
}

int command_vault_check(const Session& session) {
    auto opened = open_vault(session, kForReading);
    if (!opened) return complain_about_vault(session, opened.error());
    const models::SavedLook look = models::look_at_saved(session.data_folder);
    const bool whole = look.copies[0] == vault::CopyState::Whole && look.copies[1] == vault::CopyState::Whole;
    const bool fine = whole && look.equal && opened->vault.standing() == vault::Standing::Asked;
    if (session.json()) {
        Json json = Json::object();
        json.set("schema", "amparo.vault-check/1").set("good", fine).set("equal", look.equal);
        json.set("copies", Json::array().push(models::state_name(look.copies[0])).push(models::state_name(look.copies[1])));
        json.set("opened", models::standing_name(opened->vault.standing())).set("records", sum_of(counts_of(opened->vault.records())));
        session.print(json);
    } else {
        *session.around.out << session.say(fine ? "vault.console.check_good" : "vault.console.check_bad") << "\n";
    }
    return fine ? kDone : kNeedsAttention;
}

}  // namespace amparo::console
