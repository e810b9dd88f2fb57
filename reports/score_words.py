"""What the texts of the appraisal say (考评用语): titles, grades and sentences; in English in ``english_scores``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from ledger.happenings import Excuse
from ledger.people import UnitKind
from ledger.scores import Grade
from reports.points import shown, signed

GRADES = {Grade.EXCELLENT: "优秀", Grade.GOOD: "良好", Grade.PASSING: "合格", Grade.FAILING: "不合格"}
"""What each grade is called."""
KINDS = {UnitKind.DISTRICT: "区", UnitKind.DEPARTMENT: "部门", UnitKind.OFFICE: "科室"}
"""What units of a kind are called together."""
_QUARTERS = "一二三四"


class ScoreWords:
    """The words and sentences of scores in Chinese."""

    grades: Mapping[Grade, str] = GRADES
    kinds: Mapping[UnitKind, str] = KINDS
    excuses: Mapping[Excuse, str] = {
        Excuse.EXTENSION: "经批准延期",
        Excuse.SUSPENSION: "中止期间不计",
        Excuse.LEAVE: "请假期间不计",
    }
    bar = "｜"
    no_words = "（无文字）"
    score, linkage, ranking = "考评得分", "得分怎么算", "考评排名"
    centres, centre = "<b>中心得分</b>（所属科室平均）", "中心"
    parts = ("扣分", "加分", "不计分")
    year, cadre_year = "年度累计", "干部年度评价"
    supposed, only_a_trial = "假设测算", "仅为按现有记录测算，不记入台账；以实际销号为准。"
    comes, goes, unchanged = "增", "减", "不变"
    honours = "<b>年度评优建议名单</b>｜{}\n按年度得分和各表优秀比例产生，供研究，不自动公布。"
    nobody_honoured = "暂无达到优秀标准且在比例以内的单位。"

    def heading(self, title: str, *facts: str) -> str:
        """Return the heading of a text: its title and what it is about, escaped already."""
        return self.bar.join((f"<b>{title}</b>", *facts))

    def down(self, began: str, ended: str, until: str) -> str:
        """Return from when to when the bot was away, and until when that excuses."""
        return f"系统停机 {began} 至 {ended}，{until} 前不计"

    def decided(self, names: Iterable[str], evidence: Sequence[str]) -> str:
        """Return who proposed and who confirmed it, on what evidence."""
        return f"{'提出、'.join(names)}确认，佐证：{'、'.join(evidence)}"

    def answered(self, words: str) -> str:
        """Return what an appeal was answered."""
        return f"答复：{words}"

    def appeal(self, points: Decimal) -> str:
        """Return what an appeal gives back."""
        return f"申诉成立，退回 {signed(points)}" if points else "申诉不成立"

    def lasts(self, *, workdays: bool) -> str:
        """Return what a rule counts, to stand behind the number."""
        return "个工作日" if workdays else "次"

    def capped(self, product: str, points: Decimal) -> str:
        """Return what a cap has left."""
        return f"{product}，封顶计 {signed(points)}"

    def changed(self, sign: str, line: str) -> str:
        """Return a line that a supposition adds or drops."""
        return f"{sign}：{line}"

    def noted(self, note: str) -> str:
        """Return a note, to stand behind a line."""
        return f"，{note}" if note else ""

    def cited(self, cites: str) -> str:
        """Return the clause, to stand at the end of a line."""
        return f"（{cites}）"

    def by(self, points: Decimal) -> str:
        """Return by how much a score changes."""
        return signed(points) if points else self.unchanged

    def moved(self, old: Decimal, new: Decimal) -> str:
        """Return a score before and after."""
        return f"得分 {shown(old)} → {shown(new)}（{self.by(new - old)}）"

    def places(self, old: int, new: int, of: int) -> str:
        """Return a place before and after."""
        return f"名次 {old} → {new}（共{of}）"

    def place(self, place: int, of: int) -> str:
        """Return a place."""
        return f"第{place}名（共{of}）"

    def placed(self, where: str, place: int, of: int) -> str:
        """Return a place on a list that is named."""
        return f"{where}{self.place(place, of)}"

    def year_score(self, total: Decimal) -> str:
        """Return the score of a year."""
        return f"年度得分 {shown(total)}"

    def mean(self, quarters: Sequence[tuple[int, Decimal]], total: Decimal) -> str:
        """Return the scores of the quarters, by number, and their mean."""
        parts = "、".join(f"{_QUARTERS[n - 1]}季度 {shown(one)}" for n, one in quarters)
        return f"（{parts}）÷ {len(quarters)} = {shown(total)}" if len(quarters) > 1 else parts

    def mean_of_quarters(self, mean: str) -> str:
        """Return the line of the mean."""
        return f"各季度平均：{mean}"

    def gained(self, gained: Decimal, lost: Decimal) -> str:
        """Return what a year has given and taken."""
        return f"累计加分 {signed(gained)}，累计扣分 {signed(lost)}"

    def month(self, month: int, gave: Decimal, took: Decimal) -> str:
        """Return what a month has given and taken."""
        return f"{month}月 {signed(gave)}／{signed(took)}"

    def own_score(self, parts: str, own: Decimal) -> str:
        """Return the formula of a person's own score."""
        return f"本人得分 = {parts} = {shown(own)}"

    def linked_score(self, office: str, share: int, scores: tuple[Decimal, Decimal], total: Decimal) -> str:
        """Return the formula of the office's score and the own one."""
        theirs, own = map(shown, scores)
        return f"年度得分 = {office} {theirs} × {share}% + 本人 {own} × {100 - share}% = {shown(total)}"

    def honoured(self, mean: str, gained: Decimal, lost: Decimal) -> str:
        """Return the line below the name of a unit that is honoured."""
        return f"年度得分：{mean}；加分 {signed(gained)}，扣分 {signed(lost)}"
