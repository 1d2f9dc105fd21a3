"""Backups of a site at work: whole, sealed, opened again, kept by age; and what goes wrong with sticks (BAK-1)."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from db.backup import archive, making
from db.backup import records as r
from db.backup.rules import keep_until, too_old
from db.errors import Cancelled, Refused
from db.roster.records import NewPerson
from db.site import Site
from db.store.errors import NotSaved
from db.store.query import Query
from tests.pages import found_in
from tests.people_at_site import House
from tests.victims import PATIENCE, Victim


@pytest.mark.requirement("BAK-1", "AUD-2", "AUD-3", "UNL-1")
def test_a_backup_is_whole_says_nothing_and_carries_the_head(site: Site, stick: Path) -> None:
    site.people.add_person(NewPerson("Silva", "Marta", email="marta@example.org"))
    before, told = site.store.head(), list[tuple[int, int]]()
    one = making.make(site, stick, told=lambda done, of: told.append((done, of)))
    assert told[-1] == (100, 100)
    assert one.seq >= before.seq and one.verified >= one.made and one.origin == r.BY_HAND
    path = stick / one.file
    seen = archive.examine(path)
    assert (seen.intact, seen.sealed, seen.sha256, seen.manifest.by) == (True, True, one.sha256, "Zoë Brandt")
    assert seen.fingerprint == site.signing.authorities()[0].fingerprint
    content = path.read_bytes()
    assert found_in(content, {"name": b"Silva", "mail": b"marta@", "SQLite": b"SQLite form", "sql": b"CREATE"}) == []
    with zipfile.ZipFile(path) as box:
        assert {info.compress_type for info in box.infolist()} == {zipfile.ZIP_STORED}
        assert {"manifest.json", "manifest.sig", "site.db", "recovery.age", "authority.age"} < set(box.namelist())
    entry = site.trail.page(Query(where={"table": ("backup",)}, limit=1)).rows[0]
    assert (entry.action, entry.new["head"], entry.new["file"]) == ("insert", one.head, one.file)
    assert sorted(left.name for left in stick.iterdir()) == sorted([one.file, "destroyed.jsonl"])
    assert not list(site.session.layout.folder.glob("backup-*"))
    assert all(result.good for result in site.store.check())


@pytest.mark.requirement("BAK-3", "UNL-1")
def test_a_stranger_opens_it_in_25_years_with_age_and_any_reader_of_sqlcipher(
    site: Site, house: House, stick: Path
) -> None:
    """Nothing of this program: unzip, age from Debian, an implementation of SQLCipher's format of its own."""
    import apsw  # the independent one

    one = making.make(site, stick)
    with zipfile.ZipFile(stick / one.file) as box:
        box.extractall(stick / "opened")
    (stick / "kit.txt").write_text(house.made.recovery + "\n")
    age = [shutil.which("age") or "age", "-d", "-i", str(stick / "kit.txt"), str(stick / "opened" / "recovery.age")]
    key = subprocess.run(age, capture_output=True, check=True, text=True).stdout
    database = apsw.Connection(str(stick / "opened" / "site.db"), flags=apsw.SQLITE_OPEN_READONLY)
    for pragma in ("cipher = 'sqlcipher'", "legacy = 4", f"key = \"x'{key}'\""):
        database.execute(f"PRAGMA {pragma}").fetchall()
    assert database.execute("SELECT name FROM users").fetchall() == [("Zoë Brandt",)]
    assert database.execute("SELECT max(seq) FROM audit").fetchall() == [(one.seq,)]


