#include "app/models/emergency.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace amparo::models {

using escalation::Channel;
using escalation::Contact;
using escalation::Danger;
using escalation::Form;
using escalation::Stage;
using escalation::Suggestion;

namespace {

constexpr std::size_t kRandom = 16;

/// Ways to write first, then those that only talk; what is not here cannot be turned to.
constexpr std::array<std::string_view, 7> kWays = {"email", "signal", "whatsapp", "telegram", "globaleaks", "webform", "phone"};

std::vector<std::size_t> ways_of(const Channel& channel, const std::string& incident) {
    std::vector<std::pair<std::pair<bool, std::size_t>, std::size_t>> found;
    for (std::size_t i = 0; i < channel.contacts.size(); ++i) {
        const Contact& item = channel.contacts[i];
        const auto rank = std::ranges::find(kWays, item.method);
        if (rank == kWays.end() || (!item.incident.empty() && item.incident != incident)) continue;
        // A form for this very incident is what the desk wants.
        found.push_back({{item.incident.empty(), static_cast<std::size_t>(rank - kWays.begin())}, i});
    }
    std::ranges::stable_sort(found);
    std::vector<std::size_t> out;
    for (const auto& [rank, index] : found) out.push_back(index);
    return out;
}

bool can_be_called(const Channel& channel) {
    return std::ranges::any_of(channel.contacts, [](const Contact& item) {
        return item.method == "phone" || item.method == "signal" || item.method == "whatsapp";
    });
}

}  // namespace

bool can_be_sealed(std::string_view method) { return method == "email" || method == "globaleaks"; }

escalation::Protection protection_of(std::string_view method) {
    if (method == "signal" || method == "whatsapp") return escalation::Protection::Messenger;
    if (method == "phone") return escalation::Protection::Open;
    return escalation::Protection::InTransit;
}

Emergency::Emergency(EmergencySetup setup) : setup_(std::move(setup)), desk_(*setup_.channels, setup_.today) { start(); }

void Emergency::start() {
    desk_.reset();
    way_ = {HelpStep::Danger};
    player_.reset();
    chosen_ = nullptr;
    person_.reset();
    fingerprint_.clear();
    ways_.clear();
    report_ = escalation::new_report(setup_.now(), setup_.random(kRandom));
    report_.lang = language_;
    form_ = Form::Message;
    stage_ = Stage::FirstContact;
    left_out_.clear();
    handed_.clear();
    look_for_protection();
    renew();
}

void Emergency::set_language(const std::string& tag) {
    language_ = tag;
    desk_.set_language(tag);
    report_.lang = tag;
    own_words_.emplace(setup_.languages->translator(tag));
    look_for_protection();
    renew();
}

int Emergency::number() const {
    switch (step()) {
        case HelpStep::Danger: return 1;
        case HelpStep::What: return 2;
        case HelpStep::Who: return 3;
        case HelpStep::Review: return 4;
        default: return 0;
    }
}

void Emergency::go(HelpStep step) {
    if (way_.back() != step) way_.push_back(step);
}

bool Emergency::back() {
    // Inside a flow the way leads back through its questions first.
    if (step() == HelpStep::FirstAid && player_ && player_->can_go_back()) {
        player_->back();
        return true;
    }
    if (way_.size() <= 1) return false;
    way_.pop_back();
    if (step() == HelpStep::What) desk_.choose_incident({});
    return true;
}

void Emergency::answer(Danger danger) {
    report_.danger = danger;
    renew();
    go(danger == Danger::No || danger == Danger::Soon ? HelpStep::What : HelpStep::Numbers);
}

void Emergency::choose_incident(const std::string& id) {
    desk_.choose_incident(id);
    report_.types = {id};
    player_.reset();
    renew();
    go(HelpStep::Who);
}

void Emergency::choose_unknown() {
    desk_.choose_anything();
    report_.types.clear();
    player_.reset();
    renew();
    go(HelpStep::Who);
}

void Emergency::choose_region(const std::string& id) {
    desk_.choose_region(id);
    look_for_protection();
}

void Emergency::look_for_protection() {
    protection_.clear();
    state_bodies_.clear();
    const escalation::Question question{"physical-threat", desk_.region(), language_, {}};
    for (Suggestion& item : escalation::suggest(setup_.channels->directory(), setup_.channels->regions(), question, setup_.today)) {
        if (!can_be_called(*item.channel)) continue;
        (item.channel->state_body() ? state_bodies_ : protection_).push_back(std::move(item));
    }
}

std::vector<const escalation::Flow*> Emergency::flows() const {
    return desk_.incident().empty() ? std::vector<const escalation::Flow*>{} : setup_.flows->of(desk_.incident());
}

void Emergency::open_flow(const std::string& id) {
    const escalation::Flow* flow = setup_.flows->find(id);
    if (flow == nullptr) return;
    // A flow that was left is where it was.
    if (!player_ || &player_->flow() != flow) player_.emplace(*flow);
    go(HelpStep::FirstAid);
}

void Emergency::write_to(const std::string& channel) {
    chosen_ = setup_.channels->directory().find(channel);
    if (chosen_ == nullptr) return;
    person_.reset();
    fingerprint_.clear();
    ways_ = ways_of(*chosen_, desk_.incident());
    way_index_ = 0;
    stage_ = Stage::FirstContact;
    left_out_.clear();
    choose_way(0);
    go(HelpStep::Review);
}

