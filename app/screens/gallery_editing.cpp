// The part of the gallery about text that is typed or selected: every widget for it empty, full and off, in two scripts.
#include <optional>

#include "app/screens/view.hpp"

namespace amparo::screens {

namespace {

constexpr const char* kLatin =
    "Tuesday, 14:05. Two people came to the office and asked for the list of members.\n\n"
    "We gave them nothing. They left a number, +1 202-555-0147, and said that they would come back.";
constexpr const char* kArabic =
    "الثلاثاء، 14:05. جاء شخصان إلى المكتب وطلبا قائمة الأعضاء.\n\n"
    "لم نعطهما شيئًا. تركا رقمًا، \u2066+1 202-555-0147\u2069، وقالا إنهما سيعودان.";

}  // namespace

struct EditingSamples {
    ui::FieldState empty;
    ui::FieldState latin;
    ui::FieldState arabic;
    ui::EditorState latin_report;
    ui::EditorState arabic_report;
    ui::EditorState off_report;
    std::optional<ui::SecretFieldState> secret;
    std::optional<ui::SecretFieldState> empty_secret;
    ui::TextSelection selection;
    bool cut = false;

    EditingSamples() {
        latin.buffer.reset("Two words");
        arabic.buffer.reset("كلمتان هنا");
        latin_report.buffer.reset(kLatin);
        arabic_report.buffer.reset(kArabic);
        off_report.buffer.reset(kLatin);
        if (auto made = ui::SecretFieldState::create()) {
            // What everybody may read in the source is no secret.
            static_cast<void>(made->text.append("correct horse"));
            secret = *std::move(made);
        }
        if (auto made = ui::SecretFieldState::create()) empty_secret = *std::move(made);
    }
};

void editing_samples(View& view, ui::Flow& flow) {
    if (!view.state.editing) view.state.editing = std::make_shared<EditingSamples>();
    EditingSamples& all = *view.state.editing;
    ui::Ui& ui = view.ui;
    const ui::Words label = view.say("window.region.search");
    const ui::FieldOptions off{view.say("window.home.first.body"), false};
    const float gap = ui.gap(ui::Gap::L);
    const auto field = [&](const char* id, ui::FieldState& state, const ui::FieldOptions& options) {
        ui::field(ui, id, flow, label, state, options);
        flow.skip(gap);
    };
    const auto report = [&](const char* id, ui::EditorState& state, const ui::EditorOptions& options) {
        all.cut = ui::editor(ui, id, flow, label, state, options).cut > 0 || all.cut;
        flow.skip(gap);
    };
    field("gallery.field.empty", all.empty, {});
    field("gallery.field.latin", all.latin, {view.say("window.region.none"), true});
    field("gallery.field.arabic", all.arabic, {});
    field("gallery.field.off", all.latin, off);
    report("gallery.editor.latin", all.latin_report, {{}, 5});
    report("gallery.editor.arabic", all.arabic_report, {{}, 5});
    report("gallery.editor.off", all.off_report, {off, 3});
    if (all.cut) {
        ui::callout(ui, flow, {ui::CardTone::Warn, "ui/info", {}, view.say("window.text.cut")});
        flow.skip(gap);
    }
    const auto secret = [&](const char* id, std::optional<ui::SecretFieldState>& state, const ui::FieldOptions& options) {
        if (!state) return;
        ui::secret_field(ui, id, flow, label, view.say("window.secret.show"), *state, options);
        flow.skip(gap);
    };
    secret("gallery.secret.empty", all.empty_secret, {});
    secret("gallery.secret.full", all.secret, {});
    secret("gallery.secret.off", all.secret, off);
    ui::text_view(ui, "gallery.read.latin", flow, {kLatin, "en", text_layout::Direction::LeftToRight}, all.selection);
    flow.skip(gap);
    ui::text_view(ui, "gallery.read.arabic", flow, {kArabic, "ar", text_layout::Direction::RightToLeft}, all.selection,
                  {ui::Style::Lead, ui::Color::Text, true});
}

}  // namespace amparo::screens
