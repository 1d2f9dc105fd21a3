"""From drawn pages to a file: information about the document, the data inside it, colour space, structure.

The layout follows what PDF/A-3 and PDF/UA ask for (embedded fonts, XMP, output intent, tags, attached data); the file
claims neither, because no checker has confirmed it.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

from db import collector
from desktop.reports.pdffile import text_string
from desktop.reports.sheet import Sheet
from desktop.reports.srgb import srgb_profile
from desktop.reports.stamp import Stamp

ATTACHMENT = "siteward.json"
FORMAT = 1


@dataclass(frozen=True)
class Content:
    """What the report is called, and its rows as data. ``kind``: as on the command line; ``filters``: in words or
    values, by name; ``rows``: published field names (design section 8);
    ``attach``: whether they go into the file."""

    kind: str
    title: str
    filters: dict[str, Any]
    rows: list[dict[str, Any]]
    as_of: str = ""
    attach: bool = True


@dataclass(frozen=True)
class Drawn:
    """An unsealed PDF. ``fields``: name -> (page index, rectangle in points), where signatures will stand;
    ``spelt``: texts no typeface of this computer could draw."""

    pdf: bytes
    pages: int
    fields: dict[str, tuple[int, tuple[float, float, float, float]]]
    spelt: tuple[str, ...]
    kind: str
    title: str


def finish(sheet: Sheet, content: Content) -> Drawn:
    """Closes the sheet and writes the file."""
    with collector.paused():
        return _finish(sheet, content)


def _finish(sheet: Sheet, content: Content) -> Drawn:
    sheet.feet()
    document, stamp = sheet.document, sheet.stamp
    fonts = document.embed_fonts()
    tree = document.number()
    for number, key, operators in sheet.pages:
        stream = document.number()
        document.put_stream(stream, b"", "\n".join(operators).encode("latin-1"))
        document.put(
            number,
            b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %.2f %.2f]/Contents %d 0 R/StructParents %d/Tabs/S"
            b"/Resources<</Font%s>>>>" % (tree, sheet.width, sheet.height, stream, key, fonts),
        )
    kids = b" ".join(b"%d 0 R" % number for number, _, _ in sheet.pages)
    document.put(tree, b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(sheet.pages), kids))
    sheet.structure.finish()
    catalog = _catalog(sheet, content, tree)
    info = document.number()
    document.put(info, _information(stamp, content))
    spelt = tuple(sorted(sheet.letters.spelt))
    return Drawn(
        document.write(catalog, info), len(sheet.pages), dict(sheet.fields), spelt, content.kind, content.title
    )


def _catalog(sheet: Sheet, content: Content, tree: int) -> int:
    document, stamp = sheet.document, sheet.stamp
    profile, metadata, catalog = (document.number() for _ in range(3))
    document.put_stream(profile, b"/N 3", srgb_profile())
    document.put_stream(metadata, b"/Type/Metadata/Subtype/XML", _xmp(stamp, content), packed=False)
    document.put(
        catalog,
        b"<</Type/Catalog/Pages %d 0 R/Lang(en)/MarkInfo<</Marked true>>/StructTreeRoot %d 0 R/Metadata %d 0 R"
        b"/ViewerPreferences<</DisplayDocTitle true>>%s"
        b"/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)"
        b"/DestOutputProfile %d 0 R>>]>>"
        % (tree, sheet.structure.root, metadata, _attachment(sheet, content) if content.attach else b"", profile),
    )
    return catalog


def _attachment(sheet: Sheet, content: Content) -> bytes:
    """The catalogue's entries for the embedded data."""
    document, stamp = sheet.document, sheet.stamp
    file, entry = document.number(), document.number()
    data = embedded_data(stamp, content)
    digest = hashlib.md5(data, usedforsecurity=False).hexdigest().encode()  # what the format asks for as checksum
    document.put_stream(
        file,
        b"/Type/EmbeddedFile/Subtype/application#2Fjson/Params<</Size %d/CheckSum<%s>/ModDate(%s)/CreationDate(%s)>>"
        % (len(data), digest, _pdf_date(stamp.made_at), _pdf_date(stamp.made_at)),
        data,
    )
    name = text_string(ATTACHMENT)
    document.put(
        entry,
        b"<</Type/Filespec/F(%s)/UF%s/Desc%s/AFRelationship/Data/EF<</F %d 0 R/UF %d 0 R>>>>"
        % (ATTACHMENT.encode(), name, text_string("The rows of this report as data"), file, file),
    )
    return b"/AF[%d 0 R]/Names<</EmbeddedFiles<</Names[%s %d 0 R]>>>>" % (entry, name, entry)


def embedded_data(stamp: Stamp, content: Content) -> bytes:
    """The published form of a report's data (design section 6): JSON, keys sorted, UTF-8."""
    body = {
        "format": FORMAT,
        "report": content.kind,
        "title": content.title,
        "number": stamp.number,
        "workspace": stamp.workspace,
        "site": stamp.site,
        "chain": {"seq": stamp.seq, "head": stamp.head},
        "program": f"Siteward {stamp.version}",
        "made_by": stamp.made_by,
        "made": stamp.made_at.isoformat(timespec="milliseconds"),
        "as_of": content.as_of,
        "demonstration": stamp.demonstration,
        "filters": content.filters,
        "rows": content.rows,
    }
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "replace")


def _information(stamp: Stamp, content: Content) -> bytes:
    date = _pdf_date(stamp.made_at)
    parts = (
        (b"Title", _title(stamp, content)),
        (b"Author", stamp.made_by),
        (b"Subject", f"{stamp.site} · workspace {stamp.workspace} · trail {stamp.seq} {stamp.head}"),
        (b"Creator", f"Siteward {stamp.version}"),
        (b"Producer", f"Siteward {stamp.version}"),
        (b"Keywords", f"{content.kind}, {stamp.number}"),
    )
    texts = b"".join(b"/%s%s" % (key, text_string(text)) for key, text in parts)
    return b"<<%s/CreationDate(%s)/ModDate(%s)>>" % (texts, date, date)


def _title(stamp: Stamp, content: Content) -> str:
    return f"{content.title} · {stamp.site} · {stamp.number}"


def _pdf_date(at: datetime) -> bytes:
    offset = at.strftime("%z")
    return f"D:{at:%Y%m%d%H%M%S}{offset[:3]}'{offset[3:5]}'".encode()


def _xmp(stamp: Stamp, content: Content) -> bytes:
    when = stamp.made_at.isoformat(timespec="seconds")
    producer = escape(f"Siteward {stamp.version}")
    subject = escape(f"{stamp.site} · workspace {stamp.workspace} · trail {stamp.seq} {stamp.head}")
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(_title(stamp, content))}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{escape(stamp.made_by)}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<xmp:CreateDate>{when}</xmp:CreateDate>
<xmp:ModifyDate>{when}</xmp:ModifyDate>
<pdf:Producer>{producer}</pdf:Producer>
<pdf:Keywords>{escape(f"{content.kind}, {stamp.number}")}</pdf:Keywords>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>""".encode("utf-8", "replace")
