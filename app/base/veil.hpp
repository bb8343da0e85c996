#pragma once
// A disguise for the data file of a copy under another name: no name or word in it can be read by somebody who looks
// through a stick. It is no protection, since whoever has the program can take it off.

#include <string>

namespace amparo {

/// Puts the disguise on, or takes it off: done twice, the bytes are what they were.
void veil(std::string& bytes);

}  // namespace amparo
