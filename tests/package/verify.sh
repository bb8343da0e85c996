#!/usr/bin/env bash
# Signing and checking packages, with a key that lives as long as the test. tests/package/verify.sh FOLDER
# FOLDER is an unpacked Linux package; a package of its files is made here, so that the real ones are not touched.
set -euo pipefail
package=$1
tests=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
source "$tests/common.sh"
archive=amparo-9.9.9-linux-x86_64.tar.xz

verify() { bash "$tests/../../dist/verify" "$@"; }
prepare() {
    minisign -G -W -p our.pub -s our.key >/dev/null
    tar --create --xz --file "$archive" --directory "${folder%/*}" Amparo
    minisign -S -s our.key -m "$archive" -t "file:$archive version:9.9.9" >/dev/null
}
our_package_is_recognised_by_file_and_by_line() {
    prepare
    ends 0 verify our.pub "$archive"
    [[ $said == "$archive: ours."* ]] || no "it said: $said"
    ends 0 verify "$(tail -n 1 our.pub)" "$archive"
}
one_changed_byte_is_noticed() {
    prepare
    printf 'x' | dd of="$archive" bs=1 seek=5000 conv=notrunc status=none
    ends 1 verify our.pub "$archive"
    [[ -z $said && $complained == *'Do not start it'* ]] || no "it said: $said $complained"
}
a_package_cut_short_is_noticed() {
    prepare
    truncate --size=-1 "$archive"
    ends 1 verify our.pub "$archive"
}
a_key_of_somebody_else_is_noticed() {
    prepare
    minisign -G -W -p other.pub -s other.key >/dev/null
    ends 1 verify other.pub "$archive"
    minisign -S -s other.key -m "$archive" -t "file:$archive version:9.9.9" >/dev/null
    ends 1 verify our.pub "$archive"
}
a_signature_for_another_file_is_noticed() {
    prepare
    cp "$archive" amparo-9.9.10-linux-x86_64.tar.xz
    cp "$archive.minisig" amparo-9.9.10-linux-x86_64.tar.xz.minisig
    ends 1 verify our.pub amparo-9.9.10-linux-x86_64.tar.xz
    [[ $complained == *'another file'* ]] || no "it said: $complained"
}
a_changed_word_in_the_signature_is_noticed() {
    prepare
    sed -i 's/version:9.9.9/version:9.9.8/' "$archive.minisig"
    ends 1 verify our.pub "$archive"
}
a_missing_signature_is_said() {
    prepare
    rm "$archive.minisig"
    ends 1 verify our.pub "$archive"
    [[ $complained == *'not beside it'* ]] || no "it said: $complained"
}
a_file_more_inside_than_in_the_list_is_noticed() {
    cp "$folder/SHA256SUMS" "$folder/extra.txt"
    prepare
    ends 1 verify our.pub "$archive"
    [[ $complained == *'not those of its list'* ]] || no "it said: $complained"
}
one_package_that_is_not_ours_outweighs_one_that_is() {
    prepare
    cp "$archive" amparo-9.9.10-linux-x86_64.tar.xz
    ends 1 verify our.pub "$archive" amparo-9.9.10-linux-x86_64.tar.xz
}
a_wrong_word_is_wrong_usage() {
    ends 2 verify
    ends 2 verify RWnothing "$archive"
    ends 2 verify --nonsense "$archive"
}
a_key_inside_the_repository_is_refused() {
    local inside
    inside=$(mktemp "$tests/../../build/key.XXXXXX")
    ends 1 bash "$tests/../../dist/sign" "$inside" "$inside"
    rm "$inside"
    [[ $complained == *'inside the repository'* ]] || no "it said: $complained"
}

for test in $(declare -F | sed -nE 's/^declare -f ((our|one|a)_.*)/\1/p'); do tell "$test"; done
((failures == 0)) || exit 1
