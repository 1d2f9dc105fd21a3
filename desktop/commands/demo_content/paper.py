"""A scan for the demonstration: one page, as a scanner might make it. Plain PDF 1.4, so that any reader opens it."""

from __future__ import annotations

from collections.abc import Iterable


def scan(title: str, lines: Iterable[str]) -> bytes:
    """A page with a title and lines of text. Letters outside Latin-1 are left out: scans are pictures, after all."""
    text = [f"BT /F1 15 Tf 56 780 Td ({_plain(title)}) Tj ET"]
    for row, line in enumerate(lines):
        text.append(f"BT /F1 10 Tf 56 {748 - 20 * row} Td ({_plain(line)}) Tj ET")
    stream = "\n".join(text).encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
        + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    )  # fmt: skip


def _plain(text: str) -> str:
    kept = text.replace("’", "'").encode("latin-1", "ignore").decode("latin-1")
    return kept.replace("\\", "").replace("(", "").replace(")", "")