@pytest.mark.requirement("BAK-1")
def test_work_goes_on_meanwhile_and_the_backup_is_of_one_moment(site: Site, stick: Path) -> None:
    plan, slowest, stop = making.prepare(site, stick), 0.0, threading.Event()
    made = list[making.NewBackup]()
    worker = threading.Thread(target=lambda: made.append(making.write(plan, lambda _d, _o: stop.wait(0.01) and None)))
    worker.start()
    written = 0
    while worker.is_alive():
        began = time.perf_counter()
        site.people.add_person(NewPerson(f"Person {written}", "Anna"))
        slowest, written = max(slowest, time.perf_counter() - began), written + 1
    worker.join()
    one = making.finish(site, plan, made[0])
    assert written > 2 and slowest < 1.0, f"{written} written, the slowest took {slowest:.3f} s"
    assert one.seq < site.store.head().seq
    assert archive.examine(stick / one.file).intact


@pytest.mark.requirement("BAK-1")
def test_cancelled_or_killed_nothing_half_is_left(site: Site, house: House, stick: Path) -> None:
    def cancel(_done: int, _of: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        making.write(making.prepare(site, stick), cancel)
    assert list(stick.iterdir()) == [] and not list(site.session.layout.folder.glob("backup-*"))
    site.close()
    with Victim(_back_up_slowly, house, stick) as victim:
        for step in ("copying", "writing to the stick"):
            assert victim.word() == step
        victim.kill()
    assert not list(stick.glob("*.swbackup")), "no file bears a backup's name before it is whole"
    assert list(house.folder.glob("backup-*")), "it was killed in the middle"
    making.sweep(house.folder)
    assert not list(house.folder.glob("backup-*"))
    house.clock.advance(60)  # the victim's code was of its own time
    again = house.unlock()
    assert archive.examine(stick / making.make(again, stick).file).intact
    again.close()


def _back_up_slowly(house: House, stick: Path, tell: Callable[[str], None]) -> None:
    """The victim: says when the copy begins and when the first of it goes to the stick, and waits there."""
    opened, steps = house.unlock(), {0: "copying", 50: "writing to the stick"}

    def told(done: int, of: int) -> None:
        for step in [one for one in steps if 100 * done >= one * of]:
            tell(steps.pop(step))
        if not steps:
            time.sleep(PATIENCE)

    making.write(making.prepare(opened, stick), told)


@pytest.mark.requirement("BAK-1")
def test_a_full_stick_says_so_and_keeps_what_was_there(site: Site, tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(small)], check=False).returncode:
        _full_by_limit(site, small)  # without the right to mount, a file-size limit does the same
        return
    try:
        with pytest.raises(Refused, match="could not be written"):
            making.make(site, small)
        assert list(small.iterdir()) == []
    finally:
        subprocess.run(["umount", str(small)], check=True)


def _full_by_limit(site: Site, small: Path) -> None:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    plan = making.prepare(site, small)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, hard))
    try:
        with pytest.raises(Refused):
            making.write(plan, lambda _done, _of: None)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list(small.iterdir()) == []


@pytest.mark.requirement("BAK-1", "VAL-3")
def test_a_stick_that_is_elsewhere_is_missed_once_a_day_and_nags(site: Site, house: House, stick: Path) -> None:
    site.backups.schedule(stick, 1)
    assert [one.origin for one in making.make_due(site)] == [r.SCHEDULE]
    assert site.backups.due() == () and site.backups.standing(site.backups.today).late == ()
    house.clock.advance(2 * 86400)
    away = stick.with_name("away")
    stick.rename(away)
    assert making.make_due(site) == making.make_due(site) == ()
    (miss,) = site.backups.misses()
    assert (miss.due, "not there" in miss.why) == (site.backups.today, True)
    assert [one.kind for one in site.backups.waiting(site.backups.today)] == ["backup-missed"]
    away.rename(stick)
    assert len(making.make_due(site)) == 1
    assert site.backups.waiting(site.backups.today) == ()


