"""The page on a phone: one thing at a time, the newest in view, everything by a finger."""

from __future__ import annotations

from handling import PATIENCE, enter, write
from playwright.async_api import Page, expect
from sandbox_api import Api

from bot.sandbox.people import Person


async def test_the_last_buttons_are_in_view(phone: Page, api: Api, zhang: Person) -> None:
    """Inline buttons and the reply keyboard leave the last words in view, also while one writes."""
    await zhang.opens()
    rows = [[{"text": f"按钮{number}", "callback_data": str(number)}] for number in range(6)]
    await api.result("sendMessage", chat_id=zhang.id, text="交办事项", reply_markup={"inline_keyboard": rows})
    keys = {"keyboard": [[{"text": "我的待办"}], [{"text": "帮助"}]], "resize_keyboard": True}
    await api.result("sendMessage", chat_id=zhang.id, text="请选择", reply_markup=keys)
    await enter(phone, "台账助手")

    await expect(phone.locator("#keyboard")).to_be_visible(timeout=PATIENCE)
    await expect(phone.locator(".words").last).to_be_in_viewport(ratio=1)
    await phone.fill("#text", "一行\n" * 5)
    await expect(phone.locator(".words").last).to_be_in_viewport(ratio=1)
    await phone.get_by_role("button", name="我的待办").click()
    await expect(phone.locator(".mine .words").last).to_have_text("我的待办", timeout=PATIENCE)


async def test_a_finger_opens_the_menu_and_nothing_is_wider_than_the_screen(phone: Page, zhang: Person) -> None:
    await enter(phone, "工作群")
    await write(phone, "https://example.org/" + "a" * 200)
    await phone.locator(".message .foot").tap()
    await expect(phone.get_by_role("menuitem", name="转发")).to_be_in_viewport(ratio=1)
    await phone.keyboard.press("Escape")
    await phone.click("#back")
    for layer in ("#me", "#clock-open"):
        await phone.click(layer)
        assert await phone.evaluate("document.documentElement.scrollWidth") == 390
        await phone.keyboard.press("Escape")
