"""Signatures on records: the content shown is the content bound; a later change shows (SIG-1, SIG-3, 11.70)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from db.clock import stamp
from db.errors import BadInput, Refused
from db.signing.errors import CertificateDamaged
from db.signing.keys import same_key, sign_bytes, signed_by
from db.signing.records import Certificate
from db.signing.renamed import as_named
from db.signing.signable import Ink, Pen, Signable, Signature
from db.store.change import Change
from db.store.connection import SqlValue
from db.store.store import Store

_SIGNATURE = """
SELECT s.id, s.tbl, s.record, s.title, s.meaning, s.name, s.person, s."user", s.at, s.signed, s.paper, s.sha256,
    s.evidence, coalesce(i.name, ''), i.id IS NULL OR EXISTS (
        SELECT 1 FROM trusted_authority AS t WHERE t.fingerprint = i.fingerprint AND t.ended IS NULL)
FROM signature AS s LEFT JOIN certificate_issuer AS i ON i.certificate = s.certificate AND i.place = (
    SELECT max(j.place) FROM certificate_issuer AS j WHERE j.certificate = s.certificate)"""


class RecordSignatures:
    """The part of the signing register that is about records."""

    _store: Store

    def certificate_of(self, user: str) -> Certificate:
        """The one somebody signs with today; the register's."""
        raise TypeError("asked of the register")

    def put(self, change: Change, signables: Sequence[Signable], signer: Pen | Ink) -> tuple[Signature, ...]:
        """Signs each of them inside the caller's transaction. Refused for somebody who is suspended, NoCertificate
        for an expired or withdrawn one, BadInput for paper without what makes it a certified copy."""
        user = self._store.users.get(self._store.actor.user)
        if user.status != "active":
            raise Refused(f"{user.name} is {user.status} and cannot sign.", kept="Nothing was signed.")
        if not signer.meaning.strip():
            raise BadInput("A signature states its meaning.", kept="Nothing was signed.")
        common = self._of_pen(signer, user.id, user.name) if isinstance(signer, Pen) else self._of_ink(signer)
        ids = []
        for one in signables:
            value = sign_bytes(signer.act.key, one.text.encode()) if isinstance(signer, Pen) else None
            ids.append(
                change.insert(
                    "signature",
                    {
                        "tbl": one.table, "record": one.record, "title": one.title, "content": one.text,
                        "sha256": one.sha256, "meaning": signer.meaning.strip(), "user": user.id, "value": value,
                        "at": stamp(self._store.clock.now().astimezone(UTC)), **common,
                    },
                )
            )  # fmt: skip
        marks = ", ".join("?" * len(ids))
        found = {row[0]: _signature(row) for row in self._store.rows(f"{_SIGNATURE} WHERE s.id IN ({marks})", ids)}
        return tuple(found[one] for one in ids)

    def signatures(self, table: str, record: str) -> tuple[Signature, ...]:
        """Who signed this record, in turn."""
        rows = self._store.rows(f"{_SIGNATURE} WHERE s.tbl = ? AND s.record = ? ORDER BY s.at, s.id", (table, record))
        return tuple(_signature(row) for row in rows)

    def covers(self, signature: Signature, signable: Signable) -> bool:
        """Whether the record still is what was signed; False: “no longer covers this version”. Whoever is called
        otherwise since then is still the one it names."""
        if signature.sha256 == signable.sha256:
            return True
        return signature.sha256 == as_named(self._store, signable, signature.at).sha256

    def holds(self, signature: Signature) -> bool:
        """Whether an electronic signature verifies over its stored content with its certificate."""
        row = self._store.row(
            "SELECT s.content, s.value, c.der FROM signature AS s JOIN certificates AS c ON c.id = s.certificate "
            "WHERE s.id = ?",
            (signature.id,),
        )
        return row is not None and signed_by(bytes(row[2]), bytes(row[1]), str(row[0]).encode())

    def _of_pen(self, pen: Pen, user: str, name: str) -> dict[str, SqlValue]:
        certificate = self.certificate_of(user)
        if not same_key(pen.act.key, certificate.der):
            raise CertificateDamaged(
                "Your signing key and your certificate do not belong together.", kept="Nothing was signed.",
                todo="Bring in your certificate file again, under Settings; or an officer enrols you again.",
            )  # fmt: skip
        return {
            "name": name, "person": self._store.users.person_of(user), "paper": 0, "certificate": certificate.id,
            "signed": self._store.clock.now().date().isoformat(),
        }  # fmt: skip

    def _of_ink(self, ink: Ink) -> dict[str, SqlValue]:
        today = self._store.clock.now().date()
        if ink.signed > today or ink.compared > today or ink.compared < ink.signed:
            raise BadInput("Signed first, compared afterwards, both not in the future.", kept="Nothing was saved.")
        if not (ink.name.strip() and ink.compared_by.strip() and ink.original_at.strip()):
            raise BadInput(
                "A signature on paper needs its name, who compared the scan, and where the original is.",
                kept="Nothing was saved.",
            )
        return {
            "name": ink.name.strip(), "person": ink.person, "paper": 1, "signed": ink.signed.isoformat(),
            "evidence": ink.evidence, "compared_by": ink.compared_by.strip(), "compared": ink.compared.isoformat(),
            "original_at": ink.original_at.strip(),
        }  # fmt: skip


def _signature(row: tuple[object, ...]) -> Signature:
    (id_, table, record, title, meaning, name, person, user, at, signed, paper, sha256, evidence, authority,
     vouched) = row  # fmt: skip
    return Signature(
        str(id_), str(table), str(record), str(title), str(meaning), str(name), None if person is None else str(person),
        str(user), datetime.fromisoformat(str(at)), date.fromisoformat(str(signed)), bool(paper), str(sha256),
        None if evidence is None else str(evidence), str(authority), bool(vouched),
    )  # fmt: skip
