"""Which numbers are people's, and what is left of them where others read along."""

from __future__ import annotations

import pytest

from ledger.personal import cut, masked, masked_markup


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("联系张三13812345678。", "联系张三138****5678。"),
        ("138 1234 5678", "138****5678"),
        ("138-1234-5678", "138****5678"),
        ("138.1234.5678", "138****5678"),
        ("１３８１２３４５６７８", "138****5678"),
        ("tel13812345678", "tel138****5678"),
        ("+86 138-1234-5678", "+86*******5678"),
        ("+4917612345678", "+49*******5678"),
        ("13812345678、13912345678", "138****5678、139****5678"),
        ("身份证110101199003075678办证", "身份证110***********5678办证"),
        ("身份证号11010119900307567x", "身份证号110***********567x"),
        ("110101 19900307 5678", "110***********5678"),
        ("旧证110101900307567", "旧证110********7567"),
        ("卡号6222 0212 3456 5678", "卡号622*********5678"),
        ("卡号6222021234565678567", "卡号622************8567"),
        ("4111111111111111", "411*********1111"),
    ],
)
def test_numbers_of_people_keep_head_and_tail(text: str, shown: str) -> None:
    assert masked(text) == shown
    assert masked(shown) == shown


@pytest.mark.parametrize(
    "text",
    [
        "12345热线、95598、400-661-2345",
        "0471-6601234",
        "（0471）6601234",
        "+86 471 6601234",
        "+864716601234",
        "DB-2026-118，督办〔2026〕35号，内政办发〔2026〕1381号",
        "2026-11-27 18:00至2026-12-04 18:00",
        "20261127173000",
        "招标编号4500202611011234",  # Its last digit is no check digit of a card.
        "项目代码991234199913315678",  # No province, no birthday.
        "投资1.13812345678亿元",
        "校验码 9f86d081884c",
        "校验码 a13812345678",
        "9f86d0818841234567890123456789a2feaa0c55ad015a3bf4f1b2b0b13812345678",
    ],
)
def test_the_rest_stays(text: str) -> None:
    assert masked(text) == text


def test_tags_stay_as_they_are() -> None:
    link = '<a href="tg://user?id=13812345678">张三</a>'
    assert masked_markup(f"{link} <b>13812345678</b> &lt;x&gt;") == f"{link} <b>138****5678</b> &lt;x&gt;"


@pytest.mark.parametrize(
    ("limit", "shown"),
    [(40, "请回访张三13812345678一次"), (10, "请回访张三…"), (16, "请回访张三…"), (17, "请回访张三13812345678…")],
)
def test_half_a_number_is_left_out(limit: int, shown: str) -> None:
    assert cut("请回访张三13812345678一次", limit) == shown
