"""What ended after a backup was made ends once more when it is restored, or it is said which could not (design 4).

Inside the store that is being restored, before anybody has unlocked it; the table ``reapplied`` and its guards take
nothing at any other time.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

from db.backup.journal import Journal, Line
from db.clock import stamp
from db.errors import Known
from db.retention.scope import Row, read_scope
from db.store.store import Store
from db.store.tables import quoted


@dataclass(frozen=True)
class Reapplied:
    """One destruction or redaction of the list: ``done`` again here, or why not, in ``words``."""

    kind: str
    number: str
    done: bool
    words: str


def reapply(store: Store, journal: Journal) -> tuple[Reapplied, ...]:
    """Each in a transaction of its own, on the trail with its `destroy` entry."""
    return tuple(_one(store, line) for line in journal.lines if not _known(store, str(line["id"])))


def _known(store: Store, order: str) -> bool:
    sql = (
        "SELECT 1 FROM destruction WHERE id = ?1 AND carried IS NOT NULL UNION ALL "
        "SELECT 1 FROM redaction WHERE id = ?1 AND carried IS NOT NULL UNION ALL SELECT 1 FROM reapplied WHERE id = ?1"
    )
    return store.row(sql, (order,)) is not None


def _one(store: Store, line: Line) -> Reapplied:
    try:
        if line["kind"] == "destruction":
            return _destroyed(store, line)
        return _redacted(store, line)
    except Known as problem:
        words = f"Not carried out again: {problem.what}"
    except (KeyError, TypeError, ValueError):
        words = "Not carried out again: its line in the list cannot be read."
    return _entered(store, line, (), done=False, words=words)


def _destroyed(store: Store, line: Line) -> Reapplied:
    named = {(str(table), str(record)) for table, record in line["items"] if table in store.tables.registers}
    here = {row for row in named if _is_here(store, row)}
    more = set(read_scope(store, [str(study) for study in line["studies"]]).items)
    items = tuple(sorted(here | more))
    words = f"{len(items):,} records of this copy ended again under {line['number']}."
    return _entered(store, line, items, done=True, words=words)


def _is_here(store: Store, row: Row) -> bool:
    """As a record, or as what the trail still says of one."""
    table = store.tables.registers[row[0]]
    sql = f"SELECT 1 FROM {quoted(table.name)} WHERE {quoted(table.key)} = ?"  # noqa: S608
    said = 'SELECT 1 FROM audit WHERE tbl = ? AND "row" = ? AND detail IS NOT NULL'
    return store.row(sql, (row[1],)) is not None or store.row(said, row) is not None


def _redacted(store: Store, line: Line) -> Reapplied:
    text, foreign = _text(store, line)
    if text:
        words = f"Taken out again under {line['number']}."
        return _entered(store, line, (), done=True, words=words, text=text)
    if foreign or not line["places"]:
        words = f"Not carried out again: where the text of {line['number']} stood is not known in this copy."
        return _entered(store, line, (), done=False, words=words)
    return _entered(
        store, line, (), done=False, words="This copy is older than the text: there is nothing to take out."
    )


def _text(store: Store, line: Line) -> tuple[str, bool]:
    """The text, found where the redaction found it; or that the trail here is another one there."""
    foreign = False
    for seq, digest, *path, start in line["places"]:
        row = store.row("SELECT lower(hex(hash)), detail FROM audit WHERE seq = ?", (seq,))
        if row is None:
            continue
        if row[0] != digest:
            foreign = True
        elif row[1] is not None:
            value: Any = json.loads(str(row[1]))
            for step in path:
                value = value.get(step) if isinstance(value, Mapping) else None
            if isinstance(value, str):
                return value[start : start + int(line["letters"])], foreign
    return "", foreign


def _entered(store: Store, line: Line, items: tuple[Row, ...], *, done: bool, words: str, text: str = "") -> Reapplied:
    number, told = str(line["number"]), {name: value for name, value in line.items() if name != "items"}
    row = {
        "id": str(line["id"]), "kind": str(line["kind"]), "number": number, "carried": str(line["carried"]),
        "told": json.dumps(told, ensure_ascii=False), "tbl": str(line.get("tbl", "")),
        "record": str(line.get("record", "")), "installation": store.installation, "words": words,
    }  # fmt: skip
    with store.change(f"{number} after a restore") as change, store.unwanted(text) if text else nullcontext():
        order = change.insert("reapplied", row)
        change.insert_many("reapplied_item", ("reapplied", "tbl", "record"), [(order, *one) for one in items])
        if done:
            change.update("reapplied", order, {"done": stamp(store.clock.now())})
            series = str(line.get("series", ""))
            open_ = store.scalar("SELECT id FROM series WHERE id = ? AND destroyed IS NULL", (series,))
            if open_ is not None:
                change.update("series", series, {"destroyed": str(line["carried"])})
    return Reapplied(row["kind"], number, done, words)
