"""What can be done to a CAPA on its page: each act is a form or a question, then one command of the register."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from db.capa import machine
from db.capa import records as r
from db.days import LATE_AFTER_DAYS
from db.origin import SOURCES
from desktop.capa.action_acts import ActionActs
from desktop.capa.asking import Lists
from desktop.capa.words import ACTS, options, said
from desktop.widgets.ask import AskDialog, whole_number
from desktop.widgets.dates import show_date, show_time
from desktop.widgets.fields import ChoiceField, DateField, LongField, TextField
from desktop.widgets.moment_field import MomentField
from desktop.widgets.taking_file import take_file

if TYPE_CHECKING:
    from pathlib import Path


_JOINS, _LEAVES = "joins", "leaves"


class Acts(ActionActs):
    """``saved(id)`` after a command succeeded."""

    def add(self) -> None:
        """Enter a CAPA of one's own observation; others come from where they were found."""

        def opened(lists: Lists) -> None:
            found = DateField(said("Identified"), "identified", required=True, not_after=lists.today)
            found.set_value(lists.today.isoformat())
            late = LongField(said("Why it is entered only now"), "late_reason", lines=2, required=True,
                             hint=said("It is marked as a late entry."))  # fmt: skip
            late.hide()

            def show_late() -> None:
                day = found.day()
                late.setVisible(day is not None and (lists.today - day).days > LATE_AFTER_DAYS)

            found.changed.connect(show_late)
            rows = (
                (TextField(said("What is wrong?"), "title", required=True, hint=said("One sentence.")),),
                (ChoiceField(said("Source"), "source", options(SOURCES), required=True), found),
                (ChoiceField(said("Kind"), "kind", options(r.KINDS), required=True),
                 ChoiceField(said("Classification"), "priority", options(r.PRIORITIES), required=True)),
                (ChoiceField(said("Owner"), "owner", lists.people, search=True, unset="–"),
                 ChoiceField(said("Study"), "study", lists.studies, unset=said("the whole site"))),
                (LongField(said("Description"), "description",
                           hint=said("No names of participants, no health data.")),),
                (LongField(said("Containment: what was done at once"), "containment", lines=2),),
                (DateField(said("To be done by"), "target"), ), (late,),
            )  # fmt: skip
            self.ask(said("Add a CAPA"), "capa-add-dialog", rows, save).fill(
                {"source": "own observation", "kind": "corrective", "priority": "major"}
            )

        def save(dialog: AskDialog) -> None:
            day = dialog.day("identified")
            assert day is not None
            text = dialog.text
            new = r.NewCapa(
                text("title"), day, text("source"), text("kind"), text("priority"), text("description"),
                text("containment"), day if text("containment") else None, owner=text("owner") or None,
                target=dialog.day("target"), study=text("study") or None, late_reason=text("late_reason"),
            )  # fmt: skip
            self.write(dialog, lambda site: site.capa.add(new).capa.id)

        self.with_lists(opened)

    def identify(self, file: r.CapaFile) -> None:
        """Correct or complete what was entered first."""

        def opened(lists: Lists) -> None:
            rows = (
                (TextField(said("What is wrong?"), "title", required=True),),
                (ChoiceField(said("Kind"), "kind", options(r.KINDS), required=True),
                 ChoiceField(said("Classification"), "priority", options(r.PRIORITIES), required=True)),
                (ChoiceField(said("Owner"), "owner", lists.people, search=True, unset="–"),
                 ChoiceField(said("Study"), "study", lists.studies, unset=said("the whole site"))),
                (LongField(said("Description"), "description"),),
                (LongField(said("Containment, or why none is needed"), "containment", lines=2),),
                (DateField(said("Contained on"), "contained", not_after=lists.today),),
                (LongField(said("Adverse implications"), "adverse", lines=2),),
            )  # fmt: skip
            self._fill_and_change(file, rows, said("Identification of {number}"), "capa-identify-dialog")

        self.with_lists(opened)

    def state_cause(self, file: r.CapaFile) -> None:
        """The statement of the root cause."""

        def opened(lists: Lists) -> None:
            rows = (
                (LongField(said("Root cause"), "root_cause", required=True, lines=4),),
                (TextField(said("Method"), "method", known=("5 whys", "fishbone", "5 whys and fishbone", "time line")),
                 DateField(said("Found on"), "root_cause_day", required=True, not_after=lists.today)),
            )  # fmt: skip
            self._fill_and_change(file, rows, said("Root cause of {number}"), "capa-cause-dialog")

        self.with_lists(opened)

    def fix_criteria(self, file: r.CapaFile) -> None:
        """What will prove it effective; fixed when the plan is approved."""
        after = TextField(said("Days after the last action"), "check_after", required=True, rule=whole_number)
        rows = (
            (LongField(said("What will prove it effective?"), "criteria", required=True, lines=4),),
            (LongField(said("How is it checked?"), "check_how", required=True, lines=2),),
            (after,),
        )
        self._fill_and_change(file, rows, said("Effectiveness of {number}"), "capa-criteria-dialog")

    def conclude(self, file: r.CapaFile) -> None:
        """Conclusion; for a minor issue also why a correction is enough."""
        rows: list[Sequence[Any]] = [(LongField(said("Conclusion"), "conclusion", lines=4),)]
        if file.capa.priority == machine.MINOR:
            rows.append((LongField(said("Why a correction is enough"), "justification", lines=3),))
        self._fill_and_change(file, rows, said("Conclusion of {number}"), "capa-conclude-dialog")

    def notify(self, file: r.CapaFile) -> None:
        """One party: must it be told, was it, when and how."""

        def opened(lists: Lists) -> None:
            rows = (
                (ChoiceField(said("Whom"), "whom", options(r.WHOM), required=True),
                 ChoiceField(said("Must it be told?"), "needed", [("1", said("yes")), ("0", said("no"))],
                             required=True)),
                (DateField(said("Told on"), "told", not_after=lists.today, hint=said("Empty as long as it waits.")),),
                (LongField(said("How, or why it need not be"), "note", lines=2),),
            )  # fmt: skip
            self.ask(said("Notification"), "capa-notify-dialog", rows, save).fill({"needed": "1"})

        def save(dialog: AskDialog) -> None:
            whom, needed, told, note = (
                dialog.text("whom"), dialog.text("needed") == "1", dialog.day("told"), dialog.text("note"),
            )  # fmt: skip
            one = file.capa.id
            self.write(dialog, lambda site: site.capa.notify(one, whom, needed=needed, told=told, note=note).capa.id)

        self.with_lists(opened)

    def aim(self, file: r.CapaFile) -> None:
        """The day by which all of it is to be done; a later one is an extension, with its reason."""
        day = DateField(said("To be done by"), "target", required=True)
        why = LongField(said("Why is it extended?"), "reason", required=True, lines=2)
        why.setVisible(file.target is not None)
        words = said("First {first}. An earlier day is not set; the first one stays to be read.").format(
            first=show_date(file.first_target)
        ) if file.first_target else ""  # fmt: skip

        def save(dialog: AskDialog) -> None:
            target, reason = dialog.day("target"), dialog.text("reason")
            assert target is not None
            self.write(dialog, lambda site: site.capa.set_target(file.capa.id, target, reason).capa.id)

        rows = ((day,), (why,))
        self.ask(said("When is all of it to be done?"), "capa-target-dialog", rows, save, words=words, width=460)

    def join(self, file: r.CapaFile) -> None:
        """Somebody joins the team, or leaves it."""
        present = [(one.id, one.name) for one in file.team if one.left is None]

        def opened(lists: Lists) -> None:
            ways = [(_JOINS, said("Somebody joins")), (_LEAVES, said("Somebody leaves"))]
            way = ChoiceField(said("What changes"), "way", ways if present else ways[:1], required=True)
            joins = (ChoiceField(said("Person"), "person", lists.people, required=True, search=True),
                     TextField(said("Part"), "part", hint=said("Quality, data, pharmacy ...")))  # fmt: skip
            leaves = (ChoiceField(said("Who leaves"), "member", present, required=True),
                      TextField(said("Why"), "reason", required=True))  # fmt: skip
            _turning(way, _JOINS, joins, leaves)
            way.setVisible(bool(present))
            self.ask(said("Team"), "capa-join-dialog", ((way,), joins, leaves), save, width=480).fill({"way": _JOINS})

        def save(dialog: AskDialog) -> None:
            text, one = dialog.text, file.capa.id
            person, part, member, reason = text("person"), text("part"), text("member"), text("reason")
            if text("way") == _LEAVES:
                self.write(dialog, lambda site: site.capa.leave(one, member, reason).capa.id)
            else:
                self.write(dialog, lambda site: site.capa.join(one, person, part).capa.id)

        self.with_lists(opened)

    def happened(self, file: r.CapaFile) -> None:
        """A line of the time line, or one that was a mistake."""
        there = [
            (one.id, f"{show_time(one.at)} {one.what[:80]}")
            for one in file.events if not one.struck
        ]  # fmt: skip

        def opened(lists: Lists) -> None:
            ways = [(_JOINS, said("A line is added")), (_LEAVES, said("A line was a mistake"))]
            way = ChoiceField(said("What changes"), "way", ways if there else ways[:1], required=True)
            at = MomentField(said("When"), "at", lists.now, required=True)
            at.set_moment(lists.now)
            adds = (at, LongField(said("What happened"), "what", required=True))
            strikes = (ChoiceField(said("Which line"), "event", there, required=True),
                       TextField(said("Why"), "reason", required=True))  # fmt: skip
            _turning(way, _JOINS, adds, strikes)
            way.setVisible(bool(there))
            rows = ((way,), adds[:1], adds[1:], strikes[:1], strikes[1:])
            self.ask(said("Time line"), "capa-event-dialog", rows, save).fill({"way": _JOINS})

        def save(dialog: AskDialog) -> None:
            at, text, one = dialog.moment("at"), dialog.text, file.capa.id
            what, event, reason = text("what"), text("event"), text("reason")
            if text("way") == _LEAVES:
                self.write(dialog, lambda site: site.capa.strike_event(one, event, reason).capa.id)
                return
            assert at is not None
            self.write(dialog, lambda site: site.capa.add_event(one, at, what).capa.id)

        self.with_lists(opened)

    def ask_why(self, file: r.CapaFile) -> None:
        """The first why, or the next one below the cause found last."""
        self.add_cause(file, file.causes[-1].id if file.causes else "")

    def add_cause(self, file: r.CapaFile, parent: str) -> None:
        """An answer to a why: of the issue, or of the cause chosen."""
        above = next((one for one in file.causes if one.id == parent), None)
        rows: list[Sequence[Any]] = [(LongField(said("Because"), "words", required=True, lines=2),)]
        standing = ChoiceField(said("Standing"), "standing", options(r.STANDINGS[:-1]), required=True)
        if above is None:
            rows.append((ChoiceField(said("Category"), "category", options(r.CATEGORIES), required=True), standing))
        else:
            rows.append((standing,))
        asked = file.capa.title if above is None else above.words

        def save(dialog: AskDialog) -> None:
            category = dialog.text("category") if above is None else above.category
            words, how = dialog.text("words"), dialog.text("standing")
            one, under = file.capa.id, parent or None
            self.write(dialog, lambda site: site.capa.add_cause(one, words, category, under, how).capa.id)

        words = said("Why? {what}").format(what=asked if len(asked) < 200 else asked[:199] + "…")
        self.ask(said("Add a cause"), "capa-why-dialog", rows, save, words=words).fill({"standing": r.POSSIBLE})

    def change_cause(self, file: r.CapaFile, cause: str) -> None:
        """Its words, how it stands, what it hangs below."""
        now = next((one for one in file.causes if one.id == cause), None)
        if now is None:
            return
        others = [(one.id, f"{'   ' * (one.level - 1)}{one.words[:80]}") for one in file.causes if one.id != cause]
        rows = (
            (LongField(said("Because"), "words", required=True, lines=2),),
            (ChoiceField(said("Standing"), "standing", options(r.STANDINGS), required=True),
             ChoiceField(said("Category"), "category", options(r.CATEGORIES), required=True)),
            (ChoiceField(said("Explains"), "parent", others, unset=said("the issue itself")),),
        )  # fmt: skip

        def save(dialog: AskDialog) -> None:
            found = dialog.differing(now, ("words", "standing", "category", "parent"))
            one = file.capa.id
            self.change(dialog, lambda site, reason: site.capa.change_cause(one, cause, found, reason).capa.id, found)

        dialog = self.ask(said("Cause"), "capa-why-dialog", rows, save)
        dialog.fill({name: getattr(now, name) for name in ("words", "standing", "category", "parent")})

    def attach(self, file: r.CapaFile) -> None:
        """Evidence of the investigation; what is too big is refused before it is read."""

        def chosen(path: Path) -> None:
            take_file(
                self.context, path, lambda found: self.run(lambda site: site.capa.attach(file.capa.id, found).capa.id),
                self.failed, self.page,
            )  # fmt: skip

        self.context.prompts.choose_file(said("Attach evidence"), said("All files (*)"), chosen)

    def go(self, file: r.CapaFile, way: r.Way) -> None:
        """The next step: by a signature, with a reason, or at once."""
        one = file.capa.id
        if way.signed:
            self._sign(one, way)
        elif way.reason:
            self.context.prompts.ask_reason(
                said(ACTS[way.act]), lambda reason: self.run(lambda site: site.capa.go(one, way.act, reason).capa.id),
                do=said(ACTS[way.act]),
            )  # fmt: skip
        else:
            self.run(lambda site: site.capa.go(one, way.act).capa.id)

    def _sign(self, capa_id: str, way: r.Way) -> None:
        def shown(signable: Any) -> None:
            from desktop.signing.dialog import sign_records

            sign_records(
                self.context, [signable], [way.signed],
                lambda site, signer: (
                    site.capa.approve(capa_id, signer) if way.act == machine.APPROVE
                    else site.capa.close(capa_id, signer)
                ), lambda _: self.saved.emit(capa_id),
            )  # fmt: skip

        self.context.jobs.read(lambda site: site.capa.may_sign(capa_id, way.act), shown, self.failed)

    def _fill_and_change(self, file: r.CapaFile, rows: Sequence[Sequence[Any]], title: str, name: str) -> None:
        names = [field.control.objectName() for row in rows for field in row]
        before = _before(file)

        def save(dialog: AskDialog) -> None:
            found = {key: value for key, value in _values(dialog, names).items() if value != before[key]}
            one = file.capa.id
            self.change(dialog, lambda site, reason: site.capa.change(one, found, reason).capa.id, found)

        dialog = self.ask(title.format(number=file.capa.number), name, rows, save, width=620)
        dialog.fill({key: before[key] for key in names})


def _turning(way: ChoiceField, first: str, here: Sequence[Any], there: Sequence[Any]) -> None:
    """The fields of the way that is chosen are shown, the others hidden."""

    def turned() -> None:
        for fields, wanted in ((here, way.value() == first), (there, way.value() != first)):
            for field in fields:
                field.setVisible(wanted)

    way.changed.connect(turned)
    way.set_value(first)
    turned()


def _before(file: r.CapaFile) -> dict[str, object]:
    """What stands in the fields of the CAPA's forms, by their names."""
    capa = file.capa
    names = (
        "description", "containment", "contained", "adverse", "root_cause", "method", "root_cause_day", "criteria",
        "check_how", "check_after", "conclusion", "justification",
    )  # fmt: skip
    return {
        "title": capa.title, "kind": capa.kind, "priority": capa.priority, "owner": capa.owner_id or "",
        "study": capa.study_id or "", **{name: getattr(file, name) for name in names},
    }  # fmt: skip


def _values(dialog: AskDialog, names: Sequence[str]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name in names:
        if name in ("contained", "root_cause_day"):
            found[name] = dialog.day(name)
        else:
            found[name] = dialog.number(name) if name == "check_after" else dialog.text(name)
    return found
