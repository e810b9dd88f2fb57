"""Polls and quizzes: made, voted in, closed; the bot that sent one is told of every vote."""

from __future__ import annotations

from bot.sandbox import entities
from bot.sandbox.errors import Json, WrongUse, bad_request
from bot.sandbox.html import FindUser
from bot.sandbox.posting import replace_quietly
from bot.sandbox.privacy import sees
from bot.sandbox.senders import CHANNEL
from bot.sandbox.values import Member, Poll, Room
from bot.sandbox.world import World

QUESTION_LIMIT = 300
OPTION_LIMIT = 100
MOST_OPTIONS = 12


def make(world: World, owner: int, given: Json, find_user: FindUser) -> Poll:
    """Make a poll from the parameters of sendPoll, or refuse."""
    question = _words(given, "question", QUESTION_LIMIT, "poll question", find_user)
    options = [_option(world, option, find_user) for option in given.get("options") or []]
    if not options:
        raise bad_request("poll must have at least one answer option")
    if len(options) > MOST_OPTIONS:
        raise bad_request(f"poll can't have more than {MOST_OPTIONS} options")
    quiz = (given.get("type") or "regular") == "quiz"
    if not quiz and (given.get("type") or "regular") != "regular":
        raise bad_request("unsupported poll type specified")
    facts = {
        **question,
        "options": options,
        "is_closed": bool(given.get("is_closed")),
        "is_anonymous": given.get("is_anonymous") is not False,
        "type": "quiz" if quiz else "regular",
        "allows_multiple_answers": bool(given.get("allows_multiple_answers")),
        "allows_revoting": given.get("allows_revoting", not quiz) is not False and not quiz,
        "members_only": bool(given.get("members_only")),
        **_closing(world, given),
    }
    poll = Poll(str(world.number("poll", 5_100_000_000_000_000_001)), owner, facts)
    if quiz:
        poll.answers, poll.explanation = _right(given, len(options)), _explanation(given, find_user)
    world.polls[poll.id] = poll
    return poll


def _words(given: Json, name: str, limit: int, called: str, find_user: FindUser) -> Json:
    mode, marks = given.get(f"{name}_parse_mode"), given.get(f"{name}_entities")
    text, found = entities.formatted(str(given.get(name) or ""), mode, marks, find_user)
    if name != "explanation":  # Question and options are plain but for emoji.
        found = [mark for mark in found if mark["type"] == "custom_emoji"]
    if not text:
        raise bad_request("text must be non-empty")
    if len(text) > limit:
        raise bad_request(f"{called} length must not exceed {limit}")
    return {name: text, **({f"{name}_entities": found} if found else {})}


def _option(world: World, option: Json | str, find_user: FindUser) -> Json:
    given = {"text": option} if isinstance(option, str) else option
    words = _words(given, "text", OPTION_LIMIT, "poll options", find_user)
    return {"persistent_id": str(world.number("option", 1)), **words, "voter_count": 0}


def _right(given: Json, options: int) -> list[int]:
    single = given.get("correct_option_id")
    right = given.get("correct_option_ids") or ([] if single is None else [single])
    if not right:
        raise bad_request("correct quiz option list must be non-empty")
    if sorted(set(right)) != right:
        raise bad_request("correct quiz option list must be increasing")
    if not 0 <= right[0] <= right[-1] < options:
        raise bad_request("wrong quiz correct_option_id")
    return list(right)


def _explanation(given: Json, find_user: FindUser) -> Json:
    if not given.get("explanation"):
        return {}
    return {"explanation_entities": [], **_words(given, "explanation", 200, "quiz explanation", find_user)}


def _closing(world: World, given: Json) -> Json:
    period = given.get("open_period") or max((given.get("close_date") or 0) - world.moment(), 0)
    return {"open_period": period, "close_date": world.moment() + period} if period else {}


def public(poll: Poll, *, open_book: bool = False) -> Json:
    """Return the Bot API's Poll; what is right in a quiz is known to its sender, and when it is over."""
    chosen = [option for options in poll.votes.values() for option in options]
    options = [{**one, "voter_count": chosen.count(number)} for number, one in enumerate(poll.facts["options"])]
    shown = {"id": poll.id, **poll.facts, "options": options, "total_voter_count": len(poll.votes)}
    if not poll.answers or not (open_book or poll.facts["is_closed"]):
        return shown
    single = {"correct_option_id": poll.answers[0]} if len(poll.answers) == 1 else {}
    return {**shown, "correct_option_ids": poll.answers, **single, **poll.explanation}


def vote(world: World, room: Room, member: Member, number: int, options: list[int]) -> None:
    """Vote, or take the vote back with no options; the bot that sent the poll is told."""
    poll = poll_in(world, room, number)
    _refuse_vote(poll, member.user.id, options)
    poll.votes.pop(member.user.id, None)
    if options:
        poll.votes[member.user.id] = sorted(options)
    show(world, poll)
    if poll.owner in world.bots and not poll.facts["is_anonymous"]:
        world.bots[poll.owner].queue.add("poll_answer", _answer(room, member, poll, sorted(options)))


def poll_in(world: World, room: Room, number: int) -> Poll:
    """Return the poll in a message."""
    message = room.messages.get(number)
    if message is None or "poll" not in message:
        raise WrongUse(f"message {number} is not a poll")
    return world.polls[message["poll"]["id"]]


def close_due(world: World) -> None:
    """Close the polls whose time is over; every call of bots and people looks at that first."""
    moment = world.moment()
    for poll in world.polls.values():
        if not poll.facts["is_closed"] and 0 < poll.facts.get("close_date", 0) <= moment:
            close(world, poll)


def _refuse_vote(poll: Poll, voter: int, options: list[int]) -> None:
    if poll.facts["is_closed"]:
        raise bad_request("MESSAGE_POLL_CLOSED")
    if voter in poll.votes and not poll.facts["allows_revoting"]:
        raise bad_request("REVOTE_NOT_ALLOWED")
    many = len(set(options)) > 1 and not poll.facts["allows_multiple_answers"]
    if many or not all(0 <= option < len(poll.facts["options"]) for option in options):
        raise bad_request("OPTIONS_INVALID")


def _answer(room: Room, member: Member, poll: Poll, options: list[int]) -> Json:
    hidden = member.anonymous and member.leads
    voter = {"user": dict(CHANNEL), "voter_chat": room.chat} if hidden else {"user": member.user.public()}
    names = [poll.facts["options"][option]["persistent_id"] for option in options]
    return {"poll_id": poll.id, **voter, "option_ids": options, "option_persistent_ids": names}


def close(world: World, poll: Poll) -> None:
    """Close a poll for good; bots that see one of its messages are told."""
    poll.facts["is_closed"] = True
    show(world, poll)


def show(world: World, poll: Poll) -> None:
    """Bring every message of a poll up to date and tell its bot; of the end all that see it are told."""
    told = {poll.owner} & set(world.bots)
    for key, number in poll.places:
        room = world.rooms[key]
        if number not in room.messages:
            continue
        shown = public(poll, open_book=poll.owner in world.bots)
        replace_quietly(world, room, {**room.messages[number], "poll": shown})
        if poll.facts["is_closed"]:
            told |= {bot.id for bot in world.bots.values() if sees(bot, room, room.messages[number], 0)}
    for bot_id in told:
        world.bots[bot_id].queue.add("poll", public(poll, open_book=bot_id == poll.owner))
