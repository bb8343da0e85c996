# shellcheck shell=bash
# Fetches Debian source packages through this machine's own apt: same mirror, same signature and date checks,
# but a source list and folders of our own, so that the system's package lists stay as they are.
# Needs common.sh, mirror.sh, lock.sh.

keyring=/usr/share/keyrings/debian-archive-keyring.gpg
apt_home=''

# open_index "SUITE...": fetches the signed source index of these suites, once a run, and points APT_CONFIG at it.
open_index() {
    local site suite folder
    if [[ -z $apt_home ]]; then
        # Not in the cache: apt drops to a user of its own for downloads, and that one cannot look into a home.
        apt_home=$(mktemp -d --suffix=.amparo-apt)
        chmod 755 "$apt_home"
    fi
    folder=$apt_home/index-${1// /-}
    export APT_CONFIG=$folder/apt.conf
    [[ ! -d $folder ]] || return 0

    site=$(debian_site)
    [[ -n $site ]] || die "apt has no Debian archive in its sources, so no source can be fetched; add Debian's main archive to /etc/apt."
    [[ -r $keyring ]] || die "The keys that Debian signs with are missing; install the package debian-archive-keyring."
    mkdir -p "$folder/lists/partial" "$folder/cache/archives/partial" "$folder/got"
    if ((EUID == 0)); then
        chown _apt "$folder/got" 2>/dev/null || true
    fi
    for suite in $1; do
        printf 'deb-src [signed-by=%s] %s %s main\n' "$keyring" "$site" "$suite"
    done >"$folder/sources.list"
    printf '%s\n' "Dir::Etc::sourcelist \"$folder/sources.list\";" 'Dir::Etc::sourceparts "/dev/null";' \
        "Dir::State::lists \"$folder/lists\";" "Dir::Cache \"$folder/cache\";" 'Acquire::GzipIndexes "true";' \
        >"$folder/apt.conf"

    say "Asking apt for the signed list of sources in Debian $1."
    if ! step sources-index env LC_ALL=C apt-get update --error-on=any; then
        rm -rf "$folder"
        die "The list of Debian's sources could not be downloaded; go online and try again, or put the files that dist/deps.lock names in a folder and set AMPARO_TARBALLS to it (log: $logs/sources-index.log)."
    fi
}

close_index() { [[ -z $apt_home ]] || rm -rf "$apt_home"; }

# archive_only NAME: the lock wants nothing of NAME but its upstream archive.
archive_only() {
    local version
    for version in ${versions[$1]}; do
        [[ ${files[$1=$version]} != *.dsc* ]] || return 1
    done
}

# fetch NAME VERSION: downloads one source package; apt compares every file with the signed index.
fetch() {
    local -a only=()
    ! archive_only "$1" || only=(--tar-only)
    got=${APT_CONFIG%/*}/got
    (cd "$got" && LC_ALL=C step "fetch-$1" apt-get source --only-source --download-only "${only[@]}" "$1=$2")
}

# unpack NAME VERSION FOLDER: the sources that obtain() found, with Debian's changes unless only the archive is used.
unpack() {
    local version=${2#*:} archive
    if ! archive_only "$1"; then
        step "$1-unpack" dpkg-source --no-copy -x "$from/${1}_$version.dsc" "$3"
        return
    fi
    archive=$(compgen -G "$from/${1}_${version%-*}.orig.tar.*") || return 1
    mkdir -p "$3"
    step "$1-unpack" tar --extract --file "${archive%%$'\n'*}" --directory "$3" --strip-components 1 --no-same-owner
}

# Prints the versions of NAME that the index has and that are not below its minimum, newest first.
versions_in_index() {
    local version
    LC_ALL=C apt-cache showsrc --only-source "$1" 2>/dev/null | sed -n 's/^Version: //p' | sort -Vru |
        while read -r version; do
            if dpkg --compare-versions "$version" ge "${minimum[$1]}"; then
                printf '%s\n' "$version"
            fi
        done
}

# obtain NAME KEEP: finds the sources of NAME; sets `from` to their folder, `taken` to the version, `locked` to
# yes or no. First the offline folder, then KEEP (what an earlier run fetched), then apt.
obtain() {
    local name=$1 keep=$2 version folder file
    locked=yes
    for folder in "${AMPARO_TARBALLS:-}" "$keep"; do
        for version in ${versions[$name]}; do
            from=$folder taken=$version
            if [[ -n $folder ]] && all_present "$folder" "$name" "$version"; then
                ! matches_lock "$folder" "$name" "$version" || return 0
                say "The files of $name $version in $folder differ from dist/deps.lock, so they are left aside."
            fi
        done
    done

    open_index "${suites[$name]}"
    for version in ${versions[$name]}; do
        if fetch "$name" "$version"; then
            matches_lock "$got" "$name" "$version" ||
                die "What the mirror gave for $name $version is not what dist/deps.lock expects, so it was not used; compare the hashes before you trust either (log: $logs/fetch-$name.log)."
            while read -r _ file; do
                cp "$got/$file" "$keep/$file.part" && mv "$keep/$file.part" "$keep/$file"
            done <<<"${files[$name=$version]%$'\n'}"
            from=$got taken=$version
            return 0
        fi
    done
    [[ $locked_only == no ]] ||
        die "The mirror no longer has a locked version of $name (${versions[$name]% }); put its files in a folder and set AMPARO_TARBALLS to it (log: $logs/fetch-$name.log)."

    locked=no from=$got
    for version in $(versions_in_index "$name"); do
        if fetch "$name" "$version"; then
            say "The locked version of $name (${versions[$name]% }) could not be fetched; taking $version, which Debian's signed index vouches for."
            taken=$version
            return 0
        fi
    done
    die "No version of $name from ${minimum[$name]} upwards could be fetched from this machine's Debian mirror; try again later, or set AMPARO_TARBALLS to a folder with the files dist/deps.lock names (log: $logs/fetch-$name.log)."
}
