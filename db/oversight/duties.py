"""What the program's own users owe before their first act and repeat afterwards (11.10(i),(j); 11.100; 11.300).

The rule itself stands in the store (db.store.admission); here is what fulfils it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from db import randomness
from db.clock import stamp
from db.days import add_months, day_of, days_between, shown
from db.errors import BadInput, Refused
from db.evidence.records import File
from db.evidence.register import EvidenceFiles
from db.oversight import records as r
from db.oversight import rules
from db.oversight.proving import duty
from db.oversight.words import first_steps
from db.signing.errors import NoCertificate
from db.signing.register import Signing
from db.signing.signable import Ink, Pen, Signable
from db.store.actor import VISITORS
from db.store.admission import DUTIES, FIRST_OFFICER
from db.store.change import Change
from db.store.store import Store
from db.store.users import User

if TYPE_CHECKING:
    from db.store.trail import Entry

_DUTY = (
    'SELECT d.id, d."user", d.kind, d.done, d.document, d."by", u.name, d.note, d.evidence, d.voided, d.entered '
    'FROM user_duty AS d JOIN users AS u ON u.id = d."by"'
)
ACKNOWLEDGED = "acknowledged"


class Duties:
    """Over one open store."""

    def __init__(self, store: Store, signing: Signing, files: EvidenceFiles) -> None:
        self._store, self._signing, self._files = store, signing, files

    @property
    def today(self) -> date:
        return self._store.clock.now().date()

    def all(self) -> tuple[r.UserStanding, ...]:
        """Everybody there ever was here, by name."""
        return tuple(self._standing(user) for user in self._store.users.all())

    def of(self, user: str) -> r.UserStanding:
        """Raises BadInput for an unknown id."""
        return self._standing(self._store.users.get(user))

    def missing(self) -> tuple[str, ...]:
        """What the store asks of who is at work before their next act; empty: they may act."""
        return self._store.standing.missing

    def record_identity(
        self, user: str, document: str, done: date, note: str = "", file: File | None = None
    ) -> r.UserStanding:
        """The acting officer has seen a paper of this user (11.100(b)). Raises BadInput, NotSaved for oneself."""
        if user == self._store.actor.user:
            raise Refused("Nobody checks their own identity.", kept="Nothing was saved.", todo="Ask another officer.")
        if not document.strip():
            raise BadInput("Which kind of paper was seen?", kept="Nothing was saved.", todo="Choose one.")
        return self._record(user, r.IDENTITY, done, document.strip(), note, file)

    def record_training(self, user: str, how: str, done: date, file: File | None = None) -> r.UserStanding:
        """Trained in this program, before the first act (11.10(i)). ``how``: by whom, in which way."""
        return self._record(user, r.TRAINING, done, how.strip(), "", file)

    def paper_statement(self, user: str, done: date, note: str, file: File | None = None) -> r.UserStanding:
        """A statement signed in ink; ``note``: where the original is kept (SIG-3). Raises BadInput without either."""
        if file is None and not note.strip():
            raise BadInput("A statement on paper needs its scan, or where the original is kept.",
                           kept="Nothing was saved.")  # fmt: skip
        return self._record(user, r.STATEMENT, done, r.PAPER, note, file)

    def void(self, duty: str, reason: str) -> None:
        """Strike through what was recorded by mistake; it no longer counts."""
        with self._store.change(reason) as change:
            change.update("user_duty", duty, {"voided": 1})

    def to_sign(self) -> tuple[Signable, ...]:
        """What the acting user still signs before their first act: statement, and reading the introduction."""
        mine, found = self.of(self._store.actor.user), []
        words = first_steps()
        if r.STATEMENT in mine.missing:
            found.append(
                Signable("user_duty", randomness.new_id(), words.statement_title,
                         (("Kind", r.STATEMENT), ("Name", mine.name), ("Statement", words.statement)))
            )  # fmt: skip
        if r.TRAINING in mine.missing:
            lessons = tuple((str(place), lesson) for place, lesson in enumerate(words.lessons, 1))
            found.append(
                Signable("user_duty", randomness.new_id(), words.training_title,
                         (("Kind", r.TRAINING), ("Name", mine.name), *lessons))
            )  # fmt: skip
        return tuple(found)

    def sign(self, change: Change, items: Sequence[Signable], signer: Pen | Ink) -> None:
        """Statement and introduction, bound to one signing act; part of the caller's transaction."""
        for item in items:
            kind = dict(item.facts)["Kind"]
            change.insert(
                "user_duty",
                {
                    "id": item.record, "user": self._store.actor.user, "kind": kind, "done": self.today.isoformat(),
                    "document": r.ELECTRONIC if kind == r.STATEMENT else "Read and understood in the program",
                    "by": self._store.actor.user, "entered": stamp(self._store.clock.now()),
                },
            )  # fmt: skip
        self._signing.put(change, items, signer)

    def revised_passphrase(self, reason: str = "Passphrase revised") -> None:
        """The acting user has chosen a new passphrase (11.300(b)); their slot has it already."""
        with self._store.change(reason) as change:
            duty(change, self._store.actor.user, r.PASSPHRASE, self.today, "", self._store)

    def history(self) -> tuple[r.UserHistory, ...]:
        """The cumulative list of users with all changes (FDA electronic systems Q&A, Q11)."""
        return tuple(self._history(user) for user in self._store.users.all())

    def _history(self, user: User) -> r.UserHistory:
        entries = [*self._store.trail.history("users", user.id)]
        lines = [line for entry in entries if (line := _user_line(entry))]
        standing = self._standing(user)
        lines += [
            r.UserChange(0, one.entered, _duty_line(one), one.by, one.note) for one in standing.duties if not one.voided
        ]
        lines.sort(key=lambda line: line.at)
        until = date.fromisoformat(user.until) if user.until else None
        return r.UserHistory(standing, entries[0].at.date() if entries else None, user.studies, until, tuple(lines))

    def _record(self, user: str, kind: str, done: date, document: str, note: str, file: File | None) -> r.UserStanding:
        self._store.users.get(user)
        if done > self.today:
            raise BadInput(f"{shown(done)} is still to come.", kept="Nothing was saved.", todo="Correct the date.")
        with self._store.change() as change:
            evidence = None if file is None else self._files.save(change, file)
            duty(change, user, kind, done, document, self._store, note=note.strip(), evidence=evidence)
        return self.of(user)

    def _standing(self, user: User) -> r.UserStanding:
        duties = tuple(
            r.Duty(row[0], row[1], row[2], date.fromisoformat(row[3]), row[4], row[5], row[6], row[7], row[8],
                   bool(row[9]), row[10])
            for row in self._store.rows(f'{_DUTY} WHERE d."user" = ? ORDER BY d.entered, d.id', (user.id,))
        )  # fmt: skip
        have = {one.kind for one in duties if not one.voided}
        reads = user.role in VISITORS and not user.recipient  # at an officer's hand, and acts in nothing
        missing = () if reads else tuple(kind for kind in DUTIES if kind not in have)
        chosen = self._chosen(user, duties)
        return r.UserStanding(
            user.id, user.name, user.login, user.role, user.status, bool(user.recipient), duties, missing,
            bool(missing) and self._is_asked(user), chosen, add_months(chosen, rules.PASSPHRASE_MONTHS),
            self._certificate_until(user.id),
        )  # fmt: skip

    def _is_asked(self, user: User) -> bool:
        first = self._store.scalar("SELECT value ->> '$' FROM settings WHERE id = ?", (FIRST_OFFICER,))
        others = [
            one for one in self._store.users.all()
            if one.role == "officer" and one.status == "active" and one.recipient and one.id != user.id
        ]  # fmt: skip
        return first is not None and first != user.id and (user.role != "officer" or bool(others))

    def _chosen(self, user: User, duties: Sequence[r.Duty]) -> date:
        """The day the passphrase was last chosen: a revision, or the newest enrolment (each has its certificate)."""
        days = [one.done for one in duties if one.kind == r.PASSPHRASE and not one.voided]
        newest = self._store.scalar(
            "SELECT max(valid_from) FROM certificates WHERE kind = 'person' AND \"user\" = ?", (user.id,)
        )
        if newest is not None:
            days.append(day_of(str(newest)))
        return max(days, default=self.today)

    def _certificate_until(self, user: str) -> date | None:
        try:
            return self._signing.certificate_of(user).valid_until.date()
        except NoCertificate:
            return None

    def first_week_left(self) -> int | None:
        """Days the first officer has left for their own three; None where nothing is missing or somebody else acts."""
        mine = self.of(self._store.actor.user)
        if not mine.missing or mine.asked:
            return None
        since = self._store.scalar("SELECT min(since) FROM installations")
        if since is None:
            return None
        return days_between(self.today, day_of(str(since)) + rules.FIRST_WEEK)


