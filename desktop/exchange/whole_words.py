"""What stands beside the whole export: its description for programs, and the same for people."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from db.store.schema_files import schema_files
from desktop.exchange.registers import REGISTERS
from desktop.exchange.schema_words import SECRET, tables

if TYPE_CHECKING:
    from db.site import Site


def described(site: Site, counts: Mapping[str, int], at: str, lost: Sequence[str]) -> dict[str, Any]:
    """description.json. ``counts``: rows by table; ``at``: ISO 8601; ``lost``: files that could not be opened."""
    head = site.store.head()
    return {
        "site": site.name,
        "workspace": site.workspace,
        "exported": at,
        "by": site.actor.name,
        "schema": max(file.number for file in schema_files()),
        "trail": {"entries": head.seq, "head": head.head},
        "tables": {
            table.name: {
                "file": f"tables/{table.name}.jsonl",
                "rows": counts[table.name],
                "words": table.words,
                "columns": [
                    {
                        "name": column.name,
                        "type": "BLOB as hex" if column.kind == "BLOB" else column.kind,
                        "refers_to": column.link,
                        "words": column.words,
                    }
                    for column in table.columns
                    if (table.name, column.name) not in SECRET
                ],
            }
            for table in tables()
        },
        "registers": {
            name: {"file": f"registers/{name}.csv", "fields": list(told.fields)} for name, told in REGISTERS.items()
        },
        "left_out": [f"{table}.{column}" for table, column in sorted(SECRET)],
        "files_not_opened": list(lost),
    }


_HOW = """\
This ZIP holds all records of a clinical-trial site, taken out of Siteward on {exported} by {by}.
Nothing in it is encrypted: keep it where only those may read it who may read the records.

No program of ours is needed to read it.

README.txt          this text
description.json    the same for programs: every table and column
SHA256SUMS.txt      hashes of all other files; check them with: sha256sum -c SHA256SUMS.txt
registers/*.csv     the registers as people read them (UTF-8, comma, first line names the fields). A text that a
                    spreadsheet would take for a formula has an apostrophe in front.
tables/*.jsonl      every table of the database, exactly: one JSON object a line, one line a row
files/              the files that belong to records, as they were put in; evidence.id begins their names
trail.jsonl         the audit trail; its first line names workspace and head, docs/audit-trail.md of the program says
                    how a stranger re-computes it: prev = SHA-256(workspace); for each line
                    prev = SHA-256(prev + body) must be hash, and SHA-256(salt + detail) must be body.detail
schema.sql          the tables, rules and triggers as SQL

Days are ISO 8601 (2026-11-23); times have milliseconds and offset. Rows name each other by id: a column that refers to
a table holds the id of one of its rows.
Left out: {left_out} (keys, and contents that lie in files/).
"""


def guide(about: Mapping[str, Any]) -> str:
    """README.txt, for people."""
    lines = [f"{about['site']}: the whole site", "", _HOW.format(
        exported=about["exported"], by=about["by"], left_out=", ".join(about["left_out"])
    )]  # fmt: skip
    if about["files_not_opened"]:
        lines += ["Files that could not be opened:", *about["files_not_opened"], ""]
    lines += ["TABLES", ""]
    for name, table in about["tables"].items():
        lines.append(f"{name} ({table['rows']:,} rows)")
        lines += textwrap.wrap(table["words"], 110, initial_indent="    ", subsequent_indent="    ")
        for column in table["columns"]:
            words = "; ".join(
                part
                for part in (f"id in {column['refers_to']}" if column["refers_to"] else "", column["words"])
                if part
            )
            lines.append(f"    - {column['name']} {column['type']}" + (f": {words}" if words else ""))
        lines.append("")
    lines += ["REGISTERS", ""]
    for name, register in about["registers"].items():
        lines += textwrap.wrap(f"{name}: {', '.join(register['fields'])}", 110, subsequent_indent="    ")
    return "\n".join(lines) + "\n"
