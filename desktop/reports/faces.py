"""Which typeface draws which letter.

Inter first; Noto Sans and Noto Sans Arabic where Inter has no letter; then a face found on this system (Japanese,
Chinese, Korean, Hebrew ...). Only TrueType outlines can be embedded, and only where the face's maker allows it.
"""

from __future__ import annotations

import io
import os
import struct
import sys
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Literal

from reportlab.pdfbase.ttfonts import TTFError, TTFont

from desktop.reports.instancing import Cut, cut_face, wanted

Weight = Literal["regular", "bold"]

_INTER: dict[Weight, Cut] = {
    "regular": Cut("Inter", (("opsz", 14), ("wght", 400)), "SitewardInter-Regular", tabular=True),
    "bold": Cut("Inter", (("opsz", 14), ("wght", 650)), "SitewardInter-SemiBold", tabular=True),
}
_FURTHER: dict[Weight, tuple[Cut, ...]] = {
    "regular": (
        Cut("Noto Sans Arabic", (("wdth", 100), ("wght", 400)), "SitewardArabic-Regular"),
        Cut("Noto Sans", (("wdth", 100), ("wght", 400)), "SitewardNoto-Regular"),
    ),
    "bold": (
        Cut("Noto Sans Arabic", (("wdth", 100), ("wght", 600)), "SitewardArabic-SemiBold"),
        Cut("Noto Sans", (("wdth", 100), ("wght", 600)), "SitewardNoto-SemiBold"),
    ),
}
# Faces of systems by file name that are made for reading on paper: asked before every other face that is found.
_SYSTEM = (
    *("ipaexg.ttf", "ipag.ttf", "TakaoPGothic.ttf", "YuGothM.ttc", "meiryo.ttc", "msgothic.ttc"),
    *("msyh.ttc", "simhei.ttf", "wqy-microhei.ttc", "wqy-zenhei.ttc", "DroidSansFallbackFull.ttf"),
    *("malgun.ttf", "NanumGothic.ttf", "Arial Unicode.ttf", "segoeui.ttf", "arial.ttf", "Arial.ttf", "DejaVuSans.ttf"),
)
# Scripts whose letters change with their neighbours in ways this program does not know; drawn letter by letter
# they would be misspelt, which is worse than being told.
_UNSHAPED = ((0x700, 0x74F), (0x7C0, 0x8FF), (0x900, 0xDFF), (0xF00, 0x109F), (0x1780, 0x18AF), (0x1A20, 0x1AFF))
_NO_EMBEDDING = 0x0002
_SLANTED = 0x0001
_KNOWN = frozenset(name.casefold() for name in _SYSTEM)


class Face:
    """One typeface as reportlab embeds it, and the code points it has letters for."""

    def __init__(self, name: str, source: bytes) -> None:
        self.font = TTFont(name, io.BytesIO(source))
        self.covers: frozenset[int] = frozenset(self.font.face.charToGlyph)
        self.widths: dict[int, float] = self.font.face.charWidths
        self.default_width: float = self.font.face.defaultWidth


class Faces:
    """The faces of one document, each made when it is first needed."""

    def __init__(self) -> None:
        self._made: dict[str, Face] = {}

    def first(self, weight: Weight) -> Face:
        """The face nearly everything is drawn in."""
        return self._face(_INTER[weight])

    def for_letter(self, code: int, weight: Weight) -> Face | None:
        """A face that has this letter, or None: then it has to be said."""
        if any(first <= code <= last for first, last in _UNSHAPED):
            return None
        if code in self.first(weight).covers:
            return self.first(weight)
        for cut in _FURTHER[weight]:
            if code in _packaged(cut.family):  # asked first: cutting a face takes seconds
                return self._face(cut)
        for path in _system_faces():
            if code in _coverage(path):
                return self._system(path)
        return None

    def _face(self, cut: Cut) -> Face:
        if cut.name not in self._made:
            self._made[cut.name] = Face(cut.name, _cut(cut))
        return self._made[cut.name]

    def _system(self, path: Path) -> Face:
        if path.name not in self._made:
            self._made[path.name] = Face(path.stem, path.read_bytes())
        return self._made[path.name]


def prepare_faces() -> None:
    """Cuts the two main faces ahead of the first report; some seconds on the first start, nothing later."""
    for cut in _INTER.values():
        _cut(cut)


@lru_cache(maxsize=8)
def _cut(cut: Cut) -> bytes:
    return cut_face(cut)


@lru_cache(maxsize=4)
def _packaged(family: str) -> frozenset[int]:
    """What a packaged family will have letters for once it is cut."""
    import fontpkg
    from fontTools.ttLib import TTFont as Reader

    with Reader(fontpkg.path(family), lazy=True) as reader:
        return frozenset(code for code in reader.getBestCmap() or () if wanted(code))


@lru_cache(maxsize=1)
def _system_faces() -> tuple[Path, ...]:
    """Every TrueType file of this system: the known ones in their order, then the others by name."""
    found: dict[str, Path] = {}
    for folder in _folders():
        for path in sorted(folder.rglob("*.tt[fc]")) if folder.is_dir() else ():
            found.setdefault(path.name.casefold(), path)
    known = [found.pop(name.casefold()) for name in _SYSTEM if name.casefold() in found]
    return (*known, *(found[name] for name in sorted(found)))


def _folders() -> Iterable[Path]:
    if sys.platform == "win32":
        own = Path(os.environ.get("LOCALAPPDATA", "~")).expanduser() / "Microsoft" / "Windows" / "Fonts"
        return (Path("C:/Windows/Fonts"), own)
    if sys.platform == "darwin":
        return (Path("/Library/Fonts"), Path("/System/Library/Fonts"), Path("~/Library/Fonts").expanduser())
    return (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path("~/.local/share/fonts").expanduser())


@lru_cache(maxsize=1_000)
def _coverage(path: Path) -> frozenset[int]:
    """The code points of a system face; none if it cannot be read, must not be embedded, or is no plain text face."""
    from fontTools.ttLib import TTFont as Reader
    from fontTools.ttLib import TTLibError

    try:
        with path.open("rb") as file, Reader(file, fontNumber=0, lazy=True) as reader:
            about = reader["OS/2"]
            if "glyf" not in reader or (about.fsType & 0x000F) == _NO_EMBEDDING:
                return frozenset()
            if path.name.casefold() not in _KNOWN and (
                about.fsSelection & _SLANTED or not 300 <= about.usWeightClass <= 500
            ):
                return frozenset()
            found = frozenset(code for code in reader.getBestCmap() or () if not 0xE000 <= code <= 0xF8FF)
        TTFont(path.stem, io.BytesIO(path.read_bytes()))  # what reportlab cannot parse is no help either
        return found
    except (
        OSError,
        TTLibError,
        TTFError,
        LookupError,
        ValueError,
        AssertionError,
        AttributeError,
        TypeError,
        struct.error,
    ):
        # whatever a file that calls itself a face may be made of
        return frozenset()
