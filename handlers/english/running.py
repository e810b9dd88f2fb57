"""What the running bot says of itself: apologies, advice, and word to those who look after it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from handlers.english.terms import REPORT
from handlers.english.voice import called, listed, many
from handlers.wording.voice import Voice
from ledger.people import PersonId
from ledger.watching import Missing, Unseen

ARRIVED = "It arrived"
SEND_AGAIN = "Send again"
SEND_HELD = "Send all"
DROP_HELD = "Send none"

_KINDS = {**REPORT, "todo": "To-do list", "prompt": "Prompt for the daily return", "preview": "Preview"}
_LINES = 12
_NAMED = 40
_GISTS = {
    "overdue": "overdue",
    "due_today": "due today",
    "mend": "to put right",
    "notices": "notices to answer",
    "unacknowledged": "to acknowledge",
}
_MISSING = {
    Missing.REMOVED: "the bot is no longer in the group. Please add it again and send /bind there, or stop its reports",
    Missing.NOT_MADE: "the report could not be made. Please look at the log and tell the maintainers",
    Missing.WAITING: "no network or platform; it is sent later. Please check the server's network",
    Missing.UNKNOWN: "unknown whether it arrived. Please look in the group, then press “It arrived” or “Send again”",
    Missing.REFUSED: "refused by the platform. Please check the bot's rights in the group",
    Missing.EXPIRED: "not sent for too long, and given up. Please check the network and tell the group the report",
}


def apology() -> str:
    """Tell somebody whose message could not be dealt with that it is known."""
    return (
        "Sorry, your message could not be dealt with; the administrators know. Please put it another way; "
        "if it is urgent, please get in touch with the supervision office."
    )


def set_aside(update: int, reason: str) -> str:
    """Tell an administrator that an update was given up; the reason is a place in the program, not people's words."""
    return (
        f"Message {update} failed three times and was set aside; its sender was told ({called(reason)}). "
        "Please pass this on to the maintainers."
    )


def deadly(update: int) -> str:
    """Tell an administrator that an update was given up because the program ended under it again and again."""
    return (
        f"The program ended again and again under message {update}; it was set aside and its sender told. "
        "Please pass this on to the maintainers."
    )


def marked(word: str) -> str:
    """Advise somebody who sent marked text; the word is named without any form that is itself a marking."""
    return (
        f"What you sent is marked “{called(word)}”; neither text nor files were kept, and nothing was registered. "
        "Please send such contents through the confidential channel, and delete the message soon."
    )


def card_lapsed() -> str:
    """Stand in the place of a card that nobody confirmed in time."""
    return "This card has lapsed and nothing was registered. If it is still needed, please send it again."


def unreachable(name: str) -> str:
    """Tell an administrator that a person cannot be reached any more."""
    return f"{called(name)} cannot be reached in private (stopped or blocked the bot). Please have them press “Start”."


def chat_lost(title: str) -> str:
    """Tell an administrator that a group has put the bot out."""
    return f"Group “{called(title)}”: the bot was removed, its reports stop. Once added again, please send /bind there."


def refused(title: str, reason: str) -> str:
    """Tell an administrator that the platform refuses messages to a chat."""
    return f"The platform refuses messages to “{called(title)}” ({called(reason)}). Please check the bot's rights."


def unknown_sending(title: str, purpose: str, at: datetime) -> str:
    """Ask whether a message arrived whose fate could not be found out."""
    what = _KINDS.get(purpose, "message")
    return (
        f"{at:%m-%d %H:%M} to “{called(title)}”: unknown whether the {what} arrived. Please look, then press a button."
    )


def unseen_report(one: Unseen, title: str, due: datetime) -> str:
    """Return one line of the alarm: which report, where, why, and what to do."""
    said = f" ({called(one.said)})" if one.why is Missing.REFUSED and one.said else ""
    return f"{due:%m-%d %H:%M} {_KINDS[one.slot.report]} | {called(title)}: {_MISSING[one.why]}{said}."


