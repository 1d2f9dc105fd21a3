"""How content ends: the one trigger that may remove rows of registers and empty entries of the trail (AUD-5, RET-3).

It runs when a destruction is marked as carried out, and asks for itself what must hold: whatever a page or a register
forgets, it refuses. Its parts are generated from the tables, as those of the trail are; what it removes is named row
by row in ``destruction_item`` before anybody approves.
"""

# ruff: noqa: S608 - statements are put together from names of the schema

from __future__ import annotations

from graphlib import TopologicalSorter

from db.store.tables import Table, Tables, quoted
from db.store.trail_writer import LAST, WRITE

DESTROY, DESTROY_AGAIN = "trail_destroy", "trail_destroy_again"
"""The second: in a restored copy, what had ended after it was made."""
ENDS = ("study", "signature", "evidence")
"""What the rows of these tables carry may end with a study; what is no part of one never does."""
STAYS = frozenset({
    "study", "series", "series_study", "study_retention", "retention_event", "enquiry", "hold", "sponsor_release",
    "retention_contract", "custody_move", "destruction", "destruction_item",
})  # fmt: skip
"""What retention itself keeps: why, until when and how something ended can be asked for ever."""

_SAID = (
    'SELECT a.seq FROM {0}_item AS x JOIN audit AS a ON a.tbl = x.tbl AND a."row" = x.record '
    "WHERE x.{0} = new.id AND a.detail IS NOT NULL"
)
_CHECKS = """
    SELECT RAISE(ABORT, 'a destruction is approved and signed by a second person before it is carried out')
    WHERE new.approver IS NULL OR new.approver IS new.person OR old.carried IS NOT NULL OR new.withdrawn IS NOT NULL
        OR NOT EXISTS (SELECT 1 FROM signature AS s WHERE s.tbl = 'destruction' AND s.record = new.id
            AND s.meaning = 'approved' AND s.person IS new.approver)
        OR NOT EXISTS (SELECT 1 FROM signature AS s WHERE s.tbl = 'destruction' AND s.record = new.id
            AND s.meaning = 'carried out' AND s.person IS new.carried_by);
    SELECT RAISE(ABORT, 'what is on hold is not destroyed')
    WHERE EXISTS (SELECT 1 FROM hold AS h WHERE h.released IS NULL AND (h.series = new.series
        OR h.study IN (SELECT y.study FROM series_study AS y WHERE y.series = new.series)
        OR (h.series IS NULL AND h.study IS NULL)));
    SELECT RAISE(ABORT, 'it is still to be kept: a trigger pending, a rule not confirmed, for ever, or not yet due')
    WHERE NOT EXISTS (SELECT 1 FROM series AS k WHERE k.id = new.series AND k.trigger_pending = 0 AND k.unconfirmed = 0
        AND k.permanent = 0 AND k.keep_until < new.carried);
    SELECT RAISE(ABORT, 'another series keeps the same records in this program for longer')
    WHERE new.items > 0 AND EXISTS (SELECT 1 FROM series AS k JOIN series_study AS y ON y.series = k.id
        WHERE k.id <> new.series AND k.medium = 'in this program' AND k.destroyed IS NULL
        AND y.study IN (SELECT z.study FROM series_study AS z WHERE z.series = new.series)
        AND (k.trigger_pending = 1 OR k.unconfirmed = 1 OR k.permanent = 1 OR k.keep_until IS NULL
            OR k.keep_until >= new.carried));
    SELECT RAISE(ABORT, 'the sponsor has not released the records in writing')
    WHERE EXISTS (SELECT 1 FROM series_study AS y LEFT JOIN study_retention AS f ON f.study = y.study
        WHERE y.series = new.series AND f.sponsored IS NOT 0 AND NOT EXISTS (SELECT 1 FROM sponsor_release AS l
            WHERE l.study = y.study AND l.withdrawn IS NULL AND l.released <= new.carried));
    SELECT RAISE(ABORT, 'the study has not ended at this site')
    WHERE EXISTS (SELECT 1 FROM series_study AS y JOIN study AS t ON t.id = y.study WHERE y.series = new.series
        AND (t."end" IS NULL OR t."end" > new.carried) AND NOT EXISTS (SELECT 1 FROM retention_event AS e
            WHERE e.study = t.id AND e.what = 'trial ended' AND e.voided IS NULL AND e.happened <= new.carried));
    SELECT RAISE(ABORT, 'what this program keeps of a study ends with its trial records alone')
    WHERE new.items > 0 AND NOT EXISTS (SELECT 1 FROM series AS k WHERE k.id = new.series AND k.kind = 'trial records');
    SELECT RAISE(ABORT, 'the clock ran on since the last code was checked: lock, and unlock with a fresh code')
    WHERE unixepoch(new.carried) - 30 * coalesce((SELECT max(u.step) FROM users AS u), 0) >= 172800;"""


