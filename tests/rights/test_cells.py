"""Each cell of the rights: what is allowed is recorded, what is not leaves nothing, and tells nothing."""

from __future__ import annotations

import pytest

from bot.demo.pictures import photo
from reports.sheets import xlsx_of
from tests.rights.asking import (
    GROUPS,
    LONG,
    NEUTRAL,
    NOWHERE,
    OUTSIDE,
    Cell,
    asked,
    batches,
    cells,
    faults,
    in_turn,
    unnoted,
)
from tests.rights.office import GENERAL, INVITED, LEAVING, WHO, Rights
from tests.rights.table import ON_A_TASK, ON_ONESELF, PRINCIPALS

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.mark.parametrize("number", range(len(batches(ON_A_TASK))))
async def test_acts_on_a_task_in_private(rights: Rights, number: int):
    rows = batches(ON_A_TASK)[number]
    outcomes = await asked(rights, await cells(rights, rows, PRINCIPALS))
    if wrong := faults(rights, outcomes):
        pytest.fail(wrong, pytrace=False)


async def test_acts_on_no_task_in_private(rights: Rights):
    await rights.given(by=("gave", "in_field", "out_field"), lead=("own", "stand_in"))
    outcomes = await asked(rights, await cells(rights, ON_ONESELF, PRINCIPALS))
    if wrong := faults(rights, outcomes):
        pytest.fail(wrong, pytrace=False)


async def test_the_refusal_does_not_tell_whether_there_is_such_a_task(rights: Rights):
    """A number that nobody ever took is answered in the very words of a task that is not shown."""
    people = ("colleague", "other", "admin")
    for rows in batches(ON_A_TASK):
        listed = [Cell(act, who, row, NOWHERE, "n") for act, row in rows.items() for who in people]
        outcomes = await asked(rights, in_turn(listed, few=1))
        assert {one.text for one in outcomes} == {NEUTRAL}
        assert unnoted(rights, outcomes) == []


@pytest.mark.parametrize("title", GROUPS)
async def test_acts_on_a_task_in_a_bound_group(rights: Rights, title: str):
    """What one may do in private, one may do in the group of the task's office; in another's nobody does anything."""
    for rows in batches(ON_A_TASK):
        listed = await cells(rights, rows, PRINCIPALS, shown=GROUPS[title], here=True)
        if not GROUPS[title]:
            listed = [cell for cell in listed if cell.row.expected(cell.who) == "y"] if not LONG else listed
        outcomes = await asked(rights, in_turn(listed, few=1), chat=rights.groups[title])
        if wrong := faults(rights, outcomes, silent=OUTSIDE):
            pytest.fail(wrong, pytrace=False)


async def test_an_unbound_group_hears_nothing(rights: Rights):
    listed = [
        Cell(act, who, row, "DB-2026-1", "n")
        for act, row in (ON_A_TASK | ON_ONESELF).items()
        for who in ("own", "head", "gave", "reviewer", "leader", "admin", "stranger")
    ]
    outcomes = await asked(rights, in_turn(listed, few=1), chat=rights.groups["未绑定"])
    assert not [fault for one in outcomes if (fault := one.fault(silent=True))]


async def test_a_group_is_bound_by_administrators(rights: Rights):
    """Everybody says /bind in the group that nobody bound; only the administrator is answered."""
    group, heard = rights.groups["未绑定"], rights.heard()
    said = {who: await person.says("/bind", chat=group) for who, person in rights.people.items()}
    await rights.settle(heard + len(said))
    assert set(await rights.answers(group)) == {said["admin"].id}
    assert "ChatBound" not in {kind for kind, _, where, _ in rights.entries() if where == group.id}


async def test_nobody_speaks_for_an_anonymous_administrator_or_a_channel(rights: Rights):
    """Whoever is behind it may have every right: it is nobody's act."""
    (number,) = await rights.tasks([("gave", "active")])
    group, leader, gave = rights.groups[GENERAL], rights.people["leader"], rights.people["gave"]
    await rights.client.member(group, leader, "administrator", anonymous=True)
    heard, before = rights.heard(), len(rights.entries())
    acts = {act: row for act, row in (ON_A_TASK | ON_ONESELF).items() if act not in {"assign", "recur"}}
    words = [row.words.format(n=number, d=9, t="供热", apart="12月9日") for row in acts.values()][::3]
    said = [await leader.says(one, chat=group) for one in words]
    said += [await gave.says(one, chat=group, as_channel=rights.channel) for one in words]
    await rights.settle(heard + len(said))
    await rights.client.member(group, leader, "member")
    assert not {one.id for one in said} & set(await rights.answers(group))
    assert len(rights.entries()) == before


