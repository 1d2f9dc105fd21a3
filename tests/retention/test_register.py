"""The retention register: what is stored follows from what happened, and nothing may end that is held back."""

from __future__ import annotations

from datetime import date

import pytest

from db.errors import BadInput, Known, Refused
from db.retention import records as r
from db.retention.records import Facts
from db.store.query import Query
from db.store.store import NewUser
from tests.registers import TODAY
from tests.retention.conftest import EU_TRIAL, US_TRIAL, Archive

LETTER = ("letter.txt", b"The records of the trial are released.")
LATE = "Taken over from the paper log"


def _ended(archive: Archive, study: str, day: date) -> None:
    archive.retention.studies.add_event("trial ended", day, "Letter of the sponsor", study=study, late_reason=LATE)


@pytest.mark.requirement("RET-1")
def test_keep_until_is_the_latest_of_all_studies_with_the_working_rule_by_rule(archive: Archive) -> None:
    one = archive.series(archive.aurora, archive.bright)
    assert one.status == r.PENDING  # nobody entered the facts yet: nothing may end
    archive.retention.studies.set_facts(archive.aurora, EU_TRIAL)
    archive.retention.studies.set_facts(archive.bright, US_TRIAL)
    _ended(archive, archive.aurora, date(2026, 1, 31))
    waits = archive.retention.get(one.id)  # 25 years are known, and the approval is still waited for
    assert (waits.keep_until, waits.trigger_pending, waits.status) == (date(2051, 1, 31), True, r.PENDING)
    archive.retention.studies.add_event(
        "approved in the US", date(2024, 5, 10), "FDA approval letter", study=archive.bright, late_reason=LATE
    )
    kept = archive.retention.get(one.id)
    assert (kept.keep_until, kept.trigger_pending, kept.status) == (date(2051, 1, 31), False, r.KEPT)
    lines = {(line.study, line.rule): line.until for line in archive.retention.working(one.id).working}
    assert lines[("AURORA-3", "eu-536-58")] == date(2051, 1, 31)
    assert lines[("BRIGHT-2", "us-312.62c")] == date(2026, 5, 10)


@pytest.mark.requirement("RET-2", "RET-3")
def test_every_obstacle_is_named_and_the_last_one_gone_it_is_due(archive: Archive) -> None:
    one = archive.series(archive.bright)

    def kinds() -> list[str]:
        return [found.kind for found in archive.retention.obstacles(one.id)]

    archive.retention.studies.set_facts(archive.bright, US_TRIAL)
    assert kinds() == [r.PENDING, r.RUNNING, r.UNRELEASED]
    archive.retention.studies.add_event(
        "approved in the US", date(2022, 3, 1), "Letter", study=archive.bright, late_reason=LATE
    )
    assert kinds() == [r.RUNNING, r.UNRELEASED], "an approval ends no study that goes on here"
    assert archive.retention.get(one.id).status == r.RUNNING
    _ended(archive, archive.bright, date(2022, 6, 30))
    assert kinds() == [r.UNRELEASED]
    hold = archive.retention.holds.place("inspection", "FDA announced itself", study=archive.bright)
    assert archive.retention.get(one.id).status == r.HELD
    assert kinds() == [r.HELD, r.UNRELEASED]
    archive.retention.holds.release(hold.id, "The inspection is over, no observation")
    assert archive.retention.get(one.id).status == r.UNRELEASED
    archive.retention.studies.add_release(archive.bright, "Aurora Biologics SE", TODAY, LETTER)
    assert (kinds(), archive.retention.get(one.id).status) == ([], r.DUE)
    (task,) = [task for task in archive.retention.waiting(TODAY) if task.kind == "retention-due"]
    assert task.record == one.id


@pytest.mark.requirement("RET-3")
def test_what_two_studies_share_waits_for_the_word_of_both_sponsors(archive: Archive) -> None:
    studies, both = archive.retention.studies, (archive.aurora, archive.bright)
    one = archive.series(*both)
    for study in both:
        studies.set_facts(study, US_TRIAL)
        studies.add_event("approved in the US", date(2022, 3, 1), "Letter", study=study, late_reason=LATE)
        _ended(archive, study, date(2022, 6, 30))
    studies.add_release(archive.bright, "Lumina Inc.", TODAY, LETTER)
    (missing,) = archive.retention.obstacles(one.id)
    assert (missing.kind, missing.words) == (r.UNRELEASED, "AURORA-3: no written release of the sponsor")
    hold = archive.retention.holds.place("audit", "By one of the two", study=archive.bright)
    studies.add_release(archive.aurora, "Aurora Biologics SE", TODAY, LETTER)
    assert archive.retention.get(one.id).status == r.HELD, "the hold on one of them holds both"
    archive.retention.holds.release(hold.id, "The audit is over")
    assert archive.retention.get(one.id).status == r.DUE


