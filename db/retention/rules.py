"""The rules as this site uses them: the library, rules of its own beside it, and who answers for what was not read in
the primary text (RET-1, RET-2)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import chain, count

from db.clock import stamp
from db.days import iso
from db.errors import BadInput, Refused
from db.fields import block
from db.retention import records as r
from db.retention.library import Rule, built_in, read_rules
from db.retention.rule_text import written
from db.retention.series_commands import SeriesCommands
from db.retention.situation import fingerprint, site_rules
from db.store.store import Store

_KEPT = "Nothing was saved."
_OWN = "site-"


class Rules:
    """As ``site.retention.rules``. A rule of the site lengthens; none of the library is set aside by it."""

    def __init__(self, store: Store, series: SeriesCommands) -> None:
        self._store, self._series = store, series

    def all(self) -> tuple[r.RuleState, ...]:
        """The library in its order, then the site's own."""
        rows = self._store.rows(
            "SELECT c.rule, c.fingerprint, p.family_name || coalesce(', ' || nullif(p.given_name, ''), ''), "
            "c.confirmed, c.basis FROM rule_confirmation AS c JOIN person AS p ON p.id = c.person "
            "WHERE c.withdrawn IS NULL"
        )
        confirmed, today = {(row[0], row[1]): row for row in rows}, self._series.today
        found = []
        of_site = ((rule, True) for rule in site_rules(self._store, today, today))
        for rule, own in (*((rule, False) for rule in built_in()), *of_site):
            row = confirmed.get((rule.id, fingerprint(rule)))
            day = date.fromisoformat(row[3]) if row else None
            found.append(r.RuleState(rule, own, row[2] if row else "", day, row[4] if row else ""))
        return tuple(found)

    def confirm(self, rule_id: str, person: str, basis: str) -> int:
        """A named person read the text and answers for it; from then on the rule may permit destruction. How many
        series moved. ``person``: id; ``basis``: what was read, and where."""
        state = self._state(rule_id)
        if state.rule.verified:
            raise Refused(f"“{state.rule.name}” was read in the primary text; nobody has to confirm it.", kept=_KEPT)
        if state.confirmed_by:
            raise Refused(f"{state.confirmed_by} has confirmed it.", kept=_KEPT)
        words = block("What was read", basis, 2000, needed=True)
        with self._store.change(f"Rule confirmed: {state.rule.name}") as change:
            change.insert("rule_confirmation", {
                "rule": rule_id, "fingerprint": fingerprint(state.rule), "person": person, "basis": words,
                "confirmed": self._series.today.isoformat(), "entered": stamp(self._store.clock.now()),
            })  # fmt: skip
            return self._series.work_out(change)

    def what_if_confirmed(self, rule_id: str) -> tuple[r.Moved, ...]:
        """What confirming it would move; nothing is saved."""
        self._state(rule_id)
        now = self._series.situation()
        return self._series.compared(now, replace(now, confirmed=now.confirmed | {rule_id}, _known={}))

    def withdraw_confirmation(self, rule_id: str, reason: str) -> int:
        """It was a mistake, or the text changed. How many series moved."""
        row = self._confirmation_of(rule_id)
        if not row:
            raise BadInput("Nobody has confirmed that rule.", todo="Refresh the page and look again.")
        with self._store.change(reason) as change:
            change.update("rule_confirmation", row, {"withdrawn": iso(self._series.today)})
            return self._series.work_out(change)

    def add(self, entries: str, name: str = "The site's rule") -> int:
        """One rule of the site or several, in the library's own form ([[rule]] ...); one that has the id of a former
        takes its place. How many series moved. Raises BadInput, and takes none, for an unsound one, one without an id
        that begins with “site-”, or one that would set a rule of the library aside. ``name``: of the file."""
        rules = self.read(entries, name)
        told = rules[0].name if len(rules) == 1 else f"{len(rules)} from {name}"
        with self._store.change(f"Rule of the site: {told}") as change:
            for rule in rules:
                former = self._row_of(rule.id)
                if former:
                    change.update("site_rule", former, {"withdrawn": iso(self._series.today)})
                change.insert("site_rule", {
                    "rule": rule.id, "entry": written(rule), "entered": stamp(self._store.clock.now()),
                })  # fmt: skip
            return self._series.work_out(change)

    def what_if(self, entries: str, name: str = "The site's rule") -> tuple[r.Moved, ...]:
        """What rules of the site would move before they are applied (RET-2); nothing is saved."""
        rules = self.read(entries, name)
        now, new = self._series.situation(), {rule.id for rule in rules}
        rest = tuple(one for one in now.rules if one.id not in new)
        return self._series.compared(now, replace(now, rules=(*rest, *rules), _known={}))

    def free_id(self, name: str) -> str:
        """For a new rule of the site: of the letters and figures of its name."""
        plain = "-".join(re.findall(r"[a-z0-9]+", name.casefold()))[:40].strip("-") or "rule"
        taken = {str(rule) for (rule,) in self._store.rows("SELECT rule FROM site_rule")}
        numbered = (f"{_OWN}{plain}-{number}" for number in count(2))
        return next(one for one in chain((f"{_OWN}{plain}",), numbered) if one not in taken)

    def what_if_withdrawn(self, rule_id: str) -> tuple[r.Moved, ...]:
        """What would move without that rule of the site, or without its confirmation; nothing is saved."""
        return self._series.what_if_without(self._row_of(rule_id) or self._confirmation_of(rule_id))

    def withdraw(self, rule_id: str, reason: str) -> int:
        """A rule of the site holds no longer. How many series moved."""
        row = self._row_of(rule_id)
        if not row:
            raise BadInput("The site has no such rule.", todo="Rules of the library stay; confirm or leave them.")
        with self._store.change(reason) as change:
            change.update("site_rule", row, {"withdrawn": iso(self._series.today)})
            return self._series.work_out(change)

    def _state(self, rule_id: str) -> r.RuleState:
        for one in self.all():
            if one.rule.id == rule_id:
                return one
        raise BadInput(f"There is no rule “{rule_id}”.", todo="Refresh the page and look again.")

    def _row_of(self, rule_id: str) -> str:
        found = self._store.scalar("SELECT id FROM site_rule WHERE rule = ? AND withdrawn IS NULL", (rule_id,))
        return str(found or "")

    def _confirmation_of(self, rule_id: str) -> str:
        sql = "SELECT id FROM rule_confirmation WHERE rule = ? AND withdrawn IS NULL"
        return str(self._store.scalar(sql, (rule_id,)) or "")

    @staticmethod
    def read(entries: str, name: str) -> tuple[Rule, ...]:
        """Sound rules of a site; raises BadInput that names file and entry."""
        rules = read_rules(entries, name)
        for number, rule in enumerate(rules, 1):
            where = f"{name}, rule {number}"
            if not rule.id.startswith(_OWN):
                raise BadInput(
                    f"{where}: “{rule.id}” does not begin with “{_OWN}”.", kept=_KEPT, todo="Rules of the library stay."
                )
            if rule.unless:
                raise BadInput(f"{where}: a rule of the site sets none aside.", kept=_KEPT, todo="Leave “unless” out.")
        return rules
