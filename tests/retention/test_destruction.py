"""How records end: asked of two people and of the store, and gone from every page of every file (RET-3, AUD-5)."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from db.days import shown
from db.errors import Refused
from db.retention import records as r
from db.roster.records import NewPerson
from db.site import Site
from db.workspace import drafts
from desktop.reports.exporting import export
from desktop.reports.options import ReportOptions
from desktop.reports.verifying import verify
from tests.pages import found_in, in_files, log_pages, pages
from tests.reports.conftest import text_of
from tests.retention.ending import FILE, SECRET, Ending


@pytest.mark.requirement("RET-3", "AUD-5", "SIG-1")
def test_what_a_study_kept_ends_and_what_others_kept_stays(ending: Ending, tmp_path: Path) -> None:
    series = ending.series(ending.aurora)
    one = ending.proposed(series)
    counts = dict(ending.site.retention.destructions.counts(one.id))
    assert counts["deviation"] == counts["capa"] == counts["training_record"] == counts["evidence"] == 1
    assert counts["evidence_piece"] == 1, "the file is large enough to be kept in two pieces"
    one = ending.approved(one)
    assert (one.status, one.approver) == (r.APPROVED, "Lindqvist, Hugo")
    one = ending.carried_out(one)
    assert (one.status, one.witness) == (r.CARRIED_OUT, "Noor Haddad, monitor")
    site = ending.site
    assert [each.description for each in site.incidents.deviations.list().rows] == ["A visit was late"]
    assert site.capa.list().matching == 0
    assert site.retention.get(series.id).status == r.DESTROYED
    assert "AURORA-3" in {study.code for study in site.people.studies().rows}
    report = site.trail.verify()
    assert report.good, report.words
    assert report.destroyed == site.retention.destructions.emptied(one.id) > one.items
    _certificate(site, one, tmp_path / "certificate.pdf")


@pytest.mark.requirement("RET-3")
def test_what_another_series_keeps_for_longer_does_not_end(ending: Ending) -> None:
    one = ending.proposed(ending.series(ending.aurora))
    other = ending.series(ending.aurora, ending.bright)
    with pytest.raises(Refused, match=f"{other.number} keeps the same records"):
        ending.approved(one)


def _certificate(site: Site, one: r.Destruction, path: Path) -> None:
    export(site, "destruction-certificate", path, ReportOptions(where={"record": (one.number,)}))
    text, series = " ".join(text_of(path).split()), site.retention.get(one.series_id)
    fields = {
        "organisation": "Klinikum Nord", "custodian": "Custodian", "schedule item": f"{series.number}, trial records",
        "legal basis": "21 CFR 312.62(c)", "title": series.title, "inclusive dates": "01-May-2016 to 31-Dec-2020",
        "format": "in this program", "volume": "All of it", "location": "Laptop of the site",
        "eligible from": shown(one.eligible), "statement": "No hold applies.", "reason": "Its time is over",
        "authoriser": f"{shown(one.approved)}, Lindqvist, Hugo", "method": "cryptographic erase",
        "destroyed by": f"{shown(one.carried)}, Lindqvist, Hugo", "witness": "Noor Haddad, monitor",
        "verification": "Looked for in every page", "hash of the list": one.items_sha256[:32],
        "copies": "Backup of 01-Nov-2026, until 01-Feb-2027", "signed": "carried out", "number": one.number,
    }  # fmt: skip
    for field, words in fields.items():  # those of regulations, section 3
        assert words in text, field
    assert "no longer" not in text  # every signature covers what it was put to
    assert verify(path, site).valid
    if os.environ.get("SITEWARD_PICTURES"):
        shutil.copy(path, os.environ["SITEWARD_PICTURES"])


@pytest.mark.requirement("AUD-5", "RET-3", "UNL-2")
def test_nothing_of_it_is_left_in_any_page_of_any_file(ending: Ending) -> None:
    one = ending.proposed(ending.series(ending.aurora))
    (file,) = ending.site.store.rows(
        "SELECT i.record, k.key, e.sealed FROM destruction_item AS i JOIN evidence_key AS k ON k.id = i.record "
        "JOIN evidence AS e ON e.id = i.record WHERE i.tbl = 'evidence_key'"
    )
    sought = {
        "the words": SECRET.encode(), "the file": FILE[:60], "its key": file[1], "its sealed content": file[2][40:90],
        "the name of the CAPA": b"Diaries are lost", "its title in the trail": "Königsallee".encode(),
    }  # fmt: skip
    session = ending.site.session
    before, old_key = session.layout.database(session.label.generation), session.key
    ending.turn("zoe")
    assert "the words" in found_in(pages(before, old_key), sought), "what is looked for can be found"
    drafts.keep(ending.site.store, {"capa-dialog": {"description": SECRET}})
    assert list(ending.house.folder.rglob("*.draft"))
    ending.approved(one)
    ending.carried_out(ending.site.retention.destructions.get(one.id))
    assert not list(ending.house.folder.rglob("*.draft")), "what was typed and not saved may say it too"
    ending.turn("zoe")  # the next opening writes the new file and deletes the old one
    session = ending.site.session
    after, key = session.layout.database(session.label.generation), session.key
    assert (after != before, key != old_key, before.exists()) == (True, True, False)
    assert ending.site.trail.verify().good
    ending.site.people.add_person(NewPerson("Okafor", "Ada"))
    log = log_pages(after, key)
    assert b"Okafor" in log and found_in(log, sought) == [], "nor in the log of what was written last"
    ending.site.close()
    assert found_in(pages(after, key), sought) == []
    assert in_files(ending.house.folder, sought) == []
    kinds = {"".join(path.suffixes[-1:]) for path in ending.house.folder.rglob("*") if path.is_file()}
    assert kinds <= {".db", ".age", ".slot", ".json", ""}, "no log, no copy, nothing unfinished lies about"
    ending.site = ending.house.unlock()
    assert all(each.good for each in ending.site.store.check())
