#!/usr/bin/env bash
# Builds Mbed TLS into STAGE, to be used from PREFIX. Called by dist/deps. For libcurl, on every system: one reader of
# certificates that knows our list alone, and asks nobody else about them.
set -euo pipefail
source_folder=$1 build=$2 stage=$3 prefix=$4
source "$(dirname -- "${BASH_SOURCE[0]}")/../target.sh"

# A client of TLS 1.2 and 1.3 in memory: no files, no servers, no datagrams, nothing without forward secrecy.
without() { python3 "$source_folder/scripts/config.py" -f "$source_folder/include/mbedtls/mbedtls_config.h" unset "$1"; }
with() { python3 "$source_folder/scripts/config.py" -f "$source_folder/include/mbedtls/mbedtls_config.h" set "$1"; }
for part in PSA_CRYPTO_STORAGE_C PSA_ITS_FILE_C FS_IO SELF_TEST DEBUG_C SSL_SRV_C SSL_CACHE_C SSL_COOKIE_C \
    SSL_TICKET_C SSL_PROTO_DTLS SSL_DTLS_ANTI_REPLAY SSL_DTLS_HELLO_VERIFY SSL_DTLS_CLIENT_PORT_REUSE \
    SSL_DTLS_CONNECTION_ID SSL_DTLS_CONNECTION_ID_COMPAT SSL_RENEGOTIATION SSL_CONTEXT_SERIALIZATION \
    KEY_EXCHANGE_PSK_ENABLED KEY_EXCHANGE_DHE_PSK_ENABLED KEY_EXCHANGE_ECDHE_PSK_ENABLED KEY_EXCHANGE_RSA_PSK_ENABLED \
    KEY_EXCHANGE_RSA_ENABLED KEY_EXCHANGE_ECDH_ECDSA_ENABLED KEY_EXCHANGE_ECDH_RSA_ENABLED ECP_DP_SECP192R1_ENABLED \
    ECP_DP_SECP224R1_ENABLED ECP_DP_SECP192K1_ENABLED ECP_DP_SECP224K1_ENABLED CAMELLIA_C ARIA_C DES_C ECJPAKE_C \
    LMS_C NIST_KW_C PADLOCK_C PKCS7_C PKCS12_C X509_CREATE_C X509_CRT_WRITE_C X509_CSR_WRITE_C X509_CSR_PARSE_C; do
    without "MBEDTLS_$part"
done
with MBEDTLS_THREADING_C
with MBEDTLS_THREADING_PTHREAD

cmake -S "$source_folder" -B "$build" -G Ninja "${cmake_target[@]}" \
    -DCMAKE_BUILD_TYPE=None -DCMAKE_POSITION_INDEPENDENT_CODE=ON \
    -DCMAKE_C_FLAGS="$common_flags -DNDEBUG -ffile-prefix-map=$source_folder=mbedtls -ffile-prefix-map=$build=mbedtls" \
    -DCMAKE_INSTALL_PREFIX="$prefix" -DCMAKE_INSTALL_LIBDIR=lib -DLIB_INSTALL_DIR=lib \
    -DUSE_STATIC_MBEDTLS_LIBRARY=ON -DUSE_SHARED_MBEDTLS_LIBRARY=OFF -DGEN_FILES=OFF \
    -DENABLE_PROGRAMS=OFF -DENABLE_TESTING=OFF -DMBEDTLS_FATAL_WARNINGS=OFF
cmake --build "$build" --target lib
DESTDIR=$stage cmake --install "$build"
