"""Seal, signatures in turn, and what every attempt to change something afterwards comes to."""

from __future__ import annotations

import io
import re
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
from desktop.reports.embedding import Act, Revision, Signer, embed
from desktop.reports.reading import read_report_bytes
from desktop.reports.training_matrix import draw
from desktop.reports.verdict import Verdict
from desktop.reports.verifying import judged
from tests.reports.conftest import run, text_of
from tests.reports.sample import AT, SITE, STAMP, WORKSPACE, Hands, hands, matrix

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


def _another_page(writer: IncrementalPdfFileWriter) -> None:
    pages = writer.root["/Pages"]
    page = generic.DictionaryObject(pages["/Kids"][0])
    pages["/Kids"].append(writer.add_object(page))
    pages["/Count"] = generic.NumberObject(len(pages["/Kids"]))
    writer.update_container(pages)


def _other_metadata(writer: IncrementalPdfFileWriter) -> None:
    writer.root["/Metadata"] = writer.add_object(generic.StreamObject(stream_data=b"<x/>"))
    writer.update_root()


def _script(writer: IncrementalPdfFileWriter) -> None:
    action = {generic.pdf_name("/S"): generic.pdf_name("/JavaScript"), generic.pdf_name("/JS"): generic.pdf_string("1")}
    writer.root["/OpenAction"] = generic.DictionaryObject(action)
    writer.update_root()


def _hidden_object(writer: IncrementalPdfFileWriter) -> None:
    """Reached by nothing: for a reader that is made to show it later."""
    writer.add_object(generic.pdf_string("in waiting"))


def _other_look(writer: IncrementalPdfFileWriter) -> None:
    """The picture of a field that nobody signed."""
    for field in writer.root["/AcroForm"]["/Fields"]:
        content = field.get_object()
        if content["/T"] == "approved":
            look = writer.add_object(generic.StreamObject(stream_data=b"1 0 0 rg 0 0 99 99 re f"))
            content["/AP"] = generic.DictionaryObject({generic.pdf_name("/N"): look})
            writer.update_container(content)


ATTACKS = [
    _draw_over, _annotate, _new_field, _move_field, _swap_data, _other_title, _another_page, _other_metadata, _script,
    _hidden_object, _other_look,
]  # fmt: skip


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


def _in_place(pattern: bytes, new: bytes) -> Callable[[bytes], bytes]:
    """The last match written over, with the file as long as before."""

    def change(pdf: bytes) -> bytes:
        found = list(re.finditer(pattern, pdf))[-1]
        return pdf[: found.start()] + new.ljust(len(found[0])) + pdf[found.end() :]

    return change


_RANGE, _CONTENT = rb"/ByteRange\s*\[[^\]]*\]", rb"/Contents <[0-9A-F]+>"


@pytest.mark.requirement("RPT-4")
@pytest.mark.parametrize(
    "change",
    [
        *(
            _in_place(_RANGE, new)
            for new in (b"", b"/ByteRange null", b"/ByteRange [0 -1 9 9]", b"/ByteRange [0 0 0 0]")
        ),
        *(_in_place(_CONTENT, new) for new in (b"", b"/Contents null", b"/Contents <00>", b"/Contents <>")),
        lambda pdf: _in_place(_RANGE, b"/ByteRange [0 %d %d 1]" % (len(pdf) - 1, len(pdf) - 1))(pdf),
        lambda pdf: pdf + pdf[pdf.rindex(b"xref") - 20 :],
        lambda pdf: b"%PDF-1.7\n" + pdf,
    ],
)
def test_a_signature_made_unreadable_vouches_for_nothing(
    who: Hands, signed: bytes, change: Callable[[bytes], bytes]
) -> None:
    """Universal forgery, incremental saving and wrapping: the three published classes, and what is like them."""
    try:
        verdict = _verdict(change(signed), who)
    except Known:
        return
    assert not verdict.valid and not verdict.trusted


def test_a_file_wrapped_around_a_signature_is_told(who: Hands, signed: bytes) -> None:
    """The signed bytes stay whole and are moved down; what comes between is read first."""
    found = list(re.finditer(rb"/ByteRange\s*\[\s*(\d+) (\d+) (\d+) (\d+)\s*\]", signed))[-1]
    first, second, length = int(found[2]), int(found[3]), int(found[4])
    between = b">" + b" " * 100 + b"<" + b"00" * 200 + b">"
    moved = signed[: second - 1] + between + signed[second:]
    told = b"/ByteRange [0 %d %d %d]" % (first, second - 1 + len(between), length)
    changed = moved[: found.start()] + told.ljust(len(found[0])) + moved[found.end() :]
    try:
        assert not _verdict(changed, who).valid
    except Known:
        return


def _by_other_means(pdf: bytes, field: str, who: Signer) -> bytes:
    writer = Revision(pdf)
    append_signature_field(writer, SigFieldSpec(field, box=(9, 9, 99, 99)))
    return embed(writer, who, Act(field, AT, "Agreed", "", "1"))


def test_a_pdf_of_somebody_else_counts_only_under_a_signature_over_all_of_it(who: Hands) -> None:
    once = _by_other_means(draw(matrix(2, 2), STAMP).pdf, "A", who.zoe)
    verdict = _verdict(once, who)
    assert (verdict.valid, verdict.trusted, verdict.seal) == (True, False, None)
    assert verdict.words[-1].startswith("Nobody known here vouches for the name Zoë Brandt")
    writer = IncrementalPdfFileWriter(io.BytesIO(once))
    _draw_over(writer)
    out = io.BytesIO()
    writer.write(out)
    verdict = _verdict(_by_other_means(out.getvalue(), "B", hands().zoe), who)
    assert (verdict.valid, [one.intact for one in verdict.signers]) == (False, [False, True])
    assert "changed or added to after it was signed by Zoë Brandt" in verdict.words[0]


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
    assert "Zoë Brandt" in verdict.words[-1] and "nobody has confirmed here" in verdict.words[-1]


def test_a_person_cannot_pass_for_the_seal(who: Hands) -> None:
    forged = replace(who.seal, key=who.zoe.key, certificate=who.zoe.certificate)
    pdf = Hands(who.authority, forged, who.zoe, who.ines).sealed(2, 2)
    verdict = _verdict(pdf, who)
    assert verdict.seal is None and not verdict.trusted
