"""``tour``: the main job without a window. Makes a demonstration site, brings in the sample sheets, writes the signed
PDFs, verifies them and says where they are."""

from __future__ import annotations

import sys
import tempfile
from argparse import ArgumentParser, Namespace
from pathlib import Path

from db.clock import SystemClock
from db.site import Site
from db.workspace.demonstration import demonstration_factors
from db.workspace.layout import Layout
from db.workspace.opening import open_workspace
from desktop.commands.answer import Answer
from desktop.commands.demonstration import make
from desktop.commands.line import parse
from desktop.commands.verifying import verify_file
from resources import ROOT

SHEETS = (("people", "people.xlsx"), ("training", "training-log.ods"))
REPORTS = ("roster", "training-matrix", "training-overdue")


def configure(parser: ArgumentParser, _name: str, _opened: bool) -> None:
    parser.add_argument("folder", type=Path, nargs="?", metavar="DIR", help="where to put everything (a new folder)")
    parser.set_defaults(run=run)


def run(options: Namespace) -> Answer:
    """Exit code 1 where one of the PDFs it made does not verify."""
    place = options.folder or Path(tempfile.mkdtemp(prefix="siteward-tour-"))
    place.mkdir(parents=True, exist_ok=True)
    clock = SystemClock()
    _say("Making a demonstration site with 42 people ...")
    made = make(place / "demonstration", 42, clock)
    factors = demonstration_factors(Layout(made.folder), clock)
    _say("Unlocking it: credential, passphrase and a code ...")
    session = open_workspace(made.folder, factors.login, factors.passphrase, factors.code, clock=clock)
    site = Site.of(session)
    try:
        for register, sheet in SHEETS:
            _say(_bring_in(site, register, ROOT / "samples" / sheet))
        verdicts = [_report(site, kind, place / f"{kind}.pdf") for kind in REPORTS]
        session.ratchet()
    finally:
        site.close()
    good = all(answer.code == 0 for answer in verdicts)
    words = [f"Everything lies in {place}.", "" if good else "One of the PDFs does not verify."]
    fields = {"folder": str(place), "workspace": str(made.folder), "reports": [answer.fields for answer in verdicts]}
    return Answer("\n".join(filter(None, words)), fields, 0 if good else 1)


def _bring_in(site: Site, register: str, sheet: Path) -> str:
    options = parse(["import", register, str(sheet), "--skip-bad-rows", "--date-format", "DMY"], opened=True)
    options.site = site
    answer = options.run(options)
    words: str = answer.words
    return f"{sheet.name}:\n  " + words.replace("\n", "\n  ")


def _report(site: Site, kind: str, path: Path) -> Answer:
    options = parse(["report", kind, str(path)], opened=True)
    options.site, options.passphrase, options.sign_code = site, None, None
    _say(options.run(options).words)
    verdict = verify_file(path, site)
    _say("  " + verdict.words.replace("\n", "\n  "))
    return verdict


def _say(words: str) -> None:
    sys.stderr.write(words + "\n")
    sys.stderr.flush()
