#pragma once
// Real servers from Debian packages on this computer's loopback, each in a folder of the test and gone with it: an
// authority with certificates, nginx, postfix with logins, a SOCKS proxy, and a small Python server for what no real
// server does on purpose. Linux only.

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "app/base/secret.hpp"
#include "app/delivery/parcel.hpp"
#include "app/network/network.hpp"
#include "tests/support/child.hpp"
#include "tests/support/temp_folder.hpp"

namespace amparo::test {

class ServerRoom {
  public:
    ServerRoom();
    ~ServerRoom();
    ServerRoom(const ServerRoom&) = delete;
    ServerRoom& operator=(const ServerRoom&) = delete;

    [[nodiscard]] std::filesystem::path path(const std::string& name) const { return folder_.path() / name; }
    [[nodiscard]] std::string text(const std::string& name) const;
    /// PEM of the authority that signed the servers' certificates, and of one that signed nothing.
    [[nodiscard]] std::string authority() const { return text("ca.crt"); }
    [[nodiscard]] std::string stranger() const { return text("stranger.crt"); }

    /// Starts nginx with the lines of tests/servers/nginx.conf. The port of TLS, or of no TLS.
    struct Nginx {
        int tls = 0;
        int plain = 0;
        int stranger = 0;  ///< the same with a certificate for another name
    };
    [[nodiscard]] Nginx start_nginx();
    /// Starts postfix; the account is me@example.net with the password below. Needs root.
    struct Postfix {
        int starttls = 0;
        int tls = 0;
        int plain = 0;  ///< offers no TLS
    };
    [[nodiscard]] Postfix start_postfix();
    static constexpr const char* kPassword = "a password for tests";
    /// What arrived in the mailbox of help@example.org; waits for it.
    [[nodiscard]] std::vector<std::string> mails(std::size_t count) const;
    /// Starts microsocks; its words are in "socks.log".
    [[nodiscard]] int start_proxy();
    /// Starts tests/servers/<script> with TLS; what it read is in "<script>.log".
    [[nodiscard]] int start_script(const std::string& script);

    /// A network as the program has it, through a proxy if one is named.
    [[nodiscard]] static std::shared_ptr<network::Network> network(int proxy = 0);
    [[nodiscard]] std::vector<network::Attempt>& attempts() { return attempts_; }

  private:
    [[nodiscard]] int free_port();
    void wait_for_port(int port) const;
    Child& start(const std::string& program, std::vector<std::string> arguments, const std::string& log);
    void run(const std::string& program, std::vector<std::string> arguments, const std::string& input = {}) const;
    void make_certificate(const std::string& name, const std::string& host) const;

    TempFolder folder_;
    std::vector<std::unique_ptr<Child>> children_;
    std::vector<network::Attempt> attempts_;
    bool postfix_ = false;
};

/// Lines that would name this computer, account, time zone or program, if they stood in what a server saw.
[[nodiscard]] std::vector<std::string> traces_in(const std::string& seen);

/// True when the tests run as root, without whom postfix does not start.
[[nodiscard]] bool is_root();

}  // namespace amparo::test
