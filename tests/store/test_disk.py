"""A disk that is full, or refuses: the last step is lost, told, and nothing else."""

from __future__ import annotations

import resource
from pathlib import Path

import pytest

from db.store.connection import Connection
from db.store.errors import DiskFault, DiskFull, NoDatabase
from db.store.store import Store
from tests.store.workbench import STUDY, Workbench, a_person, a_study


def test_a_full_disk_loses_the_last_step_only(bench: Workbench, store: Store) -> None:
    a_study(store, STUDY, "NORD-1")
    head = store.head()
    store._connection.authorize(None)
    pages = store._connection.scalar("PRAGMA page_count")
    store._connection.run(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(DiskFull, match="full"), store.change() as change:
        change.insert_many("reasons", ["label"], [(f"label {number} {'x' * 500}",) for number in range(500)])
    assert store.head() == head and store.trail.verify().good
    store._connection.run(f"PRAGMA max_page_count = {pages + 100_000}")
    a_person(store, "Åberg")
    assert all(result.good for result in store.check())


def test_a_disk_that_refuses_to_write_loses_the_last_step_only(bench: Workbench, store: Store) -> None:
    a_study(store, STUDY, "NORD-1")
    head = store.head()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    log = bench.path.with_name(bench.path.name + "-wal")
    resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size + 4096, hard))
    try:
        with pytest.raises((DiskFault, DiskFull)), store.change() as change:
            change.insert_many("reasons", ["label"], [(f"label {number} {'x' * 500}",) for number in range(500)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert store.head() == head
    a_person(store, "Åberg")
    assert all(result.good for result in store.check())


def test_a_database_that_cannot_be_made_leaves_nothing(bench: Workbench) -> None:
    with pytest.raises(NoDatabase):
        Workbench(bench.folder / "no such folder").create()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, hard))
    try:
        with pytest.raises((DiskFault, DiskFull)):
            bench.create()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list(bench.folder.iterdir()) == []


def test_nobody_else_on_the_computer_may_read_the_database_or_its_log(tmp_path: Path) -> None:
    made = Connection(tmp_path / "site.db", bytes(range(32)), create=True)
    made.run("CREATE TABLE t (a)")
    for name in ("site.db", "site.db-wal"):
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o600
    made.close()
