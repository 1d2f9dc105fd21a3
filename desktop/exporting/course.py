"""A report's way between the two kinds of threads: facts from the store, pages from a worker, back onto the trail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from db.errors import Refused
from desktop.exporting.preview import MOST
from desktop.pictures import page_images

if TYPE_CHECKING:
    from db.signing.records import Exported
    from db.site import Site
    from desktop.jobs import Job, Jobs
    from desktop.reports.exporting import Made, Prepared
    from desktop.reports.options import ReportOptions

DOTS = 110  # an inch: sharp at the width of the dialog, cheap to draw
Failed = Callable[[Exception], object]


@dataclass(frozen=True)
class Look:
    """What the person saw. ``head``: the trail's head the pages were drawn from; ``spelt``: texts no face can draw."""

    images: tuple[QImage, ...]
    pages: int
    head: str
    spelt: tuple[str, ...]


@dataclass(frozen=True)
class Signing:
    """Passphrase and code for one signing act over what was shown."""

    meaning: str
    passphrase: str = field(repr=False)
    code: str = field(repr=False)


def look(jobs: Jobs, kind: str, options: ReportOptions, done: Callable[[Look], object], failed: Failed) -> Job:
    """Draw the pages, without seal or signature."""

    def draw(ready: Prepared) -> None:
        jobs.run(lambda _: _drawn(ready), done, failed)

    return jobs.read(lambda site: _prepared(site, kind, options, None, None), draw, failed)


def save(
    jobs: Jobs,
    kind: str,
    options: ReportOptions,
    path: Path,
    done: Callable[[Exported], object],
    failed: Failed,
    signing: Signing | None = None,
    shown: str = "",
) -> None:
    """Seal (and sign) and put the file in its place; its hash is on the trail first. ``shown``: the head the person
    looked at: what changed since then is not signed unseen (SIG-1)."""

    def draw(ready: Prepared) -> None:
        from desktop.reports.exporting import made

        jobs.run(lambda _: made(ready), record, failed)

    def record(made: Made) -> None:
        from desktop.reports.exporting import recorded

        jobs.write(lambda site: recorded(site, made, path), done, failed)

    jobs.read(lambda site: _prepared(site, kind, options, signing, shown or None), draw, failed)


def _prepared(site: Site, kind: str, options: ReportOptions, signing: Signing | None, shown: str | None) -> Prepared:
    from desktop.reports.exporting import prepared

    if signing is None:
        return prepared(site, kind, options)
    if shown is not None and site.store.head().head != shown:
        raise Refused(
            "Records changed after the preview was drawn.",
            kept="Nothing was signed.",
            todo="Look at it again, then sign.",
        )
    act = site.sign(signing.passphrase, signing.code)
    return prepared(site, kind, options, act, signing.meaning)


def _drawn(ready: Prepared) -> Look:
    from desktop.reports.exporting import preview

    drawn = preview(ready)
    images = page_images(drawn.pdf, DOTS, 0, MOST)
    return Look(tuple(images), drawn.pages, ready.stamp.head, drawn.spelt)
