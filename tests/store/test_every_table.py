"""Every table, tried with raw SQL on the connection itself by every role: only rights.toml lets a write through."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from db.store.actor import ROLES, VISITORS
from db.store.errors import NotAllowed
from db.store.rights import rights
from db.store.store import NewUser, Store
from tests.store.workbench import STUDY, Workbench, a_study

VISITORS_ADD = {"user_duty", "signature"}
"""What a monitor or an inspector may add to beside their own unlocking: their own statement and signature (VIS-2)."""


@pytest.fixture(params=ROLES)
def session(bench: Workbench, request: pytest.FixtureRequest) -> Iterator[tuple[str, Store]]:
    """Somebody of this role at work; visitors limited to one study."""
    store = bench.begin()
    a_study(store, STUDY, "NORD-1")
    role = str(request.param)
    user = bench.officer.id
    if role != "officer":
        user = store.users.add(NewUser("one", "One", role, studies=(STUDY,) if role in VISITORS else None)).id
    store.close()
    opened = bench.open(user)
    yield role, opened
    opened.close()


def statements(table: str, key: str, column: str) -> dict[str, str]:
    """One of each kind that writes, and would touch no row."""
    return {
        "i": f'INSERT INTO main."{table}" ("{key}") SELECT \'x\' WHERE 0',
        "u": f'UPDATE main."{table}" SET "{column}" = NULL WHERE 0',
        "d": f'DELETE FROM main."{table}" WHERE 0',
    }


@pytest.mark.requirement("ROL-2", "ROL-3", "ROL-1")
def test_no_table_takes_a_write_that_the_rights_do_not_name(session: tuple[str, Store]) -> None:
    role, store = session
    connection, tables = store._connection, store._tables.registers
    assert set(rights()) == {*tables, "audit"}, "every table has its rights, and every right its table"
    for table in (*tables.values(),):
        given = rights()[table.name]
        column = next((one for one in table.columns if one != table.key), table.key)
        for letter, sql in statements(table.name, table.key, column).items():
            with pytest.raises(NotAllowed):  # outside a change nothing writes, whoever it is
                connection.run(sql)
            allowed = given.may_update(role, column) if letter == "u" else given.may(role, letter)
            if not allowed:
                with pytest.raises(NotAllowed), store._authorizer.writing():
                    connection.run(sql)
    for sql in statements("audit", "body", "detail").values():
        with pytest.raises(NotAllowed), store._authorizer.writing():
            connection.run(sql)


@pytest.mark.requirement("ROL-3", "ROL-2")
def test_who_visits_writes_nothing_of_the_site_s(session: tuple[str, Store]) -> None:
    role, store = session
    if role not in VISITORS:
        return
    writes = {name for name in store._tables.registers if set(rights()[name].letters.get(role, "")) & set("iud")}
    assert writes <= {"users", *VISITORS_ADD}
    assert not rights()["users"].may(role, "i") and not rights()["users"].may_update(role, "role")
