"""What a CAPA's page offers at each of its steps, and what it shows as missing; all else is refused by the register and
by the tables themselves (CAP-1, CAP-3, ROL-4). One window, one site, a CAPA at each stage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QAbstractButton

from db.capa import machine
from db.capa import records as r
from db.capa.register import Capas
from db.errors import BadInput, Refused
from db.roster.records import NewPerson
from db.site import Site
from db.store.errors import NotSaved
from tests.capa.bench import Bench
from tests.capa_page.driver import CapaDriver
from tests.window_driver import Screen, until

ACTS = sorted({one.act for one in machine.TRANSITIONS})


@dataclass(frozen=True)
class Row:
    """A CAPA that ``made`` brings to a stage: acts its page offers, and what its checklist says is missing."""

    made: Callable[[AtTheSite], r.CapaFile]
    offered: frozenset[str]
    missing: tuple[str, ...] = ()


class AtTheSite(Bench):
    """The bench's ways to each stage, of the site that the window has open."""

    def __init__(self, site: Site) -> None:
        self.site, self.store, self.clock, self._scan = site, site.store, site.clock, ""  # type: ignore[assignment]
        names = (("Lindqvist", "Hugo"), ("Castillo Ruiz", "Inés"), ("O'Neil", "Seán"))
        there = {one.name: one.id for one in site.people.people().rows}
        self.hugo, self.ines, self.sean = (
            there.get(f"{family}, {given}") or site.people.add_person(NewPerson(family, given)).id
            for family, given in names
        )

    @property
    def capa(self) -> Capas:
        return self.site.capa

    def bare(self) -> r.CapaFile:
        return self.capa.add(r.NewCapa("Only a title", self.today))

    def alone(self) -> r.CapaFile:
        one = self.identified().capa.id
        return self.capa.go(one, machine.INVESTIGATE)

    def unplanned(self) -> r.CapaFile:
        return self.capa.go(self.investigated().capa.id, machine.PROPOSE)

    def open_action(self) -> r.CapaFile:
        return self.capa.approve(self.planned().capa.id, self.ink(machine.APPROVED))

    def untold(self) -> r.CapaFile:
        one = self.checked().capa.id
        return self.capa.notify(one, "sponsor", needed=True, told=None)

    def small(self) -> r.CapaFile:
        one = self.identified(priority="minor").capa.id
        return self.capa.change(one, {"justification": "One line, corrected"}, "Completed")

    def void(self) -> r.CapaFile:
        return self.capa.go(self.bare().capa.id, machine.VOID, "Entered twice")


STAGES = {
    "bare": Row(AtTheSite.bare, frozenset({"void"}), (
        "What happened is described", "An owner answers for it", "Containment is recorded, or why none is needed")),
    "identified": Row(AtTheSite.identified, frozenset({"investigate", "void"})),
    "small": Row(AtTheSite.small, frozenset({"investigate", "correct", "void"})),
    "alone": Row(AtTheSite.alone, frozenset({"void"}), (
        "At least two people investigate", "The causes are drawn and a root cause is marked",
        "The root cause is stated, with its day")),
    "investigated": Row(AtTheSite.investigated, frozenset({"propose", "void"})),
    "unplanned": Row(AtTheSite.unplanned, frozenset({"return", "void"}), (
        "A corrective or preventive action is planned",
        "What will prove it effective is fixed, and when it is checked",
        "Somebody else than the owner approved the plan")),
    "planned": Row(AtTheSite.planned, frozenset({"approve", "return", "void"}), (
        "Somebody else than the owner approved the plan",)),
    "open action": Row(AtTheSite.open_action, frozenset({"revise", "void"}), (
        "Every action is done and proven, or dropped with its reason",)),
    "too early": Row(AtTheSite.implemented, frozenset({"void"}), (
        "The check found it effective", "Somebody else than the owner signed the closure")),
    "untold": Row(AtTheSite.untold, frozenset({"void"}), (
        "Everybody who must be told was told", "Somebody else than the owner signed the closure")),
    "effective": Row(AtTheSite.checked, frozenset({"close", "void"}), (
        "Somebody else than the owner signed the closure",)),
    "not effective": Row(lambda site: site.checked(machine.NOT_EFFECTIVE), frozenset({"reopen", "void"})),
    "closed": Row(AtTheSite.closed, frozenset({"recur"})),
    "voided": Row(AtTheSite.void, frozenset()),
}  # fmt: skip
LATER = ("untold", "effective", "not effective", "closed")
"""Stages that take months come first, so that the others are of the day on which they are looked at."""


@pytest.fixture
def page(inside: Screen) -> CapaDriver:
    return CapaDriver(inside)


def all_stages(site: Site) -> dict[str, str]:
    there = AtTheSite(site)
    order = sorted(STAGES, key=lambda name: name not in LATER)
    return {name: STAGES[name].made(there).capa.id for name in order}


