# libzip's own CMake package insists on programs that nobody needs here, so header and library are looked for directly.
find_path(Libzip_INCLUDE_DIR zip.h)
find_library(Libzip_LIBRARY NAMES zip)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Libzip REQUIRED_VARS Libzip_LIBRARY Libzip_INCLUDE_DIR)
if(Libzip_FOUND AND NOT TARGET Libzip::zip)
    add_library(Libzip::zip UNKNOWN IMPORTED)
    set_target_properties(Libzip::zip PROPERTIES
        IMPORTED_LOCATION "${Libzip_LIBRARY}"
        INTERFACE_INCLUDE_DIRECTORIES "${Libzip_INCLUDE_DIR}")
    if(Libzip_LIBRARY MATCHES "[.]a$")
        # A static library does not bring along what it stands on.
        find_package(ZLIB REQUIRED)
        set_target_properties(Libzip::zip PROPERTIES
            INTERFACE_COMPILE_DEFINITIONS ZIP_STATIC
            INTERFACE_LINK_LIBRARIES ZLIB::ZLIB)
    endif()
endif()
