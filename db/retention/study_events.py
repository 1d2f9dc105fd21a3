"""What is known of a study for retention: its facts, what happened, what its contracts ask, what the sponsor was asked
and answered, and the sponsor's release (RET-2, RET-3)."""

# ruff: noqa: S608 - statements are put together from constants of the code; what a person gave is a parameter

from __future__ import annotations

from dataclasses import replace
from datetime import date

from db.clock import stamp
from db.days import from_iso, is_late, iso, shown
from db.errors import BadInput, Refused
from db.evidence.records import Evidence, File
from db.evidence.register import EvidenceFiles
from db.fields import block, chosen, line
from db.retention import records as r
from db.retention.library import COUNTRIES, PARTIES, PRODUCTS, TRIGGERS, fact_words
from db.retention.series_commands import KEPT, SeriesCommands, late
from db.retention.situation import read_facts
from db.store.change import Change
from db.store.connection import SqlValue
from db.store.store import Store


class StudyEvents:
    """As ``site.retention.studies``. Each command works out anew until when the study's series are kept."""

    def __init__(self, store: Store, series: SeriesCommands) -> None:
        self._store, self._series = store, series
        self._files = EvidenceFiles(store)

    def facts(self, study: str) -> r.Facts | None:
        """None: nobody entered them yet, and nothing of the study may be destroyed."""
        return read_facts(self._store).get(study)

    def set_facts(self, study: str, facts: r.Facts, reason: str = "Facts of the study for retention") -> int:
        """Enters or corrects them; how many series moved. Raises BadInput for an unknown country, product or role."""
        row = _facts_row(facts)
        there = self._store.scalar("SELECT id FROM study_retention WHERE study = ?", (study,))
        with self._store.change(reason) as change:
            if there is None:
                change.insert("study_retention", {"study": study, "entered": self._stamp(), **row})
            else:
                change.update("study_retention", str(there), row)
            return self._series.work_out(change, studies=(study,))

    def what_if_facts(self, study: str, facts: r.Facts) -> tuple[r.Moved, ...]:
        """What other facts would move; nothing is saved."""
        _facts_row(facts)
        now = self._series.situation()
        return self._series.compared(now, replace(now, facts={**now.facts, study: facts}, _known={}))

    def add_event(
        self, what: str, happened: date, source: str, *, study: str = "", series: str = "",
        evidence: File | None = None, late_reason: str = "",
    ) -> r.Event:  # fmt: skip
        """Something a rule waits for, of a study or of one series. Raises BadInput: an unknown event, a day to come or
        before the study began, a late entry without its reason."""
        with self._store.change(f"{what} on {shown(happened)}") as change:
            event_id = self.insert_event(
                change, what, happened, source, study=study, series=series, evidence=evidence, late_reason=late_reason
            )
        return next(event for event in self.events(study, series) if event.id == event_id)

    def insert_event(
        self, change: Change, what: str, happened: date, source: str, *, study: str = "", series: str = "",
        evidence: File | None = None, late_reason: str = "",
    ) -> str:  # fmt: skip
        """As ``add_event``, inside the caller's transaction (an import); the new event's id."""
        self._check_event(what, happened, study, series, late_reason)
        event_id = change.insert("retention_event", {
            "study": study or None, "series": series or None, "what": what, "happened": happened.isoformat(),
            "source": line("Source", source, 500, needed=True), "late_reason": line("Why so late", late_reason, 500),
            "entered": self._stamp(), "evidence": self._saved(change, evidence),
        })  # fmt: skip
        self._work_out(change, study, series)
        return event_id

    def what_if_event(self, what: str, happened: date, study: str) -> tuple[r.Moved, ...]:
        """What it would move; nothing is saved."""
        now = self._series.situation()
        there = dict(now.events.get(study, {}))
        there[what] = max(happened, there.get(what, happened))
        return self._series.compared(now, replace(now, events={**now.events, study: there}, _known={}))

    def void_event(self, event_id: str, reason: str) -> None:
        """It was entered by mistake: it stays readable and no longer counts."""
        row = self._store.row("SELECT study, series, voided FROM retention_event WHERE id = ?", (event_id,))
        if row is None or row[2] is not None:
            raise BadInput("That event is not there, or was voided.", todo="Refresh the page and look again.")
        changes = {"voided": iso(self._today), "void_reason": line("Why it is void", reason, 500, needed=True)}
        with self._store.change(reason) as change:
            change.update("retention_event", event_id, changes)
            self._work_out(change, row[0] or "", row[1] or "")

    def events(self, study: str = "", series: str = "") -> tuple[r.Event, ...]:
        """Of a study, of a series, or (neither named) all; the newest first, voided ones too."""
        clause, value = ("e.study = ?", study) if study else ("e.series = ?", series) if series else ("'' = ?", "")
        rows = self._store.rows(
            "SELECT e.id, e.study, e.series, e.what, e.happened, e.source, e.evidence, e.voided, e.void_reason, "
            f"e.late_reason, e.entered FROM retention_event AS e WHERE {clause} ORDER BY e.happened DESC, e.id DESC",
            (value,),
        )
        return tuple(
            r.Event(
                row[0], row[1] or "", row[2] or "", row[3], date.fromisoformat(row[4]), row[5], self._evidence(row[6]),
                from_iso(row[7]), row[8], is_late(date.fromisoformat(row[4]), date.fromisoformat(row[10][:10])), row[9],
            )
            for row in rows
        )  # fmt: skip

    def add_contract(
        self, study: str, name: str, *, keep_until: date | None = None, what: str = "", years: int = 0, months: int = 0,
        evidence: File | None = None,
    ) -> int:  # fmt: skip
        """A term beside the law: until a day, or so long after something. How many series moved."""
        if what:
            chosen("After", what, TRIGGERS)
        if min(years, months) < 0 or (keep_until is None and not (what and years + months)):
            raise BadInput(
                "The contract names neither a day nor a period.",
                kept=KEPT,
                todo="Enter the day, or so long after what.",
            )
        row: dict[str, SqlValue] = {
            "study": study, "name": line("Contract and clause", name, 300, needed=True), "keep_until": iso(keep_until),
            "what": what, "years": years, "months": months, "entered": self._stamp(),
        }  # fmt: skip
        with self._store.change(f"Retention term of a contract: {name}") as change:
            change.insert("retention_contract", row | {"evidence": self._saved(change, evidence)})
            return self._series.work_out(change, studies=(study,))

    def withdraw_contract(self, contract_id: str, reason: str) -> int:
        """It ended or was entered by mistake. How many series moved."""
        study = self._store.scalar("SELECT study FROM retention_contract WHERE id = ?", (contract_id,))
        with self._store.change(reason) as change:
            change.update("retention_contract", contract_id, {"withdrawn": iso(self._today)})
            return self._series.work_out(change, studies=(str(study),))

    def contracts(self, study: str) -> tuple[r.ContractTerm, ...]:
        """Those in force."""
        rows = self._store.rows(
            "SELECT id, study, name, keep_until, what, years, months FROM retention_contract "
            "WHERE study = ? AND withdrawn IS NULL ORDER BY id",
            (study,),
        )
        return tuple(r.ContractTerm(row[0], row[1], row[2], from_iso(row[3]), row[4], row[5], row[6]) for row in rows)

    def add_release(self, study: str, sponsor: str, released: date, letter: File, covers: str = "") -> r.Release:
        """The sponsor's written release: without the letter there is none (RET-3)."""
        if released > self._today:
            raise BadInput(f"{shown(released)} is still to come.", kept=KEPT, todo="Enter the day of the letter.")
        row = {
            "study": study, "sponsor": line("Sponsor", sponsor, 300, needed=True), "released": released.isoformat(),
            "covers": block("Covers", covers, 2000), "entered": self._stamp(),
        }  # fmt: skip
        with self._store.change("Sponsor's release of the records") as change:
            release_id = change.insert("sponsor_release", {**row, "evidence": self._files.save(change, letter)})
            self._series.work_out(change, studies=(study,))
        return next(one for one in self.releases(study) if one.id == release_id)

    def withdraw_release(self, release_id: str, reason: str) -> None:
        """The sponsor took it back, or it was entered by mistake."""
        study = self._store.scalar("SELECT study FROM sponsor_release WHERE id = ?", (release_id,))
        with self._store.change(reason) as change:
            change.update("sponsor_release", release_id, {"withdrawn": iso(self._today)})
            self._series.work_out(change, studies=(str(study),))

    def releases(self, study: str = "") -> tuple[r.Release, ...]:
        """Of a study, or all; the newest first, those taken back too."""
        rows = self._store.rows(
            "SELECT l.id, l.study, s.code, l.sponsor, l.released, l.covers, l.evidence, l.withdrawn "
            "FROM sponsor_release AS l JOIN study AS s ON s.id = l.study WHERE ?1 IN ('', l.study) "
            "ORDER BY l.released DESC, l.id",
            (study,),
        )
        return tuple(
            r.Release(
                row[0],
                row[1],
                row[2],
                row[3],
                date.fromisoformat(row[4]),
                row[5],
                self._evidence(row[6]),
                from_iso(row[7]),
            )
            for row in rows
        )

    def _check_event(self, what: str, happened: date, study: str, series: str, late_reason: str) -> None:
        chosen("Event", what, TRIGGERS)
        if bool(study) == bool(series):
            raise BadInput("An event is of one study, or of one series.", kept=KEPT)
        if happened > self._today:
            raise BadInput(f"{shown(happened)} is still to come.", kept=KEPT, todo="Enter it once it has happened.")
        began = from_iso(self._store.scalar("SELECT start FROM study WHERE id = ?", (study,))) if study else None  # type: ignore[arg-type]
        if began is not None and happened < began:
            raise BadInput(
                f"{shown(happened)} lies before the study began on {shown(began)}.", kept=KEPT,
                todo="Correct the day, or the start of the study on the roster.",
            )  # fmt: skip
        if is_late(happened, self._today) and not late_reason.strip():
            raise late(happened, self._today)
        if self._store.scalar(
            "SELECT count(*) FROM retention_event WHERE coalesce(study, series) = ? AND what = ? AND happened = ? "
            "AND voided IS NULL", (study or series, what, happened.isoformat()),
        ):  # fmt: skip
            raise Refused(f"“{what}” on {shown(happened)} is on record already.", kept=KEPT)

    def _work_out(self, change: Change, study: str, series: str) -> None:
        self._series.work_out(change, studies=(study,) if study else (), series=(series,) if series else ())

    def _saved(self, change: Change, evidence: File | None) -> str | None:
        return self._files.save(change, evidence) if evidence is not None else None

    def _evidence(self, evidence_id: str | None) -> Evidence | None:
        return self._files.about(evidence_id) if evidence_id else None

    def _stamp(self) -> str:
        return stamp(self._store.clock.now())

    @property
    def _today(self) -> date:
        return self._series.today


