# shellcheck shell=bash
# What the tests of packages share. A test is a function whose name reads as a sentence; it fails with `no WHY`.

failures=0
no() {
    printf '   %s\n' "$*" >&2
    return 1
}
# tell FUNCTION: runs it in a folder of its own and says how it went.
tell() {
    local name=${1//_/ } scratch code
    scratch=$(mktemp -d)
    # A person's names, not a programmer's.
    mkdir -p "$scratch/stick/حقيبة of Ana" "$scratch/home"
    cp -r "$package" "$scratch/stick/حقيبة of Ana/Amparo"
    # Not as a condition: there bash would go on after the first thing that fails.
    set +e
    (
        set -euo pipefail
        folder="$scratch/stick/حقيبة of Ana/Amparo" home=$scratch/home
        cd "$scratch"
        "$1"
    )
    code=$?
    set -e
    if ((code == 0)); then
        printf 'passed  %s\n' "$name"
    else
        printf 'FAILED  %s\n' "$name"
        failures=$((failures + 1))
    fi
    chmod -R u+w "$scratch"
    rm -rf "$scratch"
}
# ends CODE COMMAND...: its output is in $said, its errors in $complained.
ends() {
    local wanted=$1 code=0
    shift
    said=$("$@" 2>"$scratch_errors") || code=$?
    complained=$(cat "$scratch_errors")
    [[ $code == "$wanted" ]] || no "$* ended with $code instead of $wanted: ${said:0:600} ${complained:0:600}"
}
scratch_errors=$(mktemp)
trap 'rm -f "$scratch_errors"' EXIT
# Exit codes of a check-up that came to its end, whatever it found.
check_up() {
    local code=0
    said=$("$@" 2>/dev/null) || code=$?
    [[ $code == 0 || $code == 1 || $code == 3 ]] || no "the check-up ended with $code"
    grep -q '"schema": "amparo.check/1"' <<<"$said" || no "the check-up gave no document: ${said:0:300}"
    (($(grep -c '"verdict"' <<<"$said") >= 17)) || no "not every check has a verdict"
}
remove_data() { rm -rf "$1"/{channels,flows,tables,localization,lessons}; }
# Help without any file: ten desks at least, in English.
has_desks() {
    local desks
    # 1, because it also says which files are missing.
    ends 1 "$@" channels list --json
    desks=$(grep -c '"operator"' <<<"$said")
    grep -q 'Front Line Defenders' <<<"$said" || no "a desk that answers everywhere is missing"
    ((desks >= 10)) || no "only $desks desks without the data files"
}
