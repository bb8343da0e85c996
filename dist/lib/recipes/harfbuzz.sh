#!/usr/bin/env bash
# Builds HarfBuzz into STAGE, to be used from PREFIX. Called by dist/deps. On its own: we hand it the tables of a font.
set -euo pipefail
source_folder=$1 build=$2 stage=$3 prefix=$4
source "$(dirname -- "${BASH_SOURCE[0]}")/../target.sh"

cmake -S "$source_folder" -B "$build" -G Ninja "${cmake_target[@]}" \
    -DCMAKE_BUILD_TYPE=None -DBUILD_SHARED_LIBS=OFF -DCMAKE_POSITION_INDEPENDENT_CODE=ON \
    -DCMAKE_CXX_FLAGS="$common_flags -DNDEBUG -ffile-prefix-map=$source_folder=harfbuzz" \
    -DCMAKE_INSTALL_PREFIX="$prefix" -DCMAKE_INSTALL_LIBDIR=lib -DHB_HAVE_FREETYPE=OFF -DHB_HAVE_GLIB=OFF \
    -DHB_HAVE_ICU=OFF -DHB_HAVE_GOBJECT=OFF -DHB_BUILD_SUBSET=OFF -DHB_BUILD_UTILS=OFF
cmake --build "$build"
DESTDIR=$stage cmake --install "$build"
