#!/usr/bin/env bash
# Builds FreeType into STAGE, to be used from PREFIX. Called by dist/deps. Without compressed font formats: ours are plain.
set -euo pipefail
source_folder=$1 build=$2 stage=$3 prefix=$4
source "$(dirname -- "${BASH_SOURCE[0]}")/../target.sh"

cmake -S "$source_folder" -B "$build" -G Ninja "${cmake_target[@]}" \
    -DCMAKE_BUILD_TYPE=None -DBUILD_SHARED_LIBS=OFF -DCMAKE_POSITION_INDEPENDENT_CODE=ON \
    -DCMAKE_C_FLAGS="$common_flags -DNDEBUG -ffile-prefix-map=$source_folder=freetype" \
    -DCMAKE_INSTALL_PREFIX="$prefix" -DCMAKE_INSTALL_LIBDIR=lib -DFT_DISABLE_ZLIB=ON -DFT_DISABLE_PNG=ON \
    -DFT_DISABLE_BZIP2=ON -DFT_DISABLE_BROTLI=ON -DFT_DISABLE_HARFBUZZ=ON
cmake --build "$build"
DESTDIR=$stage cmake --install "$build"
mkdir -p "$stage$prefix/licences"
cp "$source_folder/docs/FTL.TXT" "$stage$prefix/licences/freetype.txt"
