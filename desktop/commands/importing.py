"""``import REGISTER FILE``: a sheet into a register, all of it or, when said so, without its bad rows."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from db.errors import BadInput
from db.site import Site
from desktop.commands.answer import Answer
from desktop.exchange.importing import Done, Options, Plan, known_facts, plan_import

_SHOWN = 20  # problems named in words; --json has them all


def run_import(site: Site, options: Namespace) -> Answer:
    """From the command line: register, file, dry_run, skip_bad_rows, date_format (dmy or mdy), sheet, means."""
    return bring_in(
        site,
        options.register,
        options.file,
        dry_run=options.dry_run,
        skip_bad_rows=options.skip_bad_rows,
        changes=_change_rows(options.take_changes),
        options=Options(
            sheet=options.sheet, order=(options.date_format or "").lower(), words=_meanings(options.means)
        ),
    )  # fmt: skip


def _change_rows(said: str | None) -> frozenset[int] | None:
    """Row numbers, as in “3,7”; None for “all”, which takes what is certain. Raises BadInput."""
    if said is None:
        return frozenset()
    if said == "all":
        return None
    parts = [part.strip() for part in said.split(",")]
    if not all(part.isdecimal() for part in parts):
        raise BadInput(f"“{said}” names no rows.", todo="Write --take-changes all, or rows as in 3,7.")
    return frozenset(map(int, parts))


def _meanings(given: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
    """``status:Stage 3b=closed`` as field -> word -> value. Raises BadInput for what is not so written."""
    found: dict[str, dict[str, str]] = {}
    for one in given:
        field, _, rest = one.partition(":")
        word, sign, value = rest.rpartition("=")
        if not (field and word and sign and value):
            raise BadInput(f"“{one}” does not say what a word means.", todo="Write FIELD:WORD=VALUE.")
        found.setdefault(field.strip(), {})[word.strip()] = value.strip()
    return found


def bring_in(
    site: Site,
    register: str,
    file: Path,
    *,
    dry_run: bool = False,
    skip_bad_rows: bool = False,
    changes: frozenset[int] | None = frozenset(),
    options: Options | None = None,
) -> Answer:
    """Nothing is written while a row has a problem, unless these rows are to be skipped. ``changes``: rows whose
    changes to kept records are taken, None for all that are certain. Code 2 where the sheet was refused (one line on
    stderr); the fields tell each problem by row and column either way."""
    plan = plan_import(register, file, known_facts(site, register), options).tried(site)
    good = not plan.missing and (skip_bad_rows or not plan.problems)
    change_rows = plan.offered_surely if changes is None else changes
    if odd := sorted(change_rows - plan.offered):
        raise BadInput(
            f"Row {odd[0]} offers no change.", kept="Nothing was written.", todo="See the rows with --dry-run."
        )
    if dry_run or not good:
        done = plan.outcome(change_rows=change_rows)
        if not good:
            sys.stderr.write(f"siteward: {_refusal(plan)} Nothing was written.\n")
        return Answer(
            _words(plan, done, written=False), _fields(plan, done, written=False, good=good), 0 if good else 2
        )
    done = plan.commit(site, plan.bad_rows if skip_bad_rows else (), change_rows=change_rows)
    return Answer(_words(plan, done, written=True), _fields(plan, done, written=True, good=True))


def _refusal(plan: Plan) -> str:
    if plan.missing:
        return f"No column of “{plan.source.name}” holds: {', '.join(plan.missing)}."
    if plan.questions:
        return f"{plan.questions[0]} Say it with --date-format dmy or --date-format mdy."
    first, count = plan.problems[0], len(plan.bad_rows)
    where = f", {first.column}" if first.column else ""
    others = {1: "", 2: " One more row has a problem."}.get(count, f" {count - 1:,} more rows have problems.")
    return f"Row {first.row}{where}: {first.problem}{others}"


def _fields(plan: Plan, done: Done, *, written: bool, good: bool) -> Mapping[str, Any]:
    return {
        "register": plan.register,
        "file": plan.source.name,
        "sha256": plan.source.sha256,
        "sheet": plan.sheet,
        "written": written,
        "accepted": done.accepted if good else 0,
        "records": done.records if good else 0,
        "changed": done.changed if good else 0,
        "rejected": [{"row": t.row, "column": t.column, "problem": t.problem} for t in done.rejected],
        "duplicates": [
            {"row": d.row, "of": d.of, "of_row": d.of_row, "certain": d.certain, "why": d.why} for d in done.duplicates
        ],
        "changes": [
            {
                "row": d.row, "of": d.of, "id": d.id, "certain": d.certain,
                "fields": [{"field": c.field, "old": c.old, "new": c.new} for c in d.changes],
            }
            for d in done.duplicates
            if d.changes
        ],
        "columns": [
            {
                "column": c.letter, "heading": c.heading, "field": c.field, "course": c.course, "how": c.how,
                "confidence": c.confidence, "dates": c.dates.described if c.dates else "",
            }
            for c in plan.columns
        ],
        "new_courses": list(done.new_courses),
        "skipped": [{"row": s.row, "text": s.text, "why": s.why} for s in plan.skipped],
        "missing": list(plan.missing),
        "questions": list(plan.questions),
        "warnings": list(plan.warnings),
    }  # fmt: skip


def _words(plan: Plan, done: Done, *, written: bool) -> str:
    verb = "Brought in" if written else "Would bring in"
    rows = "1 row" if done.accepted == 1 else f"{done.accepted:,} rows"
    records = f" ({done.records:,} records)" if done.records != done.accepted else ""
    lines = [f"{verb} {rows}{records} of {plan.count:,} from {plan.source.name} ({plan.source.described})."]
    lines += [f"Dates in “{c.named}”: {c.dates.described}" for c in plan.columns if c.dates and c.dates.formats]
    lines += [f"Taken by likeness: “{c.named}” as {c.field}" for c in plan.columns if c.how == "suggestion"]
    lines += [f"New course: {name}" for name in done.new_courses]
    if done.changed:
        lines.append(f"{'Changed' if written else 'Would change'} {done.changed:,} kept by rows that differ.")
    differing = [d for d in done.duplicates if d.changes]
    lines += [f"Row {d.row} differs: {'; '.join(c.words for c in d.changes)}" for d in differing[:_SHOWN]]
    if differing and not done.changed:
        lines.append("Take changes with --take-changes all, or the rows as in --take-changes 3,7.")
    lines += [
        f"Row {d.row}: {'repeats' if d.certain else 'may repeat'} {d.of} ({d.why})" for d in done.duplicates[:_SHOWN]
    ]
    lines += [f"Row {t.row}, {t.column}: {t.problem}" for t in done.rejected[:_SHOWN]]
    if len(done.rejected) > _SHOWN:
        lines.append(f"... and {len(done.rejected) - _SHOWN:,} more problems")
    return "\n".join([*lines, *plan.questions, *plan.warnings])
