# Reads the window of Amparo the way a screen reader does, and uses it through nothing else. Run on a display and a
# session bus of its own: python3 readers.py STORY PROGRAM. Ends with "all heard" and 0, or says what it missed and ends
# with 1.

import os
import signal
import subprocess
import sys
import time

import pyatspi
from gi.repository import Gio, GLib

PATIENCE = 20
events = []


def turn():
    context = GLib.MainContext.default()
    while context.iteration(False):
        pass


def wait(what, condition):
    end = time.time() + PATIENCE
    while time.time() < end:
        turn()
        try:
            found = condition()
        except (GLib.Error, RuntimeError, AttributeError):  # what went away while it was read
            found = None
        if found:
            return found
        time.sleep(0.02)
    tree()
    sys.exit("missed: " + what)


def settled(facts):
    """Calls `facts` until nothing in it is missed: a window that is being drawn may take an object away between two
    questions about it, and readers ask again."""
    end = time.time() + PATIENCE / 4
    while True:
        turn()
        try:
            return facts()
        except (GLib.Error, RuntimeError, AttributeError, SystemExit):
            if time.time() > end:
                raise
            time.sleep(0.1)


def check(what, is_so):
    if not is_so:
        tree()
        sys.exit("not so: " + what)


def application():
    return next((app for app in pyatspi.Registry.getDesktop(0) if app and app.name == "Amparo"), None)


def everything(node=None):
    node = node or application()
    if node is None:
        return []
    try:
        return [node] + [below for child in node if child for below in everything(child)]
    except GLib.Error:  # it went away while it was read
        return []


def tree():
    for node in everything():
        words = node.queryText().getText(0, -1) if node.getRole() == pyatspi.ROLE_ENTRY else ""
        print(node.getRoleName(), repr(node.name), node.getAttributes(), [str(s) for s in node.getState().getStates()], repr(words))


def attributes(node):
    try:
        return dict(pair.split(":", 1) for pair in node.getAttributes())
    except GLib.Error:
        return {}


def find(ident):
    return next((node for node in everything() if attributes(node).get("id") == ident), None)


def heading(level):
    return next((node for node in everything() if node.getRole() == pyatspi.ROLE_HEADING
                 and attributes(node).get("level") == str(level)), None)


def has(node, state):
    return node.getState().contains(state)


def press(ident):
    wait(ident, lambda: find(ident))

    def pressed():
        action = find(ident).queryAction()
        check(ident + " can be pressed", action.nActions == 1 and action.getName(0) == "press")
        check(ident + " takes the press", action.doAction(0))

    settled(pressed)


def heard(kind, name):
    return any(event_kind.startswith(kind) and event_name == name for event_kind, event_name in events)


def note(event):
    try:
        events.append((event.type, event.source.name))
    except (GLib.Error, RuntimeError):
        pass


def first_page():
    frame = wait("the window", lambda: application() and application().childCount and application()[0])
    wait("its page", lambda: find("help"))
    check("the frame is one", frame.getRole() == pyatspi.ROLE_FRAME and frame.name == "Amparo")
    wait("the frame is active", lambda: has(frame, pyatspi.STATE_ACTIVE))
    title = wait("a heading", lambda: heading(1))
    check("the heading is read letter by letter", title.queryText().getText(0, -1) == title.name and len(title.name) > 5)
    whole = frame.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
    roles = {"help": pyatspi.ROLE_PUSH_BUTTON, "hide": pyatspi.ROLE_PUSH_BUTTON, "rail.home": pyatspi.ROLE_PAGE_TAB}
    for ident, role in roles.items():
        node = find(ident)
        check(ident + " has its role and a name", node.getRole() == role and node.name)
        for state in (pyatspi.STATE_ENABLED, pyatspi.STATE_SENSITIVE, pyatspi.STATE_FOCUSABLE, pyatspi.STATE_SHOWING):
            check(ident + " has state " + str(state), has(node, state))
        place = node.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
        check(ident + " lies in the window", whole.x <= place.x and place.x + place.width <= whole.x + whole.width
              and whole.y <= place.y and place.y + place.height <= whole.y + whole.height and place.width >= 24)
    check("home is the place", has(find("rail.home"), pyatspi.STATE_SELECTED))
    check("lessons are not", not has(find("rail.lessons"), pyatspi.STATE_SELECTED))
    check("the language is told", find("help").get_object_locale() == "en")


def announcements():
    press("look")
    wait("how the check-up ended", lambda: any(kind.startswith("object:state-changed:showing") and name
                                               and (name.startswith("Everything") or "thing" in name)
                                               for kind, name in events))


def focus():
    settled(lambda: check("help takes the focus", find("help").queryComponent().grabFocus()))
    wait("the focus", lambda: has(find("help"), pyatspi.STATE_FOCUSED))
    wait("the event of it", lambda: heard("object:state-changed:focused", find("help").name))


