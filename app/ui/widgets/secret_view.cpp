#include "app/ui/widgets/secret_view.hpp"

#include <algorithm>

#include "app/ui/widgets/card.hpp"

namespace amparo::ui {

void secret_view(Ui& ui, Flow& flow, const Words& name, const SecretString& text) {
    card(ui, flow, {CardTone::Sunken, Gap::L}, [&](Flow& inner) {
        const std::string_view all = text.view();
        const float line = ui.px(type(Style::Mono).line) + ui.gap(Gap::XS);
        const float top = inner.y;
        // Codes run from left to right, also in a window that is mirrored: there the layout's left is the eye's right.
        std::size_t at = 0;
        while (at < all.size()) {
            std::size_t end = at;
            float width = 0;
            for (std::size_t group = at; group < all.size();) {
                const std::size_t hyphen = std::min(all.find('-', group), all.size() - 1);
                float more = 0;
                for (std::size_t i = group; i <= hyphen; ++i) more += ui.secret_width(Style::Mono, all.substr(i, 1));
                if (end > at && width + more > inner.width) break;
                width += more;
                group = end = hyphen + 1;
            }
            float pen = ui.mirrored() ? inner.x + width : inner.x;
            for (std::size_t i = at; i < end; ++i) {
                const std::string_view letter = all.substr(i, 1);
                const float step = ui.secret_width(Style::Mono, letter);
                if (ui.mirrored()) pen -= step;
                ui.draw_secret(pen, inner.y, Style::Mono, Color::Text, letter);
                if (!ui.mirrored()) pen += step;
            }
            inner.y += line;
            at = end;
        }
        ui.note(a11y::Role::Text, {inner.x, top, inner.end(), std::max(inner.y, top + line)}, name);
    });
}

}  // namespace amparo::ui
