# A portal that says how the person likes programs to look, or never answers; and the program beside it on the same
# session bus: python3 system_look.py ANSWER PROGRAM. Ends when the program does, with its exit code.

import subprocess
import sys

from gi.repository import Gio, GLib

ANSWERS = {
    "dark": {"org.freedesktop.appearance": {"color-scheme": GLib.Variant("u", 1), "contrast": GLib.Variant("u", 0)}},
    "contrast": {"org.freedesktop.appearance": {"color-scheme": GLib.Variant("u", 1), "contrast": GLib.Variant("u", 1)}},
    "gnome": {"org.gnome.desktop.a11y.interface": {"high-contrast": GLib.Variant("b", True)}},
    "odd": {"org.freedesktop.appearance": {"color-scheme": GLib.Variant("s", "1"), "contrast": GLib.Variant("u", 7)}},
    "silent": None,
}
INTERFACE = """<node><interface name="org.freedesktop.portal.Settings"><method name="ReadAll">
  <arg type="as" direction="in"/><arg type="a{sa{sv}}" direction="out"/></method></interface></node>"""


def main():
    answer = ANSWERS[sys.argv[1]]

    def called(_bus, _sender, _path, _interface, _method, arguments, invocation):
        if answer is None:
            return
        wanted = arguments.unpack()[0]
        found = {name: keys for name, keys in answer.items() if name in wanted}
        invocation.return_value(GLib.Variant("(a{sa{sv}})", (found,)))

    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    bus.register_object("/org/freedesktop/portal/desktop", Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0], called)
    loop = GLib.MainLoop()
    ended = []

    def start(_bus, _name):
        program = subprocess.Popen([sys.argv[2], "--lang", "en"])
        GLib.child_watch_add(GLib.PRIORITY_DEFAULT, program.pid, lambda _pid, status: (ended.append(status), loop.quit()))

    Gio.bus_own_name_on_connection(bus, "org.freedesktop.portal.Desktop", Gio.BusNameOwnerFlags.NONE, start, None)
    loop.run()
    sys.exit(0 if ended[0] == 0 else 1)


main()
