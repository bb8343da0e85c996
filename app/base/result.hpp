#pragma once
// How every function of Amparo says that it could not do its work. Anyone may use this header. An error carries a
// short code for the caller, the id of a sentence for a person, and a detail in English for developers. The detail
// never holds a secret, a person's name, or a path below a home folder.

#include <expected>
#include <string>
#include <string_view>
#include <utility>

namespace amparo {

/// What the caller can do about an error; short on purpose.
enum class Errc {
    NotFound,         ///< nothing has that name
    Denied,           ///< the system does not let this account look or write
    Unsupported,      ///< this machine, tree or build has no such thing
    NotRunning,       ///< only a running system could tell, and we look at a tree of files
    Timeout,          ///< it took longer than allowed
    Cancelled,        ///< a person stopped it
    NotRegular,       ///< a folder, pipe, socket or device where a file was expected
    Loop,             ///< links that lead in a circle
    Corrupt,          ///< the bytes are not what the format promises
    Tampered,         ///< the bytes differ from what this copy of the program was made with
    WrongPassphrase,  ///< no slot opens
    NoSpace,          ///< the medium is full
    Limit,            ///< larger, deeper or more than allowed
    Conflict,         ///< somebody else holds it, or it exists already
    Offline,          ///< no network, or not allowed to use it
    Usage,            ///< the words of the call are off
    Io,               ///< the medium returned an error
    Bug,              ///< our own mistake
};

/// The stable English name of a code, as used in messages ids: "not-found", "denied", …
[[nodiscard]] std::string_view errc_name(Errc code);

struct [[nodiscard]] Error {
    Errc code = Errc::Bug;
    /// Id of the sentence for people; empty means "error.<errc_name(code)>".
    std::string say;
    /// English, for developers and for the person who maintains a data file: what and where.
    std::string detail;

    /// The message id to show: `say`, or the general sentence of the code.
    [[nodiscard]] std::string message_id() const;
};

template <typename T>
using Result = std::expected<T, Error>;

/// Shorthand for returning an error: `return fail(Errc::NotFound, "no such channel");`
[[nodiscard]] std::unexpected<Error> fail(Errc code, std::string detail = {}, std::string say = {});

}  // namespace amparo

#define AMPARO_CONCAT_INNER(a, b) a##b
#define AMPARO_CONCAT(a, b) AMPARO_CONCAT_INNER(a, b)
#define AMPARO_TRY_INNER(name, declaration, call)                  \
    auto name = (call);                                            \
    if (!name) return std::unexpected(std::move(name).error());    \
    declaration = *std::move(name)

/// `AMPARO_TRY(auto text, read(path));` declares `text`, or returns the error of `read` to the caller.
#define AMPARO_TRY(declaration, call) AMPARO_TRY_INNER(AMPARO_CONCAT(amparo_try_, __COUNTER__), declaration, call)

/// The same for a call that returns Result<void>.
#define AMPARO_TRY_VOID(call)                                                                   \
    do {                                                                                        \
        auto amparo_try_void = (call);                                                          \
        if (!amparo_try_void) return std::unexpected(std::move(amparo_try_void).error());       \
    } while (false)
