"""Methods that send files and hand them out again."""

from __future__ import annotations

from functools import partial

from bot.sandbox.errors import Json, bad_request
from bot.sandbox.files import DOWNLOAD_LIMIT, described, store
from bot.sandbox.methods.call import Call, Method
from bot.sandbox.methods.editing import own_message, replaced
from bot.sandbox.posting import by_bot, post, reply_fields
from bot.sandbox.values import StoredFile

KINDS = ("photo", "document", "video", "audio", "voice", "animation")
ALBUM = range(2, 11)


def send_file(call: Call, kind: str) -> Json:
    """Send a photo or a document: bytes in the call, or the id of a file that is here."""
    call.chat(sending=True)
    kept = _file(call, kind, call.params.get(kind), direct=kind)
    return call.send({**described(kind, kept), **call.caption()})


def _file(call: Call, kind: str, given: object, *, direct: str | None = None) -> StoredFile:
    name = given.removeprefix("attach://") if isinstance(given, str) and given.startswith("attach://") else direct
    if name in call.uploads:
        upload = call.uploads[name]
        return store(call.world, kind, upload.content, upload.name, upload.mime)
    if not given:
        raise bad_request(f"there is no {kind} in the request")
    kept = call.world.files.get(str(given))
    if kept is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return kept


def send_album(call: Call) -> list[Json]:
    """Send two to ten photos or documents as one album."""
    room, media = call.chat(sending=True), call.params["media"]
    if len(media) not in ALBUM:
        raise bad_request("wrong number of media in the album, it must be 2-10")
    contents = [_medium(call, medium) for medium in media]
    album = str(call.world.number("album", 13_000_000_001))
    reply = reply_fields(room, call.params)
    fields = [{**reply, "media_group_id": album, **content} for content in contents]
    return [post(call.world, room, by_bot(call.bot), content) for content in fields]


def _medium(call: Call, medium: Json) -> Json:
    kind = medium.get("type")
    if kind not in KINDS:
        raise bad_request("can't parse InputMedia: type must be photo, document, video or audio")
    return {**described(kind, _file(call, kind, medium.get("media"))), **call.caption(medium)}


def edit_media(call: Call) -> Json:
    """Put another photo or document, with its own caption, in the place of the old one."""
    room, message = own_message(call)
    return replaced(
        call, room, message, _medium(call, call.params["media"]), drop=(*KINDS, "caption", "caption_entities")
    )


def get_file(call: Call) -> Json:
    """Return where a file can be fetched."""
    kept = call.world.files.get(call.params["file_id"])
    if kept is None:
        raise bad_request("invalid file_id")
    if len(kept.content) > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return kept.public()


METHODS: dict[str, Method] = {
    **{f"send{kind.capitalize()}": partial(send_file, kind=kind) for kind in KINDS},
    "sendMediaGroup": send_album,
    "editMessageMedia": edit_media,
    "getFile": get_file,
}
