"""No input is slow: the time a reading takes is bounded, whatever is typed."""

import time

import pytest

from ledger.people import Role
from tests.reading.office import said

NASTY = ["请", "1", "周五前", "张三", "张三、", "12月", "每周一", "1.", "一", "(周五)", "请张三周五前报送", "日报", "下周", "3号", "\n1.住建局周五前报", "今天明天困难：", "去北京开会", "@", "半个", "不是1", "\ue000"]  # fmt: skip  # noqa: E501


@pytest.mark.parametrize("piece", NASTY, ids=repr)
@pytest.mark.parametrize("role", [Role.STAFF, Role.COORDINATOR])
def test_no_text_takes_long(piece, role):
    """50 ms is the limit; three times that leaves room for a busy machine."""
    text = (piece * 4096)[:4096]
    said(piece, role=role)
    start = time.process_time()
    said(text, role=role)
    assert time.process_time() - start < 0.15


def test_a_long_order_is_always_confirmed():
    """Only its beginning is read."""
    reading = said("请张三周五前报送材料。" + "情况说明。" * 400)
    assert "too_long" in reading.asks
