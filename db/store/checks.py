"""Every integrity test there is, one after another, on a connection that only reads (design section 4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from db.store import trail
from db.store.connection import Connection, Interrupted
from db.store.errors import DamagedDatabase
from db.store.reconcile import differences
from db.store.rights import Rights, rights
from db.store.tables import Tables, read_tables
from db.store.trail import Cancelled, Progress, TrailCancelled
from db.store.triggers import generated

_MOST = 20  # so many single findings are told; the rest is counted
_STEP = 1000


@dataclass(frozen=True)
class CheckResult:
    """``name``: one of pages, chain, reconciliation, references, triggers, rights; ``words``: what was found."""

    name: str
    good: bool
    words: str


def run_checks(
    connection: Connection, workspace: str, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> tuple[CheckResult, ...]:
    """All of them, whatever the others found. Raises TrailCancelled."""
    checks: tuple[tuple[str, Callable[[Progress], tuple[bool, str]]], ...] = (
        ("pages", lambda _told: sealed_pages(connection)),
        ("chain", lambda told: _chain(connection, workspace, told, cancelled)),
        ("reconciliation", lambda told: _reconciliation(connection, told, cancelled)),
        ("references", lambda _told: _references(connection)),
        ("triggers", lambda _told: _triggers(read_tables(connection))),
        ("rights", lambda _told: _rights(read_tables(connection), rights())),
    )
    connection.on_progress(cancelled)
    results = []
    for number, (name, check) in enumerate(checks):

        def told(done: int, of: int, before: int = number * _STEP) -> None:
            if progress is not None:
                progress(before + _STEP * done // max(of, 1), len(checks) * _STEP)

        told(0, 1)
        if cancelled is not None and cancelled():
            raise TrailCancelled
        try:
            good, words = check(told)
        except Interrupted as stopped:
            raise TrailCancelled from stopped
        except DamagedDatabase as damage:
            good, words = False, damage.what
        results.append(CheckResult(name, good, words))
        told(1, 1)
    return tuple(results)


def sealed_pages(connection: Connection) -> tuple[bool, str]:
    """Each page's seal, then the structure of the file."""
    sealed = [str(row[0]) for row in connection.rows("PRAGMA cipher_integrity_check")]
    if sealed:
        return False, _listed("pages that fail their seal", iter(sealed))
    found = [str(row[0]) for row in connection.rows(f"PRAGMA integrity_check({_MOST})")]
    return found == ["ok"], "Every page bears its seal." if found == ["ok"] else _listed("faults", iter(found))


def _chain(connection: Connection, workspace: str, told: Progress, cancelled: Cancelled | None) -> tuple[bool, str]:
    report = trail.verify(connection, workspace, told, cancelled)
    return report.good, report.words


def _reconciliation(connection: Connection, told: Progress, cancelled: Cancelled | None) -> tuple[bool, str]:
    total, done = trail.count(connection), 0

    def replayed(entries: int) -> None:
        nonlocal done
        done += entries
        told(min(done, total), total)
        if cancelled is not None and cancelled():
            raise TrailCancelled

    found = differences(connection, replayed)
    first = next(found, None)
    if first is None:
        return True, "Every record is as the trail left it."
    words = [first.words, *(difference.words for difference in islice(found, _MOST - 1))]
    return False, _listed("differences", iter(words), more=sum(1 for _ in found))


def _references(connection: Connection) -> tuple[bool, str]:
    broken = connection.rows("PRAGMA foreign_key_check")
    if not broken:
        return True, "Every reference finds its record."
    return False, _listed("broken references", (f"{row[0]} to {row[2]}" for row in broken))


def _triggers(tables: Tables) -> tuple[bool, str]:
    """That no table has lost its place on the trail, nor the trail its guards."""
    missing = [
        name for name in ("audit_next", "audit_keep", "audit_stay", "trail_event") if name not in tables.triggers
    ]
    for table in tables.registers.values():
        missing += [name for name, sql in generated(table).items() if tables.triggers.get(name) != sql]
    if not missing:
        return True, "Every table is on the trail."
    return False, _listed("triggers missing or changed", iter(missing))


def _rights(tables: Tables, given: Rights) -> tuple[bool, str]:
    """That rights and tables know each other: a table without rights is closed, a right without table is a slip."""
    words = [f"nobody has a right to {name}" for name in tables.registers if name not in given]
    words += [f"there is no table {name}" for name in given if name not in tables.registers and name != "audit"]
    return not words, "Every table has its rights." if not words else _listed("slips", iter(words))


def _listed(what: str, found: Iterator[str], more: int = 0) -> str:
    words = list(found)
    rest = more + max(len(words) - _MOST, 0)
    shown = "; ".join(words[:_MOST]) + (f"; and {rest} more" if rest else "")
    return f"{len(words) + more} {what}: {shown}"
