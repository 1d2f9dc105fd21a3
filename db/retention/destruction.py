"""How a record series ends: proposed from what is due, approved by a second person, carried out, witnessed; the stub
stays (RET-3, AUD-5). The table and its trigger ask for the same once more."""

# ruff: noqa: S608 - statements are put together from constants of the code; what a person gave is a parameter

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from db.clock import stamp
from db.days import from_iso, inclusive, shown
from db.errors import BadInput, Refused
from db.fields import block, chosen, copies, line, next_number
from db.folding import fold, written_name
from db.retention import records as r
from db.retention.clock import clock_ahead
from db.retention.scope import Scope, read_scope
from db.retention.series_commands import SeriesCommands
from db.signing.folder import ToSign
from db.signing.register import Signing
from db.signing.second_person import own_person, reason_to_withdraw, second_person, signing_person, standing
from db.signing.signable import Signable, Signature, Signer
from db.store.change import Change
from db.store.store import Store

APPROVED, CARRIED_OUT, WITNESSED = "approved", "carried out", "witnessed"
"""What a signature on a destruction means."""
TRIAL_RECORDS = "trial records"
_KEPT, _WHOLE = "Nothing was saved.", "Nothing was destroyed."
_READ = (
    "SELECT d.id, d.number, d.series, k.number, k.title, d.proposed, d.person, p.family_name, p.given_name, d.reason, "
    "d.method, d.medium, d.eligible, d.facts, d.items, d.items_sha256, d.approver, a.family_name, a.given_name, "
    "d.approved, c.family_name, c.given_name, d.carried, d.verification, d.witness, d.witness_name, d.backups, "
    "d.withdrawn, d.withdraw_reason FROM destruction AS d JOIN series AS k ON k.id = d.series "
    "JOIN person AS p ON p.id = d.person LEFT JOIN person AS a ON a.id = d.approver "
    "LEFT JOIN person AS c ON c.id = d.carried_by"
)


@dataclass(frozen=True)
class Proposal:
    """What would end, before anybody proposes it."""

    obstacles: tuple[r.Obstacle, ...]
    scope: Scope


