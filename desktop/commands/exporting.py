"""``export REGISTER FILE``: a register as filtered, to CSV, XLSX or JSON by suffix; the matrix also to ICS."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from pathlib import Path

from db.errors import BadInput
from db.site import Site
from db.store.query import Query
from desktop.commands.answer import Answer
from desktop.commands.listing import query_of
from desktop.exchange.calendar_file import export_calendar
from desktop.exchange.writing import export


def run_export(site: Site, options: Namespace) -> Answer:
    """From the command line: register, file, where (FIELD=VALUE), search, as_of, study."""
    query = query_of(options.where or (), options.search)
    return write_out(site, options.register, options.file, query=query, as_of=options.as_of, study=options.study)


def write_out(
    site: Site,
    register: str,
    file: Path,
    *,
    query: Query | None = None,
    as_of: date | None = None,
    study: str | None = None,
) -> Answer:
    """Raises BadInput for an unknown register or suffix; the export is on the trail with the file's hash."""
    if file.suffix.lower() == ".ics":
        if register != "matrix":
            raise BadInput("A calendar file is made from the matrix.", todo="Use: export matrix FILE.ics")
        done = export_calendar(site, file, as_of=as_of, study=study)
    else:
        done = export(site, register, file, query, as_of=as_of, study=study)
    words = f"Wrote {done.rows:,} rows of {register} to {file.name}."
    return Answer(words, {"register": register, "file": str(file), "rows": done.rows, "sha256": done.sha256})
