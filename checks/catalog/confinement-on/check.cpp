// confinement-on: does the kernel keep programs to what they need? See README.md.

#include "app/base/text.hpp"
#include "checks/check.hpp"

namespace amparo::checks {

namespace {

constexpr const char* kAppArmor = "/sys/module/apparmor/parameters/enabled";
constexpr const char* kSelinux = "/sys/fs/selinux/enforce";

std::vector<Facts> collect(const HostView& host) {
    Facts facts;
    // Where the kernel shows nothing of its modules, a file that is not there says nothing.
    const auto kernel = host.info("/sys/module");
    if (!kernel) {
        facts.refuse("apparmor", kernel.error(), "/sys/module");
        facts.refuse("selinux", kernel.error(), "/sys/module");
        return {facts};
    }
    const auto put = [&](const char* fact, const char* path, std::string_view on, std::string_view off) {
        const auto text = host.read(path, 64);
        if (!text && text.error().code == Errc::NotFound) return facts.put(fact, false, path);
        if (!text) return facts.refuse(fact, text.error(), path);
        const std::string_view value = text::trim(*text);
        if (!value.starts_with(on) && !value.starts_with(off)) return facts.refuse(fact, fail(Errc::Corrupt).error(), path);
        facts.put(fact, value.starts_with(on), path);
    };
    put("apparmor", kAppArmor, "Y", "N");
    put("selinux", kSelinux, "1", "0");
    return {facts};
}

Judgement judge(const Facts& facts, const JudgeContext&) {
    if (facts.flag("apparmor")) return good("on").with("name", Code{"AppArmor"});
    if (facts.flag("selinux")) return good("on").with("name", Code{"SELinux"});
    for (const char* key : {"apparmor", "selinux"}) {
        if (!facts.known(key)) return cannot_tell(facts.at(key));
    }
    return at_risk(Severity::Small, "off");
}

}  // namespace

extern constinit const CheckDefinition check_confinement_on{"confinement-on", &collect, &judge};

}  // namespace amparo::checks
