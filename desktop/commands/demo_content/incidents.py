"""What went wrong at the demonstration site: a phishing message with its clock running, older incidents, deviations
with the investigator's assessment, notes to file, drills."""

from __future__ import annotations

from datetime import datetime, timedelta

from db.incidents.clock_records import INCIDENT, NewClockRule
from db.incidents.deviation_records import IMPORTANT, MINOR, Assessment, NewDeviation, NewNote, SeriousDecision
from db.incidents.exercise_records import PHISHING, NewExercise, NewFinding
from db.incidents.incident_records import NO, NewIncident
from db.incidents.signables import APPROVED, AUTHORED
from db.signing.signable import Ink
from desktop.commands.demo_content import cast as c
from desktop.commands.demo_content.diary import COORDINATOR, INVESTIGATOR, OFFICER, STAFF, Diary
from desktop.commands.demo_content.paper import scan

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def tell_incidents(diary: Diary) -> None:
    """Told after people and studies; days count from today."""
    _clocks(diary)
    _laptop(diary)
    _binder(diary)
    _phishing(diary)
    _drills(diary)
    _deviations(diary)
    _notes(diary)


def _now(diary: Diary) -> datetime:
    return diary.site.clock.now()


def _clocks(diary: Diary) -> None:
    def act() -> None:
        diary.site.incidents.clocks.add_rule(NewClockRule(
            "Security incident in the study", "Lumina Therapeutics Inc.", INCIDENT, 24, "hours",
            "Clinical trial agreement BR2-301, § 14.3", diary.ids[c.BRIGHT],
        ))  # fmt: skip

    diary.note(-330, OFFICER, act)


def _laptop(diary: Diary) -> None:
    """Lost, told in time, found again, closed."""
    incidents = diary.site.incidents

    def lost() -> None:
        aware = _now(diary) - 2 * HOUR
        one = incidents.cases.add(NewIncident(
            "Laptop of the satellite clinic left in a taxi", 4, aware - 14 * HOUR, aware,
            "The encrypted laptop used at the satellite clinic was left in a taxi after the evening visits.",
            "The study nurse missed it when leaving for the next visit", "Theft or loss",
            affects=(("study", diary.ids[c.BRIGHT]), ("person", diary.ids["eriksen"])),
        ))  # fmt: skip
        diary.ids["laptop"] = one.id
        incidents.cases.add_event(one.id, aware + 30 * MINUTE, "Taxi company called; driver identified", "Liv Eriksen")

    def told() -> None:
        for clock in incidents.clocks.of("incident", diary.ids["laptop"]):
            if clock.rule == "gdpr-34":
                words = "The disk is encrypted and the laptop was locked: no high risk for anybody (Art. 34(3)(a))"
                incidents.clocks.waive(clock.id, words)
            else:
                incidents.clocks.tell(clock.id, _now(diary), "By telephone and mail, note in the file")

    def over() -> None:
        cases, now = incidents.cases, _now(diary)
        cases.add_event(
            diary.ids["laptop"], now - 20 * HOUR, "Laptop handed in; seals of the lid unbroken", "Zoë Brandt"
        )
        cases.change(
            diary.ids["laptop"],
            {"resolved": now - 20 * HOUR, "containment": "Account locked within the hour; certificate withdrawn",
             "lessons": "A card with the number to call lies in every laptop bag", "owner": diary.ids["brandt"]},
            "The laptop is back",
        )  # fmt: skip
        cases.attach(diary.ids["laptop"], ("statement-taxi.pdf", scan("Statement", ["Handed in at the depot, 07:40"])))
        cases.close(diary.ids["laptop"], now.date(), "Nobody had access; everybody told in time.", "Closed")

    diary.note(-208, COORDINATOR, lost, 10)
    diary.note(-207, OFFICER, told, 9)
    diary.note(-204, OFFICER, over, 15)


def _binder(diary: Diary) -> None:
    """Entered late, resolved, not yet closed."""

    def act() -> None:
        happened = _now(diary) - 24 * DAY
        diary.site.incidents.cases.add(NewIncident(
            "Screening log left on the copier", 2, happened, happened + 2 * HOUR,
            "The screening log of AURORA-3 (codes and dates only) lay on the copier of the corridor for two hours.",
            "Found by the next user", "Mistake", "Log returned to the binder", "Codes only; nobody identifiable",
            personal_data=NO, owner=diary.ids["fontaine"], resolved=happened + 2 * HOUR,
            late_reason="Mentioned in the monitor’s letter; until then nobody thought it worth an entry",
            affects=(("study", diary.ids[c.AURORA]),),
        ))  # fmt: skip

    diary.note(-12, COORDINATOR, act)


