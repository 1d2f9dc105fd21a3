"""Trainings are recorded, corrected, struck through, and brought in from files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from db.errors import BadInput, Cancelled, Damaged, Refused
from db.evidence.register import EvidenceFiles
from db.evidence.sealing import MB, opened, sealed
from db.imports import ImportSource
from db.roster.records import NewPerson, NewStudy, Person
from db.store.errors import NotSaved, ReasonMissing
from db.store.query import Query
from db.store.users import NewUser
from db.training.records import Course, NewCourse, NewSession, NewTraining, NewVersion, RecordChange
from tests.registers import TODAY, Desk

SOURCE = ImportSource("log.csv", "b" * 64)
SCAN = ("../sheets/sign-in.pdf", b"%PDF-1.4 the names of everybody who was there")


@pytest.fixture
def sean(desk: Desk) -> Person:
    return desk.people.add_person(NewPerson("O’Neil", "Seán", role="Sub-investigator", start=date(2025, 1, 1)))


@pytest.fixture
def gcp(desk: Desk) -> Course:
    return desk.training.add_course(NewCourse("GCP", "Good clinical practice", validity_months=24))


@pytest.mark.requirement("TRN-2")
def test_a_record_holds_what_a_training_log_holds(desk: Desk, sean: Person, gcp: Course) -> None:
    record = desk.training.record(
        NewTraining(sean.id, gcp.id, TODAY - timedelta(days=1), method="e-learning", trainer="CRO Academy",
                    result="passed", score="92 %", duration_minutes=90),
        SCAN,
    )  # fmt: skip
    assert (record.person, record.course, record.role) == ("O’Neil, Seán", "GCP", "Sub-investigator")
    assert record.expires == date(2028, 11, 22) and record.written_expires is None
    assert record.standing == "counts" and not record.late
    file = EvidenceFiles(desk.store).opened(record.evidence or "")
    assert (file.about.name, file.about.media, file.data) == ("sign-in.pdf", "application/pdf", SCAN[1])
    assert SCAN[1].decode() not in repr(file)


@pytest.mark.requirement("TRN-2")
def test_evidence_lies_sealed_under_a_key_of_its_own(desk: Desk, sean: Person, gcp: Course) -> None:
    one = EvidenceFiles(desk.store).add(SCAN)
    two = EvidenceFiles(desk.store).add(SCAN)
    sealed = dict(desk.store.rows("SELECT id, sealed FROM evidence"))
    keys = dict(desk.store.rows("SELECT id, key FROM evidence_key"))
    assert SCAN[1] not in sealed[one.id] and sealed[one.id] != sealed[two.id] and keys[one.id] != keys[two.id]
    trail = "".join(f"{entry.new}" for entry in desk.store.trail.page(Query(limit=100)).rows)
    assert keys[one.id].hex() not in trail and "names of everybody" not in trail


@pytest.mark.requirement("RET-3")
def test_without_its_key_a_file_is_told_as_destroyed(desk: Desk) -> None:
    kept = EvidenceFiles(desk.store).add(SCAN)
    sealed = desk.store.scalar("SELECT sealed FROM evidence WHERE id = ?", (kept.id,))
    with pytest.raises(Refused, match="destroyed"):
        opened(kept, None, [sealed])


@pytest.mark.requirement("TRN-2", "CAP-2")
def test_a_large_file_is_kept_piece_by_piece_and_stopped_between_two(desk: Desk) -> None:
    """Nine megabytes: three pieces, told before each; stopped, nothing of the change stays."""
    kept, film = EvidenceFiles(desk.store), bytes(range(250)) * 36_000
    told: list[int] = []
    large = replace(sealed("film.mp4", film), told=lambda done, _of: told.append(done))
    about = kept.add(large)
    assert told == [0, 4 * MB, 8 * MB, 9 * MB] and kept.opened(about.id).data == film
    pieces = [row[0] for row in desk.store.rows("SELECT sealed FROM evidence_piece ORDER BY place")]
    assert [len(one) for one in pieces] == [4 * MB, MB + 16]
    with pytest.raises(Damaged):
        opened(about, large.key, [large.pieces[0], *reversed(pieces)])
    with pytest.raises(NotSaved, match="come in turn"), desk.store.change() as change:
        change.insert("evidence_piece", {"evidence": about.id, "place": 3, "sealed": b"x"})

    def stopped(done: int, _of: int) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        kept.add(replace(sealed("film.mp4", film), told=stopped))
    assert desk.store.scalar("SELECT count(*) FROM evidence") == 1
    assert desk.store.scalar("SELECT count(*) FROM evidence_piece") == 2


@pytest.mark.parametrize(
    "file", [("empty.pdf", b""), ("", b"x"), ("a\x00b", b"x"), ("big.pdf", b"x" * (50 * 1024 * 1024 + 1))]
)
def test_files_that_cannot_be_kept(desk: Desk, file: tuple[str, bytes]) -> None:
    with pytest.raises(BadInput):
        EvidenceFiles(desk.store).add(file)
    assert desk.store.scalar("SELECT count(*) FROM evidence") == 0


@pytest.mark.requirement("TRN-2")
def test_a_group_session_is_one_save_with_one_sheet(desk: Desk, gcp: Course) -> None:
    people = [desk.people.add_person(NewPerson(f"Person {n}", role="Study nurse")).id for n in range(5)]
    session, records = desk.training.group_session(
        NewSession(gcp.id, TODAY, (*people, people[0]), trainer="Zoë Brandt", duration_minutes=60), SCAN
    )
    assert session.people == 5 and {r.person_id for r in records} == set(people)
    assert {r.evidence for r in records} == {session.evidence}
    assert desk.store.scalar("SELECT count(*) FROM evidence") == 1
    with pytest.raises(BadInput):
        desk.training.group_session(NewSession(gcp.id, TODAY, (people[0], "nobody")), SCAN)
    with pytest.raises(BadInput, match="Nobody took part"):
        desk.training.group_session(NewSession(gcp.id, TODAY, ()))
    assert desk.training.records().of == 5 and desk.store.scalar("SELECT count(*) FROM evidence") == 1


@pytest.mark.requirement("AUD-6")
def test_a_late_entry_wants_its_reason_and_is_marked(desk: Desk, sean: Person, gcp: Course) -> None:
    in_time = desk.training.record(NewTraining(sean.id, gcp.id, TODAY - timedelta(days=14)))
    assert not in_time.late
    with pytest.raises(BadInput, match="15 days ago"):
        desk.training.record(NewTraining(sean.id, gcp.id, TODAY - timedelta(days=15)))
    late = desk.training.record(NewTraining(sean.id, gcp.id, TODAY - timedelta(days=15), late_reason="On leave"))
    assert late.late and late.late_reason == "On leave" and late.entered.startswith("2026-11-23T18:40")
    assert desk.training.records(Query(where={"late": ["1"]})).rows == (late,)
    assert desk.training.headline().late_entries == 1


def test_what_cannot_be_is_refused_in_words(desk: Desk, sean: Person, gcp: Course) -> None:
    other = desk.training.add_course(NewCourse("SAE", "Safety", kind="safety"))
    version = desk.training.add_version(other.id, NewVersion("2", date(2026, 11, 20), date(2026, 11, 21)))
    ole = desk.people.add_person(NewPerson("Jensen", "Ole", end=TODAY - timedelta(days=3)))
    good = NewTraining(sean.id, gcp.id, TODAY)
    bad = {
        "still to come": {"completed": TODAY + timedelta(days=1)},
        "before it was completed": {"expires": TODAY - timedelta(days=1)},
        "not one of GCP": {"version_id": version.id},
        "was approved on 20-Nov-2026": {
            "course_id": other.id,
            "version_id": version.id,
            "completed": date(2026, 11, 19),
        },
        "left on 20-Nov-2026": {"person_id": ole.id},
        "not on the roster": {"person_id": "x"},
        "no result": {"result": "splendid"},
        "number of minutes": {"duration_minutes": 0},
    }
    for words, fields in bad.items():
        with pytest.raises(BadInput, match=words):
            desk.training.record(NewTraining(**{**vars(good), **fields}))
    assert desk.training.records().of == 0


@pytest.mark.requirement("AUD-1", "TRN-2")
def test_a_correction_keeps_the_old_value_and_its_reason(desk: Desk, sean: Person, gcp: Course) -> None:
    record = desk.training.record(NewTraining(sean.id, gcp.id, TODAY, trainer="CRO Academy"))
    with pytest.raises(ReasonMissing):
        desk.training.change_record(record.id, {"trainer": "Inés Castillo"}, "")
    changed = desk.training.change_record(record.id, {"trainer": "Inés Castillo"}, "entered for the wrong session")
    assert changed.trainer == "Inés Castillo"
    entry = desk.store.trail.history("training_record", record.id)[-1]
    assert dict(entry.old) == {"trainer": "CRO Academy"} and entry.reason == "entered for the wrong session"
    with pytest.raises(BadInput, match="still to come"):
        desk.training.change_record(record.id, {"completed": TODAY + timedelta(days=1)}, "x")
    attached = desk.training.attach(record.id, SCAN, "came by post")
    assert EvidenceFiles(desk.store).opened(attached.evidence or "").data == SCAN[1]


@pytest.mark.requirement("TRN-2")
def test_struck_through_and_failed_stay_to_be_read_and_do_not_count(desk: Desk, sean: Person, gcp: Course) -> None:
    failed = desk.training.record(NewTraining(sean.id, gcp.id, TODAY, result="failed"))
    wrong = desk.training.record(NewTraining(sean.id, gcp.id, TODAY))
    void = desk.training.void_record(wrong.id, "another person's certificate")
    assert (void.standing, failed.standing, failed.expires) == ("voided", "failed", None)
    assert desk.training.records(Query(where={"standing": ["counts"]})).matching == 0
    assert desk.training.records().of == 2


@pytest.mark.requirement("ROS-1")
def test_a_record_keeps_the_role_held_on_the_day(desk: Desk, sean: Person) -> None:
    study = desk.people.add_study(NewStudy("BRIGHT-2", "BR2-301", start=date(2025, 1, 1)))
    desk.people.assign(sean.id, study.id, "Rater", date(2025, 1, 1), date(2026, 6, 30), "paper")
    desk.people.assign(sean.id, study.id, "Sub-investigator", date(2026, 7, 1), late_reason="paper")
    version = desk.training.add_protocol_version(study.id, NewVersion("1.0", None, date(2025, 1, 1)))
    old = desk.training.record(NewTraining(sean.id, version.course_id, date(2026, 6, 30), late_reason="paper"))
    new = desk.training.record(NewTraining(sean.id, version.course_id, date(2026, 11, 20)))
    assert (old.role, new.role, old.version) == ("Rater", "Sub-investigator", "1.0")
    desk.people.end_person(sean.id, TODAY, "Left")
    assert desk.training.record_of(new.id) == new


@pytest.mark.requirement("EXC-1", "AUD-6")
def test_an_import_is_one_transaction_with_its_source(desk: Desk, sean: Person, gcp: Course) -> None:
    there = desk.training.record(NewTraining(sean.id, gcp.id, TODAY))
    old = NewTraining(sean.id, gcp.id, date(2024, 5, 1))
    done = desk.training.import_records(
        [old, RecordChange(there.id, {"score": "90 %"}), RecordChange(there.id, {})], SOURCE
    )
    assert (done.added, done.changed, done.unchanged) == (1, 1, 1)
    brought = desk.training.record_of(done.ids[0])
    assert brought.late and brought.late_reason == "Brought in from log.csv"
    assert desk.store.trail.page(Query(where={"action": ["import"]})).rows[0].new["sha256"] == "b" * 64
    with pytest.raises(BadInput, match=r"^Row 2: "):
        desk.training.import_records([old, NewTraining(sean.id, gcp.id, TODAY + timedelta(days=1))], SOURCE)

    def stop(done: int, of: int) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        desk.training.import_records([old] * 1500, SOURCE, progress=stop)
    assert desk.training.records().of == 2


def test_lists_filter_search_sort_and_page(desk: Desk, sean: Person, gcp: Course) -> None:
    zoe = desk.people.add_person(NewPerson("Brandt", "Zoë"))
    for number in range(4):
        desk.training.record(
            NewTraining(
                (sean, zoe)[number % 2].id, gcp.id, TODAY - timedelta(days=number), method=("a", "b")[number // 2]
            )
        )
    page = desk.training.records(Query(search="neil"))
    assert (page.matching, page.of) == (2, 4) and page.rows[0].completed == TODAY
    by_name = desk.training.records(Query(sort=(("person", False), ("completed", False)), limit=1))
    assert by_name.rows[0].person == "Brandt, Zoë" and by_name.matching == 4
    assert desk.training.records(Query(where={"person": ["Brandt, Zoë"], "method": ["a"]})).matching == 1
    assert desk.training.record_facets()["method"] == {"a": 2, "b": 2}
    assert desk.training.records(Query(search="good clin")).matching == 4


@pytest.mark.requirement("ROL-2", "ROL-4")
def test_staff_read_trainings_and_do_not_write_them(desk: Desk, sean: Person, gcp: Course) -> None:
    desk.sit_down(NewUser("hanako", "Hanako Yamada", "staff"))
    with pytest.raises(Refused):
        desk.training.record(NewTraining(sean.id, gcp.id, TODAY))
    assert desk.training.records().of == 0
    assert desk.store.trail.page(Query(where={"action": ["refusal"]})).matching == 1
