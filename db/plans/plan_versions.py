"""A study's data management plan (DMP-1): written as a draft, its facts drawn and frozen, signed by its author,
approved by somebody else. What was approved stays; the next version supersedes it on its day."""

# ruff: noqa: S608 - statements are put together from constants of the code; what a person gave is a parameter

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from importlib.resources import files

from db.clock import stamp
from db.days import add_months, days_between, iso, shown
from db.errors import BadInput, Refused
from db.fields import block, line
from db.folding import fold
from db.plans import plan_records as r
from db.plans.comparing import compared, fact_changes
from db.plans.facts import PlanFacts
from db.plans.knowing import known_one, known_page
from db.plans.plan_rows import COLUMNS, FROM, listing, name_sql, sections, version
from db.plans.rules import FACTS_GOOD_FOR_DAYS, takes_effect
from db.plans.signables import APPROVED, AUTHORED, PLAN, of_plan
from db.signing.register import Signing
from db.signing.signable import Ink, Signature, Signer
from db.store.change import Change
from db.store.connection import SqlValue
from db.store.query import Page, Query
from db.store.rewind import as_known, end_of, last_seq_by
from db.store.store import Store

FACETS = ("study", "status")
_KEPT = "Nothing was saved."
_DRAFTED = "The draft was worked on"
_FIELDS = ("reason", "author", "approver", "approver_name", "not_before", "review_months")


