"""Rule files with one mistake each: a change to a good file, and the sentence that it ought to give."""

from __future__ import annotations

from dataclasses import dataclass

from config.appraisal.events import BURDEN, Event
from config.appraisal.reading import SHIPPED

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
