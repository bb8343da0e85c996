#!/usr/bin/env bash
# Builds libunibreak into STAGE, to be used from PREFIX. Called by dist/deps.
set -euo pipefail
source_folder=$1 build=$2 stage=$3 prefix=$4
source "$(dirname -- "${BASH_SOURCE[0]}")/../target.sh"

# Its own build needs autotools and libtool for what is nine files without settings.
mkdir -p "$build" "$stage$prefix/lib" "$stage$prefix/include"
for name in unibreakbase unibreakdef linebreak linebreakdata linebreakdef eastasianwidthdef emojidef graphemebreak \
    wordbreak; do
    # shellcheck disable=SC2086  # flags are words
    "$cc" $common_flags -fvisibility=hidden \
        -ffile-prefix-map="$source_folder=libunibreak" -c "$source_folder/src/$name.c" -o "$build/$name.o"
done
"$ar" rcsD "$stage$prefix/lib/libunibreak.a" "$build"/*.o
cp "$source_folder"/src/{unibreakbase,linebreak,graphemebreak}.h "$stage$prefix/include/"
