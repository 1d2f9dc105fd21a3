"""What is decided by signature (SIG-1, SIG-3): a person accepts, the investigator approves line by line, declares, and
signs off a version of the log."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from db.breach import OpenDeviation
from db.days import shown
from db.delegation import records as r
from db.delegation import rules
from db.delegation.printed import LogHeader, LogLead, LogRow, LogSheet, as_text, from_lines, from_text, log_sheet
from db.delegation.proposing import DelegationProposing, Succeed
from db.delegation.queries import content, signed_off, version_hash
from db.errors import BadInput, Refused
from db.needs import Needs
from db.signing.register import Signing
from db.signing.signable import Ink, Pen, Signable
from db.store.change import Change
from db.store.connection import SqlValue
from db.store.store import Store

TABLE, VERSIONS, DECLARATIONS = "delegation", "delegation_version", "delegation_declaration"
_KEPT = "Nothing was signed."


class DelegationDeciding(DelegationProposing):
    """Writes steps, each with its signature. ``signer`` is the acting user's pen, or ink on paper with its scan."""

    def __init__(
        self, store: Store, signing: Signing, needs: Needs, open_deviation: OpenDeviation, succeed: Succeed
    ) -> None:
        super().__init__(store, needs, open_deviation, succeed)
        self._signing = signing

    def signable(self, line_id: str) -> Signable:
        """A line as it is accepted and approved."""
        return self._signable(self.line(line_id))

    def _signable(self, line: r.Line) -> Signable:
        protocol = str(self._store.scalar("SELECT protocol FROM study WHERE id = ?", (line.study_id,)))
        facts = (
            ("Study", f"{line.study}, protocol {protocol}"),
            ("Person", line.person),
            ("Task", f"{line.code} {line.task}"),
            ("From", shown(line.start)),
            ("To", shown(line.planned_end) or "until it is ended"),
            ("Comment", line.comment or "none"),
        )
        return Signable(TABLE, line.id, f"{line.person}: {line.code} {line.task}, {line.study}", facts)

    def accept(self, line_ids: Sequence[str], signer: Pen | Ink, late_reason: str = "") -> tuple[r.Line, ...]:
        """By the person of these lines. Refused for anybody else."""
        with self._store.change() as change:
            self.accept_within(change, line_ids, signer, late_reason)
        return tuple(self.line(line_id) for line_id in line_ids)

    def accept_within(self, change: Change, line_ids: Sequence[str], signer: Pen | Ink, late_reason: str = "") -> None:
        """As ``accept``, inside the caller's transaction."""
        who, day = self._who(signer), self._day(signer)
        lines = [self.line(line_id) for line_id in line_ids]
        for line in lines:
            if line.person_id != who:
                raise Refused(
                    f"{line.code} {line.task} is accepted by {line.person}, who is to do it.", kept=_KEPT,
                    todo="They accept it in their own session, or on paper.",
                )  # fmt: skip
            if line.accepted is not None or line.status == r.REFUSED:
                raise Refused(f"{line.code} {line.task} of {line.person} was {_decided(line)} already.", kept=_KEPT)
        self._steps(change, "accepted", lines, who, day, signer, late_reason)

    def approve(self, line_ids: Sequence[str], signer: Pen | Ink, late_reason: str = "") -> tuple[r.Line, ...]:
        """By the study's principal investigator of the day, line by line under one signing act. Refused while a line is
        not accepted or, for one that begins from today on, the training is not current. A line that began before its
        approval is approved all the same and opens a deviation (ROS-3)."""
        with self._store.change() as change:
            self.approve_within(change, line_ids, signer, late_reason)
        return tuple(self.line(line_id) for line_id in line_ids)

    def approve_within(self, change: Change, line_ids: Sequence[str], signer: Pen | Ink, late_reason: str = "") -> None:
        """As ``approve``, inside the caller's transaction."""
        who, day = self._who(signer), self._day(signer)
        lines = [self.line(line_id) for line_id in line_ids]
        for line in lines:
            name = f"{line.person}, {line.code} {line.task}"
            if line.person_id == who:
                raise Refused(f"{name}: nobody approves their own delegation.", kept=_KEPT)
            checks = self.approval_checks(line, who, day)
            self._refuse_unmet(checks, name)
            if line.status == r.REFUSED or (line.approved is not None and line.approver_id == who):
                raise Refused(f"{name} was {_decided(line)} already.", kept=_KEPT)
            for check in checks:
                if check.breach and check.breach not in line.breaches:
                    what = rules.breach_words(check.breach, line, line.person, f"{line.code} {line.task}", check.words)
                    self._breach(change, line.id, line.study_id, check.breach, line.start, what)
        self._steps(change, "approved", lines, who, day, signer, late_reason)

    def declaration(self, study: str) -> Signable | None:
        """What the investigator of a study (id) declares today; None where it is signed, or nobody leads the study."""
        lead = self.investigator_on(study, self.today)
        if lead is None or lead.declared is not None:
            return None
        code, protocol = self._store.rows("SELECT code, protocol FROM study WHERE id = ?", (study,))[0]
        facts = (
            ("Study", f"{code}, protocol {protocol}"),
            ("Principal investigator", lead.person),
            ("From", shown(lead.start)),
            ("Declaration", rules.DECLARATION),
        )
        return Signable(DECLARATIONS, lead.id, f"Declaration of the principal investigator, {code}", facts)

    def declare(self, study: str, signer: Pen | Ink) -> None:
        """By the study's investigator, once for their time: it stands in the place of lines of their own."""
        with self._store.change() as change:
            self.declare_within(change, study, signer)

    def declare_within(self, change: Change, study: str, signer: Pen | Ink) -> None:
        """As ``declare``, inside the caller's transaction."""
        signable, lead = self.declaration(study), self.investigator_on(study, self.today)
        if signable is None or lead is None:
            raise Refused("There is no declaration left to sign in this study.", kept=_KEPT)
        self._only(lead, self._who(signer), "declared")
        (signature,) = self._signing.put(change, [signable], signer)
        row: dict[str, SqlValue] = {
            "investigator": lead.id, "happened": self._day(signer).isoformat(), "paper": int(isinstance(signer, Ink)),
            "signature": signature.id, "user": self._store.actor.user, "entered": self._now(),
        }  # fmt: skip
        change.insert(DECLARATIONS, row)

    def version_to_sign(self, study: str) -> Signable:
        """The next version of a study's log as it would be signed off. Refused where nothing changed since the last,
        or nothing was ever approved."""
        log = self.log(study)
        lines = signed_off(log.lines)
        if not lines:
            raise Refused(f"No line of {log.study} was approved yet.", kept=_KEPT)
        if not log.facts.changed and log.version is not None:
            raise Refused(
                f"Nothing has changed in the log of {log.study} since version {log.version.number}.", kept=_KEPT
            )
        number = log.version.number + 1 if log.version else 1
        sheet = self.sheet(log)
        facts = [("Study", log.study), ("Version", str(number)), ("Approved lines", str(len(lines)))]
        facts += [("Principal investigator", _lead_words(lead)) for lead in sheet.leads]
        facts += [(row.person, _row_words(row)) for row in sheet.rows]
        facts += [("Task", f"{code} {title}") for code, title in sheet.tasks]
        facts.append(("SHA-256 of the log kept", _kept_texts(lines, sheet)[2]))
        return Signable(VERSIONS, log.study_id, f"Delegation log of {log.study}, version {number}", tuple(facts))

    def sheet(self, log: r.Log) -> LogSheet:
        """The log as it is printed on its day."""
        breaches = {line.id: self.breaches(line.id) for line in log.lines if line.breaches}
        known = self._signing.specimens.initials(log.as_of)
        return log_sheet(log, self._header(log.study_id), self.steps_of(log.study_id), breaches, known)

    def sheet_of(self, version: r.LogVersion) -> LogSheet:
        """A version as it was printed on the day it was signed off."""
        return from_text(version.sheet) or from_lines(version.rows, self._header(version.study_id))

    def _header(self, study: str) -> LogHeader:
        (row,) = self._store.rows(
            "SELECT code, protocol, title, sponsor, site_number, coalesce((SELECT value ->> '$' FROM settings WHERE "
            "id = 'site-name'), ''), registration, ethics FROM study WHERE id = ?", (study,),
        )  # fmt: skip
        return LogHeader(*(str(part) for part in row))

    def sign_off(self, study: str, signer: Pen | Ink) -> r.LogVersion:
        """A version of the log, frozen as it stands (study: id), by the study's investigator."""
        signable = self.version_to_sign(study)
        lead = self.investigator_on(study, self._day(signer))
        if lead is None:
            raise Refused("The study has no principal investigator on that day.", kept=_KEPT)
        self._only(lead, self._who(signer), "signed off")
        log = self.log(study)
        lines, sheet, sha256 = _kept_texts(signed_off(log.lines), self.sheet(log))
        with self._store.change() as change:
            (signature,) = self._signing.put(change, [signable], signer)
            row: dict[str, SqlValue] = {
                "study": study, "number": len(self.versions(study)) + 1, "person": lead.person_id,
                "happened": self._day(signer).isoformat(), "paper": int(isinstance(signer, Ink)),
                "signature": signature.id, "content": lines, "sheet": sheet, "sha256": sha256,
                "user": self._store.actor.user, "entered": self._now(),
            }  # fmt: skip
            change.insert(VERSIONS, row)
        return self.versions(study)[0]

    def _steps(
        self, change: Change, kind: str, lines: Sequence[r.Line], who: str | None, day: date, signer: Pen | Ink,
        late_reason: str,
    ) -> None:  # fmt: skip
        self._refuse_late(day, late_reason, f"What was {kind}")
        signatures = self._signing.put(change, [self._signable(line) for line in lines], signer)
        for line, signature in zip(lines, signatures, strict=True):
            row: dict[str, SqlValue] = {
                "line": line.id, "kind": kind, "happened": day.isoformat(), "person": who,
                "paper": int(isinstance(signer, Ink)), "signature": signature.id, "user": self._store.actor.user,
                "entered": self._now(), "late_reason": late_reason.strip(),
            }  # fmt: skip
            change.insert("delegation_step", row)

    def _who(self, signer: Pen | Ink) -> str | None:
        """The person who signs. Refused for a user who is nobody on the roster."""
        who = signer.person if isinstance(signer, Ink) else self._me()
        if who is None:
            raise Refused(
                "Who signs here is nobody on the roster.", kept=_KEPT,
                todo="An officer links the user with their person, under Settings.",
            )  # fmt: skip
        return who

    def _day(self, signer: Pen | Ink) -> date:
        if isinstance(signer, Ink):
            if signer.signed > self.today:
                raise BadInput("A signature cannot be of a day to come.", kept=_KEPT)
            return signer.signed
        return self.today

    @staticmethod
    def _only(lead: r.Investigator, who: str | None, what: str) -> None:
        if lead.person_id != who:
            raise Refused(f"It is {what} by {lead.person}, the principal investigator.", kept=_KEPT)


def _kept_texts(lines: Sequence[r.Line], sheet: LogSheet) -> tuple[str, str, str]:
    """What a version keeps: approved lines, the whole sheet, the hash of both."""
    rows = [content(line) for line in lines]
    text = json.dumps(rows, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    whole = as_text(sheet)
    return text, whole, version_hash(text, whole)


def _lead_words(lead: LogLead) -> str:
    until = f" to {shown(lead.end)}" if lead.end else ""
    declared = f"declared {shown(lead.declared)}" if lead.declared else "not declared"
    return f"{lead.person} ({lead.initials}) · from {shown(lead.start)}{until} · {declared}"


def _row_words(row: LogRow) -> str:
    until = f" to {shown(row.end)}" if row.end else ""
    approved = ", ".join(f"approved {letters} {shown(day)}" for letters, day in row.approvals) or "not approved"
    more = f" · {', '.join(row.breaches)}" if row.breaches else ""
    return f"{row.code} {row.task} · from {shown(row.start)}{until} · {row.status} · {approved}{more}"


def _decided(line: r.Line) -> str:
    if line.status == r.REFUSED:
        return "refused"
    return "approved" if line.approved is not None else "accepted"
