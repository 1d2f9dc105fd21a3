"""What sticks do to backups: pulled out, write-protected, full, a battery that ends between two steps; and names of
folders as people give them (BAK-1)."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from db.backup import archive, looking, making
from db.backup import records as r
from db.errors import Known, Refused
from db.site import Site
from tests.backup.test_restoring import bring_back, unlock
from tests.people_at_site import House
from tests.victims import PATIENCE, Victim


@pytest.mark.requirement("BAK-1")
def test_a_stick_pulled_out_in_the_middle_leaves_no_half_backup(site: Site, stick: Path, tmp_path: Path) -> None:
    plan, away = making.prepare(site, stick), tmp_path / "pulled out"

    def pull(done: int, of: int) -> None:
        if 100 * done > 50 * of and stick.is_dir():
            stick.rename(away)

    with pytest.raises(Refused, match="could not be written") as told:
        making.write(plan, pull)
    assert "No half backup was left" in told.value.kept
    assert not list(away.glob("*.swbackup")) and not list(site.session.layout.folder.glob("backup-*"))
    away.rename(stick)
    (left,) = stick.glob(".*.part")  # what no program can take away from a stick that is gone
    os.utime(left, (time.time() - 2 * 86_400,) * 2)
    making.make(site, stick)
    assert not left.exists(), "the next backup there does"


@pytest.mark.requirement("BAK-1")
@pytest.mark.parametrize("number", [errno.EROFS, errno.ENOSPC, errno.EIO, errno.EFBIG])
def test_what_a_stick_refuses_is_said_and_earlier_backups_stay(
    site: Site, stick: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """Write-protected, full, failing, or too small a file system for the file: as the system calls it."""
    first = making.make(site, stick)
    real = Path.open

    def refusing(self: Path, *args: object, **more: object) -> object:
        if self.parent == stick and "w" in str(args):
            raise OSError(number, os.strerror(number))
        return real(self, *args, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refusing)
    with pytest.raises(Refused, match=os.strerror(number)):
        making.make(site, stick / "second.swbackup")
    monkeypatch.undo()
    assert looking.look(first).state == looking.AS_WRITTEN
    assert sorted(one.name for one in stick.iterdir()) == sorted([first.file, "destroyed.jsonl"])


@pytest.mark.requirement("BAK-1", "VAL-3")
def test_the_empty_folder_of_a_stick_that_is_not_in_is_no_stick(site: Site, house: House, stick: Path) -> None:
    """As where the system's own table mounts it: the folder is there, on the laptop's disk, with nothing in it."""
    site.backups.schedule(stick, 1, (2, 0, 0))
    (first,) = making.make_due(site)
    house.clock.advance(86_400)
    (second,) = making.make_due(site)
    away = stick.rename(stick.parent / "in the safe")
    stick.mkdir()
    house.clock.advance(10 * 86_400)
    assert making.make_due(site) == ()
    (miss,) = site.backups.misses()
    assert "is not in" in miss.why and list(stick.iterdir()) == []
    assert making.prune(site) == (), "what lies on the stick is not called removed"
    stick.rmdir()
    away.rename(stick)
    assert len(making.make_due(site)) == 1
    assert not (stick / first.file).exists() and not (stick / second.file).exists()


@pytest.mark.requirement("BAK-1")
def test_a_full_disk_of_the_laptop_itself_is_said_too(house: House, stick: Path) -> None:
    """The copy is made beside the workspace first: no room there, and nothing is written to the stick."""
    with Victim(_without_room, house, stick) as victim:
        said = victim.word()
    assert said.startswith("The copy made first, beside the workspace, could not be written"), said
    assert list(stick.iterdir()) == [] and not list(house.folder.glob("backup-*"))


def _without_room(house: House, stick: Path, tell: Callable[[str], None]) -> None:
    site = house.unlock()
    plan = making.prepare(site, stick)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, resource.RLIM_INFINITY))
    try:
        making.write(plan, lambda _done, _of: None)
    except Known as problem:
        tell(problem.what)


@pytest.mark.requirement("BAK-1", "RET-3")
def test_a_battery_that_ends_before_the_record_costs_no_backup(site: Site, house: House, stick: Path) -> None:
    """Killed with the file at its place and nothing on record: the next backup there finds it and names it."""
    site.backups.schedule(stick, 1)
    site.close()
    with Victim(_make_and_say, house, stick) as victim:
        assert victim.word() == "written"
    (lost,) = stick.glob("*.swbackup")
    house.clock.advance(60)
    again = house.unlock()
    assert again.backups.all() == ()
    (one,) = making.make_due(again)
    assert {each.file for each in again.backups.present()} == {one.file, lost.name}
    assert lost.name in again.backups.holding_words()
    assert all(result.good for result in again.store.check())
    again.close()


def _make_and_say(house: House, stick: Path, tell: Callable[[str], None]) -> None:
    site = house.unlock()
    making.write(making.prepare(site, stick, r.SCHEDULE), lambda _done, _of: None)
    tell("written")
    time.sleep(PATIENCE)


@pytest.mark.requirement("BAK-1", "BAK-2")
def test_names_with_blanks_and_umlauts_and_what_is_known_of_a_file(site: Site, house: House, tmp_path: Path) -> None:
    stick = tmp_path / "Sicherung Zürich, 2. Stick (日本)"
    stick.mkdir()
    one = making.make(site, stick / "Klinikum Süd – vor dem Umzug.swbackup")
    assert looking.look(one).state == looking.AS_WRITTEN
    path = stick / one.file
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    os.utime(path, (one.verified.timestamp(),) * 2)
    assert looking.look(one, closely=False).state == looking.AS_WRITTEN, "as long as it was, and of its day"
    assert looking.look(one).state == looking.ALTERED, "a byte tells"
    os.utime(path, (one.verified.timestamp() + 3 * 86_400,) * 2)
    assert looking.look(one, closely=False).state == looking.ALTERED, "written to since: it is read"
    content[len(content) // 2] ^= 1
    path.write_bytes(content[:-1])
    assert looking.look(one, closely=False).state == looking.ALTERED
    path.write_bytes(content)
    site.close()
    made = bring_back(path, tmp_path / "Gerät neu", house.made.recovery, house.clock)
    unlock(made, house.clock).close()
    path.unlink()
    assert looking.look(one).state == looking.GONE
    shutil.rmtree(stick)
    assert looking.look(one).state == looking.AWAY


@pytest.mark.requirement("BAK-2")
@pytest.mark.parametrize("at", [10, 30, 60])
def test_a_restore_that_is_ended_leaves_no_folder(
    site: Site, house: House, stick: Path, tmp_path: Path, at: int
) -> None:
    """Cancelled while the file is read, taken out, proved; what a killed one leaves bears no workspace's name."""
    one = making.make(site, stick)
    site.close()

    def stop(done: int, of: int) -> None:
        if 100 * done >= at * of:
            raise Refused("Stopped here.")

    with pytest.raises(Known, match="Stopped here"):
        bring_back(stick / one.file, tmp_path / "new laptop", house.made.recovery, house.clock, told=stop)
    assert not list(tmp_path.glob("*new laptop*"))
    assert archive.examine(stick / one.file).intact
    house.unlock().close()


@pytest.mark.requirement("BAK-2")
def test_a_battery_that_ends_in_the_middle_of_a_restore(site: Site, house: House, stick: Path, tmp_path: Path) -> None:
    one = making.make(site, stick)
    site.close()
    with Victim(_restore_and_wait, house, stick / one.file, tmp_path / "again") as victim:
        assert victim.word() == "proving"
    assert not (tmp_path / "again.siteward").exists(), "nothing bears the name of a workspace before it is one"
    (left,) = tmp_path.glob(".again.siteward.*.new")
    made = bring_back(stick / one.file, tmp_path / "again", house.made.recovery, house.clock)
    assert not left.exists()
    back = unlock(made, house.clock)
    assert all(result.good for result in back.store.check())
    back.close()


def _restore_and_wait(house: House, file: Path, to: Path, tell: Callable[[str], None]) -> None:
    def told(done: int, of: int) -> None:
        if 100 * done >= 60 * of:
            tell("proving")
            time.sleep(PATIENCE)

    bring_back(file, to, house.made.recovery, house.clock, told=told)
