#!/usr/bin/env bash
# Builds librnp into STAGE, to be used from PREFIX. Called by dist/deps. OpenPGP, to write to the keys that desks publish.
set -euo pipefail
source_folder=$1 build=$2 stage=$3 prefix=$4
source "$(dirname -- "${BASH_SOURCE[0]}")/../target.sh"

declare -a off=()
for cipher in SM2 TWOFISH BLOWFISH IDEA CAST5 RIPEMD160; do off+=("-DENABLE_$cipher=OFF"); done
PKG_CONFIG_LIBDIR=$prefix/lib/pkgconfig:$prefix/share/pkgconfig PKG_CONFIG_PATH='' \
    cmake -S "$source_folder" -B "$build" -G Ninja "${cmake_target[@]}" \
    -DCMAKE_BUILD_TYPE=None -DBUILD_SHARED_LIBS=OFF -DCMAKE_POSITION_INDEPENDENT_CODE=ON \
    -DCMAKE_C_FLAGS="$common_flags -DNDEBUG -ffile-prefix-map=$source_folder=rnp -ffile-prefix-map=$build=rnp" \
    -DCMAKE_CXX_FLAGS="$common_flags -DNDEBUG -fvisibility=hidden -ffile-prefix-map=$source_folder=rnp -ffile-prefix-map=$build=rnp" \
    -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_INSTALL_PREFIX="$prefix" -DCMAKE_INSTALL_LIBDIR=lib \
    -DCRYPTO_BACKEND=botan3 -DSYSTEM_LIBSEXPP=ON -DENABLE_DOC=OFF -DBUILD_TESTING=OFF "${off[@]}"
cmake --build "$build" --target librnp
mkdir -p "$stage$prefix/lib" "$stage$prefix/include/rnp"
cp "$build/src/lib/librnp.a" "$stage$prefix/lib/"
cp "$source_folder"/include/rnp/{rnp,rnp_err}.h "$build/src/lib/rnp/rnp_export.h" "$stage$prefix/include/rnp/"
[[ ! -e $build/src/lib/rnp/rnp_ver.h ]] || cp "$build/src/lib/rnp/rnp_ver.h" "$stage$prefix/include/rnp/"
