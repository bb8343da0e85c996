# shellcheck shell=bash
# What a package under another name needs. Uses repo, here, out, name, word and icon of dist/package.

# configure_named TARGET: what CMake is told besides the preset.
configure_named() {
    configure_with=()
    if [[ $word != amparo ]]; then
        configure_with=("-DAMPARO_NAME=$name" "-DAMPARO_DATA_FILE=$word.dat")
    fi
    [[ -n $icon ]] || return 0
    python3 "$here/lib/icon.py" "$icon" "$out/icon.ico" || die "The picture was not taken; the reason is above."
    configure_with+=("-DAMPARO_ICON=$out/icon.ico")
}

# hide_names TARGET FOLDER: licences have to go with the program, in one file whose name and first words are everybody's.
# The list of what is inside names us, so it stays with whoever made the package.
hide_names() {
    mv "$2/licences/sbom-$1.spdx.json" "$out/"
    local file
    for file in "$2"/licences/*; do
        printf '%s\n\n' "${file##*/}"
        cat "$file"
        printf '\n'
    done | sed "s/amparo/$word/g; s/Amparo/$name/g" >"$2/licences.txt"
    rm -r "$2/licences"
}
