"""A small office for the tests of the rules: two offices, a department, and one person per role."""

from datetime import UTC, datetime

from ledger.entries import Assigned
from ledger.folding import fold
from ledger.people import Assignee, Person, PersonId, Role, Roster, Unit, UnitId, UnitKind
from ledger.tasks import Task

HOUSE = Unit(id=UnitId(1), kind=UnitKind.DEPARTMENT, name="市政府办公室")
GENERAL = Unit(id=UnitId(2), kind=UnitKind.OFFICE, name="综合科", parent=HOUSE.id)
SUPERVISION = Unit(id=UnitId(3), kind=UnitKind.OFFICE, name="督查室", parent=HOUSE.id)
FINANCE = Unit(id=UnitId(4), kind=UnitKind.DEPARTMENT, name="财政局")
REVIEW = Unit(id=UnitId(5), kind=UnitKind.OFFICE, name="审核科", parent=HOUSE.id)


def _person(number: int, name: str, unit: Unit, *roles: Role, fields: tuple[UnitId, ...] = ()) -> Person:
    return Person(id=PersonId(number), name=name, unit=unit.id, roles=frozenset(roles), fields=fields)


STAFF = _person(1, "张三", GENERAL, Role.STAFF)
COLLEAGUE = _person(2, "王五", GENERAL, Role.STAFF)
HEAD = _person(3, "赵科长", GENERAL, Role.HEAD)
COORDINATOR = _person(4, "李四", SUPERVISION, Role.COORDINATOR)
REVIEWER = _person(5, "钱审核", REVIEW, Role.REVIEWER)
LEADER = _person(6, "陈静", HOUSE, Role.LEADER, fields=(GENERAL.id,))
ADMIN = _person(7, "孙管理", SUPERVISION, Role.ADMIN)
OUTSIDE_HEAD = _person(8, "周局长", FINANCE, Role.HEAD)
OUTSIDER = _person(9, "吴财", FINANCE, Role.STAFF)
PEOPLE = (STAFF, COLLEAGUE, HEAD, COORDINATOR, REVIEWER, LEADER, ADMIN, OUTSIDE_HEAD, OUTSIDER)
ROSTER = Roster(units=(HOUSE, GENERAL, SUPERVISION, FINANCE, REVIEW), people=PEOPLE)

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
FRIDAY = datetime(2026, 11, 27, 10, 0, tzinfo=UTC)


def assigned(
    *lead: Assignee, by: Person = COORDINATOR, support: tuple[Assignee, ...] = (), number: str = "DB-2026-1"
) -> Task:
    """Return a fresh task for the assignees."""
    entry = Assigned(
        number=number, by=by.id, at=MONDAY, title="报送三季度经济运行分析", lead=lead, support=support, deadline=FRIDAY
    )
    return fold(None, entry, seq=1)


def person(who: Person) -> Assignee:
    """Return the person as an assignee."""
    return Assignee(person=who.id)


def unit(which: Unit) -> Assignee:
    """Return the unit as an assignee."""
    return Assignee(unit=which.id)
