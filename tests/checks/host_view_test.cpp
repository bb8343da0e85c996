#include <catch2/catch_test_macros.hpp>

#include "app/platform/recorded_host.hpp"
#include "checks/host_view.hpp"

using namespace amparo;
using namespace amparo::checks;

namespace {

std::unique_ptr<Host> recorded(const std::string& lines) {
    auto tree = parse_tree("amparo.tree/1\nnow 2026-11-23T12:00:00Z\n" + lines);
    INFO((tree ? std::string() : tree.error().detail));
    REQUIRE(tree.has_value());
    return make_recorded_host(*std::move(tree));
}

std::string passwd(const std::vector<std::string>& entries) {
    std::string out = "f /etc/passwd 0644 0:0 2026-11-01\n| root:x:0:0:root:/root:/bin/bash\n| daemon:x:1:1::/usr/sbin:/usr/sbin/nologin\n";
    for (const std::string& entry : entries) out += "| " + entry + "\n";
    return out;
}

const std::string kHomes = "d /root 0700 0:0 2026-11-01\nd /home/ana 0700 1000:1000 2026-11-01\nd /home/ben 0700 1001:1001 2026-11-01\n";
const std::string kAna = "ana:x:1000:1000:Ana,,,:/home/ana:/bin/bash";
const std::string kBen = "ben:x:1001:1001::/home/ben:/usr/bin/fish";

/// Names of the people, or the code of the error.
std::string people(const Host& host) {
    const auto found = HostView(host, {}).people();
    if (!found) return "! " + std::string(errc_name(found.error().code));
    std::string out;
    for (const Account& account : *found) out += (out.empty() ? "" : " ") + account.name;
    return out;
}

/// A host whose files beyond /etc cannot be looked at, for one reason.
class Stubborn final : public Host {
  public:
    Stubborn(std::unique_ptr<Host> host, Errc code) : host_(std::move(host)), code_(code) {}
    [[nodiscard]] System system() const override { return host_->system(); }
    [[nodiscard]] bool running() const override { return host_->running(); }
    [[nodiscard]] std::int64_t now() const override { return host_->now(); }
    [[nodiscard]] Result<std::string> read(const std::string& path, std::size_t most, Longer longer, const CallLimit& limit) const override {
        return host_->read(path, most, longer, limit);
    }
    [[nodiscard]] Result<FileInfo> info(const std::string& path, Follow follow, const CallLimit& limit) const override {
        if (!path.starts_with("/etc")) return fail(code_);
        return host_->info(path, follow, limit);
    }
    [[nodiscard]] Result<std::string> link(const std::string& path, const CallLimit& limit) const override { return host_->link(path, limit); }
    [[nodiscard]] Result<std::vector<std::string>> list(const std::string& path, std::size_t most, const CallLimit& limit) const override {
        return host_->list(path, most, limit);
    }
    [[nodiscard]] Result<std::string> resolve(const std::string& path, const CallLimit& limit) const override { return host_->resolve(path, limit); }
    [[nodiscard]] Result<std::string> run(Command command, const std::string& value, const CallLimit& limit) const override {
        return host_->run(command, value, limit);
    }
    [[nodiscard]] Result<std::string> environment(const std::string& name) const override { return host_->environment(name); }
    [[nodiscard]] Result<Identity> identity() const override { return host_->identity(); }

  private:
    std::unique_ptr<Host> host_;
    Errc code_;
};

}  // namespace

TEST_CASE("on a running system the person who runs the program counts, and nobody else") {
    CHECK(people(*recorded("identity 1001 1001\n" + passwd({kAna, kBen}) + kHomes)) == "ben");
    CHECK(people(*recorded("identity 0 0\n" + passwd({kAna, kBen}) + kHomes)) == "root");
    const auto found = HostView(*recorded("identity 1000 1000\n" + passwd({kAna}) + kHomes), {}).people();
    REQUIRE(found.has_value());
    CHECK(found->front().home == "/home/ana");
    CHECK(found->front().shell == "/bin/bash");
    CHECK(found->front().group == 1000);
}

