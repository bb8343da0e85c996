#pragma once
// The drawing surface of the program: one window's worth of Dear ImGui with our text, theme, mirroring, keyboard focus
// and accessibility nodes. Widgets draw through it; screens call widgets. Coordinates are pixels of the layout, which
// always runs from left (start) to right (end); a right-to-left window is mirrored when the picture is finished.
// One thread: that of the window.

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/a11y/node.hpp"
#include "app/base/result.hpp"
#include "app/base/secret.hpp"
#include "app/ui/text_engine.hpp"
#include "app/ui/tokens.hpp"

struct ImDrawData;
struct ImDrawList;
struct ImGuiContext;

namespace amparo::ui {

/// Text with the language that it is really in. Sentences run the way of their language, even if they begin with a word
/// of another; Auto is for what may be in any language, such as a name.
struct Words {
    std::string text;
    std::string lang = "en";
    text_layout::Direction direction = text_layout::Direction::Auto;
};

struct Rect {
    float x0 = 0;
    float y0 = 0;
    float x1 = 0;
    float y1 = 0;

    [[nodiscard]] float width() const { return x1 - x0; }
    [[nodiscard]] float height() const { return y1 - y0; }
    [[nodiscard]] float middle_y() const { return (y0 + y1) / 2; }
    [[nodiscard]] Rect inset(float by) const { return {x0 + by, y0 + by, x1 - by, y1 - by}; }
};

struct Extent {
    float width = 0;
    float height = 0;
};

/// Pixels to be drawn as they are, whatever the theme. The same `id` means the same pixels as long as it is drawn in every frame.
struct Image {
    std::string id;
    std::size_t width = 0;
    std::size_t height = 0;
    std::span<const unsigned char> rgb;  ///< rows from the top, three bytes a pixel
};

class Images;

struct Look {
    ThemeKind theme = ThemeKind::Light;
    float scale = 1;  ///< of the display times that of the person's text size
    bool mirrored = false;
    bool reduced_motion = false;  ///< everything is where it belongs at once
    bool operator==(const Look&) const = default;
};

struct Interaction {
    bool hovered = false;
    bool held = false;
    bool focused = false;  ///< by keyboard, so that a ring is shown
    bool pressed = false;  ///< released inside, or Enter or Space
    bool pointed = false;  ///< the pointer is over it, even when it is off
};

/// What covers what: the page, a dialog above it, and above everything the way out.
enum class Layer : std::uint8_t { Page, Dialog, Top };

/// Whether Tab stops there; rows of a list are walked with the arrows instead.
enum class TabStop : std::uint8_t { Yes, No };

enum class ScrollKeys : std::uint8_t { Heard, Left };
/// Hidden where the area is so narrow that the bar would cover words; the wheel and the focus move it all the same.
enum class ScrollBar : std::uint8_t { Shown, Hidden };

enum class Align : std::uint8_t { Start, Center, End };

/// Keys that are not text, in reading terms: the window has swapped Left and Right already.
enum class Key : std::uint8_t {
    Tab, BackTab, Enter, Space, Escape, Up, Down, Start, End, PageUp, PageDown, Home, Finish, Backspace, Delete, Copy,
    Cut, Paste, SelectAll, Undo, Redo
};

struct KeyPress {
    Key key = Key::Tab;
    bool shift = false;
    bool control = false;   ///< a word, or everything, at a time
    std::size_t typed = 0;  ///< not 0: so many bytes were typed, and there is no key
};

/// What a widget that has the focus keeps for itself: nothing; Space, Home and End; or Enter and the keys that scroll, too.
enum class Typing : std::uint8_t { None, Line, Lines };

class Ui {
  public:
    /// Makes the context and its fonts. Errors: Bug — a font inside the program cannot be read.
    [[nodiscard]] static Result<std::unique_ptr<Ui>> create();
    Ui(const Ui&) = delete;
    Ui& operator=(const Ui&) = delete;
    ~Ui();

