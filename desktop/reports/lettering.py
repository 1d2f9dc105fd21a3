"""Text as the operators of a page: chosen faces, order of drawing, measured widths. Plain text only, never markup."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from desktop.reports.bidi import in_order_of_drawing, plain, runs_right
from desktop.reports.faces import Face, Faces, Weight
from desktop.reports.joining import has_arabic, join_letters
from desktop.reports.pdffile import Document

_ESCAPE = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)", "\r": "\\r", "\n": "\\n"})
_SPACES = dict.fromkeys(map(ord, "\t\n\r\v\f\x85\u2028\u2029"), " ")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, ready to draw. ``width``: in thousandths of the type's size; ``chunks``: resource name of
    the face and escaped string; ``actual``: what a reader says where the signs drawn are not the letters typed."""

    width: float
    chunks: tuple[tuple[str, str], ...]
    actual: str | None = None

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

    def line(self, text: str, weight: Weight = "regular") -> Line:
        """The text as one line."""
        key = (text, weight)
        found = self._lines.get(key)
        if found is None:
            found = self._lines[key] = self._set(text, weight)
        return found

    def fitted(self, text: str, weight: Weight, size: float, room: float) -> Line:
        """The text as one line no wider than ``room`` points, shortened with an ellipsis if it must be."""
        line = self.line(text, weight)
        if line.at(size) <= room:
            return line
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            if self.line(text[:middle].rstrip() + "…", weight).at(size) <= room:
                low = middle
            else:
                high = middle - 1
        return self.line(text[:low].rstrip() + "…", weight)

    def wrapped(self, text: str, weight: Weight, size: float, room: float) -> list[Line]:
        """The text broken at spaces into lines no wider than ``room`` points; a word that is too long is cut."""
        if self.line(text, weight).at(size) <= room:
            return [self.line(text, weight)]
        lines, rest = [], ""
        for word in text.split():
            longer = f"{rest} {word}".strip()
            if self.line(longer, weight).at(size) <= room:
                rest = longer
                continue
            if rest:
                lines.append(rest)
            while self.line(word, weight).at(size) > room and len(word) > 1:
                cut = self._cut(word, weight, size, room)
                lines.append(word[:cut])
                word = word[cut:]
            rest = word
        return [self.line(part, weight) for part in (*lines, rest) if part]

    def _cut(self, word: str, weight: Weight, size: float, room: float) -> int:
        cut = 1
        while cut < len(word) and self.line(word[: cut + 1], weight).at(size) <= room:
            cut += 1
        return cut

    def _set(self, text: str, weight: Weight) -> Line:
        clean = unicodedata.normalize("NFC", plain(text.translate(_SPACES)))
        face = self._faces.first(weight)
        if face.covers.issuperset(map(ord, clean)):
            return self._line([(face, clean)])
        drawn = in_order_of_drawing(join_letters(clean) if has_arabic(clean) else clean) if runs_right(clean) else clean
        runs = self._runs(drawn, weight)
        spelt = text in self.spelt
        return self._line(runs, clean if drawn != clean or spelt else None)

    def _runs(self, drawn: str, weight: Weight) -> list[tuple[Face, str]]:
        """Neighbouring letters of one face together; what no face has is spelt by code points."""
        first = self._faces.first(weight)
        runs: list[tuple[Face, str]] = []
        for sign in drawn:
            if unicodedata.category(sign) in ("Cc", "Cf", "Co", "Cs", "Cn"):
                face = None
            elif runs and sign == " ":
                face = runs[-1][0] if 32 in runs[-1][0].covers else first
            else:
                face = self._faces.for_letter(ord(sign), weight)
            if face is None:
                self.spelt.add(drawn)
                face, sign = first, f"[U+{ord(sign):04X}]"
            if runs and runs[-1][0] is face:
                runs[-1] = (face, runs[-1][1] + sign)
            else:
                runs.append((face, sign))
        return runs

    def _line(self, runs: list[tuple[Face, str]], actual: str | None = None) -> Line:
        width, chunks = 0.0, []
        for face, part in runs:
            widths, default = face.widths, face.default_width
            width += sum([widths.get(ord(sign), default) for sign in part])
            for subset, codes in face.font.splitString(part, self._document):
                name = face.font.getSubsetInternalName(subset, self._document)
                chunks.append((name, codes.decode("latin-1").translate(_ESCAPE)))
        return Line(width, tuple(chunks), actual)
