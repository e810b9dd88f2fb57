"""The title of a task: what is left of the sentence when names, limits and words of command are taken out."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.reading.calls import CALL, WORK_GIVEN
from handlers.reading.duties import Duty
from handlers.reading.late import Late
from handlers.reading.lists import after_mark
from handlers.reading.said import Said, blank
from handlers.reading.targets import Target

_GAP = "\ue003"
_CALLS = CALL.replace("通知|", "(?<!的)通知|")
_CUE = (  # The first characters first: most places in a text begin no cue.
    rf"(?:(?=[争尽给赶烦恳敬务还请麻劳有辛拜由限让叫安责要通敦督指委交派转@除会联于在应须拟最至不别赶抢持以到截时牵主配协承首完期:：])"
    rf"(?:{_CALLS}|争取在?|尽量在?|除了?|会同|联合|会商|交给?|(?<![鉴关由对基至])于|在|(?<![发报交送转派分传寄递拿献])给(?:你们?)?|赶(?:到|着)?|应于|须于|务于|拟于|最[迟晚](?:不(?:能|得)?(?:超过|晚于|迟于))?|至迟|不[晚迟]于|(?:不能|不得|别|不要)?(?:超过|晚于|迟于)|赶在|抢在|持续到|以|到|"
    r"截止时间|截至|截止|时限|"
    r"(?:牵头|主办|配合|协办|责任|承办|首办)(?:单位|部门|人)?[:：]?|完成时限|期限|[:：]))"
)
_BRACKETED = r"[(（]\s?(?:同志)?(?:牵头|主办|首办|主责|配合|协助|协办|会办|负责|责任)(?:单位|部门|人)?\s?[)）]"
_ROLE = rf"{_BRACKETED}|(?:同志|来)?(?:具体)?(?:牵头负责|协同配合|牵头|主办|首办|配合|协助|协办|会办|负责|为主|盯紧|盯着|盯|落实一下|抓紧落实)(?=[\s,。;!，；！：、]|$|\ue003)|(?:以外|之外|外)(?=[,，)）\ue003])|各(?=报)|分别|前|内|为限|为止|(?:等)?(?:这|上述)?[一二两三四五六七八九十\d]{{1,2}}(?:个|家)(?:单位|部门|区|家|人)?(?=[\s,。;、:分各都均\ue003]|$)|(?:的?(?:同志|各位)们?|那边|这边|方面|你俩|你们两?|您)(?!的)"  # noqa: E501
_DUTY = (
    r"(?:由|请)?(?:[\s、]|总|主要|具体|予以|要|做好|积极|密切|共同|全力|抓好|分别)*(?:牵头|主办|首办|配合|协助|协办|会办|协同|负总责|总负责|负责|主责|责任|承办)+"
    r"(?:单位|部门|人|落实|办理)?(?:[、和与及](?:牵头|配合|负责))?"
)
_DUTY_LETTERS = "牵主首办配助同责"
_COURTESY = (
    "谢谢(?:啦|了|大家|配合|支持)?|多谢|感谢(?:支持|配合)?|万分感谢|辛苦(?:了|啦|各位|大家)?|拜托(?:了|啦)?|收到请?(?:回复|回个话)?|请(?:收到)?回复|"
    "听见没(?:有)?|听到没(?:有)?|知道(?:了)?(?:没|吧)|别(?:忘了|忘|再?拖(?:了)?|等我催|让我催)|不要(?:忘了|拖)|切记|抓紧(?:点)?|快点|(?<=[,，。;；！!])(?:特急|加急|急)|越快越好|哈|啊|呀|吧|哦|噢|呢|嘛|啦|了哈|[\U0001f300-\U0001faff❤\ufe0f\u2600-\u27bf]"
)
_TIDY_AWAY = (
    (_GAP, Late(rf"{_CUE}?[{_GAP}\s]*{_GAP}(?:{_ROLE})?"), _GAP),
    ("@.、", Late(r"@(?=\ue003)|\ue003@|\s\d{1,2}[.、](?=\ue003)"), _GAP),
    (_GAP, Late(rf"[\s,、。;!:，；！：{_GAP}]*{_GAP}[\s,、。;!:，；！：{_GAP}]*"), ","),
    (
        "",
        Late(
            r"^(?:[\s,。;:!、@，；：！]|请(?!示|假|款)|烦请|麻烦|务必|必须|一定要|抓紧(?:地|点)?|尽快|尽早|立即|马上|赶紧|速速|通知(?=[,，:：])|注意(?:啦|了|一下)?(?=[,，])|记得|各位|大家|辛苦(?:一下)?|麻烦|劳驾|就(?=[,，])|都(?=[,，])|(?:从|自)(?=[,，])|嗯+|你?跟(?=[,，])|说一?声让?(?:他们?|她)?(?=[,，])|您?好(?=[,，])|您|能不能|可不可以|可否|帮忙|帮我|~|～|(?:还有|然后|另外)?就是|这个(?=[,，])|[啥喂哎诶欸哟](?=[,，])|听我说|你?俩|两家|同时(?=[,，])|必须|[\[【(（](?:特急|特提|加急|急件|紧急|平急)[\]】)）]|把(?!关)|将(?!来)|再(?!次|生|就)|于|前(?![三两几期一十往台后\d])|你们?|啊|那个|特急|加急|平急|紧急|事项[::]|(?:\(?\d{1,2}|[一二三四五六七八九十]{1,2})[.、)]|[①-⑩])+"
        ),
        "",
    ),
    ("(（", Late(r"[(（]\s?(?:联系人|联系电话|联系方式|电话|邮箱)[^()（）\n]*[)）]"), ""),
    (
        "联电邮",
        Late(r"[,，;；。]\s?(?:联系人|联系电话|联系方式|联络员|电话|邮箱)[:：]?[^,，;；。\n]{0,40}(?=$|[,，;；。])"),
        "",
    ),
    ("", Late(rf"^(?:{WORK_GIVEN})[\s,:：，]*|^(?:我看[,，]+)?要?(?=[把将])|^我看[,，]+"), ""),
    ("结汇", Late(r"[,，](?:我?要?[见看要](?:到)?结果|我?(?:要|来)?听(?:取)?(?:你们?)?的?(?:汇报|结果))$"), ""),
    ("", Late(r"[\s,;:、。@，；：！!]+$"), ""),
    (",，", Late(r"[,，]{2,}"), ","),
    ("(（", Late(rf"[(（][\s,，、;；]*(?:{_DUTY})?[\s,，、;；]*[)）]"), ""),
    (_DUTY_LETTERS, Late(rf"(?:^|(?<=[,，;；]))(?:{_DUTY})[\s,，;；]+"), ""),
    (_DUTY_LETTERS, Late(rf"[\s,，;；](?:{_DUTY})$"), ""),
    ("请由", Late(r"(?<=[,，;；])(?:烦请|恳请|请|由)[,，;；]"), ""),
    (
        "请由时另再跟盯现报交迟晚",
        Late(r"[\s,，;；](?:并)?(?:烦请|恳请|请|由|同时|另外?|再|跟|盯|现|不用报|不用交|最迟|最晚)+$"),
        "",
    ),
    ("并且", Late(r"(?<=[,，])([并且])[,，]"), r"\1"),
    ("(（", Late(r"[(（][,，]?(?:除外|不含|不用报)[)）]"), ""),
)
"""What is taken away, in this order, with letters of which one must stand in the text (none: whatever stands there)."""
_TIDY = tuple((frozenset(letters), pattern, instead) for letters, pattern, instead in _TIDY_AWAY)
_FIELD = Late(
    r"(?:事项|任务|内容|事由)(?:名称|内容)?[::]\s?(?P<title>[^\n;。]+?)(?=\s?(?:牵头|配合|时限|责任|完成|要求)(?:单位|部门|人|时限)?[::]|[\n;。]|$)"
)


def title_of(said: Said, start: int, end: int, targets: Iterable[Target], limits: Iterable[tuple[int, int]]) -> str:
    """Return the title within the span, in the writer's own characters."""
    start = after_mark(said, start)
    field = _FIELD.search(said.plain, start, end)
    if field:
        return said.text[field.start("title") : field.end("title")].strip()
    spans = sorted([*((one.start, _duty_end(said, one)) for one in targets), *limits])
    inside = [(max(first, start), min(last, end)) for first, last in spans if first < end and last > start]
    left = _without_courtesy(_simple_cues(blank(said.text, inside, _GAP)[start:end]))
    for letters, pattern, instead in _TIDY:
        if not letters or not letters.isdisjoint(left):
            left = pattern.sub(instead, left)
    return left.replace(",", "，").strip("，。；;,： ")


