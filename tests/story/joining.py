"""January and February: the site is set up, people join and are trained."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QPlainTextEdit

from db.roster.records import NewStudy
from db.site import Site
from db.store.query import Query
from db.training.records import NewCourse, NewRequirement, NewVersion
from tests.story import cast, window
from tests.story.cast import BRIGHT, IN_JANUARY, Member
from tests.story.year import Year
from tests.window_driver import until

SCAN = b"%PDF-1.7 the sign-in sheet as it was scanned"


def the_site_is_set_up(year: Year) -> None:
    """Three studies, eight systems, and the people on the sheet of the personnel office."""
    year.on(1, 5)
    year.screen.go("roster")
    year.screen.page.switch.setCurrentIndex(1)
    year.screen.click("roster-add-study")
    window.save(year, "study-dialog", code=BRIGHT, protocol="BR2-301", sponsor="Lumina", start=cast.OPENS.isoformat())
    window.shown(year, BRIGHT)
    year.ask(lambda site: [site.people.add_study(NewStudy(code, protocol, start=cast.OPENS))
                           for code, protocol in ((cast.LUMEN, "LU7-12"), (cast.DELTA, "D9-2"))])  # fmt: skip
    window.bring_in(year, "people", "personnel.csv", cast.sheet(IN_JANUARY, "05.01.2026"), day_first=3)
    window.bring_in(year, "systems", "systems.csv", cast.systems_sheet())
    assert year.ask(lambda site: site.people.people(Query()).matching) == 56
    assert year.ask(lambda site: site.access.systems().matching) == len(cast.SYSTEMS) == 8


def who_answers_for_what(year: Year) -> None:
    """Each study has its investigator; those who sign in the program get a slot of their own."""
    screen = year.screen
    screen.go("roster")
    screen.page.switch.setCurrentIndex(1)
    window.choose(year, screen.page.studies, 0, BRIGHT)
    screen.click("study-investigator")
    window.save(year, "investigator-dialog", person=year.person(cast.INES), start=cast.OPENS.isoformat())
    until(lambda: "is principal investigator" in screen.page.inspector.why.text(), "the investigator")
    for code, member in ((cast.LUMEN, cast.GRAINNE), (cast.DELTA, cast.PETR)):
        _leads(year, code, member)
    year.ask(lambda site: site.users.link(site.actor.user, year.person_in(site, cast.ZOE)))
    year.enrol("ines", "Inés Castillo Ruiz", "investigator", cast.INES)
    year.enrol("tomoko", "Tomoko Itō", "investigator", cast.TOMOKO)
    year.enrol("tunde", "Tunde Adeyemi", "coordinator", cast.TUNDE)
    year.enrol("hanako", "Hanako Yamada", "staff", cast.HANAKO, proven=False)


def a_newcomer_signs_before_her_first_act(year: Year) -> None:
    """The officer sees Hanako's passport; she signs the statement and the introduction with one code."""
    year.ask(lambda site: site.oversight.duties.record_identity(_login(site, "hanako"), "passport", year.today))
    year.on(1, 6, "hanako")
    assert year.ask(lambda site: site.store.standing.missing) == ("statement", "training")
    window.sign_folder(year, "hanako", 2)
    assert year.ask(lambda site: site.store.standing.missing) == ()


def everybody_is_asked_for_gcp(year: Year) -> None:
    """From 02-Feb on, of all; the protocol of BRIGHT-2 is asked by its tasks."""
    year.on(2, 2)

    def ask(site: Site) -> None:
        gcp = site.training.add_course(NewCourse("GCP", "ICH-GCP E6(R3)", validity_months=24))
        site.training.require(NewRequirement(gcp.id, start=date(2026, 2, 2)))
        site.training.add_protocol_version(
            site.people.study(BRIGHT).id, NewVersion("1.0", date(2026, 1, 5), cast.OPENS)
        )

    year.ask(ask)
    assert year.ask(lambda site: site.training.matrix().gaps) == 56


def a_session_with_its_sign_in_sheet(year: Year) -> None:
    """On 09-Feb everybody but Farid and Seán comes: names pasted, one scan, one save."""
    year.on(2, 9)
    present = [one.name for one in IN_JANUARY if one not in (cast.SEAN, cast.FARID)]
    record_a_session(year, "GCP", date(2026, 2, 9), present)
    (session,) = year.ask(lambda site: site.training.sessions().rows)
    assert session.people == 54
    assert year.ask(lambda site: site.evidence.opened(session.evidence or "").data) == SCAN


def one_comes_later_with_a_certificate(year: Year) -> None:
    """Farid did the course elsewhere and brings the certificate; Seán is forgotten."""
    year.on(2, 20)
    screen, person = year.screen, year.person(cast.FARID)
    course = year.ask(lambda site: next(one.id for one in site.training.courses().rows if one.code == "GCP"))
    screen.go("training", f"{person}/{course}")
    until(lambda: screen.page.inspector.title.text(), "the cell")
    screen.click("cell-record")
    certificate = screen.path("certificate.pdf")
    certificate.write_bytes(b"%PDF-1.7 certificate of good clinical practice")
    dialog = window.form(year, "record-dialog", completed="2026-02-18", trainer="University of Lund")
    dialog.file.set_path(certificate)
    screen.click("save")
    window.answered(year)
    (gap,) = year.ask(lambda site: site.training.overdue().rows)
    assert (gap.person, gap.requirement) == (cast.SEAN.name, "GCP")


def the_team_learns_the_protocol(year: Year) -> None:
    """Six of BRIGHT-2 at the initiation visit."""
    year.on(2, 23)
    record_a_session(year, "Protocol", date(2026, 2, 23), [one.name for one in team()])


def team() -> tuple[Member, ...]:
    """Who works on BRIGHT-2 from the beginning."""
    return (cast.TOMOKO, cast.TUNDE, cast.HANAKO, cast.ANNE, cast.FARID)


def record_a_session(year: Year, course: str, held: date, names: list[str]) -> None:
    """In the window: course, day, pasted names, the scan."""
    screen = year.screen
    screen.go("training")
    until(lambda: screen.page.acts.may_write, "the page's lists")
    screen.click("training-session")
    dialog = screen.dialog("session-dialog")
    known = window.options(dialog.course)  # type: ignore[attr-defined]
    window.form(year, "session-dialog", course=next(known[one] for one in known if one.startswith(course)),
                held=held.isoformat())  # fmt: skip
    screen.find(QPlainTextEdit, "session-paste").setPlainText("\n".join(names))
    screen.click("add-names")
    until(lambda: len(dialog.people.values()) == len(names), "every name being known")  # type: ignore[attr-defined]
    scan = screen.path("sign-in.pdf")
    scan.write_bytes(SCAN)
    dialog.file.set_path(scan)  # type: ignore[attr-defined]
    screen.click("save")
    window.answered(year)


def _leads(year: Year, code: str, member: Member) -> None:
    study, person = year.study(code), year.person(member)
    year.ask(lambda site: site.people.name_investigator(study, person, cast.OPENS))


def _login(site: Site, login: str) -> str:
    user = site.users.find(login)
    assert user is not None
    return user.id
