"""What stands in the way of an end, asked of the register and, past it, of the tables themselves (RET-2, RET-3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from db.backup.making import make
from db.errors import BadInput, Known, Refused
from db.retention import records as r
from db.retention.records import NewSeries
from db.store.connection import SqlValue
from db.store.errors import NotAllowed, NotSaved
from tests.retention.ending import LATE, Ending


def held(ending: Ending) -> None:
    ending.site.retention.holds.place("inspection", "Announced for May", study=ending.aurora)


def held_everywhere(ending: Ending) -> None:
    ending.site.retention.holds.place("litigation", "A letter of a lawyer")


def pending(ending: Ending) -> None:
    studies = ending.site.retention.studies
    (event,) = studies.events(study=ending.aurora)
    studies.void_event(event.id, "It was another drug")


def not_due(ending: Ending) -> None:
    term = {"keep_until": date(2040, 1, 1)}
    ending.site.retention.studies.add_contract(ending.aurora, "Agreement, clause 14", **term)  # type: ignore[arg-type]


def unreleased(ending: Ending) -> None:
    studies = ending.site.retention.studies
    studies.withdraw_release(studies.releases(ending.aurora)[0].id, "It was for another site")


def running(ending: Ending) -> None:
    with ending.site.store.change("It goes on after all") as change:
        change.update("study", ending.aurora, {"end": None})


def unconfirmed(ending: Ending) -> None:
    ending.site.retention.rules.add(
        '[[rule]]\nid = "site-house"\nrow = 900\nname = "House rule"\nsource = "SOP 17"\nchecked = "K"\n'
        'jurisdiction = "INT"\nparties = ["site"]\nseries = ["trial records"]\n'
        'legs = [[{ after = "approved in the US", years = 3 }]]\n'
    )


OBSTACLES: tuple[tuple[Callable[[Ending], None], str, str], ...] = (
    (held, "Announced for May", "on hold"),
    (held_everywhere, "A letter of a lawyer", "on hold"),
    (pending, "approved in the US", "still to be kept"),
    (not_due, "kept until 01-Jan-2040", "still to be kept"),
    (unreleased, "no written release", "not released the records"),
    (running, "has not ended at this site", "has not ended at this site"),
    (unconfirmed, "House rule", "still to be kept"),
)


@pytest.mark.requirement("RET-2", "RET-3")
@pytest.mark.parametrize(("comes", "words", "raw"), OBSTACLES, ids=[one[0].__name__ for one in OBSTACLES])
def test_nothing_ends_while_something_stands_in_the_way(
    ending: Ending, comes: Callable[[Ending], None], words: str, raw: str
) -> None:
    """Before the proposal, and when it comes after the approval; by the register, and by plain rows."""
    series = ending.series(ending.aurora)
    one = ending.approved(ending.proposed(series))
    comes(ending)
    with pytest.raises(Refused, match=words):
        ending.carried_out(one)
    pen = ending.pen("carried out")
    with pytest.raises(NotSaved, match=raw), ending.site.store.change("past the register") as change:
        content = ending.site.retention.destructions.signable(one.id, "carried out", ending.how())
        ending.site.signing.put(change, (content,), pen)
        change.update("destruction", one.id, carried(ending))
    ending.site.retention.destructions.withdraw(one.id, "Something came into the way")
    with pytest.raises(Refused, match=words):
        ending.proposed(series)
    with (
        pytest.raises(NotSaved, match=f"{raw}|on hold, still to be kept"),
        ending.site.store.change("past the register") as change,
    ):
        change.insert("destruction", proposal(ending, one))
    assert ending.site.capa.list().matching == 1, "nothing is lost"
    assert ending.site.trail.verify().destroyed == 0


@pytest.mark.requirement("RET-3", "SIG-1", "ROL-4")
def test_a_second_person_approves_and_signs(ending: Ending) -> None:
    ends = ending.site.retention.destructions
    one = ending.proposed(ending.series(ending.aurora))
    with pytest.raises(Refused, match="Brandt, Zoë proposed"):
        ends.sign_approval(one.id, ending.pen("approved"))
    with pytest.raises(Refused, match="is proposed"):
        ending.carried_out(one)
    today = ending.site.clock.now().date().isoformat()
    for who in ("zoe", "hugo"):
        refused(ending, one.id, {"approver": ending.who[who], "approved": today}, "approver <> person|second person")
    refused(ending, one.id, carried(ending), "approved IS NOT NULL")
    one = ending.approved(one)
    refused(ending, one.id, carried(ending), "approved and signed by a second person")  # nobody signed that they did it
    refused(ending, one.id, {"method": "shredding"}, "what was proposed does not change")
    row: dict[str, SqlValue] = {"destruction": one.id, "tbl": "person", "record": ending.who["maya"]}
    with pytest.raises(NotSaved, match="before it is approved"), ending.site.store.change("one more") as change:
        change.insert("destruction_item", row)
    ending.carried_out(one)
    with pytest.raises(Refused, match="is carried out"):
        ending.carried_out(one)
    refused(ending, one.id, {"backups": "none"}, "stays as it is")


@pytest.mark.requirement("RET-3")
def test_what_is_approved_is_what_ends(ending: Ending) -> None:
    one = ending.approved(ending.proposed(ending.series(ending.aurora)))
    maya = ending.who["maya"]
    ending.site.people.assign(maya, ending.aurora, "Pharmacist", date(2020, 5, 1), late_reason=LATE)
    with pytest.raises(Refused, match="some came or went since"):
        ending.carried_out(one)


@pytest.mark.requirement("RET-3", "AUD-5")
def test_a_record_of_two_studies_stays_whole(ending: Ending) -> None:
    site = ending.site
    (capa,) = (one.id for one in site.capa.list().rows)
    (other,) = (one for one in site.incidents.deviations.list().rows if one.study_id == ending.bright)
    with site.store.change("The same cause") as change:
        site.incidents.deviations.link_capa(change, other.id, capa)
    found = site.retention.destructions.look(ending.series(ending.aurora).id).scope
    assert [(one.table, one.by_table, one.by_name) for one in found.shared] == [("capa", "deviation", other.number)]
    assert "capa" not in found.counts and "capa_step" not in found.counts
    assert found.counts["deviation"] == 1


@pytest.mark.requirement("AUD-5", "ROL-2")
def test_nothing_else_removes_a_row_or_empties_an_entry(ending: Ending) -> None:
    store = ending.site.store
    (deviation, *_rest) = (one.id for one in ending.site.incidents.deviations.list().rows)
    with pytest.raises(NotAllowed), store.change("away with it") as change:
        change.delete("deviation", deviation)
    for sql in ("DELETE FROM deviation", "UPDATE audit SET salt = NULL, detail = NULL", "DELETE FROM destruction_item"):
        with pytest.raises(Known):
            store.rows(sql)
    hugo = ending.site.retention.holds.place("audit", "By the sponsor", study=ending.aurora)
    viewer = ending.house.enrol(ending.site, "maya", "Maya Iyer", "coordinator")
    ending.site.close()
    ending.site = ending.house.unlock(viewer)
    with pytest.raises(Refused, match="placed this hold"):
        ending.site.retention.holds.release(hugo.id, "It is in the way")
    with pytest.raises(NotAllowed), ending.site.store.change("past the register") as change:
        change.insert("destruction_item", {"destruction": "0" * 36, "tbl": "capa", "record": deviation})


@pytest.mark.requirement("RET-3", "UNL-9")
def test_a_clock_set_forward_ends_nothing(ending: Ending) -> None:
    """The phone does not follow the laptop's clock, and the trail remembers when a code was last checked."""
    one = ending.approved(ending.proposed(ending.series(ending.aurora)))
    ends = ending.site.retention.destructions
    content, pen = ends.signable(one.id, "carried out", ending.how()), ending.pen("carried out")
    with ending.site.store.change("Signed before the clock moves") as change:
        ending.site.signing.put(change, (content,), pen)
    code = ending.hugo.code()
    ending.house.clock.advance(30 * 365 * 86_400)
    refused(ending, one.id, carried(ending), "clock ran on")
    assert ending.site.capa.list().matching == 1
    with pytest.raises(Known):
        ending.site.sign(ending.hugo.passphrase, code)
    with pytest.raises(Refused, match="the clock says"):
        ends.carry_out(one.id, ending.how(), pen)
    paper = ending.series(ending.aurora, medium="paper")
    with pytest.raises(Refused, match="a code was last checked on"):
        ending.proposed(paper, "shredding")
    with pytest.raises(NotSaved, match="clock ran on"), ending.site.store.change("past the register") as change:
        change.insert("destruction", proposal(ending, one) | {"series": paper.id, "items": 0, "items_sha256": ""})


