"""A declined task is taken over by work, claimed, added to, sent back, mended and closed, over real HTTP."""

from __future__ import annotations

from bot.demo.pictures import photo
from bot.sandbox.people import Message, Person
from tests.scenario.office import PATIENCE, Office
from tests.scenario.opening import an_office
from tests.scenario.script import local

GIVER, FIRST, HEIR, REVIEWER, LEADER = "李四", "林芳", "王五", "钱进", "陈静"
COURSE = [
    "Assigned",
    "Declined",
    "Reassigned",
    "BlockerRaised",
    "ExtensionRequested",
    "ExtensionDecided",
    "CompletionClaimed",
    "EvidenceAdded",
    "Returned",
    "Mended",
    "CompletionClaimed",
    "Closed",
]


async def _hears(office: Office, who: Person, words: str, after: Message) -> Message:
    """Return the message with the words that reaches somebody after another was written to the bot."""
    return await office.client.until(who, lambda one: one.by_bot and words in one.text, after=after, timeout=PATIENCE)


async def test_from_the_first_handler_to_the_reviewer_everybody_hears_what_concerns_them(sqlite_databases, tmp_path):
    async with an_office(sqlite_databases.fresh(), tmp_path, only=(GIVER, FIRST, HEIR, REVIEWER, LEADER)) as office:
        giver, first, heir, reviewer, leader = (office.people[name] for name in (GIVER, FIRST, HEIR, REVIEWER, LEADER))
        await office.reach(local(26, "10:00"))
        said = await giver.says(f"请{FIRST}周五下班前报送供热情况")
        await office.press(giver, "确认", said)
        given = await office.client.until(first, lambda one: "DB-2026-1 交办事项" in one.text, timeout=PATIENCE)
        said = await first.says("不归我局，应由综合科办理", reply_to=given)
        await _hears(office, first, "仍由林芳负责", said)
        said = await giver.says(f"DB-2026-1 转{HEIR}")
        await _hears(office, giver, "签收前仍由首办林芳负责", said)

        said = await heir.says("DB-2026-1 卡点：图纸未到")
        await _hears(office, heir, "卡点已登记", said)
        await _hears(office, first, "DB-2026-1 已由王五签收，您不再承办", given)
        said = await heir.says("DB-2026-1 申请延期到下周三，图纸未到")
        await _hears(office, heir, "延期申请已报", said)
        said = await leader.says("DB-2026-1 延到12月4日")
        await _hears(office, leader, "延期获准：原时限11月27日（星期五）18:00，现延至12月4日", said)

        claimed = await heir.sends_photo(photo("供热"), caption="DB-2026-1 申请销号")
        await _hears(office, heir, "已申请销号，待审核", claimed)
        said = await heir.says("DB-2026-1 进展：数据已核对")
        await _hears(office, heir, "补充说明已登记，已一并报审核人", said)
        card = await office.client.until(reviewer, lambda one: "说明：数据已核对" in one.text, timeout=PATIENCE)
        said = await reviewer.says("退回，1.缺盖章版；2.缺附表，明天17点前补正", reply_to=card)
        await _hears(office, reviewer, "补正时限11月27日（星期五）17:00", said)
        said = await heir.says("第1、2项已补")
        await _hears(office, heir, "补正清单2项均已补", said)
        said = await heir.says("DB-2026-1 申请销号")
        await _hears(office, heir, "已申请销号，待审核", said)
        said = await reviewer.says("DB-2026-1 同意销号")
        await _hears(office, giver, "DB-2026-1 已销号：报送供热情况。审核人：钱进。", card)

        await office.settle()
        kinds = [entry.kind for entry in office.database.acts(after=office.seq)]
        assert kinds == COURSE