def _phishing(diary: Diary) -> None:
    """Yesterday morning; the 72 hours and the sponsor's 24 are running."""
    cases = diary.site.incidents.cases

    def seen() -> None:
        aware = _now(diary) - 10 * MINUTE
        one = cases.add(NewIncident(
            "Password given to a page that looked like the sponsor’s portal", 4, aware - 40 * MINUTE, aware,
            affects=(("person", diary.ids["meyer"]), ("study", diary.ids[c.BRIGHT])),
        ))  # fmt: skip
        diary.ids["phishing"] = one.id

    def completed() -> None:
        now, one = _now(diary), diary.ids["phishing"]
        aware = cases.get(one).aware
        cases.add_event(one, aware + 12 * MINUTE, "Password changed, all sessions ended", "Oleksandr Shevchenko")
        cases.add_event(one, aware + 35 * MINUTE, "Same message found in three more mailboxes and removed",
                        "Oleksandr Shevchenko")  # fmt: skip
        cases.change(
            one,
            {"description": "A message asked to confirm the portal’s password after maintenance. A clerk did.",
             "detection": "Reported by the clerk when the real portal asked again",
             "threats": "Phishing", "owner": diary.ids["brandt"],
             "containment": "Password changed, sessions ended, message removed from four mailboxes"},
            "What is known by noon",
        )  # fmt: skip
        cases.attach(
            one, ("message.eml", b"From: portal@lumina-support.example\nSubject: Please confirm your password\n")
        )
        assert now >= aware

    diary.note(-1, STAFF, seen, 9)
    diary.note(-1, OFFICER, completed, 12)


def _drills(diary: Diary) -> None:
    tests = diary.site.incidents.exercises

    def scanned() -> None:
        one = tests.add(NewExercise(
            "vulnerability scan", "Half-yearly scan of the site network", "All devices of the study floor",
            "Nordnetz Security GmbH", performed=_now(diary).date(), result="Two findings, none critical",
        ))  # fmt: skip
        finding = tests.add_finding(one.id, NewFinding("File server without the updates of the last quarter", 3))
        tests.add_finding(one.id, NewFinding("Printer answers without a password", 2))
        diary.ids["scan finding"] = finding.id

    def patched() -> None:
        finding = diary.ids["scan finding"]
        tests.resolve_finding(finding, _now(diary).date(), "Updates installed and made monthly", "Resolved")

    def drill() -> None:
        one = tests.add(NewExercise(
            PHISHING, "Autumn drill: parcel notice", "Everybody with a mailbox", "Oleksandr Shevchenko",
            performed=diary.day(-51), result="Feedback to everybody the same day", reached=41, clicked=9, reported=17,
            next_due=diary.day(20),
        ))  # fmt: skip
        tests.add_finding(one.id, NewFinding("Nine of 41 gave a password; five of them had no training this year", 4,
                                             diary.day(10)))  # fmt: skip

    diary.note(-160, OFFICER, scanned)
    diary.note(-141, OFFICER, patched)
    diary.note(-50, OFFICER, drill)
    diary.note(-14, OFFICER, lambda: tests.add(NewExercise(
        "penetration test", "Test of the remote access", planned=diary.day(-2), carried_out_by="Nordnetz Security GmbH",
        scope="Remote access and mail",
    )))  # fmt: skip
    diary.note(-14, OFFICER, lambda: tests.add(NewExercise(
        "audit", "Sponsor’s audit of AURORA-3", planned=diary.day(33), carried_out_by="Aurora Biologics SE",
    )))  # fmt: skip


