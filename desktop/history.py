"""Entries of the trail in words: for the history beside a record, and for the audit trail page. No widgets."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.widgets.dates import show_date, show_time
from desktop.widgets.timeline import Moment

if TYPE_CHECKING:
    from db.store.trail import Entry

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")
_HIDDEN = frozenset({"id", "sort_name", "entered"})
INSERT, UPDATE, DELETE = "insert", "update", "delete"

_ACTIONS = {
    INSERT: QT_TRANSLATE_NOOP("History", "Entered"),
    UPDATE: QT_TRANSLATE_NOOP("History", "Changed"),
    DELETE: QT_TRANSLATE_NOOP("History", "Removed"),
    "log-in": QT_TRANSLATE_NOOP("History", "Unlocked"),
    "log-out": QT_TRANSLATE_NOOP("History", "Left"),
    "lock": QT_TRANSLATE_NOOP("History", "Locked"),
    "failed-try": QT_TRANSLATE_NOOP("History", "Failed try to unlock"),
    "export": QT_TRANSLATE_NOOP("History", "Exported"),
    "import": QT_TRANSLATE_NOOP("History", "Imported"),
    "refusal": QT_TRANSLATE_NOOP("History", "Refused"),
    "finding": QT_TRANSLATE_NOOP("History", "Finding at opening"),
    "view": QT_TRANSLATE_NOOP("History", "Viewed"),
    "signing act": QT_TRANSLATE_NOOP("History", "Signed"),
    "signature": QT_TRANSLATE_NOOP("History", "Signed"),
    "change-of-key": QT_TRANSLATE_NOOP("History", "Key of the database changed"),
    "destroy": QT_TRANSLATE_NOOP("History", "Content destroyed"),
}
_TABLES = {
    "person": QT_TRANSLATE_NOOP("History", "person"),
    "study": QT_TRANSLATE_NOOP("History", "study"),
    "assignment": QT_TRANSLATE_NOOP("History", "role in a study"),
    "investigator": QT_TRANSLATE_NOOP("History", "principal investigator"),
    "protocol_version": QT_TRANSLATE_NOOP("History", "protocol version"),
    "course": QT_TRANSLATE_NOOP("History", "course"),
    "course_version": QT_TRANSLATE_NOOP("History", "version of a course"),
    "requirement": QT_TRANSLATE_NOOP("History", "requirement"),
    "training_record": QT_TRANSLATE_NOOP("History", "training"),
    "training_session": QT_TRANSLATE_NOOP("History", "group session"),
    "planned_renewal": QT_TRANSLATE_NOOP("History", "planned renewal"),
    "delegation": QT_TRANSLATE_NOOP("History", "delegation"),
    "delegation_task": QT_TRANSLATE_NOOP("History", "delegated task"),
    "delegation_step": QT_TRANSLATE_NOOP("History", "acceptance or approval"),
    "delegation_breach": QT_TRANSLATE_NOOP("History", "breach of a delegation"),
    "delegation_declaration": QT_TRANSLATE_NOOP("History", "investigator's declaration"),
    "delegation_version": QT_TRANSLATE_NOOP("History", "version of the delegation log"),
    "evidence": QT_TRANSLATE_NOOP("History", "evidence"),
    "system": QT_TRANSLATE_NOOP("History", "system"),
    "system_study": QT_TRANSLATE_NOOP("History", "study of a system"),
    "system_upkeep": QT_TRANSLATE_NOOP("History", "upkeep of a system"),
    "role_conflict": QT_TRANSLATE_NOOP("History", "roles that exclude each other"),
    "account": QT_TRANSLATE_NOOP("History", "account"),
    "account_step": QT_TRANSLATE_NOOP("History", "step of an account"),
    "account_list_form": QT_TRANSLATE_NOOP("History", "columns of an account list"),
    "access_review": QT_TRANSLATE_NOOP("History", "access review"),
    "review_row": QT_TRANSLATE_NOOP("History", "row of an access review"),
    "review_signer": QT_TRANSLATE_NOOP("History", "signature on an access review"),
    "access_followup": QT_TRANSLATE_NOOP("History", "removal after an access review"),
    "users": QT_TRANSLATE_NOOP("History", "user"),
    "settings": QT_TRANSLATE_NOOP("History", "setting"),
    "certificates": QT_TRANSLATE_NOOP("History", "certificate"),
    "export_template": QT_TRANSLATE_NOOP("History", "sponsor's workbook"),
    "draft_key": QT_TRANSLATE_NOOP("History", "key of drafts"),
    "capa": QT_TRANSLATE_NOOP("History", "CAPA"),
    "capa_notice": QT_TRANSLATE_NOOP("History", "notification of a CAPA"),
    "capa_member": QT_TRANSLATE_NOOP("History", "team of a CAPA"),
    "capa_event": QT_TRANSLATE_NOOP("History", "line of a time line"),
    "capa_cause": QT_TRANSLATE_NOOP("History", "cause"),
    "capa_action": QT_TRANSLATE_NOOP("History", "action of a CAPA"),
    "capa_extension": QT_TRANSLATE_NOOP("History", "extension of a due day"),
    "capa_file": QT_TRANSLATE_NOOP("History", "evidence of a CAPA"),
    "capa_check": QT_TRANSLATE_NOOP("History", "effectiveness check"),
    "capa_decision": QT_TRANSLATE_NOOP("History", "signature of a CAPA"),
    "capa_step": QT_TRANSLATE_NOOP("History", "step of a CAPA"),
    "incident": QT_TRANSLATE_NOOP("History", "incident"),
    "incident_event": QT_TRANSLATE_NOOP("History", "line of a time line"),
    "incident_affects": QT_TRANSLATE_NOOP("History", "what an incident touched"),
    "incident_evidence": QT_TRANSLATE_NOOP("History", "evidence of an incident"),
    "deviation": QT_TRANSLATE_NOOP("History", "deviation"),
    "note_to_file": QT_TRANSLATE_NOOP("History", "note to file"),
    "clock_rule": QT_TRANSLATE_NOOP("History", "rule of a clock"),
    "notification": QT_TRANSLATE_NOOP("History", "notification"),
    "exercise": QT_TRANSLATE_NOOP("History", "test or drill"),
    "exercise_finding": QT_TRANSLATE_NOOP("History", "finding of a test"),
    "risk": QT_TRANSLATE_NOOP("History", "risk"),
    "risk_action": QT_TRANSLATE_NOOP("History", "action of a treatment"),
    "risk_acceptance": QT_TRANSLATE_NOOP("History", "acceptance of a risk"),
    "risk_review": QT_TRANSLATE_NOOP("History", "review of a risk"),
    "study_retention": QT_TRANSLATE_NOOP("History", "retention facts of a study"),
    "series": QT_TRANSLATE_NOOP("History", "record series"),
    "redaction": QT_TRANSLATE_NOOP("History", "redaction"),
    "destruction": QT_TRANSLATE_NOOP("History", "destruction"),
    "destruction_item": QT_TRANSLATE_NOOP("History", "record that ends"),
    "series_study": QT_TRANSLATE_NOOP("History", "study of a series"),
    "retention_event": QT_TRANSLATE_NOOP("History", "event a rule waits for"),
    "enquiry": QT_TRANSLATE_NOOP("History", "enquiry to the sponsor"),
    "hold": QT_TRANSLATE_NOOP("History", "hold"),
    "sponsor_release": QT_TRANSLATE_NOOP("History", "sponsor's release"),
    "rule_confirmation": QT_TRANSLATE_NOOP("History", "confirmation of a rule"),
    "site_rule": QT_TRANSLATE_NOOP("History", "rule of the site"),
    "retention_contract": QT_TRANSLATE_NOOP("History", "retention term of a contract"),
    "custody_move": QT_TRANSLATE_NOOP("History", "move of custody"),
    "retention_review": QT_TRANSLATE_NOOP("History", "review of the retention schedule"),
    "risk_scale": QT_TRANSLATE_NOOP("History", "word of a scale"),
    "asset": QT_TRANSLATE_NOOP("History", "asset"),
    "threat": QT_TRANSLATE_NOOP("History", "threat"),
    "vulnerability": QT_TRANSLATE_NOOP("History", "vulnerability"),
    "plan_version": QT_TRANSLATE_NOOP("History", "data management plan"),
    "plan_section": QT_TRANSLATE_NOOP("History", "section of a plan"),
    "sharing": QT_TRANSLATE_NOOP("History", "sharing"),
    "sharing_review": QT_TRANSLATE_NOOP("History", "review of a sharing"),
    "document": QT_TRANSLATE_NOOP("History", "controlled document"),
    "document_change": QT_TRANSLATE_NOOP("History", "change of a document"),
    "document_copy": QT_TRANSLATE_NOOP("History", "copy of a document"),
    "document_review": QT_TRANSLATE_NOOP("History", "review of a document"),
    "user_duty": QT_TRANSLATE_NOOP("History", "duty of a user"),
    "user_person": QT_TRANSLATE_NOOP("History", "who a user is"),
    "signature": QT_TRANSLATE_NOOP("History", "signature"),
    "specimen": QT_TRANSLATE_NOOP("History", "signature and initials"),
    "certificate_issuer": QT_TRANSLATE_NOOP("History", "issuer of a certificate"),
    "trusted_authority": QT_TRANSLATE_NOOP("History", "confirmed authority"),
    "oversight_plan": QT_TRANSLATE_NOOP("History", "interval of oversight"),
    "oversight_review": QT_TRANSLATE_NOOP("History", "oversight review"),
    "study_paper": QT_TRANSLATE_NOOP("History", "study paper"),
    "study_paper_person": QT_TRANSLATE_NOOP("History", "person named on a form"),
    "trail_filter": QT_TRANSLATE_NOOP("History", "filter of the trail review"),
    "trail_review": QT_TRANSLATE_NOOP("History", "review of the trail"),
    "trail_review_filter": QT_TRANSLATE_NOOP("History", "sample of a review"),
    "trail_review_entry": QT_TRANSLATE_NOOP("History", "entry looked at"),
}


def action_word(action: str) -> str:
    """What was done, in a word or two."""
    known = _ACTIONS.get(action)
    return QCoreApplication.translate("History", known) if known else action.replace("-", " ").capitalize()


def table_word(table: str) -> str:
    """What kind of record it was done to; empty for what concerns none."""
    known = _TABLES.get(table)
    return QCoreApplication.translate("History", known) if known else table.replace("_", " ")


def field_word(name: str) -> str:
    """A column's name as people say it: ``family_name`` is “family name”."""
    return name.removesuffix("_id").replace("_", " ")


