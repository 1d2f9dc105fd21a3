"""The texts somebody signs or reads before their first act (resources/oversight/first-steps.json)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class FirstSteps:
    """``statement``: what is signed (11.10(j)); ``lessons``: what working with the program asks (11.10(i))."""

    statement_title: str
    statement: str
    training_title: str
    lessons: tuple[str, ...]


@cache
def first_steps() -> FirstSteps:
    """As shipped."""
    found: Any = json.loads(files("resources").joinpath("oversight", "first-steps.json").read_text(encoding="utf-8"))
    statement, training = found["statement"], found["training"]
    return FirstSteps(statement["title"], statement["text"], training["title"], tuple(training["lessons"]))
