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

/// What may stand in a lesson besides.
inline const std::string kMoreForms = R"(
## checklist:before Before you leave

Three things.

- [!] backup: Make a backup.
  > So that nothing is lost.
- [ ] disk: Look whether [the disk is encrypted](amparo:check/disk-encryption-system).
- [ ] tell: Tell somebody
  you trust.

## order:steps In which order?

Somebody took it.

1. Breathe
   > First of all.
2. Call
   > Then.
3. Write
   > At last.

## match:pairs What belongs together?

- Key = Lock
  > A key opens a lock.
- Lid = Pot
  > A lid covers a pot.

## scenario:call Somebody calls

It is evening.

### scene:start The phone rings

- not a choice

What do you do?

- You answer. -> answered
  > They ask for a code.
- You wait. -> end-calm

### scene:answered They ask

- You give it. -> end-gone
- You hang up and think. -> start

### end:end-calm Calm

Nothing happened.

### end:end-gone Gone

The account is gone.
)";

/// `text` with the first `from` replaced; the tests rely on it being there.
inline std::string with(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    return at == std::string::npos ? "the sample has no such words" : text.replace(at, from.size(), to);
}

}  // namespace amparo::lessons::test
