#pragma once
// The parts of pages about sending: the button that is held, the ten seconds, what came of it, the network, own contacts.
// For the files of the screens only.

#include "app/models/emergency.hpp"
#include "app/models/sending.hpp"
#include "app/screens/view.hpp"

namespace amparo::screens {

/// Time for Delivery: that of the frames, which stands still when nobody looks.
[[nodiscard]] models::Delivery::Time frame_time(const View& view);
/// Lets time pass for what is held or counts down, asks for the frames that takes, and stops it when its page is gone.
void watch_sending(View& view);

/// The button that is held, with how the message is protected and what stays visible. `hold` names the button.
void hold_to_send(View& view, ui::Flow& flow, const Message& hold);
/// The question in place of the hold; drawn behind the page.
void draw_send_question(View& view);

/// One line for each thing that was sent, with what can be done about it.
void sent_items(View& view, ui::Flow& flow);

/// Sending on or off, and by which road.
void network_card(View& view, ui::Flow& flow);
/// The person's own mail account: trying it, keeping it, being rid of it.
void mail_card(View& view, ui::Flow& flow);
/// Whether that server may be contacted; drawn behind the page.
void draw_sign_in_question(View& view);
/// Tells how a login ended, and forgets what was typed once the card is not drawn any more.
void watch_mail_account(View& view);
/// The key of the desk that is written to: from a file, or from the desk's own site.
void key_card(View& view, ui::Flow& flow, models::Emergency& help);
/// Whether that site may be asked; drawn behind the page.
void draw_fetch_question(View& view);
/// Tells how that ended, and seals to the key that came.
void watch_key(View& view);
/// Whom the person named, and the fields to name somebody.
void contacts_card(View& view, ui::Flow& flow);

/// A sentence, and its English below where it is a draft: nobody agrees to a draft alone.
[[nodiscard]] ui::Words with_english(const View& view, const Message& message);
/// The same on one line, for buttons.
[[nodiscard]] ui::Words and_english(const View& view, const Message& message);

}  // namespace amparo::screens
