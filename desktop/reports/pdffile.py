"""A PDF 1.7 file out of reportlab's objects.

reportlab knows fonts, streams and references; its own writer knows no object streams, output intents, attachments or
structure trees. This one writes them: small objects packed and compressed, the same bytes for the same content.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.pdfbase import pdfdoc

_PACK = 500
_LEVEL = 4  # twice as fast as the default, files 3 % larger


class Raw(pdfdoc.PDFObject):
    """An object that is already written, without references of reportlab's kind inside."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def format(self, document: object) -> bytes:
        return self.content


@dataclass(frozen=True)
class PageContent:
    """One finished page. ``size``: width and height in points; ``parent``: its key in the structure's parent tree."""

    operators: str
    size: tuple[float, float]


class Document(pdfdoc.PDFDocument):
    """Collects objects by number and writes the file. Numbers are handed out before content is known, so that
    pages and structure can point at each other."""

    def __init__(self) -> None:
        super().__init__(invariant=1, compression=1, pdfVersion=(1, 7), lang="en")
        self._raw: dict[int, bytes] = {}
        self._streams: dict[int, tuple[bytes, bytes]] = {}

    def number(self) -> int:
        """A new object's number."""
        self.objectcounter += 1
        return self.objectcounter

    def put(self, number: int, content: bytes) -> None:
        """An object that is no stream."""
        self._raw[number] = content

    def put_stream(self, number: int, entries: bytes, content: bytes, *, packed: bool = True) -> None:
        """A stream; ``entries``: its dictionary without length and filter."""
        if packed:
            content = zlib.compress(content, _LEVEL)
            entries += b"/Filter/FlateDecode"
        self._streams[number] = (entries, content)

    def embed_fonts(self) -> bytes:
        """Closes the faces used; the dictionary of font resources."""
        for font in self.delayedFonts:
            font.addObjects(self)
        self.delayedFonts = []
        fonts: dict[str, object] = self.idToObject["BasicFonts"].dict  # type: ignore[attr-defined]
        parts = [
            b"/%s %d 0 R" % (name.encode("ascii"), self.idToObjectNumberAndVersion[name][0]) for name in sorted(fonts)
        ]
        return b"<<" + b"".join(parts) + b">>"

    def write(self, root: int, info: int) -> bytes:
        """The whole file."""
        self._take_over()
        out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        offsets: dict[int, int] = {}
        for number in sorted(self._streams):
            entries, content = self._streams[number]
            offsets[number] = len(out)
            out += b"%d 0 obj\n<<%s/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (
                number,
                entries,
                len(content),
                content,
            )
        packed: dict[int, tuple[int, int]] = {}
        numbers = sorted(self._raw)
        for first in range(0, len(numbers), _PACK):
            pack = self.number()
            offsets[pack] = len(out)
            out += self._packed(pack, numbers[first : first + _PACK], packed)
        return bytes(out) + self._cross_references(out, offsets, packed, root, info)

    def _take_over(self) -> None:
        """What reportlab made (fonts, mostly), written in its own words."""
        at = 0
        while at < self.objectcounter:  # formatting one object may register another
            at += 1
            name = self.numberToId.get(at)
            if name is None:
                continue
            made = self.idToObject[name]
            if isinstance(made, pdfdoc.PDFStream):
                content = made.content if isinstance(made.content, bytes) else made.content.encode("latin-1")
                if name.startswith("toUnicodeCMap:"):
                    content = _CODE.sub(_as_typed, content)
                entries = pdfdoc.format(made.dictionary, self).strip()[2:-2].strip()
                self.put_stream(at, entries, content)
            elif name != "BasicFonts":
                self.put(at, pdfdoc.format(made, self, toplevel=1).strip())

    def _packed(self, pack: int, numbers: Sequence[int], packed: dict[int, tuple[int, int]]) -> bytes:
        heads, body = [], bytearray()
        for index, number in enumerate(numbers):
            packed[number] = (pack, index)
            heads.append(b"%d %d" % (number, len(body)))
            body += self._raw[number] + b"\n"
        head = b" ".join(heads) + b"\n"
        content = zlib.compress(head + body, _LEVEL)
        return (
            b"%d 0 obj\n<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\n"
            % (
                pack,
                len(numbers),
                len(head),
                len(content),
                content,
            )
        )

    def _cross_references(
        self, out: bytearray, offsets: dict[int, int], packed: dict[int, tuple[int, int]], root: int, info: int
    ) -> bytes:
        me = self.number()
        offsets[me] = len(out)
        rows = bytearray(b"\0" + (0).to_bytes(4, "big") + b"\xff\xff")
        for number in range(1, me + 1):
            if number in offsets:
                rows += b"\1" + offsets[number].to_bytes(4, "big") + b"\0\0"
            elif number in packed:
                pack, index = packed[number]
                rows += b"\2" + pack.to_bytes(4, "big") + index.to_bytes(2, "big")
            else:
                rows += b"\0\0\0\0\0\0\0"
        content = zlib.compress(bytes(rows), _LEVEL)
        name = hashlib.sha256(out).hexdigest()[:32].upper().encode()
        return (
            b"%d 0 obj\n<</Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]%s/Length %d>>\nstream\n%s\n"
            % (
                me,
                me + 1,
                root,
                info,
                name,
                name,
                b"/Filter/FlateDecode",
                len(content),
                content,
            )
            + b"endstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(out)
        )


_CODE = re.compile(rb"(?m)^(<[0-9A-F]{2}>) <([0-9A-F]{4,6})>$")


def _as_typed(code: re.Match[bytes]) -> bytes:
    """The way from a drawn letter back to the one typed: joined Arabic forms to their letters, and code points
    beyond the first plane as pairs, which reportlab writes as one number too long."""
    sign = chr(int(code[2], 16))
    if "\ufb50" <= sign <= "\ufeff":
        sign = unicodedata.normalize("NFKC", sign)
    return b"%s <%s>" % (code[1], sign.encode("utf-16-be", "replace").hex().upper().encode())


def text_string(text: str) -> bytes:
    """A text string as a PDF wants it outside page content: UTF-16 with its mark, in hexadecimal."""
    return b"<" + (b"\xfe\xff" + text.encode("utf-16-be", "replace")).hex().upper().encode() + b">"
