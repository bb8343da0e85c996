#!/usr/bin/env bash
# Builds the C library of qrcodegen into STAGE, to be used from PREFIX. Called by dist/deps.
set -euo pipefail
source_folder=$1 build=$2 stage=$3 prefix=$4
source "$(dirname -- "${BASH_SOURCE[0]}")/../target.sh"

# One file without settings. Its own checks (assert) stay in: what it draws is a way to get help.
mkdir -p "$build" "$stage$prefix/lib" "$stage$prefix/include/qrcodegen"
# shellcheck disable=SC2086  # flags are words
"$cc" $common_flags -std=c99 -fvisibility=hidden -ffile-prefix-map="$source_folder=qrcodegen" \
    -c "$source_folder/c/qrcodegen.c" -o "$build/qrcodegen.o"
"$ar" rcsD "$stage$prefix/lib/libqrcodegen.a" "$build/qrcodegen.o"
cp "$source_folder/c/qrcodegen.h" "$stage$prefix/include/qrcodegen/"
mkdir -p "$stage$prefix/licences"
sed -n '/^License/,$p' "$source_folder/Readme.markdown" >"$stage$prefix/licences/qr-code-generator.txt"
