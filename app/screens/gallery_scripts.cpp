// One sentence for each script, to see that it is shaped and that its lines are high enough.
#include <array>

#include "app/screens/gallery.hpp"

namespace amparo::screens {

namespace {

using ui::Gap;
using ui::Style;

struct Sample {
    const char* lang;
    const char* text;
};
/// The first article of the Universal Declaration's idea in our own plain words, one sentence for each script.
constexpr std::array<Sample, 13> kSamples{{{"en", "Everyone is free and equal. Call +1 202-555-0147."},
                                           {"ar", "كل الناس أحرار ومتساوون. اتصل على \u2066+1 202-555-0147\u2069."},
                                           {"fa", "همه آزاد و برابرند. زنگ بزنید: \u2066+1 202-555-0147\u2069"},
                                           {"ur", "سب لوگ آزاد اور برابر ہیں۔"},
                                           {"he", "כל בני האדם חופשיים ושווים."},
                                           {"ru", "Все люди свободны и равны."},
                                           {"el", "Όλοι οι άνθρωποι είναι ελεύθεροι και ίσοι."},
                                           {"vi", "Mọi người đều tự do và bình đẳng."},
                                           {"hi", "सभी लोग स्वतंत्र और समान हैं।"},
                                           {"my", "လူတိုင်း လွတ်လပ်ပြီး တန်းတူညီမျှ ကြသည်။"},
                                           {"th", "ทุกคนเป็นอิสระและเท่าเทียมกัน"},
                                           {"am", "ሁሉም ሰው ነፃ እና እኩል ነው።"},
                                           {"zh", "人人自由而平等。"}}};

}  // namespace

void gallery_scripts(View& view, ui::Flow& flow) {
    ui::card(view.ui, flow, {}, [&](ui::Flow& inner) {
        for (const Sample& sample : kSamples) {
            ui::text(view.ui, inner, Style::Caption, view.verbatim(sample.lang), ui::Color::Muted);
            ui::text(view.ui, inner, Style::Lead, {sample.text, sample.lang});
            inner.skip(view.ui.gap(Gap::S));
        }
    });
}

}  // namespace amparo::screens
