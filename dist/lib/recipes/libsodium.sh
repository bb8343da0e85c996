#!/usr/bin/env bash
# Builds libsodium into STAGE, to be used from PREFIX. Called by dist/deps.
set -euo pipefail
source_folder=$1 build=$2 stage=$3 prefix=$4
source "$(dirname -- "${BASH_SOURCE[0]}")/../target.sh"

mkdir -p "$build"
cd "$build"
CFLAGS="$common_flags -ffile-prefix-map=$source_folder=libsodium" "$source_folder/configure" "${archive_host[@]}" \
    --prefix="$prefix" --libdir="$prefix/lib" --disable-shared --enable-static --with-pic --disable-dependency-tracking
make -j"$(nproc)"
make install DESTDIR="$stage"
