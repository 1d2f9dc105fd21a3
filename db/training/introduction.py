"""The introduction to this program is a training like any other (TRN-4; 21 CFR 11.10(i)): what stands on record of a
user before their first act also stands in the training log of the person they are."""

from __future__ import annotations

from datetime import date

from db import randomness
from db.signing.register import Signing
from db.signing.signable import Pen, Signable
from db.starter import curricula
from db.store.store import Store
from db.training import records as r
from db.training.reading import METHOD
from db.training.register import Training

KEPT, UNLINKED, WAITING = "kept", "unlinked", "waiting"
CODE = "Siteward"
"""Of the built-in course."""
_LATE = "Taken over from the user's duties, where it was recorded"
_NOT_YET = """
SELECT d.id, p.person, d.done, d.document, d."by", b.name, u.name
FROM user_duty AS d JOIN user_person AS p ON p.id = d."user" JOIN users AS u ON u.id = d."user"
    JOIN users AS b ON b.id = d."by"
WHERE d.kind = 'training' AND d.voided = 0 AND (? OR d."user" = ?) AND NOT EXISTS (
    SELECT 1 FROM training_record AS t JOIN course AS c ON c.id = t.course
    WHERE t.person = p.person AND c.code = ? AND c.study IS NULL AND t.voided = 0 AND t.completed = d.done)
ORDER BY d.entered, d.id
"""


class Introductions:
    """Over one open store."""

    def __init__(self, store: Store, training: Training, signing: Signing) -> None:
        self._store, self._training, self._signing = store, training, signing

    def keep(self, pen: Pen | None = None) -> tuple[r.TrainingRecord, ...]:
        """A training record for each introduction that has none yet: an officer's for everybody who is known on the
        roster, anybody else's for their own. Staff bind theirs with the ``pen`` they signed the introduction with.

        Nothing happens for who may not record it yet; the next act of an officer on a user does it then."""
        actor = self._store.actor
        if actor.role not in ("officer", "investigator", "coordinator", "staff") or self._store.standing.missing:
            return ()
        if actor.role == "staff" and pen is None:
            return ()
        found = self._store.rows(_NOT_YET, (actor.role == "officer", actor.user, CODE))
        course = self._course() if found else None
        if course is None:
            return ()
        made = []
        for duty, person, done, document, by, by_name, name in found:
            own = by == actor.user and pen is not None
            day = date.fromisoformat(done)
            new = r.NewTraining(
                person, course, day, method=METHOD if own or "understood" in document else document[:100],
                trainer="" if by_name == name else by_name, note="Before the first act in this program",
                late_reason=_LATE if day < self._training.today else "",
            )  # fmt: skip
            made.append(self._insert(new, duty, name, pen if own else None))
        return tuple(self._training.record_of(one) for one in made)

    def standing(self, user: str) -> str:
        """Of somebody's introduction (id): KEPT as a training record, UNLINKED while nobody said who of the roster they
        are, WAITING for an officer's next act on users; empty where none is on record."""
        if self._store.row(
            "SELECT 1 FROM user_duty AS d WHERE d.\"user\" = ? AND d.kind = 'training' AND d.voided = 0", (user,)
        ) is None:  # fmt: skip
            return ""
        if self._store.users.person_of(user) is None:
            return UNLINKED
        return WAITING if self._store.rows(_NOT_YET, (False, user, CODE)) else KEPT

    def _insert(self, new: r.NewTraining, duty: str, name: str, pen: Pen | None) -> str:
        row, record = self._training.row_of(new), randomness.new_id()
        facts = (("Person", name), ("Course", CODE), ("Completed", new.completed.isoformat()), ("Duty", duty))
        with self._store.change("Introduction to this program") as change:
            if pen is not None:
                self._signing.put(change, [Signable("training_record", record, "Working with Siteward", facts)], pen)
            change.insert("training_record", {**row, "id": record})
        return record

    def _course(self) -> str | None:
        known = self._store.scalar("SELECT id FROM course WHERE code = ? AND study IS NULL", (CODE,))
        if known is not None or self._store.actor.role == "staff":
            return None if known is None else str(known)
        starter = next(one for curriculum in curricula() for one in curriculum.courses if one.code == CODE)
        return self._training.add_course(
            r.NewCourse(starter.code, starter.title, starter.kind, curriculum=CODE, grace_days=starter.grace_days,
                        due_soon_days=starter.due_soon_days, description=starter.description)
        ).id  # fmt: skip
