#!/usr/bin/env bash
# Builds libcurl into STAGE, to be used from PREFIX. Called by dist/deps. It speaks HTTP and mail and nothing else, knows no
# certificates of its own (so it refuses every server until it is handed a list), and reads no settings of this machine.
set -euo pipefail
source_folder=$1 build=$2 stage=$3 prefix=$4
source "$(dirname -- "${BASH_SOURCE[0]}")/../target.sh"

declare -a off=()
for part in FTP FILE TELNET LDAP LDAPS DICT TFTP GOPHER POP3 IMAP RTSP MQTT IPFS WEBSOCKETS KERBEROS_AUTH NEGOTIATE_AUTH \
    AWS NETRC ALTSVC HSTS COOKIES DOH; do
    off+=("-DCURL_DISABLE_$part=ON")
done
[[ ${AMPARO_TARGET:-host} != windows ]] || off+=(-DENABLE_UNICODE=ON -DCURL_USE_SCHANNEL=OFF)
PKG_CONFIG_LIBDIR=$prefix/lib/pkgconfig cmake -S "$source_folder" -B "$build" -G Ninja "${cmake_target[@]}" \
    -DCMAKE_BUILD_TYPE=None -DBUILD_SHARED_LIBS=OFF -DBUILD_STATIC_LIBS=ON -DCMAKE_POSITION_INDEPENDENT_CODE=ON \
    -DCMAKE_C_FLAGS="$common_flags -DNDEBUG -fvisibility=hidden -ffile-prefix-map=$source_folder=curl -ffile-prefix-map=$build=curl" \
    -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_INSTALL_PREFIX="$prefix" -DCMAKE_INSTALL_LIBDIR=lib \
    -DBUILD_CURL_EXE=OFF -DBUILD_LIBCURL_DOCS=OFF -DBUILD_MISC_DOCS=OFF -DENABLE_CURL_MANUAL=OFF -DBUILD_TESTING=OFF \
    -DBUILD_EXAMPLES=OFF -DENABLE_IPV6=ON -DCURL_ZLIB=ON -DCURL_BROTLI=OFF -DCURL_ZSTD=OFF -DUSE_NGHTTP2=OFF \
    -DUSE_LIBIDN2=OFF -DCURL_USE_LIBPSL=OFF -DCURL_USE_LIBSSH2=OFF -DCURL_USE_GSSAPI=OFF -DCURL_DISABLE_PROXY=OFF \
    -DCURL_USE_MBEDTLS=ON -DCURL_USE_OPENSSL=OFF -DCURL_CA_BUNDLE=none -DCURL_CA_PATH=none \
    -DCURL_DISABLE_CA_SEARCH=ON -DCURL_DISABLE_OPENSSL_AUTO_LOAD_CONFIG=ON "${off[@]}"
cmake --build "$build"
DESTDIR=$stage cmake --install "$build"
