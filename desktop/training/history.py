"""The trail of training in the words of training; what has none of its own is said as everywhere else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from desktop.history import headline, meta, value_text
from desktop.training.words import said
from desktop.widgets.timeline import Moment

if TYPE_CHECKING:
    from db.store.trail import Entry


def moments(entries: Sequence[Entry], versions: Mapping[str, str]) -> tuple[Moment, ...]:
    """Newest first. ``versions``: id -> label, because a record holds the id."""
    return tuple(Moment(_title(entry, versions), meta(entry), _ink(entry), str(entry.seq)) for entry in entries[::-1])


def _title(entry: Entry, versions: Mapping[str, str]) -> str:
    if entry.destroyed:
        return headline(entry)
    new = entry.new
    if entry.table == "training_record":
        if entry.action == "insert":
            return _recorded(new, versions)
        if entry.action == "update" and set(new) == {"voided"}:
            return said("Struck through; it no longer counts")
        if entry.action == "update" and set(new) == {"evidence"}:
            return said("Evidence attached")
    if entry.table == "course_version" and entry.action == "insert":
        return _version(new)
    if entry.table == "planned_renewal":
        if entry.action == "insert":
            return said("Renewal planned for {day}").format(day=value_text(new.get("planned")))
        if entry.action == "delete":
            return said("Planned renewal withdrawn")
    if entry.table == "requirement" and entry.action == "insert":
        return said("Asked of {role}").format(role=new.get("role") or said("everybody"))
    return headline(entry)


def _recorded(new: Mapping[str, object], versions: Mapping[str, str]) -> str:
    label = versions.get(str(new.get("version") or ""), "")
    minutes = new.get("duration_minutes")
    parts = [
        said("version {label}").format(label=label) if label else "",
        str(new.get("method") or ""),
        said("{n} min").format(n=minutes) if minutes else "",
    ]
    told = ", ".join(part for part in parts if part)
    day = value_text(new.get("completed"))
    return said("Recorded: {day}").format(day=", ".join(part for part in (day, told) if part))


def _version(new: Mapping[str, object]) -> str:
    label, effective = str(new.get("label")), new.get("effective")
    if not effective:
        return said("Version {label} entered").format(label=label)
    word = said("re-opens training") if new.get("reopens") else said("re-opens nothing")
    return said("Version {label} from {day}, {word}").format(label=label, day=value_text(effective), word=word)


def _ink(entry: Entry) -> str:
    if entry.table == "training_record" and "voided" in entry.new and entry.action == "update":
        return "late"
    return "planned" if entry.table == "planned_renewal" else "accent"
