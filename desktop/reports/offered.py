"""Which reports are offered, in the words of the screen (RPT-1). Light to import: the layouts themselves are not."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Offered:
    """One kind. ``title`` as on its PDF; ``words``: what is in it; ``of_study``, ``of_day``, ``of_person``,
    ``of_period``: whether the dialog asks for a study, a day, a person, a period; ``record``: what
    ``where["record"]`` names, empty for a list."""

    title: str
    words: str
    of_study: bool = False
    of_day: bool = False
    of_person: bool = False
    of_period: bool = False
    record: str = ""


OFFERED: dict[str, Offered] = {
    "site-summary": Offered("Site summary", "Studies, people, and how every register stands", of_day=True),
    "inspection-readiness": Offered("Inspection readiness", "How complete the records are, and all that waits today"),
    "roster": Offered("Roster", "Everybody of the site, with role, employer, dates and papers", of_day=True),
    "person": Offered("Personal file", "Roles, papers and every training of one person", True, True, True),
    "delegation-log": Offered("Delegation of authority log", "Who may do what, line by line, signed", True, True),
    "delegation-version": Offered(
        "Delegation log as signed off", "A version, with the lines as they stood then", of_study=True, record="version"
    ),
    "training-matrix": Offered("Training matrix", "People against what is asked of them, as of any day", True, True),
    "training-overdue": Offered("Training overdue", "What is missing or overdue, the longest open first", True, True),
    "training-log": Offered("Training log", "Every training: who, what, when, how, by whom", True, True),
    "signature-sheet": Offered(
        "Signature and initials sheet", "Everybody, to sign once in ink as they always do", True, True
    ),
    "accounts": Offered("Accounts in outside systems", "Who can log in where, as of any day", True, True),
    "systems": Offered("Outside systems", "Who runs each, what shows that it is fit, reviews of access", True, True),
    "access-review": Offered("Access review", "The newest review of access, its verdicts", record="access review"),
    "capa-register": Offered("CAPA register", "Every CAPA with step, owner, due date; figures", True, True),
    "capa": Offered("CAPA", "The CAPA closed last, from what was wrong to its closure", record="CAPA"),
    "incident-register": Offered("Incident register", "Every incident with its clock; figures", True, True),
    "incident": Offered("Incident", "The newest incident: course, clocks, containment, lessons", record="incident"),
    "deviation-log": Offered("Protocol deviation log", "Every deviation and its assessment", True, True),
    "note-to-file": Offered("Note to file", "The newest note to file, to be signed", record="note"),
    "exercises": Offered("Tests, audits and drills", "Each with its findings and where they led"),
    "risk-register": Offered("Risk register", "The matrix, the ways of the gravest, every risk", True, True),
    "retention-schedule": Offered("Retention schedule", "What is kept until when, with the working", True, True),
    "retention-due": Offered("Retention: what falls due", "Year by year, with what stands in the way", True, True),
    "destruction-certificate": Offered(
        "Certificate of destruction", "The newest: what ended, why it might, how", record="destruction"
    ),
    "data-management-plan": Offered(
        "Data management plan", "The plan in force, its facts as frozen", of_study=True, of_day=True, record="plan"
    ),
    "documents": Offered("Controlled documents", "Version in force, next review, copies out", True, True),
    "sharing-register": Offered("Register of data sharing", "What goes to whom, on which ground", True, True),
    "oversight-review": Offered(
        "Investigator's oversight review", "The newest signed review of a study", of_study=True, record="review"
    ),
    "study-papers": Offered("Study papers", "Form 1572, financial disclosures and signed CVs, by study", of_study=True),
    "users": Offered("Users of this program", "Everybody who can or could unlock, with every change of rights"),
    "trail-review": Offered("Review of the audit trail", "The newest review of the trail, its marks", record="review"),
    "audit-excerpt": Offered("Audit trail excerpt", "Entries of a period, for who asks what happened", of_period=True),
}
"""Kind (as on the command line) -> what the page of reports and the export dialog say, in their order."""

GROUPS: dict[str, tuple[str, ...]] = {
    "The whole site": ("site-summary", "inspection-readiness"),
    "People": (
        "roster", "person", "delegation-log", "delegation-version", "signature-sheet", "training-matrix",
        "training-overdue", "training-log", "accounts", "systems", "access-review",
    ),
    "Proof": ("oversight-review", "study-papers", "users", "trail-review", "audit-excerpt"),
    "Quality": (
        "capa-register", "capa", "incident-register", "incident", "deviation-log", "note-to-file", "exercises",
        "risk-register",
    ),
    "Records": (
        "retention-schedule", "retention-due", "destruction-certificate", "data-management-plan", "documents",
        "sharing-register",
    ),
}  # fmt: skip
"""Heading on the page of reports -> the kinds below it: the groups of the rail."""
