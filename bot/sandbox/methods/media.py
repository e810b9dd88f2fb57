"""Methods that send files and hand them out again."""

from __future__ import annotations

from functools import partial

from bot.sandbox.errors import ApiError, Json, bad_request
from bot.sandbox.files import CAPTIONED, DOWNLOAD_LIMIT, KINDS, described, store
from bot.sandbox.methods.call import Call, Method
from bot.sandbox.methods.editing import own_message, replaced
from bot.sandbox.values import StoredFile

ALIKE = ("audio", "document")
"""Albums of these hold nothing else."""
WORDS = ("text", "entities", "caption", "caption_entities")
VEILED = ("photo", "video", "animation")
ALBUM_LIMIT = 10
LOOKS = ("has_media_spoiler", "show_caption_above_media")


def send_file(call: Call, kind: str) -> Json:
    """Send a file: bytes in the call, or the id of one that is here."""
    call.chat(sending=True)
    kept = _file(call, kind, call.params.get(kind), call.params, direct=kind)
    return call.send(
        {**described(kind, kept), **(call.caption() if kind in CAPTIONED else {}), **_looks(kind, call.params)}
    )


def _file(call: Call, kind: str, given: object, told: Json, *, direct: str | None = None) -> StoredFile:
    name = given.removeprefix("attach://") if isinstance(given, str) and given.startswith("attach://") else direct
    if name in call.uploads:
        upload = call.uploads[name]
        return store(call.world, kind, upload.content, upload.name, mime=upload.mime, told=told)
    if not given:
        raise bad_request(f"there is no {kind.replace('_', ' ')} in the request")
    kept = call.world.files.get(str(given))
    if kept is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return kept


def send_album(call: Call) -> list[Json]:
    """Send up to ten photos and videos, documents or pieces of music as one album."""
    call.chat(sending=True)
    media = call.params["media"]
    if not media:
        raise bad_request("there are no messages to send")
    if len(media) > ALBUM_LIMIT:
        raise bad_request("too many messages to send as an album")
    contents = [_medium(call, medium) for medium in media]
    refuse_mixed([medium["type"] for medium in media])
    album = {"media_group_id": str(call.world.number("album", 13_000_000_001))} if len(media) > 1 else {}
    return call.send_all([{**album, **content} for content in contents])


def refuse_mixed(kinds: list[str]) -> None:
    """Refuse an album of documents or music that holds something else."""
    alone = next((kind for kind in ALIKE if kind in kinds), None)
    if alone and len(set(kinds)) > 1:
        raise bad_request(f"{alone} can't be mixed with other media types")


def _medium(call: Call, medium: Json) -> Json:
    kind = medium.get("type")
    if kind not in CAPTIONED or kind == "voice":
        raise _misfit(f'type "{kind}" is unsupported')
    kept = _file(call, kind, medium.get("media"), medium)
    return {**described(kind, kept), **call.caption(medium), **_looks(kind, medium)}


def _looks(kind: str, given: Json) -> Json:
    """Return how pictures are shown: veiled, under their caption."""
    if kind not in VEILED:
        return {}
    veiled = {"has_media_spoiler": True} if given.get("has_spoiler") else {}
    return {**veiled, **({"show_caption_above_media": True} if given.get("show_caption_above_media") else {})}


def _misfit(reason: str) -> ApiError:
    return bad_request(f"can't parse InputMedia: {reason}")


def edit_media(call: Call) -> Json | bool:
    """Put another file, with its own caption, in the place of the old one."""
    room, message = own_message(call)
    content = _medium(call, call.params["media"])
    if "media_group_id" in message:
        before = next(kind for kind in KINDS if kind in message)
        if (before in ALIKE) != (call.params["media"]["type"] in ALIKE):
            raise bad_request("can't use the media of the specified type in the album")
    return replaced(call, room, message, content, drop=(*KINDS, *LOOKS, *WORDS))


def get_file(call: Call) -> Json:
    """Return where a file can be fetched."""
    kept = call.world.files.get(call.params["file_id"])
    if kept is None:
        raise bad_request("invalid file_id")
    if len(kept.content) > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return kept.public()


def _method(kind: str) -> str:
    return "send" + "".join(part.capitalize() for part in kind.split("_"))


METHODS: dict[str, Method] = {
    **{_method(kind): partial(send_file, kind=kind) for kind in KINDS},
    "sendMediaGroup": send_album,
    "editMessageMedia": edit_media,
    "getFile": get_file,
}
