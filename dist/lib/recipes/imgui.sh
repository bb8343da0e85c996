#!/usr/bin/env bash
# Puts the sources of Dear ImGui into STAGE; dist/cmake/FindImgui.cmake compiles them with the program, so that its
# settings, the hardening flags and the sanitizers are ours. Called by dist/deps.
set -euo pipefail
source_folder=$1 build=$2 stage=$3 prefix=$4

mkdir -p "$build" "$stage$prefix/src/imgui/backends"
cp "$source_folder"/{LICENSE.txt,*.h,imgui.cpp,imgui_draw.cpp,imgui_tables.cpp,imgui_widgets.cpp} "$stage$prefix/src/imgui/"
cp "$source_folder"/backends/imgui_impl_opengl3{.cpp,.h,_loader.h} "$stage$prefix/src/imgui/backends/"
