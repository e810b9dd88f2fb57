"""``taizhang retention``: what is due is counted and erased, what somebody asks for goes with its reason."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.calling import taizhang

NOTHING = [
    f"{name}\t0"
    for name in ("流水中的文字", "已发布的报告", "已发消息和按钮", "原始消息", "拒绝记录", "离任人员", "佐证材料")
]


def test_what_is_not_due_stays(office):
    counted = taizhang("retention", "run", "--dry-run")
    assert (counted.code, counted.out.splitlines()) == (0, NOTHING)
    assert counted.err == "未清除，去掉 --dry-run 即可清除。\n"
    erased = taizhang("retention", "run")
    assert (erased.code, erased.out.splitlines()) == (0, NOTHING)
    assert taizhang("ledger", "verify").code == 0


def test_what_is_asked_for_needs_a_reason_and_one_person_or_number(office):
    neither = taizhang("retention", "erase", "--reason", "本人申请")
    assert (neither.code, neither.err) == (2, "请用 --task 写明编号，或用 --person 写明姓名，两者写其一。\n")
    unknown = taizhang("retention", "erase", "--reason", "本人申请", "--task", "DB-2026-1")
    assert (unknown.code, unknown.err) == (1, "没有编号为 DB-2026-1 的流水，请写完整编号并核对。\n")
    nobody = taizhang("retention", "erase", "--reason", "本人申请", "--person", "查无此人")
    assert nobody.code == 1 and "有 0 位" in nobody.err
    blank = taizhang("retention", "erase", "--reason", " ", "--person", "张三")
    assert (blank.code, blank.err) == (2, "请用 --reason 写明理由。\n")
    done = taizhang("retention", "erase", "--reason", "本人申请", "--person", "张三")
    assert (done.code, done.out.splitlines()) == (0, NOTHING)
    assert taizhang("ledger", "verify").code == 0


def test_what_is_stored_about_somebody_is_a_file_for_its_owner_only(office):
    called = taizhang("roster", "data", "张三", "张三.json")
    assert (called.code, called.err) == (0, "已导出到 张三.json，含个人信息，请交给本人后删除。\n")
    assert Path("张三.json").stat().st_mode & 0o077 == 0
    assert json.loads(Path("张三.json").read_text("utf-8"))["person"]["name"] == "张三"
    assert taizhang("roster", "data", "张三", "张三.docx").code == 2
    assert taizhang("roster", "data", "查无此人", "a.txt").code == 1
    assert taizhang("ledger", "export", "a.jsonl").code == 0
    assert Path("a.jsonl").read_text("utf-8").count("OwnDataExported") == 1
