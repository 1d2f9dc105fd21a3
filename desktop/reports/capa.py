"""One CAPA on paper, whole: as a quality manager signs it (CAP-1 to CAP-3; regulations, the CAPA form)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from db.capa import machine
from db.capa import records as r
from db.days import iso, shown
from db.errors import BadInput
from db.store.query import Query
from desktop.reports.charts import cause_tree
from desktop.reports.circumstances import circumstances, heading
from desktop.reports.finishing import Content, Drawn, finish
from desktop.reports.heading import Heading, opened
from desktop.reports.options import ReportOptions
from desktop.reports.pairs import NOTHING, pairs
from desktop.reports.parts import paragraphs, section
from desktop.reports.pieces import CLOSING, closing_notes, notes, signature_blocks
from desktop.reports.sheet import MARGIN, PORTRAIT, Sheet
from desktop.reports.stamp import Stamp, moment
from desktop.reports.table import WHOLE, Cell, Column, State, Table

if TYPE_CHECKING:
    from db.site import Site

KIND, TITLE = "capa", "CAPA"
STATES = {
    r.OVERDUE: "overdue", r.DUE_SOON: "due soon", r.ON_TIME: "current", r.UNDATED: "missing",
    machine.CLOSED: "current",
    machine.CORRECTED: "current", machine.VOIDED: "not required", "done": "current", "dropped": "not required",
}  # fmt: skip
_ACTIONS = (
    Column("Kind", 1.25, colour="ink2"), Column("Action", 3.2, strong=True, lines=WHOLE),
    Column("Owner", 1.75, lines=WHOLE), Column("Due", 1.65, lines=WHOLE), Column("Stands", 1.8),
    Column("What was done and what shows it", 3.5, colour="ink2", lines=WHOLE),
)  # fmt: skip
_TOLD = (Column("Who", 2.4, strong=True), Column("Told", 1.6), Column("How, or why not", 6.0, lines=WHOLE))
_WAY = (
    Column("Step", 2.6, strong=True), Column("Since", 1.5), Column("By", 2.2), Column("Reason", 4.2, lines=WHOLE),
)  # fmt: skip
_LATE = " (late entry)"
_TREE_HOLDS = 100  # letters of a cause that have room in the drawing of them
SIGNED_ROOM = 20 + 19 + CLOSING  # points: heading of the section, of its table, and the blocks for signatures
_COURSE = (Column("When", 2.4), Column("What happened", 8.0, lines=WHOLE))
_SIGNED = (
    Column("Meaning", 2.0), Column("Name", 3.0, strong=True), Column("Day", 1.6), Column("How", 1.8, colour="ink2"),
    Column("Covers what is written here", 2.4),
)  # fmt: skip


@dataclass(frozen=True)
class CapaFacts:
    heading: Heading
    as_of: str
    file: r.CapaFile


def facts(site: Site, options: ReportOptions) -> CapaFacts:
    """The CAPA named in ``where["record"]`` (id or number), else the newest closed one. Raises BadInput for none."""
    around = circumstances(site, options)
    named = options.where.get("record", ())
    where = {"id" if len(named[0]) == 36 else "number": named} if named else {}
    sort = (("closed", True),) if not named else ()
    found = site.capa.list(Query(where=where, sort=sort, limit=1)).rows
    if not found:
        raise BadInput("That CAPA is not there.", todo="Choose one on the page of CAPA.")
    file = site.capa.file(found[0].id)
    return CapaFacts(heading(site, options, around), around.on.isoformat(), file)


def draw(facts: CapaFacts, stamp: Stamp) -> Drawn:
    """The report, not yet sealed."""
    sheet, file = Sheet(stamp, PORTRAIT), facts.file
    capa = file.capa
    opened(sheet, f"{'' if capa.number.startswith(TITLE) else f'{TITLE} '}{capa.number}", facts.heading)
    sheet.y += 20
    for line in sheet.letters.wrapped(capa.title, "bold", 12, sheet.right - MARGIN)[:4]:
        sheet.text(MARGIN, sheet.y, line, 12, kind="H2")
        sheet.y += 15
    sheet.y -= 9
    _head(sheet, file)
    _identification(sheet, file)
    _investigation(sheet, file)
    _plan(sheet, file)
    _effectiveness(sheet, file)
    section(sheet, "The way it went")
    Table(sheet, _WAY).draw(
        [one.step + (f" (round {one.round})" if one.round > 1 else ""), shown(one.day), one.by, one.reason]
        for one in file.stages
    )
    _signatures(sheet, file)
    closing_notes(sheet)
    signature_blocks(sheet)
    title = f"{TITLE} {capa.number}: {capa.title}"
    return finish(sheet, Content(KIND, title, dict(facts.heading.filters), _data(file), facts.as_of))


def prose(sheet: Sheet, title: str, text: str) -> None:
    """What somebody wrote, whole, with its lines; nothing where nothing was written."""
    if not text:
        return
    if title:
        if sheet.y + 40 > sheet.bottom:
            sheet.begin_page()
        sheet.y += 15
        sheet.text(MARGIN, sheet.y, title, 7.4, colour="ink2", kind="H3")
    paragraphs(sheet, text, 8.8)


def _head(sheet: Sheet, file: r.CapaFile) -> None:
    capa = file.capa
    origin = f"{capa.source} {file.origin.number}" if file.origin is not None else capa.source
    target = shown(file.target) + (f" (first {shown(file.first_target)})" if file.target != file.first_target else "")
    pairs(sheet, [
        ("Stands", capa.step + (f", round {capa.round}" if capa.round > 1 else "")), ("Source", origin.strip()),
        ("Study", capa.study or "the whole site"), ("Identified", shown(capa.identified)),
        ("Initiator", file.initiator), ("Owner", capa.owner), ("Kind", capa.kind), ("Classification", capa.priority),
        ("To be done by", target if file.target else NOTHING), ("Closed", shown(capa.closed)),
        ("Adverse implications", "" if file.adverse else "none recorded"),
        ("Status in its former sheet", capa.old_status),
    ])  # fmt: skip
    if capa.late:
        notes(sheet, [f"Late entry: {capa.late_reason}"])


def _told(one: r.Notice) -> str:
    if not one.needed:
        return "not required"
    return shown(one.told) + (_LATE if one.late else "") if one.told else "to be told"


def _identification(sheet: Sheet, file: r.CapaFile) -> None:
    section(sheet, "1  Identification")
    prose(sheet, "What happened", file.description)
    day = f" (on {shown(file.contained)})" if file.contained else ""
    prose(sheet, f"Containment{day}", file.containment)
    prose(sheet, "Adverse implications", file.adverse)
    if file.notices:
        sheet.y += 8
        Table(sheet, _TOLD).draw(
            [one.whom, _told(one), one.note]
            for one in file.notices
        )  # fmt: skip


def _investigation(sheet: Sheet, file: r.CapaFile) -> None:
    if not (file.causes or file.root_cause or file.team or file.events):
        return
    section(sheet, "2  Investigation")
    team = ", ".join(f"{one.name}{f' ({one.part})' if one.part else ''}" for one in file.team if one.left is None)
    prose(sheet, "Team", team)
    events = [one for one in file.events if not one.struck]
    if events:
        sheet.y += 8
        Table(sheet, _COURSE).draw([moment(one.at) + (_LATE if one.late else ""), one.what] for one in events)
    if file.causes:
        _caption(sheet, "Fishbone. Bold red: root cause; underlined amber: contributing; struck through: ruled out")
        cause_tree(sheet, file.capa.title, file.causes)
        chains = chains_of(file.causes)
        if chains:
            _caption(sheet, "5 whys: the chain to the root cause")
            cause_tree(sheet, file.capa.title, chains, as_whys=True)
    at_length = [one.words for one in file.causes if len(one.words) > _TREE_HOLDS]
    prose(sheet, "Causes that the drawing shortens, whole", "\n".join(at_length))
    day = f", found {shown(file.root_cause_day)}" if file.root_cause_day else ""
    method = f" ({file.method})" if file.method else ""
    prose(sheet, f"Root cause{day}{method}", file.root_cause)
    if file.files:
        prose(
            sheet,
            "Evidence kept in the workspace",
            "\n".join(f"{one.name}  SHA-256 {one.sha256}" for one in file.files),
        )


def chains_of(causes: Sequence[r.Cause]) -> list[r.Cause]:
    """The root causes with everything above them, in the order of the tree."""
    parents = {one.id: one.parent for one in causes}
    kept: set[str] = set()
    for one in causes:
        above: str | None = one.id if one.standing == r.ROOT else None
        while above is not None and above not in kept:
            kept.add(above)
            above = parents.get(above)
    return [one for one in causes if one.id in kept]


def _plan(sheet: Sheet, file: r.CapaFile) -> None:
    if not file.actions:
        return
    section(sheet, "3  Action plan and implementation")
    sheet.y += 2
    Table(sheet, _ACTIONS).draw(_action(one) for one in file.actions)


def _action(one: r.Action) -> list[Cell]:
    due = shown(one.due) + (f" (first {shown(one.first_due)})" if one.due != one.first_due else "")
    words = shown(one.done) if one.done else one.state
    ended = "" if not one.proof or one.proof.rstrip().endswith((".", "!", "?")) else "."
    proof = one.proof + ended + (f" Evidence: {', '.join(file.name for file in one.files)}." if one.files else "")
    proof += "".join(f" Extended: {moved.reason}." for moved in one.extensions)
    return [one.kind, one.what, one.owner, due, State(STATES[one.state], words, f"{one.state} {words}"), proof.strip()]


def _effectiveness(sheet: Sheet, file: r.CapaFile) -> None:
    if not (file.criteria or file.checks or file.justification or file.conclusion):
        return
    section(sheet, "4  Effectiveness and closing")
    prose(sheet, "Criteria, fixed before implementation", file.criteria)
    when = f"{file.check_after} days after the last action" if file.check_after else ""
    when += f", due {shown(file.check_due)}" if file.check_due else ""
    prose(sheet, "How and when it is checked", "; ".join(part for part in (file.check_how, when) if part))
    for one in file.checks:
        title = f"Check of round {one.round}: {one.verdict}, {shown(one.checked)}, {one.checker}"
        prose(sheet, title, one.found)
    prose(sheet, "Why a correction is enough", file.justification)
    prose(sheet, "Conclusion", file.conclusion)


def _signatures(sheet: Sheet, file: r.CapaFile) -> None:
    if sheet.y + SIGNED_ROOM + 20 * len(file.signatures[:6]) > sheet.bottom:  # whole with the blocks below it
        sheet.begin_page()
    section(sheet, "Signatures on the record")
    if not file.signatures:
        notes(sheet, ["Nobody has signed it yet."])
        return
    Table(sheet, _SIGNED).draw((
        [
            ("plan approved" if one.meaning == machine.APPROVED else "closed")
            + (f" (round {one.round})" if one.round > 1 else ""),
            one.name, shown(one.day), "on paper" if one.paper else "electronic",
            State("current" if one.covers else "due soon", "yes" if one.covers else "changed since"),
        ]
        for one in file.signatures
    ), keep=CLOSING)  # fmt: skip


def _caption(sheet: Sheet, text: str) -> None:
    if sheet.y + 120 > sheet.bottom:
        sheet.begin_page()
    sheet.y += 15
    sheet.text(MARGIN, sheet.y, text, 7.4, colour="ink2", kind="H3")


def _data(file: r.CapaFile) -> list[dict[str, Any]]:
    capa = file.capa
    head = {
        "row": "capa", "id": capa.id, "number": capa.number, "title": capa.title, "source": capa.source,
        "step": capa.step, "owner": capa.owner, "due": iso(capa.due), "status": capa.status, "kind": capa.kind,
        "priority": capa.priority, "identified": iso(capa.identified), "closed": iso(capa.closed),
        "description": file.description, "containment": file.containment, "root_cause": file.root_cause,
        "criteria": file.criteria, "adverse": file.adverse, "root_cause_day": iso(file.root_cause_day),
        "method": file.method, "target": iso(file.target), "initiator": file.initiator, "check_how": file.check_how,
        "justification": file.justification, "conclusion": file.conclusion, "old_status": capa.old_status,
    }  # fmt: skip
    causes = [{"row": "cause", "id": one.id, "parent": one.parent, "category": one.category, "words": one.words,
               "standing": one.standing} for one in file.causes]  # fmt: skip
    actions = [
        {
            "row": "action", "kind": one.kind, "what": one.what, "owner": one.owner, "first_due": iso(one.first_due),
            "due": iso(one.due), "done": iso(one.done), "proof": one.proof, "status": one.state,
            "evidence": [{"name": file.name, "sha256": file.sha256} for file in one.files],
        }
        for one in file.actions
    ]  # fmt: skip
    checks = [{"row": "check", "round": one.round, "checked": iso(one.checked), "verdict": one.verdict,
               "found": one.found} for one in file.checks]  # fmt: skip
    signed = [{"row": "signature", "meaning": one.meaning, "name": one.name, "day": iso(one.day), "paper": one.paper,
               "covers": one.covers} for one in file.signatures]  # fmt: skip
    told = [{"row": "notification", "whom": one.whom, "needed": one.needed, "told": iso(one.told), "note": one.note}
            for one in file.notices]  # fmt: skip
    course = [{"row": "event", "at": one.at.isoformat(), "what": one.what, "struck": one.struck}
              for one in file.events]  # fmt: skip
    team = [{"row": "member", "name": one.name, "part": one.part, "left": iso(one.left)} for one in file.team]
    return [head, *told, *team, *course, *causes, *actions, *checks, *signed]
