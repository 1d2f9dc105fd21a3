"""``report KIND OUT.pdf``: a sealed PDF; with --sign also signed by the person who unlocked."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from db.errors import BadInput
from db.site import Site
from desktop.commands import factors
from desktop.commands.answer import Answer

if TYPE_CHECKING:
    from db.signing.records import Exported
    from db.vault.unlocked import SigningAct


def run_report(site: Site, options: Namespace) -> Answer:
    """Draws, seals, signs if asked, writes whole, and puts the file's hash on the trail."""
    from desktop.reports.catalogue import KINDS
    from desktop.reports.exporting import export
    from desktop.reports.options import ReportOptions

    if options.kind not in KINDS:
        raise BadInput(f"There is no report “{options.kind}”.", todo=f"Kinds: {', '.join(sorted(KINDS))}.")
    asked = ReportOptions(
        as_of=options.as_of, study=options.study, person=_person(site, options.person),
        where=one_record(site, options.kind, options.record, options.study),
    )  # fmt: skip
    signature = _act(site, options) if options.sign else None
    made = export(site, options.kind, options.file, asked, signature=signature, meaning=options.sign or "")
    signed = f", signed as {options.sign}" if options.sign else ""
    return _told(made, f"{made.title} written to {options.file} (report {made.number}{signed}).", options)


def run_countersign(site: Site, options: Namespace) -> Answer:
    """One more signature on a report of this workspace, into a new file. Raises BadInput unless it is as it left."""
    from desktop.reports.exporting import countersign

    made = countersign(site, options.source, options.file, _act(site, options), options.sign)
    names = "; ".join(made.signers)
    return _told(made, f"{made.title} {made.number} signed into {options.file}. Signed by: {names}.", options)


def _act(site: Site, options: Namespace) -> SigningAct:
    return site.sign(factors.own_passphrase(options), factors.sign_code(options))


def _told(made: Exported, words: str, options: Namespace) -> Answer:
    return Answer(
        words,
        {
            "file": str(options.file),
            "report": made.number,
            "kind": made.kind,
            "sha256": made.sha256,
            "chain": {"seq": made.seq, "head": made.head},
            "signers": list(made.signers),
        },
    )


def one_record(site: Site, kind: str, named: str | None, study: str | None) -> Mapping[str, tuple[str, ...]]:
    """What a report of one record is asked for: an id, or the number that stands on its pages. Raises BadInput."""
    from desktop.reports.offered import OFFERED

    if named is None:
        return {}
    if not OFFERED[kind].record:
        one = ", ".join(sorted(name for name, offered in OFFERED.items() if offered.record))
        raise BadInput(f"“{kind}” shows no single record.", todo=f"Reports of one record: {one}.")
    if len(named) != 36 and kind in _NUMBERED:
        matching = [id_ for id_, number in _NUMBERED[kind](site, study) if number == named]
        if len(matching) != 1:
            what = "No" if not matching else "More than one"
            raise BadInput(
                f"{what} {OFFERED[kind].record} is called “{named}”.",
                todo="Give its id, or the study too (--study CODE)." if matching else "See its number on its page.",
            )
        named = matching[0]
    return {"record": (named,)}


def _trail_reviews(site: Site, _study: str | None) -> Iterable[tuple[str, str]]:
    return ((one.id, str(one.number)) for one in site.oversight.trail.reviews())


def _oversight_reviews(site: Site, study: str | None) -> Iterable[tuple[str, str]]:
    """These have no number: the last day of their period names them."""
    of = site.people.study(study).id if study else None
    return ((one.id, one.until.isoformat()) for one in site.oversight.reviews.reviews(of))


def _log_versions(site: Site, study: str | None) -> Iterable[tuple[str, str]]:
    from db.store.query import Query

    studies = [site.people.study(study)] if study else site.people.studies(Query(limit=1000)).rows
    return ((one.id, str(one.number)) for of in studies for one in site.delegation.versions(of.id))


def _plan_versions(site: Site, study: str | None) -> Iterable[tuple[str, str]]:
    from db.store.query import Query

    where = {"study_id": (site.people.study(study).id,)} if study else {}
    found = site.plans.versions.list(Query(where=where, limit=10_000), site.clock.now().date()).rows
    return ((one.id, str(one.number)) for one in found)


_NUMBERED: Mapping[str, Callable[[Site, str | None], Iterable[tuple[str, str]]]] = {
    "trail-review": _trail_reviews,
    "delegation-version": _log_versions,
    "oversight-review": _oversight_reviews,
    "data-management-plan": _plan_versions,
}
"""Reports whose own records do not go by their number: (id, number) of each."""


def _person(site: Site, asked: str | None) -> str | None:
    return None if asked is None else one_person(site, asked)


def one_person(site: Site, asked: str) -> str:
    """The id of a person given by id or name. Raises BadInput where nobody or more than one fits."""
    if len(asked) == 36:
        return asked
    from db.store.query import Query

    found = site.people.people(Query(search=asked.replace(",", " "), limit=3)).rows
    if len(found) != 1:
        number = "nobody" if not found else "more than one person"
        raise BadInput(f"“{asked}” fits {number}.", todo="Give the person's id, as `list people` shows it.")
    return found[0].id
