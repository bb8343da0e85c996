#pragma once
// Canonical lines for words, shared by the descriptions of files. Used inside this room.

#include <string>

#include "lessons/markdown.hpp"

namespace amparo::lessons {

void write_blocks(std::string& out, const Blocks& blocks, const std::string& indent);

}  // namespace amparo::lessons
