"""What can be done within a review: each act opens its dialog and sends one command to the store."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from db.access import review_records as v
from db.store.query import Query
from desktop.access.questions import EVERYTHING, Lists
from desktop.access.words import said
from desktop.widgets.page import PageContext
from desktop.widgets.taking_file import take_file

if TYPE_CHECKING:
    from db.evidence.records import File
    from db.signing.signable import Ink, Pen
    from db.site import Site
    from desktop.widgets.dialog import Dialog


class JobActs(QObject):
    """``begun(review id)`` when a review was begun; ``failed(Exception)`` where no dialog is open to say it."""

    begun = Signal(str)
    failed = Signal(object)

    def __init__(self, context: PageContext, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self.lists: Lists | None = None

    def begin(self, system: str = "") -> None:
        """Begin a review."""
        from desktop.access.job_forms import BeginDialog

        if self.lists is None:
            return

        def save(new: v.NewReview) -> None:
            self._send(dialog, lambda site: site.access.begin_review(new), lambda review: self.begun.emit(review.id))

        dialog = BeginDialog(self.lists, self._page, save, system)
        dialog.open()

    def confirm(self, row: v.ReviewRow, then: Callable[[], object]) -> None:
        """The suggestion of one row."""
        self._write(lambda site: site.access.confirm([row.id]), then)

    def nobody(self, row: v.ReviewRow, then: Callable[[], object]) -> None:
        """Nobody on the roster has this account."""
        self._write(lambda site: site.access.match([row.id], None), then)

    def person(self, row: v.ReviewRow, then: Callable[[], object]) -> None:
        """Somebody else than was suggested."""
        from desktop.access.job_forms import PersonDialog

        if self.lists is None:
            return

        def save(person: str) -> None:
            self._send(dialog, lambda site: site.access.match([row.id], person), lambda _: then())

        dialog = PersonDialog(self.lists, row, self._page, save)
        dialog.open()

    def confirm_exact(self, review: str) -> None:
        """The exact suggestions, shown line by line and confirmed together."""
        from desktop.access.job_forms import ManyDialog

        def opened(rows: tuple[v.ReviewRow, ...]) -> None:
            def save(chosen: tuple[str, ...]) -> None:
                self._send(dialog, lambda site: site.access.confirm(chosen), lambda _: None)

            dialog = ManyDialog(
                said("Confirm exact matches"),
                said("Account, e-mail or whole name fit exactly one person. Take the tick off those you doubt."),
                said("Confirm"), rows, self._page, save, matching=True,
            )  # fmt: skip
            dialog.open()

        self._context.jobs.read(lambda site: site.access.exact_rows(review), opened, self.failed.emit)

    def finish_matching(self, review: str) -> None:
        """On to the verdicts."""
        self._write(lambda site: site.access.finish_matching(review))

    def finish_judging(self, review: str) -> None:
        """On to signing."""
        self._write(lambda site: site.access.finish_deciding(review))

    def keep(self, row: v.ReviewRow, then: Callable[[], object]) -> None:
        """Keep one account; asks for the reason only where it has findings."""
        if row.findings:
            self.verdict(row, v.KEEP, then)
            return
        self._write(lambda site: site.access.decide([row.id], v.Verdict(v.KEEP)), then)

    def verdict(self, row: v.ReviewRow, verdict: str, then: Callable[[], object]) -> None:
        """A verdict with its reason."""
        from desktop.access.job_forms import VerdictDialog

        def opened(roles: tuple[str, ...]) -> None:
            def save(given: v.Verdict) -> None:
                self._send(dialog, lambda site: site.access.decide([row.id], given), lambda _: then())

            dialog = VerdictDialog(verdict, [row], roles, self._page, save)
            dialog.open()

        self._context.jobs.read(
            lambda site: site.access.system_roles(site.access.review(row.review_id).system_id), opened, self.failed.emit
        )

    def keep_plain(self, review: str) -> None:
        """Those without findings, shown line by line and kept together; one's own is left out."""
        from desktop.access.job_forms import ManyDialog

        def plain(site: Site) -> tuple[v.ReviewRow, ...]:
            where = {"verdict": [""], "any": ["no"]}
            rows = site.access.review_rows(review, Query(where=where, limit=EVERYTHING)).rows
            return tuple(row for row in rows if not row.own)

        def opened(rows: tuple[v.ReviewRow, ...]) -> None:
            def save(chosen: tuple[str, ...]) -> None:
                self._send(dialog, lambda site: site.access.decide(chosen, v.Verdict(v.KEEP)), lambda _: None)

            dialog = ManyDialog(
                said("Keep accounts without findings"),
                said("Each is still needed by its person, in its role. Take the tick off those you doubt."),
                said("Keep"), rows, self._page, save, matching=False,
            )  # fmt: skip
            dialog.open()

        self._context.jobs.read(plain, opened, self.failed.emit)

    def sign(self, review: str) -> None:
        """The signer sees every verdict, then signs."""
        from desktop.signing.dialog import sign_records

        def opened(signable: Any) -> None:
            def commit(site: Site, signer: Pen | Ink) -> v.Review:
                return site.access.sign_review(review, signer)

            sign_records(self._context, [signable], ["reviewed"], commit, lambda _review: None)

        self._context.jobs.read(lambda site: site.access.signable(review), opened, self.failed.emit)

    def judge_again(self, review: v.Review) -> None:
        """Back to the verdicts; asks why."""
        self._context.prompts.ask_reason(
            said("Back to the verdicts of {number}?").format(number=review.number),
            lambda why: self._write(lambda site: site.access.judge_again(review.id, why)),
            do=said("Back"), parent=self._page.window(),
        )  # fmt: skip

    def abandon(self, review: v.Review) -> None:
        """It leads nowhere; asks why."""
        self._context.prompts.ask_reason(
            said("Abandon {number}?").format(number=review.number),
            lambda why: self._write(lambda site: site.access.abandon_review(review.id, why)),
            words=said("It stays to be read; another review of {system} can begin.").format(system=review.system),
            do=said("Abandon"), parent=self._page.window(),
        )  # fmt: skip

    def carried_out(self, one: v.Followup) -> None:
        """What was asked for is done."""
        from desktop.access.job_forms import DoneDialog

        if self.lists is None:
            return

        def save(when: date, by: str, outcome: str, path: Path | None) -> None:
            def write(file: File | None) -> None:
                self._send(dialog, lambda site: site.access.carry_out(one.id, when, by, outcome, file), lambda _: None)

            if path is None:
                write(None)
                return
            dialog.set_busy(True)
            take_file(self._context, path, write, dialog.show_trouble, dialog)

        dialog = DoneDialog(self._context, self.lists.today, one, self._page, save)
        dialog.open()

    def verify(self, one: v.Followup) -> None:
        """Somebody else looked."""
        from desktop.access.job_forms import VerifyDialog

        if self.lists is None:
            return

        def save(when: date, how: str) -> None:
            self._send(dialog, lambda site: site.access.verify(one.id, when, how), lambda _: None)

        dialog = VerifyDialog(self.lists.today, one, self._page, save)
        dialog.open()

    def _send(self, dialog: Dialog, command: Callable[[Site], Any], then: Callable[[Any], object]) -> None:
        def done(answer: Any) -> None:
            dialog.accept_saved()
            then(answer)

        dialog.set_busy(True)
        self._context.jobs.write(command, done, dialog.show_trouble)

    def _write(self, command: Callable[[Site], Any], then: Callable[[], object] | None = None) -> None:
        self._context.jobs.write(command, lambda _: then() if then is not None else None, self.failed.emit)
