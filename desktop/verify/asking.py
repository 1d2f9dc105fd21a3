"""What verifying asks of reports and of the trail's own file form, in words a page can show. No widgets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from db.errors import BadInput
from db.store.chain import ChainReport
from db.store.trail_file import is_trail
from db.store.trail_file import verify_file as verify_trail

if TYPE_CHECKING:
    from desktop.jobs import Jobs
    from desktop.reports.reading import Found
    from desktop.reports.verdict import Verdict


@dataclass(frozen=True)
class Judged:
    """A file's verdict, whichever kind it is. ``outcome``: ``valid`` (intact, and trusted), ``doubt`` (intact, but
    something could not be confirmed) or ``changed``; ``lines``: one sentence each; ``ours``: this very file left the
    open workspace as a report, so that it may be signed further."""

    path: Path
    outcome: str
    lines: tuple[str, ...]
    facts: tuple[tuple[str, str], ...] = ()
    ours: bool = False


def ask(jobs: Jobs, path: Path, done: Callable[[Judged], object], failed: Callable[[Exception], object]) -> None:
    """Judge a file: taken apart in a worker, then held against the open workspace, where one is open."""

    def opened(found: Found | ChainReport) -> None:
        if isinstance(found, ChainReport):
            _hold_trail(jobs, path, found, done, failed)
        else:
            _hold_against(jobs, path, found, done, failed)

    jobs.run(lambda _: _read(path), opened, failed)


def _read(path: Path) -> Found | ChainReport:
    """By what the file is, not by its name."""
    from desktop.reports.reading import read_report

    if not path.is_file():
        raise BadInput(f"{path} is not there.", todo="Choose another file.")
    return verify_trail(path) if is_trail(path) else read_report(path)


def _hold_against(
    jobs: Jobs, path: Path, found: Found, done: Callable[[Judged], object], failed: Callable[[Exception], object]
) -> None:
    from desktop.reports.verifying import judged

    if jobs.is_open:
        jobs.read(lambda site: _judged(path, judged(found, site)), done, failed)
    else:
        jobs.run(lambda _: _judged(path, judged(found)), done, failed)


def _judged(path: Path, verdict: Verdict) -> Judged:
    facts = [("Report", f"{verdict.title} {verdict.number}".strip())] if verdict.title else []
    if verdict.seal is not None:
        facts.append(("Seal", f"{verdict.seal.site} · workspace {verdict.seal.workspace}"))
    if verdict.authority:
        facts.append(("Authority", _grouped(verdict.authority)))
    confirmed = verdict.trusted and verdict.on_trail is not False
    outcome = "changed" if not verdict.valid else "valid" if confirmed else "doubt"
    return Judged(path, outcome, verdict.words, tuple(facts), verdict.valid and bool(verdict.on_trail))


def _hold_trail(
    jobs: Jobs, path: Path, report: ChainReport, done: Callable[[Judged], object], failed: Callable[[Exception], object]
) -> None:
    if jobs.is_open and report.good:
        jobs.read(lambda site: _of_trail(path, report, site.trail.hash_at(report.entries) == report.head), done, failed)
    else:
        done(_of_trail(path, report, None))


def _of_trail(path: Path, report: ChainReport, agrees: bool | None) -> Judged:
    """``agrees``: whether the open workspace has its last entry, None where none is open."""
    facts = (("Entries", f"{report.entries:,}"), ("Head", report.head))
    if not report.good or agrees is None:
        return Judged(path, "doubt" if report.good else "changed", (report.words,), facts)
    words = "Its head is on this workspace's trail." if agrees else "Its head is not on this workspace's trail."
    return Judged(path, "valid" if agrees else "doubt", (report.words, words), facts)


def _grouped(text: str) -> str:
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))
