"""Photos for the demo's evidence: small drawn street scenes as PNG, each name its own, made without any library."""

from __future__ import annotations

import hashlib
import struct
import zlib
from functools import cache

WIDTH, HEIGHT = 320, 200
_SKY, _GROUND = 110, 150


@cache
def photo(name: str) -> bytes:
    """Return the PNG of a street scene; the same name gives the same bytes."""
    seed = hashlib.sha256(name.encode()).digest()
    rows = b"".join(b"\0" + _row(y, seed) for y in range(HEIGHT))
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    chunks = _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows, 9)) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _row(y: int, seed: bytes) -> bytes:
    return b"".join(_pixel(x, y, seed) for x in range(WIDTH))


def _pixel(x: int, y: int, seed: bytes) -> bytes:
    house, inside = divmod(x, 40)
    roof = _SKY - 20 - seed[house] % 60
    if y > _GROUND:
        lane = y in range(172, 176) and x // 16 % 2
        return b"\xf0\xf0\xf0" if lane else b"\x5a\x5e\x66"
    if y > roof and inside > 3:
        window = inside % 12 in range(4, 9) and (y - roof) % 18 in range(6, 13)
        wall = bytes((120 + seed[house + 8] % 100, 110 + seed[house + 16] % 70, 100 + seed[house + 20] % 60))
        return b"\xfa\xe3\x9a" if window else wall
    return bytes((150 + y // 3, 195 + y // 5, 235))
