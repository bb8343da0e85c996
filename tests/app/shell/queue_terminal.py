"""Tries what waits in an outbox from a terminal as a person would: other words first, then the case. Prints one line for each;
the test compares them. Usage: queue_terminal.py PROGRAM DATA ID CASE"""
import os
import pty
import select
import sys
import time

program, data, item, case = sys.argv[1:]


def attempt(answer):
    child, terminal = pty.fork()
    if child == 0:
        os.execv(program, [program, "--lang", "en", "--data", data, "report", "queue", "--try", item])
    seen, passphrase, typed = b"", False, False
    began = time.monotonic()
    while time.monotonic() - began < 90:
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                piece = os.read(terminal, 4096)
            except OSError:
                break
            if not piece:
                break
            seen += piece
        if not passphrase and b"assphrase" in seen:
            time.sleep(0.5)  # until it listens without showing what is typed
            os.write(terminal, b"a passphrase of mine\n")
            passphrase = True
        if passphrase and not typed and b"Anything else sends nothing." in seen and seen.endswith(b"> "):
            os.write(terminal, answer)
            typed = True
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return code, " ".join(seen.decode().split())


code, seen = attempt(b"yes\n")
print("other words", code, "Our lawyer <https://127.0.0.1:9/in/>" in seen, "Sealed: only Our lawyer" in seen, "Nothing has left" in seen)
code, seen = attempt(case.lower().encode() + b"\n")
print("the case", code, "Waiting" in seen, "could not be reached" in seen, "Tries so far: 1" in seen)
print("the passphrase", "a passphrase of mine" in seen)
