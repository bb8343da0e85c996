#!/usr/bin/env bash
# Builds sexpp into STAGE, to be used from PREFIX. Called by dist/deps. For librnp, whose archive comes without it.
set -euo pipefail
source_folder=$1 build=$2 stage=$3 prefix=$4
source "$(dirname -- "${BASH_SOURCE[0]}")/../target.sh"

cmake -S "$source_folder" -B "$build" -G Ninja "${cmake_target[@]}" \
    -DCMAKE_BUILD_TYPE=None -DBUILD_SHARED_LIBS=OFF -DCMAKE_POSITION_INDEPENDENT_CODE=ON \
    -DCMAKE_CXX_FLAGS="$common_flags -DNDEBUG -fvisibility=hidden -ffile-prefix-map=$source_folder=sexpp" \
    -DCMAKE_INSTALL_PREFIX="$prefix" -DCMAKE_INSTALL_LIBDIR=lib -DWITH_SEXP_TESTS=OFF -DWITH_SEXP_CLI=OFF
cmake --build "$build"
DESTDIR=$stage cmake --install "$build"
