#!/usr/bin/env bash
# Builds libjpeg-turbo into STAGE, to be used from PREFIX. Called by dist/deps. In C alone: lessons have few pictures,
# and the faster code would need an assembler.
set -euo pipefail
source_folder=$1 build=$2 stage=$3 prefix=$4
source "$(dirname -- "${BASH_SOURCE[0]}")/../target.sh"

cmake -S "$source_folder" -B "$build" -G Ninja "${cmake_target[@]}" \
    -DCMAKE_BUILD_TYPE=None -DENABLE_SHARED=OFF -DENABLE_STATIC=ON -DCMAKE_POSITION_INDEPENDENT_CODE=ON \
    -DCMAKE_C_FLAGS="$common_flags -DNDEBUG -fvisibility=hidden -ffile-prefix-map=$source_folder=libjpeg -ffile-prefix-map=$build=libjpeg" \
    -DCMAKE_INSTALL_PREFIX="$prefix" -DCMAKE_INSTALL_LIBDIR="$prefix/lib" \
    -DWITH_SIMD=OFF -DWITH_TURBOJPEG=OFF -DWITH_JAVA=OFF
cmake --build "$build" --target jpeg-static
mkdir -p "$stage$prefix/lib" "$stage$prefix/include"
cp "$build/libjpeg.a" "$stage$prefix/lib/"
cp "$source_folder"/{jpeglib,jmorecfg,jerror}.h "$build/jconfig.h" "$stage$prefix/include/"
