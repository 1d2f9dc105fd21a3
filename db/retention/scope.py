"""What of the program ends with a study: its records, their parts, signatures and files; what others rest on stays
(RET-3, AUD-5).

Read from the references of the tables themselves, so that no register can be forgotten: a row of a study ends with it,
and so does a row that is a part of one that ends. A record on which one of another study, or of the site, rests is
evidence for that one too: it stays whole, and with it everything it rests on itself.
"""

# ruff: noqa: S608 - statements are put together from names of the schema

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from hashlib import sha256

from db.store.destroying import destroyable
from db.store.store import Store
from db.store.tables import Reference, Table, quoted

Row = tuple[str, str]
"""A table and the id of one of its rows."""
_SITES_OWN = frozenset({"study", "person", "users", "certificates"})
"""What a row may be about without being a part of it."""
_NAMES = ("number", "code", "title", "name")


@dataclass(frozen=True)
class Shared:
    """A record that stays, and one of those that rest on it, both by table and name."""

    table: str
    name: str
    by_table: str
    by_name: str

    @property
    def words(self) -> str:
        """“capa CAPA-2026-0004 (of risk RISK-0003)”."""
        what, by = (f"{table.replace('_', ' ')} {name}".strip() for table, name in (
            (self.table, self.name), (self.by_table, self.by_name)))  # fmt: skip
        return f"{what} (of {by})"


@dataclass(frozen=True)
class Scope:
    """``items``: what ends, sorted; ``shared``: what would have, were it not for others."""

    items: tuple[Row, ...]
    shared: tuple[Shared, ...]

    @property
    def sha256(self) -> str:
        """Of the list of items, a line each: table, a blank, id."""
        return sha256("".join(f"{table} {record}\n" for table, record in self.items).encode()).hexdigest()

    @property
    def counts(self) -> dict[str, int]:
        """How many records of each table end."""
        return dict(Counter(table for table, _record in self.items))


def read_scope(store: Store, studies: Collection[str]) -> Scope:
    """Of these studies (ids), as the registers stand. Needs somebody who may read all of them."""
    return _Reading(store, frozenset(studies)).scope()


class _Reading:
    """One walk over the references; ``rests``: row -> what it names, with whether it is a part of it."""

    def __init__(self, store: Store, studies: frozenset[str]) -> None:
        self._store, self._studies = store, studies
        self._ending = {table.name for table in destroyable(store.tables)}
        self._rests: dict[Row, list[tuple[Row, bool]]] = {}
        self._named_by: dict[Row, list[tuple[Row, bool]]] = defaultdict(list)
        for table in store.tables.registers.values():
            self._read(table)
        for record, signed, of in store.rows("SELECT id, tbl, record FROM signature"):
            self._link(("signature", str(record)), (str(signed), str(of)), True)

    def scope(self) -> Scope:
        ends = self._closed(set(self._of_studies()))
        stays, shared = self._staying(ends)
        return Scope(tuple(sorted(ends - stays)), tuple(shared))

    def _read(self, table: Table) -> None:
        """The references of every row to what may end."""
        found = [one for one in table.references if one.table in self._ending or one.table == "study"]
        if not found or not (table.name in self._ending or any(one.table != "study" for one in found)):
            return
        columns = ", ".join(quoted(one.column) for one in found)
        for row in self._store.rows(f"SELECT {quoted(table.key)}, {columns} FROM {quoted(table.name)}"):
            for one, value in zip(found, row[1:], strict=True):
                if value is not None:
                    self._link((table.name, str(row[0])), (one.table, str(value)), _part(table, one))

    def _link(self, row: Row, other: Row, part: bool) -> None:
        self._rests.setdefault(row, []).append((other, part))
        self._named_by[other].append((row, part))

    def _of_studies(self) -> Iterator[Row]:
        """Rows about one of the studies, unless they are a part of something that is the site's, such as a system."""
        for study in self._studies:
            for (table, record), _part_of in self._named_by[("study", study)]:
                if table in self._ending and not self._part_of_the_site(table):
                    yield table, record

    def _part_of_the_site(self, table: str) -> bool:
        references = self._store.tables.registers[table].references
        return any(one.whole and one.table not in self._ending | _SITES_OWN for one in references)

    def _closed(self, ends: set[Row]) -> set[Row]:
        """With the parts of what ends, whose every whole ends, and with the files that only they name."""
        look = list(ends)
        while look:
            for part, is_part in self._named_by[look.pop()]:
                if is_part and part not in ends and part[0] in self._ending and self._ends_with(part, ends):
                    ends.add(part)
                    look.append(part)
        files = {other for row in ends for other, _ in self._rests.get(row, ()) if other[0] == "evidence"}
        parts = {part for file in files for part, _ in self._named_by[file] if part[0] == "evidence_piece"}
        return ends | files | parts | {("evidence_key", record) for _table, record in files}

    def _ends_with(self, part: Row, ends: set[Row]) -> bool:
        wholes = [other for other, is_part in self._rests[part] if is_part and other[0] not in _SITES_OWN]
        return all(other in ends for other in wholes)

    def _staying(self, ends: set[Row]) -> tuple[set[Row], list[Shared]]:
        stays, shared, look = set[Row](), list[Shared](), list[Row]()
        for row in sorted(ends):
            others = [other for other, _ in self._named_by[row] if other not in ends]
            if others:
                stays.add(row)
                look.append(row)
                shared.append(Shared(row[0], self._name(row), others[0][0], self._name(others[0])))
        while look:
            row = look.pop()
            rests = [other for other, _ in self._rests.get(row, ())]
            parts = [part for part, is_part in self._named_by[row] if is_part]
            for other in (*rests, *parts):
                if other in ends and other not in stays:
                    stays.add(other)
                    look.append(other)
        return stays, shared

    def _name(self, row: Row) -> str:
        table = self._store.tables.registers[row[0]]
        known = [column for column in _NAMES if column in table.columns]
        if not known:
            return ""
        sql = f"SELECT {quoted(known[0])} FROM {quoted(table.name)} WHERE {quoted(table.key)} = ?"
        return str(self._store.scalar(sql, (row[1],)) or "")


def _part(table: Table, reference: Reference) -> bool:
    """Files and signatures belong to what names them, not the other way round; only a file's key and pieces are
    parts of it."""
    if reference.table in ("evidence", "signature"):
        return table.name in ("evidence_key", "evidence_piece")
    return reference.whole
