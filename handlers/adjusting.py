"""人工赋分: points that a coordinator proposes in words, with rule and evidence, and a second person confirms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from handlers.filtering import names_in
from handlers.heard import Answer, Answers, Button, Heard
from handlers.meaning import assignee_named
from handlers.questions import NotUnderstood, WhoIsMeant
from handlers.reading.appraising import decision_in, paper_in
from handlers.reading.numbers import find_numbers
from handlers.reading.values import Intent
from handlers.recipients import unreached
from handlers.speaking import rows_of
from handlers.storing import assignee_from, assignee_json, evidence_from, evidence_json
from handlers.understanding import args_of, understood
from handlers.waiting import kept_for
from handlers.wording import adjusting as wording
from handlers.wording.scoring import NO_RULES
from handlers.wording.spoken import joined
from handlers.wording.voice import Voice
from ledger.acts import adjusting as acts
from ledger.adjustments import Adjustment, Choice, Standing, choices, cited, scored_unit
from ledger.entries import Source
from ledger.people import Assignee, Person
from ledger.permissions import check_right, scopes
from ledger.transitions import Act
from storage.books import OpenBooks


async def on_adjust(books: OpenBooks, heard: Heard) -> Answers:
    """给城管局扣0.5分，依据4.2，…; ``/adjust`` alone lists what waits for whoever asks."""
    if heard.edited:
        return ()
    if not heard.text:
        return await _waiting(books, heard.person)
    check_right(heard.person, Act.PROPOSE_SCORE)
    if not heard.place.private:
        return (Answer(text=wording.ONLY_IN_PRIVATE),)
    if not books.house.registers:
        return (Answer(text=NO_RULES),)
    said, number = _said(books, heard)
    names, points = names_in(said), Decimal(str(said.get("points") or 0))
    if not names or not points:
        raise NotUnderstood("adjust")
    if len(names) > 1:
        return (Answer(text=wording.ONE_BY_ONE),)
    whom = assignee_named(books, names[0])
    if whom is None:
        raise WhoIsMeant(names[0])
    words, cites = heard.said.strip() or heard.text, str(said.get("cites") or "")
    draft = {"whom": assignee_json(whom), "reason": words, "about": number or ""}
    draft |= {"paper": paper_in(heard.text.replace(cites, "") if cites else heard.text)}
    return await _with_rule(books, _with_files(heard, draft), heard, points=points, cites=cites)


def _said(books: OpenBooks, heard: Heard) -> tuple[Mapping[str, Any], str | None]:
    """Return what was read, also behind the command, and the number of the task that shows it."""
    if heard.args:
        return heard.args, heard.task
    reading = understood(books, heard)
    if reading.intent is not Intent.SCORE_ADJUST:
        raise NotUnderstood("adjust")
    return args_of(reading), reading.task_number


def _with_files(heard: Heard, draft: dict[str, Any]) -> dict[str, Any]:
    """Add the files that came with the words, and the message that brought them."""
    return draft | {"files": evidence_json(heard.files), "source": heard.message} if heard.files else draft


async def _with_rule(books: OpenBooks, draft: dict[str, Any], heard: Heard, *, points: Decimal, cites: str) -> Answers:
    """Go on with the one rule that was cited; else ask which of those that fit is meant."""
    whom = assignee_from(draft["whom"])
    name, able = books.roster.name_of(whom), _able(books, heard, whom)
    fitting = [one for one in able if one.times(points)]
    if not fitting:
        return (Answer(text=wording.no_rule(name, points, able)),)
    meant = cited(fitting, cites) or tuple(one for one in fitting if one.rule.name in draft["reason"])
    if len(meant) == 1:
        return await _proposed(books, heard, draft | _rule_of(meant[0], points))
    offered = meant or fitting
    if len(offered) > wording.MOST_CHOICES:
        return (Answer(text=wording.too_many(name, points, offered)),)
    buttons = (
        Button(label=wording.rule_label(n, one), act="adjust.rule", args=draft | _rule_of(one, points))
        for n, one in enumerate(offered, start=1)
    )
    return (Answer(text=wording.choose_rule(name, points, offered), buttons=rows_of(buttons, 1), lapses=True),)


def _able(books: OpenBooks, heard: Heard, whom: Assignee) -> Sequence[Choice]:
    unit = scored_unit(books.house.registers, books.roster, whom)
    day = books.house.hours.local(heard.sent_at).date()
    return () if unit is None else choices(books.house.registers, day, unit)


def _rule_of(one: Choice, points: Decimal) -> dict[str, Any]:
    return {"register": one.register.key, "rule": one.rule.key, "item": one.key, "times": one.times(points)}


async def on_rule(books: OpenBooks, heard: Heard) -> Answers:
    """Take the rule that was chosen."""
    return await _proposed(books, heard, dict(heard.args))


async def on_evidence(books: OpenBooks, heard: Heard) -> Answers:
    """Take files, a task or a document in reply to the question for evidence."""
    paper = paper_in(heard.text)
    found = find_numbers(heard.text.replace(paper, "") if paper else heard.text, books.house.year(heard.sent_at))
    draft = {**heard.args, "about": found[0].number if found else "", "paper": paper}
    return await _proposed(books, heard, _with_files(heard, draft))


async def _proposed(books: OpenBooks, heard: Heard, draft: dict[str, Any]) -> Answers:
    """Record the proposal and lay it before those who may confirm it; without evidence that is asked for."""
    if not (draft.get("files") or draft["about"] or draft["paper"]):
        token = await kept_for(books, heard.person, "adjust.evidence", draft)
        return (Answer(text=wording.EVIDENCE, purpose=f"more:{token}", prompt=True),)
    request = acts.ProposeAdjustment(
        person=heard.person.id,
        sent_at=heard.sent_at,
        whom=assignee_from(draft["whom"]),
        register=draft["register"],
        rule=draft["rule"],
        item=draft["item"],
        times=int(draft["times"]),
        reason=draft["reason"],
        files=evidence_from(draft.get("files", ())),
        about=draft["about"],
        paper=draft["paper"],
    )
    one = await acts.propose(books, request)
    able = acts.second_people(books, one)
    source = Source(chat=heard.place.chat, message=draft["source"]) if one.files else None
    return await _told_proposer(books, heard, one, able), *await _laid_before(books, one, able, source)


async def _told_proposer(books: OpenBooks, heard: Heard, one: Adjustment, able: Sequence[Person]) -> Answer:
    waits = wording.proposed([person.name for person in able], await unreached(books, able))
    text = joined(_text(books, one), waits if able else wording.NOBODY_CONFIRMS)
    return Answer(text=text, buttons=_buttons(books, one, heard.person))


async def _laid_before(books: OpenBooks, one: Adjustment, able: Sequence[Person], source: Source | None) -> Answers:
    """Return the card for each of them, and the message that brought the evidence."""
    cards: list[Answer] = []
    for person in able:
        cards += [Answer(text="", copies=source, to=person.id)] if source is not None else []
        cards.append(await _card(books, one, person))
    return tuple(cards)


async def _card(books: OpenBooks, one: Adjustment, reader: Person) -> Answer:
    """Return it with what the reader may do; a reply in words does as well as a button."""
    purpose = f"card:{await kept_for(books, reader, 'adjust.reply', {'adjustment': one.id})}"
    return Answer(text=_text(books, one), buttons=_buttons(books, one, reader), to=reader.id, purpose=purpose)


def _text(books: OpenBooks, one: Adjustment) -> str:
    return wording.proposal(Voice.of(books), one, _choice(books, one))


def _choice(books: OpenBooks, one: Adjustment) -> Choice | None:
    """Return the rule behind it, of the version that was cited; ``None`` where that file is there no more."""
    for register in books.house.registers:
        if (register.key, register.version) == (one.register, one.version):
            item = next((item for item in register.item if item.key == one.item), None)
            return next((Choice(register, rule, item) for rule in register.rule if rule.key == one.rule), None)
    return None


def _buttons(books: OpenBooks, one: Adjustment, reader: Person) -> tuple[tuple[Button, ...], ...]:
    args, found = {"adjustment": one.id}, []
    if reader.id == one.proposed_by:
        found.append(Button(label=wording.WITHDRAW, act="adjust.withdraw", args=args))
    elif reader in acts.second_people(books, one):
        found.append(Button(label=wording.AGREE, act="adjust.agree", args=args))
        found.append(Button(label=wording.REFUSE, act="adjust.refuse", args=args, item="refuse"))
    if one.about:
        found.append(Button(label=one.about, act="task", task=one.about, item="task"))
    return rows_of(found)


async def _waiting(books: OpenBooks, reader: Person) -> Answers:
    """Return a card for each proposal that waits for the reader's word, or that is the reader's own."""
    if not scopes(reader, Act.CONFIRM_SCORE):
        check_right(reader, Act.PROPOSE_SCORE)
    known = [one for one in (await acts.all_adjustments(books)).values() if one.standing is Standing.WAITING]
    mine = [one for one in known if one.proposed_by == reader.id or reader in acts.second_people(books, one)]
    cards = tuple([await _card(books, one, reader) for one in mine])
    return cards or (Answer(text=wording.NONE_WAITS, to=reader.id),)


async def on_reply(books: OpenBooks, heard: Heard) -> Answers:
    """Take 同意, 不同意 with the reason, or 撤回 in reply to the card."""
    if heard.edited:
        return ()
    match decision_in(heard.text):
        case (True, _):
            return await on_agree(books, heard)
        case (False, ""):
            return await on_refuse(books, heard)
        case (False, reason):
            return await on_refuse_why(books, replace(heard, text=reason, said=reason))
    if heard.text.startswith(wording.WITHDRAW):
        return await on_withdraw(books, heard)
    raise NotUnderstood("adjust.reply")


async def on_agree(books: OpenBooks, heard: Heard) -> Answers:
    """同意: the points count; the proposer and those whose score it is are told."""
    one = await acts.decide(books, _decision(heard, granted=True))
    voice = Voice.of(books)
    told = [Answer(text=wording.granted_by(heard.person.name, voice, one), to=one.proposed_by)]
    counted = wording.counted(voice, one, _choice(books, one))
    told += [Answer(text=counted, to=person.id) for person in books.roster.behind(one.whom)]
    return Answer(text=wording.granted(voice, one), edit=True), *told


async def on_refuse(books: OpenBooks, heard: Heard) -> Answers:
    """不同意, by tap: the reason is asked for."""
    await acts.check_decision(books, _decision(heard, granted=False))
    token = await kept_for(books, heard.person, "adjust.refuse.why", heard.args)
    return (Answer(text=wording.WHY_NOT, purpose=f"more:{token}", prompt=True),)


async def on_refuse_why(books: OpenBooks, heard: Heard) -> Answers:
    """Take the reason in reply; nothing counts."""
    if heard.edited:
        return ()
    reason = heard.said.strip() or heard.text
    one = await acts.decide(books, _decision(heard, granted=False, reason=reason))
    voice = Voice.of(books)
    told = Answer(text=wording.refused_by(heard.person.name, reason, voice, one), to=one.proposed_by)
    return Answer(text=wording.refused(voice, one)), told


def _decision(heard: Heard, *, granted: bool, reason: str = "") -> acts.DecideAdjustment:
    adjustment = int(heard.args["adjustment"])
    return acts.DecideAdjustment(
        person=heard.person.id, sent_at=heard.sent_at, adjustment=adjustment, granted=granted, reason=reason
    )


async def on_withdraw(books: OpenBooks, heard: Heard) -> Answers:
    """撤回: whoever proposed it gives it up; those who were asked hear that nothing waits any more."""
    request = acts.AboutAdjustment(
        person=heard.person.id, sent_at=heard.sent_at, adjustment=int(heard.args["adjustment"])
    )
    one = await acts.withdraw_adjustment(books, request)
    text = wording.withdrawn(Voice.of(books), one)
    asked = acts.second_people(books, one)
    return Answer(text=text, edit=True), *(Answer(text=text, to=person.id) for person in asked)
