"""Demonstration workspaces: fictitious and public. Only a uuid beginning 00000000 makes one (design section 8)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta

from db.clock import Clock
from db.errors import BadInput, Damaged
from db.vault.enrolment import code_at
from db.workspace.layout import Layout, write_whole

OFFICER = "Zoë Brandt"
LOGIN = "zoe"
PASSPHRASE = "paper and ink and daylight"  # noqa: S105 - public by design: the site is fictitious
STEP = timedelta(seconds=30)


@dataclass(frozen=True)
class DemonstrationFactors:
    """What anybody may read in DEMO.json; ``code`` is the one of now, ``next_code`` of the half minute after."""

    login: str
    passphrase: str
    code: str
    next_code: str
    seed: bytes


def write_demonstration(
    layout: Layout, seed: bytes, workspace: str, site: str, login: str = LOGIN, passphrase: str = PASSPHRASE
) -> None:
    """Adds login, passphrase and seed to DEMO.json, beside the keyring's entries."""
    there = json.loads(layout.demo_file.read_text("utf-8")) if layout.demo_file.is_file() else {}
    public = {
        "what": "A demonstration site: everything in it is fictitious, and its keys are public.",
        "workspace": workspace,
        "site": site,
        "login": login,
        "passphrase": passphrase,
        "seed": seed.hex(),
    }
    text = json.dumps({**public, **there}, ensure_ascii=False, indent=1) + "\n"
    write_whole(layout.demo_file, text.encode(), mode=0o644)


def demonstration_factors(layout: Layout, clock: Clock, login: str | None = None) -> DemonstrationFactors:
    """The factors of a demonstration workspace. Raises BadInput where it is none, Damaged."""
    if not layout.read_label().demonstration:
        raise BadInput("This is not a demonstration workspace.", todo="Unlock it with your own factors.")
    try:
        public = json.loads(layout.demo_file.read_text("utf-8"))
        seed = bytes.fromhex(public["seed"])
        known, passphrase = str(public["login"]), str(public["passphrase"])
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise Damaged(
            "DEMO.json of this demonstration site cannot be read.", todo="Make the demonstration site again."
        ) from problem
    now = clock.now()
    if login is not None and login != known:
        raise BadInput(f"The demonstration site knows only the login “{known}”.", todo=f"Use --user {known}.")
    return DemonstrationFactors(known, passphrase, code_at(seed, now), code_at(seed, now + STEP), seed)
