"""What docs/access.md says of roles and of the log is what the code does."""

from __future__ import annotations

from pathlib import Path

from shared.access.audit import Deed
from shared.access.permission import Permission
from shared.access.role import ROLES, RoleName
from shared.sites.lifecycle import SteeringDeed

DOCUMENT = (Path(__file__).parents[3] / "docs" / "access.md").read_text(encoding="utf-8")


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


def table_under(header: str) -> list[list[str]]:
    """Return the rows of the table whose first line begins so, the header first and without the line of dashes."""
    lines = DOCUMENT[DOCUMENT.index(header) :].split("\n\n", 1)[0].splitlines()
    return [cells(line) for line in (lines[0], *lines[2:])]


def test_the_table_of_roles_is_the_codes() -> None:
    (_, *roles), *rows = table_under("| may |")
    documented = {row[0].strip("`"): {role for role, mark in zip(roles, row[1:], strict=True) if mark} for row in rows}

    assert roles == list(RoleName)
    assert documented == {
        permission: {name for name, role in ROLES.items() if permission in role.permissions}
        for permission in Permission
    }


def test_every_deed_of_the_log_is_explained() -> None:
    _, *rows = table_under("| what | about |")

    assert [deed.strip(" `") for row in rows for deed in row[0].split(",")] == sorted(Deed, key=documented_order)


def test_so_is_what_becomes_of_a_nation() -> None:
    _, *rows = table_under("| what became of it | about |")

    assert {deed.strip(" `") for row in rows for deed in row[0].split(",")} == set(SteeringDeed)


def documented_order(deed: Deed) -> int:
    return DOCUMENT.index(f"`{deed}`", DOCUMENT.index("| what | about |"))
