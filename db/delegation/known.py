"""A study's lines as the records said at some moment (AUD-6): the tables are taken back along the trail, then read as
today's are."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from db.delegation import records as r
from db.delegation import rows
from db.store.rewind import as_known, last_seq_by
from db.store.store import Store

_COLUMNS = {
    "delegation": (
        "study", "person", "task", "start", "end", "ended", "end_reason", "comment", "follows", "entered",
        "late_reason",
    ),
    "delegation_step": ("line", "kind", "happened", "person"),
    "delegation_breach": ("line", "kind"),
    "delegation_task": ("code", "title", "place"),
    "person": ("family_name", "given_name", "sort_name", "end"),
    "study": ("code",),
    "investigator": ("study", "person", "start", "end"),
    "assignment": ("person", "study", "role", "start", "end"),
}  # fmt: skip


def lines_as_known(store: Store, study: str, when: datetime, on: date) -> tuple[r.Line, ...]:
    """By name, task and start. Whether training lapsed is not judged here."""
    last = last_seq_by(store, when)
    tables: dict[str, dict[str, dict[str, Any]]] = {
        name: {row["id"]: row for row in as_known(store, name, ("id", *columns), last)}
        for name, columns in _COLUMNS.items()
    }
    day = on.isoformat()
    lines = [line for line in tables["delegation"].values() if line["study"] == study and _seen(line, day)]
    lines.sort(
        key=lambda line: (
            tables["person"][line["person"]]["sort_name"], tables["delegation_task"][line["task"]]["place"],
            tables["delegation_task"][line["task"]]["code"], line["start"], line["id"],
        )
    )  # fmt: skip
    return tuple(rows.line(_row(line, tables, day), on, ()) for line in lines)


def _seen(line: dict[str, Any], day: str) -> bool:
    return bool(line["start"] <= day or line["entered"][:10] <= day)


def _row(line: dict[str, Any], tables: dict[str, dict[str, dict[str, Any]]], day: str) -> list[Any]:
    """In the order of rows.lines_sql()."""
    person, task = tables["person"][line["person"]], tables["delegation_task"][line["task"]]
    steps = [s for s in tables["delegation_step"].values() if s["line"] == line["id"] and s["happened"] <= day]
    first = {kind: next((s["happened"] for s in steps if s["kind"] == kind), None) for kind in ("refused", "accepted")}
    approvals = sorted((s for s in steps if s["kind"] == "approved"), key=lambda s: (s["happened"], s["id"]))
    approval = approvals[-1] if approvals else None
    approver = tables["person"].get(approval["person"]) if approval else None
    leads = {
        i["person"]
        for i in tables["investigator"].values()
        if i["study"] == line["study"] and i["start"] <= day <= (i["end"] or day)
    }
    roles = sorted(
        {
            a["role"]
            for a in tables["assignment"].values()
            if a["person"] == line["person"]
            and a["study"] == line["study"]
            and a["start"] <= max(line["start"], line["ended"] or line["end"] or day)
            and (a["end"] is None or a["end"] >= line["start"])
        }
    )
    kinds = {b["kind"] for b in tables["delegation_breach"].values() if b["line"] == line["id"]}
    return [
        line["id"], line["study"], tables["study"][line["study"]]["code"], line["person"], person["family_name"],
        person["given_name"], line["task"], task["code"], task["title"], line["start"], line["end"], line["ended"],
        line["end_reason"], line["comment"], line["follows"], line["entered"], line["late_reason"], person["end"],
        first["refused"], first["accepted"], approval["happened"] if approval else None,
        approval["person"] if approval else None,
        f"{approver['family_name']}\x1f{approver['given_name']}" if approver else None,
        bool(approval and approval["person"] not in leads), ",".join(sorted(kinds)), " · ".join(roles),
    ]  # fmt: skip
