"""Opening a database that is not as it was left: each case is told, and nothing is half-written."""

from __future__ import annotations

import shutil
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from db import randomness
from db.errors import BadInput, Known, Refused
from db.store import opening, schema_files
from db.store.connection import Connection
from db.store.errors import (
    Busy,
    DamagedDatabase,
    NewerDatabase,
    NoDatabase,
    ReadOnlyPlace,
    WrongKey,
)
from db.store.pins import Pin
from db.store.query import Query
from db.store.schema_dump import fresh_dump
from db.store.schema_files import LATEST
from db.store.store import NewUser, Store
from tests.store.workbench import STUDY, KeptPins, Workbench, a_person


@pytest.mark.requirement("UNL-1")
def test_the_file_tells_nothing_without_the_key(bench: Workbench, store: Store) -> None:
    a_person(store, "Quetzalcoatl")
    for path in bench.folder.iterdir():
        content = path.read_bytes()
        assert b"Quetzalcoatl" not in content and b"SQLite format" not in content and bench.key not in content
    store.close()
    plain = sqlite3.connect(bench.path)
    with pytest.raises(sqlite3.DatabaseError):
        plain.execute("SELECT * FROM sqlite_schema")
    plain.close()
    with pytest.raises(WrongKey) as refused:
        bench.open(key=randomness.token(32))
    assert bench.key.hex() not in str(refused.value) and "restore" in refused.value.todo
    assert bench.key.hex() not in repr(bench.open())
    with pytest.raises(ValueError, match="32 bytes"):
        bench.open(key=bench.key[:31])


@pytest.mark.requirement("UNL-9")
def test_an_older_copy_put_back_is_noticed_and_recorded(bench: Workbench, store: Store, tmp_path: Path) -> None:
    store.close()
    shutil.copy(bench.path, tmp_path / "older")
    later = bench.open()
    a_person(later, "Åberg")
    later.close()
    shutil.copy(tmp_path / "older", bench.path)
    opened = bench.open()
    assert "older copy" in opened.findings[0]
    assert opened.trail.page(Query(limit=1)).rows[0].new == {"words": opened.findings[0]}
    opened.close()
    again = bench.open()
    assert again.findings == ()  # it is on the trail, and the pin is of this file now
    again.close()


@pytest.mark.requirement("UNL-9")
def test_another_history_of_the_same_length_and_a_lost_memory_are_noticed(bench: Workbench, store: Store) -> None:
    store.close()
    head = bench.pins.pin
    assert head is not None
    bench.pins.pin = Pin(head.seq, "00" * 32)
    replaced = bench.open()
    assert "replaced" in replaced.findings[0]
    replaced.close()
    forgotten = bench.open(pins=KeptPins())
    assert "no memory" in forgotten.findings[0]
    forgotten.close()


@pytest.mark.requirement("UNL-9")
def test_a_cut_log_is_noticed(bench: Workbench, store: Store, tmp_path: Path) -> None:
    a_person(store, "Åberg")
    store.write_pin()
    for name in (bench.path.name, bench.path.name + "-wal"):
        shutil.copy(bench.folder / name, tmp_path / f"cut-{name}")
    log = tmp_path / f"cut-{bench.path.name}-wal"
    log.write_bytes(log.read_bytes()[:-4096])
    cut = bench.open(path=tmp_path / f"cut-{bench.path.name}")
    assert "log was lost" in cut.findings[0]
    cut.close()


@pytest.mark.requirement("AUD-3")
def test_a_clock_put_back_is_recorded(bench: Workbench, store: Store) -> None:
    store.close()
    bench.clock.at -= timedelta(days=1)
    opened = bench.open()
    assert "clock" in opened.findings[0]
    opened.close()


