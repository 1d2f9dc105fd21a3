"""Somebody who may only read, on a site that has only begun."""

from __future__ import annotations

from pathlib import Path

import pytest
from shiboken6 import delete

from desktop.jobs import Jobs
from tests.people_at_site import make_house
from tests.training_page.driver import TrainingDriver
from tests.widgets.qt import until


@pytest.mark.requirement("ROL-2")
def test_staff_see_the_page_without_what_they_may_not_do(quiet: None, tmp_path: Path) -> None:
    house = make_house(tmp_path)
    site = house.unlock()
    ann = house.enrol(site, "ann", "Ann Lee", "staff")
    site.close()
    jobs = Jobs()
    jobs.open(lambda: house.unlock(ann), lambda _site: None)
    until(lambda: jobs.is_open, "the site to open")
    driver = TrainingDriver(jobs)
    try:
        assert driver.offered() == ["training-export"]
        assert driver.page.matrix.map.empty.title.text() == "Nothing is asked of anybody yet"
        driver.show(driver.page.courses)
        assert driver.offered() == []
        assert driver.page.courses.table.empty.isVisible()
        driver.page.acts.course()  # reached all the same, as by a faulty screen: the store refuses
        driver.write("course-code", "X")
        driver.write("course-title", "X")
        driver.save()
        driver.settle()
        dialog = next(
            one for one in driver.window.findChildren(type(driver.window)) if one.objectName() == "course-dialog"
        )
        assert dialog.trouble.isVisible() and driver.saved == []  # type: ignore[attr-defined]
    finally:
        driver.close()
        jobs.shut_down()
        delete(jobs)
