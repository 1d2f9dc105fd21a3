"""The one rule for a passphrase, wherever one is chosen: not one that a guesser has at once (docs/threat-model.md)."""

from __future__ import annotations

from db.errors import BadInput
from db.vault.strength import passphrase_strength


def demand_strong(passphrase: str, *own_words: str) -> None:
    """Raises BadInput for one that is weak. ``own_words``: names a guesser tries first, the log-in's among them."""
    if not passphrase.strip() or passphrase_strength(passphrase, own_words).word == "weak":
        raise BadInput(
            "The passphrase is too easy to guess.",
            kept="Nothing was made or changed.",
            todo="Four or five words that have nothing to do with each other are easy to keep.",
        )
