"""What the inspector says of a study: investigator, protocol versions, people, history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.roster.records import StudyFile
from db.store.trail import Entry
from desktop.roster.people_pane import said
from desktop.roster.studies_pane import study_state, study_word
from desktop.widgets.buttons import Button
from desktop.widgets.dates import show_date
from desktop.widgets.inspector import Inspector
from desktop.widgets.text import Em, Part
from desktop.widgets.timeline import Moment

if TYPE_CHECKING:
    from db.site import Site


@dataclass(frozen=True)
class StudyView:
    """Everything the inspector shows of one study."""

    file: StudyFile
    history: tuple[Entry, ...]


def read_study(site: Site, study_id: str) -> StudyView:
    """On the store's thread."""
    site.looked_at("study", study_id)
    return StudyView(site.people.study_file(study_id), site.trail.history("study", study_id))


def why(view: StudyView) -> list[Part]:
    """Whether somebody answers for it."""
    study = view.file.study
    if not study.investigator:
        return [Em(said("Nobody is principal investigator."), "late")]
    return [said("{name} is principal investigator; {n} people have a role.").format(
        name=study.investigator, n=study.people
    )]  # fmt: skip


def facts(view: StudyView) -> list[tuple[str, str]]:
    """Names and values for the details."""
    study = view.file.study
    periods = [
        f"{one.person}, {show_date(one.start)} – {show_date(one.end) if one.end else said('today')}"
        for one in view.file.investigators
    ]
    versions = [
        f"{one.label}" + (f", {said('in force')} {show_date(one.effective)}" if one.effective else "")
        for one in view.file.versions
    ]
    people = [
        f"{one.person}: {one.role}" + (f" ({said('to')} {show_date(one.end)})" if one.end else "")
        for one in view.file.assignments
    ]
    return [
        (said("Title"), study.title),
        (said("Protocol"), study.protocol),
        (said("Sponsor"), study.sponsor),
        (said("Phase"), study.phase),
        (said("Framework"), study.framework),
        (said("Registration"), study.registration),
        (said("Site number"), study.site_number),
        (said("Ethics committee"), study.ethics),
        (said("Start"), show_date(study.start) if study.start else ""),
        (said("End"), show_date(study.end) if study.end else ""),
        (said("Versions"), "\n".join(versions)),
        (said("Investigators"), "\n".join(periods)),
        (said("People"), "\n".join(people)),
    ]


def show_study(inspector: Inspector, view: StudyView, buttons: Sequence[Button], history: Sequence[Moment]) -> None:
    """Fill the inspector."""
    study = view.file.study
    inspector.show_head(study.protocol, study.code, study_state(study), study_word(study.status), why(view), buttons)
    inspector.details.show_facts(facts(view))
    inspector.show_history(history)
