"""A day at the site: unlock, be refused, unlock again."""

from __future__ import annotations

import json
import multiprocessing
from pathlib import Path

import pytest

from db.errors import BadInput, Damaged, Known, Refused
from db.store.query import Query
from db.workspace.layout import Layout
from tests.people_at_site import House, new_house


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


@pytest.mark.requirement("UNL-3", "UNL-4")
@pytest.mark.parametrize("digits", [6, 8])
def test_a_phone_far_behind_opens_at_once_and_days_go_by_it(tmp_path: Path, digits: int) -> None:
    """The laptop's battery was empty: its clock is a day ahead. Enrolment measures that and makes rows for the phone's
    time; what is due goes by the phone, the trail says what the computer said."""
    from datetime import timedelta

    from db.clock import SetClock
    from db.vault.derivation import Kdf
    from db.vault.enrolment import code_at, enrolment_drift, new_seed
    from db.workspace.create import NewWorkspace, create_workspace
    from db.workspace.opening import open_workspace
    from tests.people_at_site import MORNING, PASSPHRASE

    clock, seed, behind = SetClock(MORNING), new_seed(), timedelta(hours=23)
    codes = [code_at(seed, MORNING - behind + timedelta(seconds=after), digits) for after in (-30, 0, 30)]
    drift = enrolment_drift(seed, *codes[:2], clock, digits)
    assert drift == -23 * 120
    new = NewWorkspace("Nord", "Zoë", "zoe", PASSPHRASE, seed, True, drift, digits)
    made = create_workspace(tmp_path / "nord", new, clock=clock, kdf=Kdf.floor())
    assert ("digits=8" in made.otpauth) == (digits == 8)
    session = open_workspace(made.folder, "zoe", PASSPHRASE, codes[1], codes[2], clock=clock)
    assert session.store.clock.now() == MORNING - behind + timedelta(seconds=30)
    assert session.store.trail.page(Query(limit=1)).rows[0].at == MORNING
    session.close()


@pytest.mark.requirement("UNL-2")
def test_a_passphrase_that_is_guessed_at_once_is_refused_wherever_it_is_chosen(house: House) -> None:
    site = house.unlock()
    with pytest.raises(BadInput, match="too easy to guess"):
        house.enrol(site, "a", "A", "staff", passphrase="password1")
    assert site.users.find("a") is None
    site.close()


@pytest.mark.requirement("UNL-5")
def test_tries_at_a_colleagues_slot_are_told_to_whoever_unlocks_next(house: House) -> None:
    """Not only to the colleague, who may be on holiday: on the trail at once, and once."""
    from db.workspace.opening import open_workspace

    site = house.unlock()
    ana = house.enrol(site, "ana", "Ana Souza", "coordinator", days=2)
    site.close()
    for _ in range(2):
        house.clock.advance(30)
        with pytest.raises(Known, match="wrong"):
            open_workspace(house.folder, "ana", ana.passphrase, "000000", clock=house.clock)
    failed = Query(where={"action": ("failed-try",)})
    for told in (2, 0):  # the second time there is nothing new to tell
        site = house.unlock()
        assert [(one.name, one.tries) for one in site.session.witness.elsewhere] == [("Ana Souza", told)] * (told > 0)
        assert site.session.witness.failed == ()
        entries = site.trail.page(failed)
        assert entries.matching == 2 and {entry.row for entry in entries.rows} == {site.users.find("ana").id}  # type: ignore[union-attr]
        site.close()
    with pytest.raises(Known, match="3 of 10 tries"):  # telling did not give them more tries
        open_workspace(house.folder, "ana", ana.passphrase, "000000", clock=house.clock)
    house.clock.advance(60)
    site = house.unlock(ana)
    assert len(site.session.witness.failed) == 3 and site.trail.page(failed).matching == 3
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


@pytest.mark.requirement("UNL-3")
def test_a_disk_that_fills_while_the_site_is_made_leaves_nothing_of_it(tmp_path: Path) -> None:
    import resource  # Python ignores the signal that comes with the limit: writing fails as on a full disk

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, before[1]))  # the slot alone has 4.6 MB
    try:
        with pytest.raises(Refused, match="could not be written to"):
            new_house(tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(tmp_path.iterdir()) == []
