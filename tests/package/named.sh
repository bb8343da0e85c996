#!/usr/bin/env bash
# A package under another name, as somebody meets it who looks through a stick. tests/package/named.sh FOLDER WORD
# FOLDER bears the copy's name and holds the Linux program.
set -euo pipefail
package=$1 word=$2
tests=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
source "$tests/common.sh"

named() { env -i PATH=/usr/bin:/bin HOME="$home" LC_ALL=C.UTF-8 sh "$folder/start-linux.sh" "$@"; }

a_copy_answers_by_its_own_name() {
    ends 0 named version
    [[ $said == "$word "* ]] || no "version said: $said"
    ends 0 named selftest
    check_up named check --json
    ends 0 named help
    ! grep -qi 'amparo' <<<"$said" || no "its help names us: $said"
    ends 2 named dance
    [[ $complained == "$word: "* ]] || no "it said: $complained"
}
a_copy_says_nothing_of_us_to_somebody_who_only_looks() {
    local seen
    seen=$(cd "$folder" && find . | grep -i 'amparo\|channel\|lesson\|localization' || true)
    [[ -z $seen ]] || no "names: $seen"
    # Every file but the program, which a person has to take apart to find our name.
    seen=$(cd "$folder" && grep -lai 'amparo\|front line\|human rights' -r . | grep -v -- "-linux-x86_64\|\.exe" || true)
    [[ -z $seen ]] || no "words in: $seen"
}
a_changed_data_file_is_noticed() {
    printf 'x' | dd of="$folder/$word.dat" bs=1 seek=5000 conv=notrunc status=none
    ends 1 named selftest
}
help_is_there_without_the_data_file() {
    rm "$folder/$word.dat"
    has_desks named --lang en
}

for test in $(declare -F | sed -nE 's/^declare -f ((a|help)_.*)/\1/p'); do tell "$test"; done
((failures == 0)) || exit 1
