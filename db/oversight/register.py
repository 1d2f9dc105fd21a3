"""The register of oversight: whether the site is in hand (ROS-6, ROS-7, AUD-4, UNL-6). Bound to one open store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from db.evidence.register import EvidenceFiles
from db.origin import OpenCapa
from db.oversight import rules
from db.oversight.duties import ACKNOWLEDGED, Duties
from db.oversight.facts import StudyFacts, TrainingGaps
from db.oversight.papers import Papers
from db.oversight.records import CV, DISCLOSURE, FORM
from db.oversight.reviews import MEANING, OversightReviews
from db.oversight.trail_reviews import TrailReviews
from db.signing.folder import ToSign
from db.signing.register import Signing
from db.signing.signable import Ink, Pen
from db.store.actor import VISITORS
from db.store.change import Change
from db.store.store import Store
from db.waiting import MISSING, OVERDUE, PLANNED, SOON, Waiting

PLACE = "oversight"
CERTIFICATE_DAYS = 60
_URGENT = (OVERDUE, MISSING, SOON)
_PAPER_KINDS = {FORM: "paper-form", DISCLOSURE: "paper-disclosure", CV: "paper-cv"}


class Oversight:
    """``duties`` of the program's users, ``reviews`` of the investigators, study ``papers``, reviews of the ``trail``.

    ``training_gaps`` and ``open_capa`` are other registers', handed in."""

    def __init__(
        self, store: Store, signing: Signing, files: EvidenceFiles, training_gaps: TrainingGaps, open_capa: OpenCapa
    ) -> None:
        self._store, self._signing = store, signing
        self.duties = Duties(store, signing, files)
        self.papers = Papers(store, files)
        self.reviews = OversightReviews(store, signing, StudyFacts(store, self.papers, training_gaps))
        self.trail = TrailReviews(store, signing, open_capa)

    def waiting(self, today: date) -> tuple[Waiting, ...]:
        """What waits in oversight, for who is at work."""
        role = self._store.actor.role
        found = [*self._own_duties(today)]
        if role == "officer":
            found += self._duties_of_others()
        if role in ("officer", "investigator", "coordinator") and not self._store.limited:
            found += [*self._reviews(), *self._papers(), *self._trail()]
        return tuple(found)

    def to_sign(self) -> tuple[ToSign, ...]:
        """What the acting user still has to sign: their statement, a study's review, a review of the trail."""
        user = self._store.actor.user
        found = [
            ToSign(f"duty/{dict(one.facts)['Kind']}", one, ACKNOWLEDGED, None, "settings")
            for one in self.duties.to_sign()
        ]
        if self._store.actor.role not in ("officer", "investigator", "coordinator") or self._store.limited:
            return tuple(found)
        person = self._store.users.person_of(user)
        for review in self.reviews.reviews() if person is not None else ():
            if review.signed is None and review.verdict and review.person_id == person:
                found.append(
                    ToSign(
                        f"review/{review.id}",
                        self.reviews.signable(review.id),
                        MEANING,
                        review.until,
                        PLACE,
                        f"open/{review.id}",
                    )
                )
        draft = self.trail.schedule().open_review
        if draft is not None:
            one = self.trail.review(draft)
            if one.user == user and one.conclusion and one.marked == one.entries:
                found.append(
                    ToSign(f"trail/{draft}", self.trail.signable(draft), MEANING, one.until, "audit", "review")
                )
        return tuple(found)

    def signed(self, change: Change, item: ToSign, signer: Pen | Ink) -> None:
        """The signing folder's way to the parts of this register."""
        kind, _slash, record = item.key.partition("/")
        if kind == "duty":
            self.duties.sign(change, [item.signable], signer)
        elif kind == "review":
            self.reviews.sign(change, record, signer)
        else:
            self.trail.sign(change, record, signer)

    def _own_duties(self, today: date) -> Iterator[Waiting]:
        user = self._store.actor.user
        if self._store.actor.role in VISITORS:  # they read at an officer's hand and owe nothing before it
            return
        mine = self.duties.of(user)
        left = self.duties.first_week_left()
        if mine.missing:
            day = None if left is None else today + timedelta(days=left)
            state = MISSING if left is None else SOON if left >= 0 else OVERDUE
            yield Waiting("own-duty", state, day, ", ".join(mine.missing), "", "settings", user)
        days = (mine.revise_by - today).days
        if days <= rules.SOON_DAYS:
            yield Waiting("passphrase", SOON if days >= 0 else OVERDUE, mine.revise_by, mine.name, "", "settings", user)
        until = mine.certificate_until
        if until is not None and (until - today).days <= CERTIFICATE_DAYS:
            yield Waiting("certificate", SOON, until, mine.name, "", "settings", user)

    def _duties_of_others(self) -> Iterator[Waiting]:
        for one in self.duties.all():
            if one.status == "active" and one.missing and one.user_id != self._store.actor.user:
                yield Waiting("user-duty", MISSING, None, one.name, ", ".join(one.missing), "settings", one.user_id)
        wanting = self._signing.specimens.wanting()
        if wanting:
            names = "; ".join(name for _id, name in wanting[:3]) + (f" +{len(wanting) - 3}" if len(wanting) > 3 else "")
            yield Waiting("specimen", SOON, None, names, "signed on paper", "signing", "sheet")
        for user in self._store.users.all():
            known = self._signing.vouching_of(user.id) if user.status == "active" else None
            if known is not None and not known.trusted:
                yield Waiting("authority", MISSING, None, known.authority, user.name, "settings", user.id)

    def _reviews(self) -> Iterator[Waiting]:
        for one in self.reviews.late():
            yield Waiting(
                "oversight-review", one.state, one.due, one.study, one.investigator, PLACE, f"review/{one.study_id}"
            )

    def _papers(self) -> Iterator[Waiting]:
        """One line a study and kind of paper."""
        groups: dict[tuple[str, str, str], list[tuple[date | None, str]]] = {}
        for line in self.papers.standing():
            if line.state in _URGENT:
                groups.setdefault((line.study_id, line.study, line.kind), []).append((line.due, line.person))
        states = {(one.study_id, one.kind, one.person): one.state for one in self.papers.standing()}
        for (study, code, kind), people in groups.items():
            people.sort(key=lambda one: (one[0] or date.min, one[1]))
            names = "; ".join(name for _due, name in people[:3]) + (f" +{len(people) - 3}" if len(people) > 3 else "")
            worst = min((states[study, kind, name] for _due, name in people), key=_URGENT.index)
            yield Waiting(_PAPER_KINDS[kind], worst, people[0][0], code, names, PLACE, f"papers/{study}")
        unlike: dict[tuple[str, str], list[str]] = {}
        for one in self.papers.differences():
            unlike.setdefault((one.study_id, one.study), []).append(one.person)
        for (study, code), names_ in unlike.items():
            yield Waiting("form-differs", SOON, None, code, "; ".join(names_[:3]), PLACE, f"papers/{study}")

    def _trail(self) -> Iterator[Waiting]:
        schedule = self.trail.schedule()
        if schedule.state in (OVERDUE, SOON):
            note = "" if schedule.open_review is None else "under way"
            yield Waiting("trail-review", schedule.state, schedule.due, "", note, "audit", "review")
        elif schedule.open_review is not None:
            yield Waiting("trail-review", PLANNED, schedule.due, "", "under way", "audit", "review")
