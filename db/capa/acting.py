"""Actions: planned, extended, done with their proof, or dropped; the check whether they were effective."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from db.capa import machine
from db.capa import records as r
from db.capa.commands import CapaCommands
from db.days import shown
from db.errors import BadInput, Refused
from db.evidence.records import File
from db.fields import block, chosen, line
from db.since_ended import demand_present
from db.store.connection import SqlValue

_KEPT = "Nothing was saved."


class CapaActions(CapaCommands):
    """Each command is one transaction and returns the CAPA as it is then."""

    def add_action(self, capa_id: str, new: r.NewAction) -> r.CapaFile:
        """An immediate action at any time; a corrective or preventive one in the action plan."""
        now = self._alive(capa_id)
        kind = chosen("Kind", new.kind, r.ACTION_KINDS)
        if kind != r.IMMEDIATE and now.step != machine.PLAN:
            later = now.step in (machine.IMPLEMENTATION, machine.EFFECTIVENESS)
            raise Refused(
                f"{now.number} is in its {now.step}; {kind} actions are planned in the action plan.", kept=_KEPT,
                todo="Revise the plan, with a reason; it is approved anew." if later else
                "Finish the investigation first; what is done at once is an immediate action.",
            )  # fmt: skip
        demand_present(self._store, new.owner, self.today, _KEPT)
        if new.due < now.identified:
            raise BadInput("An action is not due before the issue was found.", kept=_KEPT)
        row: dict[str, SqlValue] = {
            "capa": capa_id, "round": now.round, "kind": kind, "what": block("Action", new.what, needed=True),
            "owner": new.owner, "first_due": new.due.isoformat(), "due": new.due.isoformat(), "entered": self._now(),
        }  # fmt: skip
        with self._store.change() as change:
            change.insert("capa_action", row)
        return self.file(capa_id)

    def change_action(self, capa_id: str, action_id: str, what: str, owner: str, reason: str) -> r.CapaFile:
        """Its words, while the plan is not approved; its owner, as long as it is open."""
        now = self._open_action(capa_id, action_id)
        if owner != now.owner_id:
            demand_present(self._store, owner, self.today, _KEPT)
        what = block("Action", what, needed=True)
        row: dict[str, SqlValue] = {"owner": owner} if owner != now.owner_id else {}
        if what != now.what:
            if self.get(capa_id).step != machine.PLAN:
                raise Refused(
                    "An action stays as its plan was approved.", kept="Nothing was changed.",
                    todo="Revise the plan, with a reason, or drop the action and say why.",
                )  # fmt: skip
            row["what"] = what
        if row:
            with self._store.change(reason) as change:
                change.update("capa_action", action_id, row)
        return self.file(capa_id)

    def extend_action(self, capa_id: str, action_id: str, due: date, reason: str) -> r.CapaFile:
        """A later due day, with its reason; the first one stays to be read."""
        now = self._open_action(capa_id, action_id)
        self._extend(capa_id, action_id, now.due, due, reason)
        return self.file(capa_id)

    def finish_action(
        self, capa_id: str, action_id: str, done: date, proof: str, files: Sequence[File] = ()
    ) -> r.CapaFile:
        """``proof``: what was done and what shows it; files go with it. A planned action waits for the approval."""
        action = self._open_action(capa_id, action_id)
        now = self.get(capa_id)
        self._not_to_come("The day on which it was done", done)
        if done < now.identified:
            raise BadInput(f"The issue was found on {shown(now.identified)} only.", kept=_KEPT)
        if action.kind != r.IMMEDIATE and now.step != machine.IMPLEMENTATION:
            raise Refused(
                f"{now.number} is in its {now.step}; planned actions are done in the implementation.", kept=_KEPT,
                todo="The plan is approved first, by somebody else than the owner.",
            )  # fmt: skip
        row: dict[str, SqlValue] = {"done": done.isoformat(), "proof": block("Proof", proof, needed=True)}
        with self._store.change("Action done") as change:
            change.update("capa_action", action_id, row)
            for file in files:
                self._attach(change, capa_id, action_id, file)
        return self.file(capa_id)

    def drop_action(self, capa_id: str, action_id: str, why: str) -> r.CapaFile:
        """It will not be done; the reason stays with it."""
        self._open_action(capa_id, action_id)
        why = block("Why it is dropped", why, needed=True)
        with self._store.change(why[:2000]) as change:
            change.update("capa_action", action_id, {"dropped": 1, "proof": why})
        return self.file(capa_id)

    def record_check(
        self, capa_id: str, checked: date, verdict: str, found: str, checker: str = ""
    ) -> r.CapaFile:  # fmt: skip
        """The effectiveness check: not before its day. The verdict stays; what follows from it is the next step."""
        now = self._alive(capa_id)
        due = self.file(capa_id).check_due
        if now.step != machine.EFFECTIVENESS or due is None:
            raise Refused(
                f"{now.number} is in its {now.step}; effectiveness is checked when every action is done.", kept=_KEPT
            )
        verdict = chosen("Verdict", verdict, (machine.EFFECTIVE, machine.NOT_EFFECTIVE))
        self._not_to_come("The check", checked)
        if checked < due:
            raise Refused(
                f"The effectiveness of {now.number} is not checked before {shown(due)}.", kept=_KEPT,
                todo="The period was fixed with the criteria, before implementation.",
            )  # fmt: skip
        if self.facts(capa_id).verdict:
            raise Refused("This round was checked already; its verdict stays.", kept=_KEPT)
        row: dict[str, SqlValue] = {
            "capa": capa_id, "round": now.round, "due": due.isoformat(), "checked": checked.isoformat(),
            "verdict": verdict, "found": block("What was found", found, needed=True),
            "checker": line("Checked by", checker) or self._store.actor.name, "entered": self._now(),
        }  # fmt: skip
        with self._store.change("Effectiveness checked") as change:
            change.insert("capa_check", row)
        return self.file(capa_id)

    def _open_action(self, capa_id: str, action_id: str) -> r.Action:
        self._alive(capa_id)
        found = next((one for one in self.file(capa_id).actions if one.id == action_id), None)
        if found is None:
            raise BadInput("That action is not there.", todo="Refresh the page and look again.")
        if not found.open:
            raise Refused(f"That action is {found.state}.", kept="Nothing was changed.")
        return found