def _facts_row(facts: r.Facts) -> dict[str, SqlValue]:
    unknown = sorted(facts.countries - COUNTRIES)
    if unknown or not facts.countries:
        raise BadInput(
            f"There is no country “{unknown[0]}” in the rules." if unknown else "No country is named.", kept=KEPT,
            todo="Name the countries whose law the trial is under, by their two letters (DE, US).",
        )  # fmt: skip
    chosen("Product", facts.product, sorted(PRODUCTS))
    for party in facts.parties:
        chosen("Kept as", party, sorted(PARTIES))
    for fact, said in (("framework", facts.frameworks), ("gcp", facts.gcp), ("funding", facts.funding)):
        for word in said:
            chosen(fact, word, sorted(fact_words(fact)))
    if not facts.parties:
        raise BadInput("It is not said as whom the records are kept.", kept=KEPT, todo="Choose at least “site”.")
    return {
        "countries": " ".join(sorted(facts.countries)), "product": facts.product, "parties": _joined(facts.parties),
        "implantable": int(facts.implantable), "gene_therapy": int(facts.gene_therapy),
        "frameworks": _joined(facts.frameworks), "gcp": _joined(facts.gcp), "funding": _joined(facts.funding),
        "application_relies": int(facts.application_relies), "sponsored": int(facts.sponsored),
    }  # fmt: skip


def _joined(words: frozenset[str]) -> str:
    return ",".join(sorted(words))
