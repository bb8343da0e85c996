#!/usr/bin/env bash
# Builds zxcvbn-c into STAGE, to be used from PREFIX. Called by dist/deps.
set -euo pipefail
source_folder=$1 build=$2 stage=$3 prefix=$4
source "$(dirname -- "${BASH_SOURCE[0]}")/../target.sh"

# Its words are packed into a header by a program that runs here, whatever the target.
mkdir -p "$build" "$stage$prefix/lib" "$stage$prefix/include" "$stage$prefix/licences"
g++ -std=c++11 -O2 "$source_folder/dict-generate.cpp" -o "$build/dictgen"
cd "$source_folder"
# What Visual Studio puts there.
: >"$build/stdafx.h"
"$build/dictgen" -o "$build/dict-src.h" words-10k-pass.txt words-english.txt words-female.txt words-male.txt words-surname.txt
# shellcheck disable=SC2086  # flags are words
"$cc" $common_flags -fvisibility=hidden -I"$build" \
    -ffile-prefix-map="$source_folder=zxcvbn" -ffile-prefix-map="$build=zxcvbn" -c zxcvbn.c -o "$build/zxcvbn.o"
"$ar" rcsD "$stage$prefix/lib/libzxcvbn.a" "$build/zxcvbn.o"
cp zxcvbn.h "$stage$prefix/include/"
cp COPYRIGHT "$stage$prefix/licences/haskell-zxcvbn-c.txt"
