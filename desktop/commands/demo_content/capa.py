"""CAPA of the demonstration site in every state: one not effective and opened again, one overdue, one closed, one
voided, one that waits for its approval, a late entry, a minor one closed with its correction, one of a former sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from db.capa import machine
from db.capa import records as r
from db.signing.signable import Ink
from desktop.commands.demo_content import cast as c
from desktop.commands.demo_content.diary import COORDINATOR, OFFICER, Diary
from desktop.commands.demo_content.paper import scan

Why = tuple[str, str, str, str]
"""Key, key of the cause above (or empty), category, words; the last of a line is its root cause."""


@dataclass(frozen=True)
class Story:
    """One CAPA. ``days``: when it was found, investigated, planned, approved, done, checked; it goes as far as there
    are days. ``actions``: kind, words, owner, days from approval, proof."""

    key: str
    title: str
    source: str
    study: str
    owner: str
    description: str
    containment: str
    root: str
    whys: Sequence[Why]
    roots: tuple[str, ...]
    actions: Sequence[tuple[str, str, str, int, str]]
    criteria: str
    how: str
    after: int
    days: tuple[int, ...]
    priority: str = "major"
    verdict: str = machine.EFFECTIVE
    found: str = ""
    team: tuple[str, ...] = ("rossi", "adeyemi", "vanthoff")
    told: tuple[str, ...] = ()
    out: tuple[str, ...] = field(default=("possible",))


CONSENT = Story(
    "consent", "Consent signed on a superseded form", "finding", c.BRIGHT, "adeyemi",
    "The monitor found two participants (014 and 022) who signed version 2.1 of the consent form four days after "
    "version 3.0 had come into force. Both had been told of the new risk by telephone; the signature on the new form "
    "is missing.",
    "Version 2.1 taken out of all clinic folders on the day of the finding. Both participants asked to come in.",
    "The withdrawal of an old version of a form is nobody’s task: the approval letter names who receives the new one, "
    "but nobody who collects the old one.",
    (("doc", "", "method", "Version 2.1 was still in the clinic folder"),
     ("step", "doc", "method", "Nobody took it out when 3.0 arrived"),
     ("task", "step", "method", "Withdrawing an old version is nobody’s task in SOP-07"),
     ("train", "", "people", "Version 3.0 was read, but not its date of effect"),
     ("night", "", "people", "The evening clinic was covered by another nurse"),
     ("print", "", "equipment", "The printer in clinic 2 keeps old forms"),
     ("cover", "", "material", "Versions 2.1 and 3.0 have the same cover sheet"),
     ("check", "", "measurement", "Version is checked at monitoring only"),
     ("room", "", "environment", "Folders stand in three rooms")),
    ("task",),
    (("immediate", "Take version 2.1 out of all folders", "muller", 0, "Three folders emptied; list initialled"),
     ("corrective", "Participants 014 and 022 sign version 3.0", "oneil", 21, "Both signed at their next visit"),
     ("corrective", "Note to file, and tell the ethics committee", "castillo", 12, "Note NTF filed, receipt attached"),
     ("preventive", "A withdrawal step with a name in SOP-07, and training on it", "rossi", 45,
      "SOP-07 version 5 in force, read by all coordinators")),
    "No consent on a superseded form in 20 consecutive consents", "All consents since the change, compared with the "
    "version in force on their day", 60, (-175, -170, -160, -155, -118, -56), verdict=machine.EFFECTIVE,
    found="27 consents in 60 days, all on version 3.0.", told=("principal investigator", "sponsor", "IRB"),
)  # fmt: skip
TEMPERATURE = Story(
    "temperature", "Gaps in the temperature log of the study fridge", "audit", c.AURORA, "yamada",
    "The sponsor’s audit found eleven days without a reading between two calibrations. The product stayed within its "
    "range according to the logger of the room.",
    "Product moved to fridge 2 until its own record was checked; the sponsor released it for use.",
    "The display’s alarm for missing readings had been switched off after a false alarm, and no instruction says who "
    "switches it on again.",
    (("alarm", "", "equipment", "The alarm for a missing reading was off"),
     ("false", "alarm", "equipment", "It was switched off after false alarms at the week-end"),
     ("nobody", "false", "equipment", "No instruction says who switches it on again"),
     ("leave", "", "people", "The week-end reading has no deputy"),
     ("logger", "", "measurement", "The logger of the room was taken for that of the fridge")),
    ("nobody", "leave"),
    (("immediate", "Move the product, ask the sponsor", "yamada", 0, "Release by the sponsor on file"),
     ("corrective", "Alarm on, with a lock on the switch", "lukasiewicz", 14, "Photo and signed check sheet"),
     ("preventive", "A deputy for each week-end in the rota", "lindqvist", 25, "Rota of the quarter")),
    "No day without a reading in 60 days", "Print-out of the logger, read by the quality manager", 60,
    (-150, -146, -138, -133, -105, -40), verdict=machine.NOT_EFFECTIVE,
    found="Two Sundays without a reading: the deputy had left the site and nobody had taken the place.",
    team=("yamada", "lukasiewicz", "rossi"), told=("sponsor",),
)  # fmt: skip
ACCOUNTS = Story(
    "accounts", "Accounts of leavers stay open", "own observation", "", "shevchenko",
    "The half-yearly review of access found the account of somebody who had left six weeks before.",
    "Account closed on the day; log of its use read: no log-in since the last working day.",
    "Leaving is told to the administration, not to who keeps the systems.",
    (("told", "", "method", "Nobody told the system’s keeper"),
     ("list", "told", "method", "The leaver’s list of the administration does not name systems"),
     ("role", "", "people", "The study nurse’s accounts were asked for by mail")),
    ("list",),
    (("corrective", "Leaver’s list with all systems, from the register", "dsouza", 20, "List in use"),
     ("preventive", "Monthly comparison of leavers and accounts", "shevchenko", 30, "")),
    "No open account of a leaver after five working days, in three months", "Review of access to all systems", 90,
    (-80, -76, -66, -61), team=("shevchenko", "dsouza", "rossi"),
)  # fmt: skip
QUERIES = Story(
    "queries", "Queries answered later than the contract asks", "finding", c.BRIGHT, "wang",
    "At the last visit 38 queries were older than the ten working days of the contract.",
    "The ten oldest answered within the week.",
    "Queries come by mail to one person, who works part time since spring.",
    (("one", "", "people", "Queries reach one person only"),
     ("part", "one", "people", "This person works part time since spring"),
     ("list", "", "measurement", "Nobody looks at the age of open queries")),
    ("one",),
    (("corrective", "A shared inbox with a deputy", "wang", 14, ""),
     ("preventive", "Age of open queries on the weekly agenda", "kowalska", 21, "")),
    "Nine of ten queries answered in ten working days, for two months", "Report of the data system", 60,
    (-24, -20, -9), team=("wang", "kowalska", "haddad"),
)  # fmt: skip
STORIES = (CONSENT, TEMPERATURE, ACCOUNTS, QUERIES)


def tell_capas(diary: Diary) -> None:
    """Told after people and studies; days count from today."""
    for story in STORIES:
        _tell(diary, story)
    why = "The deputy had left; look at how absences are covered"
    diary.note(-39, OFFICER, lambda: diary.site.capa.go(diary.ids["capa-temperature"], machine.REOPEN, why))
    _others(diary)


def _tell(diary: Diary, story: Story) -> None:
    steps: tuple[Callable[[Diary, Story], None], ...] = (_found, _investigated, _planned, _approved, _done, _checked)
    for step, day in zip(steps, story.days, strict=False):
        by = COORDINATOR if step in (_found, _investigated, _planned) else OFFICER
        diary.note(day, by, partial(step, diary, story), 10)


def _found(diary: Diary, story: Story) -> None:
    capa, today = diary.site.capa, diary.site.clock.now().date()
    one = capa.add(r.NewCapa(
        story.title, today, story.source, "corrective and preventive", story.priority, story.description,
        story.containment, today, owner=diary.ids[story.owner], initiator="Tunde Adeyemi",
        target=today + timedelta(days=120), study=diary.ids[story.study] if story.study else None,
    )).capa.id  # fmt: skip
    diary.ids[f"capa-{story.key}"] = one
    capa.add_event(one, diary.site.clock.now() - timedelta(hours=20), "Found, and told to the coordinator")
    for whom in story.told:
        capa.notify(one, whom, needed=True, told=today, note="By mail, receipt filed")
    capa.go(one, machine.INVESTIGATE)


def _investigated(diary: Diary, story: Story) -> None:
    capa, one = diary.site.capa, diary.ids[f"capa-{story.key}"]
    for place, who in enumerate(story.team):
        capa.join(one, diary.ids[who], ("Quality", "Coordination", "Operations")[place % 3])
    ids: dict[str, str] = {}
    for key, above, category, words in story.whys:
        standing = r.ROOT if key in story.roots else r.CONTRIBUTING if above else r.POSSIBLE
        if key in ("print", "logger", "role"):
            standing = r.RULED_OUT
        known = {cause.id for cause in capa.causes(one)}
        file = capa.add_cause(one, words, category, ids.get(above), standing)
        ids[key] = next(cause.id for cause in file.causes if cause.id not in known)
    today = diary.site.clock.now().date()
    capa.change(one, {"root_cause": story.root, "root_cause_day": today, "method": "5 whys and fishbone"}, "Found")
    capa.attach(one, ("interviews.pdf", scan("Interviews", [story.title, "Notes of three talks"])))


def _planned(diary: Diary, story: Story) -> None:
    capa, one = diary.site.capa, diary.ids[f"capa-{story.key}"]
    today = diary.site.clock.now().date()
    capa.go(one, machine.PROPOSE)
    for kind, what, owner, days, _proof in story.actions:
        capa.add_action(one, r.NewAction(kind, what, diary.ids[owner], today + timedelta(days=5 + days)))
    fixed = {"criteria": story.criteria, "check_how": story.how, "check_after": story.after}
    capa.change(one, fixed, "Criteria fixed")
    for action in capa.file(one).actions:
        if action.kind == r.IMMEDIATE:
            proof = next(words for _, what, _, _, words in story.actions if what == action.what)
            capa.finish_action(one, action.id, today, proof)


def _approved(diary: Diary, story: Story) -> None:
    one = diary.ids[f"capa-{story.key}"]
    diary.site.capa.approve(one, _ink(diary, machine.APPROVED, story.title))


def _done(diary: Diary, story: Story) -> None:
    capa, one = diary.site.capa, diary.ids[f"capa-{story.key}"]
    today = diary.site.clock.now().date()
    for kind, what, _, _, proof in story.actions:
        action = next(found for found in capa.file(one).actions if found.what == what)
        if kind != r.IMMEDIATE and proof:
            paper = (f"{kind}-action.pdf", scan(what, [proof]))
            capa.finish_action(one, action.id, today - timedelta(days=2), proof, [paper])
    capa.go(one, machine.COMPLETE)


def _checked(diary: Diary, story: Story) -> None:
    capa, one = diary.site.capa, diary.ids[f"capa-{story.key}"]
    today = diary.site.clock.now().date()
    capa.record_check(one, today, story.verdict, story.found, "Rossi, Giulia")
    if story.verdict == machine.EFFECTIVE:
        words = "The step is part of SOP-07 and was kept in every case that was looked at."
        capa.change(one, {"conclusion": words}, "Concluded")
        capa.close(one, _ink(diary, machine.CLOSING, story.title))


def _ink(diary: Diary, meaning: str, title: str) -> Ink:
    """The principal investigator signs on paper; the scan is compared and kept."""
    today = diary.site.clock.now().date()
    file = diary.site.evidence.add((f"capa-{meaning}.pdf", scan(f"CAPA: {meaning}", [title, "I. Castillo Ruiz"])))
    name = "Castillo Ruiz, Inés"
    return Ink(meaning, name, diary.ids["castillo"], today, file.id, "Zoë Brandt", today, "Binder “CAPA”, tab 1")


def _others(diary: Diary) -> None:
    """A slip corrected at once, one entered twice, a late entry, and one of a former sheet."""
    capa = diary.site.capa

    def slip() -> None:
        today = diary.site.clock.now().date()
        one = capa.add(r.NewCapa(
            "One line of the visit log without initials", today, "own observation", "corrective", "minor",
            "Line 34 of the log of BRIGHT-2 has no initials.", "Initialled and dated late by who made the visit.",
            today, owner=diary.ids["kowalska"], study=diary.ids[c.BRIGHT],
        )).capa.id  # fmt: skip
        why = "A single line; who made the visit is known and has signed beside it."
        capa.change(one, {"justification": why}, "Completed")
        capa.close(one, _ink(diary, machine.CLOSING, "One line of the visit log without initials"))

    def twice() -> None:
        today = diary.site.clock.now().date()
        one = capa.add(r.NewCapa("Fridge log has gaps", today, "audit", description="As in the audit report.")).capa.id
        capa.go(one, machine.VOID, "Entered twice: it is the one of the temperature log")

    def late() -> None:
        capa.add(r.NewCapa(
            "Screening log kept in two places", diary.day(-38), "own observation", "preventive", "minor",
            "Paper and sheet of LUMEN-1 differ in three lines.", owner=diary.ids["fontaine"],
            late_reason="Written on paper while the laptop was away for repair",
        ))  # fmt: skip

    def former() -> None:
        old = r.OldCapa("C-17", "Done/verified", machine.CLOSED, diary.day(-560), r.NewCapa(
            "Delegation log signed late", diary.day(-640), "finding", "corrective", "major",
            "Three rows were signed after the first task.",
            late_reason="Brought in from the former register"), "No reminder before the first task", "Reminder added",
        )  # fmt: skip
        with diary.site.change("Former register") as change:
            capa.bring_in(change, old)

    diary.note(-410, OFFICER, former, 9)
    diary.note(-64, OFFICER, slip, 9)
    diary.note(-148, COORDINATOR, twice, 11)
    diary.note(-6, COORDINATOR, late, 9)