def destruction_triggers(tables: Tables) -> dict[str, str]:
    """Name and SQL, once the schema knows destructions."""
    if "destruction_item" not in tables.registers:
        return {}
    when = "AFTER UPDATE OF carried ON destruction WHEN new.carried IS NOT NULL"
    sql = f'CREATE TRIGGER "{DESTROY}" {when} BEGIN{_CHECKS}\n{_ending(tables, "destruction", "destruction")}END'
    made = {DESTROY: sql}
    if "reapplied_item" in tables.registers:
        when = "AFTER UPDATE OF done ON reapplied WHEN new.done IS NOT NULL AND new.kind = 'destruction'"
        made[DESTROY_AGAIN] = (
            f'CREATE TRIGGER "{DESTROY_AGAIN}" {when} BEGIN\n{_ending(tables, "reapplied", "reapplied")}END'
        )
    return made


def _ending(tables: Tables, order: str, table: str) -> str:
    """The rows that ``order`` names go, a `destroy` entry says so, and their entries are emptied."""
    items = f"(SELECT x.record FROM {order}_item AS x WHERE x.{order} = new.id AND x.tbl = '{{}}')"
    removals = "\n    ".join(
        f"DELETE FROM {quoted(one.name)} WHERE {quoted(one.key)} IN {items.format(one.name)};"
        for one in destroyable(tables)
    )
    said = _SAID.format(order)
    runs = (
        "SELECT min(g.seq) AS lo, max(g.seq) AS hi FROM "
        f"(SELECT d.seq, d.seq - row_number() OVER (ORDER BY d.seq) AS run FROM ({said}) AS d) AS g "
        "GROUP BY g.run ORDER BY 1"
    )
    some = f"EXISTS (SELECT 1 FROM {order}_item AS x WHERE x.{order} = new.id)"
    write = WRITE.replace(" VALUES (", " SELECT ").removesuffix(")")
    return (
        f"    {removals}\n"
        f"    SELECT trail_destroyed(last.seq, last.hash, '{table}/' || new.id, new.number,\n"
        f"        (SELECT json_group_array(json_array(r.lo, r.hi)) FROM ({runs}) AS r))\n"
        f"    FROM {LAST} WHERE {some};\n"
        f"    {write} WHERE {some};\n"
        f"    UPDATE audit SET salt = NULL, detail = NULL WHERE seq IN ({said});\n"
    )


def destroyable(tables: Tables) -> tuple[Table, ...]:
    """The tables of which a destruction may remove rows, those first that rest on others."""
    found = {name for name in ENDS if name in tables.registers}
    while True:
        more = {
            table.name
            for table in tables.registers.values()
            if table.name not in found | STAYS and _ends_with(table, found)
        }
        if not more:
            break
        found |= more
    names = sorted(found - STAYS)
    sorter: TopologicalSorter[str] = TopologicalSorter(dict.fromkeys(names, ()))
    for name in names:
        for other in sorted({reference.table for reference in tables.registers[name].references} - {name}):
            if other in names:
                sorter.add(other, name)
    return tuple(tables.registers[name] for name in sorter.static_order())


def _ends_with(table: Table, ending: set[str]) -> bool:
    """A part of something that ends, or about a study, be it of one only sometimes."""
    return any(
        reference.table in ending and (reference.whole or reference.table == "study") for reference in table.references
    )
