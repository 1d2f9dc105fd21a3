"""Who is working: what every entry of the trail carries and every right is asked for."""

from __future__ import annotations

from dataclasses import dataclass

ROLES = ("officer", "investigator", "coordinator", "staff", "monitor", "inspector", "custodian")
VISITORS = ("monitor", "inspector")  # they see named studies only, and never hold the site's key


@dataclass(frozen=True)
class Actor:
    """``user``: id; ``name``: as printed; ``role``: one of ROLES; ``studies``: the only studies they see,
    or None where they are not limited."""

    user: str
    name: str
    role: str
    studies: tuple[str, ...] | None = None
