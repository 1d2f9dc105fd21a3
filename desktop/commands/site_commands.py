"""The commands that work on an open workspace: their options here, their work in the module named beside each."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import date
from pathlib import Path

from db.site import Site
from desktop.commands.answer import Answer


def configure(parser: ArgumentParser, name: str, opened: bool) -> None:
    _CONFIGURE[name](parser, opened)


def day(text: str) -> date:
    """A date of the command line: ISO 8601, nothing guessed."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is not a date like 2026-11-23") from None


def _import(parser: ArgumentParser, opened: bool) -> None:
    from desktop.commands.line import with_site
    from desktop.exchange.registers import importers

    parser.add_argument("register", choices=tuple(importers()))
    parser.add_argument("file", type=Path)
    parser.add_argument("--dry-run", action="store_true", help="show what would happen, write nothing")
    parser.add_argument("--skip-bad-rows", action="store_true", help="bring in the good rows, leave out the others")
    parser.add_argument(
        "--take-changes", metavar="ROWS", help="where a row differs from what is kept: all, or the rows as in 3,7"
    )
    parser.add_argument("--date-format", metavar="DMY", help="order of day, month, year where a column leaves it open")
    parser.add_argument(
        "--means", metavar="FIELD:WORD=VALUE", action="append", default=[], help="what a word of the sheet means here"
    )
    parser.add_argument("--sheet", help="name of the sheet, where the file has several")

    def work(site: Site, options: Namespace) -> Answer:
        from desktop.commands.importing import run_import

        return run_import(site, options)

    with_site(parser, opened, work)


def _export(parser: ArgumentParser, opened: bool) -> None:
    from desktop.commands.line import with_site

    _which_rows(parser, "all")
    parser.add_argument("file", type=Path, help="CSV, XLSX, JSON or ICS by its suffix; all: OUT.zip, documented")
    parser.add_argument("--template", type=Path, metavar="FILE.xlsx", help="fill a copy of this workbook")
    parser.add_argument(
        "--column", action="append", default=[], metavar="HEADING=FIELD", help="what a heading of the template holds"
    )
    parser.add_argument("--sheet", help="name of the template's sheet, where it has several")

    def work(site: Site, options: Namespace) -> Answer:
        from desktop.commands.exporting import run_export

        return run_export(site, options)

    with_site(parser, opened, work)


def _list(parser: ArgumentParser, opened: bool) -> None:
    from desktop.commands.line import with_site

    _which_rows(parser)

    def work(site: Site, options: Namespace) -> Answer:
        from desktop.commands.listing import run_list

        return run_list(site, options)

    with_site(parser, opened, work)


def _which_rows(parser: ArgumentParser, *more: str) -> None:
    from desktop.exchange.registers import REGISTERS

    parser.add_argument("register", choices=(*REGISTERS, *more))
    parser.add_argument("--where", action="append", metavar="FIELD=VALUE", help="only rows with this value")
    parser.add_argument("--search", default="", metavar="WORDS")
    parser.add_argument("--as-of", type=day, metavar="DATE", help="the state on this day (today)")
    parser.add_argument("--as-known", type=day, metavar="DATE", help="as it was known on this day")
    parser.add_argument("--study", metavar="CODE", help="only this study")


def _report(parser: ArgumentParser, opened: bool) -> None:
    from desktop.commands.line import with_site
    from desktop.reports.offered import OFFERED

    parser.add_argument("kind", help=", ".join(OFFERED))
    parser.add_argument("file", type=Path, metavar="OUT.pdf")
    parser.add_argument("--as-of", type=day, metavar="DATE", help="the state on this day (today)")
    parser.add_argument("--study", metavar="CODE", help="only this study")
    parser.add_argument("--person", metavar="ID", help="whose file; an id, or “Family, Given”")
    parser.add_argument("--record", metavar="NUMBER", help="which one, of a report about one record (the newest)")
    parser.add_argument("--sign", metavar="MEANING", help="sign it as reviewed, approved ...; asks a fresh code")

    def work(site: Site, options: Namespace) -> Answer:
        from desktop.commands.reporting import run_report

        return run_report(site, options)

    with_site(parser, opened, work)


def _countersign(parser: ArgumentParser, opened: bool) -> None:
    from desktop.commands.line import with_site

    parser.add_argument("source", type=Path, metavar="FILE.pdf", help="a report that left this workspace")
    parser.add_argument("file", type=Path, metavar="OUT.pdf", help="where the copy with your signature goes")
    parser.add_argument("--sign", metavar="MEANING", required=True, help="as reviewed, approved ...; asks a fresh code")

    def work(site: Site, options: Namespace) -> Answer:
        from desktop.commands.reporting import run_countersign

        return run_countersign(site, options)

    with_site(parser, opened, work)


def _audit(parser: ArgumentParser, opened: bool) -> None:
    from desktop.commands.line import with_site
    from desktop.commands.proving import run_audit_export, run_audit_verify

    acts = parser.add_subparsers(dest="act", metavar="act", required=True)
    export = acts.add_parser("export", help="the whole trail as JSON Lines, in the published form")
    export.add_argument("file", type=Path, metavar="OUT.jsonl")
    with_site(export, opened, run_audit_export)
    verify = acts.add_parser("verify", help="re-compute every entry of the trail")
    with_site(verify, opened, run_audit_verify)
    for one in (export, verify):
        one.add_argument("--json", action="store_true", help="print one JSON object")


def _check(parser: ArgumentParser, opened: bool) -> None:
    from desktop.commands.line import with_site
    from desktop.commands.proving import run_check

    with_site(parser, opened, run_check)


_CONFIGURE = {
    "import": _import,
    "export": _export,
    "list": _list,
    "report": _report,
    "countersign": _countersign,
    "audit": _audit,
    "check": _check,
}
