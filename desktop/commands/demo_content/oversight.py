"""Oversight at the demonstration site: one review overdue, one with actions, forms and disclosures in every state, a
trail review with a finding and the next one due."""

from __future__ import annotations

from functools import partial

from db.delegation.rules import initials
from db.oversight.proving import duty
from db.oversight.records import (
    ACTIONS_NEEDED,
    CV,
    DISCLOSED,
    DISCLOSURE,
    FORM,
    IDENTITY,
    IN_CONTROL,
    STATEMENT,
    TRAINING,
    NewPaper,
)
from db.oversight.trail_records import FINDING, IN_ORDER
from db.signing.specimens import NewSheet
from db.store.admission import DUTIES
from db.store.users import NewUser
from desktop.commands.demo_content import cast as c
from desktop.commands.demo_content.diary import COORDINATOR, INVESTIGATOR, OFFICER, STAFF, Diary
from desktop.commands.demo_content.founding import INTRO
from desktop.commands.demo_content.ink import ink
from desktop.commands.demo_content.paper import scan

FILE = "Investigator site file, section 6"
_LATE = "The original came from the sponsor's archive only now"


def oversee(diary: Diary, keys: set[str]) -> None:
    """Note everything this register knows; people who are not among ``keys`` are passed over."""
    diary.note(INTRO, OFFICER, partial(_prove_users, diary), 8)
    diary.note(INTRO, OFFICER, partial(_link_users, diary), 10)
    officer = diary.site.actor.user
    diary.note(INTRO + 1, INVESTIGATOR, partial(_record, diary, officer, IDENTITY, "passport"), 9)
    diary.note(INTRO + 1, OFFICER, partial(_record, diary, officer, STATEMENT, "paper"), 10)
    diary.note(INTRO + 1, OFFICER, partial(_record, diary, officer, TRAINING, "Founding of the workspace"), 10)
    diary.note(-2, OFFICER, partial(_newcomer, diary), 11)
    if "castillo" in keys:
        _review(diary, c.BRIGHT, "castillo", -100, IN_CONTROL, "Training and delegation are in order; no deviation is "
                "open. The two late certificates were followed up.", "")  # fmt: skip
    if "ory" in keys:
        _review(diary, c.AURORA, "ory", -24, ACTIONS_NEEDED, "Amendment 3 took effect before everybody was trained.",
                "Five people are trained before their next visit; T. Adeyemi, within two weeks.")  # fmt: skip
    _papers(diary, keys)
    diary.note(-130, OFFICER, partial(_look_over_the_trail, diary), 15)
    diary.note(-45, OFFICER, partial(_signature_sheet, diary), 9)


def _prove_users(diary: Diary) -> None:
    today = diary.site.clock.now().date()
    with diary.site.change() as change:
        for key in (INVESTIGATOR, COORDINATOR, STAFF):
            for kind in DUTIES:
                document = {"identity": "identity card", "statement": "paper"}.get(kind, "Shown by Zoë Brandt, 45 min")
                duty(change, _user(diary, key), kind, today, document, diary.site.store, note=FILE)


def _signature_sheet(diary: Diary) -> None:
    """Everybody who had signed in ink by then, but one: she was on leave when the sheet went round."""
    site = diary.site
    wanting, today = site.signing.specimens.wanting()[:-1], site.clock.now().date()
    if not wanting:
        return
    lines = tuple((person, initials(*reversed(name.split(", ", 1)))) for person, name in wanting)
    page = scan("Signature and initials sheet", [f"{name}   {letters}" for (_id, name), (_, letters)
                                                 in zip(wanting, lines, strict=True)])  # fmt: skip
    evidence = site.evidence.add(("signature-sheet.pdf", page))
    site.signing.specimens.file(NewSheet(lines, today, evidence.id, "Zoë Brandt", today, FILE))


def _record(diary: Diary, user: str, kind: str, document: str) -> None:
    with diary.site.change() as change:
        duty(change, user, kind, diary.site.clock.now().date(), document, diary.site.store, note=FILE)


def _newcomer(diary: Diary) -> None:
    """Added two days ago, and not allowed to act before she has signed the statement and was trained."""
    maja = diary.site.users.add(NewUser("maja", "Maja Lindqvist", "staff"))
    _record(diary, maja.id, IDENTITY, "identity card")


def _link_users(diary: Diary) -> None:
    """Who of the roster the users are."""
    for key, person in ((OFFICER, "brandt"), (INVESTIGATOR, "castillo"), (COORDINATOR, "adeyemi"), (STAFF, "yamada")):
        if person in diary.ids:
            user = diary.site.users.find(key) if key != OFFICER else diary.site.users.get(diary.site.actor.user)
            assert user is not None
            diary.site.say_who(user.id, diary.ids[person])


