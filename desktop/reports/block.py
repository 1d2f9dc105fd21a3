"""The visible block of a signature: printed name, date and time with zone, meaning (21 CFR 11.50)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desktop.reports.ink import ink
from desktop.reports.lettering import Lettering
from desktop.reports.pdffile import Document
from desktop.reports.pieces import LEAST
from desktop.reports.sheet import operators, rounded
from desktop.reports.stamp import moment


@dataclass(frozen=True)
class Block:
    """``certificate``: its fingerprint, shortened; ``size``: width and height in points."""

    meaning: str
    name: str
    role: str
    at: datetime
    certificate: str
    size: tuple[float, float]


def signature_block(block: Block) -> bytes:
    """A PDF of one page the size of the block, with embedded faces; covers the lines for ink below it."""
    document = Document()
    letters = Lettering(document)
    width, height = block.size
    room, size = width - 16, 8.0
    whole = letters.line(block.name, "bold").width + letters.line(f", {block.role}" if block.role else "").width
    set_in = max(LEAST, min(size, 1000 * room / max(whole, 1)))  # the printed name is whole (21 CFR 11.50)
    name = letters.fitted(block.name, "bold", set_in, room)
    rest = letters.fitted(f", {block.role}" if block.role else "", "regular", set_in, max(room - name.at(set_in), 1))
    other = [
        (letters.line(block.meaning.capitalize()), 14.0, "ink2"),
        (letters.line(moment(block.at, seconds=True)), 37.6, "ink1"),
        (letters.line(f"Passphrase and authenticator · certificate {block.certificate}"), 49.4, "ink2"),
    ]
    # a time or a fingerprint is made smaller rather than cut
    lines = [(line, 8.0, y, colour, min(size, size * room / max(line.at(size), 1))) for line, y, colour in other]
    lines += [(name, 8.0, 25.8, "ink1", set_in), (rest, 8.0 + name.at(set_in), 25.8, "ink1", set_in)]
    drawn = [f"1 1 1 rg {ink('mark_line')} RG 0.6 w {rounded(0.3, 0.3, width - 0.6, height - 0.6, 3)} B"]
    for line, x, y, colour, high in lines:
        if line.chunks:
            drawn.append(operators(line, x, height - y, round(high, 2), ink(colour)))
    fonts = document.embed_fonts()
    page, pages, stream, catalog, info = (document.number() for _ in range(5))
    document.put_stream(stream, b"", "\n".join(drawn).encode("latin-1"))
    document.put(
        page,
        b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %.2f %.2f]/Contents %d 0 R/Resources<</Font%s>>>>"
        % (pages, width, height, stream, fonts),
    )
    document.put(pages, b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % page)
    document.put(catalog, b"<</Type/Catalog/Pages %d 0 R>>" % pages)
    document.put(info, b"<<>>")
    return document.write(catalog, info)
