"""Incidents: quick capture, what is learnt later, time line, evidence, resolving and closing (RSK-2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

from db.clock import stamp
from db.days import day_of, is_late, shown
from db.errors import BadInput, Refused
from db.evidence.records import File
from db.fields import block, chosen, line, next_number, past, step
from db.incidents import clock_records
from db.incidents import incident_records as r
from db.incidents.incident_queries import IncidentQueries
from db.since_ended import demand_in_use
from db.store.change import Change
from db.store.connection import SqlValue


class Cases(IncidentQueries):
    """As ``site.incidents.cases``. ``reason`` is why a saved value changes (AUD-1)."""

    def add(self, new: r.NewIncident, file: File | None = None) -> r.Incident:
        """Captures an incident and starts its clocks. As long as nobody knows whether personal data are concerned, the
        clocks for personal data run. Raises BadInput: a time to come, an order of times that cannot be."""
        with self._store.change() as change:
            incident_id = self._insert(change, new)
            if file is not None:
                self._attach(change, incident_id, file)
            self._start_clocks(change, incident_id, new)
        return self.get(incident_id)

    def bring_in(self, change: Change, new: r.NewIncident, closed: date | None) -> str:
        """One of a former register, inside the caller's transaction; its id. The clocks of one that is still open
        there begin here; those of one that was closed there are that register's."""
        incident_id = self._insert(change, new)
        if closed is None:
            self._start_clocks(change, incident_id, new)
            return incident_id
        if new.resolved is None:
            raise BadInput("A closed incident needs the day on which it was resolved.", kept="Nothing was saved.")
        if closed > self.today or closed < new.resolved.date():
            raise BadInput("An incident is closed between its resolution and today.", kept="Nothing was saved.")
        row: dict[str, SqlValue] = {"closed": closed.isoformat(), "closing": "Closed in a former register"}
        change.update("incident", incident_id, row)
        return incident_id

    def change(self, incident_id: str, changes: Mapping[str, object], reason: str) -> r.Incident:
        """Correct or complete it; ``changes``: field of NewIncident (without ``affects``) -> new value. Clocks that
        begin to apply are started; one that no longer applies is stopped by hand, with the grounds."""
        now = self._alive(incident_id)
        before = _as_new(now)
        if set(changes) - set(asdict(before)) or "affects" in changes:
            raise BadInput("An incident has no such field.", todo="Name the fields of its form.")
        after = self._clean(replace(before, **changes))  # type: ignore[arg-type]
        old, row = self._stored(before), self._stored(after)
        row = {name: value for name, value in row.items() if value != old[name]}
        if row:
            with self._store.change(reason) as change:
                change.update("incident", incident_id, row)
                self._start_clocks(change, incident_id, after)
        return self.get(incident_id)

    def affect(self, incident_id: str, kind: str, record: str) -> r.IncidentFile:
        """It touched this asset, system, person or study as well; contract clocks of a study then start."""
        now = self._alive(incident_id)
        with self._store.change() as change:
            self._affect(change, incident_id, kind, record)
            self._start_clocks(change, incident_id, _as_new(now))
        return self.file(incident_id)

    def spare(self, affected_id: str, reason: str) -> None:
        """It did not touch this after all."""
        with self._store.change(reason) as change:
            change.delete("incident_affects", affected_id)

    def add_event(self, incident_id: str, at: datetime, what: str, who: str = "") -> r.IncidentFile:
        """A line of the time line. Raises BadInput for a time to come, or one before it occurred."""
        now = self._alive(incident_id)
        at = past("The time of this entry", at, self._store.clock.now())
        row = {
            "incident": incident_id, "at": stamp(at), "what": block("What happened", what, 4000, needed=True),
            "who": line("Who", who) or self._store.actor.name, "entered": self._now(),
        }  # fmt: skip
        if at < now.occurred:
            raise BadInput(
                "This would be before the incident itself.", kept="Nothing was saved.",
                todo=f"It occurred on {shown(now.occurred.date())} at {now.occurred:%H:%M}; correct that first.",
            )  # fmt: skip
        with self._store.change() as change:
            change.insert("incident_event", row)
        return self.file(incident_id)

    def void_event(self, event_id: str, reason: str) -> None:
        """Strike a line of the time line through; it stays to be read on the trail."""
        with self._store.change(reason) as change:
            change.update("incident_event", event_id, {"voided": 1})

    def attach(self, incident_id: str, file: File) -> r.IncidentFile:
        """Evidence. Raises BadInput for an empty file or one above the limit."""
        self._alive(incident_id)
        with self._store.change() as change:
            self._attach(change, incident_id, file)
        return self.file(incident_id)

    def close(self, incident_id: str, on: date, words: str, reason: str) -> r.Incident:
        """Refused while it is not resolved, has nothing learnt, or a clock still runs; a clock that need not be obeyed
        is stopped first, with its grounds."""
        now = self._alive(incident_id)
        running = [clock.title for clock in self._clocks.of("incident", incident_id) if clock.open]
        missing = [
            what
            for what, lacks in (
                ("the time at which it was resolved", now.resolved is None),
                ("what was done to contain it", now.containment == ""),
                ("the lessons", now.lessons == ""),
                *((f"the answer to “{title}”", True) for title in running),
            )
            if lacks
        ]
        if missing:
            raise Refused(
                f"{now.number} cannot be closed without {' and '.join(missing)}.", kept="It stays open.",
                todo="Notify, or decide with its grounds that it is not required." if running else "Complete it first.",
            )  # fmt: skip
        if on > self.today or (now.resolved is not None and on < now.resolved.date()):
            raise BadInput("An incident is closed between its resolution and today.", kept="It stays open.")
        with self._store.change(reason) as change:
            row = {"closed": on.isoformat(), "closing": block("Conclusion", words, 4000, needed=True)}
            change.update("incident", incident_id, row)
        return self.get(incident_id)

    def reopen(self, incident_id: str, reason: str) -> r.Incident:
        if self.get(incident_id).status != r.CLOSED:
            raise Refused("Only a closed incident is opened again.", kept="Nothing was changed.")
        with self._store.change(reason) as change:
            change.update("incident", incident_id, {"closed": None})
        return self.get(incident_id)

    def void(self, incident_id: str, reason: str) -> r.Incident:
        """Strike through what was entered by mistake: it stays to be read, its clocks stop counting."""
        self.get(incident_id)
        with self._store.change(reason) as change:
            change.update("incident", incident_id, {"voided": 1})
        return self.get(incident_id)

    def link_capa(self, change: Change, incident_id: str, capa: str) -> None:
        change.update("incident", incident_id, {"capa": capa})

    def _alive(self, incident_id: str) -> r.Incident:
        now = self.get(incident_id)
        if now.status in (r.CLOSED, r.VOIDED):
            raise Refused(
                f"{now.number} is {now.status}.",
                kept="Nothing was changed.",
                todo="Open it again first, with a reason.",
            )
        return now

    def _affect(self, change: Change, incident_id: str, kind: str, record: str) -> None:
        kind = chosen("Affected", kind, r.AFFECTED)
        if self._store.row(f"SELECT 1 FROM {kind} WHERE id = ?", (record,)) is None:  # noqa: S608
            raise BadInput(f"That {kind} is not there.", kept="Nothing was saved.", todo="Choose one of the list.")
        if kind in ("asset", "system"):
            occurred = str(self._store.scalar("SELECT occurred FROM incident WHERE id = ?", (incident_id,)))
            demand_in_use(self._store, kind, record, day_of(occurred), "Nothing was saved.")
        there = f"SELECT 1 FROM incident_affects WHERE incident = ? AND {kind} = ?"  # noqa: S608
        if self._store.row(there, (incident_id, record)) is None:
            change.insert("incident_affects", {"incident": incident_id, kind: record})

    def _insert(self, change: Change, new: r.NewIncident) -> str:
        new = self._clean(new)
        if is_late(new.occurred.date(), self.today) and not new.late_reason:
            raise BadInput(
                f"This incident was {(self.today - new.occurred.date()).days} days ago.", kept="Nothing was saved.",
                todo="Write why it is entered only now; it will be marked as a late entry.",
            )  # fmt: skip
        number = next_number(self._store.scalar, "incident", f"INC-{self.today.year}-")
        incident_id = change.insert("incident", self._stored(new) | {"number": number, "entered": self._now()})
        for kind, record in dict.fromkeys(new.affects):
            self._affect(change, incident_id, kind, record)
        return incident_id

    def _attach(self, change: Change, incident_id: str, file: File) -> None:
        evidence = self._files.save(change, file)
        row = {"incident": incident_id, "evidence": evidence, "entered": self._now()}
        change.insert("incident_evidence", row)

    def _start_clocks(self, change: Change, incident_id: str, new: r.NewIncident) -> None:
        studies = tuple(
            row[0]
            for row in self._store.rows(
                "SELECT study FROM incident_affects WHERE incident = ? AND study IS NOT NULL", (incident_id,)
            )
        )
        self._clocks.start(
            change, "incident", incident_id, clock_records.INCIDENT, new.aware, studies,
            personal_data=new.personal_data != r.NO,
        )  # fmt: skip

    def _clean(self, new: r.NewIncident) -> r.NewIncident:
        now = self._store.clock.now()
        past("“Occurred”", new.occurred, now)
        past("“Site became aware”", new.aware, now)
        if new.aware < new.occurred:
            raise BadInput(
                "The site would have known before it occurred.", kept="Nothing was saved.",
                todo="Correct one of the two times.",
            )  # fmt: skip
        if new.resolved is not None:
            past("“Resolved”", new.resolved, now)
            if new.resolved < new.occurred:
                raise BadInput("It would be resolved before it occurred.", kept="Nothing was saved.")
        if new.owner is not None and self._store.row("SELECT 1 FROM person WHERE id = ?", (new.owner,)) is None:
            raise BadInput("That person is not on the roster.", kept="Nothing was saved.")
        texts: dict[str, Any] = {name: block(name.capitalize(), getattr(new, name)) for name in _BLOCKS}
        return replace(
            new, title=line("What happened", new.title, 300, needed=True), severity=step("Severity", new.severity),
            threats=line("Threats", new.threats, 1000),
            late_reason=line("Why it is entered late", new.late_reason, 500),
            personal_data=chosen("Personal data", new.personal_data, r.PERSONAL_DATA), **texts,
        )  # fmt: skip

    @staticmethod
    def _stored(new: r.NewIncident) -> dict[str, SqlValue]:
        values = asdict(new)
        del values["affects"]
        return {name: stamp(value) if isinstance(value, datetime) else value for name, value in values.items()}

    def _now(self) -> str:
        return stamp(self._store.clock.now())


_BLOCKS = ("description", "detection", "containment", "impact", "lessons")


def _as_new(now: r.Incident) -> r.NewIncident:
    return r.NewIncident(
        now.title, now.severity, now.occurred, now.aware, now.description, now.detection, now.threats, now.containment,
        now.impact, now.lessons, now.personal_data, now.owner_id, now.resolved, now.late_reason,
    )  # fmt: skip
