"""The bars of PDF: 1,000 and 10,000 rows beside reportlab drawing the same strings, and the seal on top."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from db.clock import SetClock
from db.days import shown
from db.roster.records import Person
from db.signing.authority import make_authority, make_seal
from db.signing.records import Seal
from desktop.reports import faces
from desktop.reports.finishing import Drawn
from desktop.reports.heading import Heading
from desktop.reports.roster import RosterFacts, draw
from desktop.reports.sealing import seal_report
from desktop.reports.stamp import Stamp
from tests.benchmarks.bar import Bar, seconds, side_by_side

AT = datetime.fromisoformat("2026-11-23T18:40:00+01:00")
STAMP = Stamp(
    "SW-2026-0001", "0192f3c4-7a51-7000-8000-000000000000", "Klinikum Nord", "Zoë Brandt", AT, "1", 9, "0" * 64
)
_ROW, _A_PAGE = 17.8, 25


def _people(count: int) -> tuple[Person, ...]:
    """All as long as each other, so that ten times as many are ten times the work."""
    roles = ("Study nurse", "Sub-investigator", "Pharmacist", "Coordinator", "Radiographer")
    return tuple(
        Person(
            id=f"{number:036d}",
            family_name=f"Müller-Øster {number:05}",
            given_name="Änne",
            email=f"person{number:05}@example.org",
            phone="",
            employer="Klinikum Nord",
            role=roles[number % 5],
            start=date(2024, 1 + number % 12, 1 + number % 28),
            end=None,
            status="active",
            studies=("BRIGHT-2",),
        )
        for number in range(count)
    )


def _report(people: tuple[Person, ...]) -> Drawn:
    return draw(RosterFacts(Heading("Klinikum Nord", ("All of it",)), "2026-11-23", people, len(people)), STAMP)


def _floor(people: tuple[Person, ...]) -> bytes:
    """reportlab drawing the same strings at the same places with the same two faces, and nothing else."""
    cut = faces.Faces()
    for weight in ("regular", "bold"):
        pdfmetrics.registerFont(cut.first(weight).font)  # type: ignore[arg-type]
    regular, bold = cut.first("regular").font.fontName, cut.first("bold").font.fontName
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=landscape(A4), pageCompression=1)
    for number, one in enumerate(people):
        if number and number % _A_PAGE == 0:
            canvas.showPage()
        y = 540 - _ROW * (number % _A_PAGE)
        texts = (one.name, one.role, "BRIGHT-2", one.employer, one.email, shown(one.start), "", one.status)
        for column, text in enumerate((*texts, "not filed", "not filed")):
            canvas.setFont(regular if column else bold, 7.9)
            canvas.drawString(36 + 77 * column, y, text)
        canvas.line(36, y - 6, 806, y - 6)
    canvas.save()
    return out.getvalue()


def bars() -> Iterator[Bar]:
    """1,000 rows against the floor; 10,000 against 1,000; the seal by itself."""
    thousand, more = _people(1_000), _people(10_000)
    _report(thousand[:10])  # cuts and reads the faces
    floor = seconds(lambda: _floor(thousand), repeat=3)
    one = seconds(lambda: _report(thousand), repeat=3)
    yield Bar("PDF of 1,000 rows", one, "s", floor, "reportlab drawing the same strings", times=1.3)
    # ten small ones in a row take as long as one large one, so that a busy moment of the machine hits both alike
    small, large = side_by_side(lambda: [_report(thousand) for _ in range(10)], lambda: _report(more), repeat=3)
    yield Bar("PDF of 10,000 rows", large, "s", small / 10, "the one of 1,000", times=12)
    clock = SetClock(AT)
    authority = make_authority("Klinikum Nord", clock)
    pair = make_seal(authority, "Klinikum Nord", clock, STAMP.workspace)
    seal = Seal(pair.key, pair.certificate, authority.certificate)
    drawn = _report(thousand)
    sealing = seconds(lambda: seal_report(drawn, STAMP, seal), repeat=3)
    yield Bar("seal on the PDF of 1,000 rows", sealing, "s", one, "drawing it")
