"""A table's way out: rows from the store, the file drawn in a worker, saved and put on the trail by the store."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from db.site import Site
    from db.store.query import Query
    from desktop.exchange.listing import Listing
    from desktop.exchange.template import Template
    from desktop.exchange.writing import Exported
    from desktop.jobs import Job, Jobs

Failed = Callable[[Exception], object]


@dataclass(frozen=True)
class Wanted:
    """Which rows: a register, and what a page had filtered. ``study`` is an id."""

    register: str
    query: Query | None = None
    as_of: date | None = None
    study: str | None = None

    def read(self, site: Site) -> Listing:
        from desktop.exchange.listing import listing

        return listing(site, self.register, self.query, as_of=self.as_of, study=self.study)


def save_table(jobs: Jobs, wanted: Wanted, path: Path, done: Callable[[Exported], object], failed: Failed) -> Job:
    """CSV, XLSX or JSON by the suffix."""

    def read(site: Site) -> tuple[Listing, Callable[[], bytes]]:
        from desktop.exchange.writing import render

        made, workspace, at = wanted.read(site), site.workspace, site.clock.now()
        return made, lambda: render(made, path.suffix, workspace=workspace, at=at)

    def draw(ready: tuple[Listing, Callable[[], bytes]]) -> None:
        made, drawing = ready
        jobs.run(lambda _: drawing(), lambda data: _record(jobs, made, path, data, None, done, failed), failed)

    return jobs.read(read, draw, failed)


def save_calendar(jobs: Jobs, path: Path, done: Callable[[Exported], object], failed: Failed) -> Job:
    """What falls due, as ICS."""

    def work(site: Site) -> Exported:
        from desktop.exchange.calendar_file import export_calendar

        return export_calendar(site, path)

    return jobs.write(work, done, failed)


def open_template(jobs: Jobs, register: str, path: Path, done: Callable[[Template], object], failed: Failed) -> Job:
    """Its headings as found, then as remembered from the last time."""

    def recall(found: Template) -> None:
        from desktop.exchange.template import remembered

        jobs.read(lambda site: found.matched(remembered(site, found)), done, failed)

    def work(_progress: object) -> Template:
        from desktop.exchange.template import read_template

        return read_template(register, path)

    return jobs.run(work, recall, failed)


def fill_template(
    jobs: Jobs,
    wanted: Wanted,
    template: Template,
    said: Mapping[str, str],
    path: Path,
    done: Callable[[Exported], object],
    failed: Failed,
) -> Job:
    """A filled copy at ``path``; what the person said is remembered."""

    def draw(made: Listing) -> None:
        from desktop.exchange.template import fill

        def work(_progress: object) -> tuple[Template, bytes]:
            matched = template.matched(said)
            return matched, fill(matched, made)

        jobs.run(work, lambda filled: _record(jobs, made, path, filled[1], filled[0], done, failed), failed)

    return jobs.read(wanted.read, draw, failed)


def save_whole(
    jobs: Jobs, path: Path, done: Callable[[Exported], object], failed: Failed, told: Callable[[int, int], object]
) -> Job:
    """Everything of the site, described."""

    def work(site: Site, progress: Callable[[int, int], None]) -> Exported:
        from desktop.exchange.whole import export_whole

        return export_whole(site, path, progress)

    return jobs.write_long(work, done, failed, told)


def _record(
    jobs: Jobs,
    made: Listing,
    path: Path,
    data: bytes,
    template: Template | None,
    done: Callable[[Exported], object],
    failed: Failed,
) -> None:
    def work(site: Site) -> Exported:
        from desktop.exchange.template import remember
        from desktop.exchange.writing import record_export, save

        save(path, data)
        kept = record_export(site, made, path, data)
        if template is not None:
            remember(site, template)
        return kept

    jobs.write(work, done, failed)
