"""What waits, in words: for the home page, which translates them, and for the report on readiness. No Qt."""

from __future__ import annotations

from collections.abc import Callable

from db.waiting import Waiting as Task

OF_REGISTERS: dict[str, tuple[str, str]] = {
    "cv-more": ("CVs of {title} more people", "Open"),
    "licence-more": ("Licences of {title} more people", "Open"),
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
