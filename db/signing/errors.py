"""What can go wrong with keys and certificates, in words for the person in front of it."""

from __future__ import annotations

from db.errors import Damaged, Refused


class CertificateDamaged(Damaged):
    """A stored key or certificate cannot be read, or does not belong together."""


class NoCertificate(Refused):
    """Somebody is to sign who has no certificate that is good today."""
