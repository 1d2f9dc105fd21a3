"""Certificates, the seal and the documents that left: what of signing is a record (SIG-1, SIG-2, RPT-4).

Every command opens its own unit of work, or joins one that is handed in: enrolling somebody writes the user and their
certificate together. No private key but the seal's ever passes through here.
"""

from __future__ import annotations

import json
from datetime import datetime

from db.clock import stamp
from db.errors import BadInput
from db.signing.authority import SealPair, fingerprint, issued_by
from db.signing.brought import BroughtCertificates
from db.signing.errors import CertificateDamaged, NoCertificate
from db.signing.keys import read_certificate, same_key
from db.signing.records import Certificate, Exported, Kind, NewExport, Seal
from db.signing.signatures import RecordSignatures
from db.signing.specimens import Specimens
from db.store.change import Change
from db.store.connection import SqlValue
from db.store.query import Page, Query, order_sql, where_sql
from db.store.store import Store

_CERTIFICATE = (
    'SELECT id, kind, "user", name, fingerprint, serial, valid_from, valid_until, withdrawn, withdrawn_why, der '
    "FROM certificates"
)
_EXPORT = (
    'SELECT id, number, kind, title, file, sha256, size, exported, "by", seq, head, signers, continues FROM exports'
)
_EXPORT_FIELDS = {
    "number": "number",
    "kind": "kind",
    "title": "title",
    "file": "file",
    "exported": "exported",
    "by": '"by"',
}


