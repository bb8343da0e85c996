#!/usr/bin/env bash
# Builds utf8proc into STAGE, to be used from PREFIX. Called by dist/deps.
set -euo pipefail
source_folder=$1 build=$2 stage=$3 prefix=$4
source "$(dirname -- "${BASH_SOURCE[0]}")/../target.sh"

# One file, which includes its tables.
mkdir -p "$build" "$stage$prefix/lib" "$stage$prefix/include" "$stage$prefix/licences"
# shellcheck disable=SC2086  # flags are words
"$cc" $common_flags -std=c99 -DUTF8PROC_STATIC -ffile-prefix-map="$source_folder=utf8proc" \
    -c "$source_folder/utf8proc.c" -o "$build/utf8proc.o"
"$ar" rcsD "$stage$prefix/lib/libutf8proc.a" "$build/utf8proc.o"
cp "$source_folder/utf8proc.h" "$stage$prefix/include/"
cp "$source_folder/LICENSE.md" "$stage$prefix/licences/utf8proc.txt"