TEST_CASE("a person who is not in the table is not somebody else") {
    CHECK(people(*recorded("identity 5000 5000\n" + passwd({kAna}) + kHomes)) == "! not-found");
    CHECK(people(*recorded(passwd({kAna}) + kHomes)) == "! not-running");
}

TEST_CASE("in a tree every person with a shell and a home counts") {
    CHECK(people(*recorded("running no\n" + passwd({kAna, kBen}) + kHomes)) == "ana ben");
    CHECK(people(*recorded("running no\n" + passwd({kAna, "cleo:x:1002:1002::/home/cleo:/bin/bash", "svc:x:999:999::/home/ana:/bin/bash",
                                                    "nobody:x:65534:65534::/nonexistent:/usr/sbin/nologin",
                                                    "big:x:60000:60000::/home/ana:/bin/bash", "off:x:1003:1003::/home/ben:/usr/sbin/nologin",
                                                    "homeless:x:1004:1004:::/bin/bash", "rel:x:1005:1005::home/ana:/bin/bash"}) +
                            kHomes)) == "ana");
}

TEST_CASE("root counts only where there is no other person") {
    CHECK(people(*recorded("running no\n" + passwd({}) + kHomes)) == "root");
    CHECK(people(*recorded("running no\n" + passwd({"cleo:x:1002:1002::/home/cleo:/bin/bash"}) + kHomes)) == "root");
    CHECK(people(*recorded("running no\n" + passwd({}))) == "! not-found");
}

TEST_CASE("a table that is missing, closed or broken is an error and not an empty house") {
    CHECK(people(*recorded("running no\n" + kHomes)) == "! not-found");
    CHECK(people(*recorded("running no\n" + passwd({kAna}) + "x /etc/passwd\n" + kHomes)) == "! denied");
    CHECK(people(*recorded("running no\nf /etc/passwd 0644 0:0 2026-11-01\n* 100\n" + kHomes)) == "! corrupt");
    CHECK(people(*recorded("running no\np /etc/passwd 0644 0:0 2026-11-01\n" + kHomes)) == "! not-regular");
}

TEST_CASE("a home that could not be looked at in time is no reason to say that nobody lives here") {
    for (const Errc code : {Errc::Timeout, Errc::Cancelled}) {
        const Stubborn host(recorded("running no\n" + passwd({kAna}) + kHomes), code);
        CHECK(people(host) == "! " + std::string(errc_name(code)));
    }
}

TEST_CASE("a home behind a closed door is somebody's home") {
    CHECK(people(Stubborn(recorded("running no\n" + passwd({kAna}) + kHomes), Errc::Denied)) == "ana");
    CHECK(people(Stubborn(recorded("running no\n" + passwd({kAna}) + kHomes), Errc::NotFound)) == "! not-found");
    CHECK(people(*recorded("running no\n" + passwd({kAna}) + kHomes + "x /home\n")) == "ana");
}

TEST_CASE("every question carries the check's own deadline and stop sign") {
    const auto host = recorded("identity 1000 1000\n" + passwd({kAna}) + kHomes);
    const HostView late(*host, {std::chrono::steady_clock::now(), {}});
    CHECK(late.still_allowed().error().code == Errc::Timeout);
    CHECK(late.read("/etc/passwd").error().code == Errc::Timeout);
    CHECK(late.read_start("/etc/passwd", 5).error().code == Errc::Timeout);
    CHECK(late.info("/etc").error().code == Errc::Timeout);
    CHECK(late.list("/etc").error().code == Errc::Timeout);
    CHECK(late.link("/etc").error().code == Errc::Timeout);
    CHECK(late.resolve("/etc").error().code == Errc::Timeout);
    CHECK(late.run(Command::ZfsEncryption, "pool").error().code == Errc::Timeout);
    CHECK(late.people().error().code == Errc::Timeout);
    const HostView view(*host, {});
    CHECK(view.read_start("/etc/passwd", 5).value() == "root:");
    CHECK(view.read("/etc/passwd", 5).error().code == Errc::Limit);
    CHECK(view.list("/home").value() == std::vector<std::string>{"ana", "ben"});
    CHECK(view.now() == host->now());
    CHECK(view.running());
}