_QUIET = frozenset({"step", "generation", "drift", "id"})


def _user_line(entry: Entry) -> r.UserChange | None:
    """An entry of the trail as a line of the list; None for unlockings and signing acts."""
    if entry.action == "insert":
        what = f"Added as {entry.new.get('role', '')!s}"
        if entry.new.get("studies"):
            what += ", limited to studies"
        if entry.new.get("code_alone"):
            what += ", unlocks by keyring and code alone"
    elif entry.action == "update":
        changed = [name for name in entry.new if name not in _QUIET]
        parts = [_field_line(name, entry.old.get(name), entry.new.get(name)) for name in changed]
        if not parts:
            return None
        what = "; ".join(parts)
    else:
        return None
    return r.UserChange(entry.seq, stamp(entry.at), what, entry.name, entry.reason)


def _field_line(name: str, old: object, new: object) -> str:
    if name == "recipient":
        return "Key withdrawn" if not new else "Enrolled" if not old else "Enrolled again, earlier key void"
    if name == "code_alone":
        return "Unlocks by keyring and code alone" if new else "Unlocks with the passphrase"
    return f"{name}: {old or '–'} → {new or '–'}"


def _duty_line(one: r.Duty) -> str:
    return {
        r.IDENTITY: f"Identity checked: {one.document}",
        r.STATEMENT: f"Accountability statement signed ({one.document})",
        r.TRAINING: f"Trained in Siteward: {one.document or 'recorded'}",
        r.PASSPHRASE: "Passphrase revised",
    }[one.kind]
