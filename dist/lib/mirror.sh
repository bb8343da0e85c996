# shellcheck shell=bash
# The Debian archive this machine already uses. No address is written in any of our files.

# Prints that address, or nothing when apt has no Debian source. An index that was never fetched has no origin
# yet; then the line that carries this Debian's own code name is taken.
debian_site() {
    local codename
    codename=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
    # shellcheck disable=SC2016
    LC_ALL=C apt-get indextargets --format '$(SITE)|$(RELEASE)|$(ORIGIN)|$(LABEL)' 2>/dev/null |
        awk -F '|' -v codename="$codename" '
            $3 == "Debian" && $4 == "Debian" { if (!known) known = $1 }
            $2 == codename { if (!likely) likely = $1 }
            END { print known ? known : likely }'
}
