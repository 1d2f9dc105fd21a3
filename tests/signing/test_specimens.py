"""How those sign who sign on paper: the sheet is signed, scanned, kept; its initials stand in the log (SIG-3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from db import randomness
from db.delegation.printed import initials_of
from db.errors import BadInput
from db.evidence.register import EvidenceFiles
from db.roster.records import NewPerson
from db.signing.register import Signing
from db.signing.signable import Ink, Signable
from db.signing.specimens import NewSheet
from db.store.errors import NotAllowed, NotSaved
from tests.oversight.desk import OversightDesk
from tests.registers import TODAY


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[OversightDesk]:
    opened = OversightDesk(tmp_path)
    yield opened
    opened.close()


@pytest.mark.requirement("SIG-3", "ROS-3")
def test_one_sheet_of_several_people_is_filed_once_with_its_scan(desk: OversightDesk) -> None:
    signing = Signing(desk.store)
    grainne = desk.people.add_person(NewPerson("Ó Súilleabháin", "Gráinne"))
    sean = desk.people.add_person(NewPerson("O’Neil", "Seán"))
    scan = EvidenceFiles(desk.store).add(("sheet.pdf", b"%PDF-1.4 a scan")).id
    ink = Ink("approved", grainne.name, grainne.id, TODAY, scan, "Zoë Brandt", TODAY, "Binder 4")
    with desk.store.change() as change:
        signing.put(change, [Signable("note_to_file", randomness.new_id(), "Note 1", (("Issue", "Fridge"),))], ink)
    assert signing.specimens.wanting() == ((grainne.id, grainne.name),), "she signed, and nobody knows how she signs"
    assert "specimen" in {one.kind for one in desk.oversight.waiting(TODAY)}

    sheet = NewSheet(
        ((grainne.id, "GÓS"), (sean.id, "SON")), TODAY - timedelta(days=1), scan, "Zoë Brandt", TODAY, "Binder 1"
    )
    filed = signing.specimens.file(sheet)
    assert [one.initials for one in filed] == ["GÓS", "SON"] and {one.evidence for one in filed} == {scan}
    assert signing.specimens.wanting() == ()
    known = signing.specimens.initials()
    assert initials_of(grainne.id, grainne.name, known) == "GÓS", "as she writes them"
    assert initials_of("nobody", "Müller-Østergård, Änne", known) == "ÄMØ", "without a sheet, of the name"

    signing.specimens.void(filed[0].id, "The scan was of another sheet")
    assert set(signing.specimens.current()) == {sean.id} and len(signing.specimens.all()) == 2


@pytest.mark.requirement("SIG-3", "ROL-2")
def test_a_sheet_that_cannot_be_is_refused(desk: OversightDesk) -> None:
    signing = Signing(desk.store)
    sean = desk.people.add_person(NewPerson("O’Neil", "Seán"))
    scan = EvidenceFiles(desk.store).add(("sheet.pdf", b"%PDF-1.4 a scan")).id
    sheet = NewSheet(((sean.id, "SON"),), TODAY, scan, "Zoë Brandt", TODAY, "Binder 1")
    for wrong in (
        replace(sheet, lines=()),
        replace(sheet, lines=((sean.id, " "),)),
        replace(sheet, lines=((sean.id, "far too many letters"),)),
        replace(sheet, signed=TODAY + timedelta(days=1)),
        replace(sheet, compared=TODAY - timedelta(days=1)),
        replace(sheet, compared_by=""),
        replace(sheet, original_at=" "),
    ):
        with pytest.raises(BadInput):
            signing.specimens.file(wrong)
    for unknown in (replace(sheet, lines=((randomness.new_id(), "X"),)), replace(sheet, evidence=randomness.new_id())):
        with pytest.raises(NotSaved):
            signing.specimens.file(unknown)
    assert signing.specimens.all() == ()
    (filed,) = signing.specimens.file(sheet)
    with pytest.raises(NotSaved), desk.store.change("other letters") as change:
        change.update("specimen", filed.id, {"initials": "XX"})
    desk.sit_down(desk.add("mara", "Mara Lind", "staff"))
    with pytest.raises(NotAllowed):
        Signing(desk.store).specimens.file(sheet)
