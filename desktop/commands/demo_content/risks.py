"""The risks of the demonstration site: most of them taken over from the starting library and adapted; one acceptance in
force, one that has expired, a treatment that is late."""

from __future__ import annotations

from datetime import timedelta

from db.risk.records import ACCEPT, NewAcceptance, NewAction, Position
from db.risk.signing import APPROVED
from db.signing.signable import Ink
from desktop.commands.demo_content.diary import INVESTIGATOR, OFFICER, Diary
from desktop.commands.demo_content.paper import scan

_FIRST = (
    "laptop-lost", "shared-login", "monitor-account", "phishing", "ransomware", "paper-water", "econsent-tablet",
    "outdated-consent", "temp-excursion", "untrained-delegate", "backup-unreadable", "email-identity", "leaver-account",
    "sae-late",
)  # fmt: skip
_OWNERS = {"paper-water": "dsouza", "temp-excursion": "yamada", "ransomware": "shevchenko", "phishing": "shevchenko",
           "outdated-consent": "vanthoff", "monitor-account": "adeyemi", "sae-late": "castillo"}  # fmt: skip


def tell_risks(diary: Diary) -> None:
    """Told after people and studies; days count from today."""
    risks = diary.site.risk

    def taken() -> None:
        for risk in risks.take_over(_FIRST, diary.ids["brandt"]):
            diary.ids[f"risk {risk.library}"] = risk.id
            owner = _OWNERS.get(risk.library)
            if owner is not None:
                risks.change_risk(risk.id, {"owner": diary.ids[owner]}, "Owner named at the first meeting")

    def treated() -> None:
        _action(diary, "phishing", "Second factor on every mailbox", "shevchenko", -20)
        _action(diary, "ransomware", "One backup a week on a disk that is not connected", "shevchenko", 25)
        _action(diary, "outdated-consent", "Print consent forms on the day only", "vanthoff", -120)
        _action(diary, "backup-unreadable", "Restore drill every quarter, recorded", "brandt", 12)
        _action(diary, "laptop-lost", "Disk encryption and lock time checked every quarter", "shevchenko", 41)
        _action(diary, "shared-login", "Accounts requested two weeks before the first day", "adeyemi", 60)
        _action(diary, "email-identity", "Tool that removes the text instead of blacking it out", "wang", -100)

    def done() -> None:
        (tool,) = risks.file(diary.ids["risk email-identity"]).actions
        risks.finish_action(tool.id, diary.site.clock.now().date(), "Tool in use on all desks; two people look")
        (action,) = risks.file(diary.ids["risk outdated-consent"]).actions
        risks.finish_action(action.id, diary.site.clock.now().date(), "Stock destroyed by two people, rule in SOP 12")
        now = Position(2, 4)
        risks.change_risk(diary.ids["risk outdated-consent"], {"current": now}, "The measure works")

    diary.note(-352, OFFICER, taken, 10)
    diary.note(-340, OFFICER, treated)
    diary.note(-131, OFFICER, done)
    diary.note(-300, INVESTIGATOR, lambda: _accept(
        diary, "paper-water", 290, "The archive moves to the second floor next summer; until then sensors and shelves"
    ))  # fmt: skip
    diary.note(-60, INVESTIGATOR, lambda: _accept(
        diary, "temp-excursion", 300, "Alarm to the duty phone is ordered; the refrigerator is read daily till then"
    ))  # fmt: skip
    for key, day in (("laptop-lost", -190), ("shared-login", -170), ("leaver-account", -40), ("sae-late", -15)):
        diary.note(day, OFFICER, lambda key=key: risks.review(  # type: ignore[misc]
            diary.ids[f"risk {key}"], diary.site.clock.now().date(), "Looked at in the risk meeting; place unchanged"
        ))  # fmt: skip


def _action(diary: Diary, key: str, what: str, owner: str, due: int) -> None:
    risk = diary.ids[f"risk {key}"]
    diary.site.risk.add_action(risk, NewAction(what, diary.ids[owner], diary.day(due)))


def _accept(diary: Diary, key: str, days: int, why: str) -> None:
    """Accepted on paper by the principal investigator."""
    risk, today = diary.ids[f"risk {key}"], diary.site.clock.now().date()
    risks = diary.site.risk
    risks.change_risk(risk, {"treatment": ACCEPT}, "To be accepted until it is treated")
    with diary.site.change("Accepted on paper") as change:
        new = NewAcceptance(diary.ids["castillo"], why, today, today + timedelta(days=days))
        acceptance = risks.propose_acceptance(change, risk, new)
        paper = scan("Acceptance of a risk", [why, "Signed: Inés Castillo Ruiz"])
        evidence = diary.site.evidence.save(change, (f"acceptance-{key}.pdf", paper))
        signer = Ink(
            APPROVED, "Inés Castillo Ruiz", diary.ids["castillo"], today, evidence, "Zoë Brandt", today,
            "Binder “Risk”, tab 4",
        )  # fmt: skip
        risks.acceptances_signed.sign(change, acceptance, signer)
