"""A copy under another key: whole, readable only with that key, and made while work goes on."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from db import randomness
from db.errors import BadInput
from db.store.chain import ChainReport
from db.store.errors import NoDatabase, WrongKey
from db.store.pins import Pin
from db.store.store import Store
from tests.store.workbench import STUDY, Workbench, a_person, a_study


@pytest.mark.requirement("UNL-1", "AUD-2")
def test_a_copy_holds_everything_and_opens_with_its_own_key_only(bench: Workbench, store: Store) -> None:
    a_study(store, STUDY, "NORD-1")
    a_person(store, "Åberg", STUDY)
    key, path = randomness.token(32), bench.folder / "site-000002.db"
    heard: list[tuple[int, int]] = []
    assert store.copy_under(path, key, progress=lambda done, of: heard.append((done, of))) == store.head()
    assert heard
    with pytest.raises(BadInput, match="already"):
        store.copy_under(path, key)
    store.close()
    with pytest.raises(WrongKey):
        bench.open(path=path)
    copy = bench.open(path=path, key=key)
    assert copy.findings == () and all(result.good for result in copy.check())
    found = "SELECT family_name FROM person WHERE rowid IN (SELECT rowid FROM person_search('aberg'))"
    assert copy.rows(found) == [("Åberg",)]
    a_person(copy, "Östlund")
    copy.close()
    assert not list(bench.folder.glob("*-wal"))


def test_a_copy_that_fails_leaves_nothing(bench: Workbench, store: Store) -> None:
    with pytest.raises(NoDatabase):
        store.copy_under(bench.folder / "no such folder" / "copy.db", randomness.token(32))
    assert all(result.good for result in store.check())


def test_verifying_and_copying_run_beside_the_store_s_thread(bench: Workbench, store: Store) -> None:
    a_person(store, "Åberg")
    head, reports, pins = store.head(), list[ChainReport](), list[Pin]()

    def elsewhere(path: Path) -> None:
        reports.append(store.trail.verify())
        pins.append(store.copy_under(path, randomness.token(32)))

    with store.change() as change:  # not yet committed: the other thread sees what was before
        change.insert("reasons", {"label": "meanwhile"})
        worker = threading.Thread(target=elsewhere, args=(bench.folder / "copy.db",))
        worker.start()
        worker.join(60)
    assert reports[0].good and (reports[0].entries, reports[0].head) == (head.seq, head.head)
    assert pins == [head]
