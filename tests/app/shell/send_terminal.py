"""Sends from a terminal as a person would: what is typed, Ctrl+C within the seconds, and the whole way to a server that is
not there. Prints one line for each; the test compares them. Usage: send_terminal.py PROGRAM REPORT INBOX"""
import os
import pty
import select
import sys
import time

program, report, inbox = sys.argv[1:]


def send(answer, stop_after=None):
    began = time.monotonic()
    child, terminal = pty.fork()
    if child == 0:
        os.execv(program, [program, "--lang", "en", "report", "send", report, "--address", "https://127.0.0.1:9/in/",
                           "--inbox", inbox, "--name", "Our lawyer"])
    seen, typed = b"", None
    while time.monotonic() - began < 90:
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                piece = os.read(terminal, 4096)
            except OSError:
                break
            if not piece:
                break
            seen += piece
        if typed is None and b"> " in seen.split(b"Anything else sends nothing.")[-1] and b"Anything else" in seen:
            os.write(terminal, answer)
            typed = time.monotonic()
        if typed is not None and stop_after is not None and time.monotonic() - typed > stop_after:
            os.write(terminal, b"\x03")
            stop_after = None
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return code, seen.decode().replace("\r", ""), time.monotonic() - (typed or began)


code, seen, _ = send(b"no\n")
print("other words", code, "seconds left" in seen, "Nothing has left" in seen)
code, seen, _ = send(b"7K4Q-M6XT\n", stop_after=3)
print("stopped", code, "10 seconds left" in seen, "Nothing has left" in seen, "could not be reached" in seen)
code, seen, took = send(b"7k4q-m6xt\n")
print("gone through", code, took >= 10, "1 second left" in seen, "could not be reached" in seen, "gone with this command" in seen)
