"""Commands that came after the table of rights was drawn: done for whom they are, refused to everybody else."""

from __future__ import annotations

from tests.support.dialog import ADMIN, COORDINATOR, GROUP, HEAD, LEADER, REVIEWER, STAFF, UNBOUND, Dialog

ROWS: tuple[tuple[str, int | None, frozenset[str]], ...] = (
    ("/setup", None, frozenset({ADMIN})),
    ("/board", None, frozenset({LEADER})),
    ("收回看板链接", None, frozenset({LEADER})),
    ("/language 中文", GROUP, frozenset({ADMIN, COORDINATOR})),
    ("/practice", None, frozenset({STAFF, HEAD, COORDINATOR, REVIEWER, LEADER, ADMIN})),
)


async def test_each_is_for_whom_it_is(dialog: Dialog) -> None:
    """A stranger hears the one sentence of the day, and from then on nothing."""
    await dialog.says(UNBOUND, "您好")
    for words, chat, allowed in ROWS:
        for who in (STAFF, HEAD, COORDINATOR, REVIEWER, LEADER, ADMIN):
            said = await dialog.says(who, words, **({"chat": chat} if chat else {}))
            assert ("的权限" in said[0]) is (who not in allowed), (who, words)
        assert await dialog.says(UNBOUND, words, **({"chat": chat} if chat else {})) == []


async def test_what_only_an_administrator_is_shown_is_pressed_by_nobody_else(dialog: Dialog) -> None:
    await dialog.says(ADMIN, "/setup")
    shown = dialog.last_to(ADMIN)
    for who in (STAFF, HEAD, COORDINATOR, REVIEWER, LEADER):
        for token in shown.buttons.values():
            assert await dialog.press(who, token, shown) == []
