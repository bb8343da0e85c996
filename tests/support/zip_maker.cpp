#include "tests/support/zip_maker.hpp"

#include <zlib.h>

namespace amparo::test {

namespace {

void put(std::string& out, std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) out.push_back(static_cast<char>((value >> (8 * i)) & 0xFFU));
}

std::string deflated(const std::string& text) {
    z_stream stream{};
    deflateInit2(&stream, 6, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&stream, static_cast<uLong>(text.size())) + 16, '\0');
    std::string in = text;
    stream.next_in = reinterpret_cast<Bytef*>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

}  // namespace

std::string zip(const std::vector<ZipItem>& items) {
    std::string out;
    std::string list;
    for (const ZipItem& item : items) {
        const std::string packed = item.deflate ? deflated(item.content) : item.content;
        const std::uint16_t method = item.method != 0xFFFF ? item.method : item.deflate ? 8 : 0;
        auto crc = static_cast<std::uint32_t>(::crc32(0, reinterpret_cast<const Bytef*>(item.content.data()), static_cast<uInt>(item.content.size())));
        if (item.wrong_checksum) crc ^= 1U;
        std::string common;
        put(common, 20, 2);
        put(common, item.flags | 0x800U, 2);
        put(common, method, 2);
        put(common, 0x21, 4);  // a time
        put(common, crc, 4);
        put(common, packed.size(), 4);
        put(common, item.content.size(), 4);
        put(common, item.name.size(), 2);
        const std::size_t at = out.size();
        out += "PK\x03\x04" + common + std::string(2, '\0') + item.name + packed;
        list += "PK\x01\x02";
        put(list, 20, 2);
        list += common;
        list += std::string(2 + 2 + 2 + 2 + 4, '\0');
        put(list, at, 4);
        list += item.name;
    }
    const std::size_t start = out.size();
    out += list;
    out += "PK\x05\x06";
    put(out, 0, 4);
    put(out, items.size(), 2);
    put(out, items.size(), 2);
    put(out, list.size(), 4);
    put(out, start, 4);
    put(out, 0, 2);
    return out;
}

}  // namespace amparo::test
