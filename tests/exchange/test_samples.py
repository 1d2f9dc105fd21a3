"""The sample sheets are what their README says, and come in as they are; so does a sheet of 500 people."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.site import Site
from db.store.query import Query
from desktop.commands.importing import bring_in
from desktop.exchange.importing import Options
from desktop.exchange.reading import read
from tests.exchange.big import people_rows, training_rows, write_xlsx
from tests.exchange.make_samples import FOLDER, make

SAMPLES = ("people.xlsx", "people-german.csv", "people-japanese.csv", "dates-unclear.csv", "training-log.ods",
           "training-log-wide.xlsx")  # fmt: skip


@pytest.mark.parametrize("name", SAMPLES)
def test_the_checked_in_samples_are_those_the_script_makes(tmp_path: Path, name: str) -> None:
    make(tmp_path)
    assert read(FOLDER / name).sheets == read(tmp_path / name).sheets


@pytest.mark.requirement("EXC-1")
def test_the_samples_come_in_with_their_mess_told(site: Site) -> None:
    people = bring_in(site, "people", FOLDER / "people.xlsx", skip_bad_rows=True).fields
    assert people["accepted"] == 12
    assert [(r["row"], r["column"]) for r in people["rejected"]] == [(19, "End date"), (20, "First name")]
    assert [(d["row"], d["certain"]) for d in people["duplicates"]] == [(16, True), (18, False)]
    assert [s["row"] for s in people["skipped"]] == [1, 2, 22, 23]
    assert bring_in(site, "people", FOLDER / "people-german.csv").fields["accepted"] == 4
    assert bring_in(site, "people", FOLDER / "people-japanese.csv").fields["accepted"] == 3
    log = bring_in(site, "training", FOLDER / "training-log.ods", skip_bad_rows=True).fields
    assert (log["accepted"], [r["row"] for r in log["rejected"]]) == (8, [14, 15, 16, 17])
    assert [d["row"] for d in log["duplicates"]] == [12]
    wide = bring_in(site, "training", FOLDER / "training-log-wide.xlsx").fields
    assert (wide["accepted"], wide["records"]) == (5, 10)
    gcp = bring_in(site, "training", FOLDER / "people.xlsx", skip_bad_rows=True).fields
    assert gcp["new_courses"] == ["GCP"]
    assert site.trail.page(Query(where={"action": ["import"]})).matching == 6
    assert site.trail.verify().good


def test_unclear_dates_wait_for_an_answer(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    refused = bring_in(site, "people", FOLDER / "dates-unclear.csv")
    assert (refused.code, refused.fields["accepted"], refused.fields["written"]) == (2, 0, False)
    assert len(refused.fields["rejected"]) == 3
    error = capsys.readouterr().err
    assert error.count("\n") == 1 and "--date-format" in error
    done = bring_in(site, "people", FOLDER / "dates-unclear.csv", options=Options(order="dmy"))
    assert (done.code, done.fields["accepted"]) == (0, 3)


@pytest.mark.requirement("EXC-1", "ROS-1", "TRN-2")
def test_five_hundred_people_and_three_thousand_trainings(site: Site, tmp_path: Path) -> None:
    people = bring_in(site, "people", write_xlsx(tmp_path / "people.xlsx", people_rows(500)))
    assert (people.code, people.fields["accepted"]) == (0, 500)
    log = bring_in(site, "training", write_xlsx(tmp_path / "log.xlsx", training_rows(500, 3000)))
    assert (log.code, log.fields["accepted"]) == (0, 3000)
    assert site.people.people(Query()).of == 500
    assert site.training.records(Query()).of == 3000
    assert site.trail.verify().good