@pytest.mark.requirement("RET-2")
def test_what_if_shows_what_moves_and_saves_nothing(archive: Archive) -> None:
    one = archive.series(archive.aurora)
    archive.retention.studies.set_facts(archive.aurora, EU_TRIAL)
    _ended(archive, archive.aurora, date(2026, 1, 31))
    rule = (
        '[[rule]]\nid = "site-40"\nrow = 900\nname = "House rule"\nsource = "SOP 17"\nchecked = "V"\n'
        'jurisdiction = "DE"\nparties = ["site"]\nseries = ["trial records"]\n'
        'legs = [[{ after = "trial ended", years = 40 }]]\n'
    )
    before = archive.store.head().seq
    (moved,) = archive.retention.rules.what_if(rule)
    assert (moved.before, moved.after) == (date(2051, 1, 31), date(2066, 1, 31))
    assert archive.store.head().seq == before
    assert archive.retention.rules.add(rule) == 1
    assert archive.retention.get(one.id).keep_until == date(2066, 1, 31)
    with pytest.raises(BadInput, match="does not begin with"):
        archive.retention.rules.add(rule.replace("site-40", "eu-536-58"))


@pytest.mark.requirement("RET-2")
def test_a_rule_nobody_confirmed_may_lengthen_and_never_permit(archive: Archive) -> None:
    archive.retention.studies.set_facts(archive.aurora, Facts(frozenset({"CH"}), sponsored=False))
    one = archive.series(archive.aurora)
    archive.retention.studies.add_event("trial ended", date(2019, 6, 1), "Log", study=archive.aurora, late_reason=LATE)
    waits = [
        state
        for state in archive.retention.rules.all()
        if state.rule.id in archive.retention.working(one.id).unconfirmed
    ]
    assert waits
    assert archive.retention.get(one.id).unconfirmed
    for state in waits:
        archive.retention.rules.confirm(state.rule.id, archive.keeper, "Official collection, read today")
    assert not archive.retention.get(one.id).unconfirmed
    with pytest.raises(Refused, match="has confirmed"):
        archive.retention.rules.confirm(waits[0].rule.id, archive.keeper, "Again")
    archive.retention.rules.withdraw_confirmation(waits[0].rule.id, "Read the wrong edition")
    assert archive.retention.get(one.id).unconfirmed


@pytest.mark.requirement("RET-2", "AUD-6")
def test_bad_events_are_refused_by_the_register_and_by_the_table(archive: Archive) -> None:
    add = archive.retention.studies.add_event
    with pytest.raises(BadInput, match="before the study began"):
        add("trial ended", date(2018, 1, 1), "Letter", study=archive.aurora, late_reason=LATE)
    with pytest.raises(BadInput, match="still to come"):
        add("trial ended", date(2030, 1, 1), "Letter", study=archive.aurora)
    with pytest.raises(BadInput, match="days ago"):
        add("trial ended", date(2026, 1, 1), "Letter", study=archive.aurora)
    with pytest.raises(BadInput, match="not one of the values"):
        add("the moon rose", TODAY, "Letter", study=archive.aurora)
    for row in (
        {"study": archive.aurora, "what": "trial ended", "happened": "2018-01-01", "source": "x"},
        {"study": archive.aurora, "what": "trial ended", "happened": "2031-01-01", "source": "x"},
        {"what": "trial ended", "happened": "2026-01-01", "source": "x"},
    ):
        with pytest.raises(Known), archive.store.change("past the register") as change:
            change.insert("retention_event", {**row, "entered": "2026-11-23T18:40:00.000+01:00"})
    event = add("trial ended", date(2026, 11, 20), "Letter", study=archive.aurora)
    with pytest.raises(Known), archive.store.change("rewritten") as change:
        change.update("retention_event", event.id, {"happened": "2026-11-01"})
    archive.retention.studies.void_event(event.id, "Another trial's letter")
    assert archive.retention.studies.events(archive.aurora)[0].void_reason == "Another trial's letter"


