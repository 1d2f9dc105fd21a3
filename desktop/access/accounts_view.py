"""Accounts by person and system, as of any day (ROS-4)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from db.access import records as r
from db.store.query import Page, Query
from desktop.access.acts import Acts
from desktop.access.questions import AccountDossier, Lists, read_account
from desktop.access.words import account_state, account_words, counted, day, flag_word, kind_word, said, status_word
from desktop.history import moments, span_words
from desktop.widgets.buttons import Button
from desktop.widgets.evidence_list import EvidenceList
from desktop.widgets.inspector import Inspector
from desktop.widgets.model import Column, RecordModel, through
from desktop.widgets.page import PageContext
from desktop.widgets.page_view import PageView
from desktop.widgets.table import RecordTable
from desktop.widgets.text import Em, Part
from desktop.widgets.timeline import Moment, TimeLine

if TYPE_CHECKING:
    from db.site import Site

_USUAL = (r.REQUESTED, r.APPROVED, r.OPEN, r.REMOVAL_ASKED)
_PRIMARY = {r.REQUESTED: r.APPROVED, r.APPROVED: r.GRANTED, r.REMOVAL_ASKED: r.WITHDRAWN}


class AccountsView(PageView[Lists]):
    """Who can log in where."""

    def __init__(
        self, context: PageContext, inspector: Inspector, acts: Acts, evidence: EvidenceList, steps: TimeLine
    ) -> None:
        super().__init__(context, inspector, "accounts")
        self._acts, self._evidence, self._steps = acts, evidence, steps
        columns = (
            Column("person", said("Person"), lambda a: a.person, 140, 3, "person", strong=True),
            Column("system", said("System"), lambda a: a.system, 104, 2, "system"),
            Column("account", said("Account"), lambda a: a.account, 100, 2, "account", ink="ink2"),
            Column("role", said("Role"), lambda a: a.role, 104, 2, "role", ink="ink2"),
            Column("status", said("Status"), account_words, 118, 0, "status", state=account_state),
            Column("granted", said("Granted"), lambda a: day(a.granted), 102, 0, "granted", is_date=True),
            Column("withdrawn", said("Withdrawn"), lambda a: day(a.withdrawn), 102, 0, "withdrawn", is_date=True),
        )
        self.table = RecordTable(RecordModel(columns, through(context.jobs, self._page)), said("Accounts"), "accounts")
        self.column.addWidget(self.table, 1000)
        self.column.addStretch(1)
        self.chips.add_choice(
            "status", said("Status"), [(one, status_word(one)) for one in r.ACCOUNT_STATUS], usual=_USUAL
        )
        self.chips.add_choice("system", said("System"), [])
        self.chips.add_choice("role", said("Role"), [])
        self.chips.add_choice("flag", said("Attention"), [(one, flag_word(one)) for one in (
            "leaver", "conflict", "no request on record")])  # fmt: skip
        self.chips.add_date("on", said("As of %1"), said("As of today"))
        self._on: date | None = None
        self.table.model.answered.connect(self.chips.show_count)
        self.table.model.answered.connect(lambda *_: self.inspect() if self.isVisible() else None)
        self.table.model.failed.connect(self.failed)
        self.table.selected.connect(self._selected)
        self.table.when_empty(
            said("No account fits"), said("Accounts in outside systems belong here: bring in a list, or ask for one.")
        )

    def use_lists(self, lists: Lists) -> None:
        super().use_lists(lists)
        self.chips.set_options("system", [(name, name) for _id, name in lists.systems])
        facts = lists.facts
        parts: list[Part] = [
            said("{accounts} in {systems}").format(
                accounts=counted(facts.open_accounts, "open account", "open accounts"),
                systems=counted(facts.systems, "system", "systems"),
            )
        ]
        if facts.leavers:
            parts += [
                " · ",
                Em(counted(facts.leavers, "leaver’s account still open", "leavers’ accounts still open"), "late"),
            ]
        if facts.conflicts:
            parts += [" · ", Em(counted(facts.conflicts, "role conflict", "role conflicts"), "soon")]
        if facts.waiting:
            parts.append(" · " + counted(facts.waiting, "request on its way", "requests on their way"))
        self.state(tuple(parts))

    def refresh(self) -> None:
        where = {key: values for key, values in self.chips.values().items() if values and key != "on"}
        chosen = self.chips.value("on")
        self._on = date.fromisoformat(chosen) if chosen else None
        self.table.model.ask(where=where, search=self.words)
        query, on = Query(where=where, search=self.words), self._on
        self.context.jobs.read(lambda site: site.access.account_facets(query, on), self._offer, self.failed.emit)

    def show_one(self, account_id: str) -> None:
        """Go to an account; the filters give way where they hide it."""
        self.chips.clear()
        self.table.select(account_id)
        self.ask(lambda site: read_account(site, account_id), self._show)

    def inspect(self) -> None:
        account = self.table.record()
        if account is None:
            self.inspector.show_nothing(said("No account chosen"), said("Choose one to see its steps and what to do."))
            return
        identity = account.id
        self.ask(lambda site: read_account(site, identity), self._show)

    def _page(self, site: Site, query: Query) -> Page[r.Account]:
        return site.access.accounts(query, self._on)

    def _offer(self, facets: object) -> None:
        assert isinstance(facets, dict)
        chosen = self.chips.values()
        for key in ("system", "role"):
            options = [(value, f"{value} ({count:,})") for value, count in facets[key]]
            known = {value for value, _ in options}
            self.chips.set_options(key, options + [(one, one) for one in chosen[key] if one not in known])

    def _selected(self, _account: object) -> None:
        if self.isVisible():
            self.inspect()
            self.inspected.emit()

    def _show(self, dossier: AccountDossier) -> None:
        account = dossier.file.account
        self.inspector.show_head(
            account.system, account.person, account_state(account), account_words(account), _why(account),
            self._buttons(dossier),
        )  # fmt: skip
        self.inspector.details.show_facts(
            [
                (said("Account"), account.account), (said("Role"), account.role),
                (said("Status"), f"{status_word(account.status)}, {day(account.since)}"),
                (said("Requested"), day(account.requested)), (said("Granted"), day(account.granted)),
                (said("Withdrawn"), day(account.withdrawn)), (said("Roles in conflict"), account.conflict),
                (said("Taken over"), said("no request on record") if account.found else ""),
            ]
        )  # fmt: skip
        self._steps.show_moments([_moment(step) for step in reversed(dossier.file.steps)])
        self.inspector.show_history(moments(dossier.entries))
        self._evidence.show_files(dossier.evidence, said("No file is kept with the steps of this account."))
        self.inspector.show_footer(span_words(dossier.entries))

    def _buttons(self, dossier: AccountDossier) -> list[Button]:
        if not self.may_write:
            return []
        from db.access.rules import next_steps

        account, last = dossier.file.account, [step for step in dossier.file.steps if not step.voided][-1]
        verbs = {
            r.REQUESTED: said("Ask again"), r.APPROVED: said("Approve"), r.REFUSED: said("Refuse"),
            r.GRANTED: said("Granted…"), r.CHANGED: said("Change role"), r.REMOVAL_ASKED: said("Ask removal"),
            r.WITHDRAWN: said("Withdrawn…"),
        }  # fmt: skip
        first = r.WITHDRAWN if account.left is not None else _PRIMARY.get(last.kind, "")
        kinds = sorted(next_steps(last.kind), key=lambda kind: kind != first)
        made = []
        for kind in kinds:
            button = Button(verbs[kind], "primary" if kind == first else "plain", f"account-{kind.replace(' ', '-')}")
            button.clicked.connect(lambda _=False, kind=kind: self._acts.step(account, kind, dossier.roles))
            made.append(button)
        if len(dossier.file.steps) > 1 and sum(not step.voided for step in dossier.file.steps) > 1:
            strike = Button(said("Strike last step"), "plain", "account-strike")
            strike.clicked.connect(lambda: self._acts.strike_step(account, kind_word(last.kind)))
            made.append(strike)
        return made


def _why(account: r.Account) -> list[Part]:
    if account.left is not None:
        return [
            Em(said("Left on {day}; the account is still open.").format(day=day(account.left)), "late"),
            " " + said("It waits here until somebody confirms that it is withdrawn."),
        ]
    if account.conflict:
        return [Em(said("Roles that should not be held together: {roles}.").format(roles=account.conflict), "soon")]
    if account.found and account.is_open:
        return [said("Taken over as it was found: nobody’s request or approval is on record.")]
    return {
        r.REQUESTED: [said("Waits for approval by somebody else than the person.")],
        r.APPROVED: [said("Approved; waits until the system’s administrators grant it.")],
        r.REMOVAL_ASKED: [said("Removal was asked for; confirm it once the system says so.")],
    }.get(account.status, [])  # type: ignore[return-value]


def _moment(step: r.Step) -> Moment:
    title = kind_word(step.kind) + (
        f": {step.role}" if step.kind in (r.REQUESTED, r.GRANTED, r.CHANGED) and step.role else ""
    )
    if step.voided:
        title = said("{what}, struck through").format(what=title)
    parts = [day(step.happened), step.by, step.note]
    if step.late:
        parts.append(said("entered late: {why}").format(why=step.late_reason))
    ink = "ink3" if step.voided else "late" if step.kind in (r.WITHDRAWN, r.REFUSED) else "accent"
    return Moment(title, " · ".join(part for part in parts if part), ink, step.id)
