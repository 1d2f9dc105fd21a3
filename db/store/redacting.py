"""How one text is taken out of one record, and of what the trail said of it: the trigger of redactions (AUD-5).

Its sister of destructions is in destroying.py. The text comes from the writer's memory, never from a table; what is
left is the placeholder with the redaction's number. A `destroy` entry names the entries that lost their content, and a
baseline says the record as it reads from then on.
"""

# ruff: noqa: S608 - statements are put together from names of the schema

from __future__ import annotations

from collections.abc import Callable

from db.store.destroying import STAYS
from db.store.tables import Table, Tables, quoted
from db.store.trail_writer import LAST, WRITE

REDACT, REDACT_AGAIN = "trail_redact", "trail_redact_again"
"""The second: in a restored copy, what had been redacted after it was made."""
_NEVER = STAYS | {
    "redaction", "reapplied", "reapplied_item", "backup", "backup_place", "backup_miss", "restore_drill", "signature",
    "users", "user_person", "certificates", "schema_files", "settings",
}  # fmt: skip
"""No free text of a record stands there, or a signature's own content does."""
_CHECKS = """
    SELECT RAISE(ABORT, 'a redaction is approved and signed by a second person before it is carried out')
    WHERE new.approver IS NULL OR new.approver IS new.person OR old.carried IS NOT NULL OR new.withdrawn IS NOT NULL
        OR NOT EXISTS (SELECT 1 FROM signature AS s WHERE s.tbl = 'redaction' AND s.record = new.id
            AND s.meaning = 'approved' AND s.person IS new.approver)
        OR NOT EXISTS (SELECT 1 FROM signature AS s WHERE s.tbl = 'redaction' AND s.record = new.id
            AND s.meaning = 'carried out' AND s.person IS new.carried_by);"""
_SAID = (
    'SELECT a.seq FROM audit AS a WHERE a.tbl = new.tbl AND a."row" = new.record AND a.detail IS NOT NULL '
    "AND instr(a.detail, trail_unwanted(1)) > 0"
)


def redaction_triggers(tables: Tables, fields: Callable[[Table, str], str]) -> dict[str, str]:
    """Name and SQL, once the schema knows redactions. ``fields``: the whole row of a table as JSON, as on the trail."""
    if "redaction" not in tables.registers:
        return {}
    concerned = [table for name, table in sorted(tables.registers.items()) if name not in _NEVER and free_texts(table)]
    replaced = "\n    ".join(_replacement(table) for table in concerned)
    baselines = "\n    ".join(_baseline(table, fields) for table in concerned)
    runs = (
        "SELECT min(g.seq) AS lo, max(g.seq) AS hi FROM "
        f"(SELECT d.seq, d.seq - row_number() OVER (ORDER BY d.seq) AS run FROM ({_SAID}) AS d) AS g "
        "GROUP BY g.run ORDER BY 1"
    )
    ends = (
        f"    {replaced}\n"
        f"    SELECT RAISE(ABORT, 'the record does not hold that text') WHERE NOT EXISTS ({_SAID});\n"
        "    SELECT trail_destroyed(last.seq, last.hash, '{order}/' || new.id, new.number,\n"
        f"        (SELECT json_group_array(json_array(r.lo, r.hi)) FROM ({runs}) AS r)) FROM {LAST};\n"
        f"    {WRITE};\n"
        f"    UPDATE audit SET salt = NULL, detail = NULL WHERE seq IN ({_SAID});\n"
        f"    {baselines}\n"
        f"    {WRITE};\n"
        "END"
    )
    when = "AFTER UPDATE OF carried ON redaction WHEN new.carried IS NOT NULL"
    made = {REDACT: f'CREATE TRIGGER "{REDACT}" {when} BEGIN{_CHECKS}\n' + ends.replace("{order}", "redaction")}
    if "reapplied" in tables.registers:
        when = "AFTER UPDATE OF done ON reapplied WHEN new.done IS NOT NULL AND new.kind = 'redaction'"
        made[REDACT_AGAIN] = f'CREATE TRIGGER "{REDACT_AGAIN}" {when} BEGIN\n' + ends.replace("{order}", "reapplied")
    return made


def free_texts(table: Table) -> tuple[str, ...]:
    """Its columns in which somebody writes: neither key nor reference nor bytes."""
    named = {reference.column for reference in table.references}
    return tuple(
        column
        for column in table.columns
        if column != table.key and column not in named | table.secret and column in table.texts
    )


def _replacement(table: Table) -> str:
    texts = [quoted(column) for column in free_texts(table)]
    changed = ", ".join(
        f"{one} = replace({one}, trail_unwanted(0), '[redacted ' || new.number || ']')" for one in texts
    )
    holds = " OR ".join(f"instr({one}, trail_unwanted(0)) > 0" for one in texts)
    return (
        f"UPDATE {quoted(table.name)} SET {changed} "
        f"WHERE new.tbl = '{table.name}' AND {quoted(table.key)} = new.record AND ({holds});"
    )


def _baseline(table: Table, fields: Callable[[Table, str], str]) -> str:
    key = f"t.{quoted(table.key)}"
    return (
        f"SELECT trail_row(last.seq, last.hash, 'baseline', '{table.name}', {key}, {fields(table, 't')}) "
        f"FROM {quoted(table.name)} AS t, {LAST} WHERE new.tbl = '{table.name}' AND {key} = new.record;"
    )
