# libzip for the list of what is in an archive, and zlib, with which we expand it ourselves. Debian's CMake package of libzip
# wants its command-line tools, which nobody here needs; a header and a library are all there is to find.
find_path(Zip_INCLUDE_DIR zip.h)
find_library(Zip_LIBRARY NAMES zip libzip)
find_package(ZLIB REQUIRED)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(ZipReader REQUIRED_VARS Zip_LIBRARY Zip_INCLUDE_DIR)
if(ZipReader_FOUND AND NOT TARGET Zip::zip)
    add_library(Zip::zip UNKNOWN IMPORTED)
    set_target_properties(Zip::zip PROPERTIES
        IMPORTED_LOCATION "${Zip_LIBRARY}"
        INTERFACE_INCLUDE_DIRECTORIES "${Zip_INCLUDE_DIR}"
        INTERFACE_LINK_LIBRARIES ZLIB::ZLIB)
    if(WIN32)
        # A static libzip asks the system for random numbers, which it needs for writing only.
        set_property(TARGET Zip::zip APPEND PROPERTY INTERFACE_LINK_LIBRARIES bcrypt)
        set_property(TARGET Zip::zip APPEND PROPERTY INTERFACE_COMPILE_DEFINITIONS ZIP_STATIC)
    endif()
endif()