def help_page():
    before = heading(1).name
    press("help")
    wait("another page", lambda: heading(1) and heading(1).name != before and find("back"))
    check("the old page is gone", find("rail.home") is None)
    wait("its title, said", lambda: heard("object:state-changed:showing", heading(1).name))
    press("danger.no")
    wait("what happened", lambda: find("incident.arrest"))
    press("incident.arrest")
    wait("who could help", lambda: find("desk.my_language"))

    switch = find("desk.my_language")
    check("the switch is one", switch.getRole() == pyatspi.ROLE_TOGGLE_BUTTON and has(switch, pyatspi.STATE_CHECKABLE))
    was = has(switch, pyatspi.STATE_CHECKED)
    press("desk.my_language")
    wait("the other state", lambda: has(find("desk.my_language"), pyatspi.STATE_CHECKED) != was)
    check("it is the same object", find("desk.my_language") == switch)
    wait("the event of it", lambda: heard("object:state-changed:checked", switch.name))


def typing():
    press("change.region")
    field = wait("the search field", lambda: find("region.search"))
    check("it is an entry", field.getRole() == pyatspi.ROLE_ENTRY and has(field, pyatspi.STATE_EDITABLE)
          and has(field, pyatspi.STATE_SINGLE_LINE))
    text = field.queryText()
    typed = field.queryEditableText()
    check("it takes text", typed.setTextContents("Lebon"))
    wait("the text", lambda: text.getText(0, -1) == "Lebon")
    check("it gives a letter back", typed.deleteText(3, 4))
    wait("the text without it", lambda: text.getText(0, -1) == "Lebn")
    check("it takes a letter", typed.insertText(3, "a", 1))
    wait("the word", lambda: text.getText(0, -1) == "Leban")
    wait("the caret behind the letter", lambda: text.caretOffset == 4)
    wait("the place that was looked for", lambda: any("Lebanon" in node.name for node in everything()))
    check("the caret moves", text.setCaretOffset(2))
    wait("the caret", lambda: text.caretOffset == 2)
    check("a part is selected", text.setSelection(0, 1, 3) or text.addSelection(1, 3))
    wait("the selection", lambda: text.getNSelections() == 1 and text.getSelection(0) == (1, 3))
    check("Arabic is counted in letters", typed.setTextContents("لبنان"))
    wait("five of them", lambda: text.characterCount == 5 and text.getText(1, 3) == "بن")
    check("the text changes were told", heard("object:text-changed:insert", field.name)
          and heard("object:text-caret-moved", field.name))


def greedy():
    # Somebody who presses without end gets no further than anybody else, and the window stays.
    switch = wait("the switch", lambda: find("desk.my_language")).queryAction()
    end = time.time() + 2
    presses = 0
    while time.time() < end:
        switch.doAction(0)
        presses += 1
    check("presses came through", presses > 100)
    press("back")
    wait("the page before", lambda: find("desk.my_language") is None)


def start(*words):
    return subprocess.Popen([sys.argv[2], "--lang", "en", *words])


def use():
    """All that a person does through a reader."""
    program = start("--a11y", "on")
    for kind in ("object:state-changed", "object:text-changed", "object:text-caret-moved", "object:children-changed", "window"):
        pyatspi.Registry.registerEventListener(note, kind)
    settled(first_page)
    focus()
    announcements()
    help_page()
    typing()
    greedy()
    return program


def set_reader(on):
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    for name in ("ScreenReaderEnabled", "IsEnabled"):
        bus.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties", "Set",
                      GLib.Variant("(ssv)", ("org.a11y.Status", name, GLib.Variant("b", on))), None,
                      Gio.DBusCallFlags.NONE, 5000)


def stays_away(seconds):
    end = time.time() + seconds
    while time.time() < end:
        turn()
        check("nobody is told anything", application() is None)
        time.sleep(0.1)


def later():
    """The reader is started after the window, and ended again."""
    set_reader(False)
    program = start()
    stays_away(3)
    set_reader(True)
    wait("the page", lambda: find("help"))
    set_reader(False)
    wait("an empty window", lambda: application() and len(everything()) == 2)
    set_reader(True)
    wait("the page again", lambda: find("help"))
    return program


def never():
    """The person does not want it, whatever the session says."""
    set_reader(True)
    program = start("--a11y", "off")
    stays_away(4)
    return program


def loss():
    """The accessibility bus goes away under the window, then all of the session's."""
    set_reader(True)
    program = start()
    wait("the page", lambda: find("help"))
    own = subprocess.run(["ps", "-eo", "pid,pgid,args"], capture_output=True, text=True, check=True).stdout
    group = os.getpgrp()
    buses = [int(line.split()[0]) for line in own.splitlines()[1:]
             if int(line.split()[1]) == group and ("dbus-daemon" in line or "at-spi" in line)]
    check("there are buses to be lost", len(buses) >= 3)
    for process in buses:
        os.kill(process, signal.SIGKILL)
    for _ in range(30):
        time.sleep(0.1)
        check("the window stays", program.poll() is None)
    return program


def ticks(process):
    with open("/proc/%d/stat" % process, encoding="ascii") as stat:
        words = stat.read().rpartition(")")[2].split()
    return int(words[11]) + int(words[12])


def rest():
    """Nothing happens, so nothing is done."""
    program = start("--a11y", "on")
    wait("the page", lambda: find("help"))
    time.sleep(2)
    before = ticks(program.pid)
    time.sleep(5)
    used = ticks(program.pid) - before
    print("ticks in five seconds:", used)
    check("it rests", used <= 1)
    return program


def main():
    story = {"use": use, "later": later, "never": never, "loss": loss, "rest": rest}[sys.argv[1]]
    program = story()
    check("the program is still there", program.poll() is None)
    program.terminate()
    program.wait()
    print("all heard")


main()