class Destructions:
    """As ``site.retention.destructions``. ``new_key``: has the database's key changed at the next opening, inside the
    transaction that makes it necessary; ``backups``: files of the backups that still hold what ends; ``ended``: told at
    once when records of the program ended."""

    def __init__(
        self, store: Store, signing: Signing, series: SeriesCommands, new_key: Callable[[Change], None] | None = None,
        backups: Callable[[], Sequence[str]] = tuple, ended: Callable[[], object] = tuple,
    ) -> None:  # fmt: skip
        self._store, self._signing, self._series, self._new_key = store, signing, series, new_key
        self._backups, self._ended = backups, ended

    def look(self, series_id: str) -> Proposal:
        """What stands in the way, and what would end in this program."""
        one = self._series.get(series_id)
        here = one.medium == "in this program"
        scope = read_scope(self._store, one.study_ids) if here else Scope((), ())
        return Proposal(self.obstacles(series_id), scope)

    def obstacles(self, series_id: str) -> tuple[r.Obstacle, ...]:
        """Everything that stands in the way; empty: it may be proposed."""
        one = self._series.get(series_id)
        found = (*self._series.obstacles(series_id), *clock_ahead(self._store))
        return (
            (*found, *self._in_program(one), *self._kept_by_others(one)) if one.medium == "in this program" else found
        )

    def _in_program(self, one: r.Series) -> Iterator[r.Obstacle]:
        """What the program keeps ends whole, study by study: under the rules of trial records, and no others."""
        if not one.study_ids:
            yield r.Obstacle(r.KEPT, "it names no study, so it cannot be told which records of this program would end")
        elif one.kind != TRIAL_RECORDS and read_scope(self._store, one.study_ids).items:
            yield r.Obstacle(r.KEPT, f"the {one.kind} in this program end with the {TRIAL_RECORDS} they belong to")

    def _kept_by_others(self, one: r.Series) -> Iterator[r.Obstacle]:
        """What is kept in the program is kept once: another series of the same study may need it for longer."""
        rows = self._store.rows(
            "SELECT DISTINCT k.id, k.number FROM series AS k JOIN series_study AS y ON y.series = k.id "
            "WHERE k.id <> ?1 AND k.medium = 'in this program' AND k.destroyed IS NULL "
            "AND y.study IN (SELECT z.study FROM series_study AS z WHERE z.series = ?1) ORDER BY k.number",
            (one.id,),
        )
        for other, number in rows:
            found = self._series.obstacles(str(other))
            if found:
                yield r.Obstacle(found[0].kind, f"{number} keeps the same records: {found[0].words}")

    def propose(self, series_id: str, new: r.NewDestruction) -> r.Destruction:
        """By who is signed in and is a person of the site. Refused while anything stands in the way, naming it."""
        one = self._series.present(series_id)
        found = self.look(series_id)
        if found.obstacles:
            raise Refused(
                f"{one.number} may not be destroyed: {'; '.join(each.told for each in found.obstacles)}.",
                kept=_WHOLE, todo="Mend what stands in the way, then propose it again.",
            )  # fmt: skip
        person = own_person(self._store, "propose a destruction")
        method = chosen("Method", new.method, r.METHODS)
        if (one.medium == "in this program") != (method == r.BY_KEY):
            raise BadInput(
                f"“{method}” does not fit what is kept {one.medium}.", kept=_KEPT,
                todo=f"Choose “{r.BY_KEY}” for what is kept in this program, and for nothing else.",
            )  # fmt: skip
        assert one.keep_until is not None, "nothing stands in the way"
        today = self._series.today
        with self._store.change(f"Destruction of {one.number} proposed") as change:
            destruction = change.insert("destruction", {
                "number": next_number(self._store.scalar, "destruction", f"DC-{today.year}-"), "series": one.id,
                "proposed": today.isoformat(), "proposed_by": self._store.actor.user, "person": person,
                "reason": block("Reason", new.reason, 2000, needed=True), "method": method,
                "medium": line("Make, model and serial number", new.medium, 300),
                "eligible": (one.keep_until + timedelta(days=1)).isoformat(),
                "facts": json.dumps(self._facts(one, found.scope), ensure_ascii=False), "items": len(found.scope.items),
                "items_sha256": found.scope.sha256 if found.scope.items else "",
                "entered": stamp(self._store.clock.now()),
            })  # fmt: skip
            rows = [(destruction, table, record) for table, record in found.scope.items]
            change.insert_many("destruction_item", ("destruction", "tbl", "record"), rows)
        return self.get(destruction)

    def signable(self, destruction_id: str, meaning: str = APPROVED, how: r.Carrying | None = None) -> Signable:
        """What is signed with this meaning: by who approves, what ends, why it may, and how; by who carries it out and
        by the witness, also what was done. ``how``: while it is not on record yet."""
        one = self.get(destruction_id)
        facts = [
            *one.facts, ("Reason", one.reason), ("Method", one.method), ("Medium", one.medium),
            ("May end from", shown(one.eligible)), ("Records in this program", str(one.items)),
            ("SHA-256 of their list", one.items_sha256), ("Proposed", f"{shown(one.proposed)}, {one.proposer}"),
        ]  # fmt: skip
        if meaning != APPROVED:
            done = self._done(one, how)
            facts += [
                ("Approved", f"{shown(one.approved)}, {one.approver}"), ("Carried out", shown(done.carried)),
                ("Verified", done.verification), ("Witness", done.witness_name),
                ("Copies that still hold it", done.backups),
            ]  # fmt: skip
        told = tuple(fact for fact in facts if fact[1])
        return Signable("destruction", one.id, f"{one.number}: destruction of {one.series}", told)

    def approve(self, change: Change, destruction_id: str, signer: Signer) -> Signature:
        """By a second person. Refused for the proposer, and when something came into the way."""
        one = standing(self.get(destruction_id), r.PROPOSED)
        person = second_person(one, signing_person(self._store, signer, "a destruction"))
        self._still(one)
        (signature,) = self._signing.put(change, (self.signable(one.id, APPROVED),), signer)
        change.update("destruction", one.id, {
            "approver": person, "approved": self._series.today.isoformat(),
        })  # fmt: skip
        return signature

    def sign_approval(self, destruction_id: str, signer: Signer) -> r.Destruction:
        """In a transaction of its own; see ``approve``."""
        with self._store.change("Destruction approved") as change:
            self.approve(change, destruction_id, signer)
        return self.get(destruction_id)

    def carry_out(self, destruction_id: str, how: r.Carrying, signer: Signer) -> r.Destruction:
        """Signed by who does it. What is kept in the program is gone when this returns, its entries on the trail are
        empty, and the next opening changes the key. Refused when anything came into the way or the records changed."""
        one = standing(self.get(destruction_id), r.APPROVED)
        person = signing_person(self._store, signer, "a destruction")
        self._still(one)
        done, content = self._done(one, how), self.signable(one.id, CARRIED_OUT, how)
        if how.witness == person or fold(done.witness_name) in {fold(name) for name in self._names(person)}:
            raise Refused("Who carries it out is not the witness.", kept=_WHOLE, todo="Name somebody else.")
        with self._store.change(f"Destroyed under {one.number}") as change:
            self._signing.put(change, (content,), signer)
            change.update("destruction", one.id, {
                "carried": done.carried.isoformat(), "carried_by": person, "verification": done.verification,
                "witness": done.witness, "witness_name": done.witness_name, "backups": done.backups,
            })  # fmt: skip
            change.update("series", one.series_id, {"destroyed": how.carried.isoformat()})
            if one.items and self._new_key is not None:
                self._new_key(change)
        if one.items:
            self._ended()
        return self.get(one.id)

    def witness(self, change: Change, destruction_id: str, signer: Signer) -> Signature:
        """By the witness named, afterwards."""
        one = standing(self.get(destruction_id), r.CARRIED_OUT)
        if signing_person(self._store, signer, "a destruction") != one.witness_id:
            raise Refused(f"{one.witness} witnessed {one.number}.", kept="Nothing was signed.")
        (signature,) = self._signing.put(change, (self.signable(one.id, WITNESSED),), signer)
        return signature

    def withdraw(self, destruction_id: str, reason: str) -> r.Destruction:
        """Before it is carried out; the series stays as it is."""
        one = self.get(destruction_id)
        words = reason_to_withdraw(one, (r.PROPOSED, r.APPROVED), reason)
        with self._store.change(words) as change:
            change.update("destruction", one.id, {
                "withdrawn": self._series.today.isoformat(), "withdraw_reason": words,
            })  # fmt: skip
        return self.get(one.id)

    def get(self, destruction_id: str) -> r.Destruction:
        """Raises BadInput when there is none."""
        found = self._found("d.id = ?", destruction_id)
        if not found:
            raise BadInput("That destruction is not there.", todo="Refresh the page and look again.")
        return found[0]

    def all(self) -> tuple[r.Destruction, ...]:
        """The newest first."""
        return self._found("1")

    def of(self, series_id: str) -> r.Destruction | None:
        """The one under way, or by which it ended."""
        return next(iter(self._found("d.series = ? AND d.withdrawn IS NULL", series_id)), None)

    def counts(self, destruction_id: str) -> tuple[tuple[str, int], ...]:
        """How many records of each table of this program end with it, the most first."""
        sql = "SELECT tbl, count(*) FROM destruction_item WHERE destruction = ? GROUP BY tbl ORDER BY 2 DESC, 1"
        return tuple((str(table), int(count)) for table, count in self._store.rows(sql, (destruction_id,)))

    def left_words(self) -> str:
        """For the certificate: what left this program by export may hold what ends. It stands on the trail with its
        hash; where it lies now nobody can tell from here."""
        count = int(self._store.scalar("SELECT count(*) FROM audit WHERE action = 'export'") or 0)
        if not count:
            return ""
        files = "1 file" if count == 1 else f"{count:,} files"
        return f"{files} left this program by export (PDFs, sheets, packages), each on the trail with its hash."

    def emptied(self, destruction_id: str) -> int:
        """How many entries of the trail lost their content to it."""
        body = self._store.scalar(
            "SELECT body FROM audit WHERE tbl = 'destruction' AND \"row\" = ? AND action = 'destroy'", (destruction_id,)
        )
        runs = json.loads(str(body))["destroyed"] if body else []
        return sum(to - first + 1 for first, to in runs)

    def to_sign(self) -> tuple[ToSign, ...]:
        """What a second person could approve, and what a witness has not signed yet."""
        person = self._store.users.person_of(self._store.actor.user)
        if person is None:
            return ()
        approvals = self._found("d.approved IS NULL AND d.withdrawn IS NULL AND d.person <> ?", person)
        seen = self._found(
            "d.witness = ? AND NOT EXISTS (SELECT 1 FROM signature AS s WHERE s.tbl = 'destruction' "
            f"AND s.record = d.id AND s.meaning = '{WITNESSED}')",
            person,
        )
        if self._store.actor.role not in ("officer", "investigator"):
            approvals = ()
        return tuple(
            ToSign(one.id, self.signable(one.id, meaning), meaning, since, "retention")
            for found, meaning in ((approvals, APPROVED), (seen, WITNESSED))
            for one, since in ((each, each.carried or each.proposed) for each in found)
        )

    def sign(self, change: Change, item: ToSign, signer: Signer) -> Signature:
        """The signing folder's way."""
        does = self.witness if item.meaning == WITNESSED else self.approve
        return does(change, item.key, signer)

    def _facts(self, one: r.Series, scope: Scope) -> list[tuple[str, str]]:
        """The fields of the form (regulations, section 3), as they stand."""
        kept = self._series.working(one.id)
        applied = "; ".join(dict.fromkeys(
            f"{each.name} ({each.source}): {each.period} after {each.after} on {shown(each.happened)}, "
            f"until {shown(each.until)}" if each.after else f"{each.name} ({each.source}): until {shown(each.until)}"
            for each in kept.working if each.until is not None
        ))  # fmt: skip
        return [
            ("Organisation", self._organisation()), ("Custodian", one.custodian),
            ("Schedule item", f"{one.number}, {one.kind}"), ("Legal basis", applied), ("Series", one.title),
            ("Studies", ", ".join(one.studies)),
            ("Inclusive dates", inclusive(one.first_day, one.last_day)), ("Format", one.medium),
            ("Volume", one.volume), ("Location", one.place), ("Holds", "No hold applies."),
            ("Kept until", shown(one.keep_until) if one.keep_until else ""),
            ("Stays, because others rest on it", "; ".join(each.words for each in scope.shared)),
        ]  # fmt: skip

    def _organisation(self) -> str:
        name = self._store.scalar("SELECT value FROM settings WHERE id = 'site-name'")
        return str(json.loads(str(name))) if name else ""

    def _done(self, one: r.Destruction, how: r.Carrying | None) -> r.Carrying:
        """As it is kept. Raises BadInput for what is missing, or a day that cannot be."""
        if how is None:
            if one.carried is None:
                raise Refused(f"{one.number} is {one.status}.", kept="Nothing was signed.")
            return r.Carrying(one.carried, one.verification, one.backups, one.witness_id or None, one.witness)
        today = self._series.today
        if how.carried > today or (one.items and how.carried != today):
            raise BadInput(
                f"{shown(how.carried)} is not today.", kept=_WHOLE,
                todo="What is kept in this program ends today; what ended outside it did not end in the future.",
            )  # fmt: skip
        name = self._person_name(how.witness) if how.witness else line("Witness", how.witness_name, 200, needed=True)
        return r.Carrying(
            how.carried, block("How it was verified", how.verification, 2000, needed=True),
            copies("Copies that still hold it", how.backups, self._backups() if one.items else (),
                   needed=bool(one.items)), how.witness, name,
        )  # fmt: skip

    def _still(self, one: r.Destruction) -> None:
        """Nothing came into the way since it was proposed, and what ends is what was proposed."""
        found = self.look(one.series_id)
        if found.obstacles:
            raise Refused(
                f"{one.series} may not be destroyed any more: {'; '.join(each.told for each in found.obstacles)}.",
                kept=_WHOLE, todo=f"Withdraw {one.number}, or mend what stands in the way.",
            )  # fmt: skip
        if one.items and found.scope.sha256 != one.items_sha256:
            raise Refused(
                f"The records of {one.series} are not those {one.number} names: some came or went since.",
                kept=_WHOLE, todo=f"Withdraw {one.number} and propose it anew, so that what is approved is what ends.",
            )  # fmt: skip

    def _person_name(self, person: str) -> str:
        row = self._store.row("SELECT family_name, given_name FROM person WHERE id = ?", (person,))
        if row is None:
            raise BadInput("That person is not there.", kept=_WHOLE, todo="Choose somebody of the roster.")
        return written_name(row[0], row[1])

    def _names(self, person: str) -> tuple[str, str]:
        """As written in a list, and as said."""
        (row,) = self._store.rows("SELECT family_name, given_name FROM person WHERE id = ?", (person,))
        return written_name(row[0], row[1]), f"{row[1]} {row[0]}".strip()

    def _found(self, clause: str, *values: str) -> tuple[r.Destruction, ...]:
        rows = self._store.rows(f"{_READ} WHERE {clause} ORDER BY d.proposed DESC, d.number DESC", values)
        return tuple(_destruction(row) for row in rows)


def _destruction(row: tuple[object, ...]) -> r.Destruction:
    text = [str(value or "") for value in row]
    facts = tuple((str(name), str(value)) for name, value in json.loads(text[13]))

    def name(at: int) -> str:
        return written_name(text[at], text[at + 1]) if text[at] else ""

    def day(at: int) -> date | None:
        return from_iso(text[at] or None)

    return r.Destruction(
        text[0], text[1], text[2], text[3], text[4], date.fromisoformat(text[5]), text[6], name(7), text[9], text[10],
        text[11], date.fromisoformat(text[12]), facts, int(str(row[14])),
        text[15], text[16], name(17), day(19), name(20), day(22), text[23], text[24],
        text[25], text[26], day(27), text[28],
    )  # fmt: skip
