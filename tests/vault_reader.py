#!/usr/bin/env python3
"""Reads what Amparo saved, from app/vault/FORMAT.md alone.

    vault_reader.py FILE PASSPHRASE_FILE         lists the records of a copy of a vault
    vault_reader.py --root LETTER FILE           the same for a file of tests/vectors
    vault_reader.py --sealed FILE KEY_FILE       prints the content of a sealed file
"""
import hashlib
import struct
import sys
import unicodedata

from nacl import bindings as sodium
from nacl import exceptions

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def hash32(data, key=b""):
    return hashlib.blake2b(data, digest_size=32, key=key).digest()


def kdf(key, number, word):
    salt = struct.pack("<Q", number) + bytes(8)
    return hashlib.blake2b(b"", digest_size=32, key=key, salt=salt, person=word + bytes(8)).digest()


def from_letters(text, size, purpose):
    letters = [ALPHABET.index({"o": "0", "i": "1", "l": "1"}.get(c, c)) for c in text.lower() if c not in "- \r\n\t"]
    count = -(-size * 8 // 5)
    if len(letters) != count + 4:
        raise ValueError("not a code")
    bits = "".join(format(value, "05b") for value in letters)
    data = bytes(int(bits[i:i + 8], 2) for i in range(0, size * 8, 8))
    check = format(int.from_bytes(hash32(purpose + data)[:3], "big"), "024b")[:20]
    if bits[count * 5:] != check:
        raise ValueError("a slip in the code")
    return data


def head_of(image):
    magic, version, least, length = struct.unpack_from("<8sHHI", image)
    if magic != b"AMPVAULT" or least > 1 or version != 1 or length != 4096:
        raise ValueError("not a vault of version 1")
    kind, passes, memory, bay, bays, form = struct.unpack_from("<IIQQII", image, 48)
    if kind != 1 or bays != 2 or form != 1 or not 2 <= passes <= 16 or not 1 << 26 <= memory <= 1 << 30:
        raise ValueError("a value that no vault has")
    if len(image) != 4096 + 2 * bay:
        raise ValueError("another length")
    if image[136:168] != hash32(image[:136] + image[168:]):
        raise ValueError("a torn copy")
    return {"salt": image[32:48], "passes": passes, "memory": memory, "bay": bay,
            "counter": struct.unpack_from("<Q", image, 128)[0], "bound": hash32(image[:128])}


def root_of(head, text):
    try:
        code = from_letters(text, 20, b"recovery")
        bits = "".join(format(byte, "08b") for byte in code)
        secret = "".join(ALPHABET[int(bits[i:i + 5], 2)] for i in range(0, 160, 5)).encode()
    except ValueError:
        secret = unicodedata.normalize("NFC", text).encode()
    return sodium.crypto_pwhash_alg(32, secret, head["salt"], head["passes"], head["memory"], 2)


def open_slot(head, image, root):
    for i in range(4):
        slot = image[168 + 256 * i:168 + 256 * (i + 1)]
        place = head["bound"] + bytes([i])
        if slot[208:240] != hash32(place + slot[:208], kdf(root, i + 1, b"AmpSlotC")):
            continue
        box = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(slot[24:208], place, slot[:24], kdf(root, i + 1, b"AmpSlotK"))
        public, secret = sodium.crypto_box_seed_keypair(kdf(root, i + 1, b"AmpSlotB"))
        content = sodium.crypto_box_seal_open(box, public, secret)
        if content[32] != i // 2:
            raise ValueError("a slot of another bay")
        return content[:32], content[32], content[34:66]
    return None


def open_bay(head, image, key, bay, chunk):
    start = 4096 + bay * head["bay"]
    data = image[start:start + head["bay"]]
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, data[:24], kdf(key, 1, b"AmpBayK1"))
    count = (head["bay"] - 24) // (chunk + 17)
    plain = b""
    for n in range(count):
        piece = data[24 + n * (chunk + 17):24 + (n + 1) * (chunk + 17)]
        text, tag = sodium.crypto_secretstream_xchacha20poly1305_pull(state, piece, head["bound"] + bytes([bay]) + struct.pack("<I", n))
        if (tag == 3) != (n == count - 1):
            raise ValueError("the end is in the wrong place")
        plain += text
    plain = plain.rstrip(b"\0")
    if plain[-1:] != b"\x80":
        raise ValueError("padding")
    return plain[:-1]


def records_of(payload):
    if payload[-32:] != hash32(payload[:-32]) or payload[:4] != b"AMPL":
        raise ValueError("payload")
    version, counter, count = struct.unpack_from("<HQI", payload, 4)
    if version != 1:
        raise ValueError("a later version")
    at = 18
    out = []
    for _ in range(count):
        kind, flags, name, length = struct.unpack_from("<II16sQ", payload, at)
        out.append((kind, flags, name.hex(), payload[at + 32:at + 32 + length]))
        at += 32 + length
    if at != len(payload) - 32:
        raise ValueError("bytes behind the records")
    return counter, out


def open_sealed(data, secret):
    magic, version, readers, zero = struct.unpack_from("<8sHHI", data)
    if magic != b"AMPSEAL1" or version != 1 or not 1 <= readers <= 16 or zero:
        raise ValueError("not a sealed file")
    head, rest = data[:16 + 80 * readers], data[16 + 80 * readers:]
    public = sodium.crypto_scalarmult_base(secret)
    for i in range(readers):
        try:
            key = sodium.crypto_box_seal_open(head[16 + 80 * i:96 + 80 * i], public, secret)
            break
        except exceptions.CryptoError:
            continue
    else:
        raise ValueError("sealed for somebody else")
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, rest[:24], key)
    plain, at, number, tag = b"", 24, 0, 0
    while at < len(rest):
        piece = rest[at:at + 65536 + 17]
        text, tag = sodium.crypto_secretstream_xchacha20poly1305_pull(state, piece, hash32(head) + struct.pack("<Q", number))
        plain, at, number = plain + text, at + len(piece), number + 1
    if tag != 3:
        raise ValueError("cut")
    return plain[8:8 + struct.unpack_from("<Q", plain)[0]]


def main(words):
    if words[0] == "--sealed":
        text = open(words[2], encoding="ascii").read().strip()
        secret = from_letters(text[len("inboxkey1"):], 32, b"inboxkey1")
        sys.stdout.buffer.write(open_sealed(open(words[1], "rb").read(), secret))
        return 0
    small = words[0] == "--root"
    image = open(words[2] if small else words[0], "rb").read()
    head = head_of(image)
    root = words[1].encode() * 32 if small else root_of(head, open(words[1], encoding="utf-8").read().rstrip("\r\n"))
    found = open_slot(head, image, root)
    if found is None:
        print("no slot opens")
        return 1
    key, bay, other = found
    counter, records = records_of(open_bay(head, image, key, bay, 4096 if small else 65536))
    print("counter", counter)
    for kind, flags, name, data in records:
        print(kind, name, "flags", flags, len(data), "bytes", hash32(data).hex()[:16])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
