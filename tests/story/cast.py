"""Who works at Klinikum Nord in 2026, on which studies and with which systems."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Member:
    """One line of the personnel office's sheet."""

    family: str
    given: str
    role: str

    @property
    def name(self) -> str:
        return f"{self.family}, {self.given}"


ZOE = Member("Brandt", "Zoë", "Compliance officer")
INES = Member("Castillo Ruiz", "Inés", "Principal investigator")
TOMOKO = Member("Itō", "Tomoko", "Sub-investigator")
GRAINNE = Member("Ó Súilleabháin", "Gráinne", "Principal investigator")
PETR = Member("Dvořák", "Petr", "Principal investigator")
TUNDE = Member("Adeyemi", "Tunde", "Coordinator")
HANAKO = Member("Yamada", "Hanako", "Pharmacist")
ANNE = Member("Müller-Østergård", "Änne", "Study nurse")
SEAN = Member("O’Neil", "Seán", "Study nurse")
NAMED = (ZOE, INES, TOMOKO, GRAINNE, PETR, TUNDE, HANAKO, ANNE, SEAN)

_FAMILIES = ("Andersen", "Bauer", "Costa", "Demir", "Eriksson", "Fofana", "Greco")
_GIVEN = ("Ada", "Bo", "Cléo", "Dmitri", "Élise", "Farid", "Gül")
_ROLES = ("Study nurse", "Laboratory technician", "Data entry", "Sub-investigator", "Rater")
EVERYBODY_ELSE = tuple(
    Member(family, given, _ROLES[(row + place) % len(_ROLES)])
    for row, family in enumerate(_FAMILIES)
    for place, given in enumerate(_GIVEN)
)[:47]
IN_JANUARY = NAMED + EVERYBODY_ELSE  # 9 + 47 = 56
IN_AUGUST = (
    Member("Haddad", "Layla", "Study nurse"),
    Member("Ivanova", "Zoya", "Rater"),
    Member("Jensen", "Ole", "Study nurse"),
    Member("Kaya", "Deniz", "Data entry"),
)  # the 57th to the 60th
LAYLA, FARID = IN_AUGUST[0], next(one for one in EVERYBODY_ELSE if one.given == "Farid")

BRIGHT, LUMEN, DELTA = "BRIGHT-2", "LUMEN-7", "DELTA-9"
OPENS = date(2026, 1, 12)

SYSTEMS = (
    ("Rave EDC", "EDC", "high"),
    ("Signant IWRS", "IWRS", "high"),
    ("Veeva eTMF", "eTMF", "medium"),
    ("Imaging portal", "imaging", "medium"),
    ("Diary ePRO", "ePRO", "medium"),
    ("Central laboratory", "laboratory", "low"),
    ("Safety gateway", "safety", "medium"),
    ("Hospital records", "source", "high"),
)
EDC, IWRS, ETMF = "Rave EDC", "Signant IWRS", "Veeva eTMF"


def sheet(people: tuple[Member, ...], start: str) -> str:
    """The sheet that the personnel office sends; ``start`` as it writes days."""
    lines = [f"{one.family};{one.given};{one.role};{start}" for one in people]
    return "\n".join(["Surname;First name;Site role;Start date", *lines, ""])


def systems_sheet() -> str:
    """What the department of information technology keeps."""
    return "\n".join(["System,Type,Risk,In use since", *(f"{name},{kind},{risk},2026-01-05"
                                                           for name, kind, risk in SYSTEMS), ""])  # fmt: skip
