# The C library of qrcodegen; its header is <qrcodegen/qrcodegen.h>.
find_path(Qrcodegen_INCLUDE_DIR qrcodegen/qrcodegen.h)
find_library(Qrcodegen_LIBRARY NAMES qrcodegen)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Qrcodegen REQUIRED_VARS Qrcodegen_LIBRARY Qrcodegen_INCLUDE_DIR)
if(Qrcodegen_FOUND AND NOT TARGET Qrcodegen::qrcodegen)
    add_library(Qrcodegen::qrcodegen UNKNOWN IMPORTED)
    set_target_properties(Qrcodegen::qrcodegen PROPERTIES
        IMPORTED_LOCATION "${Qrcodegen_LIBRARY}"
        INTERFACE_INCLUDE_DIRECTORIES "${Qrcodegen_INCLUDE_DIR}")
endif()
