#!/usr/bin/env bash
# Builds md4c into STAGE, to be used from PREFIX. Called by dist/deps.
set -euo pipefail
source_folder=$1 build=$2 stage=$3 prefix=$4
source "$(dirname -- "${BASH_SOURCE[0]}")/../target.sh"

# One file without settings.
mkdir -p "$build" "$stage$prefix/lib" "$stage$prefix/include"
# shellcheck disable=SC2086  # flags are words
"$cc" $common_flags -DMD4C_USE_UTF8 -ffile-prefix-map="$source_folder=md4c" -c "$source_folder/src/md4c.c" -o "$build/md4c.o"
"$ar" rcsD "$stage$prefix/lib/libmd4c.a" "$build/md4c.o"
cp "$source_folder/src/md4c.h" "$stage$prefix/include/"
