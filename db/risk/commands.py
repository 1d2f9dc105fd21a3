"""What can be done to the risks. Each command is one transaction and returns what it changed."""

# ruff: noqa: S608 - statements are put together from constants of the code; what a person gave is a parameter

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields, replace
from datetime import date
from typing import Any

from db.clock import stamp
from db.days import add_months, is_late, iso, shown
from db.errors import BadInput, Refused
from db.evidence.records import File
from db.evidence.register import EvidenceFiles
from db.fields import block, chosen, line, next_number
from db.risk import records as r
from db.risk.library import library
from db.risk.queries import RiskQueries
from db.risk.rules import check_acceptance, check_places
from db.since_ended import demand_in_use, demand_present
from db.store.change import Change
from db.store.connection import SqlValue
from db.store.store import Store

_KEPT = "Nothing was saved."


class RiskCommands(RiskQueries):
    """``reason`` is why a saved value changes (AUD-1)."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._files = EvidenceFiles(store)

    def library(self) -> tuple[r.LibraryRisk, ...]:
        """The starting library, each scenario with the number of the open risk it became here."""
        sql = "SELECT library, number FROM risk WHERE library <> '' AND closed IS NULL"
        taken = {str(row[0]): str(row[1]) for row in self._store.rows(sql)}
        return tuple(replace(one, taken=taken.get(one.key, "")) for one in library(self.today))

    def take_over(self, keys: Sequence[str], owner: str | None = None) -> tuple[r.Risk, ...]:
        """Scenarios of the library become risks of this site, to adapt; one that is here already is passed over."""
        known = {one.key: one for one in self.library()}
        missing = [key for key in keys if key not in known]
        if missing:
            raise BadInput(f"The library has no “{missing[0]}”.", todo="Refresh the page and look again.")
        with self._store.change() as change:
            ids = [
                self.insert(change, replace(known[key].risk, owner=owner))
                for key in dict.fromkeys(keys)
                if not known[key].taken
            ]
        return tuple(self.risk(one) for one in ids)

    def add_risk(self, new: r.NewRisk) -> r.Risk:
        """Raises BadInput: a place off the scale, a measure that makes it worse, a day to come, a late entry without
        its reason."""
        with self._store.change() as change:
            risk_id = self.insert(change, new)
        return self.risk(risk_id)

    def insert(self, change: Change, new: r.NewRisk) -> str:
        """As ``add_risk``, inside the caller's transaction (an import, a finding of a test)."""
        new = self._clean(new)
        if is_late(new.identified, self.today) and not new.late_reason:
            raise BadInput(
                f"This risk was identified {(self.today - new.identified).days} days ago.", kept=_KEPT,
                todo="Write why it is entered only now; it will be marked as a late entry.",
            )  # fmt: skip
        row = self._stored(change, new) | {
            "number": next_number(self._store.scalar, "risk", "R-"), "entered": stamp(self._store.clock.now()),
            "next_review": add_months(self.today, new.review_months).isoformat(), "library": new.library,
            "late_reason": new.late_reason,
        }  # fmt: skip
        self._at_stake(row)
        return change.insert("risk", row)

    def insert_finding(self, change: Change, what: str, severity: int, number: str) -> str:
        """A finding of a test becomes a risk in the middle of the likelihoods, to be assessed by a person."""
        place = r.Position(3, severity)
        title = what.split("\n", 1)[0][:300]
        return self.insert(
            change, r.NewRisk(title, place, place, place, self.today, scenario=f"Found by {number}: {what}")
        )

    def change_risk(self, risk_id: str, changes: Mapping[str, object], reason: str) -> r.Risk:
        """Assess anew, correct or complete; ``changes``: field of NewRisk -> new value."""
        now = self._open(risk_id)
        before = _as_new(now)
        if set(changes) - {field.name for field in fields(r.NewRisk)}:
            raise BadInput("A risk has no such field.", kept=_KEPT)
        after = self._clean(replace(before, **changes))  # type: ignore[arg-type]
        if before == after:
            return now
        with self._store.change(reason) as change:
            old, row = self._stored(change, before), self._stored(change, after)
            row = {name: value for name, value in row.items() if value != old[name]}
            self._at_stake(row)
            if after.review_months != before.review_months:
                row["next_review"] = add_months(self.today, after.review_months).isoformat()
            change.update("risk", risk_id, row)
        return self.risk(risk_id)

    def close_risk(self, risk_id: str, words: str, reason: str) -> r.Risk:
        """It can no longer happen, or is part of another. Refused while an action of its treatment is open."""
        now = self._open(risk_id)
        if now.open_actions:
            raise Refused(
                f"{now.number} has {now.open_actions} open actions.", kept="It stays open.",
                todo="Finish them, or drop them with a reason.",
            )  # fmt: skip
        row = {"closed": self.today.isoformat(), "closing": block("Why it is closed", words, 4000, needed=True)}
        with self._store.change(reason) as change:
            change.update("risk", risk_id, row)
        return self.risk(risk_id)

    def reopen_risk(self, risk_id: str, reason: str) -> r.Risk:
        with self._store.change(reason) as change:
            change.update("risk", risk_id, {"closed": None})
        return self.risk(risk_id)

    def review(self, risk_id: str, reviewed: date, outcome: str) -> r.RiskFile:
        """Somebody looked at it again; the next review is counted from that day."""
        now = self._open(risk_id)
        if reviewed > self.today or reviewed < now.identified:
            raise BadInput("A review lies between the day it was identified and today.", kept=_KEPT)
        row: dict[str, SqlValue] = {
            "risk": risk_id, "reviewed": reviewed.isoformat(), "reviewer": self._store.actor.name,
            "outcome": block("Outcome", outcome, 4000, needed=True), "entered": stamp(self._store.clock.now()),
        }  # fmt: skip
        following = add_months(reviewed, now.review_months).isoformat()
        with self._store.change("Reviewed") as change:
            change.insert("risk_review", row)
            change.update("risk", risk_id, {"next_review": following})
        return self.file(risk_id)

    def add_action(self, risk_id: str, new: r.NewAction) -> r.RiskFile:
        """An action of the treatment, with its owner and due day."""
        now = self._open(risk_id)
        demand_present(self._store, new.owner, self.today, _KEPT)
        if new.due < self.today:
            raise BadInput("An action is due on a day to come.", kept=_KEPT, todo="Enter what was done as a control.")
        row: dict[str, SqlValue] = {
            "risk": risk_id, "what": block("Action", new.what, 2000, needed=True), "owner": new.owner,
            "first_due": new.due.isoformat(), "due": new.due.isoformat(), "entered": stamp(self._store.clock.now()),
        }  # fmt: skip
        with self._store.change("An action was planned" if now.treatment == "" else "") as change:
            change.insert("risk_action", row)
            if now.treatment == "":
                change.update("risk", risk_id, {"treatment": r.REDUCE})
        return self.file(risk_id)

    def extend_action(self, action_id: str, due: date, reason: str) -> r.RiskFile:
        """A later due day, with its reason; the first one stays to be read."""
        risk_id, now_due = self._action(action_id)
        if due <= now_due:
            raise BadInput(f"The action is due on {shown(now_due)}; an extension is later.", kept=_KEPT)
        with self._store.change(reason) as change:
            change.update("risk_action", action_id, {"due": due.isoformat()})
        return self.file(risk_id)

    def finish_action(self, action_id: str, done: date, note: str, file: File | None = None) -> r.RiskFile:
        """``done``: when; ``note``: what was done; a file proves it."""
        risk_id, _due = self._action(action_id)
        if done > self.today:
            raise BadInput("An action is not done in the future.", kept=_KEPT)
        row: dict[str, SqlValue] = {"done": done.isoformat(), "note": block("What was done", note, 2000, needed=True)}
        with self._store.change("Action done") as change:
            if file is not None:
                row["evidence"] = self._files.save(change, file)
            change.update("risk_action", action_id, row)
        return self.file(risk_id)

    def drop_action(self, action_id: str, why: str) -> r.RiskFile:
        """It will not be done; the reason stays with it."""
        risk_id, _due = self._action(action_id)
        with self._store.change(why) as change:
            change.update("risk_action", action_id, {"dropped": 1, "note": block("Why", why, 2000, needed=True)})
        return self.file(risk_id)

    def propose_acceptance(self, change: Change, risk_id: str, new: r.NewAcceptance) -> str:
        """To be signed by the approver, at once or from the signing folder; in force only then. Refused: without end,
        beyond two years, for the owner."""
        now = self._open(risk_id)
        ends = check_acceptance(now, new, self.today)
        self._person(new.approver)
        row: dict[str, SqlValue] = {
            "risk": risk_id, "approver": new.approver, "reason": block("Reason", new.reason, 4000, needed=True),
            "accepted": new.accepted.isoformat(), "ends": ends.isoformat(), "likelihood": now.current.likelihood,
            "impact": now.current.impact, "entered": stamp(self._store.clock.now()),
        }  # fmt: skip
        return change.insert("risk_acceptance", row)

    def enter_acceptance(self, risk_id: str, new: r.NewAcceptance) -> r.RiskFile:
        """As ``propose_acceptance``, on its own; it then waits in the approver's signing folder."""
        with self._store.change("Acceptance proposed") as change:
            self.propose_acceptance(change, risk_id, new)
        return self.file(risk_id)

    def withdraw_acceptance(self, acceptance_id: str, reason: str) -> r.RiskFile:
        now = self.acceptance(acceptance_id)
        with self._store.change(reason) as change:
            change.update("risk_acceptance", acceptance_id, {"withdrawn": self.today.isoformat()})
        return self.file(now.risk)

    def word_scale(self, steps: Sequence[r.Step], reason: str) -> r.Scales:
        """The site's own words for steps of the scales. The numbers stay, so that old assessments keep their place."""
        there = {(row[1], row[2]): row[0] for row in self._store.rows("SELECT id, axis, step FROM risk_scale")}
        with self._store.change(reason) as change:
            for one in steps:
                words: dict[str, SqlValue] = {
                    "word": line("Word", one.word, 40, needed=True), "meaning": line("Meaning", one.meaning, 500),
                }  # fmt: skip
                row = there.get((one.axis, one.step))
                if row is None:
                    change.insert("risk_scale", {**words, "axis": one.axis, "step": one.step})
                else:
                    change.update("risk_scale", row, words)
        return self.scales()

    def link_capa(self, change: Change, risk_id: str, capa: str) -> None:
        change.insert("risk_capa", {"risk": risk_id, "capa": capa})

    def _open(self, risk_id: str) -> r.Risk:
        now = self.risk(risk_id)
        if now.closed is not None:
            raise Refused(f"{now.number} is closed.", kept="Nothing was changed.", todo="Open it again first.")
        return now

    def _action(self, action_id: str) -> tuple[str, date]:
        row = self._store.row("SELECT risk, due, done, dropped FROM risk_action WHERE id = ?", (action_id,))
        if row is None:
            raise BadInput("That action is not there.", todo="Refresh the page and look again.")
        if row[2] is not None or row[3]:
            raise Refused("That action is finished.", kept="Nothing was changed.")
        return str(row[0]), date.fromisoformat(row[1])

    def _person(self, person: str | None) -> None:
        if person is not None and self._store.row("SELECT 1 FROM person WHERE id = ?", (person,)) is None:
            raise BadInput("That person is not on the roster.", kept=_KEPT, todo="Choose one of the list.")

    def _clean(self, new: r.NewRisk) -> r.NewRisk:
        check_places(new.inherent, new.current, new.residual)
        if new.identified > self.today:
            raise BadInput("A risk is not identified in the future.", kept=_KEPT)
        if not isinstance(new.review_months, int) or not 1 <= new.review_months <= 60:
            raise BadInput("A risk is reviewed every 1 to 60 months.", kept=_KEPT)
        self._person(new.owner)
        texts: dict[str, Any] = {
            name: block(words, getattr(new, name))
            for name, words in (("scenario", "Scenario"), ("consequence", "Consequence"), ("controls", "Controls"))
        }
        return replace(
            new, title=line("Risk", new.title, 300, needed=True), asset=line("Asset", new.asset),
            asset_kind=chosen("Kind of asset", new.asset_kind, r.ASSET_KINDS), threat=line("Threat", new.threat),
            threat_origin=chosen("Origin", new.threat_origin, r.ORIGINS),
            vulnerability=line("Vulnerability", new.vulnerability, 300),
            treatment=chosen("Treatment", new.treatment, ("", *r.TREATMENTS)),
            late_reason=line("Why it is entered late", new.late_reason, 500), **texts,
        )  # fmt: skip

    def _stored(self, change: Change, new: r.NewRisk) -> dict[str, SqlValue]:
        """The row; asset, threat and vulnerability are added where their name is new."""
        now = stamp(self._store.clock.now())
        row: dict[str, SqlValue] = {
            name: iso(value) if isinstance(value, date) else value
            for name, value in asdict(new).items()
            if name in _PLAIN
        }
        for axis in ("inherent", "current", "residual"):
            place: r.Position = getattr(new, axis)
            row |= {f"{axis}_likelihood": place.likelihood, f"{axis}_impact": place.impact}
        row["asset"] = self._named(change, "asset", new.asset, {"kind": new.asset_kind, "entered": now})
        row["threat"] = self._named(change, "threat", new.threat, {"origin": new.threat_origin})
        row["vulnerability"] = self._named(change, "vulnerability", new.vulnerability, {})
        return row

    def _at_stake(self, row: Mapping[str, SqlValue]) -> None:
        """Nobody who left answers for it anew, and it names nothing that is out of use."""
        if row.get("owner") is not None:
            demand_present(self._store, str(row["owner"]), self.today, _KEPT)
        if row.get("asset") is not None:
            demand_in_use(self._store, "asset", row["asset"], date.max, _KEPT)

    def _named(self, change: Change, table: str, name: str, more: Mapping[str, SqlValue]) -> str | None:
        if not name:
            return None
        found = self._store.scalar(f"SELECT id FROM {table} WHERE name = ?", (name,))
        return str(found) if found is not None else change.insert(table, {"name": name, **more})


_PLAIN = frozenset(
    {"title", "scenario", "consequence", "study", "owner", "identified", "controls", "treatment", "review_months"}
)


def _as_new(now: r.Risk) -> r.NewRisk:
    return r.NewRisk(
        now.title, now.inherent, now.current, now.residual, now.identified, now.scenario, now.consequence, now.asset,
        "data", now.threat, "outsider", now.vulnerability, now.study_id, now.owner_id, now.controls, now.treatment,
        now.review_months, now.library, now.late_reason,
    )  # fmt: skip
