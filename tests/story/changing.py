"""May to July: a new protocol, changed tasks, and another principal investigator."""

from __future__ import annotations

from datetime import date

from db.delegation import records as log
from db.training.records import NewVersion
from tests.story import cast, joining, window
from tests.story.cast import BRIGHT, Member
from tests.story.delegating import (
    approve_all,
    click_offered,
    declare,
    line,
    on_paper,
    open_log,
    show_line,
    statuses,
)  # fmt: skip
from tests.story.year import Year
from tests.window_driver import until

SECOND = date(2026, 5, 18)  # protocol 2.0 takes effect


def the_protocol_changes(year: Year) -> None:
    """Whoever has not learnt version 2.0 may not go on from the day it takes effect: nine lines of eleven."""
    year.on(5, 4)
    study = year.study()
    year.ask(lambda site: site.training.add_protocol_version(study, NewVersion("2.0", date(2026, 5, 4), SECOND)))
    assert statuses(year) == {log.ACTIVE: 11}
    year.on(5, 18)
    assert statuses(year) == {log.NOT_CURRENT: 9, log.ACTIVE: 2}, "only the two who keep the site file need no protocol"
    lapsed = [one for one in year.ask(lambda site: site.waiting(year.today)) if one.kind == "delegation-lapsed"]
    assert [one.title for one in lapsed] == sorted(
        one.name for one in (cast.FARID, cast.TOMOKO, cast.ANNE, cast.SEAN, cast.TUNDE, cast.HANAKO)
    )


def who_reads_and_who_comes_to_the_session(year: Year) -> None:
    """Hanako reads it and signs in her own session; four come on 20-May; Farid is on leave."""
    year.on(5, 18, "hanako")
    window.sign_folder(year, "hanako", 1)
    assert line(year, cast.HANAKO, "7").status == log.ACTIVE
    year.on(5, 20)
    names = [one.name for one in (cast.TOMOKO, cast.TUNDE, cast.ANNE, cast.SEAN)]
    joining.record_a_session(year, "Protocol", date(2026, 5, 20), names)


def a_task_moves_to_somebody_else(year: Year) -> None:
    """Farid's samples end on 09-Jun and are Änne's from 10-Jun; Tunde pauses his data entry."""
    year.on(6, 8)
    end(year, cast.FARID, "11", "2026-06-09", "Moves to another ward")
    on_paper(year, ((cast.ANNE, "11"),), date(2026, 6, 10))
    end(year, cast.TUNDE, "15", "2026-06-12", "Parental leave")
    year.on(6, 9, "ines")
    approve_all(year, "ines")
    assert line(year, cast.ANNE, "11").status == log.APPROVED


def a_task_is_taken_up_again(year: Year) -> None:
    """Farid has learnt version 2.0; Tunde is back on 29-Jun, accepts his task anew and the investigator approves."""
    year.on(6, 22)
    joining.record_a_session(year, "Protocol", date(2026, 6, 15), [cast.FARID.name])
    former = line(year, cast.TUNDE, "15").id
    open_log(year)
    show_line(year, cast.TUNDE, "15")
    click_offered(year, "line-again")
    window.save(year, "delegate-dialog", start="2026-06-29")
    window.answered(year)
    assert line(year, cast.TUNDE, "15").follows == former
    year.on(6, 23, "tunde")
    window.sign_folder(year, "tunde", 1)
    year.on(6, 23, "ines")
    approve_all(year, "ines")


def the_study_passes_to_another_investigator(year: Year) -> None:
    """Inés hands BRIGHT-2 to Tomoko on 01-Jul, in the window; nobody is without an investigator for a day."""
    year.on(6, 30)
    screen = year.screen
    screen.go("roster")
    screen.page.switch.setCurrentIndex(1)
    window.choose(year, screen.page.studies, 0, BRIGHT)
    click_offered(year, "study-investigator")
    window.form(year, "investigator-dialog", person=year.person(cast.TOMOKO), start="2026-07-01")
    screen.click("save")
    window.say_why(year, "Inés Castillo Ruiz takes a sabbatical")
    leads = year.ask(lambda site: site.people.investigators(site.people.study(BRIGHT).id))
    assert [(one.person, one.end) for one in leads] == [(cast.INES.name, date(2026, 6, 30)), (cast.TOMOKO.name, None)]


def she_approves_what_her_forerunner_approved(year: Year) -> None:
    """Her own two lines are over; the nine others wait for her, and she declares."""
    year.on(7, 1, "tomoko")
    assert statuses(year) == {log.ACTIVE: 9, log.ENDED: 4}
    assert len(year.ask(lambda site: site.delegation.to_sign())) == 10, "nine lines and the declaration"
    approve_all(year, "tomoko")
    declare(year, "tomoko")
    assert year.ask(lambda site: site.delegation.to_sign()) == ()


def she_looks_over_the_study(year: Year) -> None:
    """The investigator's periodic review, with what the registers say, concluded and signed; then the log itself."""
    year.on(7, 15, "tomoko")
    screen = year.screen
    screen.go("oversight")
    page = screen.page
    until(lambda: page.reviews.may_write, "the studies")
    window.choose(year, page.reviews.table, 0, BRIGHT)
    screen.click("oversight-begin")
    until(lambda: page.job.review is not None, "the facts")
    page.job.verdict.set_value("actions needed")
    page.job.conclusion.set_value("Two deviations of one cause: nobody looked at the log before work began.")
    page.job.measures.set_value("Tunde compares duty roster and log each Monday.")
    screen.click("review-sign")
    window.sign(year, "tomoko")
    until(lambda: page.job.review.signed is not None, "the signed review")
    open_log(year)
    until(screen.page.sign_button.isVisible, "signing off being offered")
    screen.click("delegation-sign-off")
    window.sign(year, "tomoko")
    study = year.study()
    (version,) = year.ask(lambda site: site.delegation.versions(study))
    assert (version.number, len(version.rows)) == (1, 13), "every line there ever was"


def end(year: Year, member: Member, code: str, last: str, why: str) -> None:
    """A line's last day, in the window."""
    open_log(year)
    show_line(year, member, code)
    click_offered(year, "line-end")
    window.save(year, "end-dialog", end=last, reason=why)
    window.answered(year)
