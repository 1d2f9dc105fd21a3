"""Whatever is done to a record is on the trail, in the same transaction, and cannot be kept from it."""

from __future__ import annotations

from hashlib import sha256

import pytest

from db import randomness
from db.clock import stamp
from db.errors import BadInput, Refused
from db.store.connection import Connection
from db.store.errors import NotSaved, ReasonMissing
from db.store.query import Query
from db.store.store import Store
from db.store.tables import read_tables
from db.store.trail_writer import TrailWriter
from db.store.triggers import generated
from tests.store.workbench import STUDY, Workbench, a_person, a_study


def _actions(store: Store, since: int) -> list[str]:
    return [entry.action for entry in reversed(store.trail.page(Query()).rows) if entry.seq > since]


@pytest.mark.requirement("AUD-1")
def test_a_record_s_life_is_its_history(bench: Workbench, store: Store) -> None:
    person = a_person(store, "Åberg")
    a_study(store, STUDY, "NORD-1")
    with store.change() as change:
        role = change.insert("assignment", {"person": person, "study": STUDY, "role": "nrse", "start": "2026-01-01",
                                            "entered": stamp(bench.clock.now())})  # fmt: skip
    bench.clock.advance(60)
    with store.change("Correction of a typing error") as change:
        change.update("assignment", role, {"role": "nurse", "end": None})
    with store.change("Entered by mistake") as change:
        change.delete("assignment", role)
    made, changed, removed = store.trail.history("assignment", role)
    assert (made.action, changed.action, removed.action) == ("insert", "update", "delete")
    assert made.new == {"id": role, "person": person, "study": STUDY, "role": "nrse", "start": "2026-01-01",
                        "end": None, "entered": "2026-11-23T18:40:00.000+01:00", "late_reason": ""}  # fmt: skip
    assert made.old == {}
    assert (changed.old, changed.new) == ({"role": "nrse"}, {"role": "nurse"})  # only what changed
    assert changed.reason == "Correction of a typing error" and (changed.at - made.at).total_seconds() == 60
    assert stamp(changed.at) == "2026-11-23T18:41:00.000+01:00"
    assert removed.old == dict(made.new) | {"role": "nurse"} and removed.new == {}
    assert {(entry.by, entry.name, entry.role) for entry in (made, changed, removed)} == {
        (bench.officer.id, "Zoë Brandt", "officer")
    }
    assert store.trail.verify().good


@pytest.mark.requirement("AUD-1")
def test_saving_what_was_there_already_leaves_no_entry(store: Store) -> None:
    with store.change() as change:
        label = change.insert("reasons", {"label": "As it was"})
    before = store.head()
    with store.change() as change:  # and needs no reason either
        change.update("reasons", label, {"label": "As it was"})
    assert store.head() == before


@pytest.mark.requirement("AUD-1", "ROL-4")
def test_a_saved_value_changes_only_with_a_reason_and_the_refusal_is_recorded(store: Store) -> None:
    a_study(store, STUDY, "NORD-1")
    a_person(store, "Åberg", STUDY)
    role = str(store.scalar("SELECT id FROM assignment"))
    for work in ("update", "delete"):
        with pytest.raises(ReasonMissing), store.change("  ") as change:
            change.insert("reasons", {"label": "goes with the rest"})
            if work == "update":
                change.update("assignment", role, {"role": "physician"})
            else:
                change.delete("assignment", role)
    assert store.scalar("SELECT role FROM assignment") == "nurse"
    assert store.scalar("SELECT count(*) FROM reasons WHERE label LIKE 'goes%'") == 0
    refusals = store.trail.page(Query(where={"action": ["refusal"]})).rows
    assert len(refusals) == 2 and "only with a reason" in str(refusals[0].new["words"])


@pytest.mark.requirement("AUD-1")
def test_a_change_that_fails_leaves_neither_rows_nor_entries(store: Store) -> None:
    before = store.head()
    with pytest.raises(KeyError), store.change() as change:
        change.insert("reasons", {"label": "Lost"})
        raise KeyError("a fault of the caller")
    assert store.head() == before
    with pytest.raises(NotSaved, match="already"), store.change() as change:
        change.insert_many("reasons", ["label"], [("Twice",), ("Twice",)])
    assert store.head() == before


@pytest.mark.requirement("AUD-1", "AUD-2")
def test_a_statement_that_fails_gives_its_number_back(store: Store) -> None:
    with store.change() as change:
        with pytest.raises(NotSaved):
            change.insert_many("reasons", ["label"], [("Twice",), ("Twice",)])
        change.insert("reasons", {"label": "Twice"})
        store.event("view", tbl="reasons", row="x")
    assert store.trail.verify().good
    assert all(result.good for result in store.check())


