#pragma once
// What the rest of the program may ask of the network: one HTTP exchange or one mail, each with a consent, a time limit
// and a stop. There is no other way out of the program. `open_network` gives the real one, if this build has it; tests
// and practice use their own. Nothing here weakens a check: no option leaves out certificates, names or limits.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/base/bytes.hpp"
#include "app/base/secret.hpp"
#include "app/base/stop.hpp"
#include "app/network/address.hpp"
#include "app/network/consent.hpp"

namespace amparo::network {

/// How packets travel. `Socks`: through a proxy that resolves names itself, and never around it.
enum class Route { Direct, Socks };

struct Travel {
    Route route = Route::Direct;
    std::string proxy_host = "127.0.0.1";
    std::uint16_t proxy_port = 9050;  ///< 9050 the Tor service, 9150 Tor Browser
};

/// One more certificate or authority in PEM that is trusted for one place, instead of the bundled list.
struct Pin {
    std::string pem;  ///< empty: the bundled list
};

enum class Method { Get, Post, Put };

struct Header {
    std::string name;
    std::string value;
};

struct HttpRequest {
    Method method = Method::Get;
    Address address;
    std::vector<Header> headers;
    std::string body;
    std::size_t answer_limit = 256 * 1024;
    Pin pin;
};

struct HttpAnswer {
    int status = 0;
    std::string body;
    std::vector<Header> headers;  ///< names in small letters
    /// The first header of that name (small letters), or "".
    [[nodiscard]] std::string header(std::string_view name) const;
};

struct MailRequest {
    Address server;
    std::string user;
    const SecretString* password = nullptr;  ///< lives longer than the call
    std::string from;
    std::vector<std::string> to;
    std::string message;  ///< lines end with CRLF; empty with `login_only`
    bool login_only = false;
    Pin pin;
};

struct MailAnswer {
    int code = 0;
    std::string last_line;  ///< what the server said at the end: its queue id
};

/// One try, listed until the program ends and kept nowhere. Without what was sent.
struct Attempt {
    std::int64_t when = 0;  ///< seconds since 1970
    std::string origin;
    std::string purpose;  ///< "get", "post", "put", "mail", "login"
    std::size_t bytes = 0;
    Route route = Route::Direct;
    std::string outcome;  ///< "200", "250", or the name of an error
};

class Network {
  public:
    virtual ~Network() = default;
    /// Errors: Usage — address or consent do not fit; Offline — cannot be reached, or the proxy is gone; Timeout;
    /// Cancelled; Limit — the answer was too long; Tampered — the certificate is not the one to expect; Conflict — the
    /// server sends elsewhere (`detail` holds the host); Io — broken off. Thread: any but that of the window.
    [[nodiscard]] virtual Result<HttpAnswer> http(const Consent& consent, const HttpRequest& request, const CallLimit& limit) = 0;
    /// As above; Denied — the server refused the login or the mail, `detail` holds its code.
    [[nodiscard]] virtual Result<MailAnswer> mail(const Consent& consent, const MailRequest& request, const CallLimit& limit) = 0;
};

/// `note` is told of every attempt, from the thread that made it. Errors: Unsupported — this build contains no network code.
[[nodiscard]] Result<std::unique_ptr<Network>> open_network(Travel travel, std::function<void(const Attempt&)> note);
/// False in builds without network code.
[[nodiscard]] bool has_network();

}  // namespace amparo::network