def not_seen(lines: Sequence[str]) -> str:
    """Tell administrators which reports have not arrived."""
    more = f"\n… {len(lines) - _LINES} more." if len(lines) > _LINES else ""
    shown = "\n".join(lines[:_LINES])
    return f"<b>Reports not delivered in time: {len(lines)}</b>\n{shown}{more}\nThe group's next report will say so."


def cannot_pin(title: str) -> str:
    """Tell an administrator that the group's board cannot be pinned."""
    return (
        f"Group “{called(title)}”: the board is there, but the bot may not pin it. Make the bot an administrator "
        "who may pin, then it is pinned the next day; or pin the message by hand."
    )


def part_gone(heading: str) -> str:
    """Stand in the place of a part that the updated report needs no more."""
    return f"{heading}\nThe updated report is shorter: this part is in the ones before."


def picture_of_version(opening: str, number: int) -> str:
    """Say under a picture that the text has gone on."""
    return f"{opening}\nThe picture is older; the figures of the text, version {number}, hold."


def report_lost(report: str, period: str) -> str:
    """Tell a group that a report was updated whose message is gone or too old."""
    return (
        f"{period} {_KINDS[report]}: updated by late returns or corrections, but its message is gone or too old. "
        "For the latest version, please ask the coordinator."
    )


def unknown_settled(*, arrived: bool, first: bool) -> str:
    """Confirm what somebody found out about a message of unknown fate."""
    if not first:
        return "Somebody else has settled this message already."
    return "Noted as arrived; it is not sent again." if arrived else "It is sent once more."


def restored(made: datetime, at: datetime, *, held: int) -> str:
    """Say what a restored backup leaves unknown, and ask what becomes of the messages that it held unsent."""
    gap = (
        f"The ledger was restored {at:%m-%d %H:%M} from the backup of {made:%m-%d %H:%M}.\n"
        "Messages in between are not registered: please have people send them again. Numbers of that time may be used "
        "anew; what the ledger says now holds."
    )
    if not held:
        return gap
    return (
        f"{gap}\nThe backup held {many(held, 'unsent message')}, which may have arrived. Please choose: all, or none."
    )


def held_settled(count: int, *, send: bool) -> str:
    """Confirm what becomes of the messages that a restored backup held unsent."""
    if not count:
        return "Somebody else has settled these messages already."
    return f"{many(count, 'message')} will be sent." if send else f"{many(count, 'message')} will not be sent."


def gap(begin: datetime, end: datetime) -> str:
    """Tell coordinators for how long nothing was heard; the platform keeps messages for 24 hours only."""
    return (
        f"The bot was down from {begin:%m-%d %H:%M} to {end:%m-%d %H:%M}, more than 24 hours. Earlier messages of that "
        "time are lost on the platform; please have people report late."
    )


def morning_gist(counts: Iterable[tuple[str, int]]) -> str:
    """Return what waits for somebody in figures, for a group in which others tell it."""
    return listed(f"{_GISTS[key]} {count}" for key, count in counts)


def not_started(voice: Voice, people: Sequence[PersonId]) -> str:
    """Name to administrators those who owe something and whom no private message reaches; no word of their tasks."""
    found = [voice.roster.person(one) for one in people[:_NAMED]]
    names = [f"{voice.person(one.id)} ({voice.roster.unit(one.unit).name if one.unit else 'no unit'})" for one in found]
    more = f", {len(people)} in all" if len(people) > _NAMED else ""
    heading = f"<b>With tasks, but not using the bot: {len(people)}</b>"
    return f"{heading}\n{listed(names)}{more}\nPlease hand out links, or have them start it again."


def slowed(per_minute: int) -> str:
    """Tell somebody who writes faster than anybody reads that all of it is dealt with, at a pace."""
    return (
        f"Your many messages have all arrived and are dealt with in turn, {per_minute} a minute. Please do not send "
        "them again; if it is urgent, please get in touch with the supervision office."
    )


def dropped(most: int) -> str:
    """Tell somebody that what comes now is not dealt with, and when to go on."""
    return (
        f"More than {most} of your messages wait, and further ones are not registered. Once those are dealt with, "
        "please send again what was not registered."
    )
