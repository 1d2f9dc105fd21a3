"""Text tables (CSV) as they come: which encoding, which separator. Pure functions of bytes."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from db.errors import BadInput

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
SAMPLE = 200_000  # characters looked at to tell the separator
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CHUNK = 5_000

# Letters that western (1252) and central European (1250) names are written with, where the two differ.
_WESTERN = frozenset("àãåæèêìïðñòõøùûýþÿÀÃÅÆÈÊÌÏÐÑÒÕØÙÛŒœ’–ªº")
_CENTRAL = frozenset("ąćčďęěłńňőřśšťůűźżžĄĆČĎĘĚŁŃŇŐŘŚŠŤŮŰŹŻŽăĂșţŢ")
_VOWELS = frozenset("aeiouyæœø")
_HIGH = re.compile(rb"[\x80-\xff]")
_LOOKED_AT = 3_000  # bytes above 127

ReadOn = Callable[[int, int], None]


@dataclass(frozen=True)
class TextTable:
    """``sure`` is False where two encodings would both do and the likelier one was taken."""

    rows: list[list[str]]
    encoding: str
    sure: bool
    separator: str


def read_text(
    data: bytes,
    *,
    encoding: str | None = None,
    separator: str | None = None,
    limit: int,
    progress: ReadOn | None = None,
    most: int | None = None,
) -> TextTable:
    """The rows of a text table, blank lines kept so that row numbers are those of the spreadsheet.

    ``limit``: rows at most; ``most``: stop after so many, without complaint. Raises BadInput for what is no text,
    for an encoding it is not in, and for a quotation mark that is never closed.
    """
    name, sure = (encoding, True) if encoding else detect_encoding(data)
    try:
        text = data.decode(name)
    except (UnicodeDecodeError, LookupError) as problem:
        if encoding is None:
            raise _not_text() from problem
        raise BadInput(
            f"The file is not written in the encoding “{name}”.",
            kept="Nothing was read.",
            todo="Choose another encoding, or save the sheet as “CSV UTF-8”.",
        ) from problem
    text = text.removeprefix("\ufeff")
    if _looks_binary(text):
        raise _not_text()
    text, told = _told_separator(text)
    mark = separator or told or detect_separator(text[:SAMPLE])
    return TextTable(_rows(text, mark, limit, progress, most), name, sure, mark)


def detect_encoding(data: bytes) -> tuple[str, bool]:
    """The encoding and whether the bytes leave no other. Byte order mark, UTF-16 by its zero bytes, UTF-8 if it is
    valid, Shift-JIS where the bytes pair up into kana and kanji, then Windows-1250 or -1252 by the letters."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name, True
    head = data[:4096]
    if b"\0" in head:
        even, odd = head[0::2].count(0), head[1::2].count(0)
        half = len(head) // 2 or 1
        if odd > 0.3 * half and even < 0.05 * half:
            return "utf-16-le", True
        if even > 0.3 * half and odd < 0.05 * half:
            return "utf-16-be", True
        raise _not_text()
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(data)
    return "utf-8", True


def detect_separator(text: str) -> str:
    """The one that cuts most lines into the same number of cells; the comma where nothing separates."""
    best, best_score = ",", 0.0
    for mark in SEPARATORS:
        try:
            lengths = [len(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark) if any(row)]
        except csv.Error:
            continue
        if len(text) >= SAMPLE and len(lengths) > 1:
            lengths.pop()  # cut in the middle
        wide = Counter(length for length in lengths if length > 1)
        if not wide:
            continue
        _, same = wide.most_common(1)[0]
        score = same / len(lengths) + 0.001 * max(wide)
        if score > best_score:
            best, best_score = mark, score
    return best


def _legacy(data: bytes) -> tuple[str, bool]:
    if _is_shift_jis(data):
        return "cp932", True
    western, central = _decoded(data, "cp1252"), _decoded(data, "cp1250")
    if western is None and central is None:
        raise _not_text()
    if western is None or central is None:
        return ("cp1250", True) if western is None else ("cp1252", True)
    if western == central:
        return "cp1252", True
    places = [found.start() for found in _HIGH.finditer(data[: 1 << 22])][:_LOOKED_AT]
    differing = [place for place in places if western[place] != central[place]]
    for_west = sum(_fits(western, place, _WESTERN) for place in differing)
    for_centre = sum(_fits(central, place, _CENTRAL) for place in differing)
    return ("cp1250" if for_centre > for_west else "cp1252"), for_centre != for_west