def _review(diary: Diary, study: str, person: str, day: int, verdict: str, conclusion: str, actions: str) -> None:
    def act() -> None:
        reviews = diary.site.oversight.reviews
        draft = reviews.begin(diary.ids[study])
        reviews.conclude(draft.id, verdict, conclusion, actions)
        signer = ink(diary, person, "reviewed", f"Oversight review {study}", FILE)
        with diary.site.change("Signed on paper by the investigator") as change:
            reviews.sign(change, draft.id, signer)

    diary.note(day, OFFICER, act, 16)


def _papers(diary: Diary, keys: set[str]) -> None:
    file = partial(_file, diary, keys)
    at_start = INTRO + 2
    file(at_start, c.BRIGHT, "osuilleabhain", FORM, -518, "Form FDA 1572", "1", ("castillo", "oneil", "dvorak"))
    file(-119, c.BRIGHT, "castillo", FORM, -120, "Form FDA 1572", "2", ("oneil", "jensen"))
    file(-385, c.AURORA, "ory", FORM, -388, "Investigator statement", "1.0", ("oneil", "dvorak", "sato", "alali"))
    for person, study, day in (
        ("osuilleabhain", c.BRIGHT, -516), ("castillo", c.BRIGHT, -498), ("castillo", c.BRIGHT, -119),
        ("oneil", c.BRIGHT, -442), ("oneil", c.BRIGHT, -82), ("ory", c.AURORA, -386), ("ory", c.AURORA, -30),
        ("sato", c.AURORA, -366), ("grossmann", c.LUMEN, -860), ("grossmann", c.LUMEN, -196),
        ("dvorak", c.AURORA, -340),
    ):  # fmt: skip
        file(max(at_start, day + 2), study, person, DISCLOSURE, day)
    file(-58, c.AURORA, "oneil", DISCLOSURE, -60, note="Speaker’s fee of the sponsor, 2,400 EUR; does not assess "
         "endpoints.")  # fmt: skip
    for person, study, day in (
        ("castillo", c.BRIGHT, -119), ("oneil", c.BRIGHT, -442), ("ory", c.AURORA, -386), ("sato", c.AURORA, -366),
        ("dvorak", c.BRIGHT, -396), ("oneil", c.AURORA, -375),
    ):  # fmt: skip
        file(max(at_start, day + 3), study, person, CV, day)


def _file(
    diary: Diary, keys: set[str], entered: int, study: str, person: str, kind: str, signed: int, title: str = "",
    version: str = "", named: tuple[str, ...] = (), note: str = "",
) -> None:  # fmt: skip
    if person not in keys:
        return

    def act() -> None:
        paper = NewPaper(
            diary.ids[study], diary.ids[person], kind, diary.day(signed), title, version,
            diary.day(signed + 1) if kind == FORM else None,
            "" if kind != DISCLOSURE else DISCLOSED if note else "none", note,
            tuple((diary.ids[one], "Sub-investigator") for one in named if one in diary.ids),
            _LATE if entered - signed > 14 else "",
        )  # fmt: skip
        what = title or ("Financial disclosure" if kind == DISCLOSURE else "Curriculum vitae")
        scanned = scan(f"{what} {version}".strip(), [study, person.capitalize(), diary.day(signed).isoformat()])
        diary.site.oversight.papers.file(paper, (f"{kind}-{person}-{diary.day(signed).isoformat()}.pdf", scanned))

    diary.note(entered, COORDINATOR, act, 18)


def _look_over_the_trail(diary: Diary) -> None:
    """The first scheduled review: a sample looked at, one finding, signed on paper; five months between two."""
    trail = diary.site.oversight.trail
    trail.set_months(5, "Few entries a day; risk is low")
    review = trail.begin("Whole and unbroken: every entry follows from the one before.")
    entries = trail.entries(review.id).rows
    late = [one.id for one in entries if one.filter == "Late entries"][:1] or [one.id for one in entries[:1]]
    trail.mark([one.id for one in entries if one.id not in late], IN_ORDER)
    trail.mark(late, FINDING, "The reason says “taken over”, but not from which file; ask the coordinator.")
    trail.conclude(review.id, "Changes carry their reasons. One late entry needs a better one; told to T. Adeyemi.")
    signer = ink(diary, "brandt", "reviewed", f"Trail review {review.number}", FILE)
    with diary.site.change("Signed on paper by the reviewer") as change:
        trail.sign(change, review.id, signer)


def _user(diary: Diary, key: str) -> str:
    found = diary.site.users.find(key)
    assert found is not None
    return found.id
