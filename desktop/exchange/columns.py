"""Which column of a sheet is which field: by its heading, in the words people use; likely ones as suggestions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from rapidfuzz import fuzz, process

from db.errors import BadInput
from desktop.exchange.cells import Cell, Row, letter, plain
from desktop.exchange.dates import DAY_FIRST, MONTH_FIRST, DateColumn, DateReader, Problem
from desktop.exchange.vocabulary import fields_of, key, vocabulary

HEADER_WITHIN = 40  # rows in which the headings must come
BY_NAME, SUGGESTED, CHOSEN, AS_COURSE = "name", "suggestion", "chosen", "course"
NOT_TAKEN, SECOND, UNKNOWN = "not taken", "second", "unknown"
"""How a heading without a field came to be so: left out on purpose, another column has its field, nobody knows it."""
_LIKELY = 86.0  # of 100, by rapidfuzz: “Emplyer”, “Surnames”; below it different words meet
_LIKELY_WORD = 75.0
_BRACKETS = re.compile(r"[(\[（][^)\]）]*[)\]）]")
_DAY_FIRST = re.compile(r"\b(?:d{1,2}|t{2}|j{2})[-/. ]*m{1,3}[-/. ]*(?:y|j|a){2,4}", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"\bm{1,2}[-/. ]*d{1,2}[-/. ]*y{2,4}", re.IGNORECASE)


@dataclass(frozen=True)
class Column:
    """A column and what it was taken for. ``field`` is "" where it is left out; ``confidence`` runs from 0 to 1.
    ``course`` names the course where every column is one course of a wide training log. ``words``: of a choice, the
    sheet's own words with the value each is taken for, "" where nobody has said."""

    index: int
    letter: str
    heading: str
    field: str
    how: str
    confidence: float
    course: str = ""
    dates: DateColumn | None = None
    words: tuple[tuple[str, str], ...] = ()

    @property
    def named(self) -> str:
        """As the person finds it: its heading, or its letter where it has none."""
        return self.heading or self.letter


def header_row(rows: Sequence[Row], register: str) -> int:
    """Index of the row with the headings. Raises BadInput where no row looks like one."""
    best, best_score = -1, 0.0
    known = _headings(register)
    for index, row in enumerate(rows[:HEADER_WITHIN]):
        texts = [plain(cell) for cell in row if isinstance(cell, str)]
        texts = [text for text in texts if text]
        named = {known[match] for text in texts if (match := _exact(text, known))}
        if not named or len(texts) < 2:
            continue
        score = len(named) + 0.2 * sum(1 for text in texts if len(text) <= 60) / max(len(texts), 1)
        if score <= best_score or (len(named) == 1 and not (register == "training" and _dates_below(rows, index))):
            continue
        best, best_score = index, score
    if best < 0:
        labels = ", ".join(f.label for f in list(fields_of(register).values())[:5])
        raise BadInput(
            "No row with column names was found.",
            kept="Nothing was read.",
            todo=f"Put the names of the columns ({labels} ...) above the table, or match the columns by their letters.",
        )
    return best


def match_columns(
    headings: Sequence[str], register: str, chosen: Mapping[int, str] | None = None
) -> tuple[Column, ...]:
    """Each heading's field. ``chosen``: column -> field as the person said ("" to leave it out)."""
    chosen = chosen or {}
    known = _headings(register)
    for index, field in chosen.items():
        if field and not field.startswith("course:") and field not in fields_of(register):
            raise BadInput(f"There is no field “{field}” here.", todo=f"Fields: {', '.join(fields_of(register))}.")
        if index >= len(headings):
            raise BadInput(f"The sheet has no column {letter(index)}.")
    found: dict[int, Column] = {}
    taken = {field for field in chosen.values() if field}
    for index, heading in enumerate(headings):
        if index in chosen:
            found[index] = _chosen(index, heading, chosen[index])
        elif heading and (match := _exact(heading, known)):
            field = known[match]
            if field not in taken:
                taken.add(field)
                found[index] = Column(index, letter(index), heading, field, BY_NAME, 1.0)
    for index, heading in enumerate(headings):
        if index in found:
            continue
        field, score = _likely(heading, register) if heading else ("", 0.0)
        if field and field not in taken and not _left_out(heading) and not _exact(heading, known):
            taken.add(field)
            found[index] = Column(index, letter(index), heading, field, SUGGESTED, score)
        else:
            how = NOT_TAKEN if _left_out(heading) else SECOND if _exact(heading, known) else UNKNOWN
            found[index] = Column(index, letter(index), heading, "", how, 0.0)
    return _name_beside_given(tuple(found[index] for index in range(len(headings))))


