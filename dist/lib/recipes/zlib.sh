#!/usr/bin/env bash
# Builds zlib into STAGE, to be used from PREFIX. Called by dist/deps. Without gzip files: we read memory alone.
set -euo pipefail
source_folder=$1 build=$2 stage=$3 prefix=$4
source "$(dirname -- "${BASH_SOURCE[0]}")/../target.sh"

# Debian's archive lacks what zlib's own build for Windows needs, so these files are compiled by hand.
mkdir -p "$build" "$stage$prefix/lib/pkgconfig" "$stage$prefix/include"
cp "$source_folder/zconf.h.in" "$source_folder/zconf.h"
for name in adler32 compress crc32 deflate infback inffast inflate inftrees trees uncompr zutil; do
    # shellcheck disable=SC2086  # flags are words
    "$cc" $common_flags -D_LARGEFILE64_SOURCE=1 -DHAVE_UNISTD_H -DHAVE_HIDDEN -fvisibility=hidden \
        -ffile-prefix-map="$source_folder=zlib" -c "$source_folder/$name.c" -o "$build/$name.o"
done
"$ar" rcsD "$stage$prefix/lib/libz.a" "$build"/*.o
cp "$source_folder"/{zlib,zconf}.h "$stage$prefix/include/"
number=$(sed -nE 's/^#define ZLIB_VERSION "(.*)"/\1/p' "$source_folder/zlib.h")
printf '%s\n' "Name: zlib" "Description: compression" "Version: $number" "Libs: -L$prefix/lib -lz" \
    "Cflags: -I$prefix/include" >"$stage$prefix/lib/pkgconfig/zlib.pc"
