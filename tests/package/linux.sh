#!/usr/bin/env bash
# The Linux package as a person meets it: unpacked on a stick, in folders with odd names. tests/package/linux.sh FOLDER
set -euo pipefail
package=$1
tests=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
source "$tests/common.sh"

amparo() { env -i PATH=/usr/bin:/bin HOME="$home" LC_ALL=C.UTF-8 sh "$folder/start-linux.sh" "$@"; }

it_answers_from_a_folder_with_spaces_and_other_letters() {
    ends 0 amparo version
    [[ $said == amparo\ * ]] || no "version said: $said"
    ends 0 amparo selftest
    check_up amparo check --json
    ends 2 amparo dance
}
it_runs_without_the_right_to_be_executed() {
    chmod 644 "$folder/amparo-linux-x86_64"
    ends 0 amparo version
}
it_runs_from_a_stick_that_forbids_programs() {
    ((EUID == 0)) || return 0
    mkdir mounted
    mount -t tmpfs -o noexec,size=64m none mounted || return 0
    cp -r "$folder" mounted/Amparo
    folder=$PWD/mounted/Amparo
    local code=0
    ends 0 amparo version || code=1
    ends 0 amparo selftest || code=1
    umount mounted
    return "$code"
}
it_runs_with_the_c_library_of_debian_11() {
    local old=$tests/../../build/floor code=0
    with_old() {
        env -i PATH=/usr/bin:/bin HOME="$home" LC_ALL=C.UTF-8 PROGRAM_FOLDER="$folder" "$old/lib64/ld-linux-x86-64.so.2" \
            --library-path "$old/lib/x86_64-linux-gnu" "$folder/amparo-linux-x86_64" "$@"
    }
    ends 0 with_old version
    ends 0 with_old selftest
    check_up with_old check --json
    # Takes an exception from one end of a parser to the other.
    printf '{' >broken.json
    ends 1 with_old selftest parse json broken.json
}
it_writes_nothing_into_its_folder_or_home() {
    local before after
    before=$(find . | sort)
    check_up amparo check --json
    after=$(find . | sort)
    [[ $before == "$after" ]] || no "new or gone: $(diff <(echo "$before") <(echo "$after"))"
    (cd "$folder" && sha256sum --check --quiet SHA256SUMS) || no "a file was changed"
}
it_runs_from_a_stick_with_exfat() {
    # Needs a kernel with loop devices and FUSE, and a root who may use them.
    local loop code=0
    truncate --size=64M stick.img
    mkfs.exfat stick.img >/dev/null
    loop=$(losetup --find --show stick.img 2>/dev/null) || { printf 'skipped: no loop device\n' && return 0; }
    mkdir mounted
    if mount.exfat-fuse "$loop" mounted >/dev/null 2>&1; then
        cp -r "$folder" mounted/Amparo
        folder=$PWD/mounted/Amparo
        ends 0 amparo version || code=1
        ends 0 amparo selftest || code=1
        check_up amparo check --json || code=1
        umount mounted
    else
        printf 'skipped: no FUSE\n'
    fi
    losetup --detach "$loop"
    return "$code"
}
it_works_from_a_medium_that_cannot_be_written() {
    ((EUID == 0)) || return 0
    mkdir mounted
    mount -t tmpfs -o size=64m none mounted || return 0
    cp -r "$folder" mounted/Amparo
    mount -o remount,ro mounted
    folder=$PWD/mounted/Amparo
    local code=0
    ends 0 amparo selftest || code=1
    check_up amparo check --json || code=1
    umount mounted
    return "$code"
}
it_works_from_a_medium_that_is_full() {
    ((EUID == 0)) || return 0
    mkdir mounted
    mount -t tmpfs -o size=64m none mounted || return 0
    cp -r "$folder" mounted/Amparo
    dd if=/dev/zero of=mounted/full bs=64k 2>/dev/null || true
    folder=$PWD/mounted/Amparo
    local code=0
    ! (echo x >mounted/more) 2>/dev/null || code=1
    ends 0 amparo selftest || code=1
    check_up amparo check --json || code=1
    umount mounted
    return "$code"
}
it_says_in_one_sentence_that_graphics_are_missing_and_checks_in_the_terminal() {
    local display code=0
    exec 7> >(cat >display)
    Xvfb -displayfd 7 -noreset -nolisten tcp -extension GLX -screen 0 800x600x24 2>/dev/null &
    local xvfb=$!
    for ((i = 0; i < 100; i++)); do
        [[ ! -s display ]] || break
        sleep 0.1
    done
    display=:$(tr -d '\n' <display)
    said=$(env -i PATH=/usr/bin:/bin HOME="$home" LC_ALL=C.UTF-8 DISPLAY="$display" LIBGL_DRIVERS_PATH=/nonexistent \
        timeout 60 sh "$folder/start-linux.sh" 2>complained) || code=$?
    kill "$xvfb"
    [[ $code == 0 || $code == 1 || $code == 3 ]] || no "it ended with $code: $(cat complained)"
    [[ $(wc -l <complained) == 1 ]] || no "it complained in more than one line: $(cat complained)"
    grep -q 'OpenGL 3' complained || no "it did not say what is missing: $(cat complained)"
    [[ -n $said ]] || no "nothing was checked"
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
a_missing_program_is_said_in_one_sentence() {
    rm "$folder/amparo-linux-x86_64"
    ends 4 amparo version
    [[ $(wc -l <<<"$complained") == 1 && $complained == amparo:* ]] || no "it said: $complained"
}
libraries_that_somebody_puts_in_are_reported() {
    ends 1 env -i PATH=/usr/bin:/bin HOME="$home" LC_ALL=C.UTF-8 LD_LIBRARY_PATH=/tmp sh "$folder/start-linux.sh" selftest
    grep -q 'LD_LIBRARY_PATH' <<<"$said" || no "nothing was said about LD_LIBRARY_PATH: $said"
}

for test in $(declare -F | sed -nE 's/^declare -f ((it|help|a|libraries)_.*)/\1/p'); do tell "$test"; done
((failures == 0)) || exit 1
