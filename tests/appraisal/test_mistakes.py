"""A rule file with a mistake gives one sentence: the line, the name, and what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.appraisal.events import scores_use_of_the_bot
from config.appraisal.reading import WrongRules, read_register, registers_in
from config.mistakes import WrongSetting
from tests.appraisal.broken import BROKEN, FILES, Broken


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
