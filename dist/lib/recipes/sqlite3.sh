#!/usr/bin/env bash
# Builds SQLite into STAGE, to be used from PREFIX. Called by dist/deps. For reading copies in memory: no extensions
# that are loaded, no shared cache, no files of its own beside a database.
set -euo pipefail
source_folder=$1 build=$2 stage=$3 prefix=$4
source "$(dirname -- "${BASH_SOURCE[0]}")/../target.sh"

mkdir -p "$build" "$stage$prefix/lib" "$stage$prefix/include" "$stage$prefix/licences"
cd "$build"
# Its own programs put all sources into one file; they run here, whatever the target.
"$source_folder/configure" --disable-tcl --disable-readline --disable-dependency-tracking
make sqlite3.c
# shellcheck disable=SC2086  # flags are words
"$cc" $common_flags -DNDEBUG -fvisibility=hidden -DSQLITE_OMIT_LOAD_EXTENSION -DSQLITE_OMIT_SHARED_CACHE \
    -DSQLITE_OMIT_DEPRECATED -DSQLITE_DQS=0 -DSQLITE_THREADSAFE=1 -DSQLITE_DEFAULT_MEMSTATUS=0 -DSQLITE_TEMP_STORE=3 \
    -DSQLITE_MAX_ATTACHED=0 -DSQLITE_MAX_MMAP_SIZE=0 -DSQLITE_ENABLE_DESERIALIZE \
    -ffile-prefix-map="$build=sqlite" -ffile-prefix-map="$source_folder=sqlite" -c sqlite3.c -o sqlite3.o
"$ar" rcsD "$stage$prefix/lib/libsqlite3.a" sqlite3.o
cp sqlite3.h "$stage$prefix/include/"
cp "$source_folder/LICENSE.md" "$stage$prefix/licences/sqlite3.txt" 2>/dev/null ||
    echo "SQLite is in the public domain: https://sqlite.org/copyright.html" >"$stage$prefix/licences/sqlite3.txt"
