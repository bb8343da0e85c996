#pragma once
// A small lesson that the tests of this room change.

#include <string>

namespace amparo::lessons::test {

inline const std::string kInfo = R"({
  "id": "a-lesson", "order": 1, "minutes": 5, "level": "everyone", "reviewed": "2026-11-23",
  "checks": ["some-check"], "incidents": [], "sources": [{"title": "A page", "url": "https://example.org/", "seen": "2026-11-23"}],
  "unconfirmed": []
})";

inline const std::string kEnglish = R"(# A title

What it is about.

## goals

- know one thing

## step:first First page

Words of the **first** page, see [the second](amparo:lesson/a-lesson#second).

### do

Do this.

### legal

Ask somebody.

### how:debian Debian

1. Open `Settings`.

## step:second Second page

Words of the second page.

## quiz:one Which?

A situation.

- [ ] This
  > Not quite, because of a.
- [x] That, over
  two lines
  > Yes, because of b.
  >
  > And c.

## quiz:two Which ones?

- [x] A
  > Yes.
- [x] B
  > Yes.
- [ ] C
  > No.
)";

/// `text` with the first `from` replaced; the tests rely on it being there.
inline std::string with(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    return at == std::string::npos ? "the sample has no such words" : text.replace(at, from.size(), to);
}

}  // namespace amparo::lessons::test
