"""Passphrase and codes, from files and options or asked on the terminal; never from the environment."""

from __future__ import annotations

import getpass
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from db.errors import BadInput


def add_factor_options(parser: ArgumentParser) -> None:
    """The options of every command that opens a workspace (design section 8)."""
    parser.add_argument("--workspace", type=Path, required=True, metavar="DIR", help="the workspace's folder")
    parser.add_argument("--user", metavar="LOGIN", help="who unlocks it (a demonstration site knows its own)")
    parser.add_argument("--passphrase-file", type=Path, metavar="F", help="file whose first line is the passphrase")
    parser.add_argument("--code", metavar="N", help="the authenticator's code")
    parser.add_argument("--second-code", metavar="N", help="the code after it, where the clocks are far apart")
    parser.add_argument("--sign-code", metavar="N", help="a fresh code for one signing act")


def passphrase(options: Namespace, prompt: str = "Passphrase: ") -> str:
    """Raises BadInput where it is neither given nor can be asked."""
    if options.passphrase_file:
        return passphrase_from(options.passphrase_file)
    return ask(prompt, "--passphrase-file F")


def passphrase_from(path: Path) -> str:
    """The first line of a file, without its line end."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise BadInput(f"The passphrase file {path} cannot be read as text.", todo="Check its name.") from problem
    if not lines or not lines[0]:
        raise BadInput(f"The first line of {path} is empty, so there is no passphrase in it.")
    return lines[0]


def own_passphrase(options: Namespace) -> str:
    """The one that unlocked, for an act of one's own; asked now where unlocking asked none."""
    if options.passphrase is None:
        options.passphrase = ask("Passphrase, to sign: ", "--passphrase-file F")
    return str(options.passphrase)


def code(options: Namespace) -> str:
    """The code for unlocking."""
    return options.code or ask("Code from your authenticator: ", "--code N")


def sign_code(options: Namespace) -> str:
    """A fresh code for signing; the one that unlocked is used up."""
    return options.sign_code or ask("A fresh code, to sign: ", "--sign-code N")


def ask(prompt: str, instead: str) -> str:
    """Ask on the terminal without showing what is typed."""
    if not sys.stdin.isatty():
        raise BadInput(f"{prompt.rstrip(': ')} is needed, and there is no terminal to ask on.", todo=f"Use {instead}.")
    return getpass.getpass(prompt)
