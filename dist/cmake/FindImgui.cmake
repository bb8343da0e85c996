# Dear ImGui, from the sources that dist/deps put into its prefix, compiled once per build tree with our settings. The
# packaged static library has other settings and with them other types; it must never be linked.
find_path(Imgui_SOURCE_DIR imgui.cpp PATH_SUFFIXES src/imgui NO_DEFAULT_PATH PATHS ${CMAKE_PREFIX_PATH})
if(Imgui_SOURCE_DIR)
    file(STRINGS "${Imgui_SOURCE_DIR}/imgui.h" number REGEX "#define IMGUI_VERSION ")
    string(REGEX MATCH "[0-9]+[.][0-9]+[.][0-9]+" Imgui_VERSION "${number}")
endif()
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Imgui REQUIRED_VARS Imgui_SOURCE_DIR VERSION_VAR Imgui_VERSION)
if(Imgui_FOUND AND NOT TARGET Imgui::imgui)
    add_library(imgui STATIC
        "${Imgui_SOURCE_DIR}/imgui.cpp" "${Imgui_SOURCE_DIR}/imgui_draw.cpp" "${Imgui_SOURCE_DIR}/imgui_tables.cpp"
        "${Imgui_SOURCE_DIR}/imgui_widgets.cpp" "${Imgui_SOURCE_DIR}/backends/imgui_impl_opengl3.cpp")
    target_include_directories(imgui SYSTEM PUBLIC "${Imgui_SOURCE_DIR}")
    # Long pages have more corners than 16 bits can count.
    target_compile_definitions(imgui PUBLIC "ImDrawIdx=unsigned int" IMGUI_USE_WCHAR32 IMGUI_DISABLE_OBSOLETE_FUNCTIONS
        IMGUI_DISABLE_DEMO_WINDOWS IMGUI_DISABLE_DEBUG_TOOLS IMGUI_DISABLE_FILE_FUNCTIONS
        IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS IMGUI_DISABLE_WIN32_FUNCTIONS)
    if(AMPARO_TESTS)
        # The library then tells of every item that it takes into account; what people get is built without.
        target_compile_definitions(imgui PUBLIC IMGUI_ENABLE_TEST_ENGINE)
    endif()
    target_compile_features(imgui PUBLIC cxx_std_23)
    target_compile_options(imgui PRIVATE -w -fstack-protector-strong
        "-ffile-prefix-map=${Imgui_SOURCE_DIR}=imgui")
    if(AMPARO_SANITIZE)
        target_compile_options(imgui PRIVATE -fsanitize=${AMPARO_SANITIZE} -fno-omit-frame-pointer -O1 -g1)
    endif()
    target_link_libraries(imgui PRIVATE ${CMAKE_DL_LIBS})
    add_library(Imgui::imgui ALIAS imgui)
endif()
