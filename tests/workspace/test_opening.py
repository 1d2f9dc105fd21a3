"""A day at the site: unlock, be refused, unlock again."""

from __future__ import annotations

import json
import multiprocessing
from pathlib import Path

import pytest

from db.errors import BadInput, Damaged, Known, Refused
from db.store.query import Query
from db.workspace.layout import Layout
from tests.people_at_site import House


@pytest.mark.requirement("UNL-1", "UNL-2")
def test_the_officer_unlocks_and_the_trail_tells(house: House) -> None:
    site = house.unlock()
    assert site.actor.name == "Zoë Brandt"
    assert site.name == "Klinikum Nord"
    actions = [entry.action for entry in site.trail.page(Query(limit=5)).rows]
    assert "log-in" in actions
    assert site.trail.verify().good
    site.close()


@pytest.mark.requirement("UNL-4")
def test_a_code_serves_once_even_when_the_ratchet_was_cut_off(house: House) -> None:
    code = house.zoe.code()
    from db.workspace.opening import open_workspace

    session = open_workspace(house.folder, "zoe", house.zoe.passphrase, code, clock=house.clock)
    session.close()  # without the ratchet, as after a crash
    with pytest.raises(Known, match="used"):
        open_workspace(house.folder, "zoe", house.zoe.passphrase, code, clock=house.clock)
    house.unlock().close()


@pytest.mark.requirement("UNL-5")
def test_failed_tries_are_on_the_trail_and_shown(house: House) -> None:
    from db.workspace.opening import open_workspace

    for _ in range(2):
        house.clock.advance(30)
        with pytest.raises(Known):
            open_workspace(house.folder, "zoe", house.zoe.passphrase, "000000", clock=house.clock)
    site = house.unlock()
    assert len(site.session.witness.failed) == 2
    assert site.trail.page(Query(where={"action": ("failed-try",)})).matching == 2
    site.close()


def _hold(folder: str, ready: object, leave: object) -> None:
    from db.workspace.lock import WorkspaceLock

    lock = WorkspaceLock(Layout(Path(folder)).lock_file)
    ready.set()  # type: ignore[attr-defined]
    leave.wait(30)  # type: ignore[attr-defined]
    lock.release()


def test_a_workspace_open_elsewhere_is_refused_without_using_the_code(house: House) -> None:
    context = multiprocessing.get_context("spawn")
    ready, leave = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(str(house.folder), ready, leave))
    other.start()
    assert ready.wait(30)
    code = house.zoe.code()
    from db.workspace.opening import open_workspace

    with pytest.raises(Refused, match="open in another"):
        open_workspace(house.folder, "zoe", house.zoe.passphrase, code, clock=house.clock)
    leave.set()
    other.join(30)
    open_workspace(house.folder, "zoe", house.zoe.passphrase, code, clock=house.clock).close()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"uuid": "x"}', "\x00\x01", "{}" * 10])
def test_a_damaged_label_is_told(house: House, text: str) -> None:
    (house.folder / "workspace.json").write_text(text)
    with pytest.raises(Damaged, match=r"workspace\.json"):
        house.unlock()


def test_a_newer_workspace_is_refused(house: House) -> None:
    file = house.folder / "workspace.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), "format": 99}))
    with pytest.raises(Refused, match="newer"):
        house.unlock()


def test_no_workspace_at_all(tmp_path: Path, house: House) -> None:
    house.made = house.made.__class__(tmp_path, "", "", "", "")
    with pytest.raises(BadInput, match="not a Siteward workspace"):
        house.unlock()


@pytest.mark.requirement("UNL-9")
def test_an_older_copy_put_back_is_noticed_and_recorded(house: House) -> None:
    layout = Layout(house.folder)
    database = layout.database(1)
    house.unlock().close()
    old = database.read_bytes()
    site = house.unlock()
    site.store.event("view", what="the work of a day")
    site.close()
    database.write_bytes(old)
    with pytest.raises(Known):
        # the older copy knows nothing of the newer slot's steps, and says so where it is told at all
        site = house.unlock()
        findings = site.session.witness.findings
        site.close()
        if findings:
            raise Damaged(findings[0])


@pytest.mark.requirement("UNL-1")
def test_the_workspace_leaks_no_name_and_opens_for_no_plain_sqlite(house: House) -> None:
    import sqlite3

    site = house.unlock()
    site.store.event("view", who="Grützenbächler-Øst")
    assert not _found(house.folder, "Grützenbächler-Øst")
    site.close()
    assert not _found(house.folder, "Grützenbächler-Øst")
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(Layout(house.folder).database(1)).execute("SELECT count(*) FROM sqlite_schema")


def _found(folder: Path, name: str) -> list[Path]:
    forms = [name.encode(code) for code in ("utf-8", "utf-16-le", "latin-1")]
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path for path in files if any(form in path.read_bytes() for form in forms)]
