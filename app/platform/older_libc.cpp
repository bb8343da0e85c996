// For packages that are linked against an older C library than the compiler's own (dist/lib/floor.sh): the few things
// that our code and the static libstdc++ and libgcc of this compiler take from a newer one, made of what the older one has. Only in
// the program of the Linux package; hidden, so that nothing else ever finds them.

#include <dirent.h>
#include <link.h>
#include <spawn.h>
#include <pthread.h>
#include <sys/random.h>

#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <ctime>

extern "C" {
// Since glibc 2.29 both leave out a way to report errors that nobody uses. The results are those of the older ones.
double amparo_older_log(double number);
double amparo_older_pow(double base, double exponent);
}
asm(".symver amparo_older_log,log@GLIBC_2.2.5\n.symver amparo_older_pow,pow@GLIBC_2.2.5");

namespace {

constexpr long kNanoseconds = 1'000'000'000;

struct Wanted {
    std::uintptr_t address = 0;
    dl_find_object* result = nullptr;
};

/// Nonzero ends the search of dl_iterate_phdr: this is the object with the address.
int look_at_object(dl_phdr_info* object, std::size_t /*size*/, void* data) {
    auto& wanted = *static_cast<Wanted*>(data);
    const ElfW(Phdr)* frames = nullptr;
    std::uintptr_t lowest = UINTPTR_MAX;
    std::uintptr_t end = 0;
    bool inside = false;
    for (ElfW(Half) i = 0; i < object->dlpi_phnum; ++i) {
        const ElfW(Phdr)& part = object->dlpi_phdr[i];
        if (part.p_type == PT_GNU_EH_FRAME) frames = &part;
        if (part.p_type != PT_LOAD) continue;
        const std::uintptr_t from = object->dlpi_addr + part.p_vaddr;
        const std::uintptr_t to = from + part.p_memsz;
        inside = inside || (wanted.address >= from && wanted.address < to);
        lowest = from < lowest ? from : lowest;
        end = to > end ? to : end;
    }
    if (!inside || frames == nullptr) return 0;
    // Numbers of the program header are addresses once the place of the object is added.
    const auto pointer = [](std::uintptr_t number) { return reinterpret_cast<void*>(number); };  // NOLINT
    *wanted.result = {};
    wanted.result->dlfo_map_start = pointer(lowest);
    wanted.result->dlfo_map_end = pointer(end);
    wanted.result->dlfo_eh_frame = pointer(object->dlpi_addr + frames->p_vaddr);
    return 1;
}

}  // namespace

extern "C" {

// glibc 2.32: true would let shared pointers do without atomic operations. False is right for every program.
extern char __libc_single_threaded;
__attribute__((visibility("hidden"))) char __libc_single_threaded = 0;

// glibc 2.35: finds the table that exceptions are thrown by. 0 when found.
__attribute__((visibility("hidden"))) int _dl_find_object(void* address, dl_find_object* result) noexcept {
    Wanted wanted{reinterpret_cast<std::uintptr_t>(address), result};
    return dl_iterate_phdr(&look_at_object, &wanted) == 1 ? 0 : -1;
}

// glibc 2.36: random numbers for std::random_device. It cannot report an error, so without them the program ends.
__attribute__((visibility("hidden"))) std::uint32_t arc4random() noexcept {
    std::uint32_t number = 0;
    while (getrandom(&number, sizeof number, 0) != static_cast<ssize_t>(sizeof number)) {
        if (errno != EINTR) std::abort();
    }
    return number;
}

// The linker sends calls of log and pow here (--wrap).
double __wrap_log(double number);
__attribute__((visibility("hidden"))) double __wrap_log(double number) { return amparo_older_log(number); }
double __wrap_pow(double base, double exponent);
__attribute__((visibility("hidden"))) double __wrap_pow(double base, double exponent) { return amparo_older_pow(base, exponent); }

// glibc 2.30: waits until a moment of any clock; before, only of the clock on the wall. Those who wait look at their own
// clock again when they wake, so a clock that is set meanwhile can make one wait longer or shorter and no more.
__attribute__((visibility("hidden"))) int pthread_cond_clockwait(pthread_cond_t* condition, pthread_mutex_t* mutex,
                                                                 clockid_t clock, const timespec* until) {
    timespec now{};
    timespec wall{};
    if (clock_gettime(clock, &now) != 0 || clock_gettime(CLOCK_REALTIME, &wall) != 0) return EINVAL;
    wall.tv_sec += until->tv_sec - now.tv_sec;
    wall.tv_nsec += until->tv_nsec - now.tv_nsec;
    if (wall.tv_nsec < 0) {
        wall.tv_nsec += kNanoseconds;
        --wall.tv_sec;
    } else if (wall.tv_nsec >= kNanoseconds) {
        wall.tv_nsec -= kNanoseconds;
        ++wall.tv_sec;
    }
    return pthread_cond_timedwait(condition, mutex, &wall);
}

// glibc 2.34: a started program inherits no file from `first` on. A number that is closed meanwhile is no error.
__attribute__((visibility("hidden"))) int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t* actions,
                                                                                   int first) noexcept {
    DIR* open = opendir("/proc/self/fd");
    if (open == nullptr) return errno;
    int problem = 0;
    while (const dirent* entry = readdir(open)) {
        char* end = nullptr;
        const long number = std::strtol(entry->d_name, &end, 10);
        if (end == entry->d_name || *end != '\0' || number < first || number == dirfd(open)) continue;
        problem = posix_spawn_file_actions_addclose(actions, static_cast<int>(number));
        if (problem != 0) break;
    }
    closedir(open);
    return problem;
}

}  // extern "C"
