"""What people say to the whole bot, over real HTTP: acts that other tests ask of the door alone, in three stories."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.clock import ScaledClock
from bot.demo.pictures import photo
from bot.sandbox.client import SandboxClient
from bot.sandbox.people import Chat, Message, Person
from config.channels import Pacing
from config.settings import Settings
from reports.sheets import xlsx_of
from storage.store import Store
from tests.ledger.house import ADMIN, COORDINATOR, HEAD, LEADER, REVIEWER, STAFF
from tests.runtime.conftest import TOKEN, bind
from tests.runtime.test_running import running_bot
from tests.support.notices import MADE_2027

PATIENCE = 30.0


@dataclass
class Talk:
    """The office while the bot runs: who says what, and what they hear."""

    client: SandboxClient
    store: Store
    clock: ScaledClock
    people: dict[str, Person] = field(default_factory=dict)

    async def says(self, who: str, words: str, answer: str, *, chat: Chat | None = None) -> Message:
        """Let somebody say something, and return the answer that holds the words."""
        said = await self.people[who].says(words, chat=chat)
        return await self._answered(chat or self.people[who], said, answer)

    async def sends_photo(self, who: str, words: str, answer: str) -> Message:
        """Let somebody send a picture with a caption."""
        said = await self.people[who].sends_photo(photo(words), caption=words)
        return await self._answered(self.people[who], said, answer)

    async def sends_document(self, who: str, name: str, content: bytes, words: str, answer: str) -> Message:
        """Let somebody send a file with a caption."""
        said = await self.people[who].sends_document(content, name=name, caption=words)
        return await self._answered(self.people[who], said, answer)

    async def presses(self, who: str, label: str, card: Message, answer: str, *, chat: Chat | None = None) -> Message:
        """Let somebody press a button, and return what stands in the card's place or comes after it."""
        await self.people[who].presses(next(one for one in card.buttons if label in one), card)
        return await self._answered(chat or self.people[who], card.id - 1, answer)

    async def hears(self, who: str, words: str) -> Message:
        """Return the message that brings somebody these words."""
        return await self._answered(self.people[who], 0, words)

    async def _answered(self, place: Chat | Person, after: Message | int, words: str) -> Message:
        def holds(message: Message) -> bool:
            return message.by_bot and words in message.text

        try:
            return await self.client.until(place, holds, after=after, timeout=PATIENCE)
        except TimeoutError as late:
            heard = [one.text for one in await self.client.messages(place, after=after) if one.by_bot]
            raise AssertionError(f"no {words!r} in {heard}") from late

    async def kinds(self, number: str = "DB-2026-1") -> list[str]:
        """Return the kinds of the task's entries."""
        async with self.store.reading(now=self.clock.now()) as books:
            return [type(one.entry).__name__ for one in await books.entries_of(number)]


@pytest.fixture
def settings(url: str, database_file: str, tmp_path: Path) -> Settings:
    pacing = Pacing(per_second=1000, chat_seconds=0, group_per_minute=6000)
    evidence = tmp_path / "evidence"
    return Settings(token=TOKEN, api_url=url, database_url=database_file, evidence_folder=evidence, pacing=pacing)


@pytest.fixture
async def talk(settings: Settings, store: Store, office: SandboxClient, clock: ScaledClock) -> AsyncIterator[Talk]:
    talk = Talk(office, store, clock)
    for person in (STAFF, HEAD, COORDINATOR, REVIEWER, LEADER, ADMIN):
        talk.people[person.name] = await office.user(person.name)
        await bind(store, person.id, talk.people[person.name].id)
        await talk.people[person.name].opens()
    async with running_bot(settings, clock):
        yield talk


