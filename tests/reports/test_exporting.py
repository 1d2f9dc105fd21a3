"""Reports out of a real workspace: every kind, onto the trail, signed by two people, and back through verify."""

from __future__ import annotations

import hashlib
import json
from argparse import Namespace
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from db.errors import BadInput
from db.store.query import Query
from desktop.commands.reporting import run_countersign
from desktop.reports.catalogue import KINDS
from desktop.reports.exporting import countersign, export, made, prepared, preview
from desktop.reports.options import ReportOptions
from desktop.reports.signing import open_meanings
from desktop.reports.verifying import verify
from tests.people_at_site import make_house
from tests.reports.conftest import Nord, run, text_of

OF_A_RECORD = {
    "access-review", "capa", "data-management-plan", "delegation-version", "destruction-certificate",
    "oversight-review", "trail-review",
}  # fmt: skip
"""Reports of one record this site has none of: each leaves in the tests of its own room, with its record."""


def _options(nord: Nord, kind: str) -> ReportOptions:
    return ReportOptions(person=nord.people["حداد"] if KINDS[kind].of_person else None)


@pytest.mark.requirement("RPT-1", "RPT-2", "RPT-3", "RPT-4", "AUD-2", "AUD-3")
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in OF_A_RECORD])
def test_every_kind_leaves_sealed_and_on_the_trail(nord: Nord, kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"{kind}.pdf"
    entry = export(nord.site, kind, path, _options(nord, kind))
    assert entry.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    run("qpdf", "--check", path)
    assert "Signature is Valid." in run("pdfsig", "-nocert", path)
    verdict = verify(path, nord.site)
    assert (verdict.valid, verdict.trusted, verdict.on_trail) == (True, True, True)
    assert verdict.chain is not None and verdict.chain.agrees
    assert verdict.seal is not None and verdict.seal.workspace == nord.site.workspace
    assert verdict.number == entry.number
    (said,) = nord.site.trail.page(Query(where={"action": ("export",), "row": (entry.id,)})).rows
    assert (said.new["sha256"], said.new["number"]) == (entry.sha256, entry.number)
    text = text_of(path)
    assert "Demonstration – fictitious data" in text and entry.number in text
    assert nord.site.name in text and "As of 23-Nov-2026" in text and "Page 1 of" in text
    _speaks_and_carries_its_data(path, nord, entry.number)
    assert [file.name for file in tmp_path.iterdir()] == [path.name], "nothing else is left"


def _speaks_and_carries_its_data(path: Path, nord: Nord, number: str) -> None:
    with pikepdf.open(path) as pdf:
        data = json.loads(pdf.attachments["siteward.json"].get_file().read_bytes())
        assert (data["workspace"], data["number"]) == (nord.site.workspace, number)
        assert {"chain", "program", "made_by", "made", "as_of", "filters", "rows", "report"} <= data.keys()
        assert (pdf.Root.Lang, pdf.Root.MarkInfo.Marked, pdf.Root.ViewerPreferences.DisplayDocTitle) == (
            "en",
            True,
            True,
        )
        with pdf.open_metadata() as xmp:
            assert number in xmp["dc:title"] and xmp["dc:creator"] == ["Zoë Brandt"]
        heads = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/H1"]
        assert heads, "whoever has it read to them hears where it begins"


@pytest.mark.requirement("RPT-3")
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in OF_A_RECORD])
def test_made_again_from_the_same_data_it_is_the_same(nord: Nord, kind: str) -> None:
    """All but the number, the time and the signatures."""
    first, again = (preview(prepared(nord.site, kind, _options(nord, kind))) for _ in range(2))
    assert first.pdf == again.pdf


@pytest.mark.requirement("ROS-1", "RPT-1")
def test_the_roster_holds_everybody_as_filtered(nord: Nord, tmp_path: Path) -> None:
    path = tmp_path / "roster.pdf"
    export(nord.site, "roster", path, ReportOptions(roles=("Lab",)))
    with pikepdf.open(path) as pdf:
        data = json.loads(pdf.attachments["siteward.json"].get_file().read_bytes())
    assert {row["family_name"] for row in data["rows"]} == {"<b>Bold</b> & Söhne", "Παπαδόπουλος"}
    assert data["filters"] == {"roles": ["Lab"]}
    assert "2 of 7 shown" in text_of(path)


@pytest.mark.requirement("TRN-3")
def test_the_matrix_of_a_past_day_is_that_days(nord: Nord, tmp_path: Path) -> None:
    ready = prepared(nord.site, "training-matrix", ReportOptions(as_of=date(2024, 1, 1)))
    path = tmp_path / "past.pdf"
    path.write_bytes(preview(ready).pdf)
    text = text_of(path)
    assert "As of 01-Jan-2024, made 23-Nov-2026" in text
    assert "Nobody was at the site on this day." in text


