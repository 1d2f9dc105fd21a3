"""What is entered and investigated of a CAPA: identification, containment, notifications, team, time line, causes.

Each command is one transaction and returns the CAPA as it is then. ``reason`` is why a saved value changes (AUD-1).
Containment and notification are never held up by the order of the steps, as long as the CAPA has not ended.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime

from db.capa import machine
from db.capa import records as r
from db.capa.reading import CapaQueries
from db.capa.rules import no_circle
from db.clock import stamp
from db.days import is_late, iso, order_of
from db.errors import BadInput, Refused
from db.evidence.records import File
from db.fields import block, chosen, line, next_number, past
from db.origin import SOURCES, Origin
from db.since_ended import demand_present
from db.store.change import Change
from db.store.connection import SqlValue

_KEPT = "Nothing was saved."
_BLOCKS = {
    "description": "Description", "containment": "Containment", "adverse": "Adverse implications",
    "root_cause": "Root cause", "criteria": "Criteria of effectiveness", "justification": "Why a correction is enough",
    "conclusion": "Conclusion",
}  # fmt: skip
_LINES = {"title": ("Title", 300), "initiator": ("Initiator", 200), "method": ("Method", 200)}
_DAYS = {
    "contained": "Containment", "root_cause_day": "The root cause", "identified": "The issue",
}  # fmt: skip
_OTHERS = ("kind", "priority", "source", "owner", "study", "check_how", "check_after")
EDITABLE = frozenset({*_BLOCKS, *_LINES, *_DAYS, *_OTHERS})


class CapaCommands(CapaQueries):
    """As ``site.capa``."""

    def add(self, new: r.NewCapa) -> r.CapaFile:
        """Raises BadInput: a day to come, a late entry without its reason, somebody not on the roster."""
        with self._store.change() as change:
            capa_id = self.insert(change, new)
        return self.file(capa_id)

    def insert(self, change: Change, new: r.NewCapa, origin: Origin | None = None) -> str:
        """As ``add``, inside the caller's transaction; its id."""
        row = self._checked_new(new)
        demand_present(self._store, new.owner, self.today, _KEPT)
        if is_late(new.identified, self.today) and not new.late_reason.strip():
            raise BadInput(
                f"This issue was found {(self.today - new.identified).days} days ago.", kept=_KEPT,
                todo="Write why it is entered only now; it will be marked as a late entry.",
            )  # fmt: skip
        row["number"] = next_number(self._store.scalar, "capa", f"CAPA-{self.today.year}-")
        row["initiator"] = row["initiator"] or self._store.actor.name
        if origin is not None:
            row |= {
                "origin_table": origin.table, "origin_record": origin.record,
                "origin_number": line("Number of the origin", origin.number, 60),
            }  # fmt: skip
        return self._begun(change, row, machine.IDENTIFICATION, new.identified)

    def open_from(self, change: Change, origin: Origin) -> str:
        """Opens a CAPA out of another record, inside the caller's transaction; its id. The same record opens only one
        that is not voided: its id again."""
        there = self.of_origin(origin.record)
        if there is not None:
            return there
        facts = "\n".join(f"{label}: {value}" for label, value in origin.facts if value.strip())
        title = " ".join(origin.title.split())
        new = r.NewCapa(
            title if len(title) <= 300 else f"{title[:299].rstrip()}…", self.today,
            chosen("Source", origin.source, SOURCES), description=facts[:20_000],
            initiator=self._store.actor.name, study=self._study_of(origin),
        )  # fmt: skip
        return self.insert(change, new, origin)

    def bring_in(self, change: Change, old: r.OldCapa) -> str:
        """One of a former register, with the status its sheet gave it. What is open there begins here at its first
        step; what ended there stays ended, and shows that it did so before (CAP-1). Its id."""
        step = chosen("Step", old.step, (machine.IDENTIFICATION, *machine.ENDED))
        row = self._checked_new(old.new)
        number = line("Number", old.number, 60)
        if number and self._store.row("SELECT 1 FROM capa WHERE number = ?", (number,)) is not None:
            raise BadInput(f"{number} is in the register already.", kept=_KEPT)
        ended = step in (machine.CLOSED, machine.CORRECTED)
        if ended and old.closed is None:
            raise BadInput("A closed CAPA needs the day on which it was closed.", kept=_KEPT)
        if old.closed is not None and (not ended or old.closed > self.today):
            raise BadInput(
                f"The sheet says “{old.status}”, and a day of closing that does not go with it.", kept=_KEPT,
                todo="Correct status or day in the sheet.",
            )  # fmt: skip
        order_of(old.new.identified, old.closed, "The CAPA")
        row |= {
            "number": number or next_number(self._store.scalar, "capa", f"CAPA-{self.today.year}-"),
            "old_status": line("Status", old.status, 100, needed=True), "closed": iso(old.closed),
            "root_cause": block("Root cause", old.root_cause), "conclusion": block("Conclusion", old.conclusion),
        }  # fmt: skip
        return self._begun(change, row, step, old.closed or old.new.identified)

    def change(self, capa_id: str, changes: Mapping[str, object], reason: str) -> r.CapaFile:
        """Correct or complete its texts; ``changes``: names of EDITABLE -> new value. What a step has fixed stays."""
        if set(changes) - EDITABLE:
            raise BadInput("A CAPA has no such field.", kept=_KEPT, todo="Name the fields of its form.")
        now = self._alive(capa_id)
        row = self._checked(dict(changes))
        if row.get("owner") is not None and row["owner"] != now.owner_id:
            demand_present(self._store, str(row["owner"]), self.today, _KEPT)
        with self._store.change(reason) as change:
            change.update("capa", capa_id, row)
        return self.file(capa_id)

    def set_target(self, capa_id: str, target: date, reason: str = "") -> r.CapaFile:
        """The day by which all of it is to be done. A later one is an extension, with its reason; the first stays."""
        self._alive(capa_id)
        now = self.file(capa_id).target
        if now is None:
            if target < self.today:
                raise BadInput("The target would be over already.", kept=_KEPT)
            with self._store.change("Target set") as change:
                change.update("capa", capa_id, {"first_target": target.isoformat(), "target": target.isoformat()})
            return self.file(capa_id)
        self._extend(capa_id, None, now, target, reason)
        return self.file(capa_id)

    def notify(self, capa_id: str, whom: str, *, needed: bool, told: date | None, note: str = "") -> r.CapaFile:
        """Whether a party must be told, when it was, and how; where it need not be, ``note`` says why."""
        self._alive(capa_id)
        whom = chosen("Whom", whom, r.WHOM)
        self._not_to_come("The notification", told)
        note = block("Note", note, 2000, needed=not needed)
        if told is not None and is_late(told, self.today) and not note:
            raise BadInput(
                f"The {whom} was told {(self.today - told).days} days ago.", kept=_KEPT,
                todo="Write how, and why it is entered only now; it will be marked as a late entry.",
            )  # fmt: skip
        if not needed and told is not None:
            raise BadInput("Somebody who need not be told has no day on which they were.", kept=_KEPT)
        row: dict[str, SqlValue] = {"needed": int(needed), "told": iso(told), "note": note, "entered": self._now()}
        there = self._store.scalar("SELECT id FROM capa_notice WHERE capa = ? AND whom = ?", (capa_id, whom))
        with self._store.change(f"Notification of the {whom}") as change:
            if isinstance(there, str):
                change.update("capa_notice", there, row)
            else:
                change.insert("capa_notice", {**row, "capa": capa_id, "whom": whom})
        return self.file(capa_id)

    def join(self, capa_id: str, person: str, part: str = "") -> r.CapaFile:
        """Somebody joins the team; ``part``: what they bring to it."""
        self._alive(capa_id)
        demand_present(self._store, person, self.today, _KEPT)
        part = line("Part", part)
        there = self._store.scalar("SELECT id FROM capa_member WHERE capa = ? AND person = ?", (capa_id, person))
        with self._store.change("Joined the team") as change:
            if isinstance(there, str):
                change.update("capa_member", there, {"left": None, "part": part})
            else:
                row = {"capa": capa_id, "person": person, "part": part, "entered": self._now()}
                change.insert("capa_member", row)
        return self.file(capa_id)

    def leave(self, capa_id: str, member_id: str, reason: str) -> r.CapaFile:
        """Somebody leaves the team; they stay to be read."""
        with self._store.change(reason) as change:
            change.update("capa_member", member_id, {"left": self.today.isoformat()})
        return self.file(capa_id)

    def add_event(self, capa_id: str, at: datetime, what: str) -> r.CapaFile:
        """A line of the time line. Raises BadInput for a time to come."""
        self._alive(capa_id)
        at = past("The time of this entry", at, self._store.clock.now())
        what = block("What happened", what, needed=True)
        row = {"capa": capa_id, "at": stamp(at), "what": what, "entered": self._now()}
        with self._store.change() as change:
            change.insert("capa_event", row)
        return self.file(capa_id)

    def strike_event(self, capa_id: str, event_id: str, reason: str) -> r.CapaFile:
        """A line of the time line that was a mistake; it stays on the trail."""
        with self._store.change(reason) as change:
            change.update("capa_event", event_id, {"struck": 1})
        return self.file(capa_id)

    def add_cause(
        self, capa_id: str, words: str, category: str, parent: str | None = None, standing: str = r.POSSIBLE
    ) -> r.CapaFile:
        """An answer to a why: of the issue itself, or of ``parent``, whose category it then has."""
        self._investigated(capa_id)
        known = {one.id: one for one in self.causes(capa_id)}
        if parent is not None and parent not in known:
            raise BadInput("The cause above is not in this tree.", kept=_KEPT)
        row: dict[str, SqlValue] = {
            "capa": capa_id, "parent": parent, "words": block("Cause", words, needed=True),
            "category": known[parent].category if parent else chosen("Category", category, r.CATEGORIES),
            "standing": chosen("Standing", standing, r.STANDINGS), "place": len(known), "entered": self._now(),
        }  # fmt: skip
        with self._store.change() as change:
            change.insert("capa_cause", row)
        return self.file(capa_id)

    def change_cause(self, capa_id: str, cause_id: str, changes: Mapping[str, object], reason: str) -> r.CapaFile:
        """``changes``: words, category, standing, parent. Raises BadInput where the tree would close a circle; a
        category goes down to everything below."""
        self._investigated(capa_id)
        causes = {one.id: one for one in self.causes(capa_id)}
        if cause_id not in causes:
            raise BadInput("That cause is not in this tree.", kept=_KEPT)
        row: dict[str, SqlValue] = {}
        if "words" in changes:
            row["words"] = block("Cause", str(changes["words"]), needed=True)
        if "standing" in changes:
            row["standing"] = chosen("Standing", str(changes["standing"]), r.STANDINGS)
        if "category" in changes:
            row["category"] = chosen("Category", str(changes["category"]), r.CATEGORIES)
        if "parent" in changes:
            parent = str(changes["parent"]) if changes["parent"] else None
            if parent is not None and parent not in causes:
                raise BadInput("The cause above is not in this tree.", kept=_KEPT)
            no_circle({one.id: one.parent for one in causes.values()}, cause_id, parent)
            row["parent"] = parent
            if parent is not None:
                row["category"] = causes[parent].category
        with self._store.change(reason) as change:
            change.update("capa_cause", cause_id, row)
            for below in self._below(tuple(causes.values()), cause_id) if "category" in row else ():
                change.update("capa_cause", below, {"category": row["category"]})
        return self.file(capa_id)

    def attach(self, capa_id: str, file: File) -> r.CapaFile:
        """Evidence of the investigation. Raises BadInput for an empty file or one above the limit."""
        self._alive(capa_id)
        with self._store.change() as change:
            self._attach(change, capa_id, None, file)
        return self.file(capa_id)

    def _attach(self, change: Change, capa_id: str, action: str | None, file: File) -> None:
        evidence = self._files.save(change, file)
        change.insert("capa_file", {"capa": capa_id, "action": action, "evidence": evidence, "entered": self._now()})

    def _begun(self, change: Change, row: dict[str, SqlValue], step: str, day: date) -> str:
        """The new row and the first station of its way."""
        capa_id = change.insert("capa", {**row, "step": step, "step_day": day.isoformat(), "entered": self._now()})
        self._stage(change, capa_id, 1, step, 1, day, "")
        return capa_id

    def _stage(
        self, change: Change, capa_id: str, place: int, step: str, round_: int, day: date, reason: str
    ) -> None:  # fmt: skip
        row: dict[str, SqlValue] = {
            "capa": capa_id, "place": place, "step": step, "round": round_, "day": day.isoformat(),
            "by": self._store.actor.name, "reason": reason, "entered": self._now(),
        }  # fmt: skip
        change.insert("capa_step", row)

    def _extend(self, capa_id: str, action: str | None, now: date, due: date, reason: str) -> None:
        if due <= now:
            raise BadInput("An extension ends later than the day it replaces.", kept="The day stays as it was.")
        why = block("Why it is extended", reason, 2000, needed=True)
        row: dict[str, SqlValue] = {
            "capa": capa_id, "action": action, "before": now.isoformat(), "after": due.isoformat(), "reason": why,
            "entered": self._now(),
        }  # fmt: skip
        with self._store.change(why) as change:
            change.insert("capa_extension", row)
            if action is None:
                change.update("capa", capa_id, {"target": due.isoformat()})
            else:
                change.update("capa_action", action, {"due": due.isoformat()})

    def _alive(self, capa_id: str) -> r.Capa:
        now = self.get(capa_id)
        if not now.open:
            raise Refused(
                f"{now.number} is {now.step}.", kept="Nothing was changed.",
                todo="Open it again first, with a reason." if now.step == machine.CLOSED else "",
            )  # fmt: skip
        return now

    def _investigated(self, capa_id: str) -> r.Capa:
        now = self._alive(capa_id)
        if now.step not in (machine.IDENTIFICATION, machine.INVESTIGATION):
            raise Refused(
                f"The causes of {now.number} were found; it is in its {now.step}.", kept="The tree stays as it was.",
                todo="Return it to the investigation, with a reason, if there is more to find.",
            )  # fmt: skip
        return now

    def _person(self, person: str | None) -> None:
        if person is not None and self._store.row("SELECT 1 FROM person WHERE id = ?", (person,)) is None:
            raise BadInput("That person is not on the roster.", kept=_KEPT, todo="Choose one of the list.")

    def _not_to_come(self, what: str, day: date | None) -> None:
        if day is not None and day > self.today:
            raise BadInput(f"{what} lies in the future.", kept=_KEPT, todo="Enter the day on which it happened.")

    def _checked_new(self, new: r.NewCapa) -> dict[str, SqlValue]:
        values = {**asdict(new), "late_reason": line("Why it is entered late", new.late_reason, 500)}
        target = values.pop("target")
        return self._checked(values) | {"first_target": iso(target), "target": iso(target)}

    def _checked(self, values: dict[str, object]) -> dict[str, SqlValue]:
        """Each value as it is stored. Raises BadInput."""
        row: dict[str, SqlValue] = {}
        for name, value in values.items():
            if name in _BLOCKS:
                row[name] = block(_BLOCKS[name], str(value or ""))
            elif name in _LINES:
                what, longest = _LINES[name]
                row[name] = line(what, str(value or ""), longest, needed=name == "title")
            elif name in _DAYS:
                assert value is None or isinstance(value, date)
                self._not_to_come(_DAYS[name], value)
                row[name] = iso(value)
            else:
                row[name] = self._coded(name, value)
        return row

    def _coded(self, name: str, value: object) -> SqlValue:
        if name in _CODES:
            what, among = _CODES[name]
            return chosen(what, str(value), among)
        if name == "check_how":
            return block("How it is checked", str(value or ""), 4000)
        if name == "check_after":
            if value is not None and (not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 1100):
                raise BadInput("Effectiveness is checked 1 to 1,100 days after the last action.", kept=_KEPT)
            return value
        if name == "owner":
            self._person(str(value) if value else None)
        return str(value) if value else None if name in ("owner", "study") else ""

    def _study_of(self, origin: Origin) -> str | None:
        """The study of the record it came from, where that record has one."""
        asked = {
            "deviation": "SELECT study FROM deviation WHERE id = ?", "risk": "SELECT study FROM risk WHERE id = ?",
            "incident": "SELECT min(study) FROM incident_affects WHERE incident = ? HAVING count(study) = 1",
            "study_paper": "SELECT study FROM study_paper WHERE id = ?",
        }.get(origin.table)  # fmt: skip
        found = self._store.scalar(asked, (origin.record,)) if asked else None
        return found if isinstance(found, str) else None

    @staticmethod
    def _below(causes: tuple[r.Cause, ...], cause_id: str) -> tuple[str, ...]:
        found = {cause_id}
        for one in causes:  # each comes after the one above it
            if one.parent in found:
                found.add(one.id)
        return tuple(one.id for one in causes if one.id in found and one.id != cause_id)

    def _now(self) -> str:
        return stamp(self._store.clock.now())


_CODES = {
    "kind": ("Kind", r.KINDS), "priority": ("Classification", r.PRIORITIES), "source": ("Source", SOURCES),
}  # fmt: skip
