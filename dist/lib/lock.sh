# shellcheck shell=bash
# Reads dist/deps.lock; its opening comment describes the format.

declare -a libraries=()
declare -A group=() needs=() suites=() minimum=() versions=() files=()

read_lock() {
    local file=$repo/dist/deps.lock word first second name='' version='' number=0
    while read -r word first second; do
        number=$((number + 1))
        case $word in
            '' | '#'*) ;;
            library) name=$first libraries+=("$first") version='' ;;
            for) group[$name]=$first ;;
            needs) needs[$name]="$first${second:+ $second}" ;;
            suite) suites[$name]="$first${second:+ $second}" ;;
            # For dist/lib/sbom.py.
            licence | archive) ;;
            minimum) minimum[$name]=$first ;;
            version) version=$first versions[$name]+="$first " ;;
            sha256)
                [[ $first =~ ^[0-9a-f]{64}$ && $second =~ ^[A-Za-z0-9][A-Za-z0-9._+~-]*$ && -n $version ]] ||
                    die "Line $number of dist/deps.lock should be: sha256, 64 hexadecimal digits, a file name, under a version."
                files[$name=$version]+="$first  $second"$'\n'
                ;;
            *) die "Line $number of dist/deps.lock starts with a word that its format does not have: $word." ;;
        esac
    done <"$file"
    for name in "${libraries[@]}"; do
        [[ -n ${group[$name]:-} && -n ${suites[$name]:-} && -n ${minimum[$name]:-} && -n ${versions[$name]:-} ]] ||
            die "dist/deps.lock has to give $name a group, a suite, a minimum and a version."
        for version in ${versions[$name]}; do
            [[ -n ${files[$name=$version]:-} ]] || die "dist/deps.lock has no files for $name $version."
        done
    done
}

# matches_lock FOLDER NAME VERSION: every locked file of that version lies in FOLDER and has its locked hash.
matches_lock() {
    (cd "$1" 2>/dev/null && sha256sum --check --strict --status <<<"${files[$2=$3]%$'\n'}" 2>/dev/null)
}

# all_present FOLDER NAME VERSION: the same without looking at the hashes.
all_present() {
    local file
    while read -r _ file; do
        [[ -f $1/$file ]] || return 1
    done <<<"${files[$2=$3]%$'\n'}"
}