def value_text(value: object) -> str:
    """A stored value as the screen shows it: days and times in the program's form, nothing as a dash."""
    if value is None or value == "":
        return "–"
    text = str(value)
    if text[:1] in "[{" and text[-1:] in "]}":
        return _content_words(text)
    if _DAY.fullmatch(text):
        return show_date(date.fromisoformat(text))
    if _TIME.match(text):
        try:
            return show_time(datetime.fromisoformat(text))
        except ValueError:
            return text
    return text


def _content_words(text: str) -> str:
    """A list or table kept in one field, as words: “Recipients: DS-0001; Data: coded”."""
    try:
        found = json.loads(text)
    except ValueError:
        return text
    return _told(found) or "–"


def _told(found: object) -> str:
    if isinstance(found, dict):
        pairs = ((field_word(str(name)), _told(value)) for name, value in found.items())
        return "; ".join(f"{name}: {value}" for name, value in pairs if value)
    if isinstance(found, list):
        if len(found) == 2 and isinstance(found[0], str) and not isinstance(found[1], dict):
            return f"{found[0]}: {_told(found[1])}"
        return "; ".join(part for part in map(_told, found) if part)
    if isinstance(found, bool):
        return "yes" if found else "no"
    return "" if found is None else value_text(found) if found != "" else ""


