"""The dialog that an echo bot of any library must hold on the sandbox."""

from __future__ import annotations

from sandbox_api import PNG

from bot.sandbox.client import SandboxClient


async def holds_the_dialog(office: SandboxClient) -> None:
    """Words, edits, a tap with a toast, a photo and a document, there and back."""
    zhang = await office.user("张三")
    card = await office.next_message(zhang, after=await zhang.opens("abc"), timeout=20)
    assert (card.text, card.buttons, card.raw["entities"][0]["type"]) == ("您好", ["确认"], "bold")

    assert (await zhang.presses("确认", card, wait=5))["answer"] == {"text": "已确认"}
    changed = await office.until(zhang, lambda message: message.edited)
    assert (changed.id, changed.text, changed.buttons) == (card.id, "已确认。", [])

    said = await zhang.says("收到 👍")
    answer = await office.next_message(zhang, after=said)
    assert (answer.text, answer.raw["reply_to_message"]["message_id"]) == ("收到 👍", said.id)
    await zhang.edits(said, "收到 ✅")
    assert (await office.next_message(zhang, after=answer)).text == "改为：收到 ✅"

    document = await office.next_message(zhang, after=await zhang.sends_photo(PNG, caption="现场"))
    assert (document.raw["document"]["file_name"], document.text) == ("照片.png", "现场")
    photo = await office.next_message(zhang, after=await zhang.sends_document(PNG, name="图.png"))
    assert (photo.raw["photo"][0]["width"], photo.text) == (1, "图.png")
    assert await office.file(document.file_id) == await office.file(photo.file_id) == PNG
