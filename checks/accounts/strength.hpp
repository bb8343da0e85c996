#pragma once
// How long a password holds against somebody who guesses with lists and patterns, through zxcvbn. Bits of entropy; the bands
// are those that KeePassXC uses.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::accounts {

enum class Band : std::uint8_t { VeryWeak, Weak, Good, Unknown };

struct Strength {
    double bits = 0;
    Band band = Band::Unknown;
    bool personal = false;  ///< a word of the person makes up a good part of it
};

/// `own`: lower-case words that a person's enemies know: names, handles, years. `around`: words of the entry itself, such as
/// its service and user name. The password is NUL-terminated (SecretPool does that). Letters beyond ASCII cannot be judged.
[[nodiscard]] Strength judge_strength(std::string_view password, const std::vector<std::string>& own,
                                      const std::vector<std::string>& around);

/// Words of at least three letters or digits: of "Amal.Darwish@mail.example" amal, darwish, mail, example.
[[nodiscard]] std::vector<std::string> words_of(std::string_view text);

}  // namespace amparo::accounts
