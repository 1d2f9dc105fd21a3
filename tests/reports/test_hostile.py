"""Files that were never reports: each gets an answer, quickly, and never a stack of code."""

from __future__ import annotations

import random
import time
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.errors import BadInput, Known
from desktop.reports.hostile import LARGEST, UnreadablePdf
from desktop.reports.reading import read_report, read_report_bytes
from desktop.reports.verifying import judged, verify
from tests.reports.sample import hands

_HEAD = b"%PDF-1.7\n"


def _pdf(*objects: bytes, root: int = 1) -> bytes:
    """A small file with a classic table."""
    out, offsets = bytearray(_HEAD), []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, start)
    return bytes(out)


def _bomb() -> bytes:
    packed = zlib.compress(zlib.compress(bytes(200_000_000), 9), 9)
    stream = b"<</Type/EmbeddedFile/Filter[/FlateDecode/FlateDecode]/Length %d>>\nstream\n%s\nendstream" % (
        len(packed),
        packed,
    )
    names = b"<</EmbeddedFiles<</Names[(siteward.json)<</EF<</F 3 0 R>>>>]>>>>"
    return _pdf(b"<</Type/Catalog/Pages 2 0 R/Names %s>>" % names, b"<</Type/Pages/Kids[]/Count 0>>", stream)


HOSTILE = {
    "empty": b"",
    "text": b"Dear colleague,",
    "only the first line": _HEAD,
    "zeros": _HEAD + bytes(100_000),
    "random": _HEAD + random.Random(4).randbytes(100_000),
    "no catalogue": _pdf(b"<<>>", root=9),
    "a catalogue that is itself": _pdf(b"1 0 R"),
    "a table that points at itself": _HEAD + b"startxref\n9\n%%EOF\n",
    "a previous table that is this one": _HEAD
    + b"xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1/Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF\n",
    "deep brackets": _pdf(b"<</Type/Catalog/AcroForm<</Fields " + b"[" * 50_000 + b"]" * 50_000 + b">>>>"),
    "fields in a circle": _pdf(b"<</Type/Catalog/AcroForm<</Fields[2 0 R]>>>>", b"<</T(a)/Kids[2 0 R]>>"),
    "a bomb": _bomb(),
    "a signature of nothing": _pdf(
        b"<</Type/Catalog/AcroForm<</Fields[2 0 R]>>>>",
        b"<</FT/Sig/T(seal)/V<</Type/Sig/ByteRange[0 9 9 9]/Contents<00>/SubFilter/ETSI.CAdES.detached>>>>",
    ),
    "encrypted": _pdf(b"<</Type/Catalog>>").replace(b"/Root", b"/Encrypt<</Filter/Standard/V 9>>/Root"),
}


@pytest.mark.requirement("RPT-4")
@pytest.mark.parametrize("name", HOSTILE)
def test_each_gets_a_plain_answer_in_good_time(name: str, tmp_path: Path) -> None:
    path = tmp_path / "file.pdf"
    path.write_bytes(HOSTILE[name])
    begun = time.perf_counter()
    try:
        verdict = verify(path)
    except BadInput as told:
        assert told.exit_code == 2 and told.what and (told.todo or told.kept)
    else:
        assert not verdict.valid and not verdict.trusted and verdict.seal is None
    assert time.perf_counter() - begun < 10


def test_three_hundred_megabytes_are_not_read(tmp_path: Path) -> None:
    path = tmp_path / "junk.pdf"
    with path.open("wb") as out:
        out.write(_HEAD)
        out.truncate(LARGEST + 1)
    with pytest.raises(BadInput, match="larger than any report"):
        read_report(path)


def test_no_file_and_a_folder_are_told(tmp_path: Path) -> None:
    for place in (tmp_path / "nothing.pdf", tmp_path):
        with pytest.raises(BadInput, match="no file"):
            read_report(place)


def test_a_pdf_nobody_signed_is_not_called_valid() -> None:
    plain = _pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>")
    verdict = judged(read_report_bytes(plain))
    assert not verdict.valid
    assert verdict.words == ("This PDF carries no signature: nobody can tell whether it was changed.",)


SEALED = hands().sealed(2, 2)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(cut=st.integers(0, len(SEALED)), put=st.binary(max_size=40), skip=st.integers(0, 400))
def test_spliced_reports_raise_nothing_but_what_is_known(cut: int, put: bytes, skip: int) -> None:
    changed = SEALED[:cut] + put + SEALED[cut + skip :]
    try:
        verdict = judged(read_report_bytes(changed))
    except Known:
        return
    assert verdict.valid == (changed == SEALED)


def test_cut_off_files_are_unreadable_or_not_valid() -> None:
    for part in (9, len(SEALED) // 3, len(SEALED) - 40):
        try:
            assert not judged(read_report_bytes(SEALED[:part])).valid
        except UnreadablePdf as told:
            assert "cut off" in told.what
