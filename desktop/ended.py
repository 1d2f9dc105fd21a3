"""What is said once something ended for good: what is still to come on this computer, and which backups lie without
the list that keeps a restore from bringing it back (RET-3, AUD-5)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.widgets.drafts import draft_book
from desktop.widgets.page import PageContext

if TYPE_CHECKING:
    from db.site import Site


def tell_ended(context: PageContext, title: str) -> None:
    """With a button that locks; nothing where the window has no lock. What waits in drafts is forgotten here too: else
    the next word typed would write it to the disk again."""
    draft_book().wait_for({})
    lock = context.lock
    if lock is None:
        return

    def tell(places: Sequence[str]) -> None:
        context.prompts.confirm(title, _words(places), _said("Lock now"), lock, leave=_said("Later"))

    context.jobs.read(_unlisted, tell)


def unlisted_words(folders: Sequence[str]) -> str:
    """Where the list is not; the empty text where it is everywhere."""
    if not folders:
        return ""
    return _said(
        "The list of what was destroyed does not lie beside the backups in {folders} yet. Put the stick in while "
        "somebody is at work: it is written there then."
    ).format(folders=", ".join(folders))


def _words(folders: Sequence[str]) -> str:
    key = _said(
        "The next unlocking writes the database anew under another key and deletes the old file. Only then is nothing "
        "of it left on this computer. What anybody had typed and not saved was taken away with it."
    )
    return "\n\n".join(part for part in (key, unlisted_words(folders)) if part)


def _unlisted(site: Site) -> tuple[str, ...]:
    return tuple(one.folder for one in site.backups.unlisted())


def _said(text: str) -> str:
    return QCoreApplication.translate("Ended", text)