    /// What is asked of Dear ImGui next is about this surface; begin_frame() and input say so by themselves.
    void make_current();

    // The frame.

    /// Takes effect with the next frame.
    void set_look(const Look& look);
    [[nodiscard]] const Look& look() const { return look_; }
    [[nodiscard]] const Theme& theme() const { return ui::theme(look_.theme); }
    [[nodiscard]] bool mirrored() const { return look_.mirrored; }

    /// `width` and `height` in pixels, at least 1; `seconds` since the last frame.
    void begin_frame(int width, int height, float seconds);
    /// Finishes the picture, mirrored where the look says so. True in `again` when it should be drawn once more at once.
    [[nodiscard]] ImDrawData* end_frame(bool& again);

    // Motion. The window draws while something moves, and stands still afterwards.

    /// Seconds after the last frame when the next one should be drawn although nothing happens; nothing when the picture
    /// may stand still.
    [[nodiscard]] std::optional<float> next_due() const { return wake_; }
    /// Seconds of all frames together.
    [[nodiscard]] double time() const { return time_; }
    /// Asks for a frame in so many seconds.
    void wake_in(float seconds);
    /// Where something is on its way to `target`: 0 to 1, slower towards the end, `seconds` long. What is new is there
    /// already, or begins at `from`; what is not asked for in a frame is forgotten. All at once with reduced motion.
    float animate(std::string_view id, float target, float seconds, std::optional<float> from = std::nullopt);
    /// True when the pointer has stayed on `id` for so long; asked in every frame.
    [[nodiscard]] bool rested(std::string_view id, bool pointed, float seconds);

    [[nodiscard]] float width() const { return width_; }
    [[nodiscard]] float height() const { return height_; }
    [[nodiscard]] TextEngine& text_engine() { return *text_; }

    // Input, as the window gets it: pixels of the window as it is seen.

    void feed_pointer(float x, float y);
    void feed_pointer_left();
    void feed_button(int button, bool down, bool shift = false);
    void feed_wheel(float x, float y);
    /// Start and End are the arrow keys to the left and to the right as they are labelled; they are turned around here.
    void feed_key(Key key, bool shift = false, bool control = false);
    /// What is typed may be a secret: it waits in guarded memory and is wiped when its frame is over.
    void feed_text(std::string_view utf8);
    void feed_focus(bool focused);
    /// Whether Space is down, for what is held by the keyboard.
    void feed_space(bool down) { space_down_ = down; }

    // Measures.

    /// Units to whole pixels.
    [[nodiscard]] float px(float units) const;
    [[nodiscard]] float gap(Gap gap) const { return px(units(gap)); }
    /// True when there is no room for words beside the icons of the rail.
    [[nodiscard]] bool narrow() const;
    /// Between the edges of the page and what is on it.
    [[nodiscard]] float page_margin() const;

    // Drawing.

    void fill(const Rect& rect, Color color, float radius = 0);
    void outline(const Rect& rect, Color color, float thickness, float radius = 0);
    /// The same in dashes along the straight edges: in high contrast the edge of what is off.
    void dashes(const Rect& rect, Color color, float thickness, float radius = 0);
    void line(float x0, float y0, float x1, float y1, Color color, float thickness);
    void circle(float x, float y, float radius, Color color);
    /// `flips`: drawn the other way round in a mirrored window, like an arrow; everything else stays as it is.
    void icon(std::string_view name, const Rect& rect, Color color, Color behind, bool flips = false);

    /// A picture over all of `rect`; never the other way round. Nothing is recorded for readers.
    void image(const Rect& rect, const Image& image);
    /// How many pictures have a texture at the moment; for tests.
    [[nodiscard]] std::size_t image_count() const;

