"""The starting library for a trial site (resources/risk/): scenarios in our own words to take over and adapt, and the
usual words of the scales. Data only; nothing of it counts before somebody takes it over."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from db.risk.records import LibraryRisk, NewRisk, Position, Scales, Step


@cache
def scales() -> Scales:
    """The built-in words of likelihood, impact and level."""
    found = _read("scales.json")
    steps = {
        axis: tuple(Step(axis, number, word, meaning) for number, (word, meaning) in enumerate(found[axis], 1))
        for axis in ("likelihood", "impact", "level")
    }
    return Scales(steps["likelihood"], steps["impact"], steps["level"])


def library(today: date) -> tuple[LibraryRisk, ...]:
    """Every scenario as a risk identified today."""
    return tuple(_risk(one, today) for one in _read("library.json"))


def _risk(one: dict[str, Any], today: date) -> LibraryRisk:
    new = NewRisk(
        title=one["title"], inherent=Position(*one["inherent"]), current=Position(*one["current"]),
        residual=Position(*one["residual"]), identified=today, scenario=one["scenario"],
        consequence=one["consequence"], asset=one["asset"], asset_kind=one["asset_kind"], threat=one["threat"],
        threat_origin=one["threat_origin"], vulnerability=one["vulnerability"], controls=one["controls"],
        review_months=one["review_months"], library=one["key"],
    )  # fmt: skip
    return LibraryRisk(one["key"], new, tuple(one["suggestions"]))


@cache
def _read(name: str) -> Any:
    return json.loads(files("resources").joinpath("risk", name).read_text(encoding="utf-8"))
