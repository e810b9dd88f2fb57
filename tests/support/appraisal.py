"""A small register of appraisal rules for tests: one rule for each kind of fact."""

from __future__ import annotations

from pathlib import Path

from config.appraisal.reading import read_register

RULES = """
key = "duties"
name = "科室量化考评细则"
version = 2
effective = 2026-10-01
regulation = "云政办发〔2026〕18号"
scored = ["office"]
[linkage]
office_share = 30
[[category]]
key = "A"
name = "业务工作"
[[item]]
key = "minutes"
category = "A"
unit = "综合科"
text = "承办会议纪要"
words = ["纪要"]
[[item]]
key = "all"
category = "A"
text = "承办交办事项"
[[rule]]
key = "in-time"
name = "按期销号"
event = "closed_in_time"
points = 0.5
cap = 1
cites = "第六条"
[[rule]]
key = "minutes-in-time"
name = "纪要按期印发"
event = "closed_in_time"
points = 1
items = ["minutes"]
cites = "第七条"
[[rule]]
key = "late"
name = "逾期"
event = "overdue"
per = "workday"
points = -0.5
cap = -2
cites = "第九条"
[[rule]]
key = "unsigned"
name = "领办逾期"
event = "receipt_late"
points = -0.2
cites = "第十条"
[[rule]]
key = "sent-back"
name = "销号退回"
event = "returned"
points = -0.3
cites = "第十一条"
[[rule]]
key = "untrue"
name = "回头看不实"
event = "reopened"
points = -3
cites = "第十二条"
[[rule]]
key = "red"
name = "红色督办单"
event = "notice"
points = -2
when = { level = ["red"] }
cites = "第十三条"
[[rule]]
key = "extended"
name = "批准延期"
event = "extended"
points = 0
cites = "第十四条"
[[rule]]
key = "adopted"
name = "政务信息被采用（每篇）"
event = "decided"
points = 1
cap = 2
evidence = "file"
cites = "第十五条"
[[rule]]
key = "absent"
name = "无故缺席（每次）"
event = "decided"
points = -0.5
cap = -1
items = ["minutes", "all"]
evidence = "file"
cites = "第十六条"
"""
REGISTER = read_register(RULES.encode())


def rules_in(folder: Path) -> Path:
    """Write the register into a folder of rules inside the folder, and return that."""
    rules = folder / "rules"
    rules.mkdir(exist_ok=True)
    (rules / "duties.toml").write_text(RULES, "utf-8")
    return rules
