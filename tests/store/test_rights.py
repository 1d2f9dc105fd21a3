"""Rights are data, and the connection itself holds to them, whatever a screen asks for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from db import randomness
from db.errors import Known, Refused
from db.store.actor import ROLES
from db.store.errors import NotAllowed
from db.store.query import Query
from db.store.rights import parsed, rights
from db.store.store import NewUser, Store
from tests.store.workbench import OTHER_STUDY, STUDY, Workbench, a_person, a_study

ENTERED = "2026-11-23T18:40:00.000+01:00"
LIMITED = ("monitor", "inspector")


@pytest.fixture
def people(bench: Workbench) -> dict[str, str]:
    """A workspace with two studies, a person in each and one in none, and a user of every role: role -> user."""
    store = bench.begin()
    for study, code in ((STUDY, "NORD-1"), (OTHER_STUDY, "OST-2")):
        a_study(store, study, code)
    a_person(store, "Åberg", STUDY)
    a_person(store, "Östlund", OTHER_STUDY)
    a_person(store, "Nobody")
    users = {"officer": bench.officer.id}
    for role in ROLES[1:]:
        studies = (STUDY,) if role in LIMITED else None
        users[role] = store.users.add(NewUser(f"{role}.1", f"A {role}", role, studies=studies)).id
    store.close()
    return users


@pytest.fixture
def as_role(bench: Workbench, people: dict[str, str]) -> Iterator[dict[str, Store]]:
    """Opened on demand, closed at the end."""

    class Opened(dict[str, Store]):
        def __missing__(self, role: str) -> Store:
            self[role] = bench.open(people[role])
            return self[role]

    opened = Opened()
    yield opened
    for store in opened.values():
        store.close()


@pytest.mark.requirement("ROL-1", "ROL-2")
@pytest.mark.parametrize("role", ROLES)
def test_every_role_reads_and_writes_what_the_table_of_rights_says(as_role: dict[str, Store], role: str) -> None:
    store = as_role[role]
    for table, given in rights().items():
        reads = given.may(role, "r") and (role not in LIMITED or given.study is not None or table == "audit")
        if reads:
            store.rows(f'SELECT * FROM "{table}"')
        else:
            with pytest.raises(NotAllowed):
                store.rows(f'SELECT * FROM "{table}"')
    row: dict[str, dict[str, str]] = {
        "reasons": {"label": f"of {role}"},
        "study": {"code": f"X-{role}", "protocol": "P", "entered": ENTERED},
        "settings": {"value": "1"},
        "seals": {"certificate": randomness.new_id(), "key": "x"},
    }
    for table, values in row.items():
        if rights()[table].may(role, "i") and table != "seals":
            with store.change() as change:
                change.insert(table, values)
        elif not rights()[table].may(role, "i"):
            with pytest.raises(NotAllowed), store.change() as change:
                change.insert(table, values)
    store.event("view", page="roster")  # everybody's events are taken


@pytest.mark.requirement("ROL-2", "ROL-3")
@pytest.mark.parametrize("role", ["monitor", "inspector", "staff", "custodian"])
def test_who_may_only_read_cannot_write_through_any_statement(as_role: dict[str, Store], role: str) -> None:
    store = as_role[role]
    for sql in (
        "DELETE FROM person",
        "DELETE FROM main.person",
        "UPDATE main.person SET family_name = 'x'",
        "INSERT INTO main.study (id, code, protocol, entered) VALUES ('a', 'b', 'c', 'd')",
        "INSERT INTO main.event VALUES ('log-in', NULL, NULL, '{}', '')",
        "WITH x AS (SELECT 1) DELETE FROM main.reasons",
        "REPLACE INTO main.reasons (id, label) VALUES ('a', 'b')",
        "DROP TABLE person", "DROP TRIGGER audit_keep", "CREATE TABLE x (a)", "CREATE TEMP TABLE x (a)",
        "CREATE TEMP VIEW person AS SELECT 1", "CREATE TEMP TRIGGER t INSTEAD OF INSERT ON event BEGIN SELECT 1; END",
        "ATTACH ':memory:' AS x", "PRAGMA writable_schema = ON", "PRAGMA recursive_triggers = OFF", "VACUUM",
        "PRAGMA query_only", "PRAGMA table_info(person)", "ALTER TABLE person ADD COLUMN x", "REINDEX", "ANALYZE",
        "SELECT * FROM sqlite_schema", "SELECT * FROM sqlite_temp_schema", "SELECT * FROM pragma_table_list",
        "SELECT load_extension('x')", "SELECT trail_body()", "EXPLAIN SELECT 1",
        "WITH x AS (SELECT 1) INSERT INTO main.person (id) VALUES ('x')",
        "SELECT trail_said(1, x'', 'log-in', NULL, NULL, '{}', '')",
    ):  # fmt: skip
        with pytest.raises(Refused):
            store.rows(sql)
    with pytest.raises(Known), store.change("why") as change:
        change.update("person", randomness.new_id(), {"note": "x"})
    assert store.trail.verify().good


@pytest.mark.requirement("ROL-2")
def test_even_an_officer_cannot_write_the_trail_or_alter_the_tables(as_role: dict[str, Store]) -> None:
    store = as_role["officer"]
    for sql in (
        "WITH x AS (SELECT 1) INSERT INTO audit (seq, body, hash) VALUES (1, '{}', x'00')",
        "WITH x AS (SELECT 1) UPDATE audit SET detail = NULL", "WITH x AS (SELECT 1) DELETE FROM audit",
        "WITH x AS (SELECT 1) UPDATE main.person SET note = 'no'",
        "WITH trail_event AS (SELECT 1) INSERT INTO audit SELECT * FROM trail_event",
    ):  # fmt: skip
        with pytest.raises(NotAllowed):
            store.rows(sql)
    with pytest.raises(ValueError, match="no table"), store.change("why") as change:
        change.delete("audit", "1")


@pytest.mark.requirement("ROL-4")
def test_what_was_refused_is_on_the_trail(as_role: dict[str, Store]) -> None:
    store = as_role["staff"]
    with pytest.raises(NotAllowed), store.change("why") as change:
        change.insert("study", {"code": "X", "protocol": "P", "entered": ENTERED})
    with pytest.raises(NotAllowed):
        store.rows("WITH gone AS (SELECT 1) DELETE FROM person")
    found = as_role["officer"].trail.page(Query(where={"action": ["refusal"], "role": ["staff"]})).rows
    assert [entry.new["words"] for entry in found] == [
        "The role staff may not remove from person.",
        "The role staff may not add to study.",
    ]


@pytest.mark.requirement("ROL-2", "UNL-4")
def test_everybody_records_their_own_unlocking_and_nothing_else_of_a_user(
    as_role: dict[str, Store], people: dict[str, str]
) -> None:
    for role in ROLES:
        as_role[role].users.record_unlock(people[role], 100, 1, 0)
    for role in ROLES[1:]:
        store = as_role[role]
        with pytest.raises(Known), store.change("why") as change:
            change.update("users", people["officer"], {"step": 500})
        with pytest.raises(NotAllowed), store.change("why") as change:
            change.update("users", people[role], {"role": "officer"})
        with pytest.raises(NotAllowed):
            store.users.add(NewUser("new", "New", "officer"))
    assert as_role["officer"].users.get(people["officer"]).step == 100


@pytest.mark.requirement("ROL-3")
def test_a_session_of_one_study_sees_that_study(as_role: dict[str, Store], people: dict[str, str]) -> None:
    store = as_role["monitor"]
    assert store.rows("SELECT family_name FROM person") == [("Åberg",)]
    assert store.rows("SELECT code FROM study") == [("NORD-1",)]
    assert store.rows("SELECT count(*) FROM assignment") == [(1,)]
    assert store.rows("SELECT label FROM protocol_version") == []  # a view of the database sees through the same eyes
    named = {people[role] for role in ROLES if role != "inspector"}
    assert {user.id for user in store.users.all()} == named, "the hands a record went through, but no other visitor"
    assert {one.row for one in store.trail.page(Query(where={"table": ["users"]})).rows} == {people["monitor"]}
    seen = store.trail.page(Query()).rows
    shown = "".join(str(dict(entry.new)) for entry in seen)
    assert "Åberg" in shown and "Östlund" not in shown and "Nobody" not in shown and "Zoë" not in shown
    other = as_role["officer"].scalar("SELECT id FROM person WHERE family_name = 'Östlund'")
    assert store.trail.history("person", str(other)) == ()
    assert store.trail.verify().good and all(result.good for result in store.check())
    with pytest.raises(Refused):
        store.trail.export(store.path.with_name("t.jsonl"))


@pytest.mark.requirement("ROL-3")
@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM main.person",
        "WITH person AS (SELECT * FROM main.person) SELECT * FROM person",
        "WITH trail_person_insert AS (SELECT * FROM main.person) SELECT * FROM trail_person_insert",
        "WITH trail_event AS (SELECT * FROM main.audit) SELECT * FROM trail_event",
        "WITH protocol_version AS (SELECT * FROM main.person) SELECT * FROM protocol_version",
        "WITH event AS (SELECT * FROM main.audit) SELECT * FROM event",
        "SELECT * FROM main.audit",
        "SELECT * FROM (SELECT * FROM main.person) AS person",
        "SELECT (SELECT family_name FROM main.person LIMIT 1)",
        "SELECT * FROM person_search('åberg')",
        "SELECT * FROM main.person_search_data",
        "SELECT count(*) FROM main.person",
        "SELECT id FROM main.person",
        "SELECT * FROM person WHERE EXISTS (SELECT 1 FROM main.person WHERE family_name = 'Östlund')",
    ],
)
def test_no_name_of_ours_opens_the_tables_to_a_session_of_one_study(as_role: dict[str, Store], sql: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        as_role["monitor"].rows(sql)
    assert len(refused.value.table) < 32  # nor does the refusal tell the suffix


@pytest.mark.requirement("ROL-2")
def test_who_does_not_see_a_register_does_not_see_it_on_the_trail(as_role: dict[str, Store]) -> None:
    store = as_role["custodian"]
    shown = "".join(str(dict(entry.new)) for entry in store.trail.page(Query()).rows)
    assert "Zoë Brandt" in shown and "Åberg" not in shown
    with pytest.raises(NotAllowed):
        store.rows("SELECT * FROM main.audit")


def test_who_sees_everything_searches_with_the_index(as_role: dict[str, Store]) -> None:
    found = "SELECT family_name FROM person WHERE rowid IN (SELECT rowid FROM person_search('aberg'))"
    assert as_role["staff"].rows(found) == [("Åberg",)]


@pytest.mark.requirement("ROL-1")
@pytest.mark.parametrize(
    "text",
    [
        '[person]\nofficers = "r"',
        '[person]\nofficer = "rx"',
        "[person]\nofficer = 1",
        "[person]\ncolumns = {boss = []}",
    ],
)
def test_a_slip_in_the_rights_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="rights of"):
        parsed(text)