class Signing(RecordSignatures, BroughtCertificates):
    """The register over one open store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.specimens = Specimens(store)

    def authorities(self) -> tuple[Certificate, ...]:
        """The site's authority and those it had before, newest first: any of them makes a signature trusted."""
        return self._certificates("kind = 'authority'")

    def certificates(self) -> tuple[Certificate, ...]:
        """All there are, newest first."""
        return self._certificates("1")

    def certificate_of(self, user: str) -> Certificate:
        """The one somebody signs with today. Raises NoCertificate."""
        now = self._store.clock.now()
        for found in self._certificates("kind = 'person' AND \"user\" = ?", user):
            if found.good_at(now):
                return found
        raise NoCertificate(
            "You have no signing certificate that is good today.",
            kept="Nothing was signed.",
            todo="An officer gives you one of the site's, under Settings; or bring in one of your own there.",
        )

    def known(self, print_: str) -> Certificate | None:
        """A certificate by its fingerprint (64 hex digits)."""
        return next(iter(self._certificates("fingerprint = ?", print_)), None)

    def seal(self) -> Seal:
        """The workspace's seal. Raises CertificateDamaged if there is none that is good today."""
        now = self._store.clock.now()
        for found in self._certificates("kind = 'seal'"):
            key = self._store.scalar('SELECT "key" FROM seals WHERE certificate = ?', (found.id,))
            issuer = self._issuer(found)
            if isinstance(key, bytes) and issuer is not None and found.good_at(now):
                return Seal(key, found.der, issuer.der)
        raise CertificateDamaged(
            "This workspace has no seal that is good today.",
            kept="Nothing was exported.",
            todo="An officer renews the seal, or restores the newest backup.",
        )

    def establish(self, authority: bytes, seal: SealPair, change: Change | None = None) -> None:
        """Enters a new authority with the seal it made; earlier seals are withdrawn, earlier authorities stay
        for verifying. ``authority``: its certificate, DER."""
        if not same_key(seal.key, seal.certificate):
            raise BadInput("The seal's key and certificate do not belong together.")
        if change is None:
            with self._store.change("A new signing authority for this workspace") as opened:
                return self.establish(authority, seal, opened)
        for old in self._certificates("kind = 'seal' AND withdrawn IS NULL"):
            self._withdraw(change, old.id, "replaced by a new seal")
        self._insert(change, "authority", authority, None)
        certificate = self._insert(change, "seal", seal.certificate, None)
        change.insert("seals", {"certificate": certificate, "key": seal.key})
        return None

    def add_certificate(self, user: str, certificate: bytes, change: Change | None = None) -> None:
        """Enters a person's certificate (DER); the one they had is withdrawn from now on."""
        if change is None:
            with self._store.change("A new certificate") as opened:
                return self.add_certificate(user, certificate, opened)
        for old in self._certificates("kind = 'person' AND \"user\" = ? AND withdrawn IS NULL", user):
            self._withdraw(change, old.id, "replaced by a new certificate")
        self._insert(change, "person", certificate, user)
        return None

    def withdraw_certificates(self, user: str, why: str, change: Change | None = None) -> None:
        """From now on nothing counts that is signed with a certificate of this person."""
        if change is None:
            with self._store.change(why) as opened:
                return self.withdraw_certificates(user, why, opened)
        for old in self._certificates("kind = 'person' AND \"user\" = ? AND withdrawn IS NULL", user):
            self._withdraw(change, old.id, why)
        return None

    def add_revocation_list(self, authority: Certificate, number: int, until: datetime, der: bytes) -> None:
        """Keeps a list of withdrawn certificates that the authority signed."""
        with self._store.change("A new list of withdrawn certificates") as change:
            change.insert(
                "revocation_lists", {"authority": authority.id, "number": number, "until": stamp(until), "der": der}
            )

    def next_number(self) -> str:
        """The number the next report bears: SW-2026-0318, counting the year's reports in this workspace."""
        year = self._store.clock.now().year
        last = self._store.scalar(
            "SELECT max(CAST(substr(number, 9) AS INTEGER)) FROM exports WHERE number LIKE ?", (f"SW-{year}-%",)
        )
        return f"SW-{year}-{int(str(last or 0)) + 1:04d}"

    def record_export(self, new: NewExport) -> Exported:
        """Puts a document that leaves on record, by its SHA-256."""
        values: dict[str, SqlValue] = {
            "number": new.number,
            "kind": new.kind,
            "title": new.title,
            "file": new.file,
            "sha256": new.sha256,
            "size": new.size,
            "exported": stamp(self._store.clock.now()),
            "by": self._store.actor.user,
            "seq": new.seq,
            "head": new.head,
            "signers": json.dumps(new.signers, ensure_ascii=False),
            "continues": new.continues,
        }
        with self._store.change("") as change:
            change.insert("exports", values)
        found = self.exported(new.sha256)
        assert found is not None
        return found

    def exported(self, sha256: str) -> Exported | None:
        """The record of a document by its SHA-256 (64 hex digits), if it left from here."""
        row = self._store.row(f"{_EXPORT} WHERE sha256 = ?", (sha256,))
        return _exported(row) if row else None

    def exports(self, query: Query) -> Page[Exported]:
        """The documents that left, newest first unless sorted otherwise; search looks into number, title and file."""
        where, values = where_sql(query, _EXPORT_FIELDS)
        for word in query.search.split():
            where += " AND instr(lower(number || ' ' || title || ' ' || file), lower(?))"
            values.append(word)
        order = order_sql(query, _EXPORT_FIELDS, "id DESC")
        rows = self._store.rows(
            f"{_EXPORT} WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?", (*values, query.limit, query.offset)
        )
        matching = self._store.scalar(f"SELECT count(*) FROM exports WHERE {where}", tuple(values))  # noqa: S608
        of = self._store.scalar("SELECT count(*) FROM exports")
        return Page(tuple(_exported(row) for row in rows), int(str(matching)), int(str(of)))

    def _certificates(self, where: str, *values: str) -> tuple[Certificate, ...]:
        rows = self._store.rows(f"{_CERTIFICATE} WHERE {where} ORDER BY id DESC", values)
        return tuple(_certificate(row) for row in rows)

    def _issuer(self, of: Certificate) -> Certificate | None:
        return next((one for one in self.authorities() if issued_by(of.der, one.der)), None)

    def _insert(self, change: Change, kind: Kind, der: bytes, user: str | None) -> str:
        read = read_certificate(der)
        common = read.subject.rfc4514_string() if not list(read.subject) else str(next(iter(read.subject)).value)
        return change.insert(
            "certificates",
            {
                "kind": kind,
                "user": user,
                "name": common,
                "fingerprint": fingerprint(der),
                "serial": f"{read.serial_number:x}",
                "valid_from": stamp(read.not_valid_before_utc),
                "valid_until": stamp(read.not_valid_after_utc),
                "der": der,
            },
        )

    def _withdraw(self, change: Change, certificate: str, why: str) -> None:
        at = stamp(self._store.clock.now())
        change.update("certificates", certificate, {"withdrawn": at, "withdrawn_why": why})


def _certificate(row: tuple[object, ...]) -> Certificate:
    id_, kind, user, name, print_, serial, start, end, withdrawn, why, der = row
    return Certificate(
        str(id_),
        kind,  # type: ignore[arg-type]  # the table's CHECK
        None if user is None else str(user),
        str(name),
        str(print_),
        int(str(serial), 16),
        datetime.fromisoformat(str(start)),
        datetime.fromisoformat(str(end)),
        None if withdrawn is None else datetime.fromisoformat(str(withdrawn)),
        str(why or ""),
        bytes(der),  # type: ignore[call-overload]
    )


def _exported(row: tuple[object, ...]) -> Exported:
    id_, number, kind, title, file, sha256, size, exported, by, seq, head, signers, continues = row
    return Exported(
        str(id_),
        str(number),
        str(kind),
        str(title),
        str(file),
        str(sha256),
        int(str(size)),
        datetime.fromisoformat(str(exported)),
        str(by),
        int(str(seq)),
        str(head),
        tuple(json.loads(str(signers))),
        None if continues is None else str(continues),
    )