async def test_a_task_from_its_category_to_the_recheck_that_reopens_it(talk: Talk) -> None:
    card = await talk.says("李四", "请张三周五下班前报送改造情况", "请核对交办内容")
    await talk.presses("李四", "确认", card, "DB-2026-1 已交办")
    await talk.says("李四", "/category 2026-1 项目", "项目")
    await talk.says("张三", "收到", "DB-2026-1 已签收")
    await talk.says("张三", "DB-2026-1 完成80%", "进展已登记")
    await talk.says("张三", "撤销", "已撤销")
    card = await talk.says("李四", "DB-2026-1分解：王五起草初稿，周三前", "请核对")
    await talk.presses("李四", "确认", card, "DB-2026-2 已交办")
    await talk.says("李四", "撤回DB-2026-2，重复交办", "DB-2026-2 已撤回")
    await talk.says("李四", "/visit 2026-1 地点：换热站；时间：今天9:30；发现：阀门漏水", "蹲点")
    await talk.hears("张三", "问题：阀门漏水")
    await talk.says("李四", "DB-2026-1下黄色督办单", "督办〔2026〕1号")
    await talk.hears("张三", "督办〔2026〕1号")
    await talk.sends_photo("张三", "DB-2026-1申请销号", "尚缺验收单")
    await talk.sends_document("张三", "竣工验收单.pdf", b"%PDF-1.4 1", "DB-2026-1申请销号", "已申请销号")
    await talk.says("钱审核", "退回DB-2026-1，缺盖章版，周四前补正", "退回")
    await talk.hears("张三", "缺少：盖章版")
    await talk.sends_document("张三", "盖章验收单.pdf", b"%PDF-1.4 2", "DB-2026-1申请销号", "已申请销号")
    await talk.says("钱审核", "DB-2026-1 同意销号", "已销号")
    card = await talk.says("李四", "本月回头看", "回头看")
    await talk.presses("李四", "抽取", card, "1 项中抽取 1 项")
    await talk.says("李四", "DB-2026-1 复核属实", "复核属实")
    await talk.says("李四", "DB-2026-1归档", "已归档")
    await talk.says("李四", "/reopen 2026-1 现场仍漏水，周四前", "已重新办理")
    await talk.says("张三", "DB-2026-1经过", "重新办理")
    await talk.says("陈静", "核验台账", "台账完整")
    kinds = "Assigned Categorised Acknowledged ProgressNoted Undone Split Escalated EvidenceAdded"
    kinds += " CompletionClaimed Returned CompletionClaimed Closed Rechecked Archived Reopened"
    assert await talk.kinds() == kinds.split()


async def test_the_office_is_run_from_the_chat(talk: Talk) -> None:
    """Notice, own day, timetable, somebody new with a role, a group, and somebody who leaves."""
    card = await talk.says("孙管理", MADE_2027, "请核对")
    await talk.presses("孙管理", card.buttons[0], card, "2027年")
    card = await talk.says("孙管理", "日报改到18:00", "请核对")
    await talk.presses("孙管理", "确认", card, "18:00")
    card = await talk.says("孙管理", "新增人员 林新，综合科，销号审核", "另申请角色：销号审核")
    card = await talk.presses("孙管理", "确认", card, "已新增林新")
    link = await talk.presses("孙管理", "邀请链接", card, "限用一次")
    token = re.search(r"start=(\S{22})", link.text)
    assert token is not None
    talk.people["林新"] = await talk.client.user("林新")
    opened = await talk.people["林新"].opens(token[1])
    shown = await talk.client.next_message(talk.people["林新"], after=opened, timeout=PATIENCE)
    await talk.presses("林新", "确认", shown, "已提交绑定申请")
    await talk.presses("赵科长", "同意", await talk.hears("赵科长", "绑定申请：林新"), "已同意")
    await talk.hears("林新", "绑定成功")
    await talk.presses("陈静", "同意", await talk.hears("陈静", "角色申请"), "已调整")
    await talk.hears("林新", "您的角色为销号审核")
    group = await talk.client.group("综合科工作群", [talk.people["孙管理"], talk.people["张三"]])
    await talk.client.add_bot(group, TOKEN, admin=True, by=talk.people["孙管理"])
    card = await talk.says("孙管理", "本群绑定综合科", "对应综合科", chat=group)
    await talk.presses("孙管理", "完成", card, "已绑定综合科", chat=group)
    card = await talk.says("李四", "请张三周五下班前报送方案", "请核对交办内容")
    await talk.presses("李四", "确认", card, "DB-2026-1 已交办")
    card = await talk.says("孙管理", "张三调离", "请核对人员离任")
    card = await talk.presses("孙管理", "办理离任", card, "再次确认")
    await talk.presses("孙管理", "确认离任", card, "张三已调离")
    await talk.hears("赵科长", "以下1项转由您负责")
    await talk.says("张三", "/my", "本助手仅供本单位人员使用")
    await talk.says("赵科长", "帮助 延期", "审批前原时限不变")
    assert await talk.kinds() == ["Assigned", "Reassigned"]


