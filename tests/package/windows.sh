#!/usr/bin/env bash
# The Windows package under Wine, which is no Windows: what holds here still has to be seen on one.
# tests/package/windows.sh FOLDER
set -euo pipefail
package=$1
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

# Debian keeps the 64-bit Wine out of PATH.
wine=$(command -v wine64 || echo /usr/lib/wine/wine64)
# Without a locale Wine takes names of files for ASCII.
export LC_ALL=C.UTF-8
export WINEPREFIX=${XDG_CACHE_HOME:-$HOME/.cache}/amparo/wine WINEDEBUG=-all WINEDLLOVERRIDES='mscoree,mshtml='
unset WAYLAND_DISPLAY
exec 7> >(cat >"$scratch_errors.display")
Xvfb -displayfd 7 -noreset -nolisten tcp -screen 0 1300x820x24 2>/dev/null &
xvfb=$!
trap 'kill "$xvfb"; rm -f "$scratch_errors"*' EXIT
for ((i = 0; i < 100; i++)); do
    [[ ! -s $scratch_errors.display ]] || break
    sleep 0.1
done
DISPLAY=:$(tr -d '\n' <"$scratch_errors.display")
export DISPLAY
# Wine's own server remembers the display that it was started with.
"$wine" wineboot -k >/dev/null 2>&1 || true
[[ -f $WINEPREFIX/system.reg ]] || "$wine" wineboot -i >/dev/null 2>&1
# Debian's Wine calls itself Windows 7 unless it is told otherwise, and the program needs Windows 10.
"$wine" reg add 'HKCU\Software\Wine' /v Version /d win10 /f >/dev/null 2>&1

# Nothing that is asked here takes long; a program that hangs has lost.
amparo() { (cd "$folder" && timeout --kill-after=5 60 "$wine" amparo.exe "$@") | tr -d '\r'; }
picture() { import -window root "$1.png"; }
# How bright a picture is, 0 to 100.
brightness() { convert "$1.png" -colorspace Gray -format '%[fx:round(100*mean)]' info:; }

