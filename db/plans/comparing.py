"""Two versions of a plan, part by part: words that came and went, facts that are new, gone or another (DMP-1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from db.plans.plan_records import (
    GONE,
    NEW,
    PARTS,
    SAME,
    FactChange,
    Piece,
    PlanFact,
    PlanSection,
    SectionChange,
)

_WORDS = re.compile(r"\s+|[^\s]+")


def compared(before: Sequence[PlanSection], after: Sequence[PlanSection]) -> tuple[SectionChange, ...]:
    """All four parts in order, whether anything changed or not."""
    old, new = {one.part: one for one in before}, {one.part: one for one in after}
    found = []
    for part in PARTS:
        one, two = old.get(part, PlanSection(part, "")), new.get(part, PlanSection(part, ""))
        found.append(SectionChange(part, text_changes(one.text, two.text), fact_changes(one.facts, two.facts)))
    return tuple(found)


def text_changes(before: str, after: str) -> tuple[Piece, ...]:
    """Word by word. Put together, SAME and GONE give the former text, SAME and NEW the present one."""
    if before == after:
        return (Piece(SAME, after),) if after else ()
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    pieces: list[Piece] = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece(SAME, "".join(new[k:m])))
            continue
        pieces += [Piece(kind, "".join(words)) for kind, words in ((GONE, old[i:j]), (NEW, new[k:m])) if words]
    return tuple(pieces)


def fact_changes(before: Iterable[PlanFact], after: Iterable[PlanFact]) -> tuple[FactChange, ...]:
    """In the order of the present facts, what is gone at the end."""
    old = {(one.topic, one.label): one.value for one in before}
    found = []
    for one in after:
        was = old.pop((one.topic, one.label), "")
        if was != one.value:
            found.append(FactChange(one.topic, one.label, was, one.value))
    return (*found, *(FactChange(topic, label, value, "") for (topic, label), value in old.items()))