async def test_an_anonymous_order_is_whose_who_says_so_and_may_give_it(rights: Rights):
    """Asked under the order itself; a tap of somebody without the right changes nothing, and one card comes of it."""
    group, leader = rights.groups[GENERAL], rights.people["leader"]
    await rights.client.member(group, leader, "administrator", anonymous=True)
    before = len(rights.entries())
    said = await leader.says("请张三12月9日前报送匿名交办材料", chat=group)
    question = await rights.client.next_message(group, after=said, timeout=60)
    assert question.buttons == ["由本人交办"]
    await rights.settle(heard := rights.heard())
    await rights.people["own"].presses("由本人交办", question)
    await rights.settle(heard + 1)
    await leader.presses("由本人交办", question)
    await rights.settle(heard + 2)
    (card,) = [one for one in await rights.client.messages(group) if one.id == question.id]  # It took the place.
    assert len(rights.entries()) == before
    heard = rights.heard()
    await leader.presses("确认", card)
    await rights.settle(heard + 1)
    assert [kind for kind, *_ in rights.entries()[before:]] == ["Assigned"]
    by = 'SELECT p.name FROM entries e JOIN people p ON p.id = e."by" ORDER BY e.seq DESC LIMIT 1'
    assert rights.database.rows(by)[0].name == leader.name
    await rights.client.member(group, leader, "member")


async def test_a_photo_in_reply_to_a_task_in_the_group(rights: Rights):
    """佐证材料: whose the task is, who stands in, and the head add a picture; from others it counts for nothing."""
    (number,) = await rights.tasks([("own", "active")])
    group, heard = rights.groups[GENERAL], rights.heard()
    asked_ = await rights.people["own"].says(f"/task {number}", chat=group)
    await rights.settle(heard + 1)
    card = (await rights.answers(group))[asked_.id]
    sent = {
        who: await person.sends_photo(photo(who), chat=group, reply_to=card) for who, person in rights.people.items()
    }
    await rights.settle(heard + 1 + len(sent))
    added = {message for kind, task, _, message in rights.entries() if kind == "EvidenceAdded" and task == number}
    assert {who for who, message in sent.items() if message.id in added} == {"own", "head", "stand_in"}
    assert len(added) == 3


async def test_a_copied_button_is_nobody_elses(rights: Rights):
    """What stands behind 签收 on 张三's card works for nobody else, whatever their rights; and it still works."""
    (number,) = await rights.tasks([("gave", "assigned")])
    own, heard = rights.people["own"], rights.heard()
    rights.denials()
    asked_ = await own.says(f"/task {number}")
    await rights.settle(heard + 1)
    card = (await rights.answers(own))[asked_.id]
    data = next(
        one["callback_data"]
        for line in card.raw["reply_markup"]["inline_keyboard"]
        for one in line
        if one["text"] == "签收"
    )
    forgers = {who: person for who, person in rights.people.items() if who in WHO and who != "own"} | {
        "stranger": rights.people["stranger"]
    }
    heard = rights.heard()
    for person in forgers.values():
        theirs = next(one for one in await rights.client.messages(person) if one.by_bot)
        await person.forges(data, theirs)
    await rights.settle(heard + len(forgers))
    assert {task: kind for kind, task, _, _ in rights.entries() if task == number} == {number: "Assigned"}
    assert sorted(rights.denials()) == sorted((one.id, "button", one.id) for one in forgers.values())
    await own.presses("签收", card)
    await rights.settle(heard + len(forgers) + 1)
    assert [kind for kind, task, _, _ in rights.entries() if task == number] == ["Assigned", "Acknowledged"]


async def test_only_the_own_last_act_is_taken_back(rights: Rights):
    """撤销: 张三 signs, everybody asks to undo the task; only 张三's own receipt goes."""
    (number,) = await rights.tasks([("gave", "assigned")])
    own, heard = rights.people["own"], rights.heard()
    await own.says(f"{number} 收到")
    await rights.settle(heard + 1)
    others = [person for who, person in rights.people.items() if who != "own"]
    for person in [*others, own]:
        await person.says(f"/undo {number}")
    await rights.settle(heard + 2 + len(others))
    found = [entry for entry in rights.database.entries() if entry.task == number]
    assert [(entry.kind, entry.by) for entry in found[1:]] == [
        ("Acknowledged", rights.ids["own"]),
        ("Undone", rights.ids["own"]),
    ]


