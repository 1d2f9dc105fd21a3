"""A matrix of any size with people of many scripts, and who seals and signs it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from db.clock import SetClock
from db.signing.authority import Authority, fingerprint, issue, make_authority, make_seal, new_key
from db.signing.records import Seal
from db.training.matrix import Column, Matrix, MatrixPerson
from db.training.rules import Cell, Status
from desktop.reports.embedding import Signer
from desktop.reports.heading import Heading
from desktop.reports.sealing import seal_report
from desktop.reports.signing import sign_report
from desktop.reports.stamp import Stamp
from desktop.reports.training_matrix import MatrixFacts, draw

AT = datetime.fromisoformat("2026-11-23T18:40:00+01:00")
SITE = "Klinikum Nord, Site 0417"
WORKSPACE = "0192f3c4-7a51-7000-8000-000000000000"
STAMP = Stamp("SW-2026-0318", WORKSPACE, SITE, "Zoë Brandt", AT, "1.0.0", 12_409, "9f3c" + "8e11" * 15)

NAMES = (
    ("Müller-Østergård", "Änne", "Study nurse"),
    ("O’Neil", "Seán", "Sub-investigator"),
    ("Yamada", "Hanako 山田花子", "Pharmacist"),
    ("حداد", "ليلى", "Data entry"),
    ("<b>Bold</b> & Söhne", '"x" (y) \\z', "Lab"),
    ("Wolfeschlegelsteinhausenbergerdorff-Maximilian", "Hubert Blaine", "Radiographer"),
    ("Παπαδόπουλος", "Νίκος", "Lab"),
    ("Иванова", "Мила", "Study nurse"),
    ("राम", "कुमार", "Study nurse"),
)
_CELLS = (
    Cell(Status.CURRENT, date(2028, 6, 9)),
    Cell(Status.CURRENT),
    Cell(Status.DUE_SOON, date(2026, 12, 9)),
    Cell(Status.OVERDUE, date(2026, 11, 11)),
    Cell(Status.MISSING, date(2026, 11, 2)),
    Cell(Status.PLANNED, date(2026, 12, 1)),
    Cell(Status.NOT_REQUIRED),
)


def matrix(people: int = 9, requirements: int = 5) -> MatrixFacts:
    """Every state somewhere."""
    rows = tuple(
        MatrixPerson(
            f"{number:036d}", f"{family}{f' {number}' if number >= len(NAMES) else ''}", given, role, None, None
        )
        for number, (family, given, role) in ((number, NAMES[number % len(NAMES)]) for number in range(people))
    )
    columns = tuple(
        Column(f"c{number}", f"Course {number}", "", "course", None, "", "2.0", None, ())
        for number in range(requirements)
    )
    cells = tuple(tuple(_CELLS[(row + 2 * at) % len(_CELLS)] for at in range(requirements)) for row in range(people))
    heading = Heading(f"{SITE} · PI Inés Castillo Ruiz", ("Study BRIGHT-2", "As of 23-Nov-2026 18:40 +01:00"))
    return MatrixFacts(heading, Matrix(date(2026, 11, 23), None, None, "", rows, columns, cells, people, people))


@dataclass
class Hands:
    """An authority, the seal it made, and two people with certificates."""

    authority: Authority
    seal: Seal
    zoe: Signer
    ines: Signer

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.authority.certificate)

    def sealed(self, people: int = 9, requirements: int = 5) -> bytes:
        return seal_report(draw(matrix(people, requirements), STAMP), STAMP, self.seal)

    def reviewed(self, pdf: bytes) -> bytes:
        return self._sign(pdf, "reviewed", self.zoe, "Compliance officer", 127)

    def approved(self, pdf: bytes) -> bytes:
        return self._sign(pdf, "approved", self.ines, "Principal investigator", 690)

    def _sign(self, pdf: bytes, meaning: str, who: Signer, role: str, later: int) -> bytes:
        at = AT + timedelta(seconds=later)
        return sign_report(pdf, meaning, who, role=role, at=at, site=SITE, program="1.0.0")


def hands() -> Hands:
    """New keys each time."""
    clock = SetClock(AT)
    authority = make_authority(SITE, clock)
    pair = make_seal(authority, SITE, clock, WORKSPACE)
    signers = []
    for name, role in (("Zoë Brandt", "Compliance officer"), ("Inés Castillo Ruiz", "Principal investigator")):
        key = new_key()
        certificate = issue(authority, key, name=name, role=role, clock=clock)
        signers.append(Signer(key, certificate, (authority.certificate,), name))
    return Hands(authority, Seal(pair.key, pair.certificate, authority.certificate), *signers)
