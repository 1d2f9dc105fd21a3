"""October and November: who can log in is compared with who should; the trail is looked over."""

from __future__ import annotations

from datetime import date

from db.access import records as access
from db.access import review_records as v
from db.site import Site
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
    for one in year.ask(lambda site: site.access.followups(unfinished=True)):
        year.ask(lambda site, one=one: site.access.carry_out(one.id, year.today, "Medidata help desk", ""))  # type: ignore[misc]
    year.on(10, 13, "tunde")
    for one in year.ask(lambda site: site.access.followups(unfinished=True)):
        year.ask(lambda site, one=one: site.access.verify(one.id, year.today, "log-in refused"))  # type: ignore[misc]
    (review,) = year.ask(lambda site: site.access.reviews().rows)
    assert (review.rows, review.removals, review.open_followups) == (7, 2, 0)
    assert (review.step, review.signers, review.closed) == (v.CLOSED, ("Zoë Brandt",), date(2026, 10, 13))
    gone = year.ask(lambda site: site.access.accounts(Query(search="amueller", limit=10)).rows)
    assert [one.status for one in gone] == [access.WITHDRAWN] * 3


def the_trail_is_looked_over(year: Year) -> None:
    """A sample drawn by risk; each entry is looked at, the conclusion signed."""
    year.on(11, 2)
    screen = year.screen
    screen.go("audit", "review")
    page = screen.page
    until(lambda: page.review.facts is not None, "the schedule")
    screen.click("trail-review-begin")
    until(lambda: page.review.table.model.rowCount() > 0, "the sample")
    review = page.review.review.id

    def mark_all(site: Site) -> None:
        rows = site.oversight.trail.entries(review, Query(limit=10_000)).rows
        site.oversight.trail.mark([one.id for one in rows if not one.mark], "in order")

    page.context.jobs.write(mark_all, lambda _: None)
    until(lambda: page.review.review.marked == page.review.review.entries, "every entry looked at")
    screen.click("trail-review-sign")
    screen.dialog("trail-conclusion-dialog").fields["trail-conclusion"].set_value("Nothing out of order.")  # type: ignore[attr-defined]
    screen.click("save")
    window.sign(year, "zoe")
    until(lambda: page.review.review.signed is not None, "the signed review")
    drawn = {one.name: one.found for one in page.review.review.drawn}
    assert drawn["Refusals"] >= 1, "Seán’s of March is in it"
