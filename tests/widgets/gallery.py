"""The training page of the look, made of real widgets and records written here; a picture of it for comparing.

QT_QPA_PLATFORM=offscreen python -m tests.widgets.gallery OUT.png [light|dark] [scale] [rtl]
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop.shell.frame import Frame
from desktop.shell.places import Count, Place
from desktop.widgets.buttons import Button
from desktop.widgets.focus import FocusRing
from desktop.widgets.heat_map import HeatMap, Legend
from desktop.widgets.heat_model import HeatCell, HeatColumn, HeatData, HeatRow
from desktop.widgets.inspector import Inspector
from desktop.widgets.page import Page, PageContext
from desktop.widgets.prompts import Prompts
from desktop.widgets.states import State
from desktop.widgets.text import Em
from desktop.widgets.theme import Mode, theme
from desktop.widgets.timeline import Moment

COLUMNS = "ICH-GCP E6(R3)|Protocol v3.0|IB ed. 12|EDC system|IWRS|Security & IAM|Privacy|IMP handling"
PEOPLE = """
Müller-Østergård, Änne|Study nurse|!11-Nov|!02-Nov|Jun-28|>03-Dec|-|Jan-27|Mar-27|Nov-28
O’Neil, Seán|Sub-investigator|Jun-28|?|Mar-27|Jan-27|Jun-28|-|Jan-27|-
Yamada, Hanako|Pharmacist|Sep-27|Jun-28|Jan-27|>03-Dec|Nov-28|Mar-27|Nov-28|Jan-27
Adeyemi, Tunde|Coordinator|Nov-28|-|Jan-27|Jun-28|-|Mar-27|>03-Dec|-
Brandt, Zoë|Compliance officer|Nov-28|Sep-27|Jun-28|Jun-28|~09-Dec|Sep-27|Jan-27|-
Castillo Ruiz, Inés|Principal investigator|Nov-28|-|Mar-27|Jan-27|Nov-28|Mar-27|Jun-28|-
Dvořák, Petr|Sub-investigator|~09-Dec|?|>03-Dec|Jan-27|-|Mar-27|Jan-27|-
Eriksen, Liv|Study nurse|Sep-27|Nov-28|Mar-27|Jun-28|Jan-27|-|Jun-28|Mar-27
Fontaine, Chloé|Coordinator|Sep-27|-|Jan-27|Nov-28|>03-Dec|Sep-27|Mar-27|-
Georgiou, Nikos|Lab|~09-Dec|-|Jun-28|Nov-28|-|Mar-27|!02-Nov|-
Haddad, Layla|Data entry|Sep-27|Jun-28|Jun-28|Sep-27|~09-Dec|Jun-28|Sep-27|-
Ivanova, Mila|Study nurse|Mar-27|~09-Dec|Nov-28|Jun-28|Jan-27|-|~09-Dec|Nov-28
Jensen, Ole|Radiographer|!02-Nov|Mar-27|Mar-27|Nov-28|-|Jan-27|Sep-27|-
Kowalska, Ewa|Coordinator|Sep-27|Jan-27|Sep-27|Mar-27|Jan-27|Jun-28|~09-Dec|-
Lindqvist, Maja|Pharmacist|!02-Nov|Mar-27|Sep-27|Sep-27|Jun-28|Jun-28|Mar-27|Jan-27
Meyer, Jonas|Data entry|!02-Nov|Sep-27|Nov-28|~09-Dec|-|-|Nov-28|-
"""
MARKS = {"!": State.OVERDUE, "~": State.SOON, ">": State.PLANNED}
HISTORY = (
    Moment("Requirement re-opened by protocol v3.0", "Zoë Brandt · 02-Nov-2026 09:12 +01:00 · “Amendment 2 approved”"),
    Moment("Signed: read and understood v2.1", "Seán O’Neil · acknowledged · 14-May-2026 16:03 +02:00"),
    Moment("Recorded: v2.1, self-study, 40 min", "Tunde Adeyemi · 14-May-2026 15:58 +02:00"),
    Moment(
        "Trainer corrected: CRO Academy → Inés Castillo",
        "Zoë Brandt · 15-May-2026 08:20 +02:00 · “entered for the wrong session”",
    ),
    Moment("Due date moved 14-May → 21-May", "Inés Castillo · 11-May-2026 · “on leave”"),
)
PLACES = {
    "": ("Home",),
    "people": ("Roster", "Delegation", "System access", "Training"),
    "quality": ("Incidents", "CAPA", "Risk"),
    "records": ("Retention", "Plans & documents", "Visits"),
    "proof": ("Audit trail", "Reports", "Verify"),
}


def cell(mark: str) -> HeatCell:
    """A cell from its shorthand above."""
    if mark in "-?":
        return HeatCell(State.NONE) if mark == "-" else HeatCell(State.MISSING, "missing")
    state = MARKS.get(mark[0], State.CURRENT)
    day = mark.lstrip("!~>")
    return HeatCell(state, day, f"{state.value}, {day}", day)


def matrix() -> HeatData:
    """The records of the picture."""
    lines = [line.split("|") for line in PEOPLE.strip().splitlines()]
    return HeatData(
        [HeatRow(str(place), line[0], line[1]) for place, line in enumerate(lines)],
        [HeatColumn(title, title) for title in COLUMNS.split("|")],
        [[cell(mark) for mark in line[2:]] for line in lines],
    )


class GalleryPage(Page):
    """The training page as the look draws it."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "Training", "training")
        self.say(("62 people · 8 requirements · ", Em("5 gaps", "late"), " hold up 2 delegations"))
        self.chips.add_choice("study", "Study", [("b", "Study BRIGHT-2"), ("l", "Study LUMEN-1")], usual=("b",))
        self.chips.add_choice("active", "Active people", [("1", "Active people")], usual=("1",))
        self.chips.add_choice("role", "Role", [("n", "Study nurse"), ("p", "Pharmacist")])
        self.chips.add_choice("status", "Status", [(state.value, state.value) for state in State])
        self.chips.add_date("as-of", "As of %1", "As of today")
        self.chips.show()
        self.map = HeatMap("Training matrix")
        self.map.show_data(matrix())
        self.chips.show_count(16, 62)
        self.legend = Legend()
        self.body.addWidget(self.map, 1000)
        self.body.addWidget(self.legend)
        self.body.addStretch(1)
        self.inspector = Inspector("Chosen training")
        self._inspect()
        self.set_inspector(self.inspector)
        self._buttons = (
            Button("Import", name="import", parent=self),
            Button("Export PDF", name="export", parent=self),
            Button("Record training", "primary", "record", parent=self),
        )
        self.map.select("1", "Protocol v3.0")

    def actions(self) -> Sequence[Button]:  # type: ignore[override]
        return self._buttons

    def _inspect(self) -> None:
        self.inspector.show_head(
            "O’Neil, Seán · Sub-investigator",
            "Protocol v3.0",
            State.MISSING,
            "",
            (
                "Version 3.0 took effect on 02-Nov-2026 and re-opened this training. Grace ended 16-Nov-2026. ",
                Em("Delegation of task 7 (consent) is suspended until it is recorded."),
            ),
            (Button("Record training", "primary", "do-record"), Button("Plan"), Button("Send to read")),
        )
        self.inspector.show_history(HISTORY)
        self.inspector.tabs.show_tab(1)
        self.inspector.show_footer("Entries 11,902-12,377 · chain holds ·", "verify")


