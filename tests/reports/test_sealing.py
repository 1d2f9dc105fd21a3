"""Seal, signatures in turn, and what every attempt to change something afterwards comes to."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, DiffResult
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

from db.errors import BadInput, Known, Refused
from desktop.reports.difference import SignaturesOnly
from desktop.reports.embedding import Act, embed
from desktop.reports.reading import read_report_bytes
from desktop.reports.verdict import Verdict
from desktop.reports.verifying import judged
from tests.reports.conftest import run, text_of
from tests.reports.sample import AT, SITE, WORKSPACE, Hands, hands

Attack = Callable[[IncrementalPdfFileWriter], None]


@pytest.fixture(scope="module")
def who() -> Hands:
    return hands()


@pytest.fixture(scope="module")
def sealed(who: Hands) -> bytes:
    return who.sealed()


@pytest.fixture(scope="module")
def signed(who: Hands, sealed: bytes) -> bytes:
    return who.approved(who.reviewed(sealed))


def _verdict(pdf: bytes, who: Hands) -> Verdict:
    return judged(read_report_bytes(pdf), authority=who.fingerprint)


@pytest.mark.requirement("RPT-2", "SIG-1")
def test_poppler_calls_all_three_signatures_valid(signed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "signed.pdf"
    path.write_bytes(signed)
    run("qpdf", "--check", path)
    said = run("pdfsig", "-nocert", path)
    assert said.count("Signature is Valid.") == 3
    assert said.count("ETSI.CAdES.detached") == 3
    text = text_of(path)
    for part in ("Reviewed", "Zoë Brandt, Compliance officer", "23-Nov-2026 18:42:07 +01:00"):
        assert part in text, "printed name, time with zone, meaning (21 CFR 11.50)"
    assert "Inés Castillo Ruiz, Principal investigator" in text and "23-Nov-2026 18:51:30 +01:00" in text
    assert all(" yes yes yes " in line for line in run("pdffonts", path).splitlines()[2:])


@pytest.mark.requirement("RPT-4")
def test_the_verdict_says_who_what_and_when(who: Hands, signed: bytes) -> None:
    verdict = _verdict(signed, who)
    assert (verdict.valid, verdict.trusted, verdict.changed_after) == (True, True, False)
    assert verdict.seal is not None and (verdict.seal.workspace, verdict.seal.site) == (WORKSPACE, SITE)
    assert [(one.name, one.meaning) for one in verdict.signers] == [
        ("Zoë Brandt", "reviewed"),
        ("Inés Castillo Ruiz", "approved"),
    ]
    assert verdict.words == (
        "The document is whole: not a byte was changed since it was sealed and signed.",
        f"Sealed by {SITE} (workspace {WORKSPACE}) on 23-Nov-2026 18:40 +01:00.",
        "Reviewed by Zoë Brandt, Compliance officer, on 23-Nov-2026 18:42 +01:00.",
        "Approved by Inés Castillo Ruiz, Principal investigator, on 23-Nov-2026 18:51 +01:00.",
        "Seal and signatures come from a signing authority known here.",
    )
    assert verdict.as_json()["signers"][0]["at"] == "2026-11-23T18:42:07+01:00"


def test_a_stranger_is_told_the_fingerprint_to_ask_for(who: Hands, sealed: bytes) -> None:
    verdict = judged(read_report_bytes(sealed))
    assert (verdict.valid, verdict.trusted, verdict.on_trail) == (True, False, None)
    assert verdict.authority == who.fingerprint
    assert who.fingerprint.upper()[:4] in verdict.words[-1]


def test_seal_and_signatures_leave_metadata_alone(sealed: bytes, signed: bytes) -> None:
    with pikepdf.open(io.BytesIO(sealed)) as before, pikepdf.open(io.BytesIO(signed)) as after:
        for key in ("/Producer", "/ModDate", "/CreationDate", "/Title"):
            assert before.docinfo[key] == after.docinfo[key]
        assert "20261123184000" in str(before.docinfo["/ModDate"])


def test_the_approver_closes_the_report(who: Hands, sealed: bytes) -> None:
    with pytest.raises(Refused, match="closed"):
        who.reviewed(who.approved(sealed))
    with pytest.raises(Refused, match="already"):
        who.reviewed(who.reviewed(sealed))
    with pytest.raises(BadInput, match="verified"):
        who._sign(sealed, "verified", who.zoe, "", 1)
    with pytest.raises(BadInput):
        who._sign(sealed, "seal", who.zoe, "", 1)


def test_each_byte_of_a_sealed_file_counts(who: Hands, sealed: bytes) -> None:
    """Every 997th byte, and every 61st of the one place no digest covers: the signature's own container."""
    gap = sealed.rindex(b"/Contents <")
    places = {*range(0, len(sealed), 997), *range(gap, sealed.index(b">", gap) + 1, 61), len(sealed) - 1}
    for place in sorted(places):
        changed = bytearray(sealed)
        changed[place] ^= 1 << (place % 8)
        try:
            verdict = _verdict(bytes(changed), who)
        except Known:
            continue
        assert not verdict.valid, f"byte {place}"
        assert not verdict.trusted