it_answers_from_a_folder_with_spaces_and_other_letters() {
    ends 0 amparo version
    [[ $said == amparo\ * ]] || no "version said: $said"
    ends 0 amparo selftest
    check_up amparo check --json
    grep -q '"system": "windows"' <<<"$said" || no "it did not say that this is Windows"
    # Windows has a folder etc, too, below System32: paths of Linux begin there.
    ! grep -qE '(^|[^[:alnum:]])/(etc|proc)/' <<<"$said" || no "it spoke of places that Windows does not have"
    ends 2 amparo dance
}
it_takes_words_in_other_letters() {
    ends 2 amparo 'رقص'
    grep -q 'رقص' <<<"$complained" || no "the word came back as: $complained"
}
it_reads_the_registry_and_keeps_a_stored_password_to_itself() {
    local key='HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Winlogon' code=0
    "$wine" reg add "$key" /v AutoAdminLogon /d 1 /f >/dev/null 2>&1
    "$wine" reg add "$key" /v DefaultPassword /d canary-4711 /f >/dev/null 2>&1
    ends 1 amparo check --only autologin-off --json || code=1
    "$wine" reg delete "$key" /v AutoAdminLogon /f >/dev/null 2>&1
    "$wine" reg delete "$key" /v DefaultPassword /f >/dev/null 2>&1
    ((code == 0)) || return 1
    grep -q '"reason": "windows_stored"' <<<"$said" || no "it did not see that Windows signs in by itself: $said"
    ! grep -q 'canary-4711' <<<"$said$complained" || no "it showed the password"
}
it_says_in_one_sentence_that_graphics_are_missing_and_checks_in_the_terminal() {
    local code=0
    export WINEDLLOVERRIDES="$WINEDLLOVERRIDES;opengl32="
    amparo >said 2>complained || code=$?
    [[ $code == 0 || $code == 1 || $code == 3 ]] || no "it ended with $code: $(cat complained)"
    [[ $(wc -l <complained) == 1 ]] || no "it complained in more than one line: $(cat complained)"
    grep -q 'OpenGL 3' complained || no "it did not say what is missing: $(cat complained)"
    [[ -s said ]] || no "nothing was checked"
}
it_says_in_one_sentence_that_windows_is_too_old() {
    local key='HKCU\Software\Wine\AppDefaults\amparo.exe' code=0
    "$wine" reg add "$key" /v Version /d win7 /f >/dev/null 2>&1
    ends 4 amparo version || code=1
    "$wine" reg delete "$key" /f >/dev/null 2>&1
    ((code == 0)) || return 1
    [[ $(wc -l <<<"$complained") == 1 ]] || no "it complained in more than one line: $complained"
    grep -q 'Windows 10' <<<"$complained" || no "it did not say what it needs: $complained"
}
help_is_there_without_any_data_file() {
    remove_data "$folder"
    has_desks amparo --lang en
}
a_changed_file_is_named_and_not_used() {
    printf ' ' >>"$folder/tables/regions.json"
    ends 1 amparo selftest
    grep -q 'regions.json' <<<"$said$complained" || no "nobody said which file was changed: $said $complained"
}
it_writes_nothing_into_its_folder() {
    check_up amparo check --json
    (cd "$folder" && sha256sum --check --quiet SHA256SUMS) || no "a file was changed"
    [[ $(cd "$folder" && find . -type f | wc -l) == $(($(wc -l <"$folder/SHA256SUMS") + 1)) ]] || no "a file is new"
}
a_window_opens_in_arabic_and_shift_three_times_ends_it() {
    local program code=0
    (cd "$folder" && exec timeout --kill-after=5 90 "$wine" amparo.exe --lang ar) >shown 2>&1 &
    program=$!
    for ((i = 0; i < 60; i++)); do
        picture first
        (($(brightness first) < 50)) || break
        sleep 0.5
    done
    (($(brightness first) >= 50)) || code=1
    # The places stand on the right in Arabic, on a lighter ground than the page.
    xdotool mousemove 650 700 click 1 key --delay 100 ctrl+4
    sleep 2
    picture second
    [[ $(compare -metric AE first.png second.png null: 2>&1) -gt 5000 ]] || code=2
    [[ -z ${AMPARO_PICTURES:-} ]] || cp first.png second.png "$AMPARO_PICTURES/"
    xdotool key --delay 120 Shift_L Shift_L Shift_L
    for ((i = 0; i < 20; i++)); do
        kill -0 "$program" 2>/dev/null || break
        sleep 0.25
    done
    ! kill -0 "$program" 2>/dev/null || code=3
    wait "$program" || code=4
    ((code == 0)) || no "the window did not do what it should, step $code: $(head -c 600 shown)"
}
libraries_beside_the_program_are_not_loaded() {
    # What GLFW, the graphics and the system's own libraries look for by name while the program runs. The six that the
    # program imports, and what those import in turn, are mapped before it can ask for anything; Windows takes them from its
    # list of known libraries, and Wine has no such list, so that nothing could be seen here.
    local name source=canary.c
    printf '%s\n' '#include <windows.h>' \
        'BOOL WINAPI DllMain(HINSTANCE self, DWORD why, LPVOID unused) { (void)self; (void)unused;' \
        'if (why == DLL_PROCESS_ATTACH) { HANDLE f = CreateFileA("canary-was-here.txt", GENERIC_WRITE, 0, 0, CREATE_ALWAYS, 0, 0); CloseHandle(f); }' \
        'return TRUE; }' >"$source"
    x86_64-w64-mingw32-gcc-posix -shared -nostartfiles -e DllMain -o canary.dll "$source" -lkernel32
    for name in xinput1_4 xinput1_3 xinput9_1_0 xinput1_2 xinput1_1 dinput8 dwmapi opengl32 libEGL EGL GLESv1_CM libGLESv2 \
        GLESv2 version uxtheme cryptbase profapi; do
        cp canary.dll "$folder/$name.dll"
    done
    ends 0 amparo version
    check_up amparo check --json
    a_window_opens_in_arabic_and_shift_three_times_ends_it
    [[ ! -e "$folder/canary-was-here.txt" ]] || no "a planted library was loaded"
}

for test in $(declare -F | sed -nE 's/^declare -f ((it|help|a|libraries)_.*)/\1/p'); do tell "$test"; done
((failures == 0)) || exit 1
