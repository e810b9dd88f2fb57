"""English by choice: for oneself and for a group; a day's work from order to report, with nothing Chinese but names."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

from handlers.wording.spoken import ENGLISH
from ledger.languages import Language, Languages, languages_in
from reports.rendering import FOLDER
from tests.handlers.test_roster_importing import NEW, WITH_NEW
from tests.support.dialog import ADMIN, COLLEAGUE, COORDINATOR, GROUP, LEADER, REVIEWER, ROSTER, STAFF, Dialog

HAN = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+")
TITLE, REASON = "报送经济运行分析", "数据未核实"
EXAMPLES = "".join(
    path.read_text("utf-8")
    for room in (Path(str(import_module(ENGLISH).__file__)).parent, FOLDER / "en")
    for path in room.glob("*.*")
)
"""What people are told to write stays Chinese."""


def chinese_in(text: str) -> list[str]:
    """Return what is Chinese in the text, but for names, the words of people, and examples of what to write."""
    own = [one for one in HAN.findall(text) if one not in EXAMPLES]
    for known in (*(row.name for row in ROSTER), TITLE, REASON):
        own = [one.replace(known, "") for one in own]
    return [one for one in own if one]


def said_to(dialog: Dialog, *chats: int) -> list[str]:
    """Return texts and labels of everything shown in these chats since English was chosen there."""
    shown = [one for one in dialog.shown if one.chat in chats]
    return [text for one in shown for text in (one.text, *one.buttons)]


async def test_an_english_day_holds_no_chinese_but_names_and_peoples_words(dialog: Dialog) -> None:
    people = (COORDINATOR, STAFF, REVIEWER, LEADER)
    for one in people:
        assert (await dialog.says(one, "/language English"))[0].startswith("English from now on")
    card = (await dialog.says(COORDINATOR, f"请张三周五下班前{TITLE}"))[0]
    assert card == (
        f"<b>Please check the assignment</b>\nTask: {TITLE}\nAssignee: 张三\n"
        "Deadline: Fri 27 Nov 18:00 (4 workdays left)\n"
        "Once confirmed it gets its number; after 10 minutes this card lapses. To change it, use the buttons or reply."
    )
    confirmed, told = await dialog.taps(COORDINATOR, "Confirm")
    assert confirmed == f"DB-2026-1 assigned to 张三: {TITLE}, deadline Fri 27 Nov 18:00 (4 workdays left)."
    assert told.startswith(f"<b>DB-2026-1 assigned to you</b>\n{TITLE}\nAssignee: 张三\n")
    assert await dialog.taps(STAFF, "Acknowledge") == [
        "DB-2026-1 acknowledged. Please complete it and claim by Fri 27 Nov 18:00."
    ]
    await dialog.says(STAFF, "DB-2026-1 完成80%")
    await dialog.says(STAFF, f"DB-2026-1 申请延期到下周三，{REASON}")
    await dialog.says(STAFF, "/task 1")
    await dialog.says(COORDINATOR, "/why 1")
    await dialog.sends_photo(STAFF, "DB-2026-1 申请销号")
    await dialog.taps(REVIEWER, "Close")
    for words in ("/my", "/today", "/dispatch", "/daily", "/weekly", "/help", "/timetable", "/whoami", "/ack 9"):
        await dialog.says(COORDINATOR, words)
    await dialog.says(LEADER, "/digest")
    left = {text: found for text in said_to(dialog, *map(dialog.user, people)) if (found := chinese_in(text))}
    assert left == {}


async def test_the_set_up_the_roster_file_and_practice_are_english_too(dialog: Dialog) -> None:
    for one in (ADMIN, STAFF, LEADER):
        await dialog.says(one, "/language English")
    (steps,) = await dialog.says(ADMIN, "/setup")
    assert steps.startswith("<b>Set-up</b>: please use the buttons\n1. Import the roster: 10 people, 5 units\n")
    for label, begins in (
        ("Import the roster", "Please send the roster here"),
        ("Group chats", "1. Add @taizhang_bot to the group chat.\n"),
        ("Check", "\n· 1 person not bound, whom no task reaches."),
    ):
        assert begins in (await dialog.taps(ADMIN, label))[0]
    await dialog.taps(ADMIN, "QR codes")
    (sheet,) = [one.payload["caption"] for one in dialog.calls if one.method == "sendDocument"]
    assert sheet.startswith("QR codes for 1 person, valid for 7 days.") and chinese_in(sheet) == []
    (card,) = await dialog.sends_table(ADMIN, "roster.xlsx", WITH_NEW)
    assert card == (
        f"<b>Please check the roster</b>\nFile: roster.xlsx\n10 people, 5 units, 0 groups.\n"
        f"1 joining ({NEW.name}), 1 leaving ({COLLEAGUE}).\nIf all is right, press “Import the roster”."
    )
    (said,) = await dialog.taps(ADMIN, "Import the roster")
    assert said.startswith("Roster imported: 10 people, 5 units; 1 joined, 1 left. Next: /setup")
    (task,) = await dialog.says(STAFF, "/practice")
    assert task.startswith("[For practice, not in the ledger]\n张三, please submit the practice material.\nDeadline: ")
    assert (await dialog.taps(STAFF, "Acknowledge"))[0].endswith("\nAcknowledged. Whoever assigned it can see that.")
    (over,) = await dialog.says(STAFF, "完成60%", reply_to=dialog.last_to(STAFF).message)
    assert "Read as progress: 60%, “完成60%”." in over
    (off,) = await dialog.says(LEADER, "/board")
    assert off.startswith("The leaders' page is not switched on")
    shown = said_to(dialog, *map(dialog.user, (ADMIN, STAFF, LEADER)))
    assert [text for text in shown if chinese_in(text.replace(NEW.name, ""))] == []


async def test_a_group_speaks_the_language_that_was_chosen_for_it(dialog: Dialog) -> None:
    assert "权限" in (await dialog.says(STAFF, "/language English", chat=GROUP))[0]
    assert "权限" not in (await dialog.says(COORDINATOR, "/language English", chat=GROUP))[0]
    report = (await dialog.says(COORDINATOR, "/daily", chat=GROUP))[0]
    assert report.startswith("<b>Daily report</b> | Mon 23 Nov 2026 | Whole house\nNil return: ")
    assert chinese_in(report) == []
    assert (await dialog.says(COORDINATOR, "/daily"))[0].startswith("<b>日报告</b>")  # Their own choice is Chinese.
    await dialog.says(COORDINATOR, "/language 中文", chat=GROUP)
    assert (await dialog.says(COORDINATOR, "/daily", chat=GROUP))[0].startswith("<b>日报告</b>")


async def test_whoever_has_chosen_nothing_reads_chinese_beside_those_who_have(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, "English")
    await dialog.says(COORDINATOR, f"请张三周五下班前{TITLE}")
    confirmed, told = await dialog.taps(COORDINATOR, "Confirm")
    assert confirmed.startswith("DB-2026-1 assigned to") and "交办事项" in told
    assert await dialog.says(COORDINATOR, "中文") == ["已改用中文：本助手对您的答复和推送使用中文。"]
    assert (await dialog.says(COORDINATOR, "/language"))[0].startswith("请选择语言")
    assert (await dialog.taps(COORDINATOR, "English"))[0].startswith("English from now on")


async def test_the_choice_is_an_entry_and_follows_the_group_to_its_new_id(dialog: Dialog) -> None:
    await dialog.says(COORDINATOR, "/language English", chat=GROUP)
    async with dialog.store.books(now=dialog.now) as books:
        await books.directory.migrate_chat(GROUP, -100_5)
    async with dialog.store.reading(now=dialog.now) as books:
        assert books.languages.of(-100_5, None) is Language.ENGLISH
        assert books.languages.of(GROUP, None) is Language.CHINESE


def test_what_is_no_choice_of_english_is_chinese():
    chosen = languages_in({"language.person.3": "en", "language.person.4": "zh", "language.chat.-7": "en"})
    assert chosen == Languages(people=frozenset({3}), chats=frozenset({-7}))
