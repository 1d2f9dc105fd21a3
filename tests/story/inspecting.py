"""December: the log is signed by three in turn; an inspector reads everything and changes nothing."""

from __future__ import annotations

import subprocess

import pytest

from db.errors import Known, Refused
from db.signing.signable import Pen
from db.site import Site
from db.store.query import Query
from db.store.store import NewUser, Store
from desktop.reports.exporting import countersign, export
from desktop.reports.options import ReportOptions
from desktop.reports.reading import read_report_bytes
from desktop.reports.verifying import verify
from tests.story import cast
from tests.story.cast import BRIGHT
from tests.story.year import Year

RAW = (
    "DELETE FROM main.delegation", "UPDATE main.person SET family_name = 'x'", "DELETE FROM main.audit",
    "WITH x AS (SELECT 1) INSERT INTO main.training_record (id) VALUES ('x')", "DROP TABLE delegation",
    "ATTACH ':memory:' AS x", "PRAGMA writable_schema = ON", "CREATE TEMP TABLE x (a)",
)  # fmt: skip


def three_sign_the_log_in_turn(year: Year) -> None:
    """Tunde wrote it, Zoë reviewed it, Tomoko approves it; every reader accepts the four signatures in it."""
    papers = [year.screen.path(name) for name in ("authored.pdf", "reviewed.pdf", "approved.pdf")]

    def act(site: Site, who: str, meaning: str) -> Pen:
        person = year.staff[who]
        return Pen(site.sign(person.passphrase, person.code()), meaning)

    year.on(12, 7, "tunde")
    year.ask(lambda site: export(site, "delegation-log", papers[0], ReportOptions(study=BRIGHT),
                                 act(site, "tunde", "authored").act, "authored"))  # fmt: skip
    year.on(12, 8)
    year.ask(lambda site: countersign(site, papers[0], papers[1], act(site, "zoe", "reviewed").act, "reviewed"))
    year.on(12, 9, "tomoko")
    year.ask(lambda site: countersign(site, papers[1], papers[2], act(site, "tomoko", "approved").act, "approved"))
    verdict = year.ask(lambda site: verify(papers[2], site))
    assert (verdict.valid, verdict.trusted, verdict.on_trail) == (True, True, True)
    assert [(one.name, one.meaning) for one in verdict.signers] == [
        ("Tunde Adeyemi", "authored"), ("Zoë Brandt", "reviewed"), ("Tomoko Itō", "approved"),
    ]  # fmt: skip
    said = subprocess.run(["pdfsig", "-nocert", str(papers[2])], capture_output=True, text=True, check=False).stdout
    assert said.count("Signature is Valid.") == 4, said  # the workspace's seal, then three people
    rows = read_report_bytes(papers[2].read_bytes()).data["rows"]
    assert sum(row["status"] == "active" for row in rows) == 6


def an_inspector_reads_and_changes_nothing(year: Year) -> None:
    """Zoë lets Frances in: BRIGHT-2 alone, read-only. What was a breach is shown as one; raw SQL is refused."""
    year.on(12, 14)
    frances = NewUser("frances", "Frances Moreau", "inspector", studies=(year.study(),))
    year.ask(lambda site: site.users.add(frances))
    path, key, workspace, installation = year.ask(
        lambda site: (site.store.path, site.session.key, site.workspace, site.installation)
    )
    year.leave()
    clock = year.screen.house.clock
    store = Store.open(path, key, workspace=workspace, installation=installation, user=frances.id, clock=clock,
                       pins=None)  # fmt: skip
    try:
        site = Site(store, name="Klinikum Nord", demonstration=True)
        _reads(site)
        _writes_nothing(site)
    finally:
        store.close()
    year.on(12, 15)
    refusals = year.ask(lambda site: site.trail.page(Query(where={"action": ["refusal"], "role": ["inspector"]})))
    assert refusals.matching >= 1, "what he tried is on the trail"
    report = year.ask(lambda site: site.trail.verify())
    assert report.good


def _reads(site: Site) -> None:
    assert [one.code for one in site.people.studies(Query()).rows] == [BRIGHT]
    log = site.delegation.log(site.people.study(BRIGHT).id)
    assert (log.facts.in_force, len(log.lines)) == (6, 13), "whoever stands in the log is seen with it"
    sean = next(line for line in log.lines if line.person == cast.SEAN.name)
    assert set(sean.breaches) == {"before training", "before approval"} and sean.late
    assert site.incidents.deviations.list(Query()).matching == 2
    assert site.trail.verify().good


def _writes_nothing(site: Site) -> None:
    for sql in RAW:
        with pytest.raises(Refused):
            site.store.rows(sql)
    for line in site.delegation.delegations().rows:
        with pytest.raises(Known), site.change("no") as change:
            change.update("delegation", line.id, {"comment": "no"})
