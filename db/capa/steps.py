"""From step to step (CAP-1, CAP-3): each only when its conditions are met, two of them by somebody else's signature."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from db.capa import machine, rules
from db.capa import records as r
from db.capa.acting import CapaActions
from db.capa.signables import TABLE, signable
from db.errors import BadInput, Refused
from db.fields import block
from db.folding import fold
from db.signing.register import Signing
from db.signing.signable import Ink, Pen, Signable
from db.store.change import Change
from db.store.connection import SqlValue
from db.store.store import Store

_STAYS = "It stays in its step."


class CapaSteps(CapaActions):
    """Nobody signs for a CAPA of their own: persons are compared (ROL-4)."""

    def __init__(self, store: Store, signing: Signing) -> None:
        super().__init__(store)
        self._signing = signing

    def file(self, capa_id: str) -> r.CapaFile:
        """One CAPA, whole, with who signed and whether it still covers what is written."""
        found = super().file(capa_id)
        of = {one.id: one for one in self._signing.signatures(TABLE, capa_id)}
        signed = []
        for signature, round_, meaning in self._store.rows(
            "SELECT signature, round, meaning FROM capa_decision WHERE capa = ? ORDER BY round, id", (capa_id,)
        ):
            one = of.get(signature)
            if one is not None:
                covers = self._signing.covers(one, signable(found, meaning, round_))
                signed.append(r.Signed(one.id, round_, meaning, one.name, one.signed, one.paper, covers))
        return replace(found, signatures=tuple(signed))

    def go(self, capa_id: str, act: str, reason: str = "") -> r.CapaFile:
        """A step without a signature. Refused out of order, or with what is missing; BadInput without its reason."""
        now = self.get(capa_id)
        step = self._step(now, act)
        if step.signed:
            raise Refused(f"{now.number} goes on by a signature here.", kept=_STAYS, todo="Sign for it.")
        why = block("Why", reason, 4000, needed=step.reason)
        with self._store.change(why or f"To {step.after}") as change:
            self._move(change, now, step, self.today, why)
        return self.file(capa_id)

    def may_sign(self, capa_id: str, act: str) -> Signable:
        """What is to be signed for this step. Refused out of order, with what is missing, and for the owner."""
        now = self.get(capa_id)
        step = self._step(now, act, signing=True)
        self._not_own(now, self._acting_person(), self._store.actor.name)
        return signable(self.file(capa_id), step.signed, now.round)

    def approve(self, capa_id: str, signer: Pen | Ink) -> r.CapaFile:
        """Somebody else than the owner approves the plan; implementation begins."""
        with self._store.change("Plan approved") as change:
            self.sign_within(change, capa_id, machine.APPROVE, signer)
        return self.file(capa_id)

    def close(self, capa_id: str, signer: Pen | Ink) -> r.CapaFile:
        """Somebody else than the owner closes it: effective, or a minor issue with a correction alone (CAP-1)."""
        act = machine.CLOSE if self.get(capa_id).step == machine.EFFECTIVENESS else machine.CORRECT
        with self._store.change("Closed") as change:
            self.sign_within(change, capa_id, act, signer)
        return self.file(capa_id)

    def sign_within(self, change: Change, capa_id: str, act: str, signer: Pen | Ink) -> None:
        """As ``approve`` and ``close``, inside the caller's transaction."""
        now = self.get(capa_id)
        step = self._step(now, act, signing=True)
        if not step.signed:
            raise Refused(f"{now.number} goes on without a signature here.", kept=_STAYS)
        if signer.meaning != step.signed:
            raise BadInput(f"This signature means “{step.signed}”.", kept=_STAYS)
        day = self.today
        if isinstance(signer, Ink):
            person, name, day = signer.person, signer.name, signer.signed
        else:
            person, name = self._acting_person(), self._store.actor.name
        self._not_own(now, person, name)
        if day > self.today or day < now.step_day:
            raise BadInput("It was not signed while the CAPA was in this step.", kept=_STAYS)
        (put,) = self._signing.put(change, [signable(self.file(capa_id), step.signed, now.round)], signer)
        row: dict[str, SqlValue] = {
            "capa": capa_id, "round": now.round, "meaning": step.signed, "signature": put.id, "person": person,
            "signed": day.isoformat(), "entered": self._now(),
        }  # fmt: skip
        change.insert("capa_decision", row)
        self._move(change, now, step, day, "")

    def _move(self, change: Change, now: r.Capa, step: machine.Transition, day: date, why: str) -> None:
        round_ = now.round + step.again
        row: dict[str, SqlValue] = {"step": step.after, "step_day": day.isoformat()}
        if step.again:
            row["round"] = round_
        ended = step.after in (machine.CLOSED, machine.CORRECTED)
        if ended or now.closed is not None:
            row["closed"] = day.isoformat() if ended else None
        if step.after == machine.EFFECTIVENESS:
            file = super().file(now.id)
            assert file.check_after is not None
            done = [one.done for one in file.actions if one.done is not None]
            row["check_due"] = rules.check_day(done, day, file.check_after).isoformat()
        elif step.before == machine.EFFECTIVENESS and not ended and step.after != machine.VOIDED:
            row["check_due"] = None
        change.update(TABLE, now.id, row)
        place = self._store.scalar("SELECT count(*) FROM capa_step WHERE capa = ?", (now.id,))
        assert isinstance(place, int)
        self._stage(change, now.id, place + 1, step.after, round_, day, why)

    def _step(self, now: r.Capa, act: str, *, signing: bool = False) -> machine.Transition:
        """Refused out of order, or with everything that is missing."""
        step = machine.transition(now.step, act)
        if step is None:
            onward = machine.forward(now.step)
            raise Refused(
                f"“{act}” does not follow on {now.step}: {now.number} stays there.", kept="Nothing was changed.",
                todo=f"The next step is {onward.after}." if onward is not None else "It ended.",
            )  # fmt: skip
        lacking = machine.missing(step, self.facts(now.id), signing=signing)
        if lacking and (signing or not step.signed):
            raise Refused(
                f"{now.number} has not got {_listed([one.missing for one in lacking])}; "
                f"it cannot go to “{step.after}”.",
                kept=_STAYS, todo="Complete what is missing; the checklist names it.",
            )  # fmt: skip
        return step

    def _not_own(self, now: r.Capa, person: str | None, name: str) -> None:
        own = person is not None and person == now.owner_id
        alike = person is None and now.owner != "" and _letters(name) == _letters(now.owner)
        if own or alike:
            raise Refused(
                f"{now.owner} owns {now.number} and cannot sign for it.", kept=_STAYS,
                todo="Let somebody else sign, here or on paper.",
            )  # fmt: skip

    def _acting_person(self) -> str | None:
        return self._store.users.person_of(self._store.actor.user)


def _letters(name: str) -> list[str]:
    """“Brandt, Zoë” and “Zoë Brandt” are one."""
    return sorted(fold(name).replace(",", " ").split())


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
