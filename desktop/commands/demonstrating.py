"""``demo DIR``: a demonstration workspace with every kind of record, and how to open it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from db.clock import Clock, SystemClock
from db.errors import BadInput
from db.workspace.create import Created
from db.workspace.demonstration import LOGIN, PASSPHRASE
from desktop.commands.answer import Answer


def configure(parser: ArgumentParser, _name: str, _opened: bool) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--people", type=int, default=42, metavar="N", help="how many people (42)")
    parser.set_defaults(run=run)


def run(options: Namespace) -> Answer:
    """Makes it and says how to open it."""
    if not 1 <= options.people <= 20_000:
        raise BadInput(f"A demonstration site has 1 to 20,000 people, not {options.people}.")
    made = make_demonstration(options.folder, options.people, SystemClock())
    words = (
        f"Made the demonstration site {made.folder}. Everything in it is fictitious.\n"
        f"Open it:  python main.py --workspace {made.folder}\n"
        f"or list:  python main.py list people --workspace {made.folder}\n"
        "Its passphrase and authenticator seed lie in DEMO.json inside it."
    )
    fields = {
        "workspace": made.workspace,
        "user": made.user,
        "login": LOGIN,
        "passphrase": PASSPHRASE,
        "otpauth": made.otpauth,
        "folder": str(made.folder),
    }
    return Answer(words, fields)


def make_demonstration(folder: Path, people: int, clock: Clock) -> Created:
    """A demonstration workspace, filled; also what the window's --demo opens."""
    from desktop.commands.demonstration import make

    return make(folder, people, clock)
