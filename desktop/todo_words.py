"""What waits, in words: for the home page, which translates them, and for the report on readiness. No Qt."""

from __future__ import annotations

from collections.abc import Callable

from db.waiting import Waiting as Task

OF_REGISTERS: dict[str, tuple[str, str]] = {
    "delegation-lapsed": ("{title} works without current training", "Open"),
    "delegation-leaver": ("{title} left, tasks still delegated", "End them"),
    "delegation-accept": ("{title}: tasks to accept", "Open"),
    "delegation-approve": ("{title}: tasks to approve", "Approve"),
    "delegation-reapprove": ("{title}: tasks approved by a former PI", "Approve"),
    "delegation-declare": ("{title}: declaration of the PI", "Sign"),
    "capa-action": ("{title}", "Open"),
    "capa-check": ("Effectiveness of {title}", "Check"),
    "capa-target": ("{title}: its target", "Open"),
    "capa-approval": ("Plan of {title}", "Approve"),
    "notification": ("Tell {title}", "Notify"),
    "deviation-assessment": ("{title}: not assessed", "Assess"),
    "serious-breach": ("{title}: serious breach or not?", "Decide"),
    "exercise": ("{title}", "Open"),
    "user-of-leaver": ("{title} left and can still unlock this program", "Suspend"),
    "account-of-leaver": ("{title} left, an account is open", "Withdraw"),
    "account-requested": ("Account for {title}", "Open"),
    "access-review-due": ("Access to {title}: review", "Review"),
    "access-review-open": ("Access review of {title}", "Go on"),
    "access-removal": ("Account {title}: removal", "Follow up"),
    "system-upkeep": ("{title}: upkeep not on record", "Record"),
    "risk-acceptance": ("Acceptance of {title}", "Renew"),
    "risk-action": ("Treatment of {title}", "Open"),
    "risk-review": ("Review of {title}", "Review"),
    "own-duty": ("You: {title} on record", "Look"),
    "user-duty": ("{title} cannot act yet", "Record"),
    "passphrase": ("A new passphrase of yours", "Change it"),
    "certificate": ("Your signing certificate ends", "Look"),
    "specimen": ("{title}: on no signature sheet", "File"),
    "authority": ("Nobody answers for {title}", "Confirm"),
    "oversight-review": ("Investigator’s review of {title}", "Review"),
    "paper-form": ("{title}: investigator’s form", "File"),
    "paper-disclosure": ("{title}: financial disclosures", "File"),
    "paper-cv": ("{title}: signed CVs", "File"),
    "form-differs": ("{title}: form and delegation log differ", "Look"),
    "retention-due": ("{title} may be destroyed", "Look"),
    "retention-release": ("{title}: the sponsor's release is missing", "Ask"),
    "retention-ends": ("{title}: its time ends", "Look"),
    "retention-ask": ("{title}: a trigger is pending, ask the sponsor", "Ask"),
    "retention-answer": ("{title}: the sponsor has not answered", "Ask again"),
    "retention-stale": ("Rules changed: work out {title} record series anew", "Work out"),
    "retention-review": ("Yearly review of the retention schedule", "Review"),
    "trail-review": ("Review of the audit trail", "Review"),
    "backup-none": ("No backup is scheduled", "Schedule"),
    "backup-missed": ("Backup missed: {title}", "Look"),
    "backup-bad": ("{title} does not hold: back up again", "Back up"),
    "backup-list": ("{title} lacks the list of what was destroyed: put the stick in", "Look"),
    "backup-drill": ("Restore drill: prove that a backup opens", "Do it"),
    "plan-approval": ("Data management plan of {title}", "Approve"),
    "plan-review": ("Data management plan of {title}: review", "Review"),
    "sharing-uncovered": ("{title}: data go out uncovered", "Open"),
    "sharing-end": ("{title}: sharing ends", "Renew"),
    "sharing-review": ("{title}: sharing to review", "Review"),
    "document-review-of-change": ("{title}: a change to review", "Review"),
    "document-approval": ("{title}: a change to approve", "Approve"),
    "document-review": ("{title}: review due", "Review"),
    "document-copies": ("{title}: copies out", "Open"),
}
"""Kind of what waits in a register -> what is to be done ({title}: whose or of what), and what its button says."""

