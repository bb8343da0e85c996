// One libFuzzer target per parser kind; the build names the kind. Seeds lie in tests/fuzz/seeds/<kind>.

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "app/base/bytes.hpp"
#include "app/base/utf8.hpp"
#include "app/models/parsers.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const amparo::models::ParserKind* kind = amparo::models::find_parser(AMPARO_FUZZ_KIND);
    if (kind == nullptr) std::abort();
    const auto canonical = kind->parse(amparo::as_text({data, size}));
    // What we print of hostile input must be safe to print.
    if (canonical && !amparo::utf8::is_valid(*canonical)) std::abort();
    return 0;
}
