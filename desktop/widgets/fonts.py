"""The program's own typeface, in the few sizes and weights there are.

Inter is loaded from its package under a private name: an Inter installed on the computer would displace
it, and the weights with it. Weights go through the variable axis, because setWeight, QSS and <b> do
nothing for an application font (ui-notes).
"""

from __future__ import annotations

import struct
from enum import Enum
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QByteArray, QLoggingCategory
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QTextLayout

PRIVATE_NAME = "Sward"  # as long as "Inter", so that no offset in the file moves
assert len(PRIVATE_NAME) == len("Inter")


class Type(Enum):
    """A kind of text: size in pixels at 100 %, weight on the axis, extra letter spacing in pixels, tabular figures."""

    __hash__ = object.__hash__  # members are looked up for each painted cell; Enum's own hash is slow

    TITLE = (19, 650, -0.1, False)
    HEAD = (15, 650, 0.0, False)
    SECTION = (14, 650, 0.0, False)
    BODY = (13, 400, 0.0, False)
    MEDIUM = (13, 500, 0.0, False)
    STRONG = (13, 600, 0.0, False)
    FIGURES = (13, 400, 0.0, True)
    LABEL = (12, 500, 0.0, False)
    LABEL_STRONG = (12, 600, 0.0, False)
    META = (12, 400, 0.0, False)
    CELL = (12, 500, 0.0, False)
    CELL_STRONG = (12, 650, 0.0, False)
    SMALL = (11, 400, 0.0, False)
    SMALL_STRONG = (11, 650, 0.0, False)
    GROUP = (11, 600, 0.7, False)
    CODE = (22, 600, 0.0, True)


_loaded: list[object] = []


def load_family() -> str:
    """Load the typeface into the application; the family's name. Needs a QGuiApplication; cheap when called again."""
    if not _loaded or _loaded[0] is not QGuiApplication.instance():  # asking the font database costs 18 ms
        _loaded[:] = [QGuiApplication.instance()]
        # a script that Inter lacks is looked up in the next family; Qt warns of each such step
        QLoggingCategory.setFilterRules("qt.text.font.db=false")
        face = _package_files("fontpkg_inter") / "Inter[opsz,wght].ttf"
        QFontDatabase.addApplicationFontFromData(QByteArray(renamed(face.read_bytes())))
        arabic = _package_files("fontpkg_noto_sans_arabic") / "NotoSansArabic[wdth,wght].ttf"
        QFontDatabase.addApplicationFont(str(arabic))
    return PRIVATE_NAME


def make_font(kind: Type, scale: float) -> QFont:
    """The font of a kind of text. ``scale`` is the person's setting, 1.0 to 1.5."""
    size, weight, spacing, tabular = kind.value
    font = QFont()
    font.setFamilies([PRIVATE_NAME, "Noto Sans Arabic"])
    font.setPixelSize(round(size * scale))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setVariableAxis(QFont.Tag("wght"), weight)
    if spacing:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing * scale)
    if tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


def drawable(text: str) -> bool:
    """Whether a typeface of this computer draws every letter; where none does, Qt shows boxes."""
    layout = QTextLayout(text, make_font(Type.BODY, 1.0))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return all(0 not in run.glyphIndexes() for run in layout.glyphRuns())


def renamed(face: bytes) -> bytes:
    """The same TrueType file with ``Inter`` replaced by the private name inside its ``name`` table only."""
    tables = struct.unpack_from(">H", face, 4)[0]
    for index in range(tables):
        tag, _sum, start, length = struct.unpack_from(">4sIII", face, 12 + 16 * index)
        if tag == b"name":
            names = face[start : start + length]
            for coding in ("utf-16-be", "ascii"):
                names = names.replace("Inter".encode(coding), PRIVATE_NAME.encode(coding))
            return face[:start] + names + face[start + length :]
    raise ValueError("not a TrueType file with a name table")


def _package_files(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        import_module(package)  # raises the ImportError that says which package is missing
        raise AssertionError
    return Path(spec.origin).parent / "files"
