"""A rule file with a mistake gives one sentence: the line, the name, and what to write instead."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.appraisal.events import BURDEN, Event, scores_use_of_the_bot
from config.appraisal.reading import SHIPPED, WrongRules, read_register, registers_in
from config.mistakes import WrongSetting

FILES = {path.stem: path.read_text("utf-8") for path in sorted(SHIPPED.glob("*.toml"))}


@dataclass(frozen=True)
class Broken:
    """One change to a good file, behind ``under``; named is that line, or the section's above it that begins ``at``."""

    file: str
    under: str
    old: str
    new: str
    says: str
    at: str = ""

    def made(self) -> tuple[bytes, str]:
        """Return the broken file and the sentence that it ought to give."""
        good = FILES[self.file]
        place = good.index(self.old, good.index(self.under))
        named = good.rindex(self.at, 0, place) if self.at else place
        broken = good[:place] + self.new + good[place + len(self.old) :]
        return broken.encode(), f"第 {good.count(chr(10), 0, named) + 1} 行 {self.says}。"


BROKEN = {
    "unknown event": Broken(
        "duties",
        'key = "praised"',
        'event = "praised"',
        'event = "applauded"',
        f"rule.event：只能是 {'、'.join(Event)} 之一",
    ),
    "event about the bot": Broken(
        "duties", 'key = "praised"', 'event = "praised"', 'event = "check_in"', f"rule.event：{BURDEN}"
    ),
    "rule about the bot under another name": Broken(
        "duties", 'key = "shirked"', "首问、首办推诿", "每日在线时长不足", f"rule.name：{BURDEN}"
    ),
    "item about the bot": Broken("party", 'key = "1.1"', "党组会", "每月登录次数达标，党组会", f"item.text：{BURDEN}"),
    "points of the wrong sign": Broken(
        "duties", 'key = "overdue"', "points = -0.5", "points = 0.5", "rule.points：此类事实只能扣分，应写成负数"
    ),
    "points off for an extension": Broken(
        "duties", 'key = "extended"', "points = 0", "points = -1", "rule.points：经批准的延期不得扣分，应写成 0"
    ),
    "points in quotes": Broken(
        "duties", 'key = "overdue"', "points = -0.5", 'points = "-0.5"', "rule.points：应写成数字，例如 -0.5"
    ),
    "points of a thousandth": Broken(
        "duties", 'key = "overdue"', "-0.5", "-0.505", "rule.points：应写成 -1000 至 1000 之间的数，至多两位小数"
    ),
    "cap too small": Broken(
        "duties", 'key = "reopened"', "cap = -6", "cap = -1", "rule.cap：不应小于一次的分值，请改大或删去"
    ),
    "cap of the other sign": Broken(
        "duties", 'key = "reopened"', "cap = -6", "cap = 6", "rule.cap：与 points 应同为正数或同为负数"
    ),
    "level without a notice": Broken(
        "duties",
        'key = "overdue-critical"',
        'urgency = ["critical"]',
        'level = ["red"]',
        "rule.when：level 只用于督办单（notice），请删去",
    ),
    "level that is not there": Broken(
        "duties",
        'key = "notice-red"',
        'level = ["red"]',
        'level = ["black"]',
        "rule.when.level：只能是 blue、yellow、red 之一",
    ),
    "unknown item": Broken(
        "party", 'key = "dues"', '["6.1"]', '["6.9"]', "rule.items：没有 6.9 这一项，请核对 item 各节的 key"
    ),
    "unknown category": Broken(
        "duties",
        'key = "1.1"',
        '"results"',
        '"result"',
        "item.category：没有 result 这一类，请核对 category 各节的 key",
    ),
    "duplicate key": Broken("duties", 'key = "1.2"', '"1.2"', '"1.1"', "item.key：1.1 重复，请改成不同的 key"),
    "key with a space": Broken(
        "duties",
        'key = "1.2"',
        '"1.2"',
        '"1 2"',
        "item.key：应以字母或数字开头，只含字母、数字、点和连字符，至多 32 位",
    ),
    "sum of the categories": Broken(
        "duties", "[[category]]", "full = 15", "full = 16", "category.full：各类分值之和为 101，应等于 base（100）"
    ),
    "sum of the items": Broken(
        "party",
        'key = "6.1"',
        "full = 3",
        "full = 4",
        "category.full：所属各项分值之和为 9，应等于本类的 full（8）",
        "full = 8\n",
    ),
    "word that another item takes": Broken(
        "duties",
        'key = "5.2"',
        '"经济运行"',
        '"政府工作报告起草"',
        "item.words：含“政府工作报告起草”的事项先归入 5.1（“政府工作报告”），请改词或调整次序",
    ),
    "unit without an item for the rest": Broken(
        "duties",
        'key = "1.9"',
        "[[item]]",
        'words = ["其他"]\n\n[[item]]',
        "item.unit：秘书一科没有兜底的一项（不写 words 和 kinds），请补上",
        'unit = "秘书一科"',
    ),
    "day that is not there": Broken(
        "government", "version", "2026-01-01", "2026-02-30", "文件：第 13 列附近的日期不存在，请核对年月日"
    ),
    "month that is not there": Broken(
        "government", "version", "2026-01-01", "2026-13-01", "文件：第 17 列附近的日期不存在，请核对年月日"
    ),
    "date as a number": Broken(
        "government", "version", "2026-01-01", "20260101", "effective：应写成日期，例如 2027-01-01"
    ),
    "quotes left open": Broken(
        "party",
        "key =",
        '"机关党建考评"',
        '"机关党建考评',
        "文件：第 15 列附近不合 TOML 格式，请检查引号、括号和等号是否成对",
    ),
    "name given twice": Broken(
        "party",
        "version",
        "effective = 2026-01-01",
        "version = 2",
        "文件：第 12 列附近的名称在前面已经写过，请删去一处",
    ),
    "decided without evidence": Broken(
        "party",
        'key = "dues"',
        'evidence = "file"\n',
        "",
        'rule.evidence：人工认定须有佐证，应写成 "file"',
        at="[[rule]]",
    ),
    "evidence for what the ledger knows": Broken(
        "duties",
        'key = "returned"',
        "cap = -2",
        'evidence = "file"',
        "rule.evidence：由台账得出的分数无须另附佐证，请删去",
    ),
    "order of the grades": Broken(
        "duties",
        "[grades]",
        "good = 85",
        "good = 95",
        "grades：等级标准应由高到低：excellent、good、passing，且大于 0",
        at="[grades]",
    ),
    "rule that cites nothing": Broken(
        "duties",
        'key = "leak"',
        'cites = "《科室职责量化考评办法》第二十五条"\n',
        "",
        "rule.cites：必须填写",
        at="[[rule]]",
    ),
    "unknown name": Broken(
        "duties", 'key = "overdue"', "cap = -4", "most = -4", "rule.most：没有这一项，请核对名称或删去"
    ),
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_mistake_is_one_sentence_with_its_line(broken: Broken):
    content, sentence = broken.made()

    with pytest.raises(WrongRules) as told:
        read_register(content)

    assert str(told.value) == sentence


def test_all_mistakes_are_told_in_the_order_of_the_lines():
    text = FILES["duties"].replace("points = 0.2\n", 'points = "一"\n', 1).replace("version = 1", "version = 0", 1)
    text = text.replace(
        'event = "receipt_late"\npoints = -0.3', 'event = "receipt_late"\npoints = 0.3\nper = "workday"'
    )

    with pytest.raises(WrongRules) as told:
        read_register(text.encode())

    names = ["version", "rule.points", "rule.points", "rule.per"]
    assert [one.name for one in told.value.mistakes] == names
    assert [one.line for one in told.value.mistakes] == sorted(one.line for one in told.value.mistakes)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xfe", "第 1 行 文件：不是 UTF-8 编码，请另存为 UTF-8 后再试。"),
        (
            "name = 1\n".encode("utf-8-sig") + "名称".encode("gb18030"),
            "第 2 行 文件：不是 UTF-8 编码，请另存为 UTF-8 后再试。",
        ),
        (b"#" * 1024 * 1024 + b"#", "第 1 行 文件：超过 1 MB，请核对是否选错文件。"),
        (b"x = " + b"[" * 5000, "第 1 行 文件：数字过长或括号层数过多，无法读取，请核对是否选错文件。"),
        (b"x = " + b"9" * 5000, "第 1 行 文件：数字过长或括号层数过多，无法读取，请核对是否选错文件。"),
    ],
)
def test_what_is_no_rule_file_is_told_in_one_sentence(content, sentence):
    with pytest.raises(WrongRules) as told:
        read_register(content)

    assert str(told.value) == sentence