    [[nodiscard]] Extent measure(Style style, const Words& words, float width = 0);
    /// Draws wrapped text in [x, x + width) from `y` down and gives its height; nothing is recorded for readers.
    float draw_text(float x, float y, float width, Style style, Color color, const Words& words,
                    Align align = Align::Start);
    /// One line that ends in an ellipsis where it is too long; centred on `middle_y`. Gives its width.
    float draw_label(float x, float middle_y, float width, Style style, Color color, const Words& words,
                     Align align = Align::Start);

    /// What text was drawn, for tests that look for text that is cut, covered or without glyphs. Off until asked for.
    struct Ink {
        std::string text;
        Rect rect;  ///< of its glyphs' line, layout pixels
        Rect clip;  ///< what of the layout can be seen there
        std::string scroll;  ///< the innermost scroll area around; empty when it stands still
        bool shortened = false;  ///< there is an ellipsis in place of its end
        bool missing = false;    ///< a character has no glyph
        Layer layer = Layer::Page;
    };
    void watch_ink(bool on) { ink_watched_ = on; }
    [[nodiscard]] const std::vector<Ink>& ink() const { return ink_; }

    /// One shaped line as it is, from `x` on; for editors.
    void draw_shaped(float x, float y, Style style, Color color, const std::shared_ptr<const text_layout::Label>& label);
    /// One line of a paragraph.
    void draw_shaped(float x, float y, Style style, Color color, const std::shared_ptr<const text_layout::Paragraph>& paragraph,
                     std::size_t line);
    /// One letter of a secret, in the place of a line, and how wide it is. It is shaped alone and our copies of it are
    /// wiped: neither the text nor a part of it that is longer than a letter comes into any cache.
    void draw_secret(float x, float y, Style style, Color color, std::string_view letter);
    [[nodiscard]] float secret_width(Style style, std::string_view letter);
    /// The same in the regular face, with an em of any number of pixels.
    void draw_sized(float x, float y, float em, Color color, const std::shared_ptr<const text_layout::Label>& label);
    /// What `content` draws is seen inside `rect` only.
    void clipped(const Rect& rect, const std::function<void()>& content);

    /// What `content` draws is mixed with what lies behind it: 0 is nothing, 1 is all.
    void faded(float alpha, const std::function<void()>& content);
    /// All measures are so many times as large in `content`, its text, too.
    void enlarged(float factor, const std::function<void()>& content);
    /// A shape in black, whatever the theme: shadows and what dims the page. `alpha` of 0 to 1.
    void shade(const Rect& rect, float alpha, float radius = 0);

    /// Puts what is drawn in `content` above what is drawn in `back` afterwards, e.g. the card behind its text.
    void layered(const std::function<Rect()>& content, const std::function<void(const Rect&)>& back);

    // Interaction.

    /// A place that can be pressed and takes part in the keyboard order, which is the order of calls. `id` is unique on
    /// the page and stable over languages. `node` carries role, name and state; the rest is filled in.
    /// What is off says why in the node's description; then the keyboard gets there, and hears it.
    Interaction interact(std::string_view id, const Rect& rect, a11y::Node node, bool enabled = true,
                         TabStop stop = TabStop::Yes);
    /// A place that only the pointer reaches, such as text that can be selected; it records no node.
    Interaction touch(std::string_view id, const Rect& rect);
    /// The ring of the focus outside a control.
    void focus_ring(const Rect& rect, float radius);
    void set_focus(std::string_view id);
    [[nodiscard]] const std::string& focused_id() const { return focused_; }
    /// Said in every frame by the widget with the focus that the arrows, Page Up and Down, Home and End are its own.
    void wants_arrows() { arrows_now_ = focused_; }
    /// True once when the key was pressed and no widget took it.
    [[nodiscard]] bool take_key(Key key);
    [[nodiscard]] std::optional<KeyPress> take_press(Key key);
    [[nodiscard]] std::string take_text();
    /// The same where it lies; valid until drop_typed(), which wipes it, or the end of the frame.
    [[nodiscard]] std::string_view typed() const { return covered() ? std::string_view() : typed_.view(); }
    void drop_typed() { if (!covered()) typed_.clear(); }
    /// Said by the widget that has the focus and is being typed into, in every frame.
    void wants_text(Typing typing = Typing::Line);
    [[nodiscard]] bool typing() const { return typing_ != Typing::None; }
    /// Pixels of the layout.
    [[nodiscard]] float pointer_x() const;
    [[nodiscard]] float pointer_y() const;
    /// How many times the first button was pressed quickly at this place, in the frame of the press; else 0.
    [[nodiscard]] int clicks() const;
    /// True when Shift was held at the last press of a button.
    [[nodiscard]] bool shift_held() const;
    /// Said by a widget below the pointer that scrolls itself: gives how far the wheel was turned, in pixels downwards.
    /// Areas around it do not hear the wheel while this is said.
    [[nodiscard]] float own_wheel(const Rect& rect);
    [[nodiscard]] bool space_down() const { return space_down_; }
    /// True when any key was pressed or anything typed that no widget took; it is dropped.
    [[nodiscard]] bool take_any_key();
    /// Asks for one more frame at once.
    void draw_again() { again_ = true; }

