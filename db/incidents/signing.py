"""Who signs deviations and notes to file, and whether they have: the investigator assesses, the author and then the
investigator sign a note. Persons are compared, not log-ins."""

from __future__ import annotations

from datetime import date, datetime

from db.errors import Refused
from db.incidents.deviation_records import CLOSED, VOIDED, Deviation, Note
from db.incidents.deviations import Deviations
from db.incidents.notes import Notes
from db.incidents.signables import APPROVED, ASSESSED, AUTHORED, of_assessment, of_note
from db.signing.folder import ToSign
from db.signing.register import Signing
from db.signing.signable import Pen, Signable, Signature, Signer
from db.store.change import Change
from db.store.query import Query
from db.store.store import Store

PLACE = "incidents"
_MOST = 500
Signed = tuple[tuple[Signature, bool], ...]


class Signatures:
    """Of one open store."""

    def __init__(self, store: Store, signing: Signing, deviations: Deviations, notes: Notes) -> None:
        self._store, self._signing, self._deviations, self._notes = store, signing, deviations, notes

    def of(self, signable: Signable) -> Signed:
        """Who signed it, each with whether it still covers what stands there now."""
        found = self._signing.signatures(signable.table, signable.record)
        return tuple((one, self._signing.covers(one, signable)) for one in found)

    def to_sign(self) -> tuple[ToSign, ...]:
        """What waits for the acting user's person; nothing for a user who is nobody on the roster."""
        person = self._store.users.person_of(self._store.actor.user)
        if person is None:
            return ()
        found: list[ToSign] = []
        for one in self._deviations.list(Query(limit=_MOST)).rows:
            if one.assessed_by_id == person and one.status not in (CLOSED, VOIDED):
                found += self._missing(of_assessment(one), ASSESSED, person, one.assessed)
        for note in self._notes.list(Query(where={"status": ["filed"]}, limit=_MOST)).rows:
            for meaning, who in self.signers(note):
                if who == person:
                    found += self._missing(of_note(note), meaning, person, note.written)
        return tuple(found)

    def signers(self, note: Note) -> tuple[tuple[str, str], ...]:
        """Meaning and person: the author first, then the principal investigator where that is somebody else."""
        investigator = self._notes.investigator(note)
        found = [(AUTHORED, note.author_id)]
        if investigator is not None and investigator[0] != note.author_id:
            found.append((APPROVED, investigator[0]))
        return tuple(found)

    def open_signers(self, note: Note, until: datetime | None = None) -> tuple[tuple[str, str], ...]:
        """Those whose signature does not stand on it yet; ``until``: did not then."""
        found = self.of(of_note(note))
        covered = {one.person for one, covers in found if covers and (until is None or one.at <= until)}
        return tuple((meaning, person) for meaning, person in self.signers(note) if person not in covered)

    def sign_deviation(self, change: Change, one: Deviation, signer: Signer) -> Signature:
        """Refused for anybody but the investigator who assessed it."""
        if one.assessed_by_id is None:
            raise Refused(f"{one.number} is not assessed yet.", kept="Nothing was signed.")
        self._demand(signer, (one.assessed_by_id,), one.assessed_by)
        (signature,) = self._signing.put(change, (of_assessment(one),), signer)
        return signature

    def sign_note(self, change: Change, note: Note, signer: Signer) -> Signature:
        """Refused for anybody but its author and the study's principal investigator."""
        self._demand(signer, tuple(person for _meaning, person in self.signers(note)), "author or investigator")
        (signature,) = self._signing.put(change, (of_note(note),), signer)
        return signature

    def signed(self, change: Change, item: ToSign, signer: Signer) -> Signature:
        """The signing folder's way to the two above."""
        if item.signable.table == "deviation":
            return self.sign_deviation(change, self._deviations.get(item.signable.record), signer)
        return self.sign_note(change, self._notes.get(item.signable.record), signer)

    def _missing(self, signable: Signable, meaning: str, person: str, since: date | None) -> list[ToSign]:
        if any(covers and signature.person == person for signature, covers in self.of(signable)):
            return []
        page = "deviation" if signable.table == "deviation" else "note"
        key, record = f"{signable.table}/{signable.record}/{meaning}", f"{page}/{signable.record}"
        return [ToSign(key, signable, meaning, since, PLACE, record)]

    def _demand(self, signer: Signer, people: tuple[str, ...], words: str) -> None:
        person = self._store.users.person_of(self._store.actor.user) if isinstance(signer, Pen) else signer.person
        if person not in people:
            raise Refused(
                f"Only {words} signs this." if person else "Nobody knows which person of the roster you are.",
                kept="Nothing was signed.",
                todo="Let them sign it, here or on paper." if person else "An officer links you in Settings.",
            )  # fmt: skip