def _name_beside_given(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """“Name” next to “Vorname” is the family name."""
    by_field = {column.field: column for column in columns}
    whole = by_field.get("full_name") or by_field.get("person")
    if whole is None or whole.how != BY_NAME or "given_name" not in by_field or "family_name" in by_field:
        return columns
    return tuple(replace(column, field="family_name") if column is whole else column for column in columns)


def told_order(heading: str) -> str:
    """The order of day and month where the heading itself says it: “Start (dd/mm/yyyy)”, “Datum (TT.MM.JJJJ)”."""
    if _MONTH_FIRST.search(heading):
        return MONTH_FIRST
    return DAY_FIRST if _DAY_FIRST.search(heading) else ""


def grouped_headings(rows: Sequence[Row], index: int) -> list[str]:
    """The headings of a row; where several are the same word, with the heading that stands over them in front."""
    row = [plain(cell) for cell in rows[index]]
    if index == 0:
        return row
    keys = [key(text) for text in row]
    above, over = [plain(cell) for cell in rows[index - 1]], ""
    known = _headings("training")
    for place, text in enumerate(row):
        over = above[place] if place < len(above) and above[place] else over
        repeated = keys[place] and keys.count(keys[place]) > 1 and known.get(keys[place]) in ("completed", "expires")
        if repeated and over:
            row[place] = f"{over} {text}"
    return row


def as_courses(
    columns: Sequence[Column], cells: Sequence[Sequence[Cell]], known_courses: Mapping[str, str]
) -> tuple[Column, ...]:
    """A wide log: columns of dates whose heading is no field are courses, unless a column names the course."""
    if any(column.field == "course" for column in columns):
        return tuple(columns)
    found = []
    for column in columns:
        if column.how == UNKNOWN and column.heading and date_like(cells[column.index]):
            course, field = course_of(column.heading, known_courses)
            if course:
                column = replace(column, field=field, how=AS_COURSE, confidence=0.9, course=course)
        found.append(column)
    return tuple(found)


def course_of(heading: str, known_courses: Mapping[str, str]) -> tuple[str, str]:
    """(course, "completed" or "expires") of a column of a wide log: “GCP cert. date” is GCP, “GCP valid until” its
    expiry. ``known_courses``: key of code or title -> code."""
    whole = key(_BRACKETS.sub(" ", heading)) or key(heading)
    if whole in known_courses:
        return known_courses[whole], "completed"
    words = vocabulary()
    expiry = next((w for w in sorted(words.expiry_words, key=len, reverse=True) if _ends(whole, w)), "")
    if expiry:
        whole = whole.removesuffix(expiry).strip() if whole.endswith(expiry) else whole.removeprefix(expiry).strip()
    kept = whole.split()
    while kept and kept[-1] in words.date_words:
        kept.pop()
    while kept and kept[0] in words.date_words:
        kept.pop(0)
    bare = " ".join(kept)
    kind = "expires" if expiry else "completed"
    if bare in known_courses:
        return known_courses[bare], kind
    return (_as_written(heading, bare) if bare else ""), kind


def date_like(cells: Sequence[Cell], sample: int = 200) -> bool:
    """Whether most of what is in the cells is dates, or would be if the order were known."""
    some = [cell for cell in cells if cell != ""][:sample]
    reader = DateReader(some)
    answers = [reader.answer(cell) for cell in some]
    good = sum(1 for a in answers if a is not None and (not isinstance(a, Problem) or a.unclear))
    seen = sum(1 for a in answers if a is not None)
    return good > 0 and good * 2 >= seen


def _dates_below(rows: Sequence[Row], index: int) -> bool:
    below = rows[index + 1 : index + 60]
    width = len(rows[index])
    return any(date_like([row[column] for row in below if column < len(row)]) for column in range(width))


@cache
def _headings(register: str) -> Mapping[str, str]:
    """Key of every known heading of a register -> its field. A field that is kept wins over one that is not; the
    register's own words over those that all share (a “participant” of a deviation is nobody of the staff)."""
    known: dict[str, str] = {}
    fields = sorted(fields_of(register).values(), key=lambda f: (f.kind == "ignored", f.virtual))
    for field in fields:
        for spelling in (key(field.name), key(field.label), *map(key, field.synonyms)):
            known.setdefault(spelling, field.name)
    for field in fields:
        for spelling in vocabulary().synonyms.get(field.name, ()):
            known.setdefault(spelling, field.name)
    return known


def _exact(text: str, known: Mapping[str, str]) -> str:
    """The known heading that the text is, with or without what stands in brackets."""
    for spelling in (key(text), key(_BRACKETS.sub(" ", text))):
        if spelling in known:
            return spelling
    return ""


def _left_out(heading: str) -> bool:
    return key(heading) in vocabulary().ignored


def _likely(heading: str, register: str) -> tuple[str, float]:
    """A field whose heading is nearly this one: a slip of the pen within its words, not another word. “GCP valid
    until” is not “CV valid until”."""
    text = key(_BRACKETS.sub(" ", heading))
    if len(text) < 4:
        return "", 0.0
    fields = fields_of(register)
    known = {
        spelling: field
        for spelling, field in _headings(register).items()
        if len(spelling) >= 4 and fields[field].kind != "ignored" and _same_words(text, spelling)
    }
    best = process.extractOne(text, list(known), scorer=fuzz.ratio, score_cutoff=_LIKELY)
    return (known[best[0]], round(best[1] / 100, 2)) if best else ("", 0.0)


def _same_words(one: str, other: str) -> bool:
    """Word for word alike; short words must be the same, they carry the meaning."""
    if one.replace(" ", "") == other.replace(" ", ""):
        return True
    pairs = list(zip(one.split(), other.split(), strict=False))
    if len(one.split()) != len(other.split()):
        return False
    return all(a == b if min(len(a), len(b)) <= 3 else fuzz.ratio(a, b) >= _LIKELY_WORD for a, b in pairs)


def _chosen(index: int, heading: str, field: str) -> Column:
    if field.startswith("course:"):
        return Column(index, letter(index), heading, "completed", CHOSEN, 1.0, course=field.removeprefix("course:"))
    return Column(index, letter(index), heading, field, CHOSEN, 1.0)


def _ends(text: str, words: str) -> bool:
    return text == words or text.endswith(f" {words}") or text.startswith(f"{words} ")


def _as_written(heading: str, bare: str) -> str:
    """The part of the heading that is left, in its own spelling."""
    words = _BRACKETS.sub(" ", heading).split()
    for first in range(len(words)):
        for last in range(len(words), first, -1):
            text = " ".join(words[first:last]).strip(" :-–,")
            if key(text) == bare:
                return text
    return bare
