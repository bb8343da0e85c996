# shellcheck shell=bash
# Configures and compiles one preset, and leaves CMake alone while nothing it depends on has changed.
# Needs common.sh.

# Words for CMake besides those of the preset; a caller may add some.
declare -a configure_with=()
in_repo() { (cd "$repo" && "$@"); }

# Changes that CMake does not notice by itself: the presets, our libraries, the compiler, a copied folder.
configuration() {
    {
        cat "$repo/CMakePresets.json"
        readlink "$repo/build/deps" "$repo/build/deps-$1" "$repo/build/floor" 2>/dev/null || true
        printf '%s\n' "$repo" "${configure_with[@]}"
        g++ -dumpfullversion
    } | sha256sum
}

# changed_since FILE: something in the repository was written after FILE was, or FILE is not there.
changed_since() {
    [[ ! -f $1 || -n $(find "$repo" \( -path "$repo/build" -o -name .git \) -prune -o -type f -newer "$1" -print -quit) ]]
}

# compile PRESET: afterwards build/PRESET is up to date, or the script has ended with the compiler's words.
compile() {
    local preset=$1 folder=$repo/build/$1 now
    # Two runs in one checkout would write the same files; the lock ends with its descriptor.
    exec 8>"$repo/build/$preset.lock"
    if ! flock --nonblock 8; then
        say "Another run is compiling here; waiting for it."
        flock 8
    fi
    now=$(configuration "$preset")
    if [[ ! -f $folder/build.ninja || $(cat "$folder/configured" 2>/dev/null) != "$now" ]]; then
        say "Compiling Amparo (preset $preset); the first time takes a few minutes."
        if ! step "$preset-configure" in_repo cmake --preset "$preset" "${configure_with[@]}" --fresh; then
            show_cause "$preset-configure"
            die "CMake could not prepare the build; the reason is above and in $logs/$preset-configure.log"
        fi
        printf '%s\n' "$now" >"$folder/configured"
    elif changed_since "$folder/compiled"; then
        say "Compiling what has changed (preset $preset)."
    fi
    if ! step "$preset-build" in_repo cmake --build --preset "$preset"; then
        show_cause "$preset-build"
        die "The code did not compile; the reason is above and in $logs/$preset-build.log"
    fi
    touch "$folder/compiled"
    exec 8>&-
}
