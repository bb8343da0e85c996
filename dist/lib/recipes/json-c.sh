#!/usr/bin/env bash
# Builds json-c into STAGE, to be used from PREFIX. Called by dist/deps. For librnp alone; our own JSON is read elsewhere.
set -euo pipefail
source_folder=$1 build=$2 stage=$3 prefix=$4
source "$(dirname -- "${BASH_SOURCE[0]}")/../target.sh"

cmake -S "$source_folder" -B "$build" -G Ninja "${cmake_target[@]}" \
    -DCMAKE_BUILD_TYPE=None -DBUILD_SHARED_LIBS=OFF -DBUILD_STATIC_LIBS=ON -DCMAKE_POSITION_INDEPENDENT_CODE=ON \
    -DCMAKE_C_FLAGS="$common_flags -DNDEBUG -fvisibility=hidden -ffile-prefix-map=$source_folder=json-c -ffile-prefix-map=$build=json-c" \
    -DCMAKE_INSTALL_PREFIX="$prefix" -DCMAKE_INSTALL_LIBDIR=lib -DBUILD_APPS=OFF -DBUILD_TESTING=OFF -DDISABLE_WERROR=ON \
    -DENABLE_RDRAND=OFF
cmake --build "$build" --target json-c
DESTDIR=$stage cmake --install "$build"
