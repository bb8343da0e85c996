# shellcheck shell=bash
# How the recipes compile: for this machine, or with AMPARO_TARGET=windows for 64-bit Windows 10 and later.
# Sets cc, cxx, ar, archive_host, common_flags (safe for C and C++) and cmake_target (options for CMake).

common_flags="-O2 -fstack-protector-strong -D_FORTIFY_SOURCE=2 -ffunction-sections -fdata-sections"
case ${AMPARO_TARGET:-host} in
    host | linux)
        cc=gcc cxx=g++ ar=ar
        common_flags+=" -fPIC"
        archive_host=()
        cmake_target=(-DCMAKE_C_COMPILER=gcc -DCMAKE_CXX_COMPILER=g++)
        ;;
    windows)
        triple=x86_64-w64-mingw32
        cc=$triple-gcc-posix cxx=$triple-g++-posix ar=$triple-gcc-ar-posix
        common_flags+=" -D_WIN32_WINNT=0x0A00"
        archive_host=(--host="$triple" CC="$cc" CXX="$cxx" AR="$ar" RANLIB="$triple-gcc-ranlib-posix")
        cmake_target=(-DCMAKE_TOOLCHAIN_FILE="$(dirname -- "${BASH_SOURCE[0]}")/../cmake/windows.cmake")
        ;;
esac