def changed_fields(entry: Entry) -> tuple[tuple[str, str, str], ...]:
    """(field, old, new) for each field of the entry, in the order of the table; bookkeeping columns left out."""
    names = [name for name in (*entry.old, *(n for n in entry.new if n not in entry.old)) if name not in _HIDDEN]
    return tuple((field_word(name), value_text(entry.old.get(name)), value_text(entry.new.get(name))) for name in names)


def headline(entry: Entry) -> str:
    """One line: “Role: Study nurse → Coordinator”, “Entered”, “Exported”."""
    said = QCoreApplication.translate
    if entry.destroyed:
        return said("History", "{what}; its content is destroyed").format(what=action_word(entry.action))
    if entry.action != UPDATE:
        return action_word(entry.action)
    fields = changed_fields(entry)
    if len(fields) == 1:
        name, old, new = fields[0]
        return f"{name.capitalize()}: {old} → {new}"
    return said("History", "Changed: {fields}").format(fields=", ".join(name for name, _, _ in fields))


def subject(entry: Entry) -> str:
    """What an entry is about, short: the name inside its content where it has one, else the kind of record."""
    row = entry.new or entry.old
    for names in (("family_name", "given_name"), ("code",), ("name",), ("title",), ("file",), ("words",), ("label",)):
        found = [str(row[name]) for name in names if row.get(name)]
        if found:
            return f"{', '.join(found)}"
    return ""


def meta(entry: Entry) -> str:
    """“Zoë Brandt · 02-Nov-2026 09:12 +01:00 · “Amendment 2 approved””."""
    parts = [entry.name, show_time(entry.at)]
    if entry.reason:
        parts.append(f"“{entry.reason}”")
    return " · ".join(part for part in parts if part)


def moments(entries: Sequence[Entry]) -> tuple[Moment, ...]:
    """A record's history for the time line, newest first."""
    return tuple(Moment(headline(entry), meta(entry), id=str(entry.seq)) for entry in reversed(entries))


def span_words(entries: Sequence[Entry]) -> str:
    """“Entries 11,902–12,377” for the inspector's foot; empty without entries."""
    if not entries:
        return ""
    first, last = entries[0].seq, entries[-1].seq
    said = QCoreApplication.translate
    if first == last:
        return said("History", "Entry {n} of the trail").format(n=f"{first:,}")
    return said("History", "Entries {first}–{last} of the trail").format(first=f"{first:,}", last=f"{last:,}")
