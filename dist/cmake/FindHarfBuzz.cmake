# HarfBuzz's own CMake package differs between distributions, so the library is looked for directly.
find_path(HarfBuzz_INCLUDE_DIR hb.h PATH_SUFFIXES harfbuzz)
find_library(HarfBuzz_LIBRARY NAMES harfbuzz)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(HarfBuzz REQUIRED_VARS HarfBuzz_LIBRARY HarfBuzz_INCLUDE_DIR)
if(HarfBuzz_FOUND AND NOT TARGET HarfBuzz::harfbuzz)
    add_library(HarfBuzz::harfbuzz UNKNOWN IMPORTED)
    set_target_properties(HarfBuzz::harfbuzz PROPERTIES
        IMPORTED_LOCATION "${HarfBuzz_LIBRARY}"
        INTERFACE_INCLUDE_DIRECTORIES "${HarfBuzz_INCLUDE_DIR}")
endif()
