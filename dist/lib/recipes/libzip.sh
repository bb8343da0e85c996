#!/usr/bin/env bash
# Builds libzip into STAGE, to be used from PREFIX. Called by dist/deps. Without encryption and rarer ways to compress:
# what platforms hand out as their export is plain ZIP.
set -euo pipefail
source_folder=$1 build=$2 stage=$3 prefix=$4
source "$(dirname -- "${BASH_SOURCE[0]}")/../target.sh"

cmake -S "$source_folder" -B "$build" -G Ninja "${cmake_target[@]}" \
    -DCMAKE_BUILD_TYPE=None -DBUILD_SHARED_LIBS=OFF -DCMAKE_POSITION_INDEPENDENT_CODE=ON \
    -DCMAKE_C_FLAGS="$common_flags -DNDEBUG -fvisibility=hidden -ffile-prefix-map=$source_folder=libzip -ffile-prefix-map=$build=libzip" \
    -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_INSTALL_PREFIX="$prefix" -DCMAKE_INSTALL_LIBDIR=lib \
    -DENABLE_COMMONCRYPTO=OFF -DENABLE_GNUTLS=OFF -DENABLE_MBEDTLS=OFF -DENABLE_OPENSSL=OFF -DENABLE_WINDOWS_CRYPTO=OFF \
    -DENABLE_BZIP2=OFF -DENABLE_LZMA=OFF -DENABLE_ZSTD=OFF \
    -DBUILD_TOOLS=OFF -DBUILD_REGRESS=OFF -DBUILD_EXAMPLES=OFF -DBUILD_DOC=OFF
cmake --build "$build"
DESTDIR=$stage cmake --install "$build"
