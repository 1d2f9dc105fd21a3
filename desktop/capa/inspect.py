"""The far end: what the next step asks for, what can be done, the way so far, who signed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.capa import machine
from db.capa import records as r
from desktop.capa.acts import Acts
from desktop.capa.words import ACTS, TO_DO, said, state_of, too_early
from desktop.history import moments, span_words
from desktop.widgets.buttons import Button
from desktop.widgets.dates import show_date
from desktop.widgets.inspector import Inspector
from desktop.widgets.text import Em, Part
from desktop.widgets.timeline import Moment

if TYPE_CHECKING:
    from db.site import Site
    from db.store.trail import Entry

_DEEDS: Mapping[str, tuple[str, Callable[[Acts, r.CapaFile], object]]] = {
    "described": ("Describe it…", Acts.identify), "owned": ("Name its owner…", Acts.identify),
    "contained": ("Record its containment…", Acts.identify), "team": ("Build the team…", Acts.join),
    "roots": ("Ask the next why…", Acts.ask_why), "concluded": ("State the root cause…", Acts.state_cause),
    "to_do": ("Add an action…", Acts.add_action), "criteria": ("Fix the criteria…", Acts.fix_criteria),
    "done": ("Action done…", Acts.finish_next), "effective": ("Record the check…", Acts.check),
    "told": ("Record who was told…", Acts.notify),
}  # fmt: skip
"""Condition of machine.CONDITIONS -> words of the button, and what fulfils it."""


@dataclass(frozen=True)
class View:
    """One CAPA as the page shows it; ``may``: whether this person may change it."""

    file: r.CapaFile
    entries: tuple[Entry, ...]
    may: bool


def read_capa(site: Site, capa_id: str) -> View:
    """On the store's thread."""
    site.looked_at("capa", capa_id)
    may = site.may("capa")
    return View(site.capa.file(capa_id), tuple(site.trail.history("capa", capa_id)), may)


def show_capa(inspector: Inspector, view: View, acts: Acts, extra: Sequence[Button]) -> None:
    """Fill head, checklist, buttons and tabs. ``extra``: buttons of the page, such as the one that opens it."""
    file, capa = view.file, view.file.capa
    source = said(capa.source) + (f" {file.origin.number}" if file.origin is not None and file.origin.number else "")
    head = (f"{capa.number} · {said('from')} {source}", capa.title, state_of(capa), said(capa.status))
    inspector.show_head(*head, _why(view), [*(_buttons(view, acts) if view.may else ()), *extra])
    inspector.details.show_facts(facts(file))
    stages = [
        Moment(
            said(one.step).capitalize() + (f" · {said('round {n}').format(n=one.round)}" if one.round > 1 else ""),
            f"{one.by} · {show_date(one.day)}" + (f" · {one.reason}" if one.reason else ""),
            "late" if one.step == machine.VOIDED else "ok",
        )
        for one in reversed(file.stages)
    ]  # fmt: skip
    inspector.show_history([*stages, *moments(view.entries)])
    inspector.show_signatures([
        Moment(
            said("Plan approved") if one.meaning == machine.APPROVED else said("Closed"),
            f"{one.name} · {show_date(one.day)}" + (f" · {said('signed on paper')}" if one.paper else "")
            + ("" if one.covers else f" · {said('no longer covers what is written now')}"),
            "ok" if one.covers else "soon",
        )
        for one in file.signatures
    ])  # fmt: skip
    inspector.show_footer(span_words(view.entries))


def facts(file: r.CapaFile) -> list[tuple[str, str]]:
    """Names and values for the details."""
    capa = file.capa
    return [
        (said("Step"), said(capa.step)), (said("Owner"), capa.owner), (said("Initiator"), file.initiator),
        (said("Study"), capa.study), (said("Kind"), said(capa.kind)), (said("Classification"), said(capa.priority)),
        (said("Identified"), show_date(capa.identified)), (said("Age"), said("{n} days").format(n=capa.age)),
        (said("Due"), show_date(capa.due) if capa.due else ""),
        (said("Actions"), said("{n} of {all} open").format(n=capa.open_actions, all=capa.actions)),
        (said("Closed"), show_date(capa.closed) if capa.closed else ""), (said("Former status"), capa.old_status),
        (said("Late entry"), capa.late_reason if capa.late else ""),
    ]  # fmt: skip


def _why(view: View) -> list[Part]:
    """The checklist of the way on: what is there, what is missing."""
    capa = view.file.capa
    ways = {one.act: one for one in view.file.ways}
    if machine.REOPEN in ways and ways[machine.REOPEN].ready:
        return [Em(said("It was not effective."), "late"), " " + said("Open it again and look for what was missed.")]
    onward = machine.forward(capa.step)
    way = ways.get(onward.act) if onward is not None else None
    if way is None:
        words = {
            machine.CLOSED: said("Closed as effective."), machine.CORRECTED: said("Closed with its correction alone."),
        }.get(capa.step, said("Voided. It stays to be read."))  # fmt: skip
        if capa.old_status:
            words = said("Brought in from a former register, where it was “{status}”.").format(status=capa.old_status)
        return [words]
    parts: list[Part] = [Em(said(TO_DO[way.act]))]
    for one in way.needs:
        parts.append("\n")
        parts.append(f"✓ {said(one.words)}" if one.met else Em(f"○ {said(one.words)}", "late"))
    if view.file.check_due is not None and too_early(view.file):
        parts.append("\n" + said("It is checked from {day} on.").format(day=show_date(view.file.check_due)))
    return parts


def _buttons(view: View, acts: Acts) -> list[Button]:
    """The way on first; it is there once nothing but the signature is missing. The others go back or end it."""
    file = view.file
    found = []
    onward = machine.forward(file.capa.step)
    for way in file.ways:
        first = onward is not None and way.act == onward.act
        if not way.ready or (way.act == machine.REOPEN and file.capa.step != machine.EFFECTIVENESS):
            continue
        button = Button(said(ACTS[way.act]), "primary" if first or way.act == machine.REOPEN else "plain",
                        f"capa-{way.act}")  # fmt: skip
        button.clicked.connect(lambda _=False, way=way: acts.go(file, way))
        found.append(button)
    if not any(one.kind == "primary" for one in found):
        found += _next_deed(file, acts)
    return sorted(found, key=lambda one: one.kind != "primary")


def _next_deed(file: r.CapaFile, acts: Acts) -> list[Button]:
    """What fulfils the first condition that the way on lacks, so that nobody has to look for it on the page."""
    onward = machine.forward(file.capa.step)
    way = next((one for one in file.ways if onward is not None and one.act == onward.act), None)
    needs = way.needs if way is not None else ()
    lacking = next((one.key for one in needs if not one.met and one.key not in machine.SIGNATURES), "")
    if lacking not in _DEEDS or (lacking == "effective" and too_early(file)):
        return []
    words, do = _DEEDS[lacking]
    button = Button(said(words), "primary", "capa-next")
    button.clicked.connect(lambda: do(acts, file))
    return [button]
