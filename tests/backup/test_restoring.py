"""Back from a backup: on a bare machine with the kit, after a destruction, after a redaction, or refused (BAK-2)."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Any

import pytest

from db.backup import archive, drill, journal, making
from db.backup.restoring import NewOfficer, Restored, restore
from db.clock import SetClock
from db.errors import BadInput, Damaged, Known, Refused
from db.site import Site
from db.store.errors import NewerDatabase, NotSaved
from db.store.query import Query
from db.store.schema_files import schema_files
from db.vault.derivation import Kdf
from db.vault.enrolment import code_at, new_seed
from db.vault.sealing import unseal
from db.workspace.layout import Layout
from db.workspace.opening import open_workspace
from desktop.backup.words import sentence
from desktop.widgets.text import Em
from tests.pages import found_in, in_files, pages
from tests.people_at_site import House
from tests.redaction.test_redaction import NAME, approved, deviation, proposed
from tests.retention.ending import FILE, SECRET, Ending, copied

SEED = new_seed()
NEW = "a new passphrase for a new laptop"


def bring_back(file: Path, to: Path, kit: str, clock: SetClock, **more: Any) -> Restored:
    return restore(file, to, kit, NewOfficer("zoe", NEW, SEED), clock=clock, kdf=Kdf.floor(), **more)


def unlock(made: Restored, clock: SetClock) -> Site:
    clock.advance(30)
    return Site.of(open_workspace(made.folder, "zoe", NEW, code_at(SEED, clock.now()), clock=clock))


@pytest.mark.requirement("BAK-2", "UNL-6", "UNL-9", "AUD-3")
def test_on_a_bare_machine_the_kit_brings_the_site_back(site: Site, house: House, stick: Path, tmp_path: Path) -> None:
    one = making.make(site, stick)
    former = site.installation
    site.close()
    made = bring_back(stick / one.file, tmp_path / "again", house.made.recovery, house.clock)
    assert (made.seq, made.head) == (one.seq, one.head)
    back = unlock(made, house.clock)
    assert back.session.witness.findings == () and all(result.good for result in back.store.check())
    assert back.installation != former and made.recovered.recovery != house.made.recovery
    (entry,) = back.trail.page(Query(where={"action": ("restore",)}, limit=5)).rows
    assert (entry.new["head"], entry.new["seq"]) == (one.head, one.seq)
    origin = "SELECT origin, head FROM installations WHERE id = ?"
    assert back.store.row(origin, (back.installation,)) == ("restored", one.head)
    assert sorted(path.name for path in made.folder.glob("site-*.db")) == ["site-000002.db"]
    again = making.make(back, stick)
    back.close()
    with pytest.raises(BadInput, match="does not open this backup"):
        bring_back(stick / again.file, tmp_path / "third", house.made.recovery, house.clock)
    assert not (tmp_path / "third.siteward").exists() and not list(tmp_path.glob(".third*"))


@pytest.mark.requirement("AUD-5", "RET-3", "BAK-2", "UNL-9")
def test_what_was_destroyed_after_the_backup_is_in_no_page_of_what_is_restored(
    ending: Ending, stick: Path, tmp_path: Path
) -> None:
    sought = {
        "words": SECRET.encode(),
        "file": FILE[:60],
        "title": b"Diaries are lost",
        "trail": "Königsallee".encode(),
    }
    backup = making.make(ending.site, stick)
    approved_ = ending.approved(ending.proposed(ending.series(ending.aurora)))
    before = (stick / "destroyed.jsonl").read_bytes()
    one = ending.carried_out(approved_)
    assert (stick / "destroyed.jsonl").read_bytes() != before, "at once, not only when somebody locks"
    assert ending.site.backups.unlisted() == ()
    assert backup.file in ending.site.backups.holding_words()
    assert backup.file in one.backups, "the certificate names it"
    pin_entry = ending.site.store.head().seq
    ending.turn("zoe")
    assert found_in((stick / "destroyed.jsonl").read_bytes(), sought | {"number": one.number.encode()}) == []
    told = unseal((stick / "destroyed.jsonl").read_bytes(), ending.house.made.recovery)
    assert one.number.encode() in told and found_in(told, sought) == [], "not even for who may read it"
    made = bring_back(stick / backup.file, tmp_path / "again", ending.house.made.recovery, ending.house.clock)
    assert [(each.number, each.done) for each in made.again] == [(one.number, True)], made.words
    assert one.number in made.words and pin_entry > made.seq
    back = unlock(made, ending.house.clock)
    assert all(result.good for result in back.store.check()), [each.words for each in back.store.check()]
    report = back.trail.verify()
    assert report.good and report.destroyed > 0
    database, key = back.session.layout.database(back.session.label.generation), back.session.key
    assert back.store.scalar("SELECT count(*) FROM study WHERE id = ?", (ending.bright,)) == 1
    with pytest.raises(NotSaved, match="only while a backup is restored"), back.change() as change:
        change.insert("reapplied", {
            "id": one.id[::-1], "kind": "destruction", "number": "x", "carried": "2026-11-23", "told": "{}",
            "installation": back.installation, "words": "forged",
        })  # fmt: skip
    later = making.make(back, stick)
    back.close()
    assert found_in(pages(database, key), sought) == []
    assert b"A visit was late" in pages(database, key), "what is looked for could be found"
    assert in_files(made.folder, sought) == []
    assert drill.open_it(stick / later.file, tmp_path, made.recovered.recovery, "").good


@pytest.mark.requirement("RET-3", "BAK-2")
def test_without_the_list_it_says_what_was_not_done_again(ending: Ending, stick: Path, tmp_path: Path) -> None:
    backup = making.make(ending.site, stick)
    away = stick.rename(tmp_path / "in the safe")
    ending.carried_out(ending.approved(ending.proposed(ending.series(ending.aurora))))
    ending.turn("zoe")
    site = ending.site
    assert [one.folder for one in site.backups.unlisted()] == [str(stick)], "the stick was elsewhere, and that is said"
    said = sentence(site.backups.standing(site.backups.today), site.backups.today)
    assert any(isinstance(part, Em) and f"beside the backups in {stick} yet" in part.text for part in said)
    assert "backup-list" in [one.kind for one in site.backups.waiting(site.backups.today)]
    away.rename(stick)
    assert journal.write_where_due(site) == (stick / "destroyed.jsonl",)
    assert site.backups.unlisted() == ()
    true_list = tmp_path / "destroyed.jsonl"
    shutil.move(stick / "destroyed.jsonl", true_list)
    changed = bytearray(true_list.read_bytes())
    changed[-3] ^= 1
    (stick / "destroyed.jsonl").write_bytes(changed)
    made = bring_back(stick / backup.file, tmp_path / "altered", ending.house.made.recovery, ending.house.clock)
    assert "Destructions after 23-Nov-2026 not re-applied: destroyed.jsonl could not be read" in made.words
    made = bring_back(
        stick / backup.file, tmp_path / "given", ending.house.made.recovery, ending.house.clock, destroyed=true_list
    )
    assert [each.done for each in made.again] == [True]


@pytest.mark.requirement("AUD-5", "BAK-2")
def test_a_redacted_name_does_not_come_back(ending: Ending, stick: Path, tmp_path: Path) -> None:
    record = deviation(ending)
    backup = making.make(ending.site, stick)
    one = approved(ending, proposed(ending, record))
    known = ending.site.backups.holding_words()
    ending.site.redaction.carry_out(one.id, NAME, known, ending.pen("carried out"))
    ending.turn("zoe")
    made = bring_back(stick / backup.file, tmp_path / "again", ending.house.made.recovery, ending.house.clock)
    assert [(each.number, each.done) for each in made.again] == [(one.number, True)], made.words
    back = unlock(made, ending.house.clock)
    mark = f"[redacted {one.number}]"
    assert back.incidents.deviations.get(record).description == f"{mark} came a day late; {mark} had the flu"
    assert all(result.good for result in back.store.check())
    database, key = back.session.layout.database(back.session.label.generation), back.session.key
    back.close()
    assert found_in(pages(database, key), {"name": NAME.encode()}) == []


@pytest.mark.requirement("AUD-5", "RET-3", "BAK-2")
def test_two_computers_with_one_workspace_do_not_lose_each_other_s_endings(
    ending: Ending, stick: Path, tmp_path: Path
) -> None:
    """A copy of the folder lives on; both back up to the same stick, and each ends something."""
    making.make(ending.site, stick)
    key = ending.site.backups.journal_key()
    ending.site.close()
    second = copied(ending, tmp_path / "second")
    ending.site = ending.house.unlock()
    one = ending.carried_out(ending.approved(ending.proposed(ending.series(ending.aurora))))
    record = deviation(second)
    other = approved(second, proposed(second, record))
    second.site.redaction.carry_out(other.id, NAME, second.site.backups.holding_words(), second.pen("carried out"))
    workspace = second.site.workspace
    second.site.close()
    told = journal.read(stick / "destroyed.jsonl", ending.house.made.recovery, workspace, key)
    assert {line["number"] for line in told.lines} == {one.number, other.number}
    (stick / "destroyed.jsonl").write_bytes(b"of somebody else")
    ending.site.backups.journal_written(ending.site.backups.places()[0].id, 0)
    journal.write_where_due(ending.site)
    lists = journal.beside(stick)
    assert len(lists) == 2, "what cannot be read is set aside, not written over"
    found, why = journal.together(lists, ending.house.made.recovery, workspace, key)
    assert found is not None and [line["number"] for line in found.lines] == [one.number]
    assert "could not be read" in why


@pytest.mark.requirement("BAK-2", "AUD-2")
def test_one_bit_anywhere_and_it_is_refused(site: Site, house: House, stick: Path, tmp_path: Path) -> None:
    path = stick / making.make(site, stick).file
    content, chance = path.read_bytes(), random.Random(5)
    for _ in range(60):
        at = chance.randrange(len(content) * 8)
        changed = bytearray(content)
        changed[at // 8] ^= 1 << at % 8
        path.write_bytes(changed)
        try:
            seen = archive.examine(path)
        except Known:
            continue
        if seen.intact:  # a bit of the ZIP's own dates or attributes, of which nothing is read
            assert seen.manifest == archive.Manifest(**vars(seen.manifest))
            assert _parts(path) == _parts_of(content, tmp_path)
    for cut in (len(content) // 2, len(content) - 7):
        path.write_bytes(content[:cut])
        with pytest.raises(Damaged, match=r"whole|damaged"):
            bring_back(path, tmp_path / "cut", house.made.recovery, house.clock)
    assert not list(tmp_path.glob("*cut*"))


def _parts(path: Path) -> dict[str, bytes]:
    import zipfile

    with zipfile.ZipFile(path) as box:
        return {name: box.read(name) for name in box.namelist()}


def _parts_of(content: bytes, folder: Path) -> dict[str, bytes]:
    (folder / "whole.swbackup").write_bytes(content)
    return _parts(folder / "whole.swbackup")


@pytest.mark.requirement("BAK-2", "BAK-3")
def test_what_is_refused_and_says_why(
    site: Site, house: House, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, kit = stick / making.make(site, stick).file, house.made.recovery
    (tmp_path / "full.siteward").mkdir()
    (tmp_path / "full.siteward" / "note").write_text("mine")
    with pytest.raises(BadInput, match="not empty"):
        bring_back(path, tmp_path / "full", kit, house.clock)
    (stick / "letter.swbackup").write_text("Dear Zoë")
    with pytest.raises(Damaged, match="another kind of file"):
        bring_back(stick / "letter.swbackup", tmp_path / "x", kit, house.clock)
    with pytest.raises(BadInput, match="no file"):
        bring_back(stick / "gone.swbackup", tmp_path / "x", kit, house.clock)
    with pytest.raises(BadInput, match="not a recovery key"):
        bring_back(path, tmp_path / "x", kit[:-1] + ("Q" if kit[-1] != "Q" else "P"), house.clock)
    with pytest.raises(BadInput, match="no compliance officer"):
        restore(path, tmp_path / "x", kit, NewOfficer("nobody", NEW), clock=house.clock, kdf=Kdf.floor())
    with monkeypatch.context() as full, pytest.raises(Refused, match="5 MB free; restoring needs"):
        full.setattr("db.backup.restoring.shutil.disk_usage", lambda _place: shutil._ntuple_diskusage(9, 4, 5 << 20))
        bring_back(path, tmp_path / "x", kit, house.clock)
    older = schema_files()[:-1]
    monkeypatch.setattr("db.backup.proving.schema_files", lambda: older)
    with pytest.raises(NewerDatabase):
        bring_back(path, tmp_path / "x", kit, house.clock)
    assert not list(tmp_path.glob("*x*"))


@pytest.mark.requirement("BAK-2")
def test_where_people_still_unlock_it_a_restore_asks_first(
    site: Site, house: House, stick: Path, tmp_path: Path
) -> None:
    from db.vault.keyrings import keyring_for

    path = stick / making.make(site, stick).file
    layout = Layout(house.folder)
    label, officer = layout.read_label(), NewOfficer("zoe", NEW, SEED)
    keyring = keyring_for(label.uuid, layout.demo_file)
    with pytest.raises(Refused, match="the former folder opens to nobody"):
        restore(path, tmp_path / "x", house.made.recovery, officer, clock=house.clock, kdf=Kdf.floor(), keyring=keyring)
    site.close()
    house.unlock().close()  # it still does
    made = restore(
        path, tmp_path / "x", house.made.recovery, officer, clock=house.clock, kdf=Kdf.floor(), keyring=keyring,
        instead=True,
    )  # fmt: skip
    assert made.pin is not None and made.pin.seq > made.seq and "are gone" in made.words


@pytest.mark.requirement("BAK-2", "BAK-3")
def test_a_drill_proves_it_and_is_on_record(site: Site, house: House, stick: Path) -> None:
    path = stick / making.make(site, stick).file
    assert [one.kind for one in site.backups.waiting(site.backups.today)] == ["backup-none"]
    one = drill.drill(site, path, house.made.recovery)
    own = drill.drill(site, path)
    assert (one.good, one.opened, own.good, own.opened) == (True, "recovery kit", True, "own key")
    assert site.backups.standing(site.backups.today).drill_due == one.done.date().replace(year=2027)
    site.backups.set_drill_months(3)
    house.clock.advance(100 * 86400)
    assert "backup-drill" in [one.kind for one in site.backups.waiting(site.backups.today)]
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    bad = drill.drill(site, path, house.made.recovery)
    assert not bad.good and "does not hold" in bad.words
    assert site.backups.standing(site.backups.today).drill_due < site.backups.today, "a bad one proves nothing"