@pytest.mark.requirement("BAK-1")
def test_kept_by_age_only_its_own_files_go_and_never_the_newest(site: Site, house: House, stick: Path) -> None:
    site.backups.schedule(stick, 1, (2, 0, 0))
    (first,) = making.make_due(site)
    other = stick / "holiday.swbackup"
    other.write_bytes(b"not ours")
    altered = first.file
    house.clock.advance(86400)
    (second,) = making.make_due(site)
    with (stick / altered).open("ab") as file:
        file.write(b"somebody wrote to it")
    house.clock.advance(3 * 86400)
    (third,) = making.make_due(site)
    assert other.exists() and (stick / altered).exists() and not (stick / second.file).exists()
    gone = {one.file: one.removed is not None for one in site.backups.all()}
    assert gone == {first.file: False, second.file: True, third.file: False}
    house.clock.advance(400 * 86400)
    assert making.prune(site) == () and (stick / third.file).exists(), "the newest stays, however old"


@pytest.mark.requirement("BAK-1")
def test_the_first_of_a_week_and_of_a_month_is_kept_longer() -> None:
    place = r.Place("p", "/stick", 1, 7, 5, 12, None, 0)  # type: ignore[arg-type]
    monday = date(2026, 11, 2)
    days, kept = [monday + timedelta(days=n) for n in range(40)], dict[date, date]()
    for n, day in enumerate(days):
        kept[day] = keep_until(day, days[:n], place)
    assert kept[monday] == date(2027, 11, 2), "the first of November"
    assert kept[date(2026, 11, 3)] == date(2026, 11, 10)
    assert kept[date(2026, 11, 9)] == date(2026, 12, 14), "the first of its week"
    assert kept[date(2026, 12, 1)] == date(2027, 12, 1)
    assert too_old([], monday) == ()


@pytest.mark.requirement("ROL-1", "ROL-2", "BAK-1")
@pytest.mark.parametrize("role", ["custodian", "staff"])
def test_who_may_back_up(house: House, stick: Path, role: str) -> None:
    site = house.unlock()
    site.backups.schedule(stick, 1)
    person = house.enrol(site, "ada", "Ada Okafor", role, days=2)
    site.close()
    hers = house.unlock(person)
    assert len(making.make_due(hers)) == 1, "the schedule asks it of whoever holds the key"
    if role == "custodian":
        assert making.make(hers, stick / "by-hand.swbackup").by == "Ada Okafor"
    else:
        with pytest.raises(Refused, match="officer or the custodian"):
            making.make(hers, stick)
        with pytest.raises(NotSaved, match="by hand"), hers.change() as change:
            one = hers.backups.all()[0]
            change.insert("backup", {
                "place": one.place, "file": "x", "origin": "by hand", "made": "2026-11-23T08:00:00.000+01:00",
                "made_by": hers.actor.user, "sha256": one.sha256, "size": 1, "seq": one.seq, "head": one.head,
                "verified": "2026-11-23T08:00:00.000+01:00",
            })  # fmt: skip
    with pytest.raises(NotSaved, match="only its end"), hers.change("forged") as change:
        change.update("backup", hers.backups.all()[0].id, {"removed": "2026-11-23", "removed_why": "x", "size": 5} if
                      role == "custodian" else {"removed": "2026-11-23", "removed_why": "x"})  # fmt: skip
        if role == "staff":
            change.update("backup", hers.backups.all()[0].id, {"removed_why": "y"})
    hers.close()


@pytest.fixture
def two_sites(site: Site, stick: Path) -> Iterator[tuple[Site, Path]]:
    making.make(site, stick)
    yield site, stick


@pytest.mark.requirement("BAK-1")
def test_a_place_holds_one_workspace_s_backups(two_sites: tuple[Site, Path]) -> None:
    site, stick = two_sites
    path = next(stick.glob("*.swbackup"))
    forged = stick.with_name("other")
    forged.mkdir()
    with zipfile.ZipFile(path) as box, zipfile.ZipFile(forged / path.name, "w") as copy:
        for info in box.infolist():
            content = box.read(info)
            if info.filename == "manifest.json":
                content = json.dumps(json.loads(content) | {"workspace": "1" * 8 + site.workspace[8:]}).encode()
            copy.writestr(info, content)
    with pytest.raises(Refused, match="another workspace"):
        making.make(site, forged)
