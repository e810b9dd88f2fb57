"""Photos for the demo's evidence: small drawn street scenes as PNG, each name its own, made without any library."""

from __future__ import annotations

import hashlib
import struct
import zlib
from functools import cache

WIDTH, HEIGHT = 320, 200
_SKY, _GROUND, _FRONT = 110, 150, 40


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
    if y > _GROUND:
        return _lane() if y in range(172, 176) else b"\x5a\x5e\x66" * WIDTH
    return b"".join(_front(y, house, seed) for house in range(WIDTH // _FRONT))


def _lane() -> bytes:
    return (b"\x5a\x5e\x66" * 16 + b"\xf0\xf0\xf0" * 16) * (WIDTH // 32)


def _front(y: int, house: int, seed: bytes) -> bytes:
    """Return one house's part of the row: the gap beside it, then sky, wall or windows."""
    roof = _SKY - 20 - seed[house] % 60
    sky = bytes((150 + y // 3, 195 + y // 5, 235))
    if y <= roof:
        return sky * _FRONT
    wall = bytes((120 + seed[house + 8] % 100, 110 + seed[house + 16] % 70, 100 + seed[house + 20] % 60))
    lit = b"\xfa\xe3\x9a" if (y - roof) % 18 in range(6, 13) else wall
    return sky * 4 + (lit * 5 + wall * 7) * 3
