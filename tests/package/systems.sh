#!/usr/bin/env bash
# The Linux package in other systems: console and an Arabic window in a fresh tree of each. tests/package/systems.sh FOLDER
# TREE... The trees hold an X library and software graphics, as every desktop does; dist/lib/systems.sh makes them.
set -euo pipefail
package=$1
shift
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"
export LC_ALL=C.UTF-8

exec 7> >(cat >"$scratch_errors.display")
Xvfb -displayfd 7 -noreset -nolisten tcp -screen 0 1300x820x24 2>/dev/null &
xvfb=$!
for ((i = 0; i < 100; i++)); do
    [[ ! -s $scratch_errors.display ]] || break
    sleep 0.1
done
DISPLAY=:$(tr -d '\n' <"$scratch_errors.display")
export DISPLAY
place=srv/amparo-test
tree=''
leave() {
    kill "$xvfb" 2>/dev/null || true
    [[ -z $tree ]] || umount "$tree/proc" 2>/dev/null || true
    rm -rf "${tree:-/nonexistent}/$place" "$scratch_errors"*
}
trap leave EXIT

inside() {
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/nonexistent LC_ALL=C.UTF-8 DISPLAY="$DISPLAY" \
        chroot "$tree" sh "/$place/Amparo/start-linux.sh" "$@"
}
picture() { import -window root "$1.png"; }
brightness() { convert "$1.png" -colorspace Gray -format '%[fx:round(100*mean)]' info:; }

it_answers_in_the_terminal() {
    ends 0 inside version
    ends 0 inside selftest
    check_up inside check --json
}
it_opens_its_window_in_arabic() {
    local program code=0
    inside --lang ar >shown 2>&1 &
    program=$!
    for ((i = 0; i < 60; i++)); do
        picture first
        (($(brightness first) < 50)) || break
        sleep 0.5
    done
    (($(brightness first) >= 50)) || code=1
    [[ -z ${AMPARO_PICTURES:-} ]] || cp first.png "$AMPARO_PICTURES/system-${tree##*/}.png"
    xdotool mousemove 650 700 click 1 key --delay 120 Shift_L Shift_L Shift_L
    for ((i = 0; i < 20; i++)); do
        kill -0 "$program" 2>/dev/null || break
        sleep 0.25
    done
    ! kill -0 "$program" 2>/dev/null || { kill "$program" && code=2; }
    wait "$program" || code=3
    ((code == 0)) || no "the window did not do what it should, step $code: $(head -c 600 shown)"
}

for tree in "$@"; do
    printf 'In %s:\n' "$(sed -n 's/^PRETTY_NAME=//p' "$tree/etc/os-release")"
    mount -t proc proc "$tree/proc" 2>/dev/null || true
    mkdir -p "$tree/$place"
    cp -r "$package" "$tree/$place/"
    tell it_answers_in_the_terminal
    tell it_opens_its_window_in_arabic
    umount "$tree/proc" 2>/dev/null || true
    rm -rf "${tree:?}/$place"
done
((failures == 0)) || exit 1
