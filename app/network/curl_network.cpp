// The only file that speaks to libcurl. Every option that makes a connection safe is set here, in `prepare`, and none of
// them has a switch.
#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <mutex>
#include <optional>

#include "app/base/text.hpp"
#include "app/base/utf8.hpp"
#include "app/network/network.hpp"
#include "app/network/roots.hpp"

namespace amparo::network {

namespace {

using Clock = std::chrono::steady_clock;

constexpr long kConnectSeconds = 30;
constexpr long kSlowSeconds = 45;  ///< with less than a byte a second for so long, nothing more is coming
constexpr std::size_t kHeaderBytes = 32 * 1024;

struct Release {
    void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Easy = std::unique_ptr<CURL, Release>;
using List = std::unique_ptr<curl_slist, Release>;

/// What the callbacks of one exchange share.
struct Exchange {
    const CallLimit* limit = nullptr;
    std::string_view sending;
    std::size_t sent = 0;
    std::string received;
    std::size_t receive_limit = 0;
    std::vector<Header> headers;
    std::size_t header_bytes = 0;
    std::string last_line;
    bool too_long = false;
    bool stopped = false;
};

std::size_t on_body(char* data, std::size_t one, std::size_t count, void* user) {
    auto& exchange = *static_cast<Exchange*>(user);
    const std::size_t size = one * count;
    if (size > exchange.receive_limit - exchange.received.size()) {
        exchange.too_long = true;
        return CURL_WRITEFUNC_ERROR;
    }
    exchange.received.append(data, size);
    return size;
}

std::size_t on_header(char* data, std::size_t one, std::size_t count, void* user) {
    auto& exchange = *static_cast<Exchange*>(user);
    const std::string_view line(data, one * count);
    exchange.header_bytes += line.size();
    if (exchange.header_bytes > kHeaderBytes) {
        exchange.too_long = true;
        return CURL_WRITEFUNC_ERROR;
    }
    exchange.last_line = text::trim(line);
    const std::size_t colon = line.find(':');
    if (colon != std::string_view::npos) {
        exchange.headers.push_back({text::lower(line.substr(0, colon)), std::string(text::trim(line.substr(colon + 1)))});
    }
    return line.size();
}

std::size_t on_read(char* data, std::size_t one, std::size_t count, void* user) {
    auto& exchange = *static_cast<Exchange*>(user);
    const std::size_t size = std::min(one * count, exchange.sending.size() - exchange.sent);
    std::copy_n(exchange.sending.data() + exchange.sent, size, data);
    exchange.sent += size;
    return size;
}

int on_progress(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    auto& exchange = *static_cast<Exchange*>(user);
    exchange.stopped = exchange.limit->stop.stop_requested();
    return exchange.stopped ? 1 : 0;
}

/// The rest of the time as libcurl wants it. Nothing when it is over.
std::optional<long> milliseconds_left(const CallLimit& limit) {
    constexpr std::int64_t kLongest = 30 * 60 * 1000;
    if (limit.deadline == Clock::time_point::max()) return static_cast<long>(kLongest);
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(limit.deadline - Clock::now()).count();
    if (left <= 0) return std::nullopt;
    return static_cast<long>(std::min<std::int64_t>(left, kLongest));
}

const char* protocol_of(Scheme scheme) {
    switch (scheme) {
        case Scheme::Https: return "https";
        case Scheme::OnionHttp: return "http";
        case Scheme::Smtp: return "smtp";
        case Scheme::Smtps: return "smtps";
    }
    return "https";
}

std::string random_word() {
    // Tor keeps streams with different names on different circuits. The names are worth nothing to anybody.
    static std::mutex mutex;
    static std::uint64_t count = static_cast<std::uint64_t>(Clock::now().time_since_epoch().count());
    const std::lock_guard lock(mutex);
    return std::to_string(++count);
}

class Options {
  public:
    explicit Options(CURL* easy) : easy_(easy) {}
    template <typename T>
    void set(CURLoption option, T value) {
        good_ = good_ && curl_easy_setopt(easy_, option, value) == CURLE_OK;
    }
    /// Switches off what may not be in this libcurl at all.
    template <typename T>
    void without(CURLoption option, T value) {
        const CURLcode code = curl_easy_setopt(easy_, option, value);
        good_ = good_ && (code == CURLE_OK || code == CURLE_UNKNOWN_OPTION || code == CURLE_NOT_BUILT_IN);
    }
    /// False when one of them is not known to this libcurl: then nothing is sent.
    [[nodiscard]] bool good() const { return good_; }