def _page(context: PageContext) -> Page:
    return GalleryPage(context)


def build(window: QWidget) -> Frame:
    """The whole frame round the page, with the counts and words of the picture."""
    places = [Place(title.lower(), group, title, _page) for group, titles in PLACES.items() for title in titles]
    context = PageContext(cast(Any, None), theme(), Prompts(window), lambda page, record: None)
    frame = Frame(places, context, window)
    frame.show_place("training")
    frame.rail.site.setText("Klinikum Nord · Site 0417")
    frame.rail.facts.setText("3 studies · 62 people")
    frame.rail.set_person("Zoë Brandt", "Compliance officer")
    frame.rail.set_lock_minutes(10)
    late, soon = (lambda n: Count(n, True)), (lambda n: Count(n, False))
    frame.set_counts(
        {"home": late(3), "system access": soon(2), "training": late(5), "capa": late(1), "retention": soon(4)}
    )
    frame.status.show_trail("Trail 12,408 entries · head 9f3c…21ab · verified 18:31", True)
    frame.status.clock.setText("Backup today 12:00 · drill 12-Nov-2026")
    frame.status.note.setText("Clock agrees with phone (+2 s)")
    frame.show_time(datetime(2026, 11, 23, 18, 40, tzinfo=timezone(timedelta(hours=1))))
    return frame


def picture(path: str, mode: Mode = "light", scale: float = 1.0, rtl: bool = False) -> None:
    """Grab it at 1440 x 900."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme().use(mode, scale)
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    window = QWidget()
    window.resize(1440, 900)
    frame = build(window)
    frame.setGeometry(0, 0, 1440, 900)
    FocusRing(window)
    window.show()
    for _ in range(10):
        app.processEvents()
    window.grab().save(path)
    window.close()


if __name__ == "__main__":
    arguments = sys.argv[1:]
    picture(
        arguments[0],
        "dark" if "dark" in arguments else "light",
        next((float(word) for word in arguments[1:] if word.replace(".", "").isdigit()), 1.0),
        "rtl" in arguments,
    )
