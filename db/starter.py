"""What a new site begins with (resources/starter/): usual roles, and curricula it can adopt and then change."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class StarterCourse:
    """``roles`` empty: asked of every role; ``version`` empty: has none."""

    code: str
    title: str
    version: str
    kind: str
    validity_months: int | None
    due_soon_days: int
    grace_days: int
    within_days: int
    roles: tuple[str, ...]
    description: str


@dataclass(frozen=True)
class Curriculum:
    """``source``: the clauses that ask for it."""

    name: str
    source: str
    courses: tuple[StarterCourse, ...]


@dataclass(frozen=True)
class StarterTask:
    """A task of a delegation log. ``needs``: kinds of the study's own courses (protocol, consent, safety), “gcp”, or
    the code of a course."""

    code: str
    title: str
    needs: tuple[str, ...]
    note: str


@cache
def starter_tasks() -> tuple[StarterTask, ...]:
    """Tasks as delegation logs usually name them."""
    return tuple(StarterTask(**{**found, "needs": tuple(found["needs"])}) for found in _read("tasks.json"))


@cache
def starter_roles() -> tuple[str, ...]:
    """Study roles as they are usually called."""
    return tuple(_read("roles.json"))


@cache
def curricula() -> tuple[Curriculum, ...]:
    """The built-in curricula; security awareness and IAM is one of them (TRN-4)."""
    return tuple(
        Curriculum(
            found["name"],
            found["source"],
            tuple(StarterCourse(**{**course, "roles": tuple(course["roles"])}) for course in found["courses"]),
        )
        for found in _read("curricula.json")
    )


def _read(name: str) -> Any:
    return json.loads(files("resources").joinpath("starter", name).read_text(encoding="utf-8"))
