#!/usr/bin/env bash
# Builds GLFW into STAGE, to be used from PREFIX. Called by dist/deps. It loads X11, Wayland and OpenGL while running,
# so the program starts where none of them is installed and can say so.
set -euo pipefail
source_folder=$1 build=$2 stage=$3 prefix=$4
source "$(dirname -- "${BASH_SOURCE[0]}")/../target.sh"

declare -a systems=()
if [[ ${AMPARO_TARGET:-host} != windows ]]; then
    systems=(-DGLFW_BUILD_X11=ON -DGLFW_BUILD_WAYLAND=ON)
    # GLFW 3.4 asks a seat of Wayland for its version where there may be none, and ends the program with that.
    sed -i 's/if (wl_seat_get_version(_glfw.wl.seat) >= /if (_glfw.wl.seat \&\& wl_seat_get_version(_glfw.wl.seat) >= /' \
        "$source_folder"/src/wl_init.c
fi
cmake -S "$source_folder" -B "$build" -G Ninja "${cmake_target[@]}" \
    -DCMAKE_BUILD_TYPE=Release -DBUILD_SHARED_LIBS=OFF -DCMAKE_POSITION_INDEPENDENT_CODE=ON \
    -DCMAKE_C_FLAGS="-fstack-protector-strong -D_FORTIFY_SOURCE=2 -ffile-prefix-map=$source_folder=glfw" \
    -DCMAKE_INSTALL_PREFIX="$prefix" -DCMAKE_INSTALL_LIBDIR=lib "${systems[@]}" \
    -DGLFW_BUILD_EXAMPLES=OFF -DGLFW_BUILD_TESTS=OFF -DGLFW_BUILD_DOCS=OFF
cmake --build "$build"
DESTDIR=$stage cmake --install "$build"