def _deviations(diary: Diary) -> None:
    log, clocks = diary.site.incidents.deviations, diary.site.incidents.clocks

    def entered(key: str, study: str, words: str, kind: str, days: int, subject: str, **more: object) -> None:
        found = diary.site.clock.now().date()
        new = NewDeviation(
            words, found - days * DAY, found, diary.ids[study], subject, "Tunde Adeyemi", kind, **more  # type: ignore[arg-type]
        )  # fmt: skip
        diary.ids[key] = log.add(new).id

    def assess(key: str, grade: str, words: str, by: str) -> None:
        log.enter_assessment(diary.ids[key], Assessment(grade, words, _now(diary).date(), diary.ids[by]))

    def decide(key: str, serious: bool, why: str) -> None:
        aware = _now(diary) - HOUR if serious else None
        decision = SeriousDecision(serious, why, _now(diary).date(), aware)
        log.decide(diary.ids[key], decision, "Serious-breach decision")

    diary.note(-96, COORDINATOR, lambda: entered(
        "ecg", c.BRIGHT, "ECG of visit 3 was not done; the machine was out of order", "procedure", 1, "0417-011",
        subject_continued="yes", action="ECG repeated at an extra visit four days later", owner=diary.ids["eriksen"],
    ))  # fmt: skip
    diary.note(
        -94, INVESTIGATOR, lambda: assess("ecg", MINOR, "QTc at the extra visit unchanged; no effect.", "castillo")
    )
    diary.note(-94, INVESTIGATOR, lambda: decide("ecg", False, "One procedure of one participant, repeated in time"))
    diary.note(-90, OFFICER, lambda: log.close(diary.ids["ecg"], _now(diary).date(), "Complete"))
    diary.note(-19, COORDINATOR, lambda: entered(
        "consent", c.AURORA, "Participant signed version 2.1 of the consent two days after version 3.0 took effect",
        "consent", 1, "DE-09-007", subject_continued="yes", owner=diary.ids["fontaine"],
        action="Consent taken again with version 3.0 before any further procedure",
    ))  # fmt: skip
    diary.note(-17, INVESTIGATOR, lambda: assess(
        "consent", IMPORTANT, "Cardiac monitoring was not explained in time; no infusion fell in between.", "ory"
    ))  # fmt: skip
    diary.note(-16, INVESTIGATOR, lambda: decide(
        "consent", True, "Rights of a participant affected; the sponsor asks to treat it as serious"
    ))  # fmt: skip
    diary.note(-14, OFFICER, lambda: [
        clocks.tell(one.id, _now(diary), "Sponsor’s portal, case AUR-202/0032")
        for one in clocks.of("deviation", diary.ids["consent"])
    ])  # fmt: skip
    diary.note(-8, COORDINATOR, lambda: entered(
        "window", c.BRIGHT, "Visit 5 was three days outside its window", "visit window", 2, "0417-019",
        subject_continued="yes",
    ))  # fmt: skip
    diary.note(-5, COORDINATOR, lambda: entered(
        "sample", c.BRIGHT, "Two samples of visit 2 were frozen 40 minutes late", "sample", 32, "0417-014",
        late_reason="Seen when the laboratory’s log was reconciled",
    ))  # fmt: skip


def _notes(diary: Diary) -> None:
    notes = diary.site.incidents.notes

    def machine() -> None:
        diary.ids["machine note"] = notes.add(NewNote(
            "ECG machine out of order", "The ECG machine of room 2.14 was out of order for four days.",
            _now(diary).date(), diary.ids["adeyemi"], diary.ids[c.BRIGHT], "", "Study file",
            "The maintenance contract ended in spring and was not renewed", "Contract renewed; spare machine on loan",
            "Saskia van ’t Hoff", diary.day(-60), "Machine back in use", diary.day(-88), diary.ids["ecg"],
        )).id  # fmt: skip

    def pages() -> None:
        notes.add(NewNote(
            "Delegation log filed under two tabs", "Pages 3 and 4 of the delegation log stand under tab 7, not 5.",
            _now(diary).date(), diary.ids["fontaine"], diary.ids[c.AURORA], addressed_to="Study file",
            resolution="Pages stay where they are; a reference sheet was put under tab 5",
        ))  # fmt: skip

    def signed() -> None:
        """On paper, by the author and the investigator."""
        today, note = _now(diary).date(), notes.get(diary.ids["machine note"])
        with diary.site.change() as change:
            paper = scan("Note to file", [note.title, "Signed: Tunde Adeyemi, Inés Castillo Ruiz"])
            evidence = diary.site.evidence.save(change, ("note-ecg-machine-signed.pdf", paper))
            who = ((AUTHORED, "Tunde Adeyemi", "adeyemi"), (APPROVED, "Inés Castillo Ruiz", "castillo"))
            for meaning, name, key in who:
                signer = Ink(meaning, name, diary.ids[key], today, evidence, "Zoë Brandt", today, "Study file, tab 12")
                diary.site.incidents.signatures.sign_note(change, note, signer)

    diary.note(-89, COORDINATOR, machine)
    diary.note(-87, OFFICER, signed)
    diary.note(-7, COORDINATOR, pages)
