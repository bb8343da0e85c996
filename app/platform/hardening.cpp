#include "app/platform/hardening.hpp"

#include <sys/resource.h>
#include <sys/stat.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif
#include <unistd.h>

#include <cstdlib>
#include <string_view>

namespace amparo {

namespace {

bool changes_libraries(std::string_view name) {
    if (name == "SSLKEYLOGFILE" || name.starts_with("OPENSSL_") || name.starts_with("CURL_")) return true;
    return name.ends_with("_proxy") || name.ends_with("_PROXY");
}

bool puts_code_in(std::string_view name) {
    return name == "LD_PRELOAD" || name == "LD_AUDIT" || name == "LD_LIBRARY_PATH" ||
           name == "DYLD_INSERT_LIBRARIES" || name == "DYLD_LIBRARY_PATH";
}

}  // namespace

HardeningReport harden_process() {
    HardeningReport report;
    ::umask(077);
    const struct rlimit none {};
    report.core_dumps_off = ::setrlimit(RLIMIT_CORE, &none) == 0;
#if defined(__linux__) && !defined(AMPARO_SANITIZED)
    // The leak checker of the sanitizer builds needs to look into its own process, so they stay readable.
    report.memory_private = ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
#endif
    for (char** item = environ; item != nullptr && *item != nullptr; ++item) {
        const std::string_view entry = *item;
        const std::string_view name = entry.substr(0, entry.find('='));
        if (changes_libraries(name)) report.removed.emplace_back(name);
        if (puts_code_in(name) && entry.size() > name.size() + 1) report.suspicious.emplace_back(name);
    }
    for (const std::string& name : report.removed) ::unsetenv(name.c_str());
    return report;
}

void keep_graphics_from_writing() {
    // Mesa's name for it changed over time; the driver of another maker has its own.
    ::setenv("MESA_SHADER_CACHE_DISABLE", "true", 1);
    ::setenv("MESA_GLSL_CACHE_DISABLE", "true", 1);
    ::setenv("__GL_SHADER_DISK_CACHE", "0", 1);
}

bool system_is_too_old() { return false; }

}  // namespace amparo