def _fits(text: str, place: int, usual: frozenset[str]) -> int:
    """How well a letter stands where it stands: vowels among consonants and the other way round, “Jiří”, “Jørgen”."""
    letter = text[place]
    if letter not in usual:
        return 0 if letter.isalpha() else -3
    beside = [text[at] for at in (place - 1, place + 1) if 0 <= at < len(text) and text[at].isalpha()]
    return 1 + sum(1 for other in beside if _is_vowel(other) != _is_vowel(letter))


def _is_vowel(letter: str) -> bool:
    return unicodedata.normalize("NFD", letter.lower())[0] in _VOWELS


def _decoded(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return None


def _is_shift_jis(data: bytes) -> bool:
    """Valid as Shift-JIS, and what is not ASCII is kana and kanji in pairs: an accented name would not be."""
    try:
        text = data.decode("cp932")
    except UnicodeDecodeError:
        return False
    kana = len(re.findall("[\u3041-\u30ff]", text))
    kanji = len(re.findall("[\u4e00-\u9fff\u3005々]", text))
    half_width = len(re.findall("[\uff61-\uff9f]", text))
    # A western word in cp932 gives one chance kanji after letters: “Ren\u8b7fee”. Real Japanese stands in runs.
    runs = len(re.findall("[\u3041-\u30ff\u3005\u4e00-\u9fff]{2,}", text))
    after_latin = len(re.findall("[A-Za-z][\u4e00-\u9fff]", text))
    return kana + kanji > 0 and runs > 0 and runs >= after_latin and half_width <= kana + kanji


def _looks_binary(text: str) -> bool:
    sample = text[:20_000]
    odd = sum(1 for letter in sample if letter not in "\t\r\n\f" and unicodedata.category(letter) in ("Cc", "Cn", "Co"))
    return odd > max(3, len(sample) // 200)


def _told_separator(text: str) -> tuple[str, str | None]:
    """Excel's own first line “sep=;” says it; the line stays, empty, so that row numbers stay."""
    told = re.match(r'"?sep=(.)"?\r?\n', text, re.IGNORECASE)
    return (text, None) if told is None else (text[told.end() - 1 :], told.group(1))


def _rows(text: str, mark: str, limit: int, progress: ReadOn | None, most: int | None) -> list[list[str]]:
    rows: list[list[str]] = []
    total, last, before = text.count("\n") + 1, 0, 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        for row in reader:
            rows.append(row)
            last, before = before, reader.line_num
            if most is not None and len(rows) >= most:
                break
            if len(rows) % _CHUNK == 0 and progress is not None:
                progress(len(rows), total)
            if len(rows) > limit:
                raise BadInput(
                    f"The file has more than {limit:,} rows.", kept="Nothing was read.", todo="Split it into several."
                )
    except csv.Error as problem:
        raise BadInput(
            f"The file is no readable table from row {len(rows) + 1} on ({problem}).",
            kept="Nothing was read.",
            todo="Open it in a spreadsheet program and save it as XLSX.",
        ) from problem
    if rows and any("\n" in cell or "\r" in cell for cell in rows[-1]) and _left_open(text, mark, last):
        raise BadInput(
            f"A quotation mark opened in row {len(rows)} is never closed.",
            kept="Nothing was read.",
            todo="Correct that row, or save the sheet again from the spreadsheet program.",
        )
    return rows


def _left_open(text: str, mark: str, lines: int) -> bool:
    """Whether the text ends inside a quotation, in the row that begins after so many ``lines``: what follows the mark
    would become one cell, and its rows be lost."""
    rest = islice(io.StringIO(text, newline=""), lines, None)
    try:
        for _ in csv.reader(rest, delimiter=mark, strict=True):
            pass
    except csv.Error as problem:
        return "end of data" in str(problem)
    return False


def _not_text() -> BadInput:
    return BadInput(
        "The file is not a text table.",
        kept="Nothing was read.",
        todo="Choose a CSV, XLSX or ODS file; open other kinds in a spreadsheet program and save them as XLSX.",
    )
