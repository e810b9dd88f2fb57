"""Photos, documents and other files: bytes kept under a file id, and what a message says about them."""

from __future__ import annotations

import mimetypes
import struct
from pathlib import PurePosixPath

from bot.sandbox.errors import Json, bad_request
from bot.sandbox.values import StoredFile
from bot.sandbox.world import World

UPLOAD_LIMIT = 50 * 1024 * 1024
PHOTO_LIMIT = 10 * 1024 * 1024
DOWNLOAD_LIMIT = 20 * 1024 * 1024
KINDS = ("photo", "document", "video", "video_note", "audio", "voice", "animation", "sticker")
CAPTIONED = tuple(kind for kind in KINDS if kind not in ("sticker", "video_note"))
PREFIX = {"photo": "AgACAgUAAx", "document": "BQACAgUAAx", "sticker": "CAACAgUAAx", "voice": "AwACAgUAAx"}
MEASURES: dict[str, Json] = {
    "voice": {"duration": 0},
    "audio": {"duration": 0},
    "video": {"width": 320, "height": 240, "duration": 0},
    "video_note": {"length": 240, "duration": 0},
    "animation": {"width": 320, "height": 240, "duration": 0},
    "sticker": {"width": 512, "height": 512, "type": "regular", "is_animated": False, "is_video": False},
}
"""What the Bot API requires of these kinds; nothing here measures sound and moving pictures."""
TOLD = {"audio": ("performer", "title"), "sticker": ("emoji",)}
"""What else the sender may say of these kinds."""
NAMELESS = ("voice", "video_note", "sticker")


def store(
    world: World, kind: str, content: bytes, name: str, *, mime: str | None = None, told: Json | None = None
) -> StoredFile:
    """Keep bytes with what the sender says of them; empty and oversized ones are refused."""
    if not content:
        raise bad_request("file must be non-empty")
    if len(content) > (PHOTO_LIMIT if kind == "photo" else UPLOAD_LIMIT):
        raise bad_request("file is too big")
    number = world.number("file")
    ending = PurePosixPath(name).suffix or (".jpg" if kind == "photo" else "")
    kept = StoredFile(
        file_id=f"{PREFIX.get(kind, PREFIX['document'])}{number:012d}",
        unique_id=f"AQAD{number:010d}",
        path=f"{kind}s/file_{number}{ending}",
        content=content,
        name=name,
        mime=mime or mimetypes.guess_type(name)[0] or "application/octet-stream",
        measures=_measured(kind, ending, told or {}),
    )
    world.files[kept.file_id] = kept
    return kept


def _measured(kind: str, ending: str, told: Json) -> Json:
    names = (*MEASURES.get(kind, {}), *TOLD.get(kind, ()))
    given = {name: told[name] for name in names if told.get(name) is not None}
    if kind == "sticker":
        given |= {"is_animated": ending == ".tgs", "is_video": ending == ".webm"}
    return {**MEASURES.get(kind, {}), **given}


def described(kind: str, kept: StoredFile) -> Json:
    """Return the ``photo``, ``document`` or other field of a message."""
    known: Json = {"file_id": kept.file_id, "file_unique_id": kept.unique_id, "file_size": len(kept.content)}
    if kind == "photo":
        width, height = picture_size(kept.content)
        return {"photo": [{**known, "width": width, "height": height}]}
    named = {} if kind in NAMELESS else {"file_name": kept.name}
    typed = {} if kind in ("sticker", "video_note") else {"mime_type": kept.mime}
    whole = {**named, **typed, **known}
    if kind == "animation":  # The platform shows it as a document, too.
        return {"animation": {**whole, **MEASURES[kind], **kept.measures}, "document": whole}
    return {kind: {**whole, **MEASURES.get(kind, {}), **kept.measures}}


def picture_size(content: bytes) -> tuple[int, int]:
    """Return width and height of a PNG or a JPEG; anything else is no photo."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return int(width), int(height)
    if content.startswith(b"\xff\xd8"):
        return _jpeg_size(content)
    raise bad_request("IMAGE_PROCESS_FAILED")


def _jpeg_size(content: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return int(width), int(height)
        at += 2 + length
    raise bad_request("IMAGE_PROCESS_FAILED")
