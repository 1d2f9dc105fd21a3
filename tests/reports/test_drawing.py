"""Pages as a person and their reader find them: whole names, every script, heads repeated, data inside."""

from __future__ import annotations

import io
import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageCms

from desktop.reports import faces, instancing
from desktop.reports.bidi import in_order_of_drawing, plain
from desktop.reports.instancing import Cut, cut_face
from desktop.reports.joining import join_letters
from desktop.reports.srgb import srgb_profile
from desktop.reports.training_matrix import draw
from tests.reports.conftest import run, text_of
from tests.reports.sample import STAMP, matrix


def _saved(path: Path, pdf: bytes) -> Path:
    path.write_bytes(pdf)
    return path


@pytest.mark.requirement("RPT-1", "TRN-3")
@pytest.mark.parametrize(("people", "requirements"), [(0, 5), (9, 0), (9, 5), (60, 60), (500, 9)])
def test_any_size_makes_a_sound_file(tmp_path: Path, people: int, requirements: int) -> None:
    drawn = draw(matrix(people, requirements), STAMP)
    path = _saved(tmp_path / "matrix.pdf", drawn.pdf)
    run("qpdf", "--check", path)
    info = run("pdfinfo", path)
    assert f"Pages:           {drawn.pages}" in info
    assert "Tagged:          yes" in info
    text = text_of(path)
    assert f"Page {drawn.pages} of {drawn.pages}" in text
    if people and requirements:
        # the last page may hold nothing but the blocks for signatures
        assert drawn.pages - text.count("Person Role") in (0, 1), "every page repeats the head"


def test_sixty_requirements_are_split_and_nothing_is_lost(tmp_path: Path) -> None:
    text = text_of(_saved(tmp_path / "wide.pdf", draw(matrix(3, 60), STAMP).pdf))
    for number in range(60):
        assert f"Course {number} v2.0" in text or f"Course {number}" in text
    assert "Requirements 51–60 of 60" in text
    assert text.count("O’Neil, Seán") == 6


@pytest.mark.requirement("USE-1")
def test_names_of_every_script_are_drawn_or_spelt(tmp_path: Path) -> None:
    drawn = draw(matrix(), STAMP)
    path = _saved(tmp_path / "names.pdf", drawn.pdf)
    text = text_of(path)
    for name in ("Müller-Østergård, Änne", "O’Neil, Seán", "山田花子", "Παπαδόπουλος, Νίκος", "Иванова, Мила"):
        assert name in text
    assert '<b>Bold</b> & Söhne, "x" (y) \\z' in " ".join(text.split())
    assert drawn.spelt == ("राम, कुमार",)
    assert "One text holds letters that no typeface on this computer can draw" in text
    fonts = run("pdffonts", path).splitlines()[2:]
    assert fonts and all(" yes yes yes " in line for line in fonts), "embedded, subset, with the way back to Unicode"


def _face_for(path: Path, sign: str, *, weight: int = 400, embedding: int = 0) -> None:
    """A TrueType file that has this one letter."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = TTGlyphPen(None)
    for move, at in ((pen.moveTo, (50, 0)), (pen.lineTo, (50, 700)), (pen.lineTo, (450, 700))):
        move(at)
    pen.closePath()
    made = FontBuilder(1000, isTTF=True)
    made.setupGlyphOrder([".notdef", "one"])
    made.setupCharacterMap({ord(sign): "one"})
    made.setupGlyf({".notdef": pen.glyph(), "one": pen.glyph()})
    made.setupHorizontalMetrics({".notdef": (500, 50), "one": (500, 50)})
    made.setupHorizontalHeader(ascent=800, descent=-200)
    made.setupNameTable({"familyName": path.stem, "styleName": "Regular", "psName": path.stem})
    made.setupOS2(usWeightClass=weight, fsType=embedding)
    made.setupPost()
    made.save(path)


@pytest.mark.requirement("RPT-1")
def test_any_face_of_this_computer_serves_that_has_the_letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Korean name on a site that has some Korean face, whatever its file is called."""
    _face_for(tmp_path / "A-Black.ttf", "김", weight=900)
    _face_for(tmp_path / "B-Forbidden.ttf", "김", embedding=2)
    _face_for(tmp_path / "Zz.ttf", "김")
    (tmp_path / "Broken.ttf").write_bytes(b"\0\1\0\0 not a face")
    monkeypatch.setattr(faces, "_folders", lambda: (tmp_path,))
    for kept in (faces._system_faces, faces._coverage):
        kept.cache_clear()
    try:
        face = faces.Faces().for_letter(ord("김"), "regular")
        assert face is not None and face.font.fontName == "Zz"
        assert faces.Faces().for_letter(ord("山"), "regular") is None, "said, and no box"
    finally:
        for kept in (faces._system_faces, faces._coverage):
            kept.cache_clear()


def test_the_whole_of_a_long_name_is_there(tmp_path: Path) -> None:
    with pikepdf.open(_saved(tmp_path / "long.pdf", draw(matrix(), STAMP).pdf)) as pdf:
        assert len(pdf.pages) >= 1
    flat = text_of(tmp_path / "long.pdf").replace(" ", "")
    for part in ("Wolfeschlegelstein", "Maximilian", "Hubert", "Blaine"):
        assert part in flat