@pytest.mark.parametrize("tail", [b"\n", b"x", b"\n% more\n"])
def test_something_appended_is_told(who: Hands, signed: bytes, tail: bytes) -> None:
    verdict = _verdict(signed + tail, who)
    assert (verdict.valid, verdict.changed_after) == (False, True)
    assert "added" in verdict.words[0]


def _draw_over(writer: IncrementalPdfFileWriter) -> None:
    page = writer.find_page_for_modification(0)[0].get_object()
    page["/Contents"] = generic.ArrayObject(
        [page.raw_get("/Contents"), writer.add_object(generic.StreamObject(stream_data=b"1 0 0 rg 9 9 99 99 re f"))]
    )
    writer.update_container(page)


def _annotate(writer: IncrementalPdfFileWriter) -> None:
    page = writer.find_page_for_modification(0)[0].get_object()
    note = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/FreeText"),
            generic.pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (9, 9, 99, 99))),
            generic.pdf_name("/Contents"): generic.TextStringObject("trained, honestly"),
        }
    )
    page["/Annots"].append(writer.add_object(note))
    writer.update_container(page["/Annots"])


def _new_field(writer: IncrementalPdfFileWriter) -> None:
    append_signature_field(writer, SigFieldSpec("verified", box=(9, 9, 99, 99)))


def _move_field(writer: IncrementalPdfFileWriter) -> None:
    for field in writer.root["/AcroForm"]["/Fields"]:
        content = field.get_object()
        if content["/T"] == "reviewed":
            content["/Rect"] = generic.ArrayObject(map(generic.NumberObject, (0, 0, 800, 500)))
            writer.update_container(content)


def _swap_data(writer: IncrementalPdfFileWriter) -> None:
    entry = writer.root["/Names"]["/EmbeddedFiles"]["/Names"][1]
    entry["/EF"]["/F"] = writer.add_object(generic.StreamObject(stream_data=b"{}"))
    writer.update_container(entry)


def _other_title(writer: IncrementalPdfFileWriter) -> None:
    info = writer.trailer["/Info"]
    info["/Title"] = generic.TextStringObject("Another report")
    writer.update_container(info)


ATTACKS = [_draw_over, _annotate, _new_field, _move_field, _swap_data, _other_title]


@pytest.mark.requirement("RPT-2", "SIG-1")
@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("then_sign", [False, True])
def test_a_later_change_is_told_even_when_a_signature_follows(
    who: Hands, sealed: bytes, attack: Attack, then_sign: bool
) -> None:
    """Poppler calls both signatures valid here; what was added in between is what counts."""
    writer = IncrementalPdfFileWriter(io.BytesIO(sealed))
    attack(writer)
    out = io.BytesIO()
    writer.write(out)
    changed = who.reviewed(out.getvalue()) if then_sign else out.getvalue()
    verdict = _verdict(changed, who)
    assert not verdict.valid and not verdict.trusted
    assert verdict.seal is not None and not verdict.seal.intact
    assert "Do not rely on it" in verdict.words[0]


def test_never_more_lenient_than_the_general_policy(who: Hands) -> None:
    small = who.sealed(2, 2)
    honest = who.approved(who.reviewed(small))
    strict = SignaturesOnly()
    reader = PdfFileReader(io.BytesIO(honest))
    for policy in (strict, DEFAULT_DIFF_POLICY):
        assert isinstance(policy.review_file(reader, 1), DiffResult)
    for attack in ATTACKS:
        writer = IncrementalPdfFileWriter(io.BytesIO(small))
        attack(writer)
        out = io.BytesIO()
        writer.write(out)
        assert not isinstance(strict.review_file(PdfFileReader(out), 1), DiffResult), attack.__name__


def test_somebody_who_signs_after_the_approver_by_other_means_is_told(who: Hands, sealed: bytes) -> None:
    closed = who.approved(sealed)
    act = Act("reviewed", AT, "Reviewed", SITE, "1")
    late = embed(IncrementalPdfFileWriter(io.BytesIO(closed)), who.zoe, act)
    verdict = _verdict(late, who)
    assert not verdict.valid
    assert [one.intact for one in verdict.signers] == [False, True]


def test_a_signature_of_another_authority_is_whole_but_not_trusted(who: Hands, sealed: bytes) -> None:
    stranger = hands()
    verdict = _verdict(stranger.reviewed(sealed), who)
    assert (verdict.valid, verdict.trusted) == (True, False)
    assert verdict.seal is not None and verdict.seal.trusted
    assert [one.trusted for one in verdict.signers] == [False]
    assert "the signature of Zoë Brandt is not" in verdict.words[-1]


def test_a_person_cannot_pass_for_the_seal(who: Hands) -> None:
    forged = replace(who.seal, key=who.zoe.key, certificate=who.zoe.certificate)
    pdf = Hands(who.authority, forged, who.zoe, who.ines).sealed(2, 2)
    verdict = _verdict(pdf, who)
    assert verdict.seal is None and not verdict.trusted
