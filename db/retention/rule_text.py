"""A rule as an entry of a library a person can review: what a form asked for is kept in the same words as what comes
with the program (RET-1)."""

from __future__ import annotations

import json
from collections.abc import Iterator

from db.retention.library import Alternative, Rule


def written(rule: Rule) -> str:
    """The entry: ``read_rules`` makes the same rule of it."""
    return "[[rule]]\n" + "".join(f"{line}\n" for line in _lines(rule))


def _lines(rule: Rule) -> Iterator[str]:
    yield f"id = {_text(rule.id)}"
    yield f"row = {rule.row}"
    for name in ("name", "source", "checked", "jurisdiction"):
        yield f"{name} = {_text(getattr(rule, name))}"
    for name in ("parties", "series"):
        yield f"{name} = [{', '.join(_text(one) for one in sorted(getattr(rule, name)))}]"
    if rule.when:
        yield f"when = {{ {', '.join(f'{key} = {_value(value)}' for key, value in rule.when.items())} }}"
    if rule.start is not None:
        yield f"from = {rule.start.isoformat()}"
    if rule.until is not None:
        yield f"until = {rule.until.isoformat()}"
    if rule.dated_by != "ended":
        yield f"dated_by = {_text(rule.dated_by)}"
    if rule.legs:
        yield f"legs = [{', '.join(_leg(leg) for leg in rule.legs)}]"
    if rule.permanent:
        yield "permanent = true"
    if not rule.own_period:
        yield "own_period = false"
    for name in ("note", "unless"):
        if getattr(rule, name):
            yield f"{name} = {_text(getattr(rule, name))}"


def _leg(leg: tuple[Alternative, ...]) -> str:
    return f"[{', '.join(_alternative(one) for one in leg)}]"


def _alternative(one: Alternative) -> str:
    parts = [f"after = {_text(one.after)}"]
    parts += [f"{name} = {getattr(one, name)}" for name in ("years", "months", "days") if getattr(one, name)]
    parts += ["day_after = true"] if one.day_after else []
    return f"{{ {', '.join(parts)} }}"


def _value(value: str | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else _text(value)


def _text(words: str) -> str:
    """A basic string of TOML is written as one of JSON is, but for the one sign JSON leaves alone."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")