def test_changes_do_not_nest_and_know_their_tables(store: Store) -> None:
    with store.change() as change:
        with pytest.raises(RuntimeError, match="nest"), store.change():
            pass
        with pytest.raises(ValueError, match="no table"):
            change.insert("nothing", {})
        with pytest.raises(ValueError, match="no column"):
            change.insert("reasons", {"label = 1; --": "x"})
        change.insert("reasons", {"label": "whole"})
        assert change.tables == {"reasons"}
    with pytest.raises(BadInput, match="not there"), store.change("why") as change:
        change.update("reasons", randomness.new_id(), {"label": "x"})


@pytest.mark.requirement("AUD-3")
def test_events_without_a_row_are_on_the_trail_and_cannot_pose_as_changes(store: Store) -> None:
    store.event("view", tbl="person", row="p1", page="roster")
    entry = store.trail.page(Query(limit=1)).rows[0]
    assert (entry.action, entry.table, entry.row, entry.new) == ("view", "person", "p1", {"page": "roster"})
    for action in ("insert", "update", "delete", "destroy", "migrate", "baseline", "", "two words"):
        with pytest.raises(BadInput):
            store.event(action)
    with store.change() as change:  # inside a change it shares its fate
        change.insert("reasons", {"label": "with an event"})
        store.event("import", file="people.csv")
    assert _actions(store, entry.seq)[-2:] == ["insert", "import"]


@pytest.mark.requirement("AUD-1")
def test_no_table_is_forgotten(store: Store) -> None:
    beside = store.beside()
    tables = read_tables(beside)
    beside.close()
    assert {"users", "settings", "reasons", "person", "training_record", "evidence"} <= set(tables.registers)
    for table in tables.registers.values():
        for name, sql in generated(table).items():
            assert tables.triggers.get(name) == sql, f"{table.name} is not on the trail: {name}"


@pytest.mark.requirement("AUD-1", "UNL-1")
def test_secrets_and_files_enter_as_their_hash_only(store: Store) -> None:
    beside = store.beside()
    tables = read_tables(beside)
    declared = {
        (table, column)
        for table in tables.registers
        for column, kind in beside.rows("SELECT name, type FROM pragma_table_xinfo(?)", (table,))
        if kind == "BLOB"
    }
    beside.close()
    assert {(name, column) for name, table in tables.registers.items() for column in table.secret} == declared
    key, sealed = randomness.token(32), randomness.token(500)
    with store.change() as change:
        file = change.insert(
            "evidence",
            {"name": "cv.pdf", "media": "application/pdf", "size": 1, "sha256": "a" * 64, "sealed": sealed,
             "entered": "2026-11-23T18:40:00.000+01:00"},
        )  # fmt: skip
        change.insert("evidence_key", {"id": file, "key": key})
    assert store.trail.history("evidence_key", file)[0].new["key"] == sha256(key).hexdigest()
    everything = "".join(str(row) for row in store.rows("SELECT body, detail FROM audit"))
    assert key.hex() not in everything and sealed.hex() not in everything


@pytest.mark.requirement("AUD-1")
def test_numbers_and_texts_come_back_as_they_were(store: Store) -> None:
    beside = store.beside()
    beside.close()
    text = 'quotes " \\ \x01 \u2028 line\nbreak, ٱلْعَرَبِيَّة, 😀'
    with store.change("why") as change:
        label = change.insert("reasons", {"label": text})
        change.update("reasons", label, {"label": text + "!"})
    made, changed = store.trail.history("reasons", label)
    assert made.new["label"] == text == changed.old["label"]
    assert all(result.good for result in store.check())


@pytest.mark.requirement("AUD-1")
def test_without_the_program_nothing_can_be_written(bench: Workbench, store: Store) -> None:
    store.close()
    with bench.around() as connection:
        for sql in (
            "INSERT INTO reasons (id, label) VALUES ('01900000-0000-7000-8000-000000000000', 'x')",
            "INSERT OR IGNORE INTO reasons (id, label) VALUES ('01900000-0000-7000-8000-000000000000', 'x')",
            "UPDATE reasons SET label = 'x' WHERE label = 'New information'",
            "DELETE FROM reasons",
            "INSERT INTO event VALUES ('log-in', NULL, NULL, '{}', '')",
        ):
            with pytest.raises(Exception, match="no such function"):
                connection.run(sql)


def _joined(bench: Workbench, connection: Connection) -> TrailWriter:
    from db.store.actor import Actor

    writer = TrailWriter(
        workspace=bench.workspace,
        installation=bench.installation,
        clock=bench.clock,
        actor=Actor(bench.officer.id, "Zoë Brandt", "officer"),
    )
    writer.join(connection)
    return writer