void Emergency::write_to_person(escalation::Recipient to) {
    chosen_ = nullptr;
    person_ = std::move(to);
    fingerprint_.clear();
    ways_.clear();
    way_index_ = 0;
    form_ = Form::Message;
    stage_ = Stage::FirstContact;
    left_out_.clear();
    renew();
    go(HelpStep::Review);
}

void Emergency::seal_for(const std::string& fingerprint) {
    fingerprint_ = fingerprint;
    renew();
}

bool Emergency::confirmed() const { return chosen_ != nullptr && chosen_->grade(setup_.today) == escalation::Grade::Confirmed && !chosen_->added_by_hand; }

std::string Emergency::pinned_fingerprint() const {
    if (chosen_ == nullptr) return {};
    const auto found = std::ranges::find(chosen_->contacts, "openpgp-fingerprint", &Contact::method);
    return found == chosen_->contacts.end() ? std::string() : found->value;
}

void Emergency::choose_way(std::size_t index) {
    if (index >= ways_.size()) {
        renew();
        return;
    }
    way_index_ = index;
    // A platform's form has fields; a desk's form takes a message like a mail does.
    const bool fields = chosen_->kind == escalation::ChannelKind::Platform;
    form_ = fields ? Form::WebForm : Form::Message;
    renew();
}

void Emergency::choose_stage(Stage stage) {
    stage_ = stage;
    renew();
}

void Emergency::leave_out(const std::string& line, bool out) {
    if (out) {
        left_out_.insert(line);
    } else {
        left_out_.erase(line);
    }
    renew();
}

void Emergency::change(const std::function<void(escalation::Report&)>& change) {
    change(report_);
    renew();
}

void Emergency::cover(const std::string& found) {
    report_ = escalation::covered(report_, found);
    renew();
}

std::string Emergency::desk_language() const {
    // The desk's own language where somebody has read our words in it; else English.
    if (chosen_ == nullptr) return std::string(localization::kSourceTag);
    for (const std::string& tag : chosen_->languages) {
        const localization::Catalog* catalog = setup_.languages->catalog(tag);
        if (catalog != nullptr && !catalog->language().preview) return tag;
    }
    return std::string(localization::kSourceTag);
}

void Emergency::renew() {
    const std::string tag = desk_language();
    if (!desk_words_ || desk_words_tag_ != tag) {
        desk_words_.emplace(setup_.languages->translator(tag));
        desk_words_tag_ = tag;
    }
    if (!own_words_) own_words_.emplace(setup_.languages->translator(language_));
    const bool own_too = own_words_->language().tag != tag && !own_words_->language().preview && localization::kSourceTag != own_words_->language().tag;
    noticed_ = escalation::look_over(report_);
    shown_ = escalation::lines_of(report_, form_, stage_, *own_words_);
    const escalation::Rendering rendering =
        escalation::render(report_, {form_, stage_, left_out_, &*desk_words_, own_too ? &*own_words_ : nullptr});
    escalation::Recipient to;
    if (chosen_ != nullptr) {
        to.channel = chosen_->id;
        to.name = chosen_->name;
        if (way_index_ < ways_.size()) {
            const Contact& contact = chosen_->contacts[ways_[way_index_]];
            to.method = contact.method;
            to.address = contact.value;
            to.protection = protection_of(contact.method);
            if (!fingerprint_.empty() && can_be_sealed(contact.method)) {
                to.protection = escalation::Protection::Sealed;
                to.fingerprint = fingerprint_;
            }
        }
    } else if (person_) {
        to = *person_;
    }
    preview_ = escalation::preview_of(std::move(to), rendering);
}

std::string Emergency::short_text() const { return escalation::short_text(report_, *desk_words_); }

void Emergency::say_safe() {
    report_.danger = Danger::No;
    // In the desk's language, so that it is read at once.
    report_.summary = desk_words_->tr("report.safe_now").text;
    form_ = Form::Message;
    stage_ = Stage::Full;
    renew();
    go(HelpStep::Review);
}

void Emergency::leave_going(Went went) {
    if (step() == HelpStep::Going && way_.size() > 1) way_.pop_back();
    if (went == Went::Nowhere) return;
    go(HelpStep::After);
    if (went == Went::Practised) return;
    const std::string whom = chosen_ != nullptr ? chosen_->id : person_ ? person_->name : std::string();
    if (!whom.empty()) report_.reported_to.push_back({whom, escalation::format_minute(setup_.now()), {}});
    renew();
}

void Emergency::handed_over() {
    if (person_) {
        handed_.push_back({{}, person_->name, preview_.to.method, escalation::format_minute(setup_.now())});
        report_.reported_to.push_back({person_->name, escalation::format_minute(setup_.now()), {}});
        renew();
    }
    if (chosen_ != nullptr) {
        handed_.push_back({chosen_->id, chosen_->name, preview_.to.method, escalation::format_minute(setup_.now())});
        report_.reported_to.push_back({chosen_->id, escalation::format_minute(setup_.now()), {}});
        renew();
    }
    go(HelpStep::After);
}

}  // namespace amparo::models
