#!/bin/sh
# Starts Amparo from a stick, whatever the stick allows: directly, through the system's loader, or from a private copy in
# memory that is removed again. In a terminal: sh start-linux.sh
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd -P) || exit 4
program=$here/amparo-linux-x86_64
PROGRAM_FOLDER=$here
export PROGRAM_FOLDER
[ -f "$program" ] || { echo "amparo: $program is missing; copy the whole folder again." >&2; exit 4; }

# Asked for its version a program says at once whether it can run at all.
if [ -x "$program" ] && "$program" version >/dev/null 2>&1; then
    exec "$program" "$@"
fi
loader=/lib64/ld-linux-x86-64.so.2
if [ -x "$loader" ] && "$loader" "$program" version >/dev/null 2>&1; then
    exec "$loader" "$program" "$@"
fi
umask 077
for memory in "${XDG_RUNTIME_DIR:-}" /dev/shm; do
    [ -n "$memory" ] && [ -d "$memory" ] && [ -w "$memory" ] || continue
    copy=$(mktemp -d "$memory/a.XXXXXXXX") || continue
    trap 'rm -rf "$copy"' EXIT
    trap 'exit 130' HUP INT TERM
    if cp "$program" "$copy/a" && chmod 700 "$copy/a" && "$copy/a" version >/dev/null 2>&1; then
        "$copy/a" "$@"
        exit $?
    fi
    rm -rf "$copy"
done
echo "amparo: This system does not let programs on this stick run, or it is older than the program needs (a Linux of 2018 or later). Copy the folder into your home folder and try again." >&2
exit 4
