"""A signature on paper in the demonstration: not everybody enrols on one laptop (SIG-3)."""

from __future__ import annotations

from db.signing.signable import Ink
from desktop.commands.demo_content.diary import Diary
from desktop.commands.demo_content.paper import scan


def ink(diary: Diary, person: str, meaning: str, what: str, original_at: str) -> Ink:
    """Of somebody of the cast, today; ``what`` stands on the paper, whose scan was compared with the original."""
    today, name = diary.site.clock.now().date(), diary.site.people.person(diary.ids[person])
    paper = scan(what, [f"{meaning.capitalize()} {today.isoformat()}", name.other_names or name.name])
    evidence = diary.site.evidence.add((f"{what.casefold().replace(' ', '-')}-{meaning.replace(' ', '-')}.pdf", paper))
    full = f"{name.given_name} {name.family_name}"
    return Ink(meaning, full, name.id, today, evidence.id, "Zoë Brandt", today, original_at)
