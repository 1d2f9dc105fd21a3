"""A visitor at the open program: how it becomes theirs, and what stands above every page meanwhile (ROL-3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.shell.strip import Strip

if TYPE_CHECKING:
    from db.site import Site
    from db.workspace.session import Visit
    from desktop.shell.places import Place


CLOSED = ("signing", "reports", "backup")  # a visitor signs nothing and takes nothing along; copies the site makes


def open_to_visitors(places: Sequence[Place]) -> Sequence[Place]:
    """The pages they find on the rail."""
    return [one for one in places if one.key not in CLOSED]


def handed_over(site: Site, visitor: str, minutes: int) -> Site:
    """On the store's thread: the same workspace as the visitor sees it."""
    from db.workspace.handing_over import hand_over

    hand_over(site.session, visitor, minutes)
    return type(site).of(site.session)


def milliseconds(visit: Visit, now: datetime) -> int:
    """Until the reading is over."""
    return max(0, int((visit.ends - now).total_seconds() * 1000))


def strip_of(visit: Visit) -> Strip:
    """Who reads, until when, and what becomes of what they do here."""
    what = QCoreApplication.translate("Strips", "{visitor} reads {studies} until {time}.")
    rest = QCoreApplication.translate(
        "Strips", "Handed over by {host}. Nothing can be changed; each record opened is on the trail. Lock to leave."
    )
    studies = ", ".join(visit.studies)
    time = visit.ends.strftime("%H:%M")
    return Strip(
        "strip-visit", what.format(visitor=visit.visitor, studies=studies, time=time), rest.format(host=visit.host)
    )
