"""People come, change and leave, and every old record keeps their name."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from db.errors import BadInput, Cancelled, Refused
from db.imports import ImportSource
from db.roster.records import ACTIVE, EXPECTED, LEFT, Change, NewPerson, NewStudy
from db.store.errors import ReasonMissing
from db.store.query import Query
from tests.registers import TODAY, Desk

SOURCE = ImportSource("staff.xlsx", "a" * 64)


@pytest.mark.requirement("ROS-1")
def test_a_person_is_entered_and_found_again(desk: Desk) -> None:
    added = desk.people.add_person(
        NewPerson("O’Neil", "Seán", email="sean@site.example", role="sub-investigator", start=date(2025, 1, 7),
                  cv_date=date(2025, 1, 2), cv_expires=TODAY + timedelta(days=9), licence="AR-1",
                  licence_expires=TODAY - timedelta(days=1))
    )  # fmt: skip
    assert added.name == "O’Neil, Seán"
    assert added.role == "Sub-investigator", "the usual spelling is taken"
    assert (added.status, added.cv_status, added.licence_status) == (ACTIVE, "expiring", "expired")
    assert desk.people.people().rows == (added,)


@pytest.mark.requirement("ROS-1", "USE-1")
@pytest.mark.parametrize(
    ("family", "given", "typed"),
    [
        ("Müller-Østergård", "Änne", "muller-oster"),
        ("Müller-Østergård", "Änne", "Østergård änne"),
        ("Großmann", "Jürgen", "gross"),
        ("Großmann", "Jürgen", "großm"),
        ("Łukasiewicz", "Bartosz", "lukas"),
        ("Παπαδοπούλου", "Ελένη", "παπαδοπουλου"),
        ("Шевченко", "Олександр", "шевч"),
        ("العلي", "محمد", "محمد"),
        ("田中", "陽子", "田"),
        ("王", "小明", "小"),
        ("김", "민준", "김"),
        ("Nguyễn", "Thị Lan", "nguyen lan"),
        ("O’Neil", "Seán", "o'neil"),
        ("van ’t Hoff", "Saskia", "hoff"),
        ("Yılmaz", "İbrahim", "yilmaz ibr"),
    ],
)
def test_names_of_any_script_are_found_as_people_type_them(desk: Desk, family: str, given: str, typed: str) -> None:
    desk.people.add_person(NewPerson("Someone", "Else"))
    wanted = desk.people.add_person(NewPerson(family, given))
    assert [person.id for person in desk.people.people(Query(search=typed)).rows] == [wanted.id]


def test_other_names_and_email_are_found_and_follow_changes(desk: Desk) -> None:
    hanako = desk.people.add_person(NewPerson("Yamada", "Hanako", other_names="山田 花子", email="hy@site.example"))
    for typed in ("山田", "hy", "hanako yam"):
        assert desk.people.people(Query(search=typed)).matching == 1, typed
    desk.people.change_person(hanako.id, {"family_name": "Satō", "email": ""}, "Marriage")
    assert desk.people.people(Query(search="yamada")).matching == 0
    assert desk.people.people(Query(search="hy")).matching == 0
    assert desk.people.people(Query(search="sato")).matching == 1


@pytest.mark.parametrize(
    "typed", ['"', "*", "a OR b", "NEAR(", "names:x", "'; DROP TABLE person; --", "^", "-", "\x00"]
)
def test_nothing_typed_into_the_search_is_syntax(desk: Desk, typed: str) -> None:
    desk.people.add_person(NewPerson("Brandt", "Zoë"))
    assert desk.people.people(Query(search=typed)).matching == 0


@pytest.mark.requirement("ROS-1")
def test_a_leaver_keeps_name_and_role_and_loses_open_roles(desk: Desk) -> None:
    ole = desk.people.add_person(NewPerson("Jensen", "Ole", role="Radiographer", start=date(2024, 1, 1)))
    study = desk.people.add_study(NewStudy("BRIGHT-2", "BR2-301", start=date(2024, 1, 1)))
    now = desk.people.assign(ole.id, study.id, "Radiographer", date(2024, 2, 1))
    later = desk.people.assign(ole.id, study.id, "Rater", TODAY + timedelta(days=30))
    left = desk.people.end_person(ole.id, TODAY - timedelta(days=3), "Moved to another hospital")
    assert (left.status, left.name, left.role) == (LEFT, "Jensen, Ole", "Radiographer")
    roles = desk.people.person_file(ole.id).assignments
    assert [(role.id, role.end) for role in roles] == [(now.id, TODAY - timedelta(days=3))]
    assert later.id not in {role.id for role in roles}
    assert desk.people.person(ole.id, date(2025, 1, 1)).status == ACTIVE, "as of a day on which they were there"
    assert desk.store.trail.history("person", ole.id)[-1].reason == "Moved to another hospital"


@pytest.mark.requirement("ROS-3")
def test_an_end_before_the_start_is_refused_everywhere(desk: Desk) -> None:
    with pytest.raises(BadInput, match="before it starts"):
        desk.people.add_person(NewPerson("Brandt", "Zoë", start=TODAY, end=TODAY - timedelta(days=1)))
    zoe = desk.people.add_person(NewPerson("Brandt", "Zoë", start=TODAY))
    with pytest.raises(BadInput, match="before it starts"):
        desk.people.change_person(zoe.id, {"end": TODAY - timedelta(days=1)}, "left")
    with pytest.raises(BadInput, match="before it starts"):
        desk.people.add_study(NewStudy("X", "X-1", start=TODAY, end=TODAY - timedelta(days=1)))
    study = desk.people.add_study(NewStudy("X", "X-1"))
    with pytest.raises(BadInput, match="before it starts"):
        desk.people.assign(zoe.id, study.id, "Rater", TODAY, TODAY - timedelta(days=1))
    assert desk.people.people().of == 1


@pytest.mark.requirement("AUD-1")
def test_a_change_wants_its_reason_and_nothing_changed_writes_nothing(desk: Desk) -> None:
    zoe = desk.people.add_person(NewPerson("Brandt", "Zoë"))
    before = desk.store.head()
    with pytest.raises(ReasonMissing):
        desk.people.change_person(zoe.id, {"phone": "417"}, "  ")
    assert desk.people.person(zoe.id).phone == ""
    seq = desk.store.head().seq
    assert desk.people.change_person(zoe.id, {"family_name": " Brandt "}, "") == zoe
    assert desk.store.head().seq == seq
    changed = desk.people.change_person(zoe.id, {"phone": "417"}, "New extension")
    entry = desk.store.trail.history("person", zoe.id)[-1]
    assert (dict(entry.old), dict(entry.new), entry.reason) == ({"phone": ""}, {"phone": "417"}, "New extension")
    assert changed.phone == "417" and desk.store.head().seq > before.seq


@pytest.mark.parametrize(
    ("field", "value"),
    [("email", "no at sign"), ("family_name", "  "), ("family_name", "x" * 201), ("start", "2026-01-01"),
     ("phone", "1\x07"), ("colour", "red")],
)  # fmt: skip
def test_a_field_that_cannot_be_is_named(desk: Desk, field: str, value: object) -> None:
    zoe = desk.people.add_person(NewPerson("Brandt", "Zoë"))
    with pytest.raises(BadInput):
        desk.people.change_person(zoe.id, {field: value}, "a try")
    assert desk.people.person(zoe.id) == zoe


def test_lists_filter_sort_and_page_in_the_database(desk: Desk) -> None:
    study = desk.people.add_study(NewStudy("BRIGHT-2", "BR2-301", start=date(2024, 1, 1)))
    for number, family in enumerate(("Öz", "Adams", "zeta", "Berg", "Ångström")):
        role = "Study nurse" if number % 2 else "Rater"
        person = desk.people.add_person(
            NewPerson(
                family,
                role=role,
                start=date(2024, 1, 1 + number),
                end=TODAY - timedelta(days=1) if number == 3 else None,
            )
        )
        if number < 2:
            desk.people.assign(person.id, study.id, role, date(2024, 2, 1))
    desk.people.add_person(NewPerson("Newcomer", start=TODAY + timedelta(days=14)))
    people = desk.people
    assert [p.family_name for p in people.people().rows] == ["Adams", "Ångström", "Berg", "Newcomer", "Öz", "zeta"]
    page = people.people(Query(where={"status": [ACTIVE]}, sort=(("start", True),), offset=1, limit=2))
    assert [p.family_name for p in page.rows] == ["zeta", "Adams"] and (page.matching, page.of) == (4, 6)
    assert [p.studies for p in people.people(Query(where={"study": ["BRIGHT-2"]})).rows] == [("BRIGHT-2",)] * 2
    assert people.people(Query(where={"status": [EXPECTED, LEFT]})).matching == 2
    facets = people.facets(Query(where={"role": ["Rater"]}))
    assert {f.value: f.count for f in facets["status"]} == {ACTIVE: 3}
    assert {f.value: f.count for f in facets["role"]} == {"Rater": 3, "Study nurse": 2}
    facts = people.headline()
    assert (facts.people, facts.active, facts.expected, facts.left, facts.open_studies) == (6, 4, 1, 1, 1)
    with pytest.raises(BadInput, match="no field"):
        people.people(Query(where={"1=1; --": ["x"]}))


@pytest.mark.requirement("EXC-1")
def test_an_import_is_one_transaction_with_its_source_on_the_trail(desk: Desk) -> None:
    zoe = desk.people.add_person(NewPerson("Brandt", "Zoë", role="Rater"))
    seq = desk.store.head().seq
    rows = [NewPerson("Adams", "Ann", role="RATER"), Change(zoe.id, {"phone": "417"}), Change(zoe.id, {})]
    done = desk.people.import_people(rows, SOURCE)
    assert (done.added, done.changed, done.unchanged) == (1, 1, 1) and done.ids[1:] == (zoe.id, zoe.id)
    assert desk.people.person(done.ids[0]).role == "Rater"
    entry = desk.store.trail.page(Query(where={"action": ["import"]})).rows[0]
    assert entry.new["file"] == "staff.xlsx" and entry.new["sha256"] == "a" * 64
    assert desk.store.trail.history("person", zoe.id)[-1].reason == "Import of staff.xlsx"
    assert desk.store.head().seq == seq + 3

    with pytest.raises(BadInput, match=r"^Row 2: "):
        desk.people.import_people([NewPerson("Good"), NewPerson("Bad", start=TODAY, end=date(2020, 1, 1))], SOURCE)
    assert desk.people.people().of == 2


@pytest.mark.requirement("USE-2")
def test_an_import_that_is_cancelled_leaves_nothing(desk: Desk) -> None:
    def progress(done: int, of: int) -> None:
        if done >= 2000:
            raise Cancelled

    with pytest.raises(Cancelled):
        desk.people.import_people([NewPerson(f"Person {n}") for n in range(2500)], SOURCE, progress=progress)
    assert desk.people.people().of == 0


@pytest.mark.requirement("AUD-6")
def test_the_roster_as_it_was_known_on_an_earlier_day(desk: Desk) -> None:
    zoe = desk.people.add_person(NewPerson("Brandt", "Zoë", role="Administrator", start=date(2024, 1, 1)))
    first = desk.clock.now()
    desk.clock.advance(86400)
    desk.people.change_person(zoe.id, {"role": "Compliance officer"}, "New post")
    desk.people.add_person(NewPerson("Adams", "Ann", start=date(2024, 1, 1)))
    then = desk.people.people_as_known(first)
    assert [(p.name, p.role) for p in then] == [("Brandt, Zoë", "Administrator")]
    assert [p.name for p in desk.people.people_as_known(desk.clock.now())] == ["Adams, Ann", "Brandt, Zoë"]


def test_pasted_names_find_people_however_they_are_written(desk: Desk) -> None:
    anne = desk.people.add_person(NewPerson("Müller-Østergård", "Änne"))
    joan, john = (desk.people.add_person(NewPerson("Smith", given)) for given in ("Joan", "John"))
    left = desk.people.add_person(NewPerson("Jensen", "Ole", end=TODAY - timedelta(days=3)))
    text = "Änne Müller-Østergård\n\nsmith, john\nSmith\nJensen, Ole\n"
    found = desk.people.match_names(text)
    assert [{p.id for p in match.people} for match in found] == [{anne.id}, {john.id}, {joan.id, john.id}, {left.id}]
    assert left.status == LEFT, "a training of last month may be entered today"


@pytest.mark.requirement("ROL-2")
def test_a_reader_of_the_roster_cannot_write_it(desk: Desk) -> None:
    from db.store.users import NewUser

    desk.people.add_person(NewPerson("Brandt", "Zoë"))
    desk.sit_down(NewUser("hanako", "Hanako Yamada", "staff"))
    assert desk.people.people().of == 1
    with pytest.raises(Refused):
        desk.people.add_person(NewPerson("Adams", "Ann"))
    assert desk.people.people().of == 1


@pytest.mark.requirement("USE-1")
def test_a_letter_that_nearly_everybody_has_gives_the_same_first_names(desk: Desk) -> None:
    source = ImportSource("staff.csv", "0" * 64)
    desk.people.import_people(
        [NewPerson(f"Name {n * 7 % 600:03}", "Ann" if n % 3 else "Bea", role="Rater") for n in range(600)], source
    )
    for words in ("n", "a", "b", "name 1"):
        asked = Query(search=words, limit=1)
        whole = desk.people.people(Query(search=words, limit=600))
        assert desk.people.people(asked).rows == whole.rows[:1]
        assert desk.people.people(Query(search=words, limit=0)).matching == len(whole.rows)
    assert desk.people._finds_most(Query(search="n", limit=1))
    assert not desk.people._finds_most(Query(search="b", limit=1))
