"""Words on documents (办文): numbers, steps and questions; what only sounds alike means nothing."""

from __future__ import annotations

import pytest

from config.documents import DocumentLimits
from handlers.reading.document_steps import (
    DocumentWords,
    asks_documents,
    numbers_in,
    reference_in,
    words_on_document,
)

RULES = DocumentLimits()
PATTERNS = (RULES.incoming_numbering, RULES.signature_numbering, RULES.minutes_numbering)


@pytest.mark.parametrize(
    ("text", "numbers", "rest"),
    [
        ("SW-2026-12 转秘书一科", ("SW-2026-12",), "转秘书一科"),
        ("sw-2026-012已办结", ("SW-2026-12",), "已办结"),
        ("SW－2026－1、QF-2026-2 签收", ("SW-2026-1", "QF-2026-2"), "签收"),
        ("请将JY-2026-3送签", ("JY-2026-3",), "送签"),
        ("DB-2026-12 转秘书一科", (), "DB-2026-12 转秘书一科"),
        ("按SW-2026-12的要求办", (), "按SW-2026-12的要求办"),
    ],
)
def test_numbers_stand_at_the_front(text: str, numbers: tuple[str, ...], rest: str) -> None:
    assert numbers_in(text, PATTERNS) == (numbers, rest)


def test_numbers_are_those_of_the_settings() -> None:
    assert numbers_in("收文〔2026〕7号 签收", ("收文〔{year}〕{n}号",)) == (("收文〔2026〕7号",), "签收")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("签收", DocumentWords(what="sign")),
        ("收到。", DocumentWords(what="sign")),
        ("请收回", DocumentWords(what="sign")),
        ("转秘书一科", DocumentWords(what="hand", to="秘书一科")),
        ("请转秘书一科办理，注意时限", DocumentWords(what="hand", to="秘书一科", words="注意时限")),
        ("移交给综合科", DocumentWords(what="hand", to="综合科")),
        ("退回，不属我科职责", DocumentWords(what="return", words="不属我科职责")),
        ("退回修改：第二条数据有误", DocumentWords(what="return", words="第二条数据有误")),
        ("退回", DocumentWords(what="return")),
        ("送签", DocumentWords(what="submit")),
        ("送陈副市长签发", DocumentWords(what="submit", to="陈副市长")),
        ("已送陈静审签", DocumentWords(what="submit", to="陈静")),
        ("同意", DocumentWords(what="sign_off")),
        ("陈副市长已签发", DocumentWords(what="sign_off")),
        ("办结", DocumentWords(what="finish")),
        ("已办理完毕，已报自治区", DocumentWords(what="finish", words="已报自治区")),
        ("已印发", DocumentWords(what="finish")),
        ("作废，重复登记", DocumentWords(what="withdraw", words="重复登记")),
    ],
)
def test_a_step_is_read(text: str, words: DocumentWords) -> None:
    assert words_on_document(text) == words


@pytest.mark.parametrize(
    "text", ["不同意", "未签发", "没签发", "下周办结", "什么时候办结", "还没收到", "谁在办", "送来了吗"]
)
def test_what_is_no_step_means_nothing(text: str) -> None:
    assert words_on_document(text) is None


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("未批文件大起底", "sweep"),
        ("查一下未签发的文件", "sweep"),
        ("办文清单", "open"),
        ("我的文件", "open"),
        ("在办收文有哪些？", "open"),
        ("办文用时", "turnaround"),
        ("各科室来文办理用时情况", "turnaround"),
        ("今天办文5件", ""),
        ("收文12发文5", ""),
        ("我的文件丢了", ""),
        ("文件已经发了", ""),
        ("会上的文件呢", ""),
    ],
)
def test_questions_about_documents(text: str, asked: str) -> None:
    assert asks_documents(text) == asked


def test_the_number_on_the_paper_is_read_at_the_front() -> None:
    assert reference_in("内政办发〔2026〕35号已办结") == "内政办发〔2026〕35号"
    assert reference_in("请按内政办发〔2026〕35号办") in {"", "请按内政办发〔2026〕35号"}
    assert reference_in("已办结") == ""
