"""The signature-and-initials sheet: how those who sign on paper sign, kept with its scan (SIG-3).

It judges no signature: it is what a person looks at beside one. The initials on it stand in the delegation log.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from db.clock import stamp
from db.errors import BadInput
from db.folding import written_name
from db.store.change import Change
from db.store.store import Store

_SPECIMEN = (
    "SELECT s.id, s.person, p.family_name, p.given_name, s.initials, s.signed, s.evidence, s.compared_by, s.compared, "
    "s.original_at, s.voided, s.entered FROM specimen AS s JOIN person AS p ON p.id = s.person"
)
_KEPT = "Nothing was saved."


@dataclass(frozen=True)
class Specimen:
    """One line of a filed sheet. ``signed``: the day; ``evidence``: the scan; ``voided``: struck through."""

    id: str
    person_id: str
    person: str
    initials: str
    signed: date
    evidence: str
    compared_by: str
    compared: date
    original_at: str
    voided: bool
    entered: str


@dataclass(frozen=True)
class NewSheet:
    """A sheet that was signed in ink: ``lines`` are person's id and initials as written; ``evidence``: its scan, a
    certified copy compared with the original, which is kept at ``original_at``."""

    lines: tuple[tuple[str, str], ...]
    signed: date
    evidence: str
    compared_by: str
    compared: date
    original_at: str


class Specimens:
    """Over one open store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def file(self, sheet: NewSheet) -> tuple[Specimen, ...]:
        """One sheet, a specimen for each person on it, one save. Errors as ``file_in``."""
        with self._store.change() as change:
            ids = self.file_in(change, sheet)
        found = {one.id: one for one in self.all()}
        return tuple(found[one] for one in ids)

    def file_in(self, change: Change, sheet: NewSheet) -> tuple[str, ...]:
        """As ``file``, inside the caller's transaction; ids. Raises BadInput for a day to come, for nobody on it, and
        without what makes the scan a certified copy."""
        today = self._store.clock.now().date()
        if not sheet.lines:
            raise BadInput("Who signed the sheet?", kept=_KEPT, todo="Tick everybody who is on it.")
        if not sheet.signed <= sheet.compared <= today:
            raise BadInput("Signed first, compared afterwards, both not in the future.", kept=_KEPT)
        if not (sheet.compared_by.strip() and sheet.original_at.strip()):
            raise BadInput("Who compared the scan with the sheet, and where is the sheet?", kept=_KEPT)
        if any(not initials.strip() or len(initials.strip()) > 10 for _person, initials in sheet.lines):
            raise BadInput("Initials have one to ten letters.", kept=_KEPT)
        return tuple(
                change.insert(
                    "specimen",
                    {
                        "person": person, "initials": initials.strip(), "signed": sheet.signed.isoformat(),
                        "evidence": sheet.evidence, "compared_by": sheet.compared_by.strip(),
                        "compared": sheet.compared.isoformat(), "original_at": sheet.original_at.strip(),
                        "user": self._store.actor.user, "entered": stamp(self._store.clock.now()),
                    },
                )
                for person, initials in sheet.lines
        )  # fmt: skip

    def void(self, specimen: str, reason: str) -> None:
        """Strike through what was filed by mistake: it stays to be read and no longer counts."""
        with self._store.change(reason) as change:
            change.update("specimen", specimen, {"voided": 1})

    def all(self) -> tuple[Specimen, ...]:
        """Every line ever filed, by name, a person's newest first."""
        rows = self._store.rows(f"{_SPECIMEN} ORDER BY p.sort_name, s.signed DESC, s.id DESC")
        return tuple(_specimen(row) for row in rows)

    def current(self, on: date | None = None) -> Mapping[str, Specimen]:
        """The newest that counts, by person's id; ``on``: of those signed by that day."""
        found: dict[str, Specimen] = {}
        for one in self.all():
            if not one.voided and (on is None or one.signed <= on):
                found.setdefault(one.person_id, one)
        return found

    def initials(self, on: date | None = None) -> Mapping[str, str]:
        """As people write them, by person's id; who has no specimen is not in it. ``on``: as of that day."""
        return {person: one.initials for person, one in self.current(on).items()}

    def wanting(self) -> tuple[tuple[str, str], ...]:
        """(id, name) of everybody who signed a record on paper and is on no sheet."""
        rows = self._store.rows(
            "SELECT DISTINCT p.id, p.family_name, p.given_name, p.sort_name FROM signature AS s "
            "JOIN person AS p ON p.id = s.person WHERE s.paper = 1 AND NOT EXISTS ("
            "SELECT 1 FROM specimen AS m WHERE m.person = p.id AND m.voided = 0) ORDER BY p.sort_name, p.id"
        )
        return tuple((str(row[0]), written_name(str(row[1]), str(row[2]))) for row in rows)


def _specimen(row: Sequence[object]) -> Specimen:
    id_, person, family, given, initials, signed, evidence, by, compared, where, voided, entered = row
    return Specimen(
        str(id_), str(person), written_name(str(family), str(given)), str(initials), date.fromisoformat(str(signed)),
        str(evidence), str(by), date.fromisoformat(str(compared)), str(where), bool(voided), str(entered),
    )  # fmt: skip
