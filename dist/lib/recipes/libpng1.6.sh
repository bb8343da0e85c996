#!/usr/bin/env bash
# Builds libpng into STAGE, to be used from PREFIX. Called by dist/deps.
set -euo pipefail
source_folder=$1 build=$2 stage=$3 prefix=$4
source "$(dirname -- "${BASH_SOURCE[0]}")/../target.sh"

cmake -S "$source_folder" -B "$build" -G Ninja "${cmake_target[@]}" \
    -DCMAKE_BUILD_TYPE=None -DBUILD_SHARED_LIBS=OFF -DCMAKE_POSITION_INDEPENDENT_CODE=ON \
    -DCMAKE_C_FLAGS="$common_flags -DNDEBUG -fvisibility=hidden -ffile-prefix-map=$source_folder=libpng -ffile-prefix-map=$build=libpng" \
    -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_INSTALL_PREFIX="$prefix" -DCMAKE_INSTALL_LIBDIR=lib \
    -DPNG_SHARED=OFF -DPNG_STATIC=ON -DPNG_TESTS=OFF -DPNG_EXECUTABLES=OFF
cmake --build "$build"
DESTDIR=$stage cmake --install "$build"
# One name for it everywhere.
[[ -e $stage$prefix/lib/libpng16.a ]] || { echo "libpng16.a was not made" >&2; exit 1; }
rm -f "$stage$prefix/lib/libpng.a"
