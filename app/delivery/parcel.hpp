#pragma once
// One thing that goes to one place: what, to whom, how, and how protected. A parcel is finished when it is made; nothing
// is added to it on its way. What a person sees before sending is this and no other.

#include <cstdint>
#include <string>
#include <vector>

#include "app/base/hash.hpp"
#include "app/base/json.hpp"
#include "app/base/result.hpp"

namespace amparo::delivery {

/// How a parcel travels.
enum class Way {
    Mail,        ///< the person's own mail account
    Drop,        ///< an https address where files can be left
    GlobaLeaks,  ///< a site that runs GlobaLeaks 5
};
[[nodiscard]] std::string_view way_name(Way way);  ///< "mail", "drop", "globaleaks"

/// Who can read it on its way and at the end.
enum class Protection {
    OpenPgp,   ///< only who holds the secret key
    Box,       ///< the same, in our own format, for `amparo inbox`
    Readable,  ///< every service that passes it on, and whoever takes it there
};
[[nodiscard]] std::string_view protection_name(Protection protection);  ///< "openpgp", "box", "readable"

struct Parcel {
    Way way = Way::Drop;
    Protection protection = Protection::Readable;
    std::string case_ref;   ///< eight characters; the only thing that a subject may say
    std::string recipient;  ///< name of the desk or person
    std::string address;    ///< mailbox, drop folder or site
    std::string server;     ///< for mail: the person's own mail server, "smtps://…"; else empty
    std::string from;       ///< for mail: the person's own mailbox; else empty
    std::string body;       ///< what leaves, byte for byte
    std::string pin;        ///< PEM of the channel's own certificate or authority, or ""
    std::string context;    ///< GlobaLeaks: id of the context; else ""

    /// The place that is contacted, as network::Address::origin() says it. Errors: Usage — no such address.
    [[nodiscard]] Result<std::string> origin() const;
    /// Over everything above; a consent is bound to it.
    [[nodiscard]] Digest digest() const;
    /// SHA-256 of the body in hexadecimal: the name of a drop, and what tells two sends of the same thing apart.
    [[nodiscard]] std::string body_hash() const;
};

inline constexpr std::size_t kParcelBytes = 16 * 1024 * 1024;
inline constexpr std::size_t kCaseRef = 8;

/// Eight characters without those that look alike, random.
[[nodiscard]] std::string new_case_ref();
[[nodiscard]] bool is_case_ref(std::string_view text);

/// Everything but the body, which is kept beside it because it need not be text.
[[nodiscard]] Json to_json(const Parcel& parcel);
/// The same back; the body is empty. Errors: Corrupt, Usage — names the field.
[[nodiscard]] Result<Parcel> parcel_from(const Json& json);

}  // namespace amparo::delivery