async def test_a_ledger_comes_as_a_file(talk: Talk) -> None:
    rows = [("督1", "整治老旧小区", "综合科", "2026-11-02", "2026-11-28", "办理中")]
    table = xlsx_of(("编号", "事项", "牵头单位", "交办时间", "现时限", "状态"), rows)
    card = await talk.sends_document("李四", "台账.xlsx", table, "导入台账", "请核对台账导入")
    await talk.presses("李四", "导入", card, "已登记1件")
    await talk.says("李四", "综合科的", "整治老旧小区")
    await talk.says("赵科长", "DB-2026-1 完成60%，外墙已刷", "进展已登记")
    assert await talk.kinds() == ["Assigned", "TaskImported", "ProgressNoted"]


async def test_who_is_back_from_leave_has_the_tasks_and_a_claim_takes_further_evidence(talk: Talk) -> None:
    """Leave and its end, the morning's buttons, evidence under review, and the month's rate."""
    card = await talk.says("李四", "请张三周五下班前报送值班安排", "请核对交办内容")
    await talk.presses("李四", "确认", card, "DB-2026-1 已交办")
    card = await talk.says("张三", "11月23日至27日请假，由钱审核代办", "请假已登记")
    assert "销假" in card.buttons
    talk.clock.jump_to(datetime(2026, 11, 24, 0, 31, tzinfo=UTC))
    todo = await talk.hears("钱审核", "我的待办")
    await talk.presses("钱审核", "待签收 1", todo, "DB-2026-1 报送值班安排")
    await talk.says("赵科长", "张三明天起销假", "张三销假已登记：11月25日（星期三）起到岗")
    await talk.hears("钱审核", "您不再代办")
    await talk.hears("张三", "赵科长已代为办理")
    talk.clock.jump_to(datetime(2026, 11, 25, 0, 31, tzinfo=UTC))
    todo = await talk.hears("张三", "我的待办")
    await talk.presses("张三", "签收 DB-2026-1", todo, "DB-2026-1 已签收")
    await talk.sends_photo("张三", "DB-2026-1申请销号", "已申请销号")
    await talk.sends_photo("张三", "DB-2026-1 补充盖章版", "共2份。已一并报审核人")
    card = await talk.hears("李四", "佐证材料：2份")
    await talk.presses("李四", "同意销号", card, "已销号")
    await talk.says("陈静", "综合科本月签收及时率多少", "及时签收0次，应计1次")
    kinds = ["Assigned", "Acknowledged", "CompletionClaimed", "EvidenceAdded", "Closed"]
    assert [one for one in await talk.kinds() if one != "ReceiptChased"] == kinds


async def test_a_transfer_and_words_that_must_not_be_kept(talk: Talk) -> None:
    """调动, what is marked as secret, and the numbers of people."""
    card = await talk.says("李四", "请张三周五下班前联系企业负责人13812345678核实情况", "请核对交办内容")
    await talk.presses("李四", "确认", card, "DB-2026-1 已交办")
    await talk.says("张三", "/my", "138****5678")
    await talk.says("张三", "DB-2026-1进展如何", "13812345678")
    for mark in ("秘密", "机密", "绝密"):
        await talk.says("张三", f"【{mark}】DB-2026-1 完成50%", "未作登记")
    await talk.says("张三", "DB-2026-1 完成50%，身份证110101199003071233已核", "进展已登记")
    card = await talk.says("孙管理", "张三调到财政局任科员", "请核对")
    await talk.presses("孙管理", "确认", card, "财政局")
    await talk.hears("张三", "财政局")
    await talk.hears("赵科长", "以下1项转由您负责")
    await talk.says("张三", "DB-2026-1 完成60%", "未找到可办理的事项")
    await talk.says("赵科长", "DB-2026-1 完成60%", "进展已登记")
    kinds = ["Assigned", "ProgressNoted", "Reassigned", "ProgressNoted"]
    assert [one for one in await talk.kinds() if one != "Acknowledged"] == kinds