@pytest.mark.parametrize(
    "words",
    [
        "check_in",
        "checkins",
        "CHECK-IN",
        "message_count",
        "messages_sent",
        "online_time",
        "logins",
        "daily_report",
        "usage",
        "app_likes",
        "打卡",
        "打 卡",
        "每日签到",
        "平台签到率",
        "在线时长",
        "在线天数",
        "登录次数",
        "登陆率",
        "群活跃度",
        "日活",
        "发言数",
        "发言次数",
        "发消息数",
        "回复条数",
        "点赞",
        "转发量",
        "浏览量",
        "点击次数",
        "使用率",
        "ｃｈｅｃｋｉｎ",
        "日报篇数",
    ],
)
def test_use_of_the_bot_is_known_by_many_names(words):
    assert scores_use_of_the_bot(words)


@pytest.mark.parametrize(
    "words",
    [
        "按期销号",
        "领办逾期",
        "会场座次、桌签、签到和音响",
        "信息采用次数",
        "党员学时",
        "主动公开",
        "值班脱岗",
        "在线审批",
        "日报告迟报",
        "调研次数",
        "资金使用情况",
        "receipt_late",
        "notice_unanswered",
    ],
)
def test_duties_are_not_taken_for_use_of_the_bot(words):
    assert not scores_use_of_the_bot(words)