def test_states_read_without_colour(tmp_path: Path) -> None:
    path = _saved(tmp_path / "matrix.pdf", draw(matrix(), STAMP).pdf)
    text = text_of(path)
    assert "missing" in text and "overdue since" in text and "11-Nov-26" in text
    run("pdftoppm", "-r", "60", "-gray", "-png", "-singlefile", path, tmp_path / "grey")
    grey = Image.open(tmp_path / "grey.png").convert("L")
    assert grey.getextrema()[0] < 90, "ink stays dark in grey"


@pytest.mark.requirement("RPT-3")
def test_the_file_carries_its_rows_and_circumstances(tmp_path: Path) -> None:
    facts = matrix()
    with pikepdf.open(_saved(tmp_path / "data.pdf", draw(facts, STAMP).pdf)) as pdf:
        data = json.loads(pdf.attachments["siteward.json"].get_file().read_bytes())
        assert data["chain"] == {"seq": STAMP.seq, "head": STAMP.head}
        assert (data["workspace"], data["made_by"], data["number"]) == (STAMP.workspace, "Zoë Brandt", STAMP.number)
        assert len(data["rows"]) == 9 * 5
        assert {"person", "requirement", "status", "due"} <= data["rows"][0].keys()
        assert data["rows"][4 * 5]["person"] == '<b>Bold</b> & Söhne, "x" (y) \\z'
        with pdf.open_metadata() as xmp:
            assert xmp["dc:title"] == f"Training matrix · {STAMP.site} · {STAMP.number}"
            assert not any("pdfaid" in key for key in xmp), "claims nothing that no checker has confirmed"
        assert pdf.Root.MarkInfo.Marked
        profile = bytes(pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes())
        assert ImageCms.ImageCmsProfile(io.BytesIO(profile)).profile.xcolor_space.strip() == "RGB"


def test_every_cell_is_tagged_with_its_state(tmp_path: Path) -> None:
    text = run("pdfinfo", "-struct-text", _saved(tmp_path / "tags.pdf", draw(matrix(), STAMP).pdf))
    lines = [line.split("(")[0].strip(" :") for line in text.splitlines()]
    assert lines.count("TR") == 1 + 9
    assert (lines.count("TH"), lines.count("TD")) == (2 + 5, 9 * (2 + 5))
    with pikepdf.open(tmp_path / "tags.pdf") as pdf:
        elements = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/ActualText" in one]
        assert "overdue since 11-Nov-2026" in {str(one.ActualText) for one in elements}
        assert "حداد, ليلى" in {str(one.ActualText) for one in elements}, "spoken are the letters as typed"
    assert "حداد" in text_of(tmp_path / "tags.pdf"), "and a search finds them"


def test_made_twice_it_is_the_same_file() -> None:
    assert draw(matrix(), STAMP).pdf == draw(matrix(), STAMP).pdf
    assert draw(matrix(), STAMP).pdf != draw(matrix(), replace(STAMP, number="SW-2026-0319")).pdf


@pytest.mark.requirement("USE-3")
def test_a_demonstration_says_so_on_every_page(tmp_path: Path) -> None:
    drawn = draw(matrix(60, 9), replace(STAMP, demonstration=True))
    text = text_of(_saved(tmp_path / "demo.pdf", drawn.pdf))
    assert drawn.pages > 1
    assert text.count("Demonstration – fictitious data") == drawn.pages


def test_arabic_joins_and_runs_from_the_right() -> None:
    joined = join_letters("محمد")
    assert [f"{ord(sign):04X}" for sign in joined] == ["FEE3", "FEA4", "FEE4", "FEAA"]
    assert in_order_of_drawing(joined) == joined[::-1]
    assert in_order_of_drawing("Haddad (שלום) 12") == "Haddad (םולש) 12"
    assert in_order_of_drawing("שלום (12)") == "(12) םולש"
    assert join_letters("سلام")[1] == "\ufefc", "lam and alef are one"


def test_marks_that_turn_text_around_are_taken_out() -> None:
    assert plain("user\u202egpj.exe") == "usergpj.exe"


def test_a_damaged_cache_is_made_again(tmp_path: Path) -> None:
    cut = Cut("Noto Sans Arabic", (("wdth", 100), ("wght", 400)), "Test-Regular")
    first = cut_face(cut, tmp_path)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(kept.read_bytes()[:-1] + b"!")
    assert cut_face(cut, tmp_path) == first
    read_only = tmp_path / "file"
    read_only.write_text("in the way")
    instancing._keep(read_only / "below" / "x.ttf", first)  # without a cache it works all the same


def test_the_colour_profile_is_srgb() -> None:
    ours = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))
    picture = Image.new("RGB", (3, 1))
    picture.putdata([(14, 107, 102), (179, 38, 30), (255, 255, 255)])
    turned = ImageCms.profileToProfile(picture, ours, ImageCms.createProfile("sRGB"))
    assert turned is not None
    pairs = zip(picture.tobytes(), turned.tobytes(), strict=True)
    assert max(abs(before - after) for before, after in pairs) <= 2


def test_poppler_has_nothing_to_complain_about(tmp_path: Path) -> None:
    path = _saved(tmp_path / "matrix.pdf", draw(matrix(), STAMP).pdf)
    done = subprocess.run(["pdftoppm", "-r", "20", path, tmp_path / "x"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
