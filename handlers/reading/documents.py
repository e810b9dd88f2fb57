"""Documents (办文): incoming, for signature and minutes, each with its first handler and its clock (收文、签发件、纪要)."""  # noqa: E501

from __future__ import annotations

from dataclasses import replace

from handlers.reading.assigning import one_task
from handlers.reading.duties import Duty
from handlers.reading.hearsay import is_told
from handlers.reading.key import Key, needs
from handlers.reading.late import Late
from handlers.reading.masks import CONTENT
from handlers.reading.replies import BUT_STAFF
from handlers.reading.said import Said, blank
from handlers.reading.targets import find_targets
from handlers.reading.values import Intent, Reading, TaskReading

_KINDS = (
    (
        "minutes",
        Late(
            r"纪要[^。\n]{0,20}?(?:走签发|(?:今[天日]|当[天日])[^。\n]{0,4}签发)|^(?![^。\n]{0,24}[把将])[^。\n]{0,20}纪要[^。\n]{0,20}?(?:[今当明][天日]|[上下]午)[^。\n]{0,4}(?:送签|呈签|报签|签批)(?![了过完好])"
        ),
    ),
    ("for_signature", Late(r"签发件|送签件|代拟稿|待签发|核稿")),
    (
        "incoming",
        Late(
            r"^[\s\[]*(?:收文(?![那室员])|来文|收到来文|新收文|办文|登记收文|文件登记|(?:登记|收到?|新收)(?:一下)?(?:一?[份件个篇]|新)?(?:来文|公文|来函)(?!的))|首办"
        ),
    ),
)
_DOCUMENTS = Key("函文稿签首", *(pattern for _, pattern in _KINDS))
_NUMBER = Late(r"(?<=文号)[::]?\s?[^\s,。;]{3,24}|[\u4e00-\u9fff]{0,8}[〔\[(](?:19|20)\d\d[〕\])]\s?第?\d{1,5}号")
_BARE = Late(
    r"[\s\[]*(?:(?:登记)?(?:收文|来文)|(?:登记)?新收文|收到来文|办文|文件登记)\]?(?:登记)?[:,\s]*(?:文号[::]?\s?)?"
    r"(?P<number>[\u4e00-\u9fff]{1,8}[〔\[(](?:19|20)\d\d[〕\])]\s?第?\d{1,5}号)[,:\s]*(?P<title>《[^》\n]{2,80}》)?[。!\s]*"
)
"""收文内政办发〔2026〕35号: nothing but the number, and perhaps the title."""
_NAMED = Late(
    r"关于[^,。;\n]{2,80}?的(?:通知|通报|通告|公告|意见|函|复函|方案|报告|请示|批复|决定|决议|办法|规定|规划|计划|命令|议案|纪要)"
)
"""What a paper is called where no 《》 stands around it."""
_QUESTION = Late(r"[?]|吗|怎么|哪些|多少")


@needs(_DOCUMENTS, of=BUT_STAFF)
def register_doc(said: Said) -> Reading | None:
    """收文内政办发〔2026〕35号,秘书二科首办,2个工作日内办理完毕."""
    kind = next((name for name, pattern in _KINDS if pattern.search(said.plain)), None)
    if kind is None or _QUESTION.search(said.bones) or is_told(said):
        return None
    said = _without_times_in_its_name(said)
    targets = tuple(target for target in find_targets(said) if target.duty is not Duty.EXCEPT)
    if not targets and not any(one.value or one.delta for one in said.resolved):
        return _bare(said)
    named = tuple(replace(target, duty=Duty.ASSIGNEE) if target.duty is Duty.LEAD else target for target in targets)
    task, asks = one_task(said, (0, len(said.text), named))
    number = _NUMBER.search(said.plain)
    args = {"document": number.group().removeprefix("收文").removeprefix("来文") if number else None, "kind": kind}
    return Reading(
        text=said.text,
        intent=Intent.REGISTER_DOC,
        tasks=(task,),
        task_number=said.number,
        args={name: value for name, value in args.items() if value},
        asks=asks,
    )


def _without_times_in_its_name(said: Said) -> Said:
    """Return the message in which the paper's name holds no time: 岁末年初 in it limits nobody's work."""
    name = _NAMED.search(said.masked)
    inside = [(one.start, one.end) for one in said.times if name and name.start() < one.start and one.end < name.end()]
    return said.but(masked=blank(said.masked, inside, CONTENT)) if inside else said


def _bare(said: Said) -> Reading | None:
    """Ask who handles a document of which only the number is said; its limit is that of its stage."""
    found = _BARE.fullmatch(said.plain)
    if found is None:
        return None
    title = said.text[slice(*found.span("title"))] if found["title"] else ""
    args = {"document": found["number"], "kind": "incoming"}
    tasks = (TaskReading(title=title),)
    return Reading(text=said.text, intent=Intent.REGISTER_DOC, tasks=tasks, args=args, asks=("assignee",))