SIGNS = st.text(alphabet="\"'[]{}=.,#\n\t -0123456789年分甲aeTZ:_+\\\u2028\x00", max_size=6)
BITS = SIGNS | st.sampled_from(
    [
        "[[rule]]\n",
        "[rule]\n",
        "[grades]\n",
        "points = nan\n",
        "points = -inf\n",
        "cap = 1e400\n",
        "when = 3\n",
        "when.level = []\n",
        "effective = 1979-05-27T07:32:00Z\n",
        "words = [[]]\n",
        "version = true\n",
        '"""',
        "0x" + "f" * 9000,
    ]
)


def read_or_told(text: str) -> None:
    """Read the file; raise whatever is raised beside well-formed mistakes."""
    try:
        read_register(text.encode())
    except WrongRules as wrong:
        assert wrong.mistakes
        assert all(1 <= one.line <= text.count("\n") + 1 for one in wrong.mistakes)
        assert all(len(str(one).splitlines()) == 1 for one in wrong.mistakes)


@settings(max_examples=200, deadline=None)
@given(
    name=st.sampled_from(["party", "government"]),
    cuts=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), BITS), max_size=4),
)
def test_a_mangled_file_is_read_or_told_of_and_nothing_else(name, cuts):
    text = FILES[name]
    for where, length, instead in cuts:
        place = int(where * len(text))
        text = text[:place] + instead + text[place + length :]
    read_or_told(text)


LINES = FILES["party"].split("\n")
VALUES = [
    "nan",
    "-inf",
    "1e400",
    "1e-400",
    "0x" + "f" * 9000,
    "-1",
    "0",
    "101",
    "0.001",
    "true",
    "[]",
    "[[]]",
    "{}",
    "{ level = [1] }",
    "{ at_least = 0 }",
    "1979-05-27T07:32:00Z",
    "07:32:00",
    "2027-01-01",
    '""',
    '" "',
    '"a\\nb"',
    '"\\u2028"',
    '"打卡"',
    '"' + "长" * 201 + '"',
    '"decided"',
    '"overdue"',
    '"extended"',
    '"workday"',
    '["office"]',
    '"1.1"',
    '["1.1", "x"]',
    '"""\nkey = 1\n"""',
]


@settings(max_examples=300, deadline=None)
@given(
    changes=st.dictionaries(
        st.sampled_from([n for n, line in enumerate(LINES) if " = " in line]), st.sampled_from(VALUES), max_size=3
    ),
    gone=st.sets(st.integers(0, len(LINES) - 1), max_size=2),
)
def test_any_value_in_any_place_is_read_or_told_of(changes, gone):
    changed = [f"{line.partition(' = ')[0]} = {changes[n]}" if n in changes else line for n, line in enumerate(LINES)]
    read_or_told("\n".join(line for n, line in enumerate(changed) if n not in gone))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_told_of(content):
    with pytest.raises(WrongRules):
        read_register(content)


def test_a_folder_holds_several_versions_of_a_register(tmp_path: Path):
    (tmp_path / "2026.toml").write_text(FILES["party"], "utf-8")
    later = FILES["party"].replace("version = 1", "version = 2").replace("2026-01-01", "2027-01-01")
    (tmp_path / "2027.toml").write_text(later, "utf-8")

    assert [(one.key, one.version) for one in registers_in(tmp_path)] == [("party", 1), ("party", 2)]


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({}, "中没有 .toml 细则文件，请核对文件夹，或删去此项"),
        ({"a": "key = 1", "b": FILES["party"]}, "a.toml 有 9 处错误，请运行 taizhang rules check "),
        ({"a": FILES["party"], "b": FILES["party"]}, "a.toml 和 b.toml 都是 party 第 1 版，"),
        (
            {"a": FILES["party"], "b": FILES["party"].replace("version = 1", "version = 2")},
            "a.toml 和 b.toml 都是 party 2026-01-01 施行，请改其中一个的 version 和 effective",
        ),
    ],
)
def test_a_folder_that_cannot_judge_stops_the_start(tmp_path: Path, files, says):
    for name, text in files.items():
        (tmp_path / f"{name}.toml").write_text(text, "utf-8")

    with pytest.raises(WrongSetting) as told:
        registers_in(tmp_path)

    assert str(told.value).startswith("设置项 appraisal.rules 有误：") and says in str(told.value)
