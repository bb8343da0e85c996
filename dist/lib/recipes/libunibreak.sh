#!/usr/bin/env bash
# Builds libunibreak into STAGE, to be used from PREFIX. Called by dist/deps.
set -euo pipefail
source_folder=$1 build=$2 stage=$3 prefix=$4

# Its own build needs autotools and libtool for what is nine files without settings.
mkdir -p "$build" "$stage$prefix/lib" "$stage$prefix/include"
for name in unibreakbase unibreakdef linebreak linebreakdata linebreakdef eastasianwidthdef emojidef graphemebreak \
    wordbreak; do
    gcc -O2 -fPIC -fvisibility=hidden -fstack-protector-strong -D_FORTIFY_SOURCE=2 \
        -ffile-prefix-map="$source_folder=libunibreak" -c "$source_folder/src/$name.c" -o "$build/$name.o"
done
ar rcsD "$stage$prefix/lib/libunibreak.a" "$build"/*.o
cp "$source_folder"/src/{unibreakbase,linebreak,graphemebreak}.h "$stage$prefix/include/"
