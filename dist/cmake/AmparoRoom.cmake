# A room is one static library with private links. What it may use is the table of tests/style/layers_test.cpp;
# the link graph written here lets that test compare the build with the table.

# amparo_room(NAME [SOURCES ...] [USES room ...] [PRIVATE_LIBS third-party ...] [PUBLIC_USES room ...])
#   USES: rooms whose headers and code this room needs; PRIVATE_LIBS: third-party targets.
function(amparo_room name)
    cmake_parse_arguments(ROOM "" "" "SOURCES;USES;PRIVATE_LIBS" ${ARGN})
    if(ROOM_SOURCES)
        add_library(amparo_${name} STATIC ${ROOM_SOURCES})
        target_link_libraries(amparo_${name} PRIVATE amparo_flags ${ROOM_PRIVATE_LIBS})
        foreach(used IN LISTS ROOM_USES)
            target_link_libraries(amparo_${name} PRIVATE amparo_${used})
        endforeach()
    else()
        add_library(amparo_${name} INTERFACE)
    endif()
    add_library(amparo::${name} ALIAS amparo_${name})
    set_property(GLOBAL APPEND PROPERTY AMPARO_ROOMS ${name})
    string(JOIN " " uses ${ROOM_USES})
    string(JOIN " " libs ${ROOM_PRIVATE_LIBS})
    set_property(GLOBAL APPEND_STRING PROPERTY AMPARO_LINK_GRAPH "${name}: ${uses} | ${libs}\n")
endfunction()

function(amparo_write_link_graph)
    get_property(graph GLOBAL PROPERTY AMPARO_LINK_GRAPH)
    file(WRITE "${PROJECT_BINARY_DIR}/link-graph.txt" "${graph}")
endfunction()
