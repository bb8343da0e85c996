# librnp, OpenPGP. As a static library it needs what its pkg-config file names as private; as a shared one nothing.
find_path(Rnp_INCLUDE_DIR rnp/rnp.h)
find_library(Rnp_LIBRARY NAMES rnp)
set(Rnp_OTHERS "")
if(Rnp_LIBRARY MATCHES "\\.a$")
    foreach(other sexpp botan-3 json-c bz2 z)
        find_library(Rnp_${other}_LIBRARY NAMES ${other})
        if(Rnp_${other}_LIBRARY)
            list(APPEND Rnp_OTHERS "${Rnp_${other}_LIBRARY}")
        endif()
    endforeach()
    if(WIN32)
        list(APPEND Rnp_OTHERS ws2_32 crypt32 bcrypt)
    endif()
endif()
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Rnp REQUIRED_VARS Rnp_LIBRARY Rnp_INCLUDE_DIR)
if(Rnp_FOUND AND NOT TARGET Rnp::rnp)
    add_library(Rnp::rnp UNKNOWN IMPORTED)
    set_target_properties(Rnp::rnp PROPERTIES
        IMPORTED_LOCATION "${Rnp_LIBRARY}"
        INTERFACE_INCLUDE_DIRECTORIES "${Rnp_INCLUDE_DIR}"
        INTERFACE_LINK_LIBRARIES "${Rnp_OTHERS}")
endif()
