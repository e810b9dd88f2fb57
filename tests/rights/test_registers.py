"""Rights on what has a number and is no task: documents, regulations, training, meetings, information."""

from __future__ import annotations

import pytest

from tests.rights.asking import OUTSIDE
from tests.rights.documents import wrong_on_documents
from tests.rights.office import WHO, Rights
from tests.rights.registers import a_regulation, a_training

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_who_does_what_with_a_document(rights: Rights):
    """办文: each says each step of a document of 张三's; what is allowed leaves its entry, the rest nothing."""
    assert await wrong_on_documents(rights) == []


async def test_who_reads_a_regulation_and_who_sees_the_readers(rights: Rights):
    """阅知: everybody reads for themselves; who has read it is told to the head, coordinators and the leader alone."""
    people = (rights.ids["own"], rights.ids["other"])
    await a_regulation(rights, asked=people)
    heard = rights.heard()
    for person in rights.people.values():
        await person.says("ZD-N-1 阅知")
    await rights.settle(heard := heard + len(rights.people))
    read = [entry.by for entry in rights.database.entries() if entry.kind == "RegulationRead"]
    assert {rights.ids[who] for who in WHO if who not in OUTSIDE} <= set(read) and len(read) == len(set(read))
    assert not {rights.ids[who] for who in OUTSIDE if who in rights.ids} & set(read)
    said = {who: await person.says("ZD-N-1 阅知情况") for who, person in rights.people.items()}
    await rights.settle(heard + len(said))
    answers = {who: (await rights.answers(rights.people[who])).get(message.id) for who, message in said.items()}
    told = {who for who, answer in answers.items() if answer is not None and "ZD-N-1 阅知情况" in answer.text}
    assert told == {"head", "other_head", "in_field", "gave", "out_field", "leader", "other_leader"}


async def test_who_answers_a_training_and_who_sees_who_came(rights: Rights):
    """培训: everybody answers for themselves; who came is told to the heads, coordinators and leaders alone."""
    await a_training(rights, asked=(rights.ids["own"], rights.ids["other"]))
    heard = rights.heard()
    for person in rights.people.values():
        await person.says("PX-2026-1 参加")
    await rights.settle(heard := heard + len(rights.people))
    came = [entry.by for entry in rights.database.entries() if entry.kind == "TrainingAnswered"]
    assert {rights.ids[who] for who in WHO if who not in OUTSIDE} <= set(came) and len(came) == len(set(came))
    assert not {rights.ids[who] for who in OUTSIDE if who in rights.ids} & set(came)
    said = {who: await person.says("PX-2026-1 参训情况") for who, person in rights.people.items()}
    await rights.settle(heard + len(said))
    answers = {who: (await rights.answers(rights.people[who])).get(message.id) for who, message in said.items()}
    told = {who for who, answer in answers.items() if answer is not None and "PX-2026-1 参训情况" in answer.text}
    assert told == {"head", "other_head", "in_field", "gave", "out_field", "leader", "other_leader"}


async def test_who_arranges_meetings_and_tells_of_information(rights: Rights):
    """办会、政务信息: everybody registers a meeting and submits a piece, and asks for both lists."""
    heard, said = rights.heard(), {}
    words = ("登记会议：12月9日下午3点召开第{n}次专题会议", "报送信息《做法之{n}》", "会议清单", "政务信息统计")
    for n, who in enumerate(WHO, start=1):
        said[who] = [await rights.people[who].says(one.format(n=n)) for one in words]
    await rights.settle(heard + len(words) * len(WHO))
    deciding = {"in_field", "gave", "out_field", "leader", "other_leader"}
    heads, offices = {"head", "other_head"}, {"own", "colleague", "other", "stand_in", "reviewer", "own_reviewer"}
    assert set(await rights.cards("请核对会议登记", "确认登记")) == deciding | heads
    told = [entry.by for entry in rights.database.entries() if entry.kind == "InformationSubmitted"]
    able = offices | heads | {"in_field", "gave", "out_field"}
    assert sorted(told) == sorted(rights.ids[who] for who in able)
    answers = {who: (await rights.answers(rights.people[who])).get(said[who][2].id) for who in said}
    seers = {who for who, one in answers.items() if one is not None and not one.text.startswith("您没有")}
    assert seers == deciding | heads
    chats = {who: await rights.client.messages(rights.people[who], after=said[who][3]) for who in said}
    counted = {who for who, told in chats.items() if any(one.text.startswith("政务信息｜") for one in told)}
    assert counted == able | deciding


async def test_who_records_what_became_of_information(rights: Rights):
    """采用、作废: of a piece of 综合科; staff void their own, the head the office's, coordinators all of it."""
    heard = rights.heard()
    (first, second) = [await rights.people["own"].says(f"报送信息《供热保障{n}》") for n in "一二"]
    await rights.settle(heard + 2)
    answers = await rights.answers(rights.people["own"])
    numbers = [answers[one.id].text.split()[0] for one in (first, second)]
    heard = rights.heard()
    for n, person in enumerate(rights.people.values(), start=1):
        await person.says(f"{numbers[0]} 被第{n}局采用")
    await rights.settle(heard + len(rights.people))
    adopted = [entry.by for entry in rights.database.entries() if entry.kind == "InformationAdopted"]
    assert sorted(adopted) == sorted(rights.ids[who] for who in ("in_field", "gave", "out_field"))
    able = {"own", "head", "in_field", "gave", "out_field"}
    heard, others = rights.heard(), [rights.people[who] for who in WHO if who not in able]
    for person in others:
        await person.says(f"{numbers[1]} 作废，重复")
    await rights.settle(heard := heard + len(others))
    for who, number in (("head", numbers[1]), ("in_field", numbers[1]), ("own", numbers[0])):
        await rights.people[who].says(f"{number} 作废，重复")
        await rights.settle(heard := heard + 1)  # Chats are dealt with side by side: one after the other here.
    gone = [entry.by for entry in rights.database.entries() if entry.kind == "InformationWithdrawn"]
    assert gone == [rights.ids["head"], rights.ids["own"]]
