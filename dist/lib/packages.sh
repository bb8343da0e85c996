# shellcheck shell=bash
# Packages of the running Debian, by name: which of them are missing, and putting them in.
# A list is dist/packages.NAME; each line holds a package, at will its lowest version, and after # the reason.

# find_missing LIST...: sets `missing` to the packages of the lists that are absent or too old. dpkg is asked once.
# (No <(...) in these scripts: it needs /proc, which a bare chroot may not have.)
find_missing() {
    local -A have=()
    local -a names=() lowest=()
    local list name minimum status version index known
    for list in "$@"; do
        while read -r name minimum _; do
            [[ -n $name ]] || continue
            names+=("$name")
            lowest+=("$minimum")
        done <<<"$(sed 's/#.*//' "$repo/dist/packages.$list")"
    done
    known=$(dpkg-query -W -f '${Package} ${db:Status-Status} ${Version}\n' "${names[@]}" 2>/dev/null || true)
    while read -r name status version; do
        [[ $status != installed ]] || have[$name]=$version
    done <<<"$known"
    missing=()
    for index in "${!names[@]}"; do
        version=${have[${names[index]}]:-}
        if [[ -z $version ]] ||
            { [[ -n ${lowest[index]} ]] && dpkg --compare-versions "$version" lt "${lowest[index]}"; }; then
            missing+=("${names[index]}")
        fi
    done
}

apt_install() {
    LC_ALL=C DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 \
        install --yes --no-install-recommends "$@"
}

# ensure_packages LIST...: afterwards everything on the lists is installed, or the script has ended with a sentence.
ensure_packages() {
    local -a missing
    local updated=no
    command -v apt-get >/dev/null ||
        die "These scripts install their tools with apt-get, which is not here; use Debian 12, or install by hand what dist/packages.* names."
    find_missing "$@"
    ((${#missing[@]} > 0)) || return 0
    if ((EUID != 0)); then
        die "Some packages are missing; run this as root, then try again: apt-get update && apt-get install --no-install-recommends ${missing[*]}"
    fi

    say "Installing ${missing[*]}."
    if ! step apt-plan apt_install --simulate "${missing[@]}"; then
        refresh_index
        updated=yes
    fi
    if ! step apt-install apt_install "${missing[@]}"; then
        if grep -q 'dpkg was interrupted' "$logs/apt-install.log"; then
            say "An earlier installation was cut off; finishing it first."
            step dpkg-configure env DEBIAN_FRONTEND=noninteractive dpkg --configure -a || true
        elif [[ $updated == yes ]]; then
            explain_install "${missing[@]}"
        else
            # An index that is too old names files the mirror no longer has: look again, once.
            refresh_index
        fi
        step apt-install apt_install "${missing[@]}" || explain_install "${missing[@]}"
    fi
    find_missing "$@"
    ((${#missing[@]} == 0)) ||
        die "This system's version of ${missing[*]} is too old for Amparo (dist/packages.* has the lowest that works); Debian 12 or newer has it."
}

# An update that half works may still be enough, so only its log is kept; the installation decides.
refresh_index() {
    say "Asking apt for the current package lists."
    step apt-update env LC_ALL=C apt-get -o DPkg::Lock::Timeout=300 update || true
}

explain_install() {
    local unknown
    unknown=$(sed -nE 's/^E: (Unable to locate package |Package .)([a-z0-9.+-]+).*/\2/p' "$logs/apt-install.log" | sort -u | paste -sd ' ')
    if [[ -s $logs/apt-update.log ]] && grep -qE '^(W|E): Failed to fetch' "$logs/apt-update.log"; then
        die "The package lists could not be downloaded; check that this computer is online, then run the same command again (log: $logs/apt-update.log)."
    elif [[ -n $unknown ]]; then
        die "apt does not know $unknown; check that /etc/apt has Debian's main archive, then run the same command again (log: $logs/apt-install.log)."
    elif grep -qE '^E: Failed to fetch' "$logs/apt-install.log"; then
        die "Some packages could not be downloaded; check that this computer is online, then run the same command again (log: $logs/apt-install.log)."
    fi
    die "apt could not install $*; the end of its log says why: $logs/apt-install.log"
}
