# Finds what people add as folders and files: checks, languages, channels, lessons. Nothing here names one of them, so
# that adding one edits nothing.

# Collects checks/catalog/*/check.cpp, windows.cpp and macos.cpp into OUT_SOURCES, together with the generated registry.
function(amparo_check_catalog out_sources)
    set(catalog "${CMAKE_CURRENT_SOURCE_DIR}/catalog")
    set(data "${CMAKE_CURRENT_SOURCE_DIR}/data")
    file(GLOB sources CONFIGURE_DEPENDS "${catalog}/*/check.cpp" "${catalog}/*/windows.cpp" "${catalog}/*/macos.cpp")
    file(GLOB texts CONFIGURE_DEPENDS "${catalog}/*/check.json" "${catalog}/*/en.po" "${data}/*.json")
    set(registry "${CMAKE_CURRENT_BINARY_DIR}/registry.cpp")
    add_custom_command(OUTPUT "${registry}"
        COMMAND amparo_pin_tool checks "${registry}" "${catalog}" "${data}"
        DEPENDS amparo_pin_tool ${sources} ${texts}
        COMMENT "Writing the registry of checks" VERBATIM)
    set(${out_sources} ${sources} "${registry}" PARENT_SCOPE)
endfunction()

# Stages shipped files beside the program and pins them in OUT_SOURCE.
#   Channels:  app/escalation/channels/*.json      -> channels/
#   First aid: app/escalation/flows/*.json         -> flows/
#   Regions:   app/escalation/regions.json         -> tables/regions.json
#   Languages: localization/<tag>/**               -> localization/<tag>/
#   Lessons:   lessons/catalog/<id>/               -> lessons/<id>/
#              localization/<tag>/lessons/*.md     -> localization/<tag>/lessons/
function(amparo_shipped_data out_source stage)
    set(list "")
    set(inputs "")
    file(STRINGS "${PROJECT_SOURCE_DIR}/dist/embedded-files.txt" embedded REGEX "^[^#]")
    macro(amparo_ship source target)
        set(kind pin)
        if("${target}" IN_LIST embedded)
            set(kind embed)
        endif()
        string(APPEND list "${kind} ${source}|${target}\n")
        list(APPEND inputs "${source}")
    endmacro()

    file(GLOB files CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/app/escalation/channels/*.json")
    foreach(file IN LISTS files)
        get_filename_component(name "${file}" NAME)
        amparo_ship("${file}" "channels/${name}")
    endforeach()
    file(GLOB files CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/app/escalation/flows/*.json")
    foreach(file IN LISTS files)
        get_filename_component(name "${file}" NAME)
        amparo_ship("${file}" "flows/${name}")
    endforeach()
    amparo_ship("${PROJECT_SOURCE_DIR}/app/escalation/regions.json" "tables/regions.json")
    file(GLOB files CONFIGURE_DEPENDS RELATIVE "${PROJECT_SOURCE_DIR}"
        "${PROJECT_SOURCE_DIR}/localization/*/language.json" "${PROJECT_SOURCE_DIR}/localization/*/*.po"
        "${PROJECT_SOURCE_DIR}/localization/*/lessons/*.md")
    foreach(file IN LISTS files)
        amparo_ship("${PROJECT_SOURCE_DIR}/${file}" "${file}")
    endforeach()
    file(GLOB files CONFIGURE_DEPENDS RELATIVE "${PROJECT_SOURCE_DIR}/lessons/catalog"
        "${PROJECT_SOURCE_DIR}/lessons/catalog/*/lesson.json" "${PROJECT_SOURCE_DIR}/lessons/catalog/*/en.md"
        "${PROJECT_SOURCE_DIR}/lessons/catalog/*/session.md" "${PROJECT_SOURCE_DIR}/lessons/catalog/*/*.png" "${PROJECT_SOURCE_DIR}/lessons/catalog/*/*.jpg")
    foreach(file IN LISTS files)
        amparo_ship("${PROJECT_SOURCE_DIR}/lessons/catalog/${file}" "lessons/${file}")
    endforeach()

    set(list_file "${CMAKE_CURRENT_BINARY_DIR}/shipped.txt")
    file(CONFIGURE OUTPUT "${list_file}" CONTENT "${list}" @ONLY)
    set(source "${CMAKE_CURRENT_BINARY_DIR}/pins.cpp")
    add_custom_command(OUTPUT "${source}"
        COMMAND amparo_pin_tool data "${source}" "${stage}" "${list_file}" ${AMPARO_DATA_FILE}
        DEPENDS amparo_pin_tool "${list_file}" ${inputs}
        COMMENT "Pinning the shipped files" VERBATIM)
    set(${out_source} "${source}" PARENT_SCOPE)
endfunction()
