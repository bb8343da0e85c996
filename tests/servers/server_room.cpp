#include "tests/servers/server_room.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <cstdlib>
#include <thread>

#include "app/base/text.hpp"
#include "tests/support/fixtures.hpp"
#include "tests/support/process.hpp"

namespace amparo::test {

namespace fs = std::filesystem;

namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
    return text;
}

sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

}  // namespace

bool is_root() { return ::geteuid() == 0; }

ServerRoom::ServerRoom() {
    REQUIRE(start_sodium().has_value());
    // Servers that drop their rights must be able to come in.
    fs::permissions(folder_.path(), fs::perms::owner_all | fs::perms::group_exec | fs::perms::others_exec | fs::perms::others_read);
    for (const char* name : {"ca", "stranger"}) {
        run("/usr/bin/openssl", {"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "3650", "-keyout",
                                 path(std::string(name) + ".key").string(), "-out", path(std::string(name) + ".crt").string(), "-subj",
                                 std::string("/CN=authority ") + name});
    }
    make_certificate("server", "localhost");
    make_certificate("other", "other.example");
}

ServerRoom::~ServerRoom() {
    if (postfix_) {
        ProcessOptions options;
        options.arguments = {"-c", path("postfix").string(), "stop"};
        (void)run_process("/usr/sbin/postfix", options);
    }
}

std::string ServerRoom::text(const std::string& name) const { return read_file(path(name)); }

void ServerRoom::run(const std::string& program, std::vector<std::string> arguments, const std::string& input) const {
    ProcessOptions options;
    options.arguments = std::move(arguments);
    options.input = input;
    const auto result = run_process(program, options);
    INFO(program << " " << result.output << result.errors);
    REQUIRE(result.exit_code == 0);
}

void ServerRoom::make_certificate(const std::string& name, const std::string& host) const {
    const auto file = [&](const char* ending) { return path(name + ending).string(); };
    write_file(file(".ext"), "subjectAltName=DNS:" + host + (host == "localhost" ? ",IP:127.0.0.1" : "") + "\nbasicConstraints=CA:FALSE\n");
    run("/usr/bin/openssl", {"req", "-newkey", "rsa:2048", "-nodes", "-keyout", file(".key"), "-out", file(".csr"), "-subj", "/CN=" + host});
    run("/usr/bin/openssl", {"x509", "-req", "-in", file(".csr"), "-CA", path("ca.crt").string(), "-CAkey", path("ca.key").string(),
                             "-CAcreateserial", "-days", "3650", "-extfile", file(".ext"), "-out", file(".crt")});
}

