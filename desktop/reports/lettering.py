"""Text as the operators of a page: chosen faces, order of drawing, measured widths. Plain text only, never markup."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from desktop.reports.bidi import in_order_of_drawing, plain, runs_right
from desktop.reports.faces import Face, Faces, Weight
from desktop.reports.joining import has_arabic, join_letters
from desktop.reports.pdffile import Document

_ESCAPE = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)", "\r": "\\r", "\n": "\\n"})
# a line may break after a space, or after a hyphen between letters: not inside a date
_PIECES = re.compile(r"\s*\S+?(?<=[^\W\d_]-)(?=[^\W\d_])|\s*\S+")
_SPACES = dict.fromkeys(map(ord, "\t\n\r\v\f\x85\u2028\u2029"), " ")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, ready to draw. ``width``: in thousandths of the type's size; ``chunks``: resource name of
    the face and escaped string; ``actual``: what a reader says where the signs drawn are not the letters typed;
    ``spelt``: some letters are given by their code points."""

    width: float
    chunks: tuple[tuple[str, str], ...]
    actual: str | None = None
    spelt: bool = False

    def at(self, size: float) -> float:
        """Its width in points."""
        return self.width * size / 1000


class Lettering:
    """Sets text for one document and remembers what it has set."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._faces = Faces()
        self._lines: dict[tuple[str, Weight], Line] = {}
        self.spelt: set[str] = set()
        """Texts that hold letters no face can draw, given by their code points instead."""
        self.shortened: set[str] = set()
        """Texts of which only the beginning is shown."""

    def line(self, text: str, weight: Weight = "regular") -> Line:
        """The text as one line."""
        line = self._line_of(text, weight)
        if line.spelt:
            self.spelt.add(text)
        return line

    def fitted(self, text: str, weight: Weight, size: float, room: float) -> Line:
        """The text as one line no wider than ``room`` points, shortened with an ellipsis if it must be."""
        return self._shortened(text, weight, size, room, self.line(text, weight))

    def _shortened(self, text: str, weight: Weight, size: float, room: float, line: Line) -> Line:
        if line.at(size) <= room:
            return line
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            if self._line_of(text[:middle].rstrip() + "…", weight).at(size) <= room:
                low = middle
            else:
                high = middle - 1
        return self._line_of(text[:low].rstrip() + "…", weight)

    def wrapped(self, text: str, weight: Weight, size: float, room: float, most: int = 1_000) -> list[Line]:
        """The text broken at spaces and hyphens into lines no wider than ``room`` points; a word that is too long is
        cut, and what does not fit into ``most`` lines ends in an ellipsis."""
        whole = self.line(text, weight)
        if whole.at(size) <= room:
            return [whole]
        lines: list[str] = []
        pending = _PIECES.findall(text)[::-1]
        now = ""
        while pending:
            piece = pending.pop()
            if self._line_of((now + piece).strip(), weight).at(size) <= room:
                now += piece
                continue
            if now.strip() and len(piece.strip()) > 0:
                lines.append(now.strip())
                now = ""
                pending.append(piece.lstrip())
                continue
            cut = self._cut(piece, weight, size, room)
            lines.append(piece[:cut])
            pending.append(piece[cut:])
        lines += [now.strip()] if now.strip() else []
        if len(lines) > most:
            self.shortened.add(text)
            rest = " ".join(lines[most - 1 :])
            last = self._shortened(rest, weight, size, room, self._line_of(rest, weight))
            return [*(self._line_of(part, weight) for part in lines[: most - 1]), last]
        return [self._line_of(part, weight) for part in lines]

    def widest(self, text: str, weight: Weight, size: float) -> float:
        """The width in points of its longest part that a line cannot break in."""
        pieces = set(map(str.strip, _PIECES.findall(text)))
        return max((self._line_of(piece, weight).at(size) for piece in pieces), default=0.0)

    def _line_of(self, text: str, weight: Weight) -> Line:
        key = (text, weight)
        found = self._lines.get(key)
        if found is None:
            found = self._lines[key] = self._set(text, weight)
        return found

    def _cut(self, word: str, weight: Weight, size: float, room: float) -> int:
        cut = 1
        while cut < len(word) and self._line_of(word[: cut + 1], weight).at(size) <= room:
            cut += 1
        return cut

    def _set(self, text: str, weight: Weight) -> Line:
        clean = unicodedata.normalize("NFC", plain(text.translate(_SPACES)))
        face = self._faces.first(weight)
        if face.covers.issuperset(map(ord, clean)):
            return self._line([(face, clean)])
        drawn = in_order_of_drawing(join_letters(clean) if has_arabic(clean) else clean) if runs_right(clean) else clean
        runs, spelt = self._runs(drawn, weight)
        return self._line(runs, clean if drawn != clean or spelt else None, spelt)

    def _runs(self, drawn: str, weight: Weight) -> tuple[list[tuple[Face, str]], bool]:
        """Neighbouring letters of one face together; what no face has is spelt by code points."""
        first = self._faces.first(weight)
        runs: list[tuple[Face, str]] = []
        spelt = False
        for sign in drawn:
            if unicodedata.category(sign) in ("Cc", "Cf", "Co", "Cs", "Cn"):
                face = None
            elif runs and sign == " ":
                face = runs[-1][0] if 32 in runs[-1][0].covers else first
            else:
                face = self._faces.for_letter(ord(sign), weight)
            if face is None:
                spelt = True
                face, sign = first, f"[U+{ord(sign):04X}]"
                if runs and runs[-1][0] is first and runs[-1][1].endswith("]") and runs[-1][1].startswith("[U+"):
                    runs[-1] = (first, runs[-1][1][:-1] + " " + sign[1:])
                    continue
            if runs and runs[-1][0] is face:
                runs[-1] = (face, runs[-1][1] + sign)
            else:
                runs.append((face, sign))
        return runs, spelt

    def _line(self, runs: list[tuple[Face, str]], actual: str | None = None, spelt: bool = False) -> Line:
        width, chunks = 0.0, []
        for face, part in runs:
            widths, default = face.widths, face.default_width
            width += sum([widths.get(ord(sign), default) for sign in part])
            for subset, codes in face.font.splitString(part, self._document):
                name = face.font.getSubsetInternalName(subset, self._document)
                chunks.append((name, codes.decode("latin-1").translate(_ESCAPE)))
        return Line(width, tuple(chunks), actual, spelt)
