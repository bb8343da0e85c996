// What saving costs beside the libsodium calls that it cannot do without, in one run on one machine, so that the ratios
// hold elsewhere, too. Medians. Usage: amparo_bench_vault [ROUNDS] [FOLDER]

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "app/models/saved.hpp"
#include "app/vault/sealed.hpp"

using namespace amparo;

namespace {

constexpr const char* kPassphrase = "velvet-otter-lamp-forty";
constexpr std::size_t kEvidence = std::size_t{64} << 20U;

[[noreturn]] void give_up(const std::string& why) {
    std::fprintf(stderr, "%s\n", why.c_str());
    std::exit(1);
}
template <class T>
T must(Result<T> result, const char* what) {
    if (!result) give_up(std::string(what) + ": " + result.error().detail);
    return *std::move(result);
}
void must(const Result<void>& result, const char* what) {
    if (!result) give_up(std::string(what) + ": " + result.error().detail);
}

double seconds_of(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// Ours and the peer's in turns, so that both meet the same machine.
struct Pair {
    double ours = 0;
    double peer = 0;
};
Pair medians(int rounds, const std::function<void()>& ours, const std::function<void()>& peer) {
    std::vector<double> left;
    std::vector<double> right;
    for (int i = 0; i < rounds; ++i) {
        left.push_back(seconds_of(ours));
        right.push_back(seconds_of(peer));
    }
    std::ranges::sort(left);
    std::ranges::sort(right);
    return {left[left.size() / 2], right[right.size() / 2]};
}

void tell(const char* what, const Pair& pair, const char* peer) {
    std::printf("%-42s %9.1f ms   %-46s %9.1f ms   ratio %5.2f\n", what, 1000 * pair.ours, peer, 1000 * pair.peer, pair.ours / pair.peer);
}

using Key = std::vector<unsigned char>;

std::string push_all(const Key& key, const std::string& plain, std::size_t piece) {
    crypto_secretstream_xchacha20poly1305_state state;
    std::string out(crypto_secretstream_xchacha20poly1305_HEADERBYTES, '\0');
    crypto_secretstream_xchacha20poly1305_init_push(&state, reinterpret_cast<unsigned char*>(out.data()), key.data());
    out.reserve(plain.size() + (plain.size() / piece + 2) * 17 + 24);
    std::string chunk(piece + crypto_secretstream_xchacha20poly1305_ABYTES, '\0');
    for (std::size_t at = 0; at < plain.size(); at += piece) {
        const std::size_t size = std::min(piece, plain.size() - at);
        unsigned long long length = 0;
        crypto_secretstream_xchacha20poly1305_push(&state, reinterpret_cast<unsigned char*>(chunk.data()), &length,
                                                   reinterpret_cast<const unsigned char*>(plain.data()) + at, size, nullptr, 0, 0);
        out.append(chunk, 0, length);
    }
    return out;
}

std::size_t pull_all(const Key& key, const std::string& sealed, std::size_t piece) {
    crypto_secretstream_xchacha20poly1305_state state;
    constexpr std::size_t kHead = crypto_secretstream_xchacha20poly1305_HEADERBYTES;
    if (crypto_secretstream_xchacha20poly1305_init_pull(&state, reinterpret_cast<const unsigned char*>(sealed.data()), key.data()) != 0) give_up("init_pull");
    const std::size_t step = piece + crypto_secretstream_xchacha20poly1305_ABYTES;
    std::string chunk(piece, '\0');
    std::string out;
    out.reserve(sealed.size());
    for (std::size_t at = kHead; at < sealed.size(); at += step) {
        const std::size_t size = std::min(step, sealed.size() - at);
        unsigned long long length = 0;
        unsigned char tag = 0;
        if (crypto_secretstream_xchacha20poly1305_pull(&state, reinterpret_cast<unsigned char*>(chunk.data()), &length, &tag,
                                                       reinterpret_cast<const unsigned char*>(sealed.data()) + at, size, nullptr, 0) != 0) {
            give_up("pull");
        }
        out.append(chunk, 0, length);
    }
    return out.size();
}

void write_flushed(const std::string& path, const std::string& bytes) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) give_up("cannot write " + path);
    for (std::size_t at = 0; at < bytes.size();) {
        const ssize_t wrote = ::pwrite(file, bytes.data() + at, bytes.size() - at, static_cast<off_t>(at));
        if (wrote <= 0) give_up("cannot write " + path);
        at += static_cast<std::size_t>(wrote);
    }
    ::fsync(file);
    ::close(file);
}

}  // namespace

