"""What is stored about oneself (本人数据), as a text to be read and as JSON for a program."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from handlers.wording.spoken import spoken
from ledger.hours import OfficeHours
from storage.own_data import OwnData

ONLY_IN_PRIVATE = "本人数据只在私聊导出，请私聊本助手发送“导出我的数据”。"
TODAY_ALREADY = "今天已经导出过本人数据，文件见上方；明天可再次导出。急需时请联系管理员。"
_ROSTER = {
    "id": "编号", "name": "姓名", "unit": "所属单位", "roles": "角色", "title": "职务", "phone": "手机",
    "aliases": "别名", "superior": "上级", "fields": "分管", "left_at": "离任时间",
}  # fmt: skip
_SECTIONS = {
    "bindings": "账号绑定",
    "said": "本人发送、仍保存的消息和点按",
    "told": "发给本人、仍保存的消息",
    "tasks": "本人承办的事项",
    "entries": "本人产生或提到本人的流水（他人所写的文字不在其中）",
    "refusals": "因无权限被拒绝的操作（不含内容）",
}
_NOTE = "考评得分按单位计算，没有个人得分。各类内容的保存期限见管理员公布的说明；更正、清除请联系管理员。"


@spoken
def caption(data: OwnData) -> str:
    """Say what the files hold."""
    counts = "，".join(f"{label.partition('（')[0]}{len(getattr(data, name))}条" for name, label in _SECTIONS.items())
    return f"系统中有关您本人的数据：{counts}。含个人信息，请妥善保管。"


@spoken
def for_programs() -> str:
    """Say what the second file is."""
    return "同样的内容，供其他程序读取。"


def as_text(data: OwnData, hours: OfficeHours, at: datetime) -> str:
    """Return everything, one fact a line."""
    return "\n".join(_lines(data, hours, at)) + "\n"


def as_json(data: OwnData) -> str:
    """Return everything with the names of the program; moments are ISO."""
    return json.dumps(asdict(data), ensure_ascii=False, indent=1, default=datetime.isoformat) + "\n"


def name(person: str, at: datetime, ending: str) -> str:
    """Return the file's name."""
    return f"本人数据_{person}_{at:%Y%m%d}.{ending}"


def _lines(data: OwnData, hours: OfficeHours, at: datetime) -> Iterator[str]:
    def moment(value: datetime) -> str:
        return f"{hours.local(value):%Y-%m-%d %H:%M}"

    yield f"系统中有关{data.person['name']}的数据，截至{moment(at)}"
    yield ""
    yield from (f"{label}：{_shown(data.person[key], moment)}" for key, label in _ROSTER.items())
    for key, title in _SECTIONS.items():
        rows: Sequence[Mapping[str, Any]] = getattr(data, key)
        yield from ("", f"【{title}】{len(rows)}条")
        for row in rows:
            yield "｜".join(shown for value in row.values() if (shown := _shown(value, moment)))
    yield from ("", _NOTE)


def _shown(value: Any, moment: Callable[[datetime], str]) -> str:
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, list | tuple):
        return "、".join(_shown(one, moment) for one in value)
    return "" if value is None else " ".join(str(value).split())
