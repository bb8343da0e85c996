#!/usr/bin/env bash
# Builds Botan into STAGE, to be used from PREFIX. Called by dist/deps. Only what librnp asks for, less the ciphers that
# we never write and nobody sends us.
set -euo pipefail
source_folder=$1 build=$2 stage=$3 prefix=$4
source "$(dirname -- "${BASH_SOURCE[0]}")/../target.sh"

modules=aead,aes,auto_rng,bigint,camellia,cbc,cfb,crc24,des,dl_algo,dl_group,dsa,eax,ecc_key,ecdh,ecdsa,ed25519,elgamal
modules+=,eme_pkcs1,emsa_pkcs1,emsa_raw,ffi,hash,raw_hash,hmac,hmac_drbg,kdf,md5,ocb,pgp_s2k,rfc3394,rsa,sha1,sha2_32
modules+=,sha2_64,sha3,sp800_56a,system_rng,x25519,pcurves_secp192r1,pcurves_secp256k1,pcurves_secp256r1,pcurves_secp384r1
modules+=,pcurves_secp521r1,pcurves_brainpool256r1,pcurves_brainpool384r1,pcurves_brainpool512r1
# The faster ways of the processors that people have; each is used only where the processor knows it.
modules+=,aes_ni,aes_vperm,ghash_cpu,ghash_vperm,sha1_x86,sha2_32_x86

system=linux
[[ ${AMPARO_TARGET:-host} != windows ]] || system=mingw
mkdir -p "$build"
cd "$source_folder"
python3 configure.py --os="$system" --cpu=x86_64 --cc=gcc --cc-bin="$cxx" --ar-command="$ar" --prefix="$prefix" \
    --with-build-dir="$build" --disable-shared-library --build-targets=static --minimized-build \
    --enable-modules="$modules" --without-documentation --no-install-python-module --no-store-vc-rev \
    --cxxflags="$common_flags -fvisibility=hidden -ffile-prefix-map=$source_folder=botan -ffile-prefix-map=$build=botan"
make -j"$(nproc)" -f "$build/Makefile" libs
mkdir -p "$stage$prefix/lib" "$stage$prefix/include/botan-3" "$stage$prefix/licences"
cp "$build"/libbotan-3.a "$stage$prefix/lib/"
cp -rL "$build"/build/include/public/botan "$stage$prefix/include/botan-3/"
cp license.txt "$stage$prefix/licences/botan3.txt"
