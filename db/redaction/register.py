"""Redaction by two people: proposed where the text stands, approved, carried out; placeholder and reason stay (AUD-5).

The text is given again at each step and kept by none: neither here, nor in the database, nor on the trail.
"""

# ruff: noqa: S608 - statements are put together from names of the schema; what a person gave is a parameter

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from json.encoder import encode_basestring

from db.clock import stamp
from db.days import from_iso, shown
from db.errors import BadInput, Refused
from db.fields import block, chosen, copies, next_number
from db.folding import written_name
from db.redaction import records as r
from db.signing.folder import ToSign
from db.signing.register import Signing
from db.signing.second_person import own_person, reason_to_withdraw, second_person, signing_person, standing
from db.signing.signable import Signable, Signature, Signer
from db.store.change import Change
from db.store.redacting import free_texts
from db.store.rights import readable
from db.store.store import Store
from db.store.tables import Table, quoted

APPROVED, CARRIED_OUT = "approved", "carried out"
"""What a signature on a redaction means."""
_KEPT, _STAYS = "Nothing was saved.", "The text still stands where it stood."
_SHORTEST, _ELSEWHERE = 2, 20
_NAMES = ("number", "code", "title", "name", "family_name")
_READ = (
    "SELECT d.id, d.number, d.tbl, d.record, d.named, d.kind, d.reason, d.letters, d.elsewhere, d.proposed, d.person, "
    "p.family_name, p.given_name, a.family_name, a.given_name, d.approved, c.family_name, c.given_name, d.carried, "
    "d.backups, d.withdrawn, d.withdraw_reason FROM redaction AS d JOIN person AS p ON p.id = d.person "
    "LEFT JOIN person AS a ON a.id = d.approver LEFT JOIN person AS c ON c.id = d.carried_by"
)


