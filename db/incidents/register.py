"""The register of what went wrong: incidents, deviations, notes to file, tests and drills, and the clocks of all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from db.breach import Breach
from db.charts import Chart
from db.days import shown
from db.errors import Refused
from db.incidents.cases import Cases
from db.incidents.clocks import Clocks
from db.incidents.deviation_records import TO_ASSESS, TO_DECIDE, Note
from db.incidents.deviations import Deviations
from db.incidents.exercise_records import DUE_SOON as TEST_SOON
from db.incidents.exercise_records import OVERDUE as LATE_TEST
from db.incidents.exercises import Exercises
from db.incidents.figures import deviation_charts, incident_charts
from db.incidents.leading_on import of_deviation, of_finding, of_incident
from db.incidents.notes import Notes
from db.incidents.signing import Signatures
from db.origin import OpenCapa
from db.signing.folder import ToSign
from db.signing.register import Signing
from db.signing.signable import Signer
from db.store.change import Change
from db.store.query import Page, Query
from db.store.rewind import end_of
from db.store.rights import readable
from db.store.store import Store
from db.waiting import MISSING, OVERDUE, PLANNED, SOON, Waiting, listed

PLACE = "incidents"
AddRisk = Callable[[Change, str, int, str], str]
"""Enters a finding as a risk: what was found, how grave (1-5), in which test; the risk's id."""
_URGENT = timedelta(days=7)  # a clock that ends later than this is planned, not pressing