@pytest.mark.requirement("RET-3")
def test_only_the_trial_records_of_a_study_end_what_the_program_keeps_of_it(ending: Ending) -> None:
    """A series of another kind is due under other rules, often sooner: it takes no trial record with it."""
    ends, retention = ending.site.retention.destructions, ending.site.retention
    trail = retention.add(
        NewSeries("The trail", "audit trail", "in this program", "Laptop", ending.who["hugo"], (ending.aurora,))
    )
    assert retention.get(trail.id).status == r.DUE, "the trail is kept as its records are"
    assert [one.words for one in ends.obstacles(trail.id)] == [
        "the audit trail in this program end with the trial records they belong to"
    ]
    of_none = retention.add(
        NewSeries("Papers", "HIPAA security documents", "in this program", "Laptop", ending.who["hugo"])
    )
    assert any("names no study" in one.words for one in ends.obstacles(of_none.id))
    one = ending.approved(ending.proposed(ending.series(ending.aurora)))
    with ending.site.store.change("It is said to be something else") as change:
        change.update("series", one.series_id, {"kind": "grant records"})
    pen = ending.pen("carried out")
    with pytest.raises(NotSaved, match="trial records alone"), ending.site.store.change("past the register") as change:
        content = ending.site.retention.destructions.signable(one.id, "carried out", ending.how())
        ending.site.signing.put(change, (content,), pen)
        change.update("destruction", one.id, carried(ending))


