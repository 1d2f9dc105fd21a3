"""What can be done with a risk: enter and assess it, treat it, accept it until a day, review it, close it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from db.days import LATE_AFTER_DAYS, add_months
from db.risk import records as r
from db.risk.signing import APPROVED
from db.store.query import Query
from desktop.risk.words import TREATMENT_WORDS, said, step_options
from desktop.signing.dialog import sign_records
from desktop.widgets.ask import AskDialog, whole_number
from desktop.widgets.buttons import Button
from desktop.widgets.fields import ChoiceField, DateField, LongField, TextField
from desktop.widgets.page import PageContext

if TYPE_CHECKING:
    from db.site import Site

T = TypeVar("T")
AXES = ("inherent", "current", "residual")
_TEXTS = (
    "title",
    "scenario",
    "consequence",
    "asset",
    "threat",
    "vulnerability",
    "controls",
    "treatment",
    "late_reason",
)


@dataclass(frozen=True)
class Lists:
    """What the forms offer."""

    today: date
    scales: r.Scales
    people: tuple[tuple[str, str], ...]
    studies: tuple[tuple[str, str], ...]
    assets: tuple[str, ...]
    threats: tuple[str, ...]
    vulnerabilities: tuple[str, ...]


class RiskActs(QObject):
    """``saved(id)`` after a command succeeded."""

    saved = Signal(str)

    def __init__(self, context: PageContext, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page

    def buttons(self, file: r.RiskFile) -> Sequence[Button]:
        """For the inspector."""
        one = file.risk
        if one.status == r.CLOSED:
            return (self._button(said("Open again"), "reopen", lambda: self._reopen(one)),)
        still = [action for action in file.actions if action.state in ("open", "overdue")]
        first = r.LATE if one.status == r.LATE else one.status
        primary = {r.LATE: "done", r.LAPSED: "accept", r.UNTREATED: "treat"}.get(first, "assess")
        found = [
            ("assess", said("Assess"), lambda: self.edit(one)),
            ("treat", said("Add action"), lambda: self.treat(one)),
            ("accept", said("Accept…"), lambda: self.accept(one)),
            ("review", said("Reviewed…"), lambda: self.review(one)),
            ("capa", said("To CAPA"), lambda: self._capa(one)),
            ("close", said("Close…"), lambda: self._close(one)),
        ]
        if still:
            found.insert(1, ("done", said("Action…"), lambda: self.follow(one, still)))
        waiting = next((each for each in file.acceptances if each.state == r.PROPOSED), None)
        if waiting is not None:
            primary = "sign"
            found.append(("sign", said("Sign acceptance"), lambda: self.sign(one, waiting)))
        found.sort(key=lambda button: button[0] != primary)
        return [self._button(words, name, do, "primary" if name == primary else "plain") for name, words, do in found]

    def add(self) -> None:
        self._with_lists(lambda lists: self._open_editor(None, lists))

    def edit(self, one: r.Risk) -> None:
        self._with_lists(lambda lists: self._open_editor(one, lists))

    def treat(self, one: r.Risk) -> None:
        """An action with owner and due day."""

        def opened(lists: Lists) -> None:
            rows = (
                (LongField(said("What is to be done"), "what", required=True),),
                (ChoiceField(said("Owner"), "owner", lists.people, required=True, search=True),
                 DateField(said("Due"), "due", required=True)),
            )  # fmt: skip
            self._ask(said("Action for {number}").format(number=one.number), "action-dialog", rows, save)

        def save(dialog: AskDialog) -> None:
            due = dialog.day("due")
            assert due is not None
            new = r.NewAction(dialog.text("what"), dialog.text("owner"), due)
            self._write(dialog, lambda site: site.risk.add_action(one.id, new), one.id)

        self._with_lists(opened)

    def follow(self, one: r.Risk, actions: Sequence[r.Action]) -> None:
        """An action is done, gets more time, or is dropped."""

        def opened(lists: Lists) -> None:
            options = [(action.id, action.what[:90]) for action in actions]
            which = ChoiceField(said("Action"), "action", options, required=True)
            ways = [
                ("done", said("It is done")),
                ("extend", said("It gets more time")),
                ("drop", said("It is dropped")),
            ]
            way = ChoiceField(said("What became of it"), "way", ways, required=True)
            day = DateField(said("Day"), "day", required=True)
            words = LongField(said("What was done, or why"), "words", required=True)
            way.changed.connect(lambda: day.setVisible(way.value() != "drop"))
            rows = ((which,), (way, day), (words,))
            self._ask(said("Actions of {number}").format(number=one.number), "follow-dialog", rows, save)
            which.set_value(actions[0].id)
            way.set_value("done")
            day.set_value(lists.today.isoformat())

        def save(dialog: AskDialog) -> None:
            action, way, words, day = (
                dialog.text("action"), dialog.text("way"), dialog.text("words"), dialog.day("day")
            )  # fmt: skip

            def command(site: Site) -> r.RiskFile:
                if way == "drop" or day is None:
                    return site.risk.drop_action(action, words)
                if way == "extend":
                    return site.risk.extend_action(action, day, words)
                return site.risk.finish_action(action, day, words)

            self._write(dialog, command, one.id)

        self._with_lists(opened)

    def accept(self, one: r.Risk) -> None:
        """Somebody other than the owner answers for it until a day; in force once signed."""

        def opened(lists: Lists) -> None:
            others = [(person, name) for person, name in lists.people if person != one.owner_id]
            approver = ChoiceField(
                said("Accepted by"), "approver", others, required=True, search=True,
                hint=said("Not the owner: {owner}").format(owner=one.owner or "–"),
            )  # fmt: skip
            ends = DateField(said("Until"), "ends", required=True, hint=said("At most two years."))
            ends.set_value(add_months(lists.today, 12).isoformat())
            reason = LongField(said("Why it can be lived with"), "reason", required=True)
            words = said("Accepted where it stands today: {place}.").format(
                place=f"{lists.scales.word(one.current)} ({one.current.score})"
            )
            self._ask(
                said("Accept {number}").format(number=one.number), "accept-dialog", ((approver, ends), (reason,)),
                lambda dialog: save(dialog, lists.today), words=words, do=said("Propose"),
            )  # fmt: skip

        def save(dialog: AskDialog, today: date) -> None:
            new = r.NewAcceptance(dialog.text("approver"), dialog.text("reason"), today, dialog.day("ends"))
            self._write(dialog, lambda site: site.risk.enter_acceptance(one.id, new), one.id)

        self._with_lists(opened)

    def sign(self, one: r.Risk, acceptance: r.Acceptance) -> None:
        """The approver puts it in force."""
        self._context.jobs.read(
            lambda site: site.risk.acceptances_signed.signable(acceptance.id),
            lambda content: sign_records(
                self._context, (content,), (APPROVED,),
                lambda site, signer: site.risk.sign_acceptance(acceptance.id, signer),
                lambda _: self.saved.emit(one.id),
            ),
            self.failed,
        )  # fmt: skip

    def review(self, one: r.Risk) -> None:
        """Somebody looked at it again."""

        def opened(lists: Lists) -> None:
            day = DateField(said("Reviewed on"), "reviewed", required=True, not_after=lists.today)
            day.set_value(lists.today.isoformat())
            outcome = LongField(said("Outcome"), "outcome", required=True)
            self._ask(said("Review of {number}").format(number=one.number), "review-dialog", ((day,), (outcome,)), save)

        def save(dialog: AskDialog) -> None:
            day, outcome = dialog.day("reviewed"), dialog.text("outcome")
            assert day is not None
            self._write(dialog, lambda site: site.risk.review(one.id, day, outcome), one.id)

        self._with_lists(opened)

    def word_scales(self) -> None:
        """The site's own words."""

        def opened(lists: Lists) -> None:
            groups = (
                (said("Likelihood"), lists.scales.likelihood), (said("Impact"), lists.scales.impact),
                (said("Level"), lists.scales.level),
            )  # fmt: skip
            rows = [
                (TextField(f"{name} {one.step}", f"{one.axis}-{one.step}", required=True),
                 TextField(said("means"), f"{one.axis}-{one.step}-meaning"))
                for name, steps in groups for one in steps
            ]  # fmt: skip
            steps = (*lists.scales.likelihood, *lists.scales.impact, *lists.scales.level)
            dialog = self._ask(said("Words of the scales"), "scales-dialog", rows, lambda d: save(d, steps), width=720)
            for one in steps:
                dialog.fill({f"{one.axis}-{one.step}": one.word, f"{one.axis}-{one.step}-meaning": one.meaning})

        def save(dialog: AskDialog, steps: Sequence[r.Step]) -> None:
            key = "{0.axis}-{0.step}"
            told = [
                r.Step(one.axis, one.step, dialog.text(key.format(one)), dialog.text(key.format(one) + "-meaning"))
                for one in steps
            ]
            changed = [new for new, old in zip(told, steps, strict=True) if new != old]
            if not changed:
                dialog.reject()
                return
            self._context.prompts.ask_reason(
                said("Why do the scales change?"),
                lambda reason: self._write(dialog, lambda site: site.risk.word_scale(changed, reason), ""),
                parent=dialog,
            )

        self._with_lists(opened)

    def _open_editor(self, one: r.Risk | None, lists: Lists) -> None:
        scales = lists.scales
        rows: list[tuple[Any, ...]] = [
            (TextField(said("Risk"), "title", required=True),),
            (TextField(said("Asset: what is at stake"), "asset", known=lists.assets),
             TextField(said("Threat: from what"), "threat", known=lists.threats)),
            (TextField(said("Vulnerability: through which weakness"), "vulnerability", known=lists.vulnerabilities),),
            (LongField(said("Scenario"), "scenario", lines=2), LongField(said("Consequence"), "consequence", lines=2)),
            (LongField(said("Controls in place"), "controls", lines=2),),
        ]  # fmt: skip
        hints = (said("Without any measure"), said("Today, with the controls in place"), said("After the treatment"))
        for axis, hint in zip(AXES, hints, strict=True):
            likelihood = ChoiceField(
                f"{said(axis.capitalize())}: {said('likelihood')}", f"{axis}_likelihood",
                step_options(scales.likelihood), required=True, hint=hint,
            )  # fmt: skip
            impact = ChoiceField(said("impact"), f"{axis}_impact", step_options(scales.impact), required=True)
            rows.append((likelihood, impact))
        rows += [
            (ChoiceField(said("Owner"), "owner_id", lists.people, search=True, unset="–"),
             ChoiceField(said("Study"), "study_id", lists.studies, unset=said("the whole site"))),
            (ChoiceField(said("Treatment"), "treatment",
                         [(key, said(words)) for key, words in TREATMENT_WORDS.items() if key],
                         unset=said(TREATMENT_WORDS[""])),
             TextField(said("Review every … months"), "review_months", required=True, rule=whole_number)),
            (DateField(said("Identified"), "identified", required=True, not_after=lists.today),
             LongField(said("Why it is entered only now"), "late_reason", lines=1,
                       hint=said("Needed after {n} days.").format(n=LATE_AFTER_DAYS))),
        ]  # fmt: skip
        title = said("Add a risk") if one is None else said("Assess {number}").format(number=one.number)
        dialog = self._ask(title, "risk-dialog", rows, lambda given: self._save(given, one), width=700)
        if one is None:
            dialog.fill({"identified": lists.today, "review_months": 12})
            return
        dialog.fill({name: getattr(one, name) for name in (*_TEXTS, "owner_id", "study_id", "identified")})
        dialog.fill({"review_months": one.review_months})
        for axis in AXES:
            place: r.Position = getattr(one, axis)
            dialog.fill({f"{axis}_likelihood": place.likelihood, f"{axis}_impact": place.impact})

    def _save(self, dialog: AskDialog, one: r.Risk | None) -> None:
        identified = dialog.day("identified")
        assert identified is not None
        given: dict[str, Any] = {name: dialog.text(name) for name in _TEXTS}
        for axis in AXES:
            given[axis] = r.Position(dialog.number(f"{axis}_likelihood") or 0, dialog.number(f"{axis}_impact") or 0)
        given |= {
            "identified": identified, "review_months": dialog.number("review_months"),
            "owner": dialog.text("owner_id") or None, "study": dialog.text("study_id") or None,
        }  # fmt: skip
        if one is None:
            new = r.NewRisk(**given)
            self._write_new(dialog, lambda site: site.risk.add_risk(new).id)
            return
        names = {"owner": "owner_id", "study": "study_id"}
        changes = {name: value for name, value in given.items() if value != getattr(one, names.get(name, name))}
        if not changes:
            dialog.reject()
            return
        self._context.prompts.ask_reason(
            said("Why does this change?"),
            lambda reason: self._write(dialog, lambda site: site.risk.change_risk(one.id, changes, reason), one.id),
            parent=dialog,
        )

    def _capa(self, one: r.Risk) -> None:
        def carry_over() -> None:
            self._context.jobs.write(
                lambda site: site.risk.to_capa(one.id), lambda capa: self._context.navigate("capa", capa), self.failed
            )

        self._context.prompts.confirm(
            said("Open a CAPA from {number}?").format(number=one.number), said("Its facts go with it."),
            said("Open CAPA"), carry_over,
        )  # fmt: skip

    def _close(self, one: r.Risk) -> None:
        def save(dialog: AskDialog) -> None:
            words = dialog.text("closing")
            self._write(dialog, lambda site: site.risk.close_risk(one.id, words, words[:200]), one.id)

        rows = ((LongField(said("Why it can no longer happen, or where it went"), "closing", required=True),),)
        self._ask(said("Close {number}").format(number=one.number), "close-risk-dialog", rows, save)

    def _reopen(self, one: r.Risk) -> None:
        self._context.prompts.ask_reason(
            said("Open {number} again?").format(number=one.number),
            lambda reason: self._context.jobs.write(
                lambda site: site.risk.reopen_risk(one.id, reason), lambda _: self.saved.emit(one.id), self.failed
            ),
            do=said("Open again"),
        )

    def _button(self, words: str, name: str, do: Callable[[], object], kind: Any = "plain") -> Button:
        button = Button(words, kind, f"risk-{name}")
        button.clicked.connect(do)
        return button

    def _with_lists(self, then: Callable[[Lists], object]) -> None:
        self._context.jobs.read(read_lists, then, self.failed)

    def _ask(
        self, title: str, name: str, rows: Sequence[Sequence[Any]], save: Callable[[AskDialog], object], *,
        do: str = "", words: str = "", width: int = 560,
    ) -> AskDialog:  # fmt: skip
        dialog = AskDialog(self._page, title, name, rows, save, do=do, words=words, width=width)
        dialog.open()
        return dialog

    def _write(self, dialog: AskDialog, command: Callable[[Site], T], identity: str) -> None:
        def done(_result: T) -> None:
            dialog.accept()
            self.saved.emit(identity)

        dialog.set_busy(True)
        self._context.jobs.write(command, done, dialog.show_trouble)

    def _write_new(self, dialog: AskDialog, command: Callable[[Site], str]) -> None:
        def done(identity: str) -> None:
            dialog.accept()
            self.saved.emit(identity)

        dialog.set_busy(True)
        self._context.jobs.write(command, done, dialog.show_trouble)

    def failed(self, problem: Exception) -> None:
        """Say it in front of the page."""
        self._context.prompts.tell(problem)


def read_lists(site: Site) -> Lists:
    """On the store's thread."""
    people = site.people.people(Query(where={"status": ["active"]}, limit=5_000)).rows
    studies = site.people.studies(Query(limit=5_000)).rows
    return Lists(
        site.clock.now().date(), site.risk.scales(), tuple((one.id, one.name) for one in people),
        tuple((one.id, one.code) for one in studies),
        site.risk.words(r.ASSET), site.risk.words(r.THREAT),
        site.risk.words(r.VULNERABILITY),
    )  # fmt: skip
