"""A sheet's way in: known facts from the store, the plan from a worker, the commit on the store's thread."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from db.site import Site
    from desktop.exchange.importing import Done, Options, Plan
    from desktop.exchange.known import Known
    from desktop.jobs import Job, Jobs, Progress

Failed = Callable[[Exception], object]
Told = Callable[[int, int], object]


def know(jobs: Jobs, register: str, done: Callable[[Known], object], failed: Failed) -> Job:
    """What the register holds already, to match against."""

    def work(site: Site) -> Known:
        from desktop.exchange.importing import known_facts

        return known_facts(site, register)

    return jobs.read(work, done, failed)


def glance(jobs: Jobs, register: str, path: Path, known: Known, done: Callable[[Plan], object], failed: Failed) -> Job:
    """The first rows, at once."""

    def work(_progress: Progress) -> Plan:
        from desktop.exchange.importing import first_look

        return first_look(register, path, known)

    return jobs.run(work, done, failed)


def read(
    jobs: Jobs,
    register: str,
    path: Path,
    known: Known,
    options: Options,
    done: Callable[[Plan], object],
    failed: Failed,
    told: Told,
) -> Job:
    """The file whole."""

    def work(progress: Progress) -> Plan:
        from desktop.exchange.importing import plan_import

        return plan_import(register, path, known, options, progress)

    return jobs.run(work, _then_try(jobs, done, failed), failed, told)


def again(jobs: Jobs, plan: Plan, options: Options, done: Callable[[Plan], object], failed: Failed) -> Job:
    """Planned anew with what was corrected; the file is not read again."""
    return jobs.run(lambda progress: plan.with_options(options, progress), _then_try(jobs, done, failed), failed)


def _then_try(jobs: Jobs, done: Callable[[Plan], object], failed: Failed) -> Callable[[Plan], object]:
    """Where the register has rules of its own, they are asked before the plan is shown."""

    def planned(plan: Plan) -> None:
        from desktop.exchange.registers import importer_named

        if importer_named(plan.register).tries:
            jobs.write(plan.tried, done, failed)
        else:
            done(plan)

    return planned


def commit(
    jobs: Jobs,
    plan: Plan,
    left_out: Collection[int],
    changing: Collection[int],
    done: Callable[[Done], object],
    failed: Failed,
    told: Told,
) -> Job:
    """All rows in one transaction, or none. ``changing``: rows whose changes to kept records are taken."""
    return jobs.write_long(lambda site, progress: plan.commit(site, left_out, progress, changing), done, failed, told)
