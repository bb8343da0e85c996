# The shapes of ATK and GLib, headers alone: the program looks for their libraries while it runs and links none of them.
find_path(Atk_INCLUDE_DIR atk/atk.h PATH_SUFFIXES atk-1.0)
find_path(Glib_INCLUDE_DIR gio/gio.h PATH_SUFFIXES glib-2.0)
find_path(Glib_CONFIG_DIR glibconfig.h
    PATHS "/usr/lib/${CMAKE_LIBRARY_ARCHITECTURE}" PATH_SUFFIXES glib-2.0/include "lib/${CMAKE_LIBRARY_ARCHITECTURE}/glib-2.0/include")
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Atk REQUIRED_VARS Atk_INCLUDE_DIR Glib_INCLUDE_DIR Glib_CONFIG_DIR)
if(Atk_FOUND AND NOT TARGET Atk::headers)
    add_library(Atk::headers INTERFACE IMPORTED)
    set_target_properties(Atk::headers PROPERTIES
        INTERFACE_INCLUDE_DIRECTORIES "${Atk_INCLUDE_DIR};${Glib_INCLUDE_DIR};${Glib_CONFIG_DIR}")
endif()
