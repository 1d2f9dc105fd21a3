"""What the tables of the database are, in words and columns: read from the schema files themselves, so that the
description that leaves with the data is never older than they are."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache

from db.store.schema_files import LATEST, schema_files
from resources import ROOT

# a column that was added later stands on the last line, before the bracket
_TABLE = re.compile(r'^CREATE TABLE "?(\w+)"? \((.*?)\)(?: STRICT)?,?(?: WITHOUT ROWID)?;$', re.MULTILINE | re.DOTALL)
_WORDS = re.compile(r"((?:^--.*\n)+)^CREATE TABLE (\w+)", re.MULTILINE)
_REMARK = re.compile(r'^\s+"?(\w+)"?\s+(?:TEXT|INTEGER|REAL|BLOB|ANY)\b.*?--\s*(.+)$', re.MULTILINE)
_COLUMN = re.compile(r'"?(\w+)"?\s+(TEXT|INTEGER|REAL|BLOB|ANY)\b(.*)', re.DOTALL)
_LINK = re.compile(r"REFERENCES\s+\"?(\w+)\"?", re.IGNORECASE)
_STRINGS = re.compile(r"'(?:[^']|'')*'")
_EVERYWHERE = {
    "id": "names the row, for ever",
    "entered": "when the computer was told (ISO 8601 with offset)",
    "late_reason": "why it was entered long after it happened",
}


@dataclass(frozen=True)
class Column:
    """``link``: the table whose id it holds, or empty."""

    name: str
    kind: str
    link: str
    words: str


@dataclass(frozen=True)
class TableWords:
    """A table as the description tells it."""

    name: str
    words: str
    key: str
    columns: tuple[Column, ...]

    @property
    def readable(self) -> tuple[str, ...]:
        """Columns that leave as they are."""
        return tuple(column.name for column in self.columns if (self.name, column.name) not in SECRET)


SECRET = frozenset({
    ("evidence", "sealed"), ("evidence_piece", "sealed"), ("evidence_key", "key"), ("seals", "key"),
    ("draft_key", "key"), ("journal_key", "key"),
})  # fmt: skip
"""Keys, and contents that leave as files of their own. Every other BLOB is public: certificates and signatures."""


@cache
def tables() -> tuple[TableWords, ...]:
    """Every table under the trail, by name; the trail itself leaves in its own form."""
    told = json.loads((ROOT / "exchange" / "tables.json").read_text("utf-8"))
    remarks: dict[tuple[str, str], str] = {}
    for file in schema_files():
        for words, name in _WORDS.findall(file.sql):
            told.setdefault(name, " ".join(line.lstrip("- ") for line in words.strip().splitlines()))
        for name, body in _TABLE.findall(file.sql):
            remarks.update({(name, column): words.strip() for column, words in _REMARK.findall(body)})
    found = []
    for name, body in _TABLE.findall(LATEST.read_text("utf-8")):
        if name == "audit":
            continue
        columns, keyed = [], "id"
        for part in _parts(re.sub(r"--.*", "", body)):
            column = _COLUMN.match(part)
            if column is None or "GENERATED ALWAYS" in part.upper():
                continue
            link = _LINK.search(column[3])
            words = remarks.get((name, column[1]), _EVERYWHERE.get(column[1], ""))
            columns.append(Column(column[1], column[2], link[1] if link else "", words))
            if "PRIMARY KEY" in column[3].upper():
                keyed = column[1]
        found.append(TableWords(name, told.get(name, ""), keyed, tuple(columns)))
    return tuple(sorted(found, key=lambda one: one.name))


def _parts(body: str) -> list[str]:
    """What stands between the commas of a table's definition, not those inside brackets or texts."""
    masked = _STRINGS.sub(lambda text: "_" * len(text[0]), body)
    parts, depth, start = [], 0, 0
    for place, letter in enumerate(masked):
        depth += (letter == "(") - (letter == ")")
        if letter == "," and depth == 0:
            parts.append(body[start:place].strip())
            start = place + 1
    return [*parts, body[start:].strip()]
