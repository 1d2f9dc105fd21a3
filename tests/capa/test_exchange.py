"""CAPA to list, to PDF, to the calendar, and in from sheets of a former register (CAP-1, CAP-4, RPT-1)."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from db.capa import machine
from db.capa import records as r
from db.errors import BadInput
from db.incidents.incident_records import NewIncident
from db.site import Site
from db.store.query import Query
from desktop.exchange.importing import known_facts, plan_import
from desktop.exchange.listing import listing
from desktop.exchange.quality_days import capa_days
from desktop.reports import capa, capa_register
from desktop.reports import incident as incident_report
from desktop.reports.capa import chains_of
from desktop.reports.cause_shapes import fishbone, whys
from desktop.reports.options import ReportOptions
from tests.capa.bench import DAY, Bench
from tests.registers import NOW
from tests.reports.sample import STAMP

SHEET = """Number,Title,Status,Date opened,Date closed,Owner,Root cause
C-1,Late signatures,Closed,2024-03-01,2024-05-01,"Lindqvist, Hugo",No reminder
C-2,Fridge,in progress,2025-02-01,,"Lindqvist, Hugo",
C-3,Twice,cancelled,2025-02-02,,,
"""


@pytest.fixture
def site(bench: Bench) -> Site:
    return Site(bench.store, name="Klinikum Nord", demonstration=True)


def sheet(folder: Path, text: str) -> Path:
    path = folder / "capa.csv"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.requirement("CAP-1")
def test_a_former_sheet_comes_in_with_its_own_statuses(bench: Bench, site: Site, tmp_path: Path) -> None:
    plan = plan_import("capa", sheet(tmp_path, SHEET), known_facts(site, "capa")).tried(site)
    assert plan.ready, plan.problems
    plan.commit(site)
    found = {one.number: one for one in bench.capa.list().rows}
    assert {number: (one.step, one.old_status) for number, one in found.items()} == {
        "C-1": ("closed", "Closed"), "C-2": ("identification", "in progress"), "C-3": ("voided", "cancelled"),
    }  # fmt: skip
    assert bench.capa.file(found["C-1"].id).root_cause == "No reminder"


@pytest.mark.requirement("CAP-1")
def test_a_status_nobody_knows_is_not_guessed(site: Site, bench: Bench, tmp_path: Path) -> None:
    text = SHEET.replace("in progress", "Stage 3b").replace("2024-05-01", "")
    plan = plan_import("capa", sheet(tmp_path, text), known_facts(site, "capa")).tried(site)
    assert [(one.row, one.column) for one in plan.problems] == [(2, ""), (3, "Status")]
    assert "needs the day" in plan.problems[0].problem
    assert "Nobody has said what “Stage 3b” means" in plan.problems[1].problem
    assert bench.capa.list().of == 0
    status = next(column for column in plan.columns if column.field == "status")
    assert status.words == (("Closed", "closed"), ("Stage 3b", ""), ("cancelled", "voided")), "shown as they are taken"
    meant = {"status": {"Stage 3b": "identification", "Closed": "voided"}}
    plan = plan.with_options(replace(plan.options, words=meant)).tried(site)
    assert plan.ready, plan.problems
    plan.commit(site)
    assert {one.number: (one.step, one.old_status) for one in bench.capa.list().rows} == {
        "C-1": ("voided", "Closed"), "C-2": ("identification", "Stage 3b"), "C-3": ("voided", "cancelled"),
    }  # fmt: skip
    with pytest.raises(BadInput, match="no value of status"):
        plan.with_options(replace(plan.options, words={"status": {"Closed": "lost"}}))


@pytest.mark.requirement("CAP-1", "CAP-4")
def test_twenty_thousand_letters_are_kept_found_and_printed_whole(bench: Bench, site: Site) -> None:
    long = ("The alarm went off and nobody came. " * 560)[:19_980] + " Königsallee 7"
    one = bench.investigated(description=long)
    bench.capa.change(one.capa.id, {"root_cause": long}, "Found")
    bench.capa.add_cause(one.capa.id, long, "people", None, r.CONTRIBUTING)
    assert bench.capa.list(Query(search="königsallee alarm")).matching == 1
    drawn = capa.draw(capa.facts(site, ReportOptions(where={"record": (one.capa.number,)})), STAMP)
    assert drawn.pages > 8 and not drawn.spelt
    incident = site.incidents.cases.add(NewIncident("Long", 2, NOW, NOW, description=long))
    assert site.incidents.cases.list(Query(search="königsallee")).rows[0].id == incident.id
    drawn = incident_report.draw(
        incident_report.facts(site, ReportOptions(where={"record": (incident.number,)})), STAMP
    )
    assert drawn.pages > 2


@pytest.mark.requirement("CAP-4")
def test_the_register_is_listed_with_its_published_fields(bench: Bench, site: Site) -> None:
    bench.planned()
    made = listing(site, "capa")
    assert made.fields[1:8] == ("number", "title", "source", "step", "owner", "due", "status")
    assert [row[made.fields.index("step")] for row in made.rows] == ["action plan"]
    actions = listing(site, "capa-actions")
    assert [row[actions.fields.index("what")] for row in actions.rows] == ["Write the instruction"]
    assert [day.title for day in capa_days(site)] == ["CAPA-2026-0001: Write the instruction"]
    one = bench.capa.list().rows[0].id
    bench.capa.set_target(one, bench.today + 60 * DAY)
    assert [day.title for day in capa_days(site)][1:] == ["CAPA-2026-0001: all of it done"]


@pytest.mark.requirement("CAP-2", "CAP-4", "RPT-1")
def test_the_papers_are_drawn_with_long_texts_and_deep_trees(bench: Bench, site: Site) -> None:
    one = bench.identified(description="Very long. " * 1800).capa.id
    above: str | None = None
    for place in range(40):
        standing = r.ROOT if place == 39 else r.POSSIBLE
        above = bench.capa.add_cause(one, f"Because of {place} " * 12, "method", above, standing).causes[-1].id
    drawn = capa.draw(capa.facts(site, ReportOptions(where={"record": (one,)})), STAMP)
    assert drawn.pages > 4 and not drawn.spelt
    bench.closed()
    register = capa_register.draw(capa_register.facts(site, ReportOptions()), STAMP)
    assert register.pages >= 1 and register.kind == "capa-register"
    with pytest.raises(BadInput):
        capa.facts(site, ReportOptions(where={"record": ("CAPA-1999-0001",)}))


@pytest.mark.requirement("CAP-2")
def test_fishbone_and_whys_draw_every_cause_once_without_overlap(bench: Bench) -> None:
    file = bench.closed()
    for draw in (fishbone, whys):
        shapes = draw(file.capa.title, file.causes, 600, 12, lambda words, _width, _most: [words])
        labels = [one for one in shapes.labels if one.cause]
        assert sorted(one.cause for one in labels) == sorted(one.id for one in file.causes)
        for place, one in enumerate(labels):
            assert one.y >= 0 and one.y + one.height <= shapes.height and one.x + one.width <= 600
            for other in labels[place + 1 :]:
                apart = one.x + one.width <= other.x or other.x + other.width <= one.x
                assert apart or one.y + one.height <= other.y or other.y + other.height <= one.y
    assert [cause.standing for cause in chains_of(file.causes)] == ["possible", "root cause"]


def test_the_data_of_the_paper_is_that_of_the_record(bench: Bench, site: Site) -> None:
    one = bench.closed().capa
    facts = capa.facts(site, ReportOptions(where={"record": (one.number,)}))
    assert facts.file.capa.id == one.id and facts.file.capa.step == machine.CLOSED
    assert len(hashlib.sha256(capa.draw(facts, STAMP).pdf).hexdigest()) == 64
