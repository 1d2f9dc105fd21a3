"""March and April: tasks and accounts are given, and one who worked before anybody gave him anything."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QAbstractButton

from db.access import records as access
from db.delegation import records as log
from db.signing.signable import Ink
from db.site import Site
from db.store.query import Query
from tests.story import cast, joining, window
from tests.story.cast import BRIGHT, Member
from tests.story.year import Year
from tests.window_driver import settle, until

BEGINS = date(2026, 3, 4)  # after the signatures: who begins before them opens a deviation
FIRST_LINES = (
    (cast.TOMOKO, "1"), (cast.TOMOKO, "2"), (cast.TUNDE, "15"), (cast.TUNDE, "16"), (cast.ANNE, "8"),
    (cast.ANNE, "10"), (cast.FARID, "10"), (cast.FARID, "11"),
)  # fmt: skip
"""Hanako's 7 and 16 come first, by window; of these ten only the two 16 do not need the protocol."""

ACCOUNTS = (
    (cast.INES, cast.EDC, "icastillo", "Investigator"),
    (cast.TOMOKO, cast.EDC, "tito", "Investigator"),
    (cast.TUNDE, cast.EDC, "tadeyemi", "Data entry"),
    (cast.ANNE, cast.EDC, "amueller", "Data entry"),
    (cast.FARID, cast.EDC, "fandersen", "Data entry"),
    (cast.HANAKO, cast.IWRS, "hyamada", "Pharmacist"),
    (cast.ANNE, cast.IWRS, "amueller", "Randomisation"),
    (cast.INES, cast.ETMF, "icastillo", "Investigator"),
    (cast.TUNDE, cast.ETMF, "tadeyemi", "Site"),
    (cast.ANNE, cast.ETMF, "amueller", "Site"),
    (cast.ZOE, cast.ETMF, "zbrandt", "Site"),
)
"""Eleven; the twelfth, Hanako's in the EDC, is asked for in the window."""


def nobody_untrained_is_proposed(year: Year) -> None:
    """The usual tasks are taken over; Seán, who missed the course, is refused before anything is saved."""
    year.on(3, 2)
    screen = year.screen
    open_log(year)
    screen.click("empty-usual-tasks")
    until(lambda: len(screen.page.log.tasks) == 18, "the usual tasks")
    screen.click("delegation-add")
    dialog = window.form(year, "delegate-dialog", person=year.person(cast.SEAN), start=BEGINS.isoformat())
    dialog.tasks.tick([task_id(year, "7")])
    screen.click("save")
    until(lambda: dialog.trouble.text(), "the refusal")
    assert "GCP" in dialog.trouble.text() and "Protocol" in dialog.trouble.text()
    dialog.person.set_value(year.person(cast.HANAKO))
    dialog.tasks.tick([task_id(year, "16")])
    screen.click("save")
    window.answered(year)
    assert statuses(year) == {log.PROPOSED: 2}


def each_accepts_their_own(year: Year) -> None:
    """Hanako signs in her session; the others sign the log on paper, and its scan is kept."""
    year.ask(lambda site: _propose(site, FIRST_LINES, BEGINS))
    year.ask(lambda site: _accept_on_paper(site, date(2026, 3, 2), but=cast.HANAKO.name))
    year.on(3, 3, "hanako")
    window.sign_folder(year, "hanako", 2)
    assert statuses(year) == {log.ACCEPTED: 10}


def the_investigator_approves_line_by_line(year: Year) -> None:
    """Inés approves one line by itself, the nine others together: each is bound on its own. Then she declares."""
    year.on(3, 3, "ines")
    open_log(year)
    show_line(year, cast.HANAKO, "7")
    click_offered(year, "line-approve")
    window.sign(year, "ines")
    until(lambda: statuses(year) == {log.ACCEPTED: 9, log.APPROVED: 1}, "the first approval")
    approve_all(year, "ines")
    assert statuses(year) == {log.APPROVED: 10}, "they begin tomorrow"
    declare(year, "ines")


def accounts_are_given(year: Year) -> None:
    """Eleven on the sheet of the systems' help desks; Hanako's twelfth is asked for, approved and granted."""
    year.on(3, 9)
    screen = year.screen
    rows = [f'"{who.name}",{system},{name},{role},2026-03-04' for who, system, name, role in ACCOUNTS]
    window.bring_in(year, "accounts", "accounts.csv", "\n".join(["Person,System,Account,Role,Granted", *rows, ""]))
    screen.go("access")
    until(lambda: screen.page._lists is not None, "the page's lists")
    screen.click("access-request")
    system = year.ask(lambda site: site.access.system(cast.EDC).id)
    window.save(year, "request-dialog", person=year.person(cast.HANAKO), system=system, role="Pharmacist")
    for kind, given in (("approved", {}), ("granted", {"account": "hyamada"})):
        click_offered(year, f"account-{kind}")
        window.save(year, "step-dialog", **given)
    account = year.ask(lambda site: site.access.accounts(Query(search="hyamada rave")).rows)[0]
    assert (account.status, account.requested, account.granted) == (access.OPEN, year.today, year.today)