int main(int argc, char** argv) {
    const int rounds = argc > 1 ? std::atoi(argv[1]) : 9;
    const std::filesystem::path folder = argc > 2 ? argv[2] : std::filesystem::temp_directory_path() / ("amparo-bench-" + std::to_string(::getpid()));
    if (rounds < 1 || rounds > 999) give_up("ROUNDS is from 1 to 999");
    must(start_sodium(), "libsodium");
    std::filesystem::create_directories(folder);
    const std::string data = (folder / "data").string();
    std::filesystem::remove_all(data);
    const models::SaveOptions options;
    {
        const auto made = must(models::create_saved(data, kPassphrase, options), "making a container");
    }

    // Unlocking: everything between the passphrase and the records, beside the derivation alone.
    Key root(32);
    const Key salt(crypto_pwhash_SALTBYTES, 7);
    const Pair unlock = medians(
        rounds, [&] { static_cast<void>(must(models::open_saved(data, kPassphrase), "opening")); },
        [&] {
            if (crypto_pwhash(root.data(), root.size(), kPassphrase, std::char_traits<char>::length(kPassphrase), salt.data(), options.cost.passes,
                              static_cast<std::size_t>(options.cost.memory), crypto_pwhash_ALG_ARGON2ID13) != 0) {
                give_up("crypto_pwhash");
            }
        });
    tell("unlock, 256 MiB and 3 passes", unlock, "crypto_pwhash alone");

    // Saving: one bay sealed, both copies written, flushed and read back.
    auto opened = must(models::open_saved(data, kPassphrase), "opening");
    Key key(crypto_secretstream_xchacha20poly1305_KEYBYTES);
    crypto_secretstream_xchacha20poly1305_keygen(key.data());
    const std::string bay(std::size_t{1} << 20U, 'b');
    const std::string image(4096 + 2 * bay.size(), 'i');
    int number = 0;
    const auto save = [&] {
        vault::Record record;
        record.type = static_cast<std::uint32_t>(vault::RecordType::Case);
        record.bytes = std::to_string(++number);
        must(opened.vault.change_records().put(record), "a record");
        must(opened.vault.save(number), "saving");
        must(opened.vault.mirror(), "mirroring");
    };
    const Pair saving = medians(rounds, save, [&] {
        static_cast<void>(push_all(key, bay, vault::kStreamChunk));
        for (const char* copy : {"raw.1", "raw.2"}) write_flushed((folder / copy).string(), image);
    });
    tell("save, bays of 1 MiB, both copies", saving, "secretstream of 1 MiB, 2 files written, flushed");

    // Sealing and opening evidence.
    const std::string evidence(kEvidence, 'e');
    const auto inbox = must(vault::InboxKey::make(), "a key");
    const std::vector<vault::InboxAddress> readers{inbox.address()};
    const int few = std::max(1, rounds / 3);
    const Pair sealing = medians(few, [&] { static_cast<void>(must(vault::seal(as_bytes(evidence), readers), "sealing")); },
                                 [&] { static_cast<void>(push_all(key, evidence, vault::kStreamChunk)); });
    tell("seal 64 MiB", sealing, "secretstream push of 64 MiB");
    const std::string sealed = must(vault::seal(as_bytes(evidence), readers), "sealing");
    const std::string raw = push_all(key, evidence, vault::kStreamChunk);
    const Pair opening = medians(few, [&] { static_cast<void>(must(vault::open_sealed(as_bytes(sealed), inbox), "opening")); },
                                 [&] { static_cast<void>(pull_all(key, raw, vault::kStreamChunk)); });
    tell("open 64 MiB", opening, "secretstream pull of 64 MiB");
    const auto speed = [&](double seconds) { return static_cast<double>(kEvidence) / (1U << 20U) / seconds; };
    std::printf("sealing runs at %.2f of libsodium's speed (%.0f and %.0f MiB/s), opening at %.2f\n", sealing.peer / sealing.ours, speed(sealing.ours),
                speed(sealing.peer), opening.peer / opening.ours);
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
    return 0;
}
