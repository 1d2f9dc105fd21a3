"""What the head of a report says about its circumstances, asked of the registers on the store's thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from db.days import shown
from desktop.reports.heading import Heading
from desktop.reports.options import ReportOptions
from desktop.reports.stamp import moment

if TYPE_CHECKING:
    from db.roster.records import Study
    from db.site import Site


@dataclass(frozen=True)
class Circumstances:
    """The day that is shown, and the study asked for (None: the whole site)."""

    on: date
    study: Study | None


def circumstances(site: Site, options: ReportOptions) -> Circumstances:
    """Raises BadInput for a study that does not exist."""
    on = options.as_of or site.clock.now().date()
    return Circumstances(on, site.people.study(options.study, on) if options.study else None)


def heading(site: Site, options: ReportOptions, around: Circumstances, *words: str) -> Heading:
    """``words``: what is shown and how much of it, after the day: “active people”, “16 of 62 shown”."""
    study = around.study
    subtitle = site.name
    lines = []
    if study is not None:
        lines.append(_study(study))
        if study.investigator:
            subtitle += f" · PI {_given_first(study.investigator)}"
    lines.append(" · ".join([_day(site, around.on), *filter(None, words)]))
    filters = options.in_words()
    if study is not None:
        filters["study"] = study.code
    return Heading(subtitle, tuple(lines), filters)


def _study(study: Study) -> str:
    text = f"Study {study.code} · Protocol {study.protocol}"
    label = study.protocol_label
    if label:
        text += f" {'v' if label[0].isdigit() else ''}{label}"
    if study.protocol_effective is not None:
        text += f" ({shown(study.protocol_effective)})"
    return text


def _day(site: Site, on: date) -> str:
    now = site.clock.now()
    return f"As of {moment(now)}" if on == now.date() else f"As of {shown(on)}, made {moment(now)}"


def _given_first(name: str) -> str:
    family, comma, given = name.partition(", ")
    return f"{given} {family}" if comma else name
