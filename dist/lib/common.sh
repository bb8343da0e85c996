# shellcheck shell=bash
# Shared by the scripts in dist/: where the repository is, how they speak, where a long step writes its log.
# Everything for people goes to stderr, so that stdout belongs to the program alone.

repo=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)
logs=$repo/build/log

say() { printf '%s\n' "$*" >&2; }

die() {
    say "$@"
    exit 1
}

# wrong_usage TEXT: the one answer to an option that does not exist.
wrong_usage() {
    say "$@"
    exit 2
}

# Stops early, with one sentence, where the build folder belongs to somebody else.
need_build_folder() {
    if ! mkdir -p "$logs" 2>/dev/null || [[ ! -w $repo/build || ! -w $logs ]]; then
        die "The folder $repo/build is not writable for $(id -un); make it yours, or work in your own copy of the repository."
    fi
}

# step LOG COMMAND...: runs COMMAND with all its output in build/log/LOG.log, and nothing to read from.
step() {
    local log=$logs/$1.log
    shift
    "$@" >"$log" 2>&1 </dev/null
}

# show_cause LOG: the part of a log that a developer wants to see at once: from the first thing that did not
# compile, or else the end.
show_cause() {
    if grep -q '^FAILED: ' "$logs/$1.log"; then
        awk '/^FAILED: / { on = 1 } on && lines++ < 60' "$logs/$1.log" >&2
    else
        tail -n 40 "$logs/$1.log" >&2
    fi
}

# Prints the folder for things worth keeping between checkouts. Without a usable home it lies in build/cache.
cache_folder() {
    local base=${XDG_CACHE_HOME:-}
    [[ $base == /* ]] || base=${HOME:+$HOME/.cache}
    if [[ $base == /* ]] && mkdir -p "$base/amparo/deps" "$base/amparo/sources" 2>/dev/null &&
        [[ -w $base/amparo/deps && -w $base/amparo/sources ]]; then
        printf '%s\n' "$base/amparo"
        return
    fi
    mkdir -p "$repo/build/cache/deps" "$repo/build/cache/sources"
    printf '%s\n' "$repo/build/cache"
}
