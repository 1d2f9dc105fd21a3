"""Makes the pictures of the README from the real window, on a demonstration site made for it.

.venv/bin/python packaging/pictures.py [FOLDER]      (default: docs/pictures)
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TOP))
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PIL import Image  # noqa: E402
from PySide6.QtCore import QSize  # noqa: E402
from PySide6.QtWidgets import QApplication, QTableView  # noqa: E402

from db.clock import SystemClock  # noqa: E402
from desktop.app import Parts, WindowOptions  # noqa: E402
from desktop.commands.demonstration import make  # noqa: E402
from desktop.preferences import Preferences  # noqa: E402
from tests.window_driver import settle, until  # noqa: E402

STUDY = "AURORA-3"
SIZE = QSize(1440, 900)
PAGES = (
    "home",
    "roster",
    "delegation",
    "training",
    "access",
    "capa",
    "incidents",
    "risk",
    "retention",
    "plans",
    "signing",
    "oversight",
    "audit",
    "reports",
    "backup",
    "verify",
    "settings",
)

CHOSEN = ("roster", "access", "capa", "incidents", "risk", "retention", "plans", "oversight")


def main(folder: Path) -> int:
    """One PNG a page, light; the training page dark too."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(["siteward"])
    clock = SystemClock()
    with tempfile.TemporaryDirectory() as place:
        made = make(Path(place) / "demonstration", 42, clock)
        parts = Parts(clock, Preferences(None))
        parts.window.resize(SIZE)
        parts.start(WindowOptions(workspace=made.folder))
        parts.window.show()
        form = parts.gate.unlock
        until(lambda: form.demonstration.code.text(), "the unlock form")
        form.code_wanted.emit()
        until(form.code.is_complete, "the code")
        settle()
        _grab(parts, folder / "unlock.png")
        form.unlock.click()
        until(lambda: parts.program.frame is not None or form.notice.text, "unlocking")
        frame = parts.program.frame
        assert frame is not None, form.notice.text
        until(lambda: frame.rail.site.text(), "the frame")
        for page in PAGES:
            parts.program.navigate(page, "")
            _quiet(parts)
            if page == "training":
                _choose_a_gap(parts)
            elif page in CHOSEN:
                _choose_the_first(parts)
            _grab(parts, folder / f"{page}.png")
        parts.preferences.appearance = "dark"
        parts.program.navigate("training", "")
        _quiet(parts)
        _choose_a_gap(parts)
        _grab(parts, folder / "training-dark.png")
        parts.window.close()
        settle()
        parts.shut_down()
    del app
    return 0


def _choose_the_first(parts: Parts) -> None:
    """The first line of the table in front, so that the inspector says what it is and what to do."""
    page = parts.program.frame.page  # type: ignore[union-attr]
    for table in page.findChildren(QTableView):
        if table.isVisible() and table.model().rowCount():
            table.setCurrentIndex(table.model().index(0, 0))
            _quiet(parts)
            return


def _choose_a_gap(parts: Parts) -> None:
    """The matrix of the study with the most gaps, at its first gap."""
    page = parts.program.frame.page  # type: ignore[union-attr]
    studies: list[str] = []
    parts.jobs.read(lambda site: [one.id for one in site.people.studies().rows if one.code == STUDY], studies.extend)
    _quiet(parts)
    page.matrix.chips.choose("study", studies)
    _quiet(parts)
    matrix = page.matrix.matrix
    gaps = [
        (person.id, column.course_id)
        for person, row in zip(matrix.people, matrix.cells, strict=True)
        for column, cell in zip(matrix.requirements, row, strict=True)
        if cell.gap and column.study_id
    ]
    if gaps:
        page.matrix.choose(*gaps[0])
        _quiet(parts)


def _quiet(parts: Parts) -> None:
    """Until the store has answered everything that was asked."""
    for _ in range(3):
        answered: list[object] = []
        parts.jobs.read(lambda site: site.name, answered.append)
        until(lambda answered=answered: answered, "the store")
        settle()


def _grab(parts: Parts, path: Path) -> None:
    parts.window.grab().save(str(path))
    with Image.open(path) as seen:  # a quarter of the bytes, and no eye sees which is which
        seen.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)
    print(path)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else TOP / "docs/pictures"))
