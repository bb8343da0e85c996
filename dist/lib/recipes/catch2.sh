#!/usr/bin/env bash
# Builds Catch2 into STAGE, to be used from PREFIX. Called by dist/deps.
set -euo pipefail
source_folder=$1 build=$2 stage=$3 prefix=$4

declare -a compiler=(-DCMAKE_CXX_COMPILER=g++)
[[ ${AMPARO_TARGET:-host} != libcxx ]] || compiler=(-DCMAKE_CXX_COMPILER=clang++-19 -DCMAKE_CXX_FLAGS=-stdlib=libc++)
# The same language version as ours: with an older one Catch2 leaves out how to print a std::string_view.
cmake -S "$source_folder" -B "$build" -G Ninja \
    "${compiler[@]}" -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_STANDARD=23 -DBUILD_SHARED_LIBS=OFF \
    -DCMAKE_INSTALL_PREFIX="$prefix" -DCMAKE_INSTALL_LIBDIR=lib \
    -DCATCH_INSTALL_DOCS=OFF -DBUILD_TESTING=OFF -DCATCH_BUILD_EXAMPLES=OFF
cmake --build "$build"
DESTDIR=$stage cmake --install "$build"