@pytest.mark.requirement("RET-2", "ROL-4")
def test_another_s_hold_is_released_by_an_officer_alone(archive: Archive) -> None:
    one = archive.series(archive.aurora)
    hold = archive.retention.holds.place("litigation", "Letter of the court", series=one.id)
    other = NewUser("ines", "Inés Castillo", "investigator")
    archive.store.ask_no_duties()
    archive.sit_down(other)
    archive.store.ask_no_duties()
    archive.again()
    with pytest.raises(Refused, match="placed this hold"):
        archive.retention.holds.release(hold.id, "No longer needed")
    with pytest.raises(Known), archive.store.change("past the register") as change:
        change.update("hold", hold.id, {"released": "2026-11-23", "released_by": other.id, "release_reason": "x"})
    assert archive.retention.holds.get(hold.id).in_force


@pytest.mark.requirement("RET-2")
def test_the_sponsor_is_asked_and_the_answer_followed(archive: Archive) -> None:
    enquiry = archive.retention.enquiries.ask(
        archive.bright, date(2026, 9, 1), "Aurora Biologics SE", "Was it approved?"
    )
    assert enquiry.overdue
    with pytest.raises(BadInput):
        archive.retention.enquiries.answer(enquiry.id, date(2026, 8, 1), "Yes")
    done = archive.retention.enquiries.answer(enquiry.id, TODAY, "Approved on 10-May-2024", LETTER)
    assert (done.answered, done.evidence is not None, archive.retention.enquiries.open()) == (TODAY, True, ())


@pytest.mark.requirement("RET-1", "AUD-6")
def test_custody_moves_are_kept_and_a_list_is_of_any_day(archive: Archive) -> None:
    one = archive.series(archive.aurora)
    archive.retention.move(one.id, TODAY, "Iron Vault, box 7", archive.keeper, "The cellar is damp")
    (move,) = archive.retention.moves(one.id)
    assert (move.from_place, move.to_place) == ("Archive, shelf 4", "Iron Vault, box 7")
    with pytest.raises(BadInput, match="by being moved"):
        archive.retention.change_series(one.id, {"place": "elsewhere"}, "Wrong")
    page = archive.retention.list(Query(search="vault investigator", where={"study": ["AURORA-3"]}))
    assert [found.id for found in page.rows] == [one.id]
    assert archive.retention.known(date(2026, 11, 22)) == ()


@pytest.mark.requirement("RET-2", "RET-3")
def test_the_sponsor_s_letter_is_entered_once(archive: Archive) -> None:
    """ICH E6(R3) waits for the sponsor's word; the release that is on record is that word, until it is taken back."""
    one = archive.series(archive.aurora)
    archive.retention.studies.set_facts(archive.aurora, Facts(frozenset({"BR"}), gcp=frozenset({"R3"})))
    _ended(archive, archive.aurora, date(2022, 6, 30))
    assert archive.retention.get(one.id).status == r.PENDING
    release = archive.retention.studies.add_release(archive.aurora, "Aurora Biologics SE", date(2026, 11, 2), LETTER)
    kept = archive.retention.get(one.id)
    assert (kept.keep_until, kept.status) == (date(2026, 11, 2), r.DUE)
    archive.retention.studies.withdraw_release(release.id, "It was about another trial")
    assert archive.retention.get(one.id).status == r.PENDING


@pytest.mark.requirement("RET-1")
def test_what_belongs_to_the_whole_site_is_kept_as_for_every_product(archive: Archive) -> None:
    one = archive.series()
    archive.retention.studies.set_facts(archive.aurora, US_TRIAL)
    archive.retention.studies.set_facts(archive.bright, Facts(frozenset({"US"}), "device"))
    rules = [line.rule for line in archive.retention.working(one.id).working]
    assert {"us-312.62c", "us-812.140d"} <= set(rules)
    assert rules.count("iso-14155") == 1, "each line stands once"