int ServerRoom::free_port() {
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    REQUIRE(socket >= 0);
    sockaddr_in address = loopback(0);
    REQUIRE(::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    socklen_t size = sizeof address;
    REQUIRE(::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    (void)::close(socket);
    return ntohs(address.sin_port);
}

void ServerRoom::wait_for_port(int port) const {
    for (int i = 0; i < 2'000; ++i) {
        const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
        const sockaddr_in address = loopback(port);
        const bool up = ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
        (void)::close(socket);
        if (up) return;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    FAIL("a server did not start");
}

Child& ServerRoom::start(const std::string& program, std::vector<std::string> arguments, const std::string& log) {
    ChildOptions options;
    options.program = program;
    options.arguments = std::move(arguments);
    options.environment = {"PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8"};
    options.output = path(log + ".out");
    options.errors = path(log);
    children_.push_back(std::make_unique<Child>(options));
    return *children_.back();
}

ServerRoom::Nginx ServerRoom::start_nginx() {
    const Nginx ports{free_port(), free_port(), free_port()};
    for (const char* name : {"in", "confirm", "small", "temp"}) fs::create_directories(path(name));
    std::string conf = read_file(source_folder() / "tests/servers/nginx.conf");
    conf = replaced(conf, "@FOLDER@", folder_.path().string());
    conf = replaced(conf, "@TLS@", std::to_string(ports.tls));
    conf = replaced(conf, "@PLAIN@", std::to_string(ports.plain));
    conf = replaced(conf, "@STRANGER@", std::to_string(ports.stranger));
    write_file(path("nginx.conf"), conf);
    start("/usr/sbin/nginx", {"-p", folder_.path().string(), "-c", path("nginx.conf").string(), "-e", path("nginx-error.log").string()}, "nginx.log");
    wait_for_port(ports.tls);
    return ports;
}

ServerRoom::Postfix ServerRoom::start_postfix() {
    const Postfix ports{free_port(), free_port(), free_port()};
    for (const char* name : {"postfix/queue", "postfix/data", "postfix/mail", "postfix/sasl"}) fs::create_directories(path(name));
    for (const char* name : {"main.cf", "master.cf"}) {
        std::string conf = read_file(source_folder() / "tests/servers" / (std::string("postfix-") + name));
        conf = replaced(conf, "@FOLDER@", folder_.path().string());
        conf = replaced(conf, "@STARTTLS@", std::to_string(ports.starttls));
        conf = replaced(conf, "@TLS@", std::to_string(ports.tls));
        conf = replaced(conf, "@PLAIN@", std::to_string(ports.plain));
        write_file(path(std::string("postfix/") + name), conf);
    }
    write_file(path("postfix/sasl/smtpd.conf"), "pwcheck_method: auxprop\nauxprop_plugin: sasldb\nmech_list: PLAIN LOGIN\nsasldb_path: " +
                                                    path("postfix/sasl/db").string() + "\n");
    run("/usr/sbin/saslpasswd2", {"-p", "-c", "-f", path("postfix/sasl/db").string(), "-u", "example.net", "me"}, kPassword);
    fs::permissions(path("postfix/sasl/db"), fs::perms::others_read, fs::perm_options::add);
    fs::permissions(path("postfix/mail"), fs::perms::all);
    run("/bin/chown", {"postfix", path("postfix/data").string()});
    postfix_ = true;
    run("/usr/sbin/postfix", {"-c", path("postfix").string(), "start"});
    wait_for_port(ports.starttls);
    return ports;
}

std::vector<std::string> ServerRoom::mails(std::size_t count) const {
    std::vector<std::string> out;
    for (int i = 0; i < 1'000 && out.size() < count; ++i) {
        out.clear();
        if (fs::exists(path("postfix/mail/inbox/new"))) {
            for (const auto& entry : fs::directory_iterator(path("postfix/mail/inbox/new"))) out.push_back(read_file(entry.path()));
        }
        if (out.size() < count) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return out;
}

int ServerRoom::start_proxy() {
    const int port = free_port();
    start("/usr/bin/microsocks", {"-i", "127.0.0.1", "-p", std::to_string(port)}, "socks.log");
    wait_for_port(port);
    return port;
}

int ServerRoom::start_script(const std::string& script) {
    const int port = free_port();
    start("/usr/bin/python3", {(source_folder() / "tests/servers" / script).string(), std::to_string(port), path("server.crt").string(),
                               path("server.key").string(), path(script + ".log").string()}, script + ".err");
    wait_for_port(port);
    return port;
}

std::shared_ptr<network::Network> ServerRoom::network(int proxy) {
    network::Travel travel;
    if (proxy != 0) {
        travel.route = network::Route::Socks;
        travel.proxy_port = static_cast<std::uint16_t>(proxy);
    }
    auto opened = network::open_network(travel, {});
    REQUIRE(opened.has_value());
    return *std::move(opened);
}

std::vector<std::string> traces_in(const std::string& seen) {
    std::string host(256, '\0');
    REQUIRE(::gethostname(host.data(), host.size()) == 0);
    host.resize(host.find('\0'));
    std::vector<std::string> traces = {host, "curl", "libcurl", "amparo", "user-agent", "x-mailer", "accept-language", "cookie", "+0100", "+0200"};
    for (const char* name : {"USER", "LOGNAME", "HOME", "TZ", "LANG"}) {
        const char* value = std::getenv(name);
        if (value != nullptr && std::string_view(value).size() > 3) traces.emplace_back(value);
    }
    std::vector<std::string> out;
    const std::string small = text::lower(seen);
    for (const std::string& trace : traces) {
        if (!trace.empty() && small.find(text::lower(trace)) != std::string::npos) out.push_back(trace);
    }
    return out;
}

}  // namespace amparo::test
