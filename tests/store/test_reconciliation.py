"""Somebody with the key and other tools changes the database: the replayed trail, or the chain, notices."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import randomness
from db.store.connection import Connection
from db.store.reconcile import differences
from db.store.store import Store
from db.store.tables import quoted, read_tables
from db.store.trail import verify
from tests.store.workbench import OTHER_STUDY, STUDY, Workbench, a_person, a_study, drop_triggers

Tamper = Callable[[Connection], int]


def _failed(bench: Workbench) -> set[str]:
    opened = bench.open()
    try:
        return {result.name for result in opened.check() if not result.good}
    finally:
        opened.close()


@pytest.mark.requirement("AUD-1", "AUD-4")
def test_a_whole_workspace_passes_every_check_with_progress(store: Store) -> None:
    a_study(store, STUDY, "NORD-1")
    a_person(store, "Åberg", STUDY)
    heard: list[tuple[int, int]] = []
    results = store.check(progress=lambda done, of: heard.append((done, of)))
    assert [result.name for result in results] == [
        "pages", "chain", "reconciliation", "references", "triggers", "rights",
    ]  # fmt: skip
    assert all(result.good for result in results), results
    assert heard == sorted(heard) and heard[-1][0] == heard[-1][1]


@pytest.mark.requirement("AUD-2", "AUD-4")
@pytest.mark.parametrize(
    ("sql", "failing"),
    [
        ("UPDATE person SET family_name = 'Altered'", "reconciliation"),
        ("DELETE FROM assignment", "reconciliation"),
        ("INSERT INTO settings VALUES ('planted', '1')", "reconciliation"),
        ("UPDATE audit SET detail = replace(detail, 'berg', 'burg') WHERE tbl = 'person'", "chain"),
        ("UPDATE audit SET body = replace(body, '18:40', '17:40') WHERE seq = 3", "chain"),
        ("UPDATE audit SET salt = NULL, detail = NULL WHERE seq = 3", "chain"),
        ("DELETE FROM audit WHERE seq = 3", "chain"),
        ("DELETE FROM audit WHERE tbl = 'assignment'", "reconciliation"),
        ("UPDATE assignment SET person = 'nobody'", "references"),
        ("DROP INDEX person_by_name", None),
    ],
)
def test_tampering_is_found_and_named(bench: Workbench, store: Store, sql: str, failing: str | None) -> None:
    a_study(store, STUDY, "NORD-1")
    a_person(store, "Åberg", STUDY)
    store.close()
    with bench.without_triggers() as connection:
        connection.run("PRAGMA foreign_keys = OFF")
        connection.run(sql)
    found = _failed(bench)
    assert (failing in found) if failing else not found


def test_a_missing_trigger_is_found(bench: Workbench, store: Store) -> None:
    store.close()
    with bench.around() as connection:
        connection.run("DROP TRIGGER trail_person_update")
    assert _failed(bench) == {"triggers"}


@pytest.mark.requirement("AUD-2")
def test_a_chain_written_anew_from_the_middle_does_not_have_the_pinned_head(bench: Workbench, store: Store) -> None:
    from db.store import chain

    a_person(store, "Åberg")
    store.close()
    with bench.without_triggers() as connection:
        connection.run("UPDATE person SET family_name = 'Oberg'")
        head = chain.start(bench.workspace)
        for seq, body, salt, detail in connection.rows("SELECT seq, body, salt, detail FROM audit ORDER BY seq"):
            altered = detail.replace("Åberg", "Oberg")
            told = body.replace(chain.detail_hash(salt, detail), chain.detail_hash(salt, altered))
            head = chain.entry_hash(head, told)
            connection.run("UPDATE audit SET body = ?, hash = ?, detail = ? WHERE seq = ?", (told, head, altered, seq))
    opened = bench.open()
    assert all(result.good for result in opened.check())  # inside, all fits
    assert "replaced" in opened.findings[0]  # the keyring remembers better
    opened.close()


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    """A database with some life in it and its triggers out of the way, copied for each example."""
    bench = Workbench(tmp_path_factory.mktemp("lived-in"))
    store = bench.create()
    for study, code in ((STUDY, "NORD-1"), (OTHER_STUDY, "OST-2")):
        a_study(store, study, code)
    people = [a_person(store, name, STUDY) for name in ("Åberg", "Östlund", "佐藤")]
    with store.change("Update after a monitor's finding") as change:
        change.update("person", people[0], {"email": "a@example.org", "end": "2026-12-31"})
        change.delete("assignment", str(store.scalar("SELECT id FROM assignment WHERE person = ?", (people[1],))))
    store.users.record_unlock(bench.officer.id, 5, 1, 0)
    store.close()
    with bench.around() as connection:
        drop_triggers(connection)
    return bench


TABLES = ("audit", "person", "study", "assignment", "users", "settings", "reasons", "installations", "schema_files")


@pytest.mark.requirement("AUD-2", "AUD-4", "UNL-9")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    table=st.sampled_from(TABLES),
    pick=st.integers(0, 1000),
    column=st.integers(0, 1000),
    how=st.sampled_from(("change", "delete", "copy")),
    text=st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1, max_size=8),
)
def test_any_edit_behind_the_program_s_back_is_noticed(
    lived_in: Workbench, tmp_path: Path, table: str, pick: int, column: int, how: str, text: str
) -> None:
    copy = tmp_path / f"{randomness.new_uuid()}.db"
    shutil.copy(lived_in.path, copy)
    connection = Connection(copy, lived_in.key)
    try:
        connection.run("PRAGMA foreign_keys = OFF")
        connection.run("PRAGMA ignore_check_constraints = ON")
        before = _content(connection, table)
        try:
            _edit(connection, table, pick, column, how, text)
        except Exception:  # noqa: BLE001 - the tables' own rules refused it: nothing to notice
            assert _content(connection, table) == before
            return
        altered = _content(connection, table) != before
        report = verify(connection, lived_in.workspace)
        head = (report.entries, report.head)
        pin = lived_in.pins.pin
        assert pin is not None
        noticed = not report.good or head != (pin.seq, pin.head) or next(differences(connection), None) is not None
        assert noticed is altered
    finally:
        connection.close()
        copy.unlink()


def _columns(connection: Connection, table: str) -> list[str]:
    if table == "audit":
        return ["seq", "body", "hash", "salt", "detail"]
    return list(read_tables(connection).registers[table].columns)


def _content(connection: Connection, table: str) -> list[object]:
    columns = ", ".join(quoted(column) for column in _columns(connection, table))
    return sorted(map(repr, connection.rows(f"SELECT {columns} FROM {quoted(table)}")))


def _edit(connection: Connection, table: str, pick: int, column: int, how: str, text: str) -> None:
    columns = _columns(connection, table)
    name, key = quoted(columns[column % len(columns)]), quoted(columns[0])
    rows = connection.rows(f"SELECT {key} FROM {quoted(table)} ORDER BY 1")
    if not rows:
        return
    row = rows[pick % len(rows)][0]
    if how == "change":
        connection.run(f"UPDATE {quoted(table)} SET {name} = ? WHERE {key} = ?", (text, row))
    elif how == "delete":
        connection.run(f"DELETE FROM {quoted(table)} WHERE {key} = ?", (row,))
    else:
        others = ", ".join(quoted(other) for other in columns[1:])
        new: str | int = len(rows) + 1 + pick if table == "audit" else randomness.new_id()
        connection.run(
            f"INSERT INTO {quoted(table)} ({key}, {others}) SELECT ?, {others} FROM {quoted(table)} WHERE {key} = ?",
            (new, row),
        )
