# shellcheck shell=bash
# The older C library that the Linux package is linked against (dist/floor.lock). Needs common.sh and mirror.sh.

# floor_has FOLDER: all packages of the lock lie in FOLDER and have their hashes.
floor_has() {
    (cd "$1" 2>/dev/null && sha256sum --check --strict --status <<<"$floor_sums" 2>/dev/null)
}

# fetch_floor FOLDER: downloads the packages through this machine's apt, which compares them with Debian's signed index.
fetch_floor() {
    local site folder name version hash file wanted=()
    site=$(debian_site)
    [[ -n $site ]] || die "apt has no Debian archive in its sources, so the C library for the package cannot be fetched; add Debian's main archive to /etc/apt."
    # Not in the cache: apt drops to a user of its own for downloads, and that one cannot look into a home.
    folder=$(mktemp -d --suffix=.amparo-apt)
    chmod 755 "$folder"
    mkdir -p "$folder/lists/partial" "$folder/cache/archives/partial" "$folder/got"
    ((EUID != 0)) || chown _apt "$folder/got" 2>/dev/null || true
    printf 'deb [arch=amd64 signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] %s %s main\n' "$site" "$floor_suite" \
        >"$folder/sources.list"
    # An empty status file: to this apt, nothing is installed. Lists of files, which some systems fetch, are not needed.
    : >"$folder/status"
    printf '%s\n' "Dir::Etc::sourcelist \"$folder/sources.list\";" 'Dir::Etc::sourceparts "/dev/null";' \
        "Dir::State::lists \"$folder/lists\";" "Dir::State::status \"$folder/status\";" "Dir::Cache \"$folder/cache\";" \
        'Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled "false";' >"$folder/apt.conf"
    while read -r name version hash file; do wanted+=("$name=$version"); done <<<"$floor_list"
    say "Asking apt for the C library of Debian $floor_suite."
    if ! (
        cd "$folder/got"
        export APT_CONFIG=$folder/apt.conf LC_ALL=C
        step floor-index apt-get update --error-on=any && step floor-fetch apt-get download "${wanted[@]}"
    ); then
        rm -rf "$folder"
        die "The C library for the Linux package could not be downloaded; go online and try again, or put the files that dist/floor.lock names in a folder and set AMPARO_TARBALLS to it (logs: $logs/floor-index.log, $logs/floor-fetch.log)."
    fi
    floor_has "$folder/got" || {
        rm -rf "$folder"
        die "What the mirror gave for the C library is not what dist/floor.lock expects, so it was not used."
    }
    cp "$folder"/got/*.deb "$1/"
    rm -rf "$folder"
}

# prepare_floor: afterwards build/floor is a tree with that library.
prepare_floor() {
    local cache from='' folder key target link hash file
    floor_suite=$(sed -n 's/^suite //p' "$repo/dist/floor.lock")
    floor_list=$(sed -n 's/^package //p' "$repo/dist/floor.lock")
    floor_sums=$(awk '$1 == "package" { print $4 "  " $5 }' "$repo/dist/floor.lock")
    cache=$(cache_folder)
    key=$(cat "$repo/dist/floor.lock" "$repo/dist/lib/floor.sh" | sha256sum | cut -c 1-16)
    target=$cache/floor/$key
    if [[ ! -d $target ]]; then
        for folder in "${AMPARO_TARBALLS:-}" "$cache/sources"; do
            if [[ -n $folder ]] && floor_has "$folder"; then
                from=$folder
                break
            fi
        done
        if [[ -z $from ]]; then
            fetch_floor "$cache/sources"
            from=$cache/sources
        fi
        mkdir -p "$cache/floor"
        folder=$(mktemp -d "$cache/floor/new.XXXXXXXX")
        while read -r hash file; do dpkg-deb --extract "$from/$file" "$folder"; done <<<"$floor_sums"
        # Links that begin at the top would lead out of the tree.
        find "$folder" -type l -lname '/*' -print0 | while IFS= read -r -d '' link; do
            ln -sfnr "$folder$(readlink "$link")" "$link"
        done
        chmod 755 "$folder"
        mv -T "$folder" "$target" 2>/dev/null || rm -rf "$folder"
    fi
    link=$repo/build/floor
    if [[ $(readlink "$link" 2>/dev/null) != "$target" ]]; then
        [[ -L $link || ! -e $link ]] ||
            die "$link should be a link that this script makes; move what is there out of the way, then try again."
        ln -s "$target" "$link.new.$$"
        mv -T "$link.new.$$" "$link"
    fi
}