@pytest.mark.requirement("AUD-2")
def test_the_trail_guards_itself_even_from_the_program(bench: Workbench, store: Store) -> None:
    store.close()
    with bench.around() as connection:
        writer = _joined(bench, connection)
        writer.begin("why")
        columns = "(seq, body, hash, salt, detail)"
        for conflict in ("", "OR IGNORE", "OR REPLACE"):
            for select in (
                "seq + 1, body, hash, salt, detail",  # the next number, an old entry
                "seq, body, hash, salt, detail",  # an entry again
                "seq + 2, body, hash, salt, detail",  # a gap
            ):
                with pytest.raises((Refused, NotSaved)):
                    connection.run(
                        f"INSERT {conflict} INTO audit {columns} SELECT {select} FROM audit ORDER BY seq DESC LIMIT 1"
                    )
        for sql in (
            "UPDATE audit SET body = body || ' ' WHERE seq = 1",
            "UPDATE audit SET salt = NULL, detail = NULL WHERE seq = 1",
            "UPDATE audit SET seq = 1000 WHERE seq = 1",
            "DELETE FROM audit WHERE seq = 1",
            "UPDATE users SET id = '01900000-0000-7000-8000-000000000000'",
        ):
            with pytest.raises(NotSaved):
                connection.run(sql)
        writer.end()
        with pytest.raises(Refused, match="inside a change"):
            connection.run("INSERT INTO event VALUES ('log-in', NULL, NULL, '{}', '')")


@pytest.mark.requirement("AUD-1")
def test_replacing_a_row_leaves_its_removal_on_the_trail(bench: Workbench, store: Store) -> None:
    with store.change() as change:
        label = change.insert("reasons", {"label": "Replaced"})
    store.close()
    with bench.around() as connection:
        writer = _joined(bench, connection)
        writer.begin("why")
        connection.run("INSERT OR REPLACE INTO reasons (id, label) VALUES (?, 'Replacement')", (label,))
        writer.end()
    with_trail = bench.open()
    assert [entry.action for entry in with_trail.trail.history("reasons", label)] == ["insert", "delete", "insert"]
    assert all(result.good for result in with_trail.check())
    with_trail.close()


@pytest.mark.requirement("AUD-4")
def test_the_trail_is_searched_filtered_sorted_and_paged(bench: Workbench, store: Store) -> None:
    a_study(store, STUDY, "NORD-1")
    for number in range(30):
        a_person(store, f"Person {number:02}" if number != 7 else "Nightingale-Öst")
    trail, head = store.trail, store.head().seq
    newest = trail.page(Query(limit=10))
    assert [entry.seq for entry in newest.rows] == list(range(head, head - 10, -1))
    assert newest.matching == newest.of == head
    assert [entry.seq for entry in trail.page(Query(limit=3, offset=head - 2)).rows] == [2, 1]
    assert [entry.seq for entry in trail.page(Query(limit=3, sort=(("seq", False),), offset=1)).rows] == [2, 3, 4]
    found = trail.page(Query(search="nightingale 2026-11", where={"table": ["person"]}))
    assert found.matching == 1 and found.of == head and found.rows[0].new["family_name"] == "Nightingale-Öst"
    assert trail.page(Query(search="100%")).matching == 0  # the sign is a sign
    bench.clock.advance(86400)
    store.event("view")
    assert trail.page(Query(where={"since": ["2026-11-24"]})).matching == 1
    assert trail.page(Query(where={"until": ["2026-11-23"]})).matching == head
    by_action = trail.page(Query(sort=(("action", True), ("at", False)), limit=1))
    assert by_action.rows[0].action == "view"
    with pytest.raises(BadInput):
        trail.page(Query(where={"body": ["x"]}))


@pytest.mark.requirement("AUD-1", "AUD-2")
@pytest.mark.parametrize("rows", [0, 1, 49, 50, 51, 130])
def test_many_rows_at_once_are_each_on_the_trail_in_their_order(store: Store, rows: int) -> None:
    before = store.head().seq
    with store.change() as change:
        ids = change.insert_many("reasons", ["label", "retired"], [(f"label {number}", None) for number in range(rows)])
    entries = [entry for entry in reversed(store.trail.page(Query(limit=500)).rows) if entry.seq > before]
    assert [entry.row for entry in entries] == list(ids)
    assert [entry.new["label"] for entry in entries] == [f"label {number}" for number in range(rows)]
    assert all(result.good for result in store.check())
    with store.change() as change:  # and one wrong row among them takes all of them with it
        with pytest.raises(NotSaved):
            change.insert_many("reasons", ["label"], [*((f"more {number}",) for number in range(rows)), ("",)])
        store.event("view")
    assert store.scalar("SELECT count(*) FROM reasons WHERE label LIKE 'more%'") == 0
    assert store.head().seq == before + rows + 1 and store.trail.verify().good
