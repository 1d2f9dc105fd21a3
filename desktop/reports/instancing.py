"""Fixed weights cut from the packaged variable fonts, kept between runs in the user's cache folder.

reportlab embeds only plain TrueType outlines, and cutting one face takes seconds: hence the cache. A cached file is
used only if its digest and recipe match; anything else is made again. Without a writable cache the faces live in
memory, so that a full or read-only disk never stands in the way of a report.
"""

from __future__ import annotations

import hashlib
import io
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import platformdirs

# Raised whenever the way of cutting changes, so that faces cut before are not taken for today's.
_RECIPE = "1"
_DIGEST = 32


@dataclass(frozen=True)
class Cut:
    """One face to cut: the family in the font package, where on its axes, and what to call it."""

    family: str
    axes: tuple[tuple[str, float], ...]
    name: str
    tabular: bool = False


def cut_face(cut: Cut, cache: Path | None = None) -> bytes:
    """The TrueType file of one cut. ``cache``: a folder other than the user's own, for tests."""
    import fontpkg

    source = Path(fontpkg.path(cut.family)).read_bytes()
    recipe = hashlib.sha256(source + repr((_RECIPE, cut)).encode()).hexdigest()
    kept = (cache or Path(platformdirs.user_cache_dir("siteward")) / "fonts") / f"{cut.name}-{recipe[:32]}.ttf"
    known = _read(kept)
    if known is None:
        known = _make(source, cut)
        _keep(kept, known)
    return known


def _read(kept: Path) -> bytes | None:
    """The cached face, if it is whole: its own SHA-256 stands before it."""
    try:
        content = kept.read_bytes()
    except OSError:
        return None
    digest, face = content[:_DIGEST], content[_DIGEST:]
    return face if hashlib.sha256(face).digest() == digest else None


def _keep(kept: Path, face: bytes) -> None:
    """Written beside and renamed, so that a second program never reads half a face; failing is no matter."""
    part = None
    try:
        kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=kept.parent, prefix=kept.stem, delete=False) as out:
            part = Path(out.name)
            out.write(hashlib.sha256(face).digest() + face)
        part.replace(kept)
    except OSError:
        if part is not None:
            _forget(part)


def _forget(part: Path) -> None:
    try:
        part.unlink()
    except OSError:
        return


def _make(source: bytes, cut: Cut) -> bytes:
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    font = TTFont(io.BytesIO(source), lazy=False, recalcTimestamp=False)
    if cut.tabular:
        _tabular_figures(font)
    options = subset.Options(layout_features=[], hinting=False, notdef_outline=True, recalc_timestamp=False)
    options.name_IDs = ["*"]
    worker = subset.Subsetter(options)
    worker.populate(unicodes=[code for code in font.getBestCmap() if wanted(code)])
    worker.subset(font)
    font = instancer.instantiateVariableFont(font, dict(cut.axes))
    for number, text in ((1, cut.name), (4, cut.name), (6, cut.name)):
        font["name"].removeNames(nameID=number)
        font["name"].setName(text, number, 3, 1, 0x409)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def wanted(code: int) -> bool:
    """Scripts a name, a course or an e-mail address may hold; what is left out is symbols and private use."""
    return any(first <= code <= last for first, last in _RANGES)


_RANGES = (
    (0x20, 0x58F),  # Latin, phonetic, combining, Greek, Cyrillic, Armenian
    (0x600, 0x6FF),  # Arabic
    (0x750, 0x77F),
    (0x1C80, 0x1C8F),
    (0x1D00, 0x1FFF),  # phonetic, Latin (Vietnamese) and Greek additions
    (0x2000, 0x22FF),  # punctuation, currency, letter-like, arrows, mathematics
    (0x2C60, 0x2C7F),
    (0x2DE0, 0x2E7F),
    (0xA640, 0xA7FF),
    (0xAB30, 0xAB6F),
    (0xFB00, 0xFB06),
    (0xFB50, 0xFDFF),  # Arabic as it joins
    (0xFE70, 0xFEFF),
)


def _tabular_figures(font: object) -> None:
    """Figures of one width for columns of dates and numbers: the font's own `tnum` forms put in place of 0-9."""
    lookup = _single_substitutions(font, "tnum")
    for table in font["cmap"].tables:  # type: ignore[index]
        for code in range(0x30, 0x3A):
            glyph = table.cmap.get(code)
            if glyph in lookup:
                table.cmap[code] = lookup[glyph]


def _single_substitutions(font: object, feature: str) -> dict[str, str]:
    found: dict[str, str] = {}
    table = font["GSUB"].table  # type: ignore[index]
    indexes = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == feature
        for index in record.Feature.LookupListIndex
    }
    each: Callable[[object], object] = lambda part: getattr(part, "ExtSubTable", part)  # noqa: E731
    for index in sorted(indexes):
        for part in table.LookupList.Lookup[index].SubTable:
            found.update(getattr(each(part), "mapping", {}))
    return found
