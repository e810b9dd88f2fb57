"""A wrong setting as one Chinese sentence: its name, and what to write instead; never its value."""

from __future__ import annotations

from typing import Any

from pydantic_core import ErrorDetails

HINTS = {
    "extra_forbidden": "没有这一项，请核对名称或删去",
    "missing": "必须填写",
    "too_short": "至少写一项",
    "frozen_instance": "不能在运行中改动",
    "bool": "应写成 true 或 false",
    "int": "应写成整数",
    "float": "应写成数字",
    "string": "应写成带引号的文字",
    "tuple": '应写成方括号括起的一列，例如 ["a", "b"]',
    "model": "应写成一节，其下逐项填写",
    "mapping": "应写成一节，其下逐项填写",
    "dict": "应写成一节，其下逐项填写",
    "path": "应写成文件夹路径",
}
COMPARISONS = {
    "greater_than": ("大于", "gt"),
    "greater_than_equal": ("不小于", "ge"),
    "less_than": ("小于", "lt"),
    "less_than_equal": ("不大于", "le"),
}


class WrongSetting(Exception):  # noqa: N818 - named for what is so, as refusals are
    """A setting that stops the start; its text is the sentence that the administrator reads."""

    def __init__(self, name: str, advice: str) -> None:
        self.name = name
        self.advice = advice.rstrip("。")
        super().__init__(f"设置项 {name} 有误：{self.advice}。")


def advice(error: ErrorDetails) -> str:
    """Return what to write instead, for one error of the validation."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "value_error":
        return str(context["error"])
    if kind in COMPARISONS:
        word, bound = COMPARISONS[kind]
        return f"应写成{word} {context[bound]} 的数"
    if kind in {"literal_error", "enum"}:
        return f"只能是 {_choices(context)} 之一"
    return HINTS.get(kind) or HINTS.get(kind.split("_", maxsplit=1)[0], "写法不对，请对照文档改正")


def _choices(context: dict[str, Any]) -> str:
    return str(context["expected"]).replace("'", "").replace(" or ", "、").replace(", ", "、")
