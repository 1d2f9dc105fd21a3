"""Sessions, evidence, records struck through; courses, versions and who is asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPlainTextEdit

from db.store.query import Query
from desktop.training.session_dialog import SessionDialog
from desktop.widgets.dates import show_date
from desktop.widgets.dialog import Dialog
from tests.training_page.driver import TrainingDriver
from tests.widgets.qt import find, process
from tests.window_driver import until

SCAN = b"%PDF-1.4 sign-in sheet of a session\n" * 40


@pytest.mark.requirement("TRN-2")
def test_a_session_by_pasted_names_with_one_scan_and_one_save(training: TrainingDriver, tmp_path: Path) -> None:
    left = training.ask(lambda site: site.people.people(Query(where={"status": ["left"]}))).rows[0]
    people = (*training.ask(lambda site: site.training.matrix()).people[:3], left)
    course = training.ask(lambda site: site.training.courses()).rows[0]
    sheet = tmp_path / "sign-in.pdf"
    sheet.write_bytes(SCAN)
    training.act("training-session")
    dialog = training.dialog(SessionDialog, "session-dialog")
    dialog.course.set_value(course.id)
    dialog.course.control.picked.emit()
    training.write("held", "20-Nov-2026")
    training.save()
    assert dialog.unmatched.text() == "Tick or paste at least one name."
    pasted = find(QPlainTextEdit, "session-paste")
    pasted.setPlainText("\n".join([*(person.name for person in people), "Nobody Atall"]))
    training.press("add-names")
    assert set(dialog.people.values()) == {person.id for person in people}
    assert "“Nobody Atall” is nobody on the roster." in dialog.unmatched.text()
    dialog.file.set_path(sheet)
    training.save()
    assert f"{left.name} left on" in dialog.trouble.text(), "for that day they are refused"
    training.write("held", show_date(left.end))
    training.write("session-late", "The sheet lay in the binder")
    training.save()
    assert training.saved == ["Session recorded for 4 people."]
    session = max(training.ask(lambda site: site.training.sessions()).rows, key=lambda one: one.entered)
    assert session.people == 4 and session.evidence
    kept = training.ask(lambda site: site.evidence.opened(session.evidence or "").data)
    assert kept == SCAN


@pytest.mark.requirement("TRN-2")
def test_evidence_comes_later_and_a_copy_leaves_as_it_came(training: TrainingDriver, tmp_path: Path) -> None:
    scan = tmp_path / "certificate.pdf"
    scan.write_bytes(SCAN)
    training.show(training.page.records)
    training.page.records.table.select_row(0)
    training.settle()
    training.press("record-attach")
    training.choose_file(scan)
    training.give_reason("Document arrived later")
    training.settle()
    assert training.saved == ["Evidence attached."]
    assert training.history()[0] == "Evidence attached"
    training.page.inspector.tabs.show_tab(3)
    process()
    said = " ".join(label.text() for label in training.page.evidence.findChildren(QLabel) if label.isVisible())
    assert "certificate.pdf" in said and "SHA-256" in said
    record = training.page.records.table.record()
    assert record is not None
    training.press(f"save-{record.evidence}")
    training.choose_file(tmp_path / "copy.pdf")
    copy = tmp_path / "copy.pdf"
    until(lambda: copy.is_file() and copy.stat().st_size == len(SCAN), "the copy")
    assert copy.read_bytes() == SCAN
    until(lambda: find(Dialog, "tell").isVisible(), "the word that it is there")
    assert f"copy.pdf stands in {tmp_path}" in find(Dialog, "tell").words.text()
    find(Dialog, "tell").accept()


def test_a_file_that_is_gone_is_said_and_nothing_is_saved(training: TrainingDriver, tmp_path: Path) -> None:
    scan = tmp_path / "certificate.pdf"
    scan.write_bytes(SCAN)
    name, heading = training.first("missing")
    training.choose(name, heading)
    training.press("cell-record")
    training.write("completed", "23-Nov-2026")
    dialog = find(Dialog, "record-dialog")
    dialog.file.set_path(scan)  # type: ignore[attr-defined]
    scan.unlink()
    training.save()
    training.settle()
    assert dialog.isVisible() and "cannot be read" in dialog.trouble.text()
    assert training.state(name, heading) == "missing"
    training.press("cancel")


@pytest.mark.requirement("AUD-1", "TRN-2")
def test_a_record_entered_by_mistake_is_struck_through_and_stays(training: TrainingDriver) -> None:
    records = training.page.records
    training.show(records)
    before = records.table.model.rowCount()
    records.table.select_row(0)
    training.settle()
    training.press("record-strike")
    training.give_reason("Entered for the wrong person")
    assert records.table.model.rowCount() == before
    assert training.history()[0] == "Struck through; it no longer counts"
    records.chips.choose("standing", ["voided"])
    training.settle()
    assert records.table.model.rowCount() >= 1
    records.table.select_row(0)
    training.settle()
    assert "Struck through" in training.page.inspector.why.text()


def test_records_are_filtered_sorted_and_searched_by_the_store(training: TrainingDriver) -> None:
    records = training.page.records
    training.show(records)
    everything = records.table.model.rowCount()
    records.chips.choose("late", ["1"])
    training.settle()
    late = records.table.model.rowCount()
    assert 0 < late < everything
    records.chips.clear()
    records.table.sort(0, descending=True)
    training.settle()
    names = [records.table.model.record(row).person for row in range(10)]  # type: ignore[union-attr]
    assert names[0] >= names[9]
    training.page.search("GCP")
    training.settle()
    assert 0 < records.table.model.rowCount() < everything


def test_the_people_list_puts_a_person_into_the_inspector(training: TrainingDriver) -> None:
    people = training.page.people
    training.show(people)
    people.table.sort(2, descending=True)
    training.settle()
    people.table.select_row(0)
    training.settle()
    line = people.table.record()
    assert line is not None and line.gaps > 0
    assert training.page.inspector.title.text() == line.name
    training.act("training-export")
    assert training.exported[0] == ("person", {"person": line.id, "as_of": None})
    name = training.page.matrix.map.model.heat_row(3)
    training.show(training.page.matrix)
    training.page.matrix.map.person.emit(name.id)
    training.settle()
    assert training.page.view is people and training.page.inspector.title.text() == name.name


@pytest.mark.requirement("TRN-1")
def test_a_new_document_its_version_and_who_must_know_it(training: TrainingDriver) -> None:
    training.show(training.page.courses)
    training.act("training-new-course")
    dialog = find(Dialog, "course-dialog")
    training.write("course-code", "Lab manual")
    training.write("course-title", "Central laboratory manual")
    dialog.kind.set_value("document")  # type: ignore[attr-defined]
    training.write("course-validity", "12")
    training.save()
    course = next(one for one in training.ask(lambda site: site.training.courses()).rows if one.code == "Lab manual")
    assert course.validity_months == 12 and course.kind == "document"
    training.page.courses.table.select(course.id)
    training.settle()
    assert "Nobody is asked to know it." in training.page.inspector.why.text()
    training.press("course-version")
    training.write("version-label", "2")
    training.write("version-approved", "20-Nov-2026")
    training.write("version-effective", "19-Nov-2026")
    training.save()
    assert training.saved == ["Course added."]
    training.write("version-effective", "22-Nov-2026")
    training.save()
    training.press("course-ask")
    dialog = find(Dialog, "requirement-dialog")
    dialog.role.set_value("Study nurse")  # type: ignore[attr-defined]
    training.save()
    assert training.saved == ["Course added.", "Version added.", "Requirement added."]
    training.show(training.page.matrix)
    assert "Lab manual v2" in training.headings()
    nurses = [
        name
        for row, name in enumerate(training.names())
        if training.page.matrix.map.model.heat_row(row).role == "Study nurse"
    ]
    assert {training.state(name, "Lab manual v2") for name in nurses} == {"missing"}


@pytest.mark.requirement("TRN-1")
def test_a_requirement_ends_with_its_reason(training: TrainingDriver) -> None:
    requirements = training.page.requirements
    training.show(requirements)
    requirements.table.select_row(0)
    training.settle()
    chosen = requirements.table.record()
    assert chosen is not None
    training.press("requirement-end-it")
    training.write("requirement-last", "23-Nov-2026")
    training.save()
    training.give_reason("Changed at the site")
    assert training.saved == ["Ended."]
    ended = training.ask(lambda site: site.training.requirements()).rows
    assert next(one for one in ended if one.id == chosen.id).end is not None


def test_a_code_that_is_taken_is_refused_in_words_and_the_form_stays(training: TrainingDriver) -> None:
    course = training.ask(lambda site: site.training.courses()).rows[0]
    training.show(training.page.courses)
    training.act("training-new-course")
    dialog = find(Dialog, "course-dialog")
    training.write("course-code", course.code)
    training.write("course-title", "The same again")
    training.save()
    assert dialog.isVisible() and dialog.trouble.isVisible() and dialog.trouble.text()
    assert training.saved == []
    training.press("cancel")


@pytest.mark.requirement("TRN-4")
def test_a_built_in_curriculum_is_taken_over(training: TrainingDriver) -> None:
    training.show(training.page.courses)
    training.act("training-adopt")
    dialog = find(Dialog, "curriculum-dialog")
    assert "course" in dialog.inside.text()  # type: ignore[attr-defined]
    training.save()
    assert training.saved == ["Curriculum taken over."]
