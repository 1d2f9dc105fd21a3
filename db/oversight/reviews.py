"""The investigator's periodic review of a study (ROS-6; ICH E6(R3) 2.3): facts drawn and frozen, concluded, signed."""

# ruff: noqa: S608 - statements are put together from constants of the code; what a person gave is a parameter

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, timedelta

from db.clock import stamp
from db.days import add_months, from_iso, shown
from db.errors import BadInput, Refused
from db.oversight import records as r
from db.oversight import rules
from db.oversight.facts import StudyFacts
from db.signing.register import Signing
from db.signing.signable import Ink, Pen, Signable
from db.store.change import Change
from db.store.store import Store
from db.waiting import OVERDUE, SOON

TABLE = "oversight_review"
MEANING = "reviewed"
_NAME = "p.family_name || CASE p.given_name WHEN '' THEN '' ELSE ', ' || p.given_name END"
_REVIEW = (
    f"SELECT o.id, o.study, s.code, o.person, {_NAME}, o.since, o.until, o.drawn, o.facts, o.verdict, o.conclusion, "
    "o.actions, o.signed FROM oversight_review AS o JOIN study AS s ON s.id = o.study "
    "JOIN person AS p ON p.id = o.person"
)


class OversightReviews:
    """Over one open store."""

    def __init__(self, store: Store, signing: Signing, facts: StudyFacts) -> None:
        self._store, self._signing, self._facts = store, signing, facts

    @property
    def today(self) -> date:
        return self._store.clock.now().date()

    def studies(self) -> tuple[r.StudyOversight, ...]:
        """Every study that has begun, with the last review and the day of the next."""
        today = self.today.isoformat()
        rows = self._store.rows(
            f"""SELECT s.id, s.code, s.protocol, s.start, s."end", i.person, {_NAME}, n.months, n.start,
                (SELECT max(o.until) FROM oversight_review AS o WHERE o.study = s.id AND o.signed IS NOT NULL),
                (SELECT o.id FROM oversight_review AS o WHERE o.study = s.id AND o.signed IS NULL),
                (SELECT count(*) FROM oversight_review AS o WHERE o.study = s.id AND o.signed IS NOT NULL)
            FROM study AS s
            LEFT JOIN investigator AS i ON i.study = s.id AND i.start <= ? AND (i."end" IS NULL OR i."end" >= ?)
            LEFT JOIN person AS p ON p.id = i.person LEFT JOIN oversight_plan AS n ON n.id = s.id
            WHERE s.start <= ? ORDER BY s.code""",
            (today, today, today),
        )
        return tuple(self._study(row) for row in rows)

    def study(self, study: str) -> r.StudyOversight:
        """Raises BadInput for one that has not begun or is not there."""
        found = next((one for one in self.studies() if one.study_id == study), None)
        if found is None:
            raise BadInput("This study has not begun.", todo="Enter its start first.")
        return found

    def plan(self, study: str, months: int, reason: str = "") -> r.StudyOversight:
        """How often the study is reviewed, in months; counted from its start, later from the last review."""
        if not 1 <= months <= 60:
            raise BadInput("An interval is 1 to 60 months.", kept="Nothing was changed.")
        start = self._store.scalar("SELECT start FROM study WHERE id = ?", (study,))
        known = self._store.scalar("SELECT months FROM oversight_plan WHERE id = ?", (study,))
        with self._store.change(reason) as change:
            if known is None:
                change.insert("oversight_plan", {"id": study, "months": months, "start": start or str(self.today)})
            elif known != months:
                change.update("oversight_plan", study, {"months": months})
        return self.study(study)

    def reviews(self, study: str | None = None) -> tuple[r.Review, ...]:
        """Newest first, drafts before signed ones."""
        where, values = ("1", ()) if study is None else ("o.study = ?", (study,))
        order = "o.signed IS NOT NULL, o.until DESC, o.id DESC"
        rows = self._store.rows(f"{_REVIEW} WHERE {where} ORDER BY {order}", values)
        return tuple(_review(row) for row in rows)

    def review(self, review: str) -> r.Review:
        """Raises BadInput when there is none."""
        row = self._store.row(f"{_REVIEW} WHERE o.id = ?", (review,))
        if row is None:
            raise BadInput("That review is not there.", todo="Refresh the page and look again.")
        return _review(row)

    def begin(self, study: str) -> r.Review:
        """Draws the facts of now into a new draft; a draft that is there already stays as it was drawn.

        Raises Refused where nobody is principal investigator."""
        found = self.study(study)
        if found.open_review is not None:
            return self.review(found.open_review)
        if found.investigator_id is None:
            raise Refused(
                f"{found.study} has no principal investigator today, who could review it.", kept="Nothing was saved.",
                todo="Name one on the roster.",
            )  # fmt: skip
        start = str(self._store.scalar("SELECT start FROM study WHERE id = ?", (study,)))
        since = date.fromisoformat(start) if found.last is None else min(found.last + timedelta(days=1), self.today)
        sections = self._facts.sections(study, since, self.today)
        with self._store.change() as change:
            review = change.insert(
                TABLE,
                {
                    "study": study, "person": found.investigator_id, "since": since.isoformat(),
                    "until": self.today.isoformat(), "drawn": stamp(self._store.clock.now()),
                    "facts": json.dumps([asdict(one) for one in sections], ensure_ascii=False),
                    "entered": stamp(self._store.clock.now()),
                },
            )  # fmt: skip
        return self.review(review)

    def discard(self, review: str, reason: str) -> None:
        """A draft that is drawn anew: it goes, and stays on the trail."""
        with self._store.change(reason) as change:
            change.delete(TABLE, review)

    def conclude(self, review: str, verdict: str, conclusion: str, actions: str = "") -> r.Review:
        """What the investigator makes of the facts; until it is signed. Raises BadInput."""
        conclusion, actions = conclusion.strip(), actions.strip()
        if verdict not in r.VERDICTS:
            raise BadInput("Is the study in control, or are actions needed?", kept="Nothing was saved.")
        if not conclusion:
            raise BadInput("A review needs its conclusion in words.", kept="Nothing was saved.")
        if verdict == r.ACTIONS_NEEDED and not actions:
            raise BadInput("Say what has to be done, by whom and until when.", kept="Nothing was saved.")
        with self._store.change("The investigator's conclusion") as change:
            change.update(TABLE, review, {"verdict": verdict, "conclusion": conclusion, "actions": actions})
        return self.review(review)

    def signable(self, review: str) -> Signable:
        """The whole review as it is signed."""
        one = self.review(review)
        facts: list[tuple[str, str]] = [
            ("Study", one.study),
            ("Principal investigator", one.person),
            ("Period", f"{shown(one.since)} to {shown(one.until)}"),
            ("Facts drawn", one.drawn),
        ]
        for section in one.sections:
            facts += [(f"{section.title}: {fact.label}", fact.value) for fact in section.facts]
            facts += [(section.title, line) for line in section.lines]
        facts += [("Verdict", one.verdict), ("Conclusion", one.conclusion)]
        facts += [("Actions", one.actions)] if one.actions else []
        return Signable(TABLE, review, f"Oversight review of {one.study}", tuple(facts))

    def sign(self, change: Change, review: str, signer: Pen | Ink) -> None:
        """The principal investigator's signature, in the caller's transaction. Refused for anybody else, for a draft
        without conclusion, and for facts drawn so long ago that they are of another time."""
        one = self.review(review)
        if one.signed is not None:
            raise Refused("This review is signed already.", kept="It stays as it is.")
        if not one.verdict:
            raise Refused("This review has no conclusion yet.", kept="Nothing was signed.", todo="Write it first.")
        found = self.study(one.study_id)
        who = signer.person if isinstance(signer, Ink) else self._store.users.person_of(self._store.actor.user)
        if who is None or who != found.investigator_id or who != one.person_id:
            raise Refused(
                f"The review of {one.study} is signed by its principal investigator, {found.investigator}.",
                kept="Nothing was signed.", todo="They sign it in their own session, or on paper.",
            )  # fmt: skip
        signed = signer.signed if isinstance(signer, Ink) else self.today
        change.update(TABLE, review, {"signed": signed.isoformat()})
        self._signing.put(change, [self.signable(review)], signer)

    def _study(self, row: tuple[object, ...]) -> r.StudyOversight:
        study, code, protocol, start, end, person, name, months, begun, last, draft, count = row
        first, done = date.fromisoformat(str(begun or start)), from_iso(None if last is None else str(last))
        closed, every = from_iso(None if end is None else str(end)), int(str(months or rules.REVIEW_MONTHS))
        due = rules.next_review(first, every, done, closed)
        if closed is not None and self.today > add_months(closed, 3) and done is None:
            due = None  # over before it was looked after here
        state = rules.CLOSED if due is None else rules.state_of(due, self.today)
        return r.StudyOversight(
            str(study), str(code), str(protocol), None if person is None else str(person), str(name or ""), every,
            done, due, state, None if draft is None else str(draft), int(str(count)),
        )  # fmt: skip

    def late(self) -> tuple[r.StudyOversight, ...]:
        """Studies whose review is overdue or due soon; none for a custodian, who sees no study."""
        if self._store.actor.role == "custodian":
            return ()
        return tuple(one for one in self.studies() if one.state in (OVERDUE, SOON))


def _review(row: tuple[object, ...]) -> r.Review:
    id_, study, code, person, name, since, until, drawn, facts, verdict, conclusion, actions, signed = row
    sections = tuple(
        r.Section(one["title"], tuple(r.Fact(**fact) for fact in one["facts"]), tuple(one["lines"]))
        for one in json.loads(str(facts))
    )
    return r.Review(
        str(id_), str(study), str(code), str(person), str(name), date.fromisoformat(str(since)),
        date.fromisoformat(str(until)), str(drawn), sections, str(verdict), str(conclusion), str(actions),
        from_iso(None if signed is None else str(signed)),
    )  # fmt: skip
