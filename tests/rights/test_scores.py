"""Rights over scores: who proposes points and confirms them, who disputes a line and answers."""

from __future__ import annotations

import pytest

from tests.rights.office import WHO, Rights

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_who_proposes_points_and_who_confirms_them(rights: Rights):
    """人工赋分: everybody proposes, coordinators' count; the cards come to reviewers and the leader of the field."""
    heard, before = rights.heard(), len(rights.database.entries())
    for person in rights.people.values():
        await person.says("/adjust 综合科无故缺席（每次），扣0.5分，见云政办发〔2026〕18号")
    await rights.settle(heard := heard + len(rights.people))
    for who in ("in_field", "gave", "out_field"):
        card = (await rights.client.messages(rights.people[who]))[-1]
        await rights.people[who].presses("2. 无故缺席（每次）·all", card)
    await rights.settle(heard := heard + 3)
    proposed = [one.by for one in rights.database.entries()[before:] if one.kind == "AdjustmentProposed"]
    assert sorted(proposed) == sorted(rights.ids[who] for who in ("in_field", "gave", "out_field"))
    cards = await rights.cards("赋分建议", "同意")
    assert set(cards) == {"reviewer", "own_reviewer", "leader"}
    data = cards["leader"].raw["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    others = [person for who, person in rights.people.items() if who in WHO and who != "leader"]
    for person in others:
        await person.forges(data, next(one for one in await rights.client.messages(person) if one.by_bot))
    await rights.settle(heard := heard + len(others))
    assert "AdjustmentDecided" not in {kind for kind, *_ in rights.entries()}
    for who in ("leader", "reviewer"):
        await rights.people[who].presses("同意", cards[who])
    await rights.settle(heard + 2)
    decided = [one.by for one in rights.database.entries() if one.kind == "AdjustmentDecided"]
    assert decided == [rights.ids["leader"]]


async def test_who_disputes_points_and_who_answers(rights: Rights):
    """申诉: whose line it is and the office's head dispute it; the card comes to the leader of the field alone."""
    own, others = await rights.tasks([("own", "returned"), ("own", "returned")])
    heard, before = rights.heard(), len(rights.database.entries())
    for who, person in rights.people.items():
        await person.says(f"/appeal {own if who == 'own' else others} 材料当天已补")
    await rights.settle(heard := heard + len(rights.people))
    disputed = [one.by for one in rights.database.entries()[before:] if one.kind == "ScoreAppealed"]
    assert sorted(disputed) == sorted(rights.ids[who] for who in ("own", "head"))
    cards = await rights.cards("考评申诉", "申诉成立")
    assert set(cards) == {"leader"}
    data = cards["leader"].raw["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    forgers = [person for who, person in rights.people.items() if who in WHO and who != "leader"]
    for person in forgers:
        await person.forges(data, next(one for one in await rights.client.messages(person) if one.by_bot))
    await rights.settle(heard := heard + len(forgers))
    await rights.people["leader"].says("成立，材料确已补齐", reply_to=cards["leader"])
    await rights.settle(heard + 1)
    answered = [one.by for one in rights.database.entries() if one.kind == "AppealDecided"]
    assert answered == [rights.ids["leader"]]
