"""A coordinator looks at the matrix, asks why, and does something about it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.training.matrix_view import AS_OF, KNOWN_ON
from desktop.training.record_dialog import RecordDialog
from desktop.widgets.prompts import ReasonDialog
from tests.training_page.driver import TrainingDriver
from tests.widgets.qt import find, nameless, process


@pytest.mark.requirement("TRN-3")
def test_the_matrix_shows_who_is_trained_on_what(training: TrainingDriver) -> None:
    matrix = training.ask(lambda site: site.training.matrix())
    assert training.names() == [person.name for person in matrix.people]
    assert training.headings() == [column.heading for column in matrix.requirements]
    for person, line in zip(matrix.people, matrix.cells, strict=True):
        for column, cell in zip(matrix.requirements, line, strict=True):
            place = training.headings().index(column.heading)
            row = training.names().index(person.name)
            shown = training.page.matrix.map.model.heat_cell(row, place)
            assert shown.state.value == cell.status.value
    assert f"{matrix.gaps} gap" in training.page.sentence.text()


@pytest.mark.requirement("TRN-3")
def test_chips_narrow_the_matrix_and_esc_shows_everybody(training: TrainingDriver) -> None:
    everybody = len(training.names())
    chips = training.page.matrix.chips
    study = training.ask(lambda site: site.people.studies()).rows[0]
    chips.choose("study", [study.id])
    training.settle()
    in_study = training.ask(lambda site: site.training.matrix(study=study.id))
    assert training.names() == [person.name for person in in_study.people]
    chips.choose("status", ["missing", "overdue"])
    training.settle()
    assert 0 < len(training.names()) < len(in_study.people)
    assert f"{len(training.names())} of" in chips._count.text()
    training.page.matrix.map.view.setFocus()
    QTest.keyClick(training.page.matrix.map.view, Qt.Key.Key_Escape)
    training.settle()
    assert len(training.names()) > everybody  # whoever has left or is still to come as well


@pytest.mark.requirement("TRN-3", "AUD-6")
def test_the_matrix_of_a_past_day_and_as_known_then(training: TrainingDriver) -> None:
    page = training.page
    assert not page.matrix.chips.chip(KNOWN_ON).isVisible()
    now = training.page.sentence.text()
    page.matrix.chips.choose(AS_OF, ["2026-06-01"])
    training.settle()
    assert "as of 01-Jun-2026" in page.sentence.text() and page.sentence.text() != now
    assert page.matrix.chips.chip(KNOWN_ON).isVisible()
    page.matrix.chips.choose(KNOWN_ON, ["2026-06-01"])
    training.settle()
    assert page.matrix.matrix is not None and page.matrix.matrix.known_on is not None


@pytest.mark.requirement("TRN-3", "TRN-2")
def test_from_a_gap_to_the_record_that_closes_it(training: TrainingDriver) -> None:
    name, heading = training.first("missing")
    training.choose(name, heading)
    inspector = training.page.inspector
    assert inspector.title.text() == heading and name in inspector.over.text()
    assert inspector.why.text() and inspector.tag.state.value == "missing"
    training.press("cell-record")
    training.write("completed", "23-Nov-2026")
    training.write("method", "self-study")
    training.write("minutes", "40")
    training.save()
    assert training.saved == ["Training recorded."]
    assert training.state(name, heading) == "current"
    assert inspector.title.text() == heading and inspector.tag.state.value == "current"
    assert training.history()[0].startswith("Recorded: 23-Nov-2026")
    assert "self-study, 40 min" in training.history()[0]
    assert "Entr" in inspector.footer.words.text()
    training.press("training-inspector-footer")
    assert training.gone_to == [("audit", "")]


@pytest.mark.requirement("AUD-6", "TRN-2")
def test_a_late_entry_wants_its_reason_and_is_marked(training: TrainingDriver) -> None:
    name, heading = training.first("missing")
    training.choose(name, heading)
    training.press("cell-record")
    dialog = training.dialog(RecordDialog, "record-dialog")
    assert not dialog.late.isVisible()
    training.write("completed", "01-Oct-2026")
    assert dialog.late.isVisible()
    training.save()
    assert dialog.isVisible() and dialog.late.note.text() == "Needed."
    training.write("late-reason", "The certificate was in the post")
    training.save()
    record = training.ask(lambda site: site.training.records()).rows
    late = [one for one in record if one.late_reason == "The certificate was in the post"]
    assert len(late) == 1 and late[0].late


@pytest.mark.requirement("AUD-1")
def test_a_correction_asks_once_why_and_keeps_the_old_value(training: TrainingDriver) -> None:
    name, heading = training.first("current")
    training.choose(name, heading)
    training.press("cell-correct")
    training.write("trainer", "CRO Academy")
    training.save()
    assert find(ReasonDialog, "reason-dialog")
    training.give_reason("Entered for the wrong person")
    assert training.saved == ["Corrected."]
    assert any("Trainer" in title and "CRO Academy" in title for title in training.history())
    first = training.page.inspector.history.moments()[0]
    assert "“Entered for the wrong person”" in first.meta


def test_a_correction_that_changes_nothing_asks_nothing(training: TrainingDriver) -> None:
    name, heading = training.first("current")
    training.choose(name, heading)
    training.press("cell-correct")
    training.save()
    assert training.saved == []
    with pytest.raises(AssertionError):
        find(ReasonDialog, "reason-dialog")


@pytest.mark.requirement("TRN-3")
def test_a_renewal_is_planned_and_withdrawn(training: TrainingDriver) -> None:
    name, heading = training.first("due soon")
    training.choose(name, heading)
    training.press("cell-plan")
    training.write("planned", "22-Nov-2026")
    training.save()
    assert training.saved == []
    training.write("planned", "24-Nov-2026")
    training.save()
    assert training.state(name, heading) == "renewal planned"
    assert training.history()[0] == "Renewal planned for 24-Nov-2026"
    training.press("cell-withdraw")
    training.give_reason("Changed at the site")
    assert training.state(name, heading) == "due soon"


def test_what_the_form_cannot_mean_is_said_at_the_field(training: TrainingDriver) -> None:
    training.act("training-record")
    dialog = training.dialog(RecordDialog, "record-dialog")
    training.save()
    assert dialog.person.note.text() == "Needed." and dialog.completed.note.text() == "Needed."
    training.write("completed", "02/03/2025")
    training.write("minutes", "an hour")
    training.save()
    assert "Cannot tell which day" in dialog.completed.note.text()
    assert dialog.minutes.note.text() == "Whole minutes, such as 40."
    training.write("completed", "24-Nov-2026")
    training.save()
    assert dialog.completed.note.text() == "This day has not come yet."
    training.press("cancel")


def test_search_narrows_and_unlocking_comes_back_to_the_cell(training: TrainingDriver) -> None:
    name, heading = training.first("missing")
    training.choose(name, heading)
    stand = training.page.selected_record()
    training.page.search(name.split(",")[0])
    training.settle()
    assert name in training.names() and len(training.names()) < 5
    training.page.search("")
    training.page.matrix.map.keep("", "")
    training.settle()
    training.page.show_record(stand)
    training.settle()
    assert training.page.inspector.title.text() == heading


def test_export_and_import_are_handed_on_with_the_filters(training: TrainingDriver) -> None:
    study = training.ask(lambda site: site.people.studies()).rows[0]
    training.page.matrix.chips.choose("study", [study.id])
    training.settle()
    training.act("training-export")
    training.act("training-import")
    kind, options = training.exported[0]
    assert kind == "training-matrix" and options["study"] == study.id
    assert training.brought_in == ["training"]


@pytest.mark.requirement("USE-1")
def test_every_view_and_dialog_has_names_for_a_screen_reader(training: TrainingDriver) -> None:
    page = training.page
    for view in page.views:
        training.show(view)
        table = getattr(view, "table", None)
        if table is not None:
            table.select_row(0)
            training.settle()
        assert nameless(page) == [], view.objectName()
    for open_it in (page.acts.record, page.acts.group, page.acts.course, page.acts.require, page.acts.adopt):
        open_it()
        process()
        dialog = next(
            one for one in training.window.findChildren(type(training.window)) if one.isWindow() and one.isVisible()
        )
        assert nameless(dialog) == [], dialog.objectName()
        dialog.close()
        process()
