# libunibreak ships no CMake package. Version 6 is the first that knows Indic conjuncts and emoji sequences.
find_path(Unibreak_INCLUDE_DIR graphemebreak.h)
find_library(Unibreak_LIBRARY NAMES unibreak)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Unibreak REQUIRED_VARS Unibreak_LIBRARY Unibreak_INCLUDE_DIR)
if(Unibreak_FOUND AND NOT TARGET Unibreak::unibreak)
    add_library(Unibreak::unibreak UNKNOWN IMPORTED)
    set_target_properties(Unibreak::unibreak PROPERTIES
        IMPORTED_LOCATION "${Unibreak_LIBRARY}"
        INTERFACE_INCLUDE_DIRECTORIES "${Unibreak_INCLUDE_DIR}")
endif()
