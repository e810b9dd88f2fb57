"""The words of a roster file in both languages: header, kinds and roles (interface.md "Roster file")."""

from __future__ import annotations

from handlers.reading.rostering import ROLES as SAID
from ledger.people import Role, UnitKind
from ledger.roster_rows import GROUP, PERSON

HEADER = {
    "kind": "类型",
    "name": "名称",
    "unit": "所属",
    "role": "角色",
    "title": "职务",
    "phone": "手机",
    "aliases": "别名",
    "members": "成员",
    "superior": "上级",
    "fields": "分管",
}
"""English column name to Chinese, in the order of the file."""

ID = "编号"
"""The number that the ledger's entries call a unit or a person by; exported where it is asked for, never imported."""
_ALSO = {
    "姓名": "name",
    "单位": "unit",
    "所属单位": "unit",
    "电话": "phone",
    "手机号": "phone",
    "分管单位": "fields",
    ID: "id",
    "id": "id",
}
COLUMNS = {**{name: name for name in HEADER}, **{chinese: name for name, chinese in HEADER.items()}, **_ALSO}
"""Every header word that is understood, to the English column name."""

KIND_WORDS = {
    PERSON: "人员",
    UnitKind.DISTRICT.value: "区",
    UnitKind.DEPARTMENT.value: "部门",
    UnitKind.OFFICE.value: "科室",
    UnitKind.CENTRE.value: "中心",
    GROUP: "分组",
}
KINDS = {**{kind: kind for kind in KIND_WORDS}, **{word: kind for kind, word in KIND_WORDS.items()}, "center": "centre"}
"""Every word for a kind, to the kind."""

ROLE_WORDS = {
    Role.STAFF: "科员",
    Role.HEAD: "科室负责人",
    Role.COORDINATOR: "督查员",
    Role.REVIEWER: "销号审核",
    Role.LEADER: "分管领导",
    Role.ADMIN: "管理员",
}
ROLES = {**{role.value: role for role in Role}, "administrator": Role.ADMIN, **SAID}
"""Every word for a role, to the role."""

KIND_MEMBER_PREFIXES = ("kind:", "类型:")
"""How a group's members name all units of a kind; the colon may be full-width in the file."""
