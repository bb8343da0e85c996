#!/usr/bin/env bash
# Builds libbz2 into STAGE, to be used from PREFIX. Called by dist/deps. For OpenPGP, which may compress with it.
set -euo pipefail
source_folder=$1 build=$2 stage=$3 prefix=$4
source "$(dirname -- "${BASH_SOURCE[0]}")/../target.sh"

mkdir -p "$build" "$stage$prefix/lib" "$stage$prefix/include"
for name in blocksort huffman crctable randtable compress decompress bzlib; do
    # Without files and output (BZ_NO_STDIO) it has to be told where its own mistakes end.
    # shellcheck disable=SC2086  # flags are words
    "$cc" $common_flags -DBZ_NO_STDIO -fvisibility=hidden -ffile-prefix-map="$source_folder=bzip2" \
        -c "$source_folder/$name.c" -o "$build/$name.o"
done
printf '#include <stdlib.h>\nvoid bz_internal_error(int code) { (void)code; abort(); }\n' >"$build/end.c"
# shellcheck disable=SC2086  # flags are words
"$cc" $common_flags -ffile-prefix-map="$build=bzip2" -c "$build/end.c" -o "$build/end.o"
"$ar" rcsD "$stage$prefix/lib/libbz2.a" "$build"/*.o
cp "$source_folder/bzlib.h" "$stage$prefix/include/"
