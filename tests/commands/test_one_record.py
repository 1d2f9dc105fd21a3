"""``report KIND OUT.pdf --record NUMBER``: a report about one record, named as on its pages."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import pytest

from db.errors import BadInput
from db.site import Site
from db.store.query import Query
from desktop.commands.reporting import one_record, run_report
from desktop.reports.catalogue import KINDS
from desktop.reports.offered import OFFERED
from desktop.reports.options import ReportOptions
from tests.commands.test_demo_content import site as site


def heading(site: Site, kind: str, record: str | None, study: str | None = None) -> str:
    """What the report of that record would show."""
    options = ReportOptions(study=study, where=one_record(site, kind, record, study))
    return repr(KINDS[kind].facts(site, options))


@pytest.mark.requirement("RPT-1")
def test_one_record_is_named_by_its_number_or_id(site: Site) -> None:
    older = site.capa.list(Query(sort=(("number", False),), limit=1)).rows[0]
    assert f"number='{older.number}'" in heading(site, "capa", older.number)
    first = site.incidents.cases.list(Query(sort=(("number", False),), limit=1)).rows[0]
    assert all(first.title in heading(site, "incident", named) for named in (first.id, first.number))
    plan = site.plans.versions.list(Query(limit=100), site.clock.now().date()).rows[-1]
    words = heading(site, "data-management-plan", str(plan.number), plan.study)
    assert plan.id in words and f"version {plan.number}" in words


@pytest.mark.requirement("RPT-1")
def test_what_names_no_record_is_told(site: Site, tmp_path: Path) -> None:
    for kind, record, words in (
        ("roster", "1", "shows no single record"),
        ("capa", "CAPA-1999-001", "not there"),
        ("trail-review", "999", "No review is called “999”"),
        ("data-management-plan", "999", "No plan is called"),
        ("oversight-review", "1999-01-01", "No review is called"),
    ):
        with pytest.raises(BadInput, match=words):
            heading(site, kind, record)
    assert sum(bool(one.record) for one in OFFERED.values()) >= 6
    asked = Namespace(kind="capa", file=tmp_path / "out.pdf", as_of=None, study=None, person=None, sign=None)
    with pytest.raises(BadInput, match="not there"):
        run_report(site, Namespace(**vars(asked), record="CAPA-1999-001"))
    assert not list(tmp_path.iterdir())
