"""What can be done to accounts: asked for, approved, granted, changed, withdrawn; a leaver's farewell; imports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from db.access import records as r
from db.access import rules
from db.access.accounts import AccountQueries
from db.access.systems import PersonOf
from db.days import order_of, shown
from db.errors import BadInput, Refused
from db.evidence.records import File
from db.evidence.register import EvidenceFiles
from db.fields import line
from db.store.change import Change
from db.store.connection import SqlValue
from db.store.store import Store

End = Callable[[Change, str, date], object]
"""Ends what somebody holds elsewhere, inside the caller's transaction: (change, person, last day)."""


class Accounts(AccountQueries):
    """``ends``: what a leaver's last day ends besides accounts: roles in studies, delegations."""

    def __init__(self, store: Store, evidence: EvidenceFiles, person_of: PersonOf, ends: Sequence[End] = ()) -> None:
        super().__init__(store, evidence, person_of)
        self._ends = tuple(ends)

    def request(self, person_id: str, system_id: str, step: r.NewStep, file: File | None = None) -> r.Account:
        """Ask for an account. Refused for somebody who has left, or a system out of use on that day."""
        row = self._store.row('SELECT "end" FROM person WHERE id = ?', (person_id,))
        system = self.system(system_id)
        if row is None:
            raise BadInput("That person is not on the roster.", todo="Refresh the page and look again.")
        if row[0] is not None and row[0] < step.happened.isoformat():
            raise Refused("Who has left gets no account.", kept="Nothing was saved.", todo="Choose somebody else.")
        if system.end is not None and system.end < step.happened:
            raise Refused(f"{system.name} is out of use since {shown(system.end)}.", kept="Nothing was saved.")
        if not step.role.strip():
            raise BadInput("The role is empty.", todo="Write which role is asked for.")
        values = self._step_row("", None, step, r.REQUESTED, "")
        with self._store.change() as change:
            account = change.insert("account", {"system": system.id, "person": person_id, "entered": self._now()})
            self._insert(change, account, 1, values, file)
        return self.account(account)

    def step(self, account_id: str, step: r.NewStep, file: File | None = None) -> r.Account:
        """The next step of an account, on the day it happened, with its evidence. Raises BadInput for one out of
        order or earlier than the one before; Refused where somebody approves or changes their own access (ROL-4)."""
        with self._store.change(step.note or f"Account {step.kind}") as change:
            self.step_within(change, account_id, step, file)
        return self.account(account_id)

    def step_within(self, change: Change, account_id: str, step: r.NewStep, file: File | None = None) -> str:
        """As ``step``, inside the caller's transaction; the step's id."""
        found = self._store.row("SELECT person, name FROM account WHERE id = ?", (account_id,))
        if found is None:
            raise BadInput("That account is not there.", todo="Refresh the page and look again.")
        person, name = found
        last, day, number, role = self._last(account_id)
        values = self._step_row(last, day, step, step.kind, role)
        if step.kind in (r.APPROVED, r.CHANGED) and person in (
            step.by_person,
            self._person_of(self._store.actor.user),
        ):
            raise Refused(
                "Nobody approves or changes their own access.", kept="Nothing was saved.", todo="Ask a colleague."
            )
        if step.kind == r.GRANTED:
            account = line("The account", step.account or name)
            if not account:
                raise BadInput("The account has no name.", todo="Write the name it logs in with.")
            self._name_free(account_id, account)
            if account != name:
                change.update("account", account_id, {"name": account})
        return self._insert(change, account_id, number + 1, values, file)

    def void_step(self, account_id: str, reason: str) -> r.AccountFile:
        """Strike the last step through, as entered by mistake. The first stays: an account has a beginning."""
        found = self._store.rows(
            "SELECT id FROM account_step WHERE account = ? AND voided IS NULL ORDER BY number DESC LIMIT 2",
            (account_id,),
        )
        if len(found) < 2:
            raise Refused("The first step of an account is not struck through.", kept="Nothing was changed.",
                          todo="Refuse the request, or withdraw the account.")  # fmt: skip
        with self._store.change(reason) as change:
            change.update("account_step", found[0][0], {"voided": self._now()})
        return self.account_file(account_id)

    def rename_account(self, account_id: str, name: str, reason: str) -> r.Account:
        """Correct the name it logs in with."""
        name = line("The account", name)
        if not name:
            raise BadInput("The account has no name.", todo="Write the name it logs in with.")
        self._name_free(account_id, name)
        with self._store.change(reason) as change:
            change.update("account", account_id, {"name": name})
        return self.account(account_id)

    def leave(self, person_id: str, end: date, reason: str) -> r.Left:
        """A leaver in one action: last day, roles in studies and delegations end in one transaction; the accounts
        still open are told, and wait until each is confirmed withdrawn. Refused for a principal investigator without
        a successor."""
        with self._store.change(reason) as change:
            for ended in self._ends:
                ended(change, person_id, end)
        row = self._store.row("SELECT family_name, given_name FROM person WHERE id = ?", (person_id,))
        assert row is not None
        logins = self._store.rows(
            "SELECT u.login FROM users AS u JOIN user_person AS l ON l.id = u.id "
            "WHERE l.person = ? AND u.status = 'active'",
            (person_id,),
        )
        unlocks = tuple(str(login) for (login,) in logins)
        return r.Left(person_id, ", ".join(filter(None, row)), end, self.open_accounts(person_id), unlocks)

    def take_over(self, new: r.NewAccount, reason: str) -> r.Account:
        """An account that was found open with no request on record: kept as it is, and shown as such."""
        with self._store.change(reason) as change:
            account = self.take_over_within(change, new, reason)
        return self.account(account)

    def bring_in_within(self, change: Change, new: r.NewAccount, source: str) -> str:
        """An account as a sheet tells it, inside the import's transaction: taken over where it is new, closed where it
        is there and the sheet says since when it is not. Refused where it belongs to somebody else."""
        found = self._store.row(
            "SELECT id, person FROM account WHERE system = ? AND name = ? COLLATE NOCASE",
            (new.system_id, " ".join(new.account.split())),
        )
        if found is None:
            return self.take_over_within(change, new, source)
        if found[1] != new.person_id:
            self._name_free("", new.account.strip(), new.system_id)
        self._close(change, found[0], new, source)
        return str(found[0])

    def take_over_within(self, change: Change, new: r.NewAccount, source: str) -> str:
        """As ``take_over``, inside the caller's transaction, as imports do; the account's id. ``source`` is the reason
        of a late entry."""
        name = line("The account", new.account)
        if not name:
            raise BadInput("The account has no name.", todo="Write the name it logs in with.")
        granted = new.granted or self.today
        order_of(granted, new.withdrawn, "The account")
        self._name_free("", name, new.system_id)
        account = change.insert(
            "account",
            {"system": new.system_id, "person": new.person_id, "name": name, "found": 1, "entered": self._now()},
        )
        taken = r.NewStep(r.GRANTED, granted, by="not on record", role=new.role, late_reason=source)
        self._insert(change, account, 1, self._step_row("found", None, taken, r.GRANTED, ""), None)
        if new.withdrawn is not None:
            self._close(change, account, new, source)
        return account

    def _close(self, change: Change, account: str, new: r.NewAccount, source: str) -> int:
        last, _day, _number, _role = self._last(account)
        if new.withdrawn is None or last not in r.OPEN_STEPS:
            return 0
        self.step_within(change, account, r.NewStep(r.WITHDRAWN, new.withdrawn, by="not on record", late_reason=source))
        return 1

    def _last(self, account: str) -> tuple[str, date | None, int, str]:
        """Kind and day of the last step, the highest number used, and the role it left."""
        row = self._store.row(
            "SELECT kind, happened, role FROM account_step WHERE account = ? AND voided IS NULL "
            "ORDER BY number DESC LIMIT 1",
            (account,),
        )
        used = self._store.scalar("SELECT coalesce(max(number), 0) FROM account_step WHERE account = ?", (account,))
        assert isinstance(used, int)
        return ("", None, used, "") if row is None else (row[0], date.fromisoformat(row[1]), used, row[2])

    def _step_row(self, last: str, day: date | None, step: r.NewStep, kind: str, role: str) -> dict[str, SqlValue]:
        """Checked. ``last``: kind of the step before, “found” for an account taken over; ``role``: the one so far."""
        if last != "found":
            rules.check_step(last, day, kind, step.happened, self.today)
        self._check_day(step.happened, step.late_reason)
        if kind == r.CHANGED and not step.role.strip():
            raise BadInput("The new role is empty.", todo="Write the role from now on.")
        by = line("Who did it", step.by) or self._store.actor.name
        by_person = step.by_person if step.by.strip() else step.by_person or self._person_of(self._store.actor.user)
        return {
            "kind": kind, "happened": step.happened.isoformat(), "role": line("The role", step.role or role),
            "by_name": by, "by_person": by_person,
            "note": line("The note", step.note, 1000), "user": self._store.actor.user,
            "entered": self._now(), "late_reason": step.late_reason.strip(),
        }  # fmt: skip

    def _insert(self, change: Change, account: str, number: int, values: dict[str, SqlValue], file: File | None) -> str:
        evidence = self._files.save(change, file) if file is not None else None
        return change.insert("account_step", {**values, "account": account, "number": number, "evidence": evidence})

    def _name_free(self, account: str, name: str, system: str | None = None) -> None:
        """One account belongs to one person (unique accounts, EMA A5)."""
        taken = self._store.row(
            "SELECT p.family_name, p.given_name, a.id FROM account AS a JOIN person AS p ON p.id = a.person "
            "WHERE a.name = ?1 COLLATE NOCASE AND a.id <> ?2 "
            "AND a.system = coalesce(?3, (SELECT b.system FROM account AS b WHERE b.id = ?2))",
            (name, account, system),
        )
        if taken is not None:
            who = ", ".join(filter(None, taken[:2]))
            raise Refused(
                f"The account “{name}” belongs to {who}.",
                kept="Nothing was saved.",
                todo="Accounts are not shared and not passed on: ask for one with a name of its own.",
            )