class Incidents:
    """As ``site.incidents``. A record of the page is named by its kind: ``incident/ID``, ``deviation/ID``,
    ``note/ID``, ``exercise/ID``."""

    def __init__(
        self,
        store: Store,
        open_capa: OpenCapa | None = None,
        add_risk: AddRisk | None = None,
        signing: Signing | None = None,
    ) -> None:
        """``open_capa``, ``add_risk``: what other registers do with what began here; handed in by db/site.py."""
        self._store, self._open_capa, self._add_risk = store, open_capa, add_risk
        self.clocks = Clocks(store)
        self.cases = Cases(store, self.clocks)
        self.deviations = Deviations(store, self.clocks)
        self.notes = Notes(store)
        self.exercises = Exercises(store)
        self.signatures = Signatures(store, signing or Signing(store), self.deviations, self.notes)

    def open_deviation(self, change: Change, breach: Breach) -> str:
        """See ``Deviations.open_deviation``: what other registers are handed."""
        return self.deviations.open_deviation(change, breach)

    def to_capa(self, table: str, record: str) -> str:
        """One step: a CAPA is opened with the facts of an ``incident``, ``deviation`` or ``exercise_finding``, and
        linked both ways; its id. Refused where there is one already."""
        if self._open_capa is None:
            raise Refused("No CAPA can be opened here.")
        if table == "incident":
            file = self.cases.file(record)
            origin, there = of_incident(file), file.incident.capa
        elif table == "deviation":
            deviation = self.deviations.get(record)
            origin, there = of_deviation(deviation), deviation.capa
        else:
            finding = self.exercises.finding(record)
            origin, there = of_finding(self.exercises.get(finding.exercise), finding), finding.capa
        if there is not None:
            raise Refused(f"{origin.number} led to a CAPA already.", kept="Nothing was changed.", todo="Open that one.")
        with self._store.change(f"CAPA opened from {origin.number}") as change:
            capa = self._open_capa(change, origin)
            change.update(table, record, {"capa": capa})
        return capa

    def to_risk(self, finding_id: str) -> str:
        """A finding of a test is entered as a risk, to be assessed; the risk's id."""
        finding = self.exercises.finding(finding_id)
        if self._add_risk is None or finding.risk_id is not None:
            raise Refused(f"This finding feeds {finding.risk or 'no risk here'}.", kept="Nothing was changed.")
        with self._store.change("Finding entered as a risk") as change:
            number = self.exercises.get(finding.exercise).number
            risk = self._add_risk(change, finding.what, finding.severity, number)
            self.exercises.link(change, finding_id, risk=risk)
        return risk

    def capa_number(self, capa: str | None) -> str:
        """As people call it; empty for None, or for who may not read CAPA."""
        if capa is None or not readable(self._store, "capa"):
            return ""
        return str(self._store.scalar("SELECT number FROM capa WHERE id = ?", (capa,)) or "")

    def sign(self, table: str, record: str, signer: Signer) -> None:
        """One ``deviation`` (the investigator's assessment) or ``note_to_file``, in a transaction of its own."""
        with self._store.change() as change:
            if table == "deviation":
                self.signatures.sign_deviation(change, self.deviations.get(record), signer)
            else:
                self.signatures.sign_note(change, self.notes.get(record), signer)

    def to_sign(self) -> tuple[ToSign, ...]:
        """For the signing folder."""
        return self.signatures.to_sign() if readable(self._store, "note_to_file") else ()

    def signed(self, change: Change, item: ToSign, signer: Signer) -> None:
        """The signing folder's way to sign."""
        self.signatures.signed(change, item, signer)

    def signed_notes(self, query: Query, on: date | None = None, known: date | None = None) -> Page[Note]:
        """Notes, each with how many of its signatures still cover it. ``on``: as of that day; ``known``: as known on
        it; its signatures too are then those that had been put."""
        page = self.notes.list(query, on) if known is None else self.notes.known_page(known, query)
        day = known or on
        until = None if day is None else end_of(self._store, day)
        rows = []
        for one in page.rows:
            wanted = len(self.signatures.signers(one))
            rows.append(replace(one, signatures=wanted - len(self.signatures.open_signers(one, until)), wanted=wanted))
        return Page(tuple(rows), page.matching, page.of)

    def charts(self, on: date | None = None) -> tuple[Chart, ...]:
        """What went wrong, counted as on the day."""
        on = on or self._store.clock.now().date()
        return (*incident_charts(self._store, on), *deviation_charts(self._store, on))

    def waiting(self, today: date, most: int | None = None) -> tuple[Waiting, ...]:
        """Clocks that run, deviations nobody assessed, tests that are due; of each what this person may read, ``most``
        of it by name."""
        found: list[Waiting] = []
        if readable(self._store, "notification"):
            found += self._clocks_running()
        if readable(self._store, "deviation"):
            found += self._undecided(most)
        if readable(self._store, "exercise"):
            found += self._tests_due(today, most)
        return tuple(found)

    def _clocks_running(self) -> list[Waiting]:
        found = []
        for clock in self.clocks.running():
            far = clock.due > self._store.clock.now() + _URGENT
            state = OVERDUE if clock.state == "overdue" else PLANNED if far else SOON
            note = f"{shown(clock.due.date())} {clock.due:%H:%M} · {clock.number} {_short(clock.subject_title)}"
            record = f"{clock.table}/{clock.subject}"
            found.append(Waiting("notification", state, clock.due.date(), clock.recipient, note, PLACE, record))
        return found

    def _undecided(self, most: int | None) -> Iterator[Waiting]:
        for kind, status in (("deviation-assessment", TO_ASSESS), ("serious-breach", TO_DECIDE)):
            first, more = self.deviations.undecided(status, most)
            for one in first:
                title, record = f"{one.number} {one.study}".strip(), f"deviation/{one.id}"
                yield Waiting(kind, MISSING, one.identified, title, one.words, PLACE, record)
            if more:
                yield Waiting(kind, MISSING, None, "", "", PLACE, listed("deviation", status=(status,)), more)

    def _tests_due(self, today: date, most: int | None) -> Iterator[Waiting]:
        for state, standing, performed in (
            (OVERDUE, LATE_TEST, None), (PLANNED, TEST_SOON, False), (SOON, TEST_SOON, True),
        ):  # fmt: skip
            first, more = self.exercises.due(standing, today, most, performed=performed)
            for one in first:
                due = one.planned if one.performed is None else one.next_due
                yield Waiting("exercise", state, due, one.title, one.kind, PLACE, f"exercise/{one.id}")
            if more:
                yield Waiting("exercise", state, None, "", "", PLACE, listed("exercise", due=(standing,)), more)


def _short(text: str) -> str:
    return text if len(text) <= 100 else f"{text[:99]}…"