def test_one_byte_changed_is_told(nord: Nord, tmp_path: Path) -> None:
    path = tmp_path / "roster.pdf"
    export(nord.site, "roster", path, ReportOptions())
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 1
    path.write_bytes(content)
    verdict = verify(path, nord.site)
    assert (verdict.valid, verdict.trusted, verdict.on_trail) == (False, False, False)


def test_another_workspace_does_not_claim_it(nord: Nord, tmp_path: Path) -> None:
    path = tmp_path / "roster.pdf"
    export(nord.site, "roster", path, ReportOptions())
    (tmp_path / "other").mkdir()
    other = make_house(tmp_path / "other", site="Praxis Süd").unlock()
    try:
        verdict = verify(path, other)
    finally:
        other.close()
    assert (verdict.valid, verdict.trusted, verdict.on_trail) == (True, False, False)
    assert "It does not come from this workspace." in verdict.words


def test_wrong_wishes_are_refused_and_nothing_is_written(nord: Nord, tmp_path: Path) -> None:
    site, before = nord.site, nord.site.store.head()
    path = tmp_path / "out.pdf"
    with pytest.raises(BadInput, match="no report"):
        export(site, "horoscope", path, ReportOptions())
    with pytest.raises(BadInput, match="about one person"):
        export(site, "person", path, ReportOptions())
    with pytest.raises(BadInput, match="no study"):
        export(site, "roster", path, ReportOptions(study="NOPE"))
    with pytest.raises(BadInput, match="cannot be written") as told:
        export(site, "roster", tmp_path / "no folder" / "out.pdf", ReportOptions())
    assert told.value.kept == "No report was exported."
    with pytest.raises(BadInput, match="no meaning"):
        prepared(site, "roster", ReportOptions(), meaning="liked")
    assert site.store.head() == before
    assert not list(tmp_path.iterdir())


def test_which_signatures_are_laid_out(nord: Nord) -> None:
    def blocks(options: ReportOptions, meaning: str = "") -> tuple[str, ...]:
        return prepared(nord.site, "roster", options, meaning=meaning).stamp.blocks

    assert blocks(ReportOptions()) == ("reviewed", "approved")
    assert blocks(ReportOptions(), "Verified") == ("verified", "approved")
    assert blocks(ReportOptions(), "approved") == ("approved",)
    assert blocks(ReportOptions(blocks=("approved", "authored", "reviewed"))) == ("authored", "reviewed", "approved")
    assert blocks(ReportOptions(blocks=("reviewed",)), "authored") == ("reviewed", "authored")


@pytest.mark.requirement("SIG-1", "SIG-2", "RPT-2")
def test_reviewed_by_one_and_approved_by_another(tmp_path: Path) -> None:
    (tmp_path / "house").mkdir()
    house = make_house(tmp_path / "house")
    first, second = tmp_path / "reviewed.pdf", tmp_path / "approved.pdf"
    site = house.unlock()
    try:
        ines = house.enrol(site, "ines", "Inés Castillo Ruiz", "investigator")
        act = site.sign(house.zoe.passphrase, house.zoe.code())
        reviewed = export(site, "roster", first, ReportOptions(), act, "reviewed")
        assert reviewed.signers == ("Zoë Brandt, reviewed",)
    finally:
        site.close()
    site = house.unlock(ines)
    try:
        assert open_meanings(first.read_bytes()) == ("approved",)
        asked = Namespace(source=first, file=second, sign="approved", passphrase=ines.passphrase, sign_code=ines.code())
        assert "Inés Castillo Ruiz, approved" in run_countersign(site, asked).words
        approved = site.signing.exports(Query(limit=1)).rows[0]
        assert open_meanings(second.read_bytes()) == (), "the approver has closed it"
        assert (approved.continues, approved.number) == (reviewed.id, reviewed.number)
        assert approved.signers == ("Zoë Brandt, reviewed", "Inés Castillo Ruiz, approved")
        for path, names in ((first, ["Zoë Brandt"]), (second, ["Zoë Brandt", "Inés Castillo Ruiz"])):
            verdict = verify(path, site)
            assert (verdict.valid, verdict.trusted, verdict.on_trail) == (True, True, True)
            assert [one.name for one in verdict.signers] == names
        taken_off = verify(first, site).words[-1]
        assert taken_off.startswith(f"{approved.number} left this workspace with more signatures on 23-Nov-2026")
        assert "Inés Castillo Ruiz, approved" in taken_off and "signatures were taken off" in taken_off
        other = tmp_path / "other.pdf"
        other.write_bytes(first.read_bytes() + b"\n")
        act = site.sign(ines.passphrase, ines.code())
        with pytest.raises(BadInput):
            countersign(site, other, tmp_path / "no.pdf", act, "approved")
    finally:
        site.close()
    assert run("pdfsig", "-nocert", second).count("Signature is Valid.") == 3


def test_the_key_of_an_act_is_not_printed(nord: Nord) -> None:
    ready = prepared(nord.site, "roster", ReportOptions())
    assert ready.seal.key.hex() not in repr(ready) and "pdf=" not in repr(made(ready))
