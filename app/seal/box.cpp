#include "app/seal/box.hpp"

#include <algorithm>

#include "app/base/hex.hpp"
#include "app/base/json.hpp"
#include "app/base/secret.hpp"
#include "app/base/text.hpp"
#include "app/base/utf8.hpp"

namespace amparo::seal {

namespace {

constexpr std::size_t kReply = 16;
constexpr std::size_t kSmall = 4 * 1024;
constexpr std::size_t kMiddle = 16 * 1024;

std::string le32(std::uint32_t value) {
    std::string out;
    for (int i = 0; i < 4; ++i) out += static_cast<char>((value >> (8 * i)) & 0xffU);
    return out;
}

std::unexpected<Error> broken(std::string what) { return fail(Errc::Corrupt, std::move(what), "seal.box.broken"); }

/// Length of the description, the description, then the text and the files one after the other, then zeros.
Result<std::string> flatten(const Report& report) {
    Json files = Json::array();
    std::size_t total = report.text.size();
    for (const ReportFile& file : report.files) {
        if (!is_file_name(file.name)) return fail(Errc::Usage, "a file name");
        files.push(Json::object().set("name", file.name).set("type", file.type).set("size", file.bytes.size()));
        total += file.bytes.size();
    }
    if (report.files.size() > kReportFiles || total > kReportBytes) return fail(Errc::Limit, "report");
    if (report.reply_secret.size() != kReply) return fail(Errc::Usage, "reply secret");
    Json json = Json::object();
    json.set("schema", "amparo.sealed-report/1").set("case_ref", report.case_ref).set("created", report.created);
    json.set("reply", text::to_hex(report.reply_secret)).set("text", report.text.size()).set("files", std::move(files));
    const std::string head = json.dump(Json::Style::Compact);
    std::string out = le32(static_cast<std::uint32_t>(head.size())) + head + report.text;
    for (const ReportFile& file : report.files) out += file.bytes;
    // Beyond that the stream pads, too.
    out.resize(std::max(out.size(), out.size() <= kSmall ? kSmall : kMiddle), '\0');
    return out;
}

/// Takes `size` bytes off the front, or fails.
Result<std::string> take(std::string_view& rest, std::int64_t size) {
    if (size < 0 || static_cast<std::uint64_t>(size) > rest.size()) return broken("a length beyond the end");
    std::string out(rest.substr(0, static_cast<std::size_t>(size)));
    rest.remove_prefix(static_cast<std::size_t>(size));
    return out;
}

Result<Report> unflatten(std::string_view plain) {
    if (plain.size() < 4) return broken("no description");
    const auto head_size = load_le<std::uint32_t>(as_bytes(plain), 0);
    plain.remove_prefix(4);
    AMPARO_TRY(const std::string head, take(plain, head_size));
    JsonLimits limits;
    limits.bytes = 64 * 1024;
    AMPARO_TRY(const Json json, Json::parse(head, limits));
    if (json.member_text("schema") != "amparo.sealed-report/1") return broken("another schema");
    Report out;
    AMPARO_TRY(out.case_ref, json.require_text("case_ref"));
    const Json* created = json.find("created");
    out.created = created == nullptr ? 0 : created->integer_or(0);
    out.reply_secret = text::bytes_of_hex(json.member_text("reply"));
    if (out.reply_secret.size() != kReply) return broken("no reply secret");
    const Json* size = json.find("text");
    AMPARO_TRY(out.text, take(plain, size == nullptr ? -1 : size->integer_or(-1)));
    if (!utf8::is_valid(out.text)) return broken("text that is not UTF-8");
    const Json* files = json.find("files");
    if (files == nullptr || files->elements().size() > kReportFiles) return broken("files");
    for (const Json& item : files->elements()) {
        ReportFile file;
        file.name = item.member_text("name");
        file.type = item.member_text("type");
        if (!is_file_name(file.name)) return broken("a file name");
        const Json* bytes = item.find("size");
        AMPARO_TRY(file.bytes, take(plain, bytes == nullptr ? -1 : bytes->integer_or(-1)));
        out.files.push_back(std::move(file));
    }
    if (plain.find_first_not_of('\0') != std::string_view::npos) return broken("something behind the end");
    return out;
}

}  // namespace

Result<std::string> seal_report(const std::vector<vault::InboxAddress>& readers, const Report& report) {
    AMPARO_TRY(std::string plain, flatten(report));
    auto sealed = vault::seal(as_bytes(plain), readers);
    wipe(plain);
    return sealed;
}

Result<Report> open_report(Bytes sealed, const vault::InboxKey& key) {
    if (sealed.size() > 2 * kReportBytes) return fail(Errc::Limit, "sealed report");
    auto plain = vault::open_sealed(sealed, key);
    if (!plain) {
        const char* say = plain.error().code == Errc::NotFound   ? "seal.box.not_ours"
                          : plain.error().code == Errc::Tampered ? "seal.box.changed"
                                                                 : "seal.box.broken";
        return fail(plain.error().code, plain.error().detail, say);
    }
    auto report = unflatten(*plain);
    wipe(*plain);
    return report;
}

}  // namespace amparo::seal