class Redactions:
    """As ``site.redaction``. ``new_key``: has the database's key changed at the next opening."""

    def __init__(
        self, store: Store, signing: Signing, new_key: Callable[[Change], None] | None = None,
        backups: Callable[[], Sequence[str]] = tuple, ended: Callable[[], object] = tuple,
    ) -> None:  # fmt: skip
        """``backups``: files of those that may still hold the text. ``ended``: told at once when it was taken out."""
        self._store, self._signing, self._new_key, self._backups = store, signing, new_key, backups
        self._ended = ended

    @property
    def today(self) -> date:
        return self._store.clock.now().date()

    def look(self, table: str, record: str, text: str) -> r.Look:
        """Where the text stands, letter by letter. Raises BadInput for a text too short to be told from others."""
        text = _checked(text)
        known = self._store.tables.registers.get(table)
        if known is None or not free_texts(known):
            raise BadInput("There is no free text in that record.", kept=_KEPT)
        fields = tuple(column for column in free_texts(known) if self._holds(known, record, column, text))
        inside = encode_basestring(text)[1:-1]
        entries = self._store.scalar(
            'SELECT count(*) FROM audit WHERE tbl = ? AND "row" = ? AND instr(detail, ?) > 0', (table, record, inside)
        )
        place = r.Place(table, record, self._name(known, record).replace(text, "…"))
        return r.Look(place, fields, int(entries or 0), tuple(self._elsewhere(table, record, text)))

    def propose(self, table: str, record: str, text: str, kind: str, reason: str) -> r.Redaction:
        """By who is signed in and is a person of the site. Refused where the record does not hold the text."""
        found, text = self.look(table, record, text), _checked(text)
        if not found.fields and not found.entries:
            raise Refused(
                "Neither the record nor the trail about it holds that text.", kept=_KEPT,
                todo="Look at the record and type the text exactly as it stands there.",
            )  # fmt: skip
        why = block("Reason", reason, 2000, needed=True)
        if text.casefold() in why.casefold():
            raise BadInput("The reason says the very text.", kept=_KEPT, todo="Say why without repeating it.")
        names = "; ".join(f"{one.table.replace('_', ' ')} {one.name}".replace(text, "…") for one in found.elsewhere)
        with self._store.change(f"Redaction proposed: {why}") as change:
            redaction = change.insert("redaction", {
                "number": next_number(self._store.scalar, "redaction", f"RD-{self.today.year}-"), "tbl": table,
                "record": record, "named": found.place.name[:200], "kind": chosen("Kind", kind, r.KINDS), "reason": why,
                "letters": len(text), "elsewhere": names[:4000], "proposed": self.today.isoformat(),
                "proposed_by": self._store.actor.user, "person": own_person(self._store, "propose a redaction"),
                "entered": stamp(self._store.clock.now()),
            })  # fmt: skip
        return self.get(redaction)

    def signable(self, redaction_id: str, meaning: str = APPROVED, backups: str = "") -> Signable:
        """What is signed; ``backups``: while they are not on record yet."""
        one = self.get(redaction_id)
        facts = [
            ("Record", f"{one.place.table.replace('_', ' ')} {one.place.name}".strip()), ("What", one.kind),
            ("Letters", str(one.letters)), ("Reason", one.reason), ("Placeholder", one.placeholder),
            ("Other records that hold it", one.elsewhere), ("Proposed", f"{shown(one.proposed)}, {one.proposer}"),
        ]  # fmt: skip
        if meaning == CARRIED_OUT:
            facts += [
                ("Approved", f"{shown(one.approved)}, {one.approver}"),
                (
                    "Backups and packages that still hold it",
                    self._copies(backups) if backups else _copies(one.backups, ()),
                ),
            ]
        told = tuple(fact for fact in facts if fact[1])
        return Signable("redaction", one.id, f"{one.number}: redaction", told)

    def approve(self, change: Change, redaction_id: str, signer: Signer) -> Signature:
        """By a second person. Refused for who proposed it."""
        one = standing(self.get(redaction_id), r.PROPOSED)
        person = second_person(one, signing_person(self._store, signer, "a redaction"))
        (signature,) = self._signing.put(change, (self.signable(one.id, APPROVED),), signer)
        change.update("redaction", one.id, {"approver": person, "approved": self.today.isoformat()})
        return signature

    def sign_approval(self, redaction_id: str, signer: Signer) -> r.Redaction:
        """In a transaction of its own; see ``approve``."""
        with self._store.change("Redaction approved") as change:
            self.approve(change, redaction_id, signer)
        return self.get(redaction_id)

    def carry_out(self, redaction_id: str, text: str, backups: str, signer: Signer) -> r.Redaction:
        """The text is gone from the record and from what the trail said of it when this returns; the next opening
        changes the key. Refused where the record does not hold it; NotSaved where the record may not change."""
        one = standing(self.get(redaction_id), r.APPROVED)
        person, text = signing_person(self._store, signer, "a redaction"), _checked(text)
        found = self.look(one.place.table, one.place.record, text)
        if len(text) != one.letters or not (found.fields or found.entries):
            raise Refused(
                f"That is not the text of {one.number}, or it stands there no longer.", kept=_STAYS,
                todo="Type it exactly as it stands in the record.",
            )  # fmt: skip
        content, places = self.signable(one.id, CARRIED_OUT, backups), self._places(one.place, text)
        with self._store.change(f"{one.number}: {one.reason}") as change, self._store.unwanted(text):
            self._signing.put(change, (content,), signer)
            change.update("redaction", one.id, {
                "carried": self.today.isoformat(), "carried_by": person, "backups": self._copies(backups),
                "places": places,
            })  # fmt: skip
            if self._new_key is not None:
                self._new_key(change)
        self._ended()
        return self.get(one.id)

    def _copies(self, words: str) -> str:
        return _copies(words, self._backups())

    def withdraw(self, redaction_id: str, reason: str) -> r.Redaction:
        """Before it is carried out."""
        one = self.get(redaction_id)
        words = reason_to_withdraw(one, (r.PROPOSED, r.APPROVED), reason)
        with self._store.change(words) as change:
            change.update("redaction", one.id, {"withdrawn": self.today.isoformat(), "withdraw_reason": words})
        return self.get(one.id)

    def get(self, redaction_id: str) -> r.Redaction:
        """Raises BadInput when there is none."""
        found = self._found("d.id = ?", redaction_id)
        if not found:
            raise BadInput("That redaction is not there.", todo="Refresh the page and look again.")
        return found[0]

    def all(self) -> tuple[r.Redaction, ...]:
        """The newest first."""
        return self._found("1")

    def to_sign(self) -> tuple[ToSign, ...]:
        """What a second person could approve."""
        person = self._store.users.person_of(self._store.actor.user)
        if person is None or self._store.actor.role not in ("officer", "investigator"):
            return ()
        if not readable(self._store, "redaction"):
            return ()
        found = self._found("d.approved IS NULL AND d.withdrawn IS NULL AND d.person <> ?", person)
        return tuple(
            ToSign(one.id, self.signable(one.id), APPROVED, one.proposed, "audit", "redactions") for one in found
        )

    def signed(self, change: Change, item: ToSign, signer: Signer) -> None:
        """The signing folder's way."""
        self.approve(change, item.key, signer)

    def _places(self, place: r.Place, text: str) -> str:
        """Where it stands on the trail, without the text: a backup that is restored has the same entries (design 4)."""
        rows = self._store.rows(
            'SELECT seq, detail FROM audit WHERE tbl = ? AND "row" = ? AND instr(detail, ?) > 0 ORDER BY seq LIMIT 50',
            (place.table, place.record, encode_basestring(text)[1:-1]),
        )
        return json.dumps([[seq, *where] for seq, detail in rows for where in _found(json.loads(str(detail)), text)])

    def _holds(self, table: Table, record: str, column: str, text: str) -> bool:
        sql = f"SELECT 1 FROM {quoted(table.name)} WHERE {quoted(table.key)} = ? AND instr({quoted(column)}, ?) > 0"
        return self._store.row(sql, (record, text)) is not None

    def _elsewhere(self, table: str, record: str, text: str) -> Iterator[r.Place]:
        """Other records that hold it, the first of them; which are no part of this redaction."""
        left = _ELSEWHERE
        for name, known in sorted(self._store.tables.registers.items()):
            texts = free_texts(known)
            if not texts or left <= 0 or not readable(self._store, name):
                continue
            holds = " OR ".join(f"instr({quoted(column)}, ?1) > 0" for column in texts)
            sql = f"SELECT {quoted(known.key)} FROM {quoted(name)} WHERE {holds} LIMIT {left + 1}"
            for (other,) in self._store.rows(sql, (text,)):
                if (name, other) != (table, record) and left > 0:
                    left -= 1
                    yield r.Place(name, str(other), self._name(known, str(other)))

    def _name(self, table: Table, record: str) -> str:
        named = [column for column in _NAMES if column in table.columns]
        if not named:
            return ""
        sql = f"SELECT {quoted(named[0])} FROM {quoted(table.name)} WHERE {quoted(table.key)} = ?"
        return str(self._store.scalar(sql, (record,)) or "")

    def _found(self, clause: str, *values: str) -> tuple[r.Redaction, ...]:
        rows = self._store.rows(f"{_READ} WHERE {clause} ORDER BY d.proposed DESC, d.number DESC", values)
        return tuple(_redaction(row) for row in rows)


def _found(value: object, text: str) -> Iterator[list[str | int]]:
    """The way to each text that holds it, and the letter at which it begins."""
    if isinstance(value, str) and text in value:
        yield [value.index(text)]
    elif isinstance(value, dict):
        for name, inner in value.items():
            for where in _found(inner, text):
                yield [str(name), *where]


def _checked(text: str) -> str:
    text = text.strip()
    if len(text) < _SHORTEST:
        raise BadInput("The text is too short to be told from others.", kept=_KEPT, todo="Type all of it.")
    return text


def _copies(words: str, backups: Sequence[str]) -> str:
    return copies("Backups and packages that still hold it", words, backups, needed=True)


def _redaction(row: tuple[object, ...]) -> r.Redaction:
    text = [str(value or "") for value in row]

    def name(at: int) -> str:
        return written_name(text[at], text[at + 1]) if text[at] else ""

    def day(at: int) -> date | None:
        return from_iso(text[at] or None)

    return r.Redaction(
        text[0], text[1], r.Place(text[2], text[3], text[4]), text[5], text[6], int(text[7]), text[8],
        date.fromisoformat(text[9]), text[10], name(11), name(13), day(15), name(16), day(18), text[19], day(20),
        text[21],
    )  # fmt: skip
