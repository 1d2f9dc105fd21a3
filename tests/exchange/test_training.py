"""Training logs come in, long ones and wide ones, for people of the roster and courses that may be new."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from db.errors import BadInput
from db.roster.records import NewPerson
from db.site import Site
from db.store.query import Query
from db.training.records import NewCourse, NewVersion
from desktop.exchange.importing import Options, Plan, known_facts, plan_import
from desktop.exchange.training import Choices
from desktop.reports import training_log
from desktop.reports.options import ReportOptions

HEAD = "Name | Course | Version | Date completed | Valid until | Trainer | Result"


@pytest.fixture
def staff(site: Site) -> Site:
    for family, given, email in (
        ("Müller", "Jürgen", "j@x.example"), ("Adler", "Anna", "anna@x.example"), ("山田", "太郎", ""),
        ("Smith", "Robert", "bob@x.example"), ("Kim", "Min", "kim1@x.example"), ("Kim", "Min", "kim2@x.example"),
    ):  # fmt: skip
        site.people.add_person(NewPerson(family, given, email))
    return site


def planned(site: Site, folder: Path, *rows: str, options: Options | None = None) -> Plan:
    path = folder / "log.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([cell.strip() for cell in row.split("|")] for row in rows)
    return plan_import("training", path, known_facts(site, "training"), options)


def kept(site: Site) -> list[tuple[str, str, str, date]]:
    records = site.training.records(Query()).rows
    return sorted((r.person, r.course, r.version, r.completed) for r in records)


@pytest.mark.requirement("EXC-1", "TRN-2")
def test_title_topics_and_effect_come_in_and_stand_in_the_printed_log(staff: Site, tmp_path: Path) -> None:
    planned(
        staff, tmp_path, "Name | Course | Date completed | Trainer | Trainer's title | Topics covered | Effectiveness",
        "Anna Adler | GCP | 2025-01-20 | Vogel | Sub-investigator | Consent, safety | observed at work",
    ).commit(staff)  # fmt: skip
    facts = training_log.facts(staff, ReportOptions())
    [one] = facts.records
    assert (one.trainer_title, one.topics, one.effect) == ("Sub-investigator", "Consent, safety", "observed at work")
    row = " | ".join(str(cell) for cell in training_log._row(one, {}, {one.late_reason: 1}))
    assert "GCP – Consent, safety" in row and "Vogel, Sub-investigator" in row
    assert "completed; observed at work" in row


@pytest.mark.requirement("EXC-1", "TRN-2")
def test_a_long_log_comes_in_with_its_new_courses_and_versions(staff: Site, tmp_path: Path) -> None:
    plan = planned(
        staff, tmp_path, HEAD, "Müller, Jürgen | GCP | | 2025-01-20 | 2027-01-20 | Vogel | passed",
        "Anna Adler | Consent | v2.0 | 3-Feb-2025 | | | done", "山田太郎 | Consent | 2.0 | 2025年2月3日 | | | 合格",
        "JUERGEN MUELLER | Consent (version 2.0) | | 4-Feb-2025 | | |",
    )  # fmt: skip
    assert plan.new_courses == ("GCP", "Consent")
    assert plan.commit(staff).records == 4
    assert kept(staff) == [
        ("Adler, Anna", "Consent", "v2.0", date(2025, 2, 3)), ("Müller, Jürgen", "Consent", "v2.0", date(2025, 2, 4)),
        ("Müller, Jürgen", "GCP", "", date(2025, 1, 20)), ("山田, 太郎", "Consent", "v2.0", date(2025, 2, 3)),
    ]  # fmt: skip
    results = {r.person: r.result for r in staff.training.records(Query(where={"course": ["Consent"]})).rows}
    assert results["山田, 太郎"] == "passed" and results["Adler, Anna"] == "completed"
    [entry] = staff.trail.page(Query(where={"action": ["import"]})).rows
    assert entry.new["sha256"] == plan.source.sha256


@pytest.mark.requirement("EXC-1")
def test_a_wide_log_has_a_course_in_each_column_of_dates(staff: Site, tmp_path: Path) -> None:
    plan = planned(
        staff, tmp_path,
        "Name | Site role | GCP cert. date | GCP valid until | Protocol v2 training | Initials | Hobby",
        "Müller, Jürgen | nurse | 20-Jan-2025 | 20-Jan-2027 | 3-Feb-2025 | JM | chess",
        "Adler, Anna | | | | 3-Feb-2025 | |",
        "Smith, Robert | | n/a | | | |",
    )  # fmt: skip
    assert [(c.course, c.field) for c in plan.columns if c.course] == [
        ("GCP", "completed"), ("GCP", "expires"), ("Protocol v2", "completed"),
    ]  # fmt: skip
    done = plan.commit(staff)
    assert (done.accepted, done.records) == (2, 3)
    assert kept(staff) == [
        ("Adler, Anna", "Protocol", "2", date(2025, 2, 3)), ("Müller, Jürgen", "GCP", "", date(2025, 1, 20)),
        ("Müller, Jürgen", "Protocol", "2", date(2025, 2, 3)),
    ]  # fmt: skip
    [gcp] = staff.training.records(Query(where={"course": ["GCP"]})).rows
    assert gcp.expires == date(2027, 1, 20)


def test_a_wide_log_finds_the_courses_there_are(staff: Site, tmp_path: Path) -> None:
    course = staff.training.add_course(NewCourse("GCP", "Good clinical practice"))
    plan = planned(staff, tmp_path, "Name | Good Clinical Practice", "Adler, Anna | 20-Jan-2025")
    plan.commit(staff)
    assert plan.new_courses == ()
    assert [r.course_id for r in staff.training.records(Query()).rows] == [course.id]


@pytest.mark.requirement("EXC-1")
@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ("Nobody, Nick | GCP | | 2025-01-20 | | |", "Name", "is not on the roster"),
        ("Smith, Bob | GCP | | 2025-01-20 | | |", "Name", "Is it “Smith, Robert”?"),
        ("Mueler, Jurgen | GCP | | 2025-01-20 | | |", "Name", "Is it “Müller, Jürgen”?"),
        ("Kim, Min | GCP | | 2025-01-20 | | |", "Name", "2 people of the roster"),
        (" | GCP | | 2025-01-20 | | |", "Name", "The person is missing"),
        ("Adler, Anna | | | 2025-01-20 | | |", "Course", "The course is missing"),
        ("Adler, Anna | GCP | | | | |", "Date completed", "The day of the training is missing"),
        ("Adler, Anna | GCP | | 2025-02-30 | | |", "Date completed", "not a day"),
        ("Adler, Anna | GCP | | 2027-01-01 | | |", "Date completed", "still to come"),
        ("Adler, Anna | GCP | | 2025-01-20 | 2024-01-20 | |", "Valid until", "before it was done"),
        ("Adler, Anna | GCP | | 2025-01-20 | | | maybe", "Result", "is not a result"),
    ],
)
def test_what_cannot_be_is_named_by_row_and_column(
    staff: Site, tmp_path: Path, row: str, column: str, words: str
) -> None:
    plan = planned(staff, tmp_path, HEAD, "Müller, Jürgen | GCP | | 2025-01-20 | | |", row)
    [trouble] = plan.problems
    assert (trouble.row, trouble.column) == (3, column)
    assert words in trouble.problem
    with pytest.raises(BadInput):
        plan.commit(staff)
    assert staff.training.courses(Query()).of == 0  # not even the new course
    assert plan.commit(staff, plan.bad_rows).records == 1


def test_an_e_mail_tells_people_of_one_name_apart_but_never_alone(staff: Site, tmp_path: Path) -> None:
    head = "Name | E-mail | Course | Date"
    plan = planned(
        staff, tmp_path, head, "Kim, Min | kim2@x.example | GCP | 2025-01-20",
        "Bob Smith | bob@x.example | GCP | 2025-01-20",
        "Adler, Anna | j@x.example | GCP | 2025-01-21", "Somebody Else | anna@x.example | GCP | 2025-01-22",
    )  # fmt: skip
    assert [t.row for t in plan.problems] == [5]
    plan.commit(staff, {5})
    assert sorted(r.person for r in staff.training.records(Query()).rows) == [
        "Adler, Anna",
        "Kim, Min",
        "Smith, Robert",
    ]


def test_a_course_spelt_otherwise_is_asked_and_not_added(staff: Site, tmp_path: Path) -> None:
    course = staff.training.add_course(NewCourse("Good clinical practice", "Good clinical practice"))
    rows = (HEAD, "Adler, Anna | Good clinical practise | | 2025-01-20 | | |")
    plan = planned(staff, tmp_path, *rows)
    assert "Is it “Good clinical practice”?" in plan.problems[0].problem
    choices = Choices(courses={"Good clinical practise": course.id})
    plan = planned(staff, tmp_path, *rows, options=Options(choices=choices))
    plan.commit(staff)
    assert [r.course_id for r in staff.training.records(Query()).rows] == [course.id]


def test_a_person_chosen_for_a_name_and_no_new_courses_wanted(staff: Site, tmp_path: Path) -> None:
    anna = next(p for p in staff.people.people(Query()).rows if p.given_name == "Anna")
    rows = (HEAD, "A. A. (temp) | GCP | | 2025-01-20 | | |")
    plan = planned(
        staff, tmp_path, *rows, options=Options(choices=Choices({"A. A. (temp)": anna.id}, add_courses=False))
    )
    assert [t.problem for t in plan.problems] == ["There is no course “GCP”."]


def test_protocol_two_is_not_protocol_three(staff: Site, tmp_path: Path) -> None:
    staff.training.add_course(NewCourse("Protocol SW-301", "Protocol SW-301"))
    plan = planned(staff, tmp_path, HEAD, "Adler, Anna | Protocol SW-302 | | 2025-01-20 | | |")
    assert plan.new_courses == ("Protocol SW-302",)


def test_versions_are_found_by_their_number(staff: Site, tmp_path: Path) -> None:
    course = staff.training.add_course(NewCourse("Protocol", "Protocol"))
    version = staff.training.add_version(course.id, NewVersion("3.0", effective=date(2025, 1, 1)))
    planned(staff, tmp_path, HEAD, "Adler, Anna | Protocol | Version 3.0 | 2025-01-20 | | |").commit(staff)
    assert [r.version_id for r in staff.training.records(Query()).rows] == [version.id]


@pytest.mark.requirement("EXC-1")
def test_the_same_training_twice_is_taken_once(staff: Site, tmp_path: Path) -> None:
    row = "Adler, Anna | GCP | | 2025-01-20 | | |"
    plan = planned(staff, tmp_path, HEAD, row, row.replace("Adler, Anna", "ANNA ADLER"))
    assert [(d.row, d.of, d.certain) for d in plan.duplicates] == [(3, "row 2", True)]
    assert plan.commit(staff).records == 1
    again = planned(staff, tmp_path, HEAD, row)
    assert [d.of for d in again.duplicates] == ["a record already kept"]
    assert again.commit(staff).records == 0
    assert len(kept(staff)) == 1


def test_a_log_without_any_course_is_asked_for_it(staff: Site, tmp_path: Path) -> None:
    plan = planned(staff, tmp_path, "Name | Date", "Adler, Anna | 2025-01-20")
    assert plan.missing == ("Course",)
    plan = plan.with_mapping({1: "course:GCP"})
    assert plan.missing == ()
    plan.commit(staff)
    assert kept(staff) == [("Adler, Anna", "GCP", "", date(2025, 1, 20))]