    /// The clipboard, through what the window set up.
    void copy(const std::string& text);
    [[nodiscard]] std::string paste();
    struct Clipboard {
        std::function<void(const std::string&)> set;
        std::function<std::string()> get;
    };
    void set_clipboard(Clipboard clipboard) { clipboard_ = std::move(clipboard); }

    /// Records something that is only read. `bounds` in layout pixels.
    void note(a11y::Role role, const Rect& rect, const Words& words, int level = 0);
    /// The same with all that the node says; its bounds are filled in.
    void note(a11y::Node node, const Rect& rect) { add_node(std::move(node), rect); }
    [[nodiscard]] const std::vector<a11y::Node>& nodes() const { return nodes_; }
    /// What is recorded until end_group() belongs to this node, a group, a list or a dialog.
    void begin_group(a11y::Node node, const Rect& rect);
    void end_group();
    /// What can be pressed of the kind `role` in `content` is told as the first, second and so on of so many.
    void counted(a11y::Role role, const std::function<void()>& content);
    /// The rectangle of the group around, where it is known only when its content was drawn.
    void set_group_rect(const Rect& rect);

    /// Said by screen readers at once, besides being shown.
    void announce(const Words& words, bool urgent = false);
    /// What was announced in this frame.
    [[nodiscard]] const std::vector<a11y::Announcement>& announcements() const { return announcements_; }
    /// Takes effect with the next frame. At most kRequests are kept; more are dropped.
    static constexpr std::size_t kRequests = 64;
    void request(a11y::Request request);
    /// For widgets with text: what was asked for of the node `id`, Kind::SetText or Kind::SetCaret.
    [[nodiscard]] std::optional<a11y::Request> take_request(std::string_view id);

    // Layers.

    /// What is drawn until end_dialog() lies above the page, and alone hears the pointer and the keys; it and what is at
    /// the top alone are recorded. When it appears, `first` gets the focus; when it is gone, the focus is where it was.
    /// Outside of scroll areas, behind the page in the order of calls.
    void begin_dialog(std::string_view id, std::string_view first);
    /// `answered`: it is not drawn again, so the page hears everything in the next frame.
    void end_dialog(bool answered);
    /// True when the page below hears nothing.
    [[nodiscard]] bool dialog_open() const { return !dialog_.empty(); }
    /// What is drawn within `rect` until end_top() lies above dialogs, too. Drawn last.
    void begin_top(const Rect& rect);
    void end_top();
    /// Drawn at the end of the frame, above everything else; hears no pointer.
    void above(std::function<void()> content) { above_.push_back(std::move(content)); }

    // Scrolling.

