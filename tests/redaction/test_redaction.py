"""A name typed by mistake is taken out under two signatures; the chain holds and no page knows it (AUD-5)."""

from __future__ import annotations

import json
from datetime import date

import pytest

from db.errors import BadInput, Refused
from db.incidents.deviation_records import NewDeviation
from db.redaction import records as r
from db.store.errors import NotSaved
from db.store.query import Query
from db.workspace import drafts
from tests.pages import found_in, in_files, log_pages, pages
from tests.retention.ending import LATE, Ending

NAME = 'Annegret "Anni" Königsmüller'
COPIES = "Backup of 01-Nov-2026, until 01-Feb-2027"


def deviation(ending: Ending) -> str:
    day = date(2026, 5, 4)
    words = f"{NAME} came a day late; {NAME} had the flu"
    return ending.site.incidents.deviations.add(NewDeviation(words, day, day, ending.bright, late_reason=LATE)).id


def proposed(ending: Ending, record: str) -> r.Redaction:
    return ending.site.redaction.propose("deviation", record, NAME, "name", "A participant was named, not coded")


def approved(ending: Ending, one: r.Redaction) -> r.Redaction:
    ending.turn("hugo" if ending.at_work == "zoe" else "zoe")
    return ending.site.redaction.sign_approval(one.id, ending.pen("approved"))


@pytest.mark.requirement("AUD-5", "SIG-1")
def test_a_name_is_taken_out_by_two_people_and_is_in_no_page(ending: Ending) -> None:
    record = deviation(ending)
    ending.site.incidents.deviations.change(record, {"subject": "0417-003"}, "The code was missing")
    one = proposed(ending, record)
    assert (one.number, one.letters, one.status) == ("RD-2026-0001", len(NAME), r.PROPOSED)
    drafts.keep(ending.site.store, {"deviation-dialog": {"description": NAME}})
    one = approved(ending, one)
    one = ending.site.redaction.carry_out(one.id, NAME, COPIES, ending.pen("carried out"))
    assert not list(ending.house.folder.rglob("*.draft"))
    assert (one.status, one.backups) == (r.CARRIED_OUT, COPIES)
    mark = "[redacted RD-2026-0001]"
    assert ending.site.incidents.deviations.get(record).description == f"{mark} came a day late; {mark} had the flu"
    said = ending.site.trail.page(Query(where={"row": (record,)}, limit=20)).rows
    told = [(entry.action, entry.destroyed) for entry in sorted(said, key=lambda entry: entry.seq)]
    assert told == [("insert", True), ("update", False), ("update", True), ("baseline", False)]
    report = ending.site.trail.verify()
    assert report.good, report.words
    assert report.destroyed == 2, "its beginning and the redaction itself; that the code came later is still told"
    ending.turn("zoe")
    site, session = ending.site, ending.site.session
    assert all(result.good for result in site.store.check())
    site.incidents.deviations.change(record, {"action": "The visit was made good"}, "It was done")
    assert site.trail.verify().good
    database, key = session.layout.database(session.label.generation), session.key
    sought = {
        "name": NAME.encode(), "in JSON": json.dumps(NAME, ensure_ascii=False).encode()[1:-1], "escaped":
        json.dumps(NAME).encode()[1:-1], "family name": "Königsmüller".encode(),
    }  # fmt: skip
    log = log_pages(database, key)
    assert b"The visit was made good" in log and found_in(log, sought) == []
    site.close()
    content = pages(database, key)
    assert found_in(content, sought) == []
    assert in_files(ending.house.folder, sought) == []
    assert b"[redacted RD-2026-0001]" in content
    ending.site = ending.house.unlock()


@pytest.mark.requirement("AUD-5", "ROL-4")
def test_nobody_redacts_alone_or_what_is_not_there(ending: Ending) -> None:
    record, desk = deviation(ending), ending.site.redaction
    with pytest.raises(Refused, match="Neither the record nor the trail"):
        desk.propose("deviation", record, "Somebody else", "name", "By mistake")
    with pytest.raises(BadInput, match="says the very text"):
        desk.propose("deviation", record, NAME, "name", f"{NAME} was named")
    with pytest.raises(BadInput, match="too short"):
        desk.propose("deviation", record, "K", "name", "By mistake")
    one = proposed(ending, record)
    with pytest.raises(Refused, match="Brandt, Zoë proposed"):
        desk.sign_approval(one.id, ending.pen("approved"))
    with pytest.raises(Refused, match="is proposed"):
        desk.carry_out(one.id, NAME, COPIES, ending.pen("carried out"))
    today = ending.site.clock.now().date().isoformat()
    row = {"approver": ending.who["hugo"], "approved": today}
    with pytest.raises(NotSaved, match="second person"), ending.site.store.change("past the register") as change:
        change.update("redaction", one.id, row)
    one = approved(ending, one)
    row = {"carried": today, "carried_by": ending.who["hugo"], "backups": "none"}
    for text in (NAME, ""):
        with (
            pytest.raises((NotSaved, Refused), match="second person"),
            ending.site.store.change("past") as change,
            ending.site.store.unwanted(text),
        ):
            change.update("redaction", one.id, row)
    with pytest.raises(Refused, match=r"not the text of RD-2026-0001"):
        ending.site.redaction.carry_out(one.id, "Annegret", COPIES, ending.pen("carried out"))
    with pytest.raises(BadInput, match="Backups"):
        ending.site.redaction.carry_out(one.id, NAME, "", ending.pen("carried out"))
    assert ending.site.redaction.withdraw(one.id, "It was the code of a device").status == r.WITHDRAWN
    assert ending.site.incidents.deviations.get(record).description.startswith(NAME)


@pytest.mark.requirement("AUD-5")
def test_what_was_corrected_before_is_still_taken_off_the_trail_and_others_are_named(ending: Ending) -> None:
    record = deviation(ending)
    ending.site.incidents.deviations.change(record, {"description": "The participant came late"}, "A name stood here")
    day = date(2026, 5, 6)
    new = NewDeviation(f"And again {NAME}", day, day, ending.bright, late_reason=LATE)
    other = ending.site.incidents.deviations.add(new)
    found = ending.site.redaction.look("deviation", record, NAME)
    assert (found.fields, found.entries, [one.name for one in found.elsewhere]) == ((), 2, [other.number])
    one = approved(ending, proposed(ending, record))
    assert one.elsewhere == f"deviation {other.number}"
    ending.site.redaction.carry_out(one.id, NAME, COPIES, ending.pen("carried out"))
    assert ending.site.redaction.look("deviation", record, NAME).entries == 0
    assert ending.site.incidents.deviations.get(record).description == "The participant came late"
    assert ending.site.trail.verify().good
    assert all(result.good for result in ending.site.store.check())