class PlanVersions:
    """As ``site.plans.versions``."""

    def __init__(self, store: Store, signing: Signing, facts: PlanFacts) -> None:
        self._store, self._signing, self._facts = store, signing, facts

    @property
    def today(self) -> date:
        return self._store.clock.now().date()

    def list(self, query: Query | None = None, on: date | None = None) -> Page[r.PlanVersion]:
        """As of a day; by study, the newest version first, unless sorted. Without their sections."""
        day = on or self.today
        found, matching, of = listing(day).window(self._store, query or Query())
        return Page(tuple(version(row, day) for row in found), matching, of)

    def facets(self, query: Query | None = None, on: date | None = None) -> Mapping[str, tuple[tuple[str, int], ...]]:
        return listing(on or self.today).facets(self._store, query or Query(), FACETS)

    def get(self, version_id: str, on: date | None = None) -> r.PlanVersion:
        """With its sections. Raises BadInput when there is none with this id."""
        day = on or self.today
        row = self._store.row(f"SELECT {listing(day).select} FROM {FROM} WHERE v.id = ?", (version_id,))
        if row is None:
            raise BadInput("That plan is not there.", todo="Refresh the page and look again.")
        rows = self._store.rows("SELECT part, text, facts FROM plan_section WHERE version = ?", (version_id,))
        return version(row, day, sections(rows))

    def as_known(self, when: datetime, on: date | None = None) -> tuple[r.PlanVersion, ...]:
        """By what had been entered at a moment (AUD-6), with their sections as they read then."""
        last, day = last_seq_by(self._store, when), on or when.date()
        known = as_known(self._store, "plan_version", COLUMNS, last)
        parts = as_known(self._store, "plan_section", ("id", "version", "part", "text", "facts"), last)
        codes: dict[str, str] = dict(self._store.rows("SELECT id, code FROM study"))
        found = []
        for row in sorted(known, key=lambda one: (codes[one["study"]], -one["number"])):
            followed = any(
                other["study"] == row["study"] and other["number"] > row["number"]
                and (other["effective"] or "9999") <= day.isoformat() for other in known
            )  # fmt: skip
            texts = sections((p["part"], p["text"], p["facts"]) for p in parts if p["version"] == row["id"])
            whole = (*row.values(), codes[row["study"]], followed)
            found.append(version(whole, day, texts))
        return tuple(found)

    def known_page(self, on: date, query: Query | None = None) -> Page[r.PlanVersion]:
        """A window of what was known at the end of that day (AUD-6)."""
        known = self.as_known(end_of(self._store, on), on)
        return known_page(known, query, r.STATUSES, lambda one: f"{one.study} {one.reason} {one.author}")

    def known(self, on: date, record: str) -> r.PlanVersion:
        """One of them. Raises BadInput."""
        return known_one(self.as_known(end_of(self._store, on), on), record)

    def compare(self, before_id: str, after_id: str) -> tuple[r.SectionChange, ...]:
        """Part by part. Refused for plans of two studies."""
        before, after = self.get(before_id), self.get(after_id)
        if before.study_id != after.study_id:
            raise Refused("These are plans of two studies.", todo="Choose two versions of one plan.")
        return compared(before.sections, after.sections)

    def moved(self, version_id: str) -> Mapping[str, tuple[r.FactChange, ...]]:
        """Part -> what the registers say otherwise today than when the facts were drawn; only parts where they do."""
        one = self.get(version_id)
        if not one.drawn:
            return {}
        now = self._facts.draw(one.study_id)
        found = {each.part: fact_changes(each.facts, now[each.part]) for each in one.sections}
        return {part: changes for part, changes in found.items() if changes}

    def now(self, study: str) -> Mapping[str, tuple[r.PlanFact, ...]]:
        """What the registers say today, by part: what a draft will hold once its facts are drawn."""
        return self._facts.draw(study)

    def begin(self, new: r.NewPlan) -> r.PlanVersion:
        """A draft; a study has one at a time. Raises BadInput, Refused."""
        with self._store.change() as change:  # a refusal in here is recorded (ROL-4)
            version_id = self.insert(change, new)
        return self.get(version_id)

    def insert(self, change: Change, new: r.NewPlan) -> str:
        """As ``begin``, inside the caller's transaction (an import); the new version's id."""
        going = self._store.row("SELECT id FROM plan_version WHERE study = ? AND approved IS NULL", (new.study_id,))
        if going is not None:
            raise Refused(f"{self.get(str(going[0])).name} is not approved yet.", kept=_KEPT, todo="Go on with that.")
        former = self._store.row(
            "SELECT id, number FROM plan_version WHERE study = ? ORDER BY number DESC LIMIT 1", (new.study_id,)
        )
        texts = dict(starting_texts())
        if former is not None:
            texts.update({one.part: one.text for one in self.get(str(former[0])).sections})
        texts.update(self._texts(new.texts))
        row = self._clean({name: getattr(new, name) for name in _FIELDS})
        version_id = change.insert(
            PLAN,
            row | {
                "study": new.study_id, "number": 1 if former is None else former[1] + 1,
                "entered": stamp(self._store.clock.now()),
            },
        )  # fmt: skip
        for part in r.PARTS:
            change.insert("plan_section", {"version": version_id, "part": part, "text": texts[part]})
        return version_id

    def write(
        self, version_id: str, texts: Mapping[str, str], changes: Mapping[str, object] | None = None
    ) -> r.PlanVersion:
        """Go on with a draft: part -> text, and ``changes``: field of NewPlan -> new value. Facts drawn before stay."""
        one = self._draft(version_id)
        given = {name: getattr(one, name) for name in ("reason", "not_before", "review_months")}
        outside = one.approver if one.approver_id is None else ""
        given |= {"author": one.author_id, "approver": one.approver_id, "approver_name": outside, **(changes or {})}
        if set(given) - set(_FIELDS):
            raise BadInput("A plan has no such field.", kept=_KEPT)
        texts = self._texts(texts)
        with self._store.change(_DRAFTED) as change:
            change.update(PLAN, version_id, self._clean(given))
            self._write_sections(change, version_id, {part: {"text": text} for part, text in texts.items()})
        return self.get(version_id)

    def draw(self, version_id: str) -> r.PlanVersion:
        """Freezes the facts of this moment into the draft, to be signed."""
        one = self._draft(version_id)
        drawn = self._facts.draw(one.study_id)
        found = {
            part: json.dumps([[fact.topic, fact.label, fact.value] for fact in facts], ensure_ascii=False)
            for part, facts in drawn.items()
        }
        with self._store.change("Facts of the registers drawn") as change:
            change.update(PLAN, version_id, {"drawn": stamp(self._store.clock.now())})
            self._write_sections(change, version_id, {part: {"facts": facts} for part, facts in found.items()})
        return self.get(version_id)

    def signatures(self, version_id: str) -> tuple[tuple[Signature, bool], ...]:
        """Who signed it, each with whether it still covers what stands there now."""
        content = of_plan(self.get(version_id))
        found = self._signing.signatures(PLAN, version_id)
        return tuple((one, self._signing.covers(one, content)) for one in found)

    def propose(self, change: Change, version_id: str, signer: Signer) -> None:
        """The author's signature, in the caller's transaction: from then on the version is fixed. Refused for anybody
        else, without fresh facts, and without somebody named who approves it."""
        one, day = self._draft(version_id), self._day(signer)
        self._fresh(one, day, "Draw them, look at them, then sign.")
        if not one.approver:
            raise Refused(f"Nobody is named who approves {one.name}.", kept="Nothing was signed.",
                          todo="Name somebody other than its author.")  # fmt: skip
        self._demand(signer, one.author_id, one.author)
        self._put(change, one, signer, AUTHORED)
        change.update(PLAN, version_id, {"proposed": day.isoformat()})

    def approve(self, change: Change, version_id: str, signer: Signer) -> None:
        """The approver's signature, in the caller's transaction. Refused for the author (ROL-4) and anybody who was not
        named, and for facts older than FACTS_GOOD_FOR_DAYS."""
        one = self.get(version_id)
        if one.status != r.PROPOSED or one.proposed is None:
            raise Refused(f"{one.name} is not to be approved: it is {one.status}.", kept="Nothing was signed.")
        self._demand(signer, one.approver_id, one.approver)
        day = self._day(signer)
        self._fresh(one, day, "Send it back; its author draws them anew and signs again.")
        self._put(change, one, signer, APPROVED)
        effective = takes_effect(day, one.not_before)
        change.update(
            PLAN, version_id,
            {
                "approved": day.isoformat(), "effective": effective.isoformat(),
                "next_review": add_months(effective, one.review_months).isoformat(),
            },
        )  # fmt: skip

    def send_back(self, version_id: str, reason: str) -> r.PlanVersion:
        """It becomes a draft again; the author's signature covers it no longer, and its facts are drawn anew."""
        one = self.get(version_id)
        if one.status != r.PROPOSED:
            raise Refused(f"{one.name} is {one.status}; there is nothing to send back.", kept="Nothing was changed.")
        with self._store.change(reason) as change:
            change.update(PLAN, version_id, {"proposed": None, "drawn": None})
        return self.get(version_id)

    def discard(self, version_id: str, reason: str) -> None:
        """A draft that leads nowhere goes; it stays on the trail."""
        self._draft(version_id)
        with self._store.change(reason) as change:
            rows = self._store.rows("SELECT id FROM plan_section WHERE version = ?", (version_id,))
            for (section,) in rows:
                change.delete("plan_section", str(section))
            change.delete(PLAN, version_id)

    def reviewed(self, version_id: str, reason: str) -> r.PlanVersion:
        """Looked at again, no change needed; ``reason`` says why. The next review counts from today."""
        one = self.get(version_id)
        if one.status != r.IN_FORCE:
            raise Refused(f"{one.name} is {one.status}; the one in force is reviewed.", kept="Nothing was changed.")
        following = add_months(self.today, one.review_months).isoformat()
        with self._store.change(f"Reviewed, no change: {line('Outcome', reason, 300, needed=True)}") as change:
            change.update(PLAN, version_id, {"next_review": following})
        return self.get(version_id)

    def _put(self, change: Change, one: r.PlanVersion, signer: Signer, meaning: str) -> None:
        if signer.meaning != meaning:
            raise BadInput(f"This signature means “{meaning}”.", kept="Nothing was signed.")
        self._signing.put(change, (of_plan(one),), signer)

    def _fresh(self, one: r.PlanVersion, day: date, todo: str) -> None:
        """Refuses facts that were not drawn, or not of the season in which they are signed."""
        drawn = datetime.fromisoformat(one.drawn).date() if one.drawn else None
        if drawn is None or not 0 <= days_between(drawn, day) <= FACTS_GOOD_FOR_DAYS:
            words = "not drawn from the registers yet" if drawn is None else f"drawn on {shown(drawn)}"
            raise Refused(f"The facts of {one.name} were {words}.", kept="Nothing was signed.", todo=todo)

    def _demand(self, signer: Signer, person: str | None, name: str) -> None:
        demand_person(self._store, signer, person, name)

    def _day(self, signer: Signer) -> date:
        return signer.signed if isinstance(signer, Ink) else self.today

    def _draft(self, version_id: str) -> r.PlanVersion:
        one = self.get(version_id)
        if one.status != r.DRAFT:
            todo = "Send it back first." if one.status == r.PROPOSED else "Begin the next version."
            raise Refused(f"{one.name} is {one.status}, no draft.", kept="Nothing was changed.", todo=todo)
        return one

    def _write_sections(self, change: Change, version_id: str, found: Mapping[str, Mapping[str, SqlValue]]) -> None:
        rows = self._store.rows("SELECT part, id FROM plan_section WHERE version = ?", (version_id,))
        for part, section in rows:
            change.update("plan_section", str(section), found.get(str(part), {}))

    @staticmethod
    def _texts(texts: Mapping[str, str]) -> dict[str, str]:
        if set(texts) - set(r.PARTS):
            raise BadInput("A plan has no such part.", kept=_KEPT)
        return {part: block(r.PARTS[part], text) for part, text in texts.items()}

    def _clean(self, given: Mapping[str, object]) -> dict[str, SqlValue]:
        months, not_before = given["review_months"], given["not_before"]
        if isinstance(months, bool) or not isinstance(months, int) or not 1 <= months <= 60:
            raise BadInput("A plan is reviewed every 1 to 60 months.", kept=_KEPT)
        outside = line("Approver from outside", str(given["approver_name"]))
        approver = given["approver"] or None
        if outside and approver is not None:
            raise BadInput("One person approves: of the roster, or from outside.", kept=_KEPT)
        author = self._named(str(given["author"]))
        if approver == given["author"] or (outside and fold(outside) == fold(author)):
            raise Refused("Nobody approves their own plan.", kept=_KEPT, todo="Name another approver.")
        named = outside if approver is None else self._named(str(approver))
        day = iso(not_before) if isinstance(not_before, date) else None
        return {
            "reason": block("Why there is this version", str(given["reason"]), 2000, needed=True),
            "author": str(given["author"]), "author_name": author, "approver_name": named, "not_before": day,
            "approver": None if approver is None else str(approver), "review_months": months,
        }  # fmt: skip

    def _named(self, person: str) -> str:
        name = self._store.scalar(f"SELECT {name_sql('p')} FROM person AS p WHERE p.id = ?", (person,))
        if name is None:
            raise BadInput("That person is not on the roster.", kept=_KEPT, todo="Choose one of the list.")
        return str(name)


def demand_person(store: Store, signer: Signer, person: str | None, name: str) -> None:
    """Refused unless it is this person who signs: in their own session, or in ink. ``person`` None: somebody from
    outside, who signs on paper only."""
    if isinstance(signer, Ink):
        same = signer.person == person and (person is not None or fold(signer.name) == fold(name))
    else:
        same = person is not None and store.users.person_of(store.actor.user) == person
    if not same:
        todo = "They sign in their own session, or on paper." if person else "They sign on paper."
        raise Refused(f"This is signed by {name}.", kept="Nothing was signed.", todo=todo)


@cache
def starting_texts() -> Mapping[str, str]:
    """What a first plan begins with, part by part."""
    found: dict[str, str] = json.loads(files("resources").joinpath("plans", "sections.json").read_text("utf-8"))
    return found
