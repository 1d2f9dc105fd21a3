"""``export REGISTER FILE``: a register as filtered, to CSV, XLSX or JSON by suffix; the matrix also to ICS."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from db.errors import BadInput
from db.site import Site
from db.store.query import Query
from desktop.commands.answer import Answer
from desktop.commands.listing import query_of
from desktop.exchange.calendar_file import export_calendar
from desktop.exchange.listing import Listing, listing
from desktop.exchange.template import export_into
from desktop.exchange.whole import export_whole
from desktop.exchange.writing import export


def run_export(site: Site, options: Namespace) -> Answer:
    """From the command line: register, file, where (FIELD=VALUE), search, as_of, as_known, study; template, column,
    sheet."""
    if options.register == "all":
        return take_all_out(site, options)
    query = query_of(options.where or (), options.search)
    if options.template is not None:
        made = listing(site, options.register, query, as_of=options.as_of, study=options.study, known=options.as_known)
        return fill_in(site, made, options.file, options.template, _said(options.column), options.sheet)
    if options.column or options.sheet:
        raise BadInput("Columns and sheets are those of a template.", todo="Name it with --template FILE.xlsx.")
    return write_out(
        site, options.register, options.file, query=query, as_of=options.as_of, study=options.study,
        known=options.as_known,
    )  # fmt: skip


def take_all_out(site: Site, options: Namespace) -> Answer:
    """The whole site, documented, in one ZIP. Raises BadInput where a filter is given: all is all."""
    if any((options.where, options.search, options.as_of, options.as_known, options.study, options.template)):
        raise BadInput("The whole site leaves without filters.", kept="Nothing was written.")
    done = export_whole(site, options.file)
    words = f"Wrote the whole site ({done.rows:,} rows) to {done.name}. It is not encrypted; README.txt describes it."
    return Answer(words, {"register": "all", "file": str(options.file), "rows": done.rows, "sha256": done.sha256})


def fill_in(
    site: Site, made: Listing, file: Path, template: Path, said: Mapping[str, str], sheet: str | None = None
) -> Answer:
    """The rows in a copy of somebody's own workbook; what was matched to what is told, and remembered."""
    done, matched = export_into(site, made, file, template, said, sheet)
    columns = {matched.headings[column]: field for column, field in sorted(matched.fields.items())}
    lines = [f"Wrote {done.rows:,} rows of {made.register} into a copy of {matched.name}, {done.name}."]
    lines += [f"“{heading}” holds {field}" for heading, field in columns.items()]
    lines += [f"“{heading}” stays as it is (--column “{heading}=FIELD” fills it)" for heading in matched.unmatched]
    fields = {
        "register": made.register, "file": str(file), "rows": done.rows, "sha256": done.sha256,
        "sheet": matched.place.sheet, "first_row": matched.place.first, "columns": columns,
        "unmatched": list(matched.unmatched),
    }  # fmt: skip
    return Answer("\n".join(lines), fields)


def _said(given: Sequence[str]) -> Mapping[str, str]:
    """``Site staff=person`` as heading -> field; nothing after the sign leaves the column as it is."""
    found = {}
    for one in given:
        heading, sign, field = one.rpartition("=")
        if not sign or not heading.strip():
            raise BadInput(f"“{one}” does not say what a column holds.", todo="Write HEADING=FIELD.")
        found[heading.strip()] = field.strip()
    return found


def write_out(
    site: Site,
    register: str,
    file: Path,
    *,
    query: Query | None = None,
    as_of: date | None = None,
    study: str | None = None,
    known: date | None = None,
) -> Answer:
    """Raises BadInput for an unknown register or suffix; the export is on the trail with the file's hash."""
    if file.suffix.lower() == ".ics":
        if known is not None:
            raise BadInput("A calendar file is of what is known now.", todo="Leave --as-known out.")
        if register != "matrix":
            raise BadInput("A calendar file is made from the matrix.", todo="Use: export matrix FILE.ics")
        done = export_calendar(site, file, as_of=as_of, study=study)
    else:
        done = export(site, register, file, query, as_of=as_of, study=study, known=known)
    words = f"Wrote {done.rows:,} rows of {register} to {file.name}."
    return Answer(words, {"register": register, "file": str(file), "rows": done.rows, "sha256": done.sha256})