    /// What follows lies in a scroll area until end_scroll(). Gives where the content begins: y moves with the scrolling.
    /// One area of a page hears the keys that scroll.
    [[nodiscard]] float begin_scroll(std::string_view id, const Rect& rect, ScrollKeys keys = ScrollKeys::Heard,
                                     ScrollBar shown = ScrollBar::Shown);
    /// `bottom`: where the content ended.
    void end_scroll(float bottom);
    void scroll_to_top(std::string_view id);
    /// Moves the innermost area so that `rect` is seen, from the next frame on.
    void scroll_into_view(const Rect& rect);

    [[nodiscard]] std::uint32_t color(Color color, float alpha = 1) const;
    /// The list that widgets with shapes of their own draw to.
    [[nodiscard]] ImDrawList* draw_list() const;

  private:
    struct FocusItem {
        std::string id;
        Layer layer = Layer::Page;
        TabStop stop = TabStop::Yes;
    };
    struct Moving {
        float from = 0;
        float to = 0;
        float now = 0;
        double since = 0;
        bool seen = true;  // in this frame
    };
    struct Scroll {
        std::string id;
        Rect rect;
    };
    Ui();
    void apply_look();
    void next_input();
    void move_focus(int step);
    void draw_above();
    void settle_focus();
    /// True for the page while a dialog lies above it.
    [[nodiscard]] bool covered() const { return !dialog_.empty() && layer_ == Layer::Page; }
    void add_node(a11y::Node node, const Rect& rect);
    [[nodiscard]] a11y::Bounds seen(const Rect& rect) const;
    void draw_line(float x, float y, Style style, Color color, const std::string& visual);
    void witness(float x, float y, Style style, const std::string& text, const text_layout::Line& line, bool shortened = false);

    std::unique_ptr<TextEngine> text_;
    std::unique_ptr<Images> images_;
    ImGuiContext* context_ = nullptr;
    Look look_;
    Look next_look_;
    float width_ = 1;
    float height_ = 1;
    float pointer_x_ = -1;
    float pointer_y_ = -1;
    bool pointer_inside_ = false;

    bool ink_watched_ = false;
    std::vector<Ink> ink_;
    std::vector<a11y::Node> nodes_;
    std::vector<int> groups_;  // indexes of nodes, from the outside in
    std::vector<a11y::Announcement> announcements_;
    std::vector<a11y::Request> requested_;
    std::vector<a11y::Request> requests_;  // of this frame
    std::vector<FocusItem> order_;
    std::vector<FocusItem> last_order_;
    std::vector<Scroll> scrolls_;
    std::vector<std::string> to_top_;
    std::vector<KeyPress> queue_;  // what was pressed and typed, in order; a frame gets one key, or text up to the next key
    std::vector<KeyPress> keys_;
    Clipboard clipboard_;
    SecretString waiting_;  // all that the queue speaks of
    SecretString typed_;    // of this frame
    std::string focused_;
    bool focus_visible_ = false;
    bool focus_moved_ = false;
    bool scrolled_ = false;
    bool space_down_ = false;
    bool activate_ = false;
    Typing typing_ = Typing::None;
    Typing typing_now_ = Typing::None;
    std::string typing_id_;
    std::vector<Rect> wheels_;  // whose widgets hear the wheel themselves
    std::vector<Rect> last_wheels_;
    bool again_ = false;
    std::string arrows_;  // the id of what had the focus and wanted the arrows
    std::string arrows_now_;

    Layer layer_ = Layer::Page;
    std::string dialog_;      // the one that covers the page
    std::string dialog_now_;  // the one that was drawn in this frame
    std::string return_to_;   // what had the focus before it
    std::vector<std::function<void()>> above_;

    double time_ = 0;
    std::optional<float> wake_;
    std::map<std::string, Moving, std::less<>> moving_;
    std::string pointed_;
    double pointed_since_ = 0;
    float fade_ = 1;
};

}  // namespace amparo::ui