OF_SEVERAL: dict[str, str] = {
    "notification": "Clocks of {n} notifications run",
    "training": "{n} people lack a training",
    "training-soon": "{n} people are due for a training",
    "cv": "CVs of {n} people",
    "licence": "Licences of {n} people",
    "investigator": "{n} studies have no principal investigator",
    "delegation-lapsed": "{n} people work without current training",
    "delegation-leaver": "{n} people left, tasks still delegated",
    "delegation-accept": "{n} people have tasks to accept",
    "delegation-approve": "Tasks to approve in {n} studies",
    "delegation-reapprove": "Tasks approved by a former PI in {n} studies",
    "delegation-declare": "Declaration of the PI in {n} studies",
    "user-of-leaver": "{n} people left and can still unlock this program",
    "account-of-leaver": "{n} people left, accounts are open",
    "account-requested": "Accounts for {n} people",
    "access-review-due": "Access to {n} systems: review",
    "access-review-open": "Access reviews of {n} systems",
    "access-removal": "Removal of {n} accounts",
    "system-upkeep": "{n} systems: upkeep not on record",
    "capa-action": "{n} actions of CAPA",
    "capa-check": "Effectiveness of {n} CAPA",
    "capa-target": "Targets of {n} CAPA",
    "capa-approval": "Plans of {n} CAPA",
    "deviation-assessment": "{n} deviations are not assessed",
    "serious-breach": "{n} deviations: serious breach or not?",
    "exercise": "{n} tests and drills",
    "risk-acceptance": "{n} acceptances of risks",
    "risk-action": "{n} treatments of risks",
    "risk-review": "Review of {n} risks",
    "own-duty": "You: {n} proofs on record",
    "user-duty": "{n} users cannot act yet",
    "oversight-review": "Investigator’s review of {n} studies",
    "paper-form": "Investigator’s form of {n} studies",
    "paper-disclosure": "Financial disclosures of {n} studies",
    "paper-cv": "Signed CVs of {n} studies",
    "form-differs": "Form and delegation log differ in {n} studies",
    "retention-due": "{n} record series may be destroyed",
    "retention-release": "The sponsor's release is missing for {n} record series",
    "retention-ends": "The time of {n} record series ends",
    "retention-ask": "Triggers are pending in {n} studies, ask the sponsor",
    "retention-answer": "The sponsor has not answered for {n} studies",
    "backup-missed": "Backups missed at {n} places",
    "backup-list": "{n} places lack the list of what was destroyed",
    "plan-approval": "Data management plans of {n} studies",
    "plan-review": "Data management plans of {n} studies: review",
    "sharing-uncovered": "Data go out uncovered to {n} recipients",
    "sharing-end": "{n} sharings end",
    "sharing-review": "{n} sharings to review",
    "document-review-of-change": "{n} changes of documents to review",
    "document-approval": "{n} changes of documents to approve",
    "document-review": "{n} documents: review due",
    "document-copies": "{n} documents: copies out",
}
"""Kind of what waits several times -> how it stands on one line ({n}: people, or things, each counted once)."""

SHARES = {
    "people": "People fully trained",
    "training": "Requirements met",
    "cv": "CVs filed and valid",
    "licence": "Licences not expired",
    "delegation": "Delegations covered",
    "access": "Access reviewed",
    "capa": "CAPA in time",
    "backup": "Backup and drill",
}
"""Kind of a line of readiness -> its words."""


def sentence(task: Task, said: Callable[[str], str] = str) -> str:
    """What is to be done, in one line; ``said`` translates."""
    if task.more:
        return said(OF_SEVERAL.get(task.kind, "{n} of a kind")).format(n=said("{n} more").format(n=f"{task.more:,}"))
    if task.kind == "training":
        heading, _, number = task.title.partition("|")
        one = number == "1"
        return said("{what} training, 1 person" if one else "{what} training, {n} people").format(
            what=heading, n=number
        )
    if task.kind == "cv":
        return said("CV of {name}").format(name=task.title)
    if task.kind == "licence":
        return said("Licence of {name}").format(name=task.title)
    if task.kind == "investigator":
        return said("{study} has no principal investigator").format(study=task.title)
    if task.kind == "tries":
        return said("One failed try to unlock" if task.title == "1" else "{n} failed tries to unlock").format(
            n=task.title
        )
    if task.kind == "tries-elsewhere":
        number, _, name = task.title.partition("|")
        single = number == "1"
        words = said("One failed try to unlock as {name}" if single else "{n} failed tries to unlock as {name}")
        return words.format(n=number, name=name or said("somebody who is not enrolled"))
    return said(OF_REGISTERS[task.kind][0]).format(title=task.title) if task.kind in OF_REGISTERS else task.title
