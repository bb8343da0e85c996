# shellcheck shell=bash
# Fresh trees of other Debian releases, to try the Linux package in. Needs common.sh and mirror.sh, and root.

# What every desktop has and the window looks for.
desktop=libgl1,libgl1-mesa-dri,libx11-6,libxcursor1,libxi6,libxinerama1,libxrandr2,libxkbcommon0

# prepare_system SUITE: prints a folder with that release. Made once and kept; nothing is changed in it later.
prepare_system() {
    local target site
    target=$(cache_folder)/systems/$1
    if [[ ! -d $target ]]; then
        site=$(debian_site)
        [[ -n $site ]] || die "apt has no Debian archive in its sources, so no other Debian can be made."
        mkdir -p "${target%/*}"
        rm -rf "$target.new"
        say "Making a fresh Debian $1."
        step "system-$1" debootstrap --variant=minbase --include="$desktop" "$1" "$target.new" "$site" ||
            die "debootstrap could not make a fresh Debian $1 (log: $logs/system-$1.log)."
        rm -rf "$target.new"/var/cache/apt/archives/*.deb
        mv "$target.new" "$target"
    fi
    printf '%s\n' "$target"
}
