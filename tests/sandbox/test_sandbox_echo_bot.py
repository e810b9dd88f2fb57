"""An unmodified python-telegram-bot runs on the sandbox."""

from __future__ import annotations

from sandbox_api import PNG

from bot.sandbox.client import SandboxClient


async def test_an_unmodified_echo_bot_answers(office: SandboxClient, echo_bot: None) -> None:
    zhang = await office.user("张三")
    said = await zhang.says("收到 👍")

    answer = await office.next_message(zhang, after=said)

    assert answer.text == "收到 👍"
    assert answer.raw["from"]["id"] == 7000000001


async def test_a_button_is_tapped_answered_and_the_message_changes(office: SandboxClient, echo_bot: None) -> None:
    zhang = await office.user("张三")
    card = await office.next_message(zhang, after=await zhang.opens("abc"))
    assert (card.text, card.buttons) == ("您好", ["确认"])

    pressed = await zhang.presses("确认", card, wait=5)

    assert pressed["answer"] == {"text": "已确认"}
    changed = await office.until(zhang, lambda message: message.edited)
    assert (changed.id, changed.text, changed.buttons) == (card.id, "已确认。", [])


async def test_a_photo_goes_to_the_bot_and_comes_back_as_a_document(office: SandboxClient, echo_bot: None) -> None:
    zhang = await office.user("张三")
    sent = await zhang.sends_photo(PNG, caption="现场照片")

    answer = await office.next_message(zhang, after=sent)

    assert answer.raw["document"]["file_name"] == "照片.png"
    assert await office.file(answer.file_id) == PNG