def _without_courtesy(text: str) -> str:
    """Return the text without 谢谢, 别忘了 and the like at its end; a limit or a name behind them stays."""
    while found := _COURTEOUS.search(text, max(0, len(text) - 16)):
        text = text[: found.start()] + found["gaps"]
    return text


_COURTEOUS = Late(rf"[\s,，。;；!！~]*(?:{_COURTESY})[\s,，。;；!！~]*(?P<gaps>{_GAP}*)[\s,，。;；!！~]*$")


def _duty_end(said: Said, target: Target) -> int:
    """Return where the name ends together with the 配合 that makes it a supporter: no part of what is owed."""
    word = _SUPPORTS.match(said.bones, target.end) if target.duty is Duty.SUPPORT else None
    return word.end() if word else target.end


_SUPPORTS = Late(r"(?:等)?(?:单位|部门)?(?:要|均|都|予以|积极|做好|全力|共同|密切|分别|各自)*(?:配合|协助|协办|会办)")


_CUES_OLD = (
    "請",
    "於",
    "將",
    "並",
    "務必",
    "儘快",
    "儘早",
    "盡快",
    "麻煩",
    "煩請",
    "會同",
    "牽頭",
    "負責",
    "協助",
    "抓緊",
    "責成",
    "讓",
    "給我",
)
_CUES_NEW = (
    "请",
    "于",
    "将",
    "并",
    "务必",
    "尽快",
    "尽早",
    "尽快",
    "麻烦",
    "烦请",
    "会同",
    "牵头",
    "负责",
    "协助",
    "抓紧",
    "责成",
    "让",
    "给我",
)


_OLD_LETTERS = frozenset("".join(_CUES_OLD)) - frozenset("".join(_CUES_NEW))


def _simple_cues(text: str) -> str:
    """Write the words that go away in simplified characters; what stays is the writer's own spelling."""
    if _OLD_LETTERS.isdisjoint(text):
        return text
    for old, new in zip(_CUES_OLD, _CUES_NEW, strict=True):
        text = text.replace(old, new)
    return text