async def test_a_ledger_is_imported_by_coordinators(rights: Rights):
    """导入台账: everybody sends the same file; the button 导入 is shown to coordinators, and to nobody else."""
    header, row = ("编号", "事项", "牵头单位", "交办时间"), ("督1", "清理公文", "综合科", "2026-11-02")
    table, heard = xlsx_of(header, [row]), rights.heard()
    for person in rights.people.values():
        await person.sends_document(table, name="台账.xlsx", caption="导入台账")
    await rights.settle(heard + len(rights.people))
    shown = await rights.cards("", "导入")
    assert set(shown) == {"in_field", "gave", "out_field"}
    for who, card in shown.items():
        await rights.people[who].presses("导入", card)
    await rights.settle(heard + len(rights.people) + len(shown))
    kinds = [kind for kind, *_ in rights.entries() if kind in {"LedgerImported", "TaskImported"}]
    assert kinds == ["LedgerImported", "TaskImported"]


async def test_who_drafts_and_who_approves_a_circular(rights: Rights):
    """通报: everybody asks for a draft, coordinators get one; everybody says 同意, and the leader's word counts."""
    (number,) = await rights.tasks([("own", "closed")])
    heard, before = rights.heard(), len(rights.database.entries())
    for person in rights.people.values():
        await person.says("/circular 本月")
    await rights.settle(heard := heard + len(rights.people))
    drafted = [entry.by for entry in rights.database.entries()[before:] if entry.kind == "CircularDrafted"]
    assert sorted(drafted) == sorted(rights.ids[who] for who in ("in_field", "gave", "out_field"))
    await rights.lay_a_circular(number)
    everybody = sorted(rights.people.items(), key=lambda one: one[0] == "leader")
    for _, person in everybody:
        await person.says("同意印发通报")
    await rights.settle(heard + len(everybody))
    approved = [entry.by for entry in rights.database.entries() if entry.kind == "CircularApproved"]
    assert approved == [rights.ids["leader"]]
    assert "CircularPublished" not in {kind for kind, *_ in rights.entries()}


@pytest.mark.parametrize(("name", "approver"), [*zip(INVITED, ("head", "admin"), strict=True)])
async def test_who_approves_a_binding(rights: Rights, name: str, approver: str):
    """The card comes to administrators and the office's head; pressed by anybody else it binds nobody."""
    newcomer, heard = rights.people[name], rights.heard()
    before = _bound(rights)
    opened = await newcomer.opens(rights.links[name])
    await rights.settle(heard + 1)
    first = (await rights.client.messages(newcomer, after=opened))[-1]
    await newcomer.presses("确认", first)
    await rights.settle(heard + 2)
    rights.denials()
    cards = await rights.cards(name, "同意")
    assert set(cards) == {"head", "admin"}
    card = cards[approver]
    data = card.raw["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    others = [person for who, person in rights.people.items() if who not in cards and who not in INVITED]
    for person in others:
        await person.forges(data, next(one for one in await rights.client.messages(person) if one.by_bot))
    await rights.settle(heard + 2 + len(others))
    assert _bound(rights) == before
    assert len(rights.denials()) == len(others)
    await rights.people[approver].presses("同意", card)
    await rights.settle(heard + 3 + len(others))
    assert _bound(rights) == before + 1


async def test_who_agrees_to_a_role(rights: Rights):
    """An administrator asks; the card comes to the leader of the field alone, and in other hands grants nothing."""
    admin, heard = rights.people["admin"], rights.heard()
    said = await admin.says(f"设{LEAVING}为销号审核")
    await rights.settle(heard + 1)
    await admin.presses("确认", (await rights.answers(admin))[said.id])
    await rights.settle(heard + 2)
    rights.denials()
    cards = await rights.cards("角色申请", "同意")
    assert set(cards) == {"leader"}
    data = cards["leader"].raw["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    others = [person for who, person in rights.people.items() if who in WHO and who != "leader"]
    for person in others:
        await person.forges(data, next(one for one in await rights.client.messages(person) if one.by_bot))
    await rights.settle(heard + 2 + len(others))
    assert not [kind for kind, *_ in rights.entries() if kind == "RolesSet"]
    assert len(rights.denials()) == len(others)
    await rights.people["leader"].presses("同意", cards["leader"])
    await rights.settle(heard + 3 + len(others))
    said = await admin.says(f"取消{LEAVING}的销号审核")
    await rights.settle(heard + 4 + len(others))
    await admin.presses("确认", (await rights.answers(admin))[said.id])
    await rights.settle(heard + 5 + len(others))
    assert [kind for kind, *_ in rights.entries() if kind == "RolesSet"] == ["RolesSet", "RolesSet"]


def _bound(rights: Rights) -> int:
    return sum(kind == "PersonBound" for kind, *_ in rights.entries())
