# The fonts inside the program. dist/fonts makes the files in the build tree; the assembler then takes their bytes as they
# are, because hundreds of kilobytes of initialisers would cost the compiler half a minute.

# Makes the room "fonts" (app/ui/embedded_fonts.hpp), and puts the fonts' licence below STAGE/licences.
function(amparo_embedded_fonts stage)
    set(script "${PROJECT_SOURCE_DIR}/dist/fonts")
    set(folder "${PROJECT_BINARY_DIR}/fonts")
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${script}")
    execute_process(COMMAND "${script}" --list OUTPUT_VARIABLE names OUTPUT_STRIP_TRAILING_WHITESPACE
        COMMAND_ERROR_IS_FATAL ANY)
    string(REPLACE "\n" ";" names "${names}")
    list(TRANSFORM names PREPEND "${folder}/" OUTPUT_VARIABLE files)

    set(licence "${stage}/licences/noto-fonts.txt")
    add_custom_command(OUTPUT ${files} "${folder}/noto-fonts.txt"
        COMMAND "${script}" "${folder}"
        DEPENDS "${script}"
        COMMENT "Cutting the fonts to size" VERBATIM)
    add_custom_command(OUTPUT "${licence}"
        COMMAND "${CMAKE_COMMAND}" -E copy "${folder}/noto-fonts.txt" "${licence}"
        DEPENDS "${folder}/noto-fonts.txt" VERBATIM)

    set(blocks "")
    set(externs "")
    set(rows "")
    set(number 0)
    foreach(name file IN ZIP_LISTS names files)
        set(symbol "amparo_font_${number}")
        string(APPEND blocks "AMPARO_FONT(\"${symbol}\", \"${file}\")\n")
        string(APPEND externs "extern const std::uint8_t ${symbol}[];\nextern const std::uint64_t ${symbol}_size;\n")
        string(APPEND rows "        EmbeddedFont{\"${name}\", {${symbol}, static_cast<std::size_t>(${symbol}_size)}},\n")
        math(EXPR number "${number} + 1")
    endforeach()
    set(source "${CMAKE_CURRENT_BINARY_DIR}/embedded_fonts.cpp")
    file(CONFIGURE OUTPUT "${source}" @ONLY CONTENT [==[
// Written by dist/cmake/AmparoFonts.cmake; not to be edited.
#include "app/ui/embedded_fonts.hpp"

#include <array>
#include <cstddef>

#define AMPARO_TEXT_INNER(word) #word
#define AMPARO_TEXT(word) AMPARO_TEXT_INNER(word)
#define AMPARO_NAME(symbol) AMPARO_TEXT(__USER_LABEL_PREFIX__) symbol
#if defined(__APPLE__)
#define AMPARO_PLACE ".section __TEXT,__const\n"
#define AMPARO_PRIVATE(symbol) ".private_extern " symbol "\n"
#elif defined(_WIN32)
#define AMPARO_PLACE ".section .rdata,\"dr\"\n"
#define AMPARO_PRIVATE(symbol)
#else
#define AMPARO_PLACE ".section .rodata\n"
#define AMPARO_PRIVATE(symbol) ".hidden " symbol "\n"
#endif
#define AMPARO_GLOBAL(symbol) ".globl " symbol "\n" AMPARO_PRIVATE(symbol)
#define AMPARO_FONT(symbol, file)                                                                       \
    asm(AMPARO_PLACE ".balign 16\n" AMPARO_GLOBAL(AMPARO_NAME(symbol)) AMPARO_NAME(symbol) ":\n"        \
        ".incbin \"" file "\"\n" AMPARO_NAME(symbol) "_end:\n.byte 0\n.balign 8\n"                      \
        AMPARO_GLOBAL(AMPARO_NAME(symbol) "_size") AMPARO_NAME(symbol) "_size:\n"                       \
        ".quad " AMPARO_NAME(symbol) "_end - " AMPARO_NAME(symbol) "\n.text\n");

@blocks@
extern "C" {
@externs@}

namespace amparo::ui {

std::span<const EmbeddedFont> embedded_fonts() {
    static const std::array kFonts = {
@rows@    };
    return kFonts;
}

}  // namespace amparo::ui
]==])
    set_property(SOURCE "${source}" PROPERTY OBJECT_DEPENDS "${files}")
    amparo_room(fonts SOURCES "${source}")
    # Link-time optimisation would look for the symbols before the assembler has made them.
    target_compile_options(amparo_fonts PRIVATE -fno-lto)
    target_sources(amparo_fonts PRIVATE "${licence}")
endfunction()
