# Wraps a picture as an icon of Windows: python3 icon.py PICTURE.png OUT.ico. Windows takes a PNG inside since Vista.

import struct
import sys


def main():
    source, target = sys.argv[1:]
    with open(source, "rb") as file:
        picture = file.read(1 << 20)
    if picture[:8] != b"\x89PNG\r\n\x1a\n" or picture[12:16] != b"IHDR":
        sys.exit("%s is no PNG picture." % source)
    width, height = struct.unpack(">II", picture[16:24])
    if width != height or not 16 <= width <= 256:
        sys.exit("%s has %d x %d dots; an icon is square, of 16 to 256 dots." % (source, width, height))
    with open(target, "wb") as file:
        # One picture, 32 bits a dot, behind the 22 bytes of the two headers; 0 stands for 256.
        file.write(struct.pack("<HHHBBBBHHII", 0, 1, 1, width % 256, height % 256, 0, 0, 1, 32, len(picture), 22))
        file.write(picture)


main()