def refused_everywhere(site: Site, capa_id: str, offered: frozenset[str]) -> None:
    """What the page does not offer is refused by the register with its reason, and by the tables without a register."""
    bench, now = AtTheSite(site), site.capa.file(capa_id).capa
    ink = {meaning: bench.ink(meaning) for meaning in (machine.APPROVED, machine.CLOSING)}
    for act in ACTS:
        if act in offered:
            continue
        with pytest.raises(Refused):
            if act in (machine.APPROVE, machine.CLOSE, machine.CORRECT):
                with site.store.change("raw") as change:
                    meaning = machine.APPROVED if act == machine.APPROVE else machine.CLOSING
                    site.capa.sign_within(change, capa_id, act, ink[meaning])
            else:
                site.capa.go(capa_id, act, "A reason")
    mine = {one.after for one in machine.leading(now.step) if one.act in offered and not one.signed}
    for step in set(machine.STEPS) - {now.step} - mine:
        ends = step in (machine.CLOSED, machine.CORRECTED)
        again = any(one.again for one in machine.leading(now.step) if one.after == step)
        row = {"step": step, "round": now.round + again, "closed": bench.today.isoformat() if ends else None}
        with pytest.raises(NotSaved), site.store.change("raw") as change:
            change.update("capa", capa_id, row)


@pytest.mark.requirement("CAP-1", "CAP-3", "ROL-4")
def test_the_page_offers_what_follows_and_shows_what_is_missing(page: CapaDriver) -> None:
    ids: dict[str, str] = page.screen.ask(all_stages)  # type: ignore[assignment]
    for name, capa_id in ids.items():
        row = STAGES[name]
        page.page.show_record(capa_id)
        until(lambda capa_id=capa_id: page.page._view and page.page._view.file.capa.id == capa_id, name)
        offered = {act for act in ACTS if any(
            one.isVisible() for one in page.page.inspector.findChildren(QAbstractButton, f"capa-{act}"))}  # fmt: skip
        assert offered == row.offered, name
        missing = tuple(line.removeprefix("○ ") for line in page.why().splitlines() if line.startswith("○"))
        assert missing == row.missing, name
        check = page.page.document.findChildren(QAbstractButton, "capa-check")
        assert not any(one.isVisible() for one in check), f"{name}: no check is due"
        page.screen.ask(lambda site, capa_id=capa_id, row=row: refused_everywhere(site, capa_id, row.offered))
    assert "It is checked from" in _why_of(page, ids["too early"])
    _nobody_approves_their_own(page, ids["planned"])
    _no_circle(page, ids["investigated"])
    _no_time_to_come(page, ids["investigated"])


def _why_of(page: CapaDriver, capa_id: str) -> str:
    page.page.show_record(capa_id)
    until(lambda: page.page._view.file.capa.id == capa_id, "it being shown")
    return page.why()


def _nobody_approves_their_own(page: CapaDriver, capa_id: str) -> None:
    """Zoë turns out to be its owner: the page says so before anything is signed."""

    def linked(site: Site) -> None:
        site.store.users.link(site.store.actor.user, site.capa.file(capa_id).capa.owner_id)

    page.screen.ask(linked)
    _why_of(page, capa_id)
    page.go("capa-approve")
    told = page.screen.dialog("tell")
    assert "Lindqvist, Hugo owns" in told.heading.text()
    page.screen.click("close")
    assert page.file().capa.step == machine.PLAN


def _no_circle(page: CapaDriver, capa_id: str) -> None:
    """A cause is hung below one of its own: said in the form, and the tree stays."""
    _why_of(page, capa_id)
    first, below = page.file().causes
    page.page.acts.change_cause(page.file(), first.id)
    page.fill("capa-why-dialog", parent=below.id)
    page.reason("Wrong way round")
    dialog = page.screen.dialog("capa-why-dialog")
    until(dialog.trouble.isVisible, "the refusal")
    assert "this would close a circle" in dialog.trouble.text()
    page.screen.click("cancel")
    page.closed()

    def raw(site: Site) -> None:
        with pytest.raises(NotSaved, match="its own cause"), site.store.change("raw") as change:
            change.update("capa_cause", first.id, {"parent": below.id})

    page.screen.ask(raw)
    assert page.file().causes == (first, below)


def _no_time_to_come(page: CapaDriver, capa_id: str) -> None:
    """A time of tomorrow has no place in a time line."""
    tomorrow = page.screen.house.clock.now() + timedelta(days=1)
    page.page.acts.happened(page.file())
    page.fill("capa-event-dialog", at=tomorrow.isoformat(), what="The alarm goes off")
    dialog = page.screen.dialog("capa-event-dialog")
    assert dialog.isVisible() and dialog.fields["at"].note.text() == "This time has not come yet."
    page.screen.click("cancel")
    page.closed()

    def direct(site: Site) -> None:
        with pytest.raises(BadInput):
            site.capa.add_event(capa_id, tomorrow, "The alarm goes off")
        now = site.clock.now().isoformat()
        with pytest.raises(NotSaved), site.store.change() as change:
            change.insert("capa_event", {"capa": capa_id, "at": tomorrow.isoformat(), "what": "x", "entered": now})

    page.screen.ask(direct)
