// A fresh process with nothing unlocked: opens the SOS that lies in a folder, holds the button as long as a person would,
// and says what came of it. Not part of the program; the model it uses is the window's.
#include <chrono>
#include <iostream>
#include <thread>

#include "app/base/secret.hpp"
#include "app/models/sending.hpp"

using namespace amparo;
using models::Delivery;

int main(int argc, char** argv) {
    if (argc != 2 || !start_sodium()) return 2;
    auto storage = open_storage(argv[1], CreateFolder::No);
    if (!storage) return 2;
    models::Sending sending({[] {},
                             [] { return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count(); },
                             [](const std::string&, std::size_t) { return fail(Errc::NotFound); }, storage->get()});
    if (sending.sos().empty() || !sending.show_sos(0)) return 3;
    Delivery& delivery = sending.delivery();
    const auto now = [] { return std::chrono::steady_clock::now(); };
    const auto begin = now();
    delivery.press(now());
    while (delivery.phase() == Delivery::Phase::Holding || delivery.phase() == Delivery::Phase::Window) {
        static_cast<void>(delivery.tick(now()));
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    std::cout << std::chrono::duration_cast<std::chrono::milliseconds>(now() - begin).count() << "\n";
    for (int i = 0; i < 1'000 && delivery.phase() != Delivery::Phase::Ended; ++i) {
        static_cast<void>(sending.poll());
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    std::cout << delivery.outcome().sentence.id << "\n" << delivery.outcome().receipt.reference << "\n";
    return delivery.outcome().receipt.proof == delivery::Proof::None ? 1 : 0;
}
