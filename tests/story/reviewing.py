"""October and November: who can log in is compared with who should; the trail is looked over."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QAbstractButton

from db.access import records as access
from db.access import review_records as v
from db.store.query import Query
from tests.access_page.test_review_job import JobDriver
from tests.story import cast, window
from tests.story.year import Year
from tests.window_driver import until

EDC_LIST = (
    "Kennung;Name;Rolle;Letzte Anmeldung\n"
    "icastillo;Castillo Ruiz, Inés;Investigator;28.09.2026\n"
    "tito;Itō, Tomoko;Investigator;01.10.2026\n"
    "tadeyemi;Adeyemi, Tunde;Data entry;02.10.2026\n"
    "amueller;Müller-Østergård, Änne;Data entry;30.09.2026\n"
    f"fandersen;{cast.FARID.name};Data entry;25.09.2026\n"
    "hyamada;Yamada, Hanako;Pharmacist;29.09.2026\n"
    "test01;Vendor Test;Administrator;\n"
)
"""As the vendor sends it: six whom the site knows, one of them gone since 11-Sep, and one nobody knows."""
REMOVED = ("amueller", "test01")


def access_is_reviewed(year: Year) -> None:
    """The EDC's own list, matched, judged and signed: five stay, the leaver's and the orphan go."""
    year.on(10, 5)
    job = JobDriver(year.screen)
    job.page.job.acts.begin()
    dialog = window.form(year, "begin-dialog", system=year.ask(lambda site: site.access.system(cast.EDC).id))
    job.save(dialog.objectName())
    job.step(v.LIST)
    path = year.screen.path("benutzer.csv")
    path.write_bytes(EDC_LIST.encode("utf-8"))
    job.job.list.read_file(path)
    until(lambda: job.job.list.plan is not None, "the list being read")
    year.screen.click("list-bring-in")
    job.step(v.MATCH)
    year.screen.click("confirm-exact")
    job.save("many-dialog")
    job.matched(6)
    job.choose(job.job.match, "test01")
    year.screen.click("row-nobody")
    job.matched(7)
    year.screen.click("finish-matching")
    job.step(v.DECIDE)
    _judge(year, job)
    year.screen.click("review-sign")
    window.sign(year, "zoe")
    job.step(v.FOLLOW)


def _judge(year: Year, job: JobDriver) -> None:
    year.screen.click("keep-plain")
    job.save("many-dialog")
    job.decided(5)
    for number, (account, why) in enumerate((("amueller", "left on 11-Sep"), ("test01", "nobody’s account")), 6):
        year.quiet()
        job.choose(job.job.judge, account)
        year.quiet()
        year.screen.click("row-remove")
        year.screen.dialog("verdict-dialog").reason.set_value(why)  # type: ignore[attr-defined]
        job.save("verdict-dialog")
        job.decided(number)
    year.screen.click("finish-judging")
    job.step(v.SIGN)


def what_is_removed_is_verified_by_another(year: Year) -> None:
    """Zoë writes down that both were removed; Tunde tries to log in with them, and the review is closed."""
    year.on(10, 12)
    job = _follow_up(year)
    for account in REMOVED:
        job.choose(job.job.follow, account)
        year.screen.click("followup-done")
        window.form(year, "done-dialog", by="Medidata help desk")
        job.save("done-dialog")
        until(lambda: "Another person" in job.page.inspector.why.text(), f"the removal of {account}")
        assert not _offered(job, "followup-verify"), "not by who wrote it down"
    year.on(10, 13, "tunde")
    job = _follow_up(year)
    for account in REMOVED:
        job.choose(job.job.follow, account)
        year.screen.click("followup-verify")
        window.form(year, "verify-dialog", how="log-in refused")
        job.save("verify-dialog")
    until(lambda: "Closed on 13-Oct-2026" in job.job.follow.sentence.text(), "the review being closed")
    (review,) = year.ask(lambda site: site.access.reviews().rows)
    assert (review.rows, review.removals, review.open_followups) == (7, 2, 0)
    assert (review.step, review.signers, review.closed) == (v.CLOSED, ("Zoë Brandt",), date(2026, 10, 13))
    gone = year.ask(lambda site: site.access.accounts(Query(search="amueller", limit=10)).rows)
    assert [one.status for one in gone] == [access.WITHDRAWN] * 3


def _follow_up(year: Year) -> JobDriver:
    """The review, at its last step."""
    job = JobDriver(year.screen)
    (review,) = year.ask(lambda site: site.access.reviews().rows)
    year.screen.go("access", f"review/{review.id}")
    job.step(v.FOLLOW)
    return job


def _offered(job: JobDriver, name: str) -> bool:
    return any(one.isVisible() for one in job.page.inspector.findChildren(QAbstractButton, name))


def the_trail_is_looked_over(year: Year) -> None:
    """A sample drawn by risk; each entry is looked at, the conclusion signed."""
    year.on(11, 2)
    screen = year.screen
    screen.go("audit", "review")
    page = screen.page
    until(lambda: page.review.facts is not None, "the schedule")
    screen.click("trail-review-begin")
    until(lambda: page.review.table.model.rowCount() > 0, "the sample")
    while page.review.review.marked < page.review.review.entries:
        _look_at_a_filter(year)
    screen.click("trail-review-sign")
    screen.dialog("trail-conclusion-dialog").fields["trail-conclusion"].set_value("Nothing out of order.")  # type: ignore[attr-defined]
    screen.click("save")
    window.sign(year, "zoe")
    until(lambda: page.review.review.signed is not None, "the signed review")
    drawn = {one.name: one.found for one in page.review.review.drawn}
    assert drawn["Refusals"] >= 1, "Seán’s of March is in it"


def _look_at_a_filter(year: Year) -> None:
    """The first entry that nobody looked at, by itself; then what else its filter drew."""
    screen = year.screen
    view = screen.page.review
    place = next(at for at in range(view.table.model.rowCount()) if not view.table.model.record(at).mark)
    entry = view.table.model.record(place)
    for button in ("trail-review-order", "trail-review-rest"):
        marked = view.review.marked
        view.table.select_row(place)
        until(lambda: f"Entry {entry.seq:,}" in screen.page.inspector.over.text(), "the entry")
        screen.click(button)
        year.quiet()
        if button == "trail-review-order":
            assert view.review.marked == marked + 1