def one_worked_before_he_was_trained(year: Year) -> None:
    """On 20-Apr it is found that Seán takes vital signs since 02-Apr. That day stays; two things are wrong, and each
    opens a deviation: nobody had trained him, nobody had approved it."""
    year.on(4, 20)
    screen, sean = year.screen, year.person(cast.SEAN)
    open_log(year)
    screen.click("delegation-add")
    dialog = window.form(year, "delegate-dialog", person=sean, start="2026-04-02")
    dialog.tasks.tick([task_id(year, "10")])
    dialog.late.set_value("Found when the monitor compared source and log")
    until(lambda: any("opens a deviation" in one.meta for one in dialog.gates.moments()), "what it opens")
    screen.click("save")
    window.answered(year)
    window.shown(year, "10 Vital signs, ECG and study procedures")
    click_offered(year, "line-accept")
    window.sign_on_paper(year, sean, "2026-04-20")
    year.on(4, 21, "ines")
    open_log(year)
    show_line(year, cast.SEAN, "10")
    click_offered(year, "line-approve")
    window.sign(year, "ines")
    until(lambda: line(year, cast.SEAN, "10").approved == date(2026, 4, 21), "the approval")
    found = line(year, cast.SEAN, "10")
    assert (found.start, found.late, found.status) == (date(2026, 4, 2), True, log.NOT_CURRENT)
    assert set(found.breaches) == {log.BEFORE_TRAINING, log.BEFORE_APPROVAL}


def the_deviations_are_assessed(year: Year) -> None:
    """Both are in the register by themselves; the investigator says how grave each is and signs it."""
    screen = year.screen
    deviations = year.ask(lambda site: site.incidents.deviations.list().rows)
    assert [(one.study, one.occurred) for one in deviations] == [(BRIGHT, date(2026, 4, 2))] * 2
    for one in deviations:
        screen.go("incidents", f"deviation/{one.id}")
        until(lambda one=one: one.number in screen.page.inspector.over.text(), "the deviation")  # type: ignore[misc]
        click_offered(year, "deviation-assess")
        window.save(year, "assess-dialog", grade="minor", text="Values were plausible; checked against the ward's.")
    window.sign_folder(year, "ines", 2)


def he_is_trained_at_last(year: Year) -> None:
    """Course and protocol on 22-Apr; from that day on he may go on."""
    year.on(4, 22)
    for course in ("GCP", "Protocol"):
        joining.record_a_session(year, course, date(2026, 4, 22), [cast.SEAN.name])
    assert line(year, cast.SEAN, "10").status == log.ACTIVE


# what these and later months do to the log


def open_log(year: Year) -> None:
    """The delegation page of BRIGHT-2."""
    screen = year.screen
    screen.go("delegation")
    until(lambda: screen.page.log is not None and screen.page.log.study == BRIGHT, "the log")
    settle()


def show_line(year: Year, member: Member, code: str) -> None:
    """Somebody's newest line for a task, at the right."""
    found, inspector = line(year, member, code), year.screen.page.inspector
    year.screen.go("delegation", found.id)
    until(lambda: inspector.title.text() == f"{code} {found.task}" and member.name in inspector.over.text(), "the line")


def click_offered(year: Year, button: str) -> None:
    """Press a button that the inspector offers once it shows the record."""
    inspector = year.screen.page.inspector
    until(lambda: inspector.findChild(QAbstractButton, button) is not None, f"“{button}” being offered")
    year.quiet()
    year.screen.click(button)


def approve_all(year: Year, who: str) -> None:
    """What waits for the investigator, under one code."""
    open_log(year)
    until(year.screen.page.approve_button.isVisible, "what waits")
    year.screen.click("delegation-approve-all")
    window.sign(year, who)
    until(lambda: not year.screen.page.approve_button.isVisible(), "nothing waiting")


def declare(year: Year, who: str) -> None:
    """The investigator's declaration."""
    open_log(year)
    until(year.screen.page.sign_button.isVisible, "signing off being offered")
    year.screen.click("delegation-sign-off")
    window.sign(year, who)
    lead = year.ask(lambda site: site.delegation.investigator_on(site.people.study(BRIGHT).id, year.today))
    assert lead is not None and lead.declared == year.today


def statuses(year: Year) -> dict[str, int]:
    """How many lines of the log are in each status today."""
    found: dict[str, int] = {}
    for one in year.ask(lambda site: site.delegation.delegations(Query(limit=1000)).rows):
        found[one.status] = found.get(one.status, 0) + 1
    return found


def line(year: Year, member: Member, code: str) -> log.Line:
    """The newest line of somebody for a task."""
    person = year.person(member)
    lines = year.ask(lambda site: site.delegation.lines_of(person=person))
    return [one for one in lines if one.code == code][-1]


def task_id(year: Year, code: str) -> str:
    study = year.study()
    return year.ask(lambda site: next(task.id for task in site.delegation.tasks(study) if task.code == code))


def on_paper(year: Year, lines: tuple[tuple[Member, str], ...], start: date) -> None:
    """Proposed, and accepted in ink the same day."""
    year.ask(lambda site: _propose(site, lines, start))
    year.ask(lambda site: _accept_on_paper(site, year.today))


def _propose(site: Site, lines: tuple[tuple[Member, str], ...], start: date) -> None:
    study = site.people.study(BRIGHT).id
    tasks = {task.code: task.id for task in site.delegation.tasks(study)}
    site.delegation.propose([log.NewLine(study, Year.person_in(site, who), tasks[code], start) for who, code in lines])


def _accept_on_paper(site: Site, day: date, but: str = "") -> None:
    scan = site.evidence.add(("log.pdf", b"%PDF-1.7 scan of the log as it was signed")).id
    waiting = site.delegation.delegations(Query(where={"status": [log.PROPOSED]}, limit=1000)).rows
    for one in waiting:
        if one.person != but:
            ink = Ink("accepted", one.person, one.person_id, day, scan, "Zoë Brandt", day, "Binder 4")
            site.delegation.accept([one.id], ink)