def test_damage_is_told_from_a_wrong_key_where_it_can_be(bench: Workbench, store: Store) -> None:
    a_person(store, "Åberg")
    store.close()
    whole = bench.path.read_bytes()
    bench.path.write_bytes(whole[:-100])
    with pytest.raises(DamagedDatabase, match="cut"):
        bench.open()
    bench.path.write_bytes(b"")
    with pytest.raises(DamagedDatabase):
        bench.open()
    bench.path.write_bytes(whole[: len(whole) // 2 // 4096 * 4096])
    with pytest.raises(Known):
        bench.open()
    bench.path.write_bytes(randomness.token(1) + whole[1:])
    with pytest.raises(WrongKey):
        bench.open()
    bench.path.unlink()
    with pytest.raises(NoDatabase):
        bench.open()
    assert not bench.path.exists()


def test_any_damaged_page_is_found_by_the_check(bench: Workbench, store: Store) -> None:
    a_person(store, "Åberg")
    store.close()
    whole = bytearray(bench.path.read_bytes())
    whole[len(whole) // 2] ^= 1
    bench.path.write_bytes(whole)
    try:
        opened = bench.open()
    except DamagedDatabase:
        return  # the page was needed to open
    results = {result.name: result for result in opened.check()}
    assert not results["pages"].good and "seal" in results["pages"].words
    opened.close()


def test_a_file_of_something_else_is_refused(bench: Workbench, store: Store) -> None:
    store.close()
    other = bench.folder / "plain.db"
    plain = sqlite3.connect(other)
    plain.execute("CREATE TABLE t (a)")
    plain.close()
    with pytest.raises((WrongKey, DamagedDatabase)):
        bench.open(path=other)
    with pytest.raises(BadInput, match="already"):
        bench.create()


def test_a_newer_database_is_refused_and_left_alone(bench: Workbench, store: Store) -> None:
    store.close()
    with bench.around() as connection:
        connection.run("PRAGMA user_version = 9999")
    before = bench.path.read_bytes()
    with pytest.raises(NewerDatabase, match="newer version"):
        bench.open()
    assert bench.path.read_bytes() == before


def test_who_may_not_work_here_does_not(bench: Workbench, store: Store) -> None:
    gone = store.users.add(NewUser("gone", "Gone", "staff"))
    brief = store.users.add(NewUser("brief", "Brief", "monitor", studies=(STUDY,), until="2026-11-23"))
    store.users.suspend(gone.id, "left the site")
    store.close()
    bench.open(brief.id).close()
    bench.clock.advance(86400)
    for user in (gone.id, brief.id, randomness.new_id()):
        with pytest.raises(Refused):
            bench.open(user)


def test_a_database_that_somebody_writes_to_says_so(bench: Workbench, store: Store) -> None:
    store._connection.authorize(None)
    store._connection.run("PRAGMA busy_timeout = 10")  # a person waits longer than a test
    with bench.around() as other:
        other.run("BEGIN IMMEDIATE")
        with pytest.raises(Busy, match="Another program"), store.change():
            pass
        other.run("ROLLBACK")
    a_person(store, "Åberg")


def test_a_store_opened_for_reading_writes_nothing(bench: Workbench, store: Store) -> None:
    store.close()
    before = bench.path.read_bytes()
    reading = bench.open(read_only=True)
    assert len(reading.users.all()) == 1 and reading.trail.verify().good
    with pytest.raises(ReadOnlyPlace):
        a_person(reading, "Åberg")
    with pytest.raises(ReadOnlyPlace):
        reading.event("view")
    reading.close()
    assert bench.path.read_bytes() == before


def _folder(place: Path) -> Path:
    (place / "schema").mkdir()
    return place / "schema"


def _more(folder: Path, name: str, sql: str) -> None:
    for file in schema_files.FOLDER.glob("0*.sql"):
        shutil.copy(file, folder)
    (folder / name).write_text(sql, encoding="utf-8")


@pytest.mark.requirement("AUD-1")
def test_a_migration_runs_once_after_a_copy_and_its_rewriting_is_on_the_trail(
    bench: Workbench, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    _more(
        _folder(tmp_path),
        "9001_rebuild.sql",
        """
        -- the label in capitals, in a table built anew, which no trigger sees; and a column with a default
        CREATE TABLE reasons_new (id TEXT PRIMARY KEY, label TEXT NOT NULL, retired TEXT,
            weight INTEGER NOT NULL DEFAULT 7) STRICT;
        INSERT INTO reasons_new (id, label, retired) SELECT id, upper(label), retired FROM reasons;
        DROP TABLE reasons;
        ALTER TABLE reasons_new RENAME TO reasons;
        ALTER TABLE settings ADD COLUMN since TEXT NOT NULL DEFAULT '2026-01-01';
        UPDATE users SET name = 'Zoë Brandt-Maier';
        CREATE TABLE brand_new (id TEXT PRIMARY KEY, "by" TEXT) STRICT;
        """,
    )
    files = schema_files.schema_files(tmp_path / "schema")
    monkeypatch.setattr(opening, "schema_files", lambda: files)
    migrated = bench.open()
    results = {result.name: result for result in migrated.check()}
    assert [name for name, result in results.items() if not result.good] == ["rights"]  # of brand_new nobody has any
    assert "brand_new" in results["rights"].words
    rewritten = migrated.trail.page(Query(where={"action": ["migrate"], "table": ["reasons"]}))
    assert rewritten.matching == len(opening.FIRST_REASONS)
    assert (
        rewritten.rows[0].old["label"] != rewritten.rows[0].new["label"] == str(rewritten.rows[0].new["label"]).upper()
    )
    assert migrated.trail.history("users", bench.officer.id)[-1].new == {"name": "Zoë Brandt-Maier"}
    with migrated.change() as change:
        change.insert("settings", {"value": "1"})
    migrated.close()
    copies = list(bench.folder.glob("*.before-9001"))
    before = Connection(copies[0], bench.key, query_only=True)
    assert before.scalar("SELECT name FROM users") == "Zoë Brandt"
    before.close()
    bench.open().close()
    assert not list(bench.folder.glob("*.before-*"))  # the next opening takes it away


def test_a_migration_that_fails_changes_nothing(
    bench: Workbench, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    broken = "CREATE TABLE half (id TEXT PRIMARY KEY) STRICT;\nSELECT nothing;"
    _more(_folder(tmp_path), "9001_broken.sql", broken)
    files = schema_files.schema_files(tmp_path / "schema")
    with monkeypatch.context() as patch:
        patch.setattr(opening, "schema_files", lambda: files)
        with pytest.raises(Exception, match=r"nothing|half"):
            bench.open()
    opened = bench.open()
    assert all(result.good for result in opened.check())
    opened.close()


def test_a_table_the_trail_could_not_name_is_refused(
    bench: Workbench, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    folder = tmp_path / "schema"
    folder.mkdir()
    _more(folder, "9001_nameless.sql", "CREATE TABLE nameless (a TEXT, b TEXT, PRIMARY KEY (a, b)) STRICT;")
    files = schema_files.schema_files(folder)
    monkeypatch.setattr(opening, "schema_files", lambda: files)
    with pytest.raises(ValueError, match="one TEXT PRIMARY KEY"):
        bench.open()


def test_the_schema_as_checked_in_is_what_the_files_make() -> None:
    assert LATEST.read_text(encoding="utf-8") == fresh_dump(), (
        "db/store/schema/latest.sql is stale: run `python -m db.store.schema_dump` and commit it with your schema file"
    )


def test_statements_asked_in_turn_are_prepared_once_even_after_a_migration(store: Store) -> None:
    asked: list[int] = []
    connection, authorizer = store._connection, store._authorizer
    connection.authorize(lambda *what: asked.append(1) or authorizer(*what))  # type: ignore[func-returns-value]
    for turn in range(3):
        asked.clear()
        for table in ("person", "study", "capa", "incident"):
            store.rows(f"SELECT id FROM {table} WHERE id = ?", ("nobody",))
        assert bool(asked) == (turn == 0), f"turn {turn + 1} was prepared {len(asked)} times over"
