# Compiler and linker flags for our own code, one interface target. Each flag is probed, because gcc 12,
# clang 19 and mingw do not share one set.
include(CheckCXXCompilerFlag)
include(CheckLinkerFlag)

option(AMPARO_WERROR "Treat warnings as errors" OFF)
add_library(amparo_flags INTERFACE)
target_compile_features(amparo_flags INTERFACE cxx_std_23)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
target_include_directories(amparo_flags INTERFACE "${PROJECT_SOURCE_DIR}")

function(amparo_add_compile_flag flag)
    string(MAKE_C_IDENTIFIER "HAVE_${flag}" name)
    check_cxx_compiler_flag("${flag}" ${name})
    if(${name})
        target_compile_options(amparo_flags INTERFACE "${flag}")
    endif()
endfunction()

function(amparo_add_link_flag flag)
    string(MAKE_C_IDENTIFIER "HAVE_LINK_${flag}" name)
    check_linker_flag(CXX "${flag}" ${name})
    if(${name})
        target_link_options(amparo_flags INTERFACE "${flag}")
    endif()
endfunction()

foreach(flag
    -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Wundef
    -Wnull-dereference -Wformat=2 -Wimplicit-fallthrough -Werror=format-security -Wbidi-chars=any -Wtrampolines
    -Werror=date-time)
    amparo_add_compile_flag(${flag})
endforeach()
# gcc 12 takes the union inside std::expected for an uninitialised value after inlining (a false report);
# -ftrivial-auto-var-init below removes the danger that this warning is about.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    amparo_add_compile_flag(-Wno-maybe-uninitialized)
endif()
if(AMPARO_WERROR)
    amparo_add_compile_flag(-Werror)
endif()

# Local paths would make two builds differ and would name the person who built the program.
amparo_add_compile_flag("-ffile-prefix-map=${PROJECT_SOURCE_DIR}=.")
amparo_add_compile_flag("-ffile-prefix-map=${PROJECT_BINARY_DIR}=build")

if(NOT WIN32)
    # gcc 12 for Windows ends with an internal error over it; pages of the stack are probed there anyway.
    amparo_add_compile_flag(-fstack-clash-protection)
endif()
foreach(flag
    -fstack-protector-strong -ftrivial-auto-var-init=zero -fno-delete-null-pointer-checks
    -fno-strict-overflow -fno-strict-aliasing)
    amparo_add_compile_flag(${flag})
endforeach()
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
    amparo_add_compile_flag(-fcf-protection=full)
elseif(CMAKE_SYSTEM_PROCESSOR MATCHES "aarch64|arm64")
    amparo_add_compile_flag(-mbranch-protection=standard)
endif()
target_compile_definitions(amparo_flags INTERFACE _GLIBCXX_ASSERTIONS)

if(AMPARO_SANITIZE)
    # Fortify and the sanitizers replace the same functions, so a tree has one or the other.
    target_compile_options(amparo_flags INTERFACE -fsanitize=${AMPARO_SANITIZE} -fno-omit-frame-pointer
        -fno-sanitize-recover=all -O1 -g1)
    target_link_options(amparo_flags INTERFACE -fsanitize=${AMPARO_SANITIZE})
    target_compile_definitions(amparo_flags INTERFACE AMPARO_SANITIZED=1)
    # gcc 12 reports null dereferences inside the standard library once the sanitizers rewrite it.
    target_compile_options(amparo_flags INTERFACE -Wno-null-dereference -Wno-maybe-uninitialized)
elseif(CMAKE_BUILD_TYPE STREQUAL "Release")
    target_compile_options(amparo_flags INTERFACE -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3)
endif()

if(WIN32)
    set(CMAKE_EXE_LINKER_FLAGS
        "${CMAKE_EXE_LINKER_FLAGS} -Wl,--gc-sections,--no-insert-timestamp,--dynamicbase,--nxcompat,--high-entropy-va")
    target_compile_options(amparo_flags INTERFACE -ffunction-sections -fdata-sections)
    target_compile_definitions(amparo_flags INTERFACE SODIUM_STATIC)
    # The stack protector and fortify of this compiler live in a library of their own, which has to come last.
    set(CMAKE_CXX_STANDARD_LIBRARIES "${CMAKE_CXX_STANDARD_LIBRARIES} -lssp")
endif()
if(UNIX AND NOT APPLE)
    set(CMAKE_EXE_LINKER_FLAGS "${CMAKE_EXE_LINKER_FLAGS} -pie")
    foreach(flag "-Wl,-z,relro" "-Wl,-z,now" "-Wl,-z,noexecstack" "-Wl,-z,nodlopen" "-Wl,--as-needed")
        if(NOT (AMPARO_SANITIZE AND flag MATCHES "nodlopen"))
            amparo_add_link_flag(${flag})
        endif()
    endforeach()
endif()
# Forty test programs with all that a debugger wants keep ld busy for minutes. What is handed out is linked by ld alone.
if(CMAKE_BUILD_TYPE STREQUAL "Debug" AND NOT CMAKE_CROSSCOMPILING)
    find_program(AMPARO_MOLD mold)
    if(AMPARO_MOLD)
        amparo_add_link_flag(-fuse-ld=mold)
    endif()
endif()
