"""Certificates that people bring with them, and the authorities behind them (SIG-2).

Bringing one gives no trust: what it signs is intact or not like any other, and counts as trusted from the day on which
an officer, by name, has compared the authority's fingerprint.
"""

from __future__ import annotations

from datetime import date

from db.clock import stamp
from db.errors import BadInput, Refused
from db.signing.authority import fingerprint as fingerprint_of
from db.signing.authority import issued_by
from db.signing.keys import read_certificate, spki
from db.signing.pkcs12 import OwnCertificate, authority_name, demand_good
from db.signing.records import Certificate, Kind, Vouching
from db.store.change import Change
from db.store.store import Store

_KEPT = "Nothing was changed; you sign as before."
_CONFIRMED = (
    'SELECT t.name, u.name, t.confirmed, t.how FROM trusted_authority AS t JOIN users AS u ON u.id = t."by" '
    "WHERE t.fingerprint = ? AND t.ended IS NULL"
)


class BroughtCertificates:
    """The part of the signing register that is about certificates of other authorities."""

    _store: Store

    def certificates(self) -> tuple[Certificate, ...]:
        """All there are; the register's."""
        raise TypeError("asked of the register")

    def authorities(self) -> tuple[Certificate, ...]:
        """The site's own; the register's."""
        raise TypeError("asked of the register")

    def _insert(self, change: Change, kind: Kind, der: bytes, user: str | None) -> str:
        raise TypeError("asked of the register")

    def withdraw_certificates(self, user: str, why: str, change: Change | None = None) -> None:
        """The register's."""
        raise TypeError("asked of the register")

    def demand_bringable(self, own: OwnCertificate) -> None:
        """That who is signed in may sign with it. Raises Refused for one that has expired, is made out to somebody
        else, is or was used by somebody, or was withdrawn here."""
        user = self._store.users.get(self._store.actor.user)
        demand_good(own, user.name, self._store.clock.now())
        key = spki(read_certificate(own.certificate).public_key())
        for known in self.certificates():
            if known.fingerprint == own.fingerprint and known.user == user.id:
                gone = known.withdrawn is not None
                raise Refused(
                    "This certificate was withdrawn here and does not come back." if gone else
                    "This is the certificate you sign with already.", kept=_KEPT,
                    todo="Bring in a renewed one." if gone else "",
                )  # fmt: skip
            if known.user != user.id and spki(read_certificate(known.der).public_key()) == key:
                raise Refused("Somebody else signs with this key.", kept=_KEPT, todo="Bring in one of your own.")

    def bring(self, own: OwnCertificate, change: Change) -> None:
        """Enters it for who is signed in, with its issuers; the one they had is withdrawn from now on."""
        self.demand_bringable(own)
        user = self._store.actor.user
        self.withdraw_certificates(user, "replaced by a certificate of one's own", change)
        certificate = self._insert(change, "person", own.certificate, user)
        for place, der in enumerate(own.issuers, 1):
            read = read_certificate(der)
            change.insert(
                "certificate_issuer",
                {
                    "certificate": certificate, "place": place, "name": authority_name(read),
                    "fingerprint": fingerprint_of(der), "valid_until": stamp(read.not_valid_after_utc), "der": der,
                },
            )  # fmt: skip

    def issuers(self, certificate: Certificate) -> tuple[bytes, ...]:
        """Who issued it, and who issued that one, to the last (DER). Empty where nothing is known."""
        ours = next((one.der for one in self.authorities() if issued_by(certificate.der, one.der)), None)
        if ours is not None:
            return (ours,)
        rows = self._store.rows(
            "SELECT der FROM certificate_issuer WHERE certificate = ? ORDER BY place", (certificate.id,)
        )
        return tuple(bytes(row[0]) for row in rows)

    def vouching(self, certificate: Certificate) -> Vouching:
        """Which authority stands behind it, and who answers for that one here."""
        chain = self.issuers(certificate)
        if not chain:
            return Vouching("", "", ours=False)
        last = chain[-1]
        name, print_ = authority_name(read_certificate(last)), fingerprint_of(last)
        if any(one.fingerprint == print_ for one in self.authorities()):
            return Vouching(name, print_, ours=True)
        return self.confirmation(print_) or Vouching(name, print_, ours=False)

    def vouching_of(self, user: str) -> Vouching | None:
        """As ``vouching``, of a certificate somebody brought and signs with now; None where it is the site's."""
        row = self._store.row(
            'SELECT c.id FROM certificates AS c WHERE c."user" = ? AND c.withdrawn IS NULL AND EXISTS '
            "(SELECT 1 FROM certificate_issuer AS i WHERE i.certificate = c.id)", (user,),
        )  # fmt: skip
        found = next((one for one in self.certificates() if row is not None and one.id == row[0]), None)
        return None if found is None else self.vouching(found)

    def signs_by_the_site(self, user: str) -> bool:
        """Whether somebody has a certificate of the site's own authority that is good today."""
        now = self._store.clock.now()
        return any(
            one.user == user and one.kind == "person" and one.good_at(now) and self.vouching(one).ours
            for one in self.certificates()
        )

    def confirmation(self, fingerprint: str) -> Vouching | None:
        """Who answers for another authority, by its fingerprint (64 hex digits); None where nobody does."""
        row = self._store.row(_CONFIRMED, (fingerprint,))
        if row is None:
            return None
        name, officer, day, how = (str(part) for part in row)
        return Vouching(name, fingerprint, ours=False, confirmed_by=officer, confirmed=date.fromisoformat(day), how=how)

    def brought_authorities(self) -> tuple[Vouching, ...]:
        """Every authority that is not the site's and stands behind somebody's certificate, by name."""
        rows = self._store.rows(
            "SELECT DISTINCT i.name, i.fingerprint FROM certificate_issuer AS i WHERE i.place = "
            "(SELECT max(j.place) FROM certificate_issuer AS j WHERE j.certificate = i.certificate) ORDER BY 1, 2"
        )
        return tuple(self.confirmation(str(row[1])) or Vouching(str(row[0]), str(row[1]), ours=False) for row in rows)

    def confirm_authority(self, fingerprint: str, how: str) -> Vouching:
        """The acting officer answers for it. ``how``: with what the fingerprint was compared. Raises BadInput for one
        that stands behind nobody here, Refused where it is confirmed already."""
        known = self._brought(fingerprint)
        if known.confirmed_by:
            raise Refused(f"{known.confirmed_by} confirmed it already.", kept="Nothing was changed.")
        if not how.strip():
            raise BadInput("With what was the fingerprint compared?", kept="Nothing was saved.",
                           todo="Say where the authority publishes it, or who read it out.")  # fmt: skip
        with self._store.change() as change:
            change.insert(
                "trusted_authority",
                {
                    "fingerprint": known.fingerprint, "name": known.authority, "by": self._store.actor.user,
                    "confirmed": self._store.clock.now().date().isoformat(), "how": how.strip(),
                },
            )  # fmt: skip
        return self._brought(fingerprint)

    def withdraw_confirmation(self, fingerprint: str, reason: str) -> Vouching:
        """Nobody answers for it any more: what it stands behind shows as not trusted, and stays intact."""
        known = self._brought(fingerprint)
        row = self._store.row(
            "SELECT id FROM trusted_authority WHERE fingerprint = ? AND ended IS NULL", (known.fingerprint,)
        )
        if row is None:
            raise Refused("Nobody has confirmed this authority.", kept="Nothing was changed.")
        today = self._store.clock.now().date().isoformat()
        with self._store.change(reason) as change:
            change.update("trusted_authority", str(row[0]), {"ended": today, "ended_why": reason.strip()})
        return self._brought(fingerprint)

    def _brought(self, fingerprint: str) -> Vouching:
        plain = "".join(sign for sign in fingerprint.casefold() if sign in "0123456789abcdef")
        found = next((one for one in self.brought_authorities() if one.fingerprint == plain), None)
        if found is None:
            raise BadInput("No authority with this fingerprint stands behind a certificate here.",
                           kept="Nothing was changed.", todo="Compare it digit by digit.")  # fmt: skip
        return found
