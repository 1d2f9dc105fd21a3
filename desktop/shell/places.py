"""The pages there are, as data: the shell shows what it is given and imports none of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.shell.matching import Offer
from desktop.widgets.page import Page, PageContext

GROUPS = ("", "people", "quality", "records", "proof", "site")
_GROUP_NAMES = {
    "people": QT_TRANSLATE_NOOP("Rail", "People"),
    "quality": QT_TRANSLATE_NOOP("Rail", "Quality"),
    "records": QT_TRANSLATE_NOOP("Rail", "Records"),
    "proof": QT_TRANSLATE_NOOP("Rail", "Proof"),
    "site": QT_TRANSLATE_NOOP("Rail", "Site"),
}


@dataclass(frozen=True)
class Place:
    """One page: ``key`` names it everywhere, ``make`` imports and builds it when it is first shown; ``offers``: what
    the palette finds of it from everywhere."""

    key: str
    group: str
    title: str
    make: Callable[[PageContext], Page]
    words: str = ""
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True)
class Count:
    """How many things wait on a page; ``late`` are already due."""

    number: int
    late: bool


def group_name(group: str) -> str:
    """The heading of a group on the rail."""
    return QCoreApplication.translate("Rail", _GROUP_NAMES[group]) if group else ""
