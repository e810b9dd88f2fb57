"""Roster files: both headers, every encoding, and a fault named with its line and the way out."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import xlsxwriter

from bot.roster_files.problems import RosterFileError
from bot.roster_files.reading import read_roster, read_roster_file
from bot.roster_files.roster import roster_of
from bot.roster_files.rows import ids_of, rows_of
from bot.roster_files.writing import write_roster_file
from ledger.people import Person, PersonId, Role, Roster, Unit, UnitId, UnitKind
from ledger.roster_rows import RosterRow

MISREAD = ("请", "收到", "/my", "周五", "明天", "逾期", "118号", "DB-2026-1")
CASES = Path(__file__).parents[1] / "cases"
CHINESE = """类型,名称,所属,角色,职务,手机,别名,成员,上级,分管
部门,市政府办公室,,,,,市府办,,,
科室,综合科,市府办,,,,,,,
人员,张 三,综合科,,科员,139 0000 0001,小张；三哥,,李四,
人员,李四,综合科,科室负责人；督查员,科长,,,,,
人员,王五,市政府办公室,分管领导,副秘书长,,,,,综合科、市府办
分组,各科室,,,,,,类型：科室,,
"""
ENGLISH = """kind,name,unit,role,title,phone,aliases,members,superior,fields
department,市政府办公室,,,,,市府办,,,
office,综合科,市政府办公室,,,,,,,
person,张三,综合科,staff,科员,13900000001,"小张,三哥",,李四,
person,李四,综合科,head;coordinator,科长,,,,,
person,王五,市政府办公室,leader,副秘书长,,,,,综合科;市政府办公室
group,各科室,,,,,,kind:office,,
"""


def csv_of(text: str, encoding: str = "utf-8") -> bytes:
    return text.encode(encoding)


def xlsx_of(text: str) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for line, row in enumerate(text.splitlines()):
            for column, cell in enumerate(row.split(",")):
                sheet.write(line, column, int(cell) if cell.isdigit() else cell)
    return out.getvalue()


def faults(text: str) -> list[str]:
    with pytest.raises(RosterFileError) as caught:
        read_roster("roster.csv", csv_of(text))
    return [str(problem) for problem in caught.value.problems]


def test_a_chinese_file_and_an_english_one_say_the_same():
    assert read_roster("a.csv", csv_of(CHINESE)) == read_roster("b.csv", csv_of(ENGLISH))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_encoding_of_a_csv_is_found(encoding):
    assert read_roster("a.csv", csv_of(CHINESE, encoding)) == read_roster("a.csv", csv_of(CHINESE))


def test_a_spreadsheet_is_read_and_a_phone_number_keeps_its_digits():
    rows = read_roster("a.xlsx", xlsx_of(CHINESE.replace("139 0000 0001", "13900000001")))
    assert rows == read_roster("a.csv", csv_of(CHINESE))
    assert rows[2].phone == "13900000001"


def test_who_has_no_role_is_staff_and_names_lose_their_padding():
    zhang = read_roster("a.csv", csv_of(CHINESE))[2]
    assert zhang == RosterRow(
        kind="person",
        name="张三",
        unit="综合科",
        roles=(Role.STAFF,),
        title="科员",
        phone="13900000001",
        aliases=("小张", "三哥"),
        superior="李四",
        line=4,
    )


def test_references_by_alias_become_names():
    rows = read_roster("a.csv", csv_of(CHINESE))
    assert rows[1].unit == "市政府办公室"
    assert rows[4].fields == ("综合科", "市政府办公室")
    assert rows[5].members == ("kind:office",)


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (
            "人员,赵六,综合课,,,,,,,",
            "第 8 行“所属”：没有名为“综合课”的单位，请写本表中已有的名称，或先为它添一行。是不是“综合科”？",
        ),
        ("人员,张三,综合科,,,,,,,", "第 8 行“名称”：“综合科”里已有“张三”（第 4 行），请删去一行或改名区分。"),
        ("科室,综合科,,,,,,,,", "第 8 行“名称”：表中已有“综合科”（第 3 行），请删去一行或改名区分。"),
        (
            "人员,赵六,综合科,科长,,,,,,",
            "第 8 行“角色”：不认识角色“科长”，请写："
            "科员、科室负责人、督查员、销号审核、分管领导、管理员，多个用分号隔开。",
        ),
        ("单位,甲,,,,,,,,", "第 8 行“类型”：不认识“单位”，请写：人员、区、部门、科室、中心、分组。"),
        ("人员,,综合科,,,,,,,", "第 8 行“名称”：不能为空，请填写名称。"),
        (f"人员,{'长' * 41},,,,,,,,", "第 8 行“名称”：过长（41 字），请控制在 40 字以内。"),
        ("人员,=甲乙,,,,,,,,", "第 8 行“名称”：不能以“=”开头，请去掉开头的符号。"),
        ("人员,甲\u202e乙,,,,,,,,", "第 8 行“名称”：含有看不见的控制字符，请重新输入这一格。"),
        ("人员,甲乙,,,,找我,,,,", "第 8 行“手机”：不是电话号码，请只写数字，例如 13900000000。"),
        ("人员,甲乙,,,,,,,赵七,", "第 8 行“上级”：没有名为“赵七”的人员，请写本表中已有的名称，或先为它添一行。"),
        (
            "分组,专班,,,,,,张三；孙八,,",
            "第 8 行“成员”：没有名为“孙八”的单位或人员，请写本表中已有的名称，或先为它添一行。",
        ),
        ("科室,督查室,,督查员,,,,,,", "第 8 行“角色”：只有人员才有角色，请清空这一格。"),
    ],
)
def test_a_fault_names_the_line_and_what_to_write(row, fault):
    assert faults(CHINESE + row + "\n") == [fault]


def test_units_do_not_contain_themselves():
    text = "类型,名称,所属\n中心,甲,乙\n科室,乙,丙\n科室,丙,甲\n科室,丁,甲\n"
    assert faults(text) == ["第 2 行“所属”：单位互为上下级（甲 → 乙 → 丙 → 甲），请改正其中一个的所属。"]


def test_every_fault_is_told_at_once():
    assert len(faults("类型,名称,角色\n甲,乙,\n人员,,科员\n人员,丙,官\n")) == 3


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("名称,所属\n甲,\n", "第 1 行“表头”：缺少“类型”列，请补上。"),
        (
            "类型,名称,工号\n",
            "第 1 行“表头”：不认识“工号”这一列，可用的列：类型、名称、所属、角色、职务、手机、别名、成员、上级、分管。",
        ),
        ("类型,名称,姓名\n", "第 1 行“表头”：“名称”列出现了两次，请只保留一列。"),
        ("类型,名称\n", "只有表头，没有内容，请逐行填写单位和人员。"),
        ("", "文件是空的，请先填写表头和内容。"),
        ('类型,名称\n人员,"甲\n', "CSV 的引号不配对，请在 Excel 或 WPS 中重新导出后再导入。"),
    ],
)
def test_a_file_that_is_no_roster_is_refused(text, fault):
    assert faults(text) == [fault]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.pdf", b"%PDF", "不认识的文件格式"),
        ("a.xlsx", b"kind,name", "不是真正的 .xlsx"),
        ("a.xlsx", b"PK\x05\x06" + b"\0" * 18, "打不开"),
        ("a.csv", b"\x80\xff\xff\xff", "编码无法识别"),
        ("a.csv", b"x" * 10_000_001, "超过 10 MB"),
        ("a.csv", b"kind,name\n" + b"\n" * 20_001, "超过 20000 行"),
        ("a.csv", b"kind,name" + b",x" * 60, "超过 50 列"),
    ],
)
def test_a_hostile_file_is_refused_in_words(name, data, words):
    with pytest.raises(RosterFileError, match=words):
        read_roster(name, data)


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_what_is_exported_can_be_imported(tmp_path: Path, ending):
    rows = read_roster("a.csv", csv_of(CHINESE))
    path = tmp_path / f"roster{ending}"
    write_roster_file(path, rows)
    assert read_roster_file(path) == rows


def test_a_roster_becomes_rows():
    office = Unit(id=UnitId(1), kind=UnitKind.OFFICE, name="综合科", aliases=("综合",))
    head = Person(id=PersonId(1), name="李四", unit=office.id, roles=frozenset({Role.LEADER, Role.HEAD}))
    zhang = Person(id=PersonId(2), name="张三", superior=head.id, fields=(office.id,), roles=frozenset({Role.STAFF}))
    assert rows_of(Roster(units=(office,), people=(head, zhang))) == (
        RosterRow(kind="office", name="综合科", aliases=("综合",)),
        RosterRow(kind="person", name="李四", unit="综合科", roles=(Role.HEAD, Role.LEADER)),
        RosterRow(kind="person", name="张三", roles=(Role.STAFF,), superior="李四", fields=("综合科",)),
    )


def test_the_shared_example_is_read():
    rows = read_roster_file(CASES / "roster.csv")
    assert len(rows) == 53


def test_numbers_are_written_where_they_are_asked_for_and_never_read(tmp_path: Path):
    """The second count of scores needs them: entries call units and people by number."""
    rows = read_roster("a.csv", csv_of(CHINESE))
    roster = roster_of(rows)
    write_roster_file(tmp_path / "b.csv", rows_of(roster), ids=ids_of(roster))
    first, *lines = (tmp_path / "b.csv").read_text("utf-8-sig").splitlines()
    assert first.split(",")[-1] == "编号"
    assert [line.rpartition(",")[2] for line in lines if line.startswith("人员,张三")] == ["4"]
    plain = tmp_path / "c.csv"
    write_roster_file(plain, rows_of(roster))
    assert read_roster_file(tmp_path / "b.csv") == read_roster_file(plain)


@pytest.mark.parametrize("name", MISREAD)
@pytest.mark.parametrize("row", ["人员,{},综合科,,,,,,,", "人员,张三丰,综合科,,,,{},,,"])
def test_nobody_is_called_what_is_read_as_something_else(name: str, row: str) -> None:
    """Names are recognised first: somebody called 周五 would take every Friday for theirs."""
    with pytest.raises(RosterFileError, match=f"“{name}”会被读作"):
        read_roster("名册.csv", csv_of(CHINESE + row.format(name) + "\n"))


@pytest.mark.parametrize("name", ["高兴", "万一", "周三明", "王国庆", "金月底", "周五一"])
def test_names_that_only_look_like_words_are_names(name: str) -> None:
    assert read_roster("名册.csv", csv_of(f"{CHINESE}人员,{name},综合科,,,,,,,\n"))
