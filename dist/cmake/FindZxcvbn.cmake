# zxcvbn-c, which judges passwords; one header and one library. dist/deps builds it for developers, too.
find_path(Zxcvbn_INCLUDE_DIR zxcvbn.h)
find_library(Zxcvbn_LIBRARY NAMES zxcvbn)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Zxcvbn REQUIRED_VARS Zxcvbn_LIBRARY Zxcvbn_INCLUDE_DIR)
if(Zxcvbn_FOUND AND NOT TARGET Zxcvbn::zxcvbn)
    add_library(Zxcvbn::zxcvbn UNKNOWN IMPORTED)
    set_target_properties(Zxcvbn::zxcvbn PROPERTIES
        IMPORTED_LOCATION "${Zxcvbn_LIBRARY}"
        INTERFACE_INCLUDE_DIRECTORIES "${Zxcvbn_INCLUDE_DIR}")
endif()