  private:
    CURL* easy_;
    bool good_ = true;
};

/// Everything that every connection has.
Result<void> prepare(CURL* easy, const Address& address, const Travel& travel, const Pin& pin, Exchange& exchange) {
    const auto left = milliseconds_left(*exchange.limit);
    if (!left) return fail(Errc::Timeout, "no time left", "network.error.timeout");
    Options options(easy);
    options.set(CURLOPT_NOSIGNAL, 1L);
    options.set(CURLOPT_PROTOCOLS_STR, protocol_of(address.scheme));
    options.set(CURLOPT_REDIR_PROTOCOLS_STR, "https");
    options.set(CURLOPT_FOLLOWLOCATION, 0L);
    options.without(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    options.set(CURLOPT_SSL_VERIFYPEER, 1L);
    options.set(CURLOPT_SSL_VERIFYHOST, 2L);
    options.set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    options.set(CURLOPT_SSL_SESSIONID_CACHE, 0L);
    options.set(CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
    // The list inside the program or the channel's own, never the computer's: that one may hold an authority that
    // somebody added to read along.
    const std::string_view roots = pin.pem.empty() ? bundled_roots() : std::string_view(pin.pem);
    curl_blob blob{const_cast<char*>(roots.data()), roots.size(), CURL_BLOB_COPY};
    options.set(CURLOPT_CAINFO_BLOB, &blob);
    options.without(CURLOPT_CAPATH, static_cast<const char*>(nullptr));
    options.set(CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
    options.set(CURLOPT_TIMEOUT_MS, *left);
    options.set(CURLOPT_LOW_SPEED_LIMIT, 1L);
    options.set(CURLOPT_LOW_SPEED_TIME, kSlowSeconds);
    options.set(CURLOPT_NOPROGRESS, 0L);
    options.set(CURLOPT_XFERINFOFUNCTION, &on_progress);
    options.set(CURLOPT_XFERINFODATA, &exchange);
    options.set(CURLOPT_WRITEFUNCTION, &on_body);
    options.set(CURLOPT_WRITEDATA, &exchange);
    options.set(CURLOPT_HEADERFUNCTION, &on_header);
    options.set(CURLOPT_HEADERDATA, &exchange);
    // Set even when there is none: otherwise variables of the environment would choose.
    options.set(CURLOPT_NOPROXY, "");
    if (travel.route == Route::Socks) {
        const std::string proxy = "socks5h://" + travel.proxy_host + ":" + std::to_string(travel.proxy_port);
        const std::string name = random_word();
        options.set(CURLOPT_PROXY, proxy.c_str());
        options.set(CURLOPT_PROXYUSERNAME, name.c_str());
        options.set(CURLOPT_PROXYPASSWORD, name.c_str());
    } else {
        if (address.onion()) return fail(Errc::Offline, "an onion needs Tor", "network.error.onion");
        options.set(CURLOPT_PROXY, "");
    }
    return options.good() ? Result<void>() : Result<void>(fail(Errc::Bug, "libcurl does not know an option"));
}

Error error_of(CURLcode code, const Exchange& exchange, const Travel& travel) {
    if (exchange.stopped) return {Errc::Cancelled, "network.error.stopped", "stopped"};
    if (exchange.too_long) return {Errc::Limit, "network.error.too_long", "the answer is too long"};
    const std::string detail = "libcurl " + std::to_string(static_cast<int>(code));
    switch (code) {
        case CURLE_COULDNT_RESOLVE_HOST: return {Errc::Offline, "network.error.name", detail};
        case CURLE_COULDNT_RESOLVE_PROXY:
        case CURLE_PROXY: return {Errc::Offline, "network.error.proxy", detail};
        case CURLE_COULDNT_CONNECT:
            return {Errc::Offline, travel.route == Route::Socks ? "network.error.proxy" : "network.error.connect", detail};
        case CURLE_OPERATION_TIMEDOUT: return {Errc::Timeout, "network.error.timeout", detail};
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_ISSUER_ERROR:
        case CURLE_SSL_CACERT_BADFILE:
        case CURLE_SSL_CERTPROBLEM:
        case CURLE_SSL_PINNEDPUBKEYNOTMATCH: return {Errc::Tampered, "network.error.certificate", detail};
        case CURLE_USE_SSL_FAILED: return {Errc::Tampered, "network.error.no_tls", detail};
        case CURLE_SSL_CONNECT_ERROR: return {Errc::Tampered, "network.error.tls", detail};
        case CURLE_LOGIN_DENIED: return {Errc::Denied, "network.error.login", detail};
        case CURLE_OUT_OF_MEMORY: return {Errc::Limit, "", detail};
        default: return {Errc::Io, "network.error.broken", detail};
    }
}

std::int64_t wall_seconds() {
    return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

bool safe_header(const Header& header) {
    const auto visible = [](char c) { return c >= ' ' && c != 0x7f; };
    return !header.name.empty() && std::ranges::all_of(header.name, [](char c) { return c > ' ' && c < 0x7f && c != ':'; }) &&
           std::ranges::all_of(header.value, visible);
}

class CurlNetwork final : public Network {
  public:
    CurlNetwork(Travel travel, std::function<void(const Attempt&)> note) : travel_(std::move(travel)), note_(std::move(note)) {}

    Result<HttpAnswer> http(const Consent& consent, const HttpRequest& request, const CallLimit& limit) override {
        static constexpr std::array<const char*, 3> kNames = {"get", "post", "put"};
        auto answer = exchange_http(consent, request, limit);
        tell(request.address, kNames[static_cast<std::size_t>(request.method)], request.body.size(),
             answer ? std::to_string(answer->status) : answer.error().message_id());
        return answer;
    }

    Result<MailAnswer> mail(const Consent& consent, const MailRequest& request, const CallLimit& limit) override {
        auto answer = exchange_mail(consent, request, limit);
        tell(request.server, request.login_only ? "login" : "mail", request.message.size(),
             answer ? std::to_string(answer->code) : answer.error().message_id());
        return answer;
    }

  private:
    void tell(const Address& address, const char* purpose, std::size_t bytes, std::string outcome) const {
        if (note_) note_({wall_seconds(), address.origin(), purpose, bytes, travel_.route, std::move(outcome)});
    }

    Result<HttpAnswer> exchange_http(const Consent& consent, const HttpRequest& request, const CallLimit& limit) const {
        if (request.address.mail() || consent.origin() != request.address.origin()) {
            return fail(Errc::Usage, "the consent is for another place");
        }
        const Easy easy(curl_easy_init());
        if (!easy) return fail(Errc::Limit, "libcurl");
        Exchange exchange;
        exchange.limit = &limit;
        exchange.sending = request.body;
        exchange.receive_limit = request.answer_limit;
        AMPARO_TRY_VOID(prepare(easy.get(), request.address, travel_, request.pin, exchange));

        Options options(easy.get());
        const std::string url = request.address.text();
        options.set(CURLOPT_URL, url.c_str());
        options.set(CURLOPT_PATH_AS_IS, 1L);
        options.set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
        options.set(CURLOPT_READFUNCTION, &on_read);
        options.set(CURLOPT_READDATA, &exchange);
        if (request.method == Method::Put) {
            options.set(CURLOPT_UPLOAD, 1L);
            options.set(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
        } else if (request.method == Method::Post) {
            options.set(CURLOPT_POST, 1L);
            options.set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
        }
        // What libcurl would add by itself is taken out, so that all who use the program look alike.
        List headers;
        const auto add = [&](const std::string& line) {
            curl_slist* longer = curl_slist_append(headers.get(), line.c_str());
            if (longer == nullptr) return false;
            (void)headers.release();
            headers.reset(longer);
            return true;
        };
        bool added = add("Expect:") && add("Accept: */*");
        if (request.method != Method::Get && std::ranges::none_of(request.headers, [](const Header& header) {
                return text::equals_ignoring_case(header.name, "content-type");
            })) {
            added = added && add("Content-Type: application/octet-stream");
        }
        for (const Header& header : request.headers) {
            if (!safe_header(header)) return fail(Errc::Usage, "a header");
            added = added && add(header.value.empty() ? header.name + ";" : header.name + ": " + header.value);
        }
        if (!added) return fail(Errc::Limit, "libcurl");
        options.set(CURLOPT_HTTPHEADER, headers.get());
        if (!options.good()) return fail(Errc::Bug, "libcurl does not know an option");

        const CURLcode code = curl_easy_perform(easy.get());
        if (code != CURLE_OK) return std::unexpected(error_of(code, exchange, travel_));
        long status = 0;
        if (curl_easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &status) != CURLE_OK) status = 0;
        HttpAnswer answer{static_cast<int>(status), std::move(exchange.received), std::move(exchange.headers)};
        if (status >= 300 && status < 400) {
            const std::string to = utf8::displayable(answer.header("location"), 120);
            return fail(Errc::Conflict, to, "network.error.redirect");
        }
        return answer;
    }

    Result<MailAnswer> exchange_mail(const Consent& consent, const MailRequest& request, const CallLimit& limit) const {
        if (!request.server.mail() || consent.origin() != request.server.origin()) {
            return fail(Errc::Usage, "the consent is for another place");
        }
        if (!is_mailbox(request.from) || !std::ranges::all_of(request.to, is_mailbox)) return fail(Errc::Usage, "a mailbox");
        if (!request.login_only && (request.to.empty() || request.message.empty())) return fail(Errc::Usage, "nothing to send");
        const Easy easy(curl_easy_init());
        if (!easy) return fail(Errc::Limit, "libcurl");
        Exchange exchange;
        exchange.limit = &limit;
        exchange.sending = request.message;
        exchange.receive_limit = kHeaderBytes;
        AMPARO_TRY_VOID(prepare(easy.get(), request.server, travel_, request.pin, exchange));

        Options options(easy.get());
        // Without a path libcurl greets with the name of this computer.
        const std::string url = request.server.text() + "/%5B127.0.0.1%5D";
        options.set(CURLOPT_URL, url.c_str());
        if (!request.user.empty()) {
            options.set(CURLOPT_USERNAME, request.user.c_str());
            // libcurl keeps a copy of its own until the exchange is over; ours is wiped at once.
            std::string password(request.password == nullptr ? std::string_view{} : request.password->view());
            options.set(CURLOPT_PASSWORD, password.c_str());
            wipe(password);
            // The other methods tell the server the name of this computer, or are no safer inside TLS.
            options.set(CURLOPT_LOGIN_OPTIONS, "AUTH=PLAIN;AUTH=LOGIN");
        }
        List to;
        const std::string from = "<" + request.from + ">";
        if (request.login_only) {
            options.set(CURLOPT_CUSTOMREQUEST, "NOOP");
            options.set(CURLOPT_NOBODY, 1L);
        } else {
            options.set(CURLOPT_MAIL_FROM, from.c_str());
            for (const std::string& mailbox : request.to) {
                curl_slist* longer = curl_slist_append(to.get(), ("<" + mailbox + ">").c_str());
                if (longer == nullptr) return fail(Errc::Limit, "libcurl");
                (void)to.release();
                to.reset(longer);
            }
            options.set(CURLOPT_MAIL_RCPT, to.get());
            options.set(CURLOPT_UPLOAD, 1L);
            options.set(CURLOPT_READFUNCTION, &on_read);
            options.set(CURLOPT_READDATA, &exchange);
            options.set(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(request.message.size()));
        }
        if (!options.good()) return fail(Errc::Bug, "libcurl does not know an option");

        const CURLcode code = curl_easy_perform(easy.get());
        long answer = 0;
        if (curl_easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &answer) != CURLE_OK) answer = 0;
        if (code == CURLE_OK) return MailAnswer{static_cast<int>(answer), utf8::displayable(exchange.last_line, 200)};
        return std::unexpected(mail_error(code, answer, exchange));
    }

    Error mail_error(CURLcode code, long answer, const Exchange& exchange) const {
        // All of it was handed over and the end of the talk is missing: nobody can tell whether it arrived. When the
        // server spoke last, it spoke for itself.
        const bool all_sent = !exchange.sending.empty() && exchange.sent == exchange.sending.size();
        if (all_sent && answer < 400) return {Errc::Io, "delivery.error.unsure", "cut off after the last byte"};
        if (exchange.stopped || code == CURLE_LOGIN_DENIED || answer < 400) return error_of(code, exchange, travel_);
        const std::string detail = "server said " + std::to_string(answer);
        if (answer == 421 || (answer < 500 && answer >= 400)) return {Errc::Offline, "network.error.later", detail};
        if (answer == 530 || answer == 534 || answer == 535 || answer == 538) return {Errc::Denied, "network.error.login", detail};
        return {Errc::Denied, "network.error.refused", detail};
    }

    Travel travel_;
    std::function<void(const Attempt&)> note_;
};

}  // namespace

bool has_network() { return true; }

Result<std::unique_ptr<Network>> open_network(Travel travel, std::function<void(const Attempt&)> note) {
    static const CURLcode kStarted = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (kStarted != CURLE_OK) return fail(Errc::Bug, "libcurl does not start");
    if (travel.route == Route::Socks) {
        const bool plain = std::ranges::all_of(travel.proxy_host, [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
        });
        if (!plain || travel.proxy_host.empty() || travel.proxy_port == 0) return fail(Errc::Usage, "proxy", "network.error.proxy");
    }
    return std::unique_ptr<Network>(std::make_unique<CurlNetwork>(std::move(travel), std::move(note)));
}

}  // namespace amparo::network
