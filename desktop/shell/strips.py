"""What an unlocking bore out, as strips above the page (UNL-5, UNL-9)."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from desktop.shell.facts import FrameFacts
from desktop.shell.strip import Strip
from desktop.widgets.dates import show_time

WARN_DAYS = 60  # until a slot that nobody uses ends


def strips_of(facts: FrameFacts) -> Iterator[Strip]:
    """Findings first."""
    said = QCoreApplication.translate
    for place, words in enumerate(facts.findings):
        yield Strip(f"strip-finding-{place}", said("Strips", "A finding at opening."), words, "late",
                    link=said("Strips", "Show the trail"))  # fmt: skip
    if facts.missing:
        words = ", ".join(said("Strips", one) for one in facts.missing)
        yield Strip("strip-duties", said("Strips", "You can read, but not change anything yet."),
                    said("Strips", "Still missing: {what}.").format(what=words), "soon",
                    link=said("Strips", "See what to do"))  # fmt: skip
    if facts.failed:
        times = ", ".join(show_time(at.astimezone(facts.now.tzinfo)) for at in facts.failed[-4:])
        what = (
            said("Strips", "One failed try since your last unlocking.")
            if len(facts.failed) == 1
            else said("Strips", "{n} failed tries since your last unlocking.").format(n=len(facts.failed))
        )
        yield Strip("strip-tries", what, times, "soon", link=said("Strips", "Show the trail"), closable=True)
    if facts.days_left < WARN_DAYS:
        what = said("Strips", "Your slot ends in {n} days unless it is used.").format(n=facts.days_left)
        yield Strip("strip-slot", what, tone="soon", closable=True)