@pytest.mark.requirement("RET-3", "BAK-1")
def test_the_certificate_leaves_out_no_backup_of_the_register(ending: Ending, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    backup = make(ending.site, tmp_path / "stick")
    one = ending.approved(ending.proposed(ending.series(ending.aurora)))
    ends = ending.site.retention.destructions
    with pytest.raises(BadInput, match=backup.file):
        ends.carry_out(one.id, replace(ending.how(), backups="None is known."), ending.pen("carried out"))
    assert backup.file in ending.carried_out(one).backups


@pytest.mark.requirement("RET-3", "ROL-4")
def test_who_carries_it_out_is_no_witness_by_another_spelling(ending: Ending) -> None:
    one = ending.approved(ending.proposed(ending.series(ending.aurora)))
    for name in ("hugo  LINDQVIST", "Lindqvist, Hugo"):
        with pytest.raises(Refused, match="is not the witness"):
            ending.site.retention.destructions.carry_out(
                one.id, replace(ending.how(), witness_name=name), ending.pen("carried out")
            )
    assert ending.site.capa.list().matching == 1


def proposal(ending: Ending, one: r.Destruction) -> dict[str, SqlValue]:
    """A plain row that proposes again what ``one`` proposed."""
    now = ending.site.clock.now()
    return {
        "number": "DC-2026-9999", "series": one.series_id, "proposed": now.date().isoformat(),
        "proposed_by": ending.site.actor.user, "person": ending.who["hugo" if ending.at_work == "hugo" else "zoe"],
        "reason": "Because", "method": one.method, "eligible": one.eligible.isoformat(), "facts": "[]",
        "items": one.items, "items_sha256": one.items_sha256, "entered": now.isoformat(timespec="milliseconds"),
    }  # fmt: skip


def carried(ending: Ending) -> dict[str, SqlValue]:
    """A plain row's fields of having been carried out."""
    today = ending.site.clock.now().date().isoformat()
    person = ending.who["hugo" if ending.at_work == "hugo" else "zoe"]
    return {"carried": today, "carried_by": person, "verification": "seen", "witness_name": "Noor", "backups": "none"}


def refused(ending: Ending, destruction: str, values: dict[str, SqlValue], words: str) -> None:
    with pytest.raises(NotSaved, match=words), ending.site.store.change("past the register") as change:
        change.update("destruction", destruction, values)
