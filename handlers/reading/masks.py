"""Content that looks like a date, a number or a person but is none: document numbers, hotlines, quantities, titles."""

from __future__ import annotations

import re

from handlers.reading.late import Late

NAME, CONTENT, TIME = "\ue000", "\ue001", "\ue002"
"""What stands in the masked text in place of a name, of content and (in the bones) of a time; no rule meets them by accident."""  # noqa: E501

_UNITS = (
    "公里|千米|平方米|立方米|米|吨|公斤|亩|公顷|万元|亿元|千元|元|万|亿|户|栋|幢|处|件|篇|条|项|家|份|张|台|辆|名|人次|人|起|次|批|例|"
    "个百分点|个点|分(?![钟前内])|度|℃|%|％|级|届|期|轮|版|章|页|册|个(?!工作日|自然日|月|小时|钟头|星期|礼拜|半|季度|周)"
)

_CONTENT: tuple[tuple[str, str], ...] = (
    ("quoted title", r"《[^》\n]{0,80}》|“[^”\n]{1,60}”|「[^」\n]{1,60}」|『[^』\n]{1,60}』|(?<!\d)\"[^\"\n]{1,60}\""),
    ("standard", r"GB ?/ ?T? ?\d{2,6}(?:[.-]\d{1,4}){0,2}"),
    ("document number", r"[〔\[(](?:19|20)\d\d[〕\])]\s?第?\d{1,5}号"),
    ("numbered order", r"第[\d-]{1,8}(?:号|批|期|轮|届|次|章|条|版)(?:工单|文件|文|令|公告|提案|议案|建议)?"),
    ("hotline", r"(?<!\d)(?:12345|12315|12350|12369|12328|12333|12380|110|119|120|122)(?![\d号])"),
    ("long number", r"(?<![\d-])\d{5,}(?!\d)"),
    ("particulate", r"PM ?(?:2\.5|10)"),
    ("version", r"[vV]\d+(?:\.\d+){1,3}|(?<![\d.])\d+(?:\.\d+){3}(?![\d.])"),
    ("round-the-clock", r"(?:7[x×*])?24小时(?=值|在岗|热线|应急|不间断|开放|服务|监测|备勤|待命|运行|轮|制|营业|巡)"),
    ("plan", r"[\"“”]?十[一二三四五六]五[\"“”]?(?=规|时|期|计|末|开|收|,|、|$)|三公|双百|两会|一国两制|三农|两个维护"),
    ("quarter", r"(?:前|第)?[一二三四1-4两](?:个)?季度(?!末|底|内|之内|以内|结束)"),
    (
        "months of content",
        r"\d{1,2}-\d{1,2}月(?:份)?(?!\d)|(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份(?!底|末|内|之|以|前|[上中下]旬)",
    ),
    ("year of content", r"(?<!\d)(?:19|20)\d\d年(?:度|以来|版|第|上半|下半|前)|(?:本|上|今|去|下|明)?年度"),
    ("quantity", rf"(?<![\d.])\d+(?:\.\d+)?(?:余|多)?(?:{_UNITS})|(?<![\d.])\d+\.\d+(?=%|倍|版)"),
    (
        "dated noun",
        r"(?<![下本这每一两二三四五六七八九十几半个\d])周(?:报(?!送|一次|给|到)|刊|例会)|周(?:期|边|转|年)|(?<![\d一二三四五六七八九十作每])日(?:报(?!送)|程|常|均|志)|(?<![\d一二三四五六七八九十本下每半个])月(?:报(?!送|一次|一下)|刊|均)|五四|六一|七一|八一|三八|双11|双12",
    ),
)

MARK = Late(
    r"(?=[①-⑩⑴-⑽⒈-⒑\s(\d一二三四五六七八九十•·*第首其再最-])(?:[①-⑩⑴-⑽⒈-⒑]|(?:^|(?<=[\n;。:,\s]))\s{0,12}(?:\(?(?:\d{1,2}|[一二三四五六七八九十]{1,2})(?:[.、)]|\s?[.、)])(?!\d)|[-•·*]\s|(?:第[一二三四五六七八九](?:[个件项点条](?:事情?|工作|任务)?)?(?:是|就是)?|[一二三四五六七八九]是|首先|其次|再次|最后)(?:[,、:]|(?=[请由\ue000今明后本下周礼月\d]))))"
)
"""What opens an item of a list: 1. （二） ③ 一是 第二, 首先."""

_LINK = r"https?://[^\s,。]{1,300}|[\w.+-]{1,60}@[\w-]{1,60}\.[\w.]{2,60}"
"""A link or a mail address: it may begin with any letter, so it is looked for only where :// or @ and a dot stand."""

_FIRST = r"[《“”\"「『GPvV〔\[(\d第前本上今去下明年周日月双三两一二四五六七八九十]"
_NO_CONTENT = (
    r"(?!前[^一二三四1-4两]|[上下今]年?[^年度]|去[^年]|明[^年]|本[^年]|年[^度]|周[^报刊例期边转年]|日[^报程常均志]|月[^报刊均]|"
    r"[一二两三四五六七八九十][^个季一二三四五六七八九十月国五公百农会])"
)
"""Letters that open content only before certain others."""

_OTHER = "|".join(pattern for _, pattern in _CONTENT)
_ANY = Late(rf"(?={_FIRST}){_NO_CONTENT}(?:{_OTHER})")
"""The first characters first: most places in a text begin no content."""
ALL_CONTENT = Late(f"{_LINK}|{_OTHER}")
"""Any content, links too, looked for at every place."""


def mask_content(masked: str) -> str:
    """Return the text with all content that must not be read as a time blanked out, same length."""
    words = ALL_CONTENT if "://" in masked or ("@" in masked and "." in masked) else _ANY
    return words.sub(_blanked, masked)


def _blanked(found: re.Match[str]) -> str:
    return CONTENT * len(found.group())