@pytest.mark.requirement("AUD-6")
def test_the_schedule_as_of_a_day_and_as_it_was_known_on_a_day(archive: Archive) -> None:
    """As of a day: what had happened by then, though it was entered later. As known on it: what the register said."""
    archive.retention.studies.set_facts(archive.bright, US_TRIAL)
    one = archive.series(archive.bright)
    archive.retention.studies.add_event(
        "approved in the US", date(2024, 5, 10), "FDA approval letter", study=archive.bright, late_reason=LATE
    )
    archive.retention.move(one.id, date(2026, 11, 20), "Iron Vault", archive.keeper, "The cellar is damp")
    hold = archive.retention.holds.place("audit", "By the sponsor", study=archive.bright)
    archive.clock.advance(3 * 86_400)
    archive.retention.holds.release(hold.id, "The audit is over")

    def of(day: date) -> tuple[date | None, str, str]:
        (found,) = archive.retention.list(Query(where={"study": ["BRIGHT-2"]}), day).rows
        assert archive.retention.get(one.id, day) == found
        assert (found.keep_until, found.trigger_pending) == (
            archive.retention.working(one.id, day).keep_until, bool(archive.retention.working(one.id, day).pending)
        )  # fmt: skip
        return found.keep_until, found.status, found.place

    assert of(date(2024, 5, 9)) == (None, r.PENDING, "Archive, shelf 4")
    assert of(date(2024, 5, 10)) == (date(2026, 5, 10), r.KEPT, "Archive, shelf 4")
    assert of(date(2026, 11, 21)) == (date(2026, 5, 10), r.RUNNING, "Iron Vault")
    assert of(TODAY) == (date(2026, 5, 10), r.HELD, "Iron Vault")
    assert dict(archive.retention.facets(on=date(2024, 5, 9))["status"]) == {r.PENDING: 1}
    assert archive.retention.facets(on=date(2024, 5, 10))["falls_due"] == (("2026", 1),)
    assert archive.retention.known(date(2026, 11, 22)) == ()
    (then,) = archive.retention.known(TODAY)
    assert (then.status, then.place, then.custodian, then.studies) == (
        r.HELD, "Iron Vault", "Brandt, Zoë", ("BRIGHT-2",)
    )  # fmt: skip
    assert archive.retention.get(one.id).status == r.RUNNING


@pytest.mark.requirement("RET-2", "SIG-1")
def test_rules_that_change_with_the_program_are_told_and_worked_out_anew(archive: Archive) -> None:
    one = archive.series(archive.aurora)
    with archive.store.change("as an older program left it") as change:
        change.update("series", one.id, {"rules": "another"})
    assert archive.retention.get(one.id).stale
    assert "retention-stale" in {task.kind for task in archive.retention.waiting(TODAY)}
    assert archive.retention.work_out_all() == 1
    assert not archive.retention.get(one.id).stale


@pytest.mark.requirement("AUD-6", "RET-2")
def test_the_logs_as_they_were_known_on_a_day(archive: Archive) -> None:
    """An event that was voided since, an answer that came since, a hold released since: each day answers for itself."""
    retention, study = archive.retention, archive.bright
    retention.studies.set_facts(study, US_TRIAL)
    archive.series(study)
    event = retention.studies.add_event(
        "approved in the US", date(2024, 5, 10), "FDA letter", study=study, late_reason=LATE
    )
    asked = retention.enquiries.ask(study, TODAY, "Aurora", "Is the approval the right one?", TODAY)
    hold = retention.holds.place("audit", "By the sponsor", study=study)
    assert retention.known_on(date(2026, 11, 22)).events() == ()
    archive.clock.advance(2 * 86_400)
    assert [one.keep_until for one in retention.known(TODAY)] == [date(2026, 5, 10)]
    (moved,) = retention.what_if_without(event.id)
    assert (moved.before, moved.after, moved.after_status) == (date(2026, 5, 10), None, r.PENDING)
    retention.studies.void_event(event.id, "Another trial's letter")
    retention.enquiries.answer(asked.id, date(2026, 11, 25), "No, it is another trial's")
    retention.holds.release(hold.id, "The audit is over")
    then, now = retention.known_on(TODAY), retention.known_on(date(2026, 11, 25))
    assert [(one.what, one.voided, one.late) for one in then.events(study)] == [("approved in the US", None, True)]
    assert [(one.study, one.answer, one.overdue) for one in then.enquiries(study)] == [("BRIGHT-2", "", False)]
    assert [(one.covers, one.in_force, one.placed_by) for one in then.holds()] == [("BRIGHT-2", True, hold.placed_by)]
    assert now.events(study) == retention.studies.events(study)
    assert now.enquiries() == retention.enquiries.all()
    assert now.holds() == retention.holds.all()
    page = retention.known_page(TODAY, Query(where={"falls_due": ("already over",), "study": ("BRIGHT-2",)}))
    assert (page.matching, page.rows[0].status) == (1, r.HELD)
