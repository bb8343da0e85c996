"""Writes the names that HTML 5 gives to characters as a sorted table in C++. Usage: named_references.py FILE"""
import html.entities
import sys

rows = sorted((name[:-1].encode(), value) for name, value in html.entities.html5.items() if name.endswith(";"))
with open(sys.argv[1], "w", encoding="ascii") as out:
    out.write('// Written by lessons/named_references.py; not to be edited.\n#include "lessons/references.hpp"\n\n#include <array>\n\n')
    out.write("namespace amparo::lessons {\n\nnamespace {\n\nusing Entry = std::pair<std::string_view, std::string_view>;\n")
    out.write(f"constexpr std::array<Entry, {len(rows)}> kNames{{{{\n")
    for name, value in rows:
        text = "".join(f"\\{byte:03o}" for byte in value.encode())
        out.write(f'    {{"{name.decode()}", "{text}"}},\n')
    out.write("}};\n\n}  // namespace\n\n")
    out.write("std::span<const Entry> named_references() { return kNames; }\n\n}  // namespace amparo::lessons\n")
