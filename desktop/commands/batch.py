"""``batch FILE``: one command a line under one unlocking, because a code serves only once."""

from __future__ import annotations

import shlex
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from db.errors import BadInput, Known
from db.site import Site
from desktop.commands.answer import Answer

NOT_HERE = ("create", "demo", "tour", "batch")


def configure(parser: ArgumentParser, _name: str, opened: bool) -> None:
    from desktop.commands.line import with_site

    parser.add_argument("file", metavar="FILE", help="commands, one a line; - for standard input")
    with_site(parser, opened, run)


def run(site: Site, options: Namespace) -> Answer:
    """Runs them in order and stops at the first that fails, saying which line it was."""
    done: list[dict[str, Any]] = []
    words: list[str] = []
    for number, line in enumerate(_lines(options.file), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        answer = _one(site, options, number, line)
        done.append({"line": number, "command": line.strip(), "code": answer.code, **answer.fields})
        words.append(answer.words)
        if answer.code:
            words.append(f"Stopped at line {number}; the lines before it are done.")
            return Answer("\n".join(words), {"done": done}, answer.code)
    return Answer("\n".join(words), {"done": done})


def _lines(name: str) -> list[str]:
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise BadInput(f"The file {name} cannot be read as text.", todo="Check its name.") from problem
    return text.splitlines()


def _one(site: Site, options: Namespace, number: int, line: str) -> Answer:
    from desktop.commands.line import parse

    try:
        words = shlex.split(line)
        if words and words[0] in NOT_HERE:
            raise BadInput(f"“{words[0]}” cannot stand in a batch.")
        one = parse(words, opened=True)
        one.site, one.passphrase, one.workspace = site, options.passphrase, options.workspace
        one.sign_code = getattr(one, "sign_code", None) or options.sign_code
        answer: Answer = one.run(one)
        options.passphrase = one.passphrase
        return answer
    except ValueError as problem:
        raise BadInput(f"Line {number}: {problem}.", kept=_kept(number)) from problem
    except SystemExit as problem:
        raise BadInput(f"Line {number}: “{line.strip()}” is no command of this kind.", kept=_kept(number)) from problem
    except Known as problem:
        problem.args = (f"Line {number}: {problem.what}",)
        problem.what = f"Line {number}: {problem.what}"
        problem.kept = " ".join(part for part in (problem.kept, _kept(number)) if part)
        raise


def _kept(number: int) -> str:
    return "The lines before it are done." if number > 1 else "Nothing was done."
