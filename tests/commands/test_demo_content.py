"""What the demonstration site shows a stranger (USE-3, as far as its registers go)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from db.errors import Refused
from db.site import Site
from db.store.query import Query
from db.training.rules import Status
from desktop.commands.demo_content import fill
from tests.registers import NOW, TODAY, Desk


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    desk = Desk(tmp_path_factory.mktemp("demonstration"), demonstration=True)
    made = Site(desk.store, name="Klinikum Nord", demonstration=True)
    fill(made, clock=desk.clock, now=NOW)
    yield made
    desk.close()


@pytest.mark.requirement("USE-3")
def test_forty_two_people_six_leavers_and_names_of_many_scripts(site: Site) -> None:
    facts = site.people.headline()
    assert (facts.people, facts.left, facts.expected) == (42, 6, 1)
    names = "".join(person.name for person in site.people.people(Query(limit=100)).rows)
    scripts = {unicodedata.name(letter, "? ").split()[0] for letter in names if letter.isalpha()}
    assert {"LATIN", "GREEK", "CYRILLIC", "ARABIC", "HEBREW", "DEVANAGARI", "CJK", "HANGUL"} <= scripts


@pytest.mark.requirement("USE-3")
def test_three_studies_with_a_change_of_investigator_and_a_closed_one(site: Site) -> None:
    studies = {study.code: study for study in site.people.studies().rows}
    assert {code: (study.framework, study.status) for code, study in studies.items()} == {
        "AURORA-3": ("EU CTR", "open"), "BRIGHT-2": ("US IND", "open"), "LUMEN-1": ("UK", "closed"),
    }  # fmt: skip
    periods = site.people.investigators(studies["BRIGHT-2"].id)
    assert len(periods) == 2 and periods[0].end == periods[1].start - timedelta(days=1)


@pytest.mark.requirement("USE-3", "TRN-3")
def test_all_six_states_and_five_untrained_on_amendment_three(site: Site) -> None:
    matrix = site.training.matrix()
    assert all(matrix.counts[status] > 0 for status in Status)
    aurora = site.people.study("AURORA-3").id
    untrained = site.training.overdue(Query(where={"requirement": ["Protocol v3.0"]}), study=aurora)
    assert untrained.matching == 5 and {gap.status for gap in untrained.rows} == {Status.MISSING}
    assert matrix.fully_trained > len(matrix.people) / 2, "a site in order with some gaps, not a ruin"


@pytest.mark.requirement("USE-3", "AUD-6")
def test_its_history_reads_like_a_site(site: Site) -> None:
    records = site.training.records(Query(limit=10_000)).rows
    assert any(record.late and record.late_reason for record in records)
    assert {record.standing for record in records} >= {"counts", "superseded", "voided", "failed", "expired"}
    assert any(record.evidence for record in records)
    assert site.training.sessions().matching == 2
    entries = site.trail.page(Query(limit=10_000)).rows
    assert any(entry.destroyed for entry in entries), "what a redaction took out"
    assert {entry.name for entry in entries if not entry.destroyed} == {
        "Zoë Brandt", "Inés Castillo Ruiz", "Tunde Adeyemi", "Hanako Yamada",
    }  # fmt: skip
    told = [entry.at for entry in reversed(entries) if entry.seq > 2]
    story = [at for at in told if at < NOW]
    assert story == sorted(story) and (NOW - story[0]).days > 365
    assert all(entry.reason for entry in entries if entry.action == "update" and not entry.destroyed)
    assert site.trail.verify().good
    assert all(result.good for result in site.store.check())


@pytest.mark.requirement("USE-3")
def test_it_is_relative_to_today_and_the_same_each_time(site: Site, tmp_path: Path) -> None:
    desk = Desk(tmp_path, demonstration=True)
    again = Site(desk.store, name="Klinikum Nord", demonstration=True)
    fill(again, clock=desk.clock, now=NOW)
    one, two = site.training.matrix(), again.training.matrix()
    assert [[(c.status, c.due) for c in row] for row in one.cells] == [
        [(c.status, c.due) for c in row] for row in two.cells
    ]
    assert desk.clock.now() == NOW and one.as_of == TODAY
    desk.close()


@pytest.mark.parametrize("people", [1, 7, 120])
def test_smaller_and_larger_ones(tmp_path: Path, people: int) -> None:
    desk = Desk(tmp_path, demonstration=True)
    site = Site(desk.store, name="Klinikum Nord", demonstration=True)
    fill(site, people=people, clock=desk.clock, now=NOW)
    assert site.people.people().of == people
    assert site.trail.verify().good
    desk.close()


def test_a_real_site_is_never_filled_with_a_made_up_history(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    with pytest.raises(Refused):
        fill(Site(desk.store, name="Real", demonstration=False), clock=desk.clock, now=NOW)
    with pytest.raises(Refused), desk.store.in_the_name_of(desk.store.actor.user):
        pass
    assert desk.people.people().of == 0
    desk.close()


@pytest.mark.requirement("USE-3", "ROS-4", "ROS-5")
def test_the_edc_s_own_list_has_an_orphan_and_a_leaver_s_open_account(site: Site) -> None:
    from db.access import review_records as v

    assert site.access.systems().matching == 8
    reviews = {one.step: one for one in site.access.reviews().rows}
    assert reviews[v.CLOSED].signed is not None and reviews[v.DECIDE].system == "Rave EDC"
    found = site.access.findings(reviews[v.DECIDE].id)
    assert found[v.ORPHAN] == 1 and found[v.LEAVER] == 1 and found[v.DORMANT] and found[v.CONFLICT]
    assert any(one.followups and not one.open_followups for one in site.access.reviews().rows)
    assert any(one.left for one in site.access.accounts().rows), "a leaver's account is still open"
