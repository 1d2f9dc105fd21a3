"""Data management plans, sharing and documents of the demonstration site: a plan in its third version waiting for the
investigator, sharing that is covered, ending, not covered, ended; SOPs changed, distributed, due for review."""

from __future__ import annotations

from functools import partial

from db.plans import plan_records as p
from db.plans.document_records import NewChange
from db.plans.plan_records import NewPlan
from db.plans.sharing_records import NewSharing
from db.plans.signables import APPROVED, AUTHORED, REVIEWED
from db.training.records import NewCourse, NewVersion
from desktop.commands.demo_content import cast as c
from desktop.commands.demo_content.diary import COORDINATOR, OFFICER, Diary
from desktop.commands.demo_content.founding import INTRO
from desktop.commands.demo_content.ink import ink
from desktop.commands.demo_content.paper import scan

_BINDER = "Binder “Plans and procedures”"
_CONSENT, _LAW = "Consent (GDPR Art. 6(1)(a), 9(2)(a))", "Legal obligation (GDPR Art. 6(1)(c), 9(2)(i))"
_SCC, _ADEQUATE = "standard contractual clauses", "adequacy decision"
_FOUND = "Taken over from the paper register"
_TOLD = INTRO + 18

_DOCUMENTS: tuple[tuple[str, str, str, str, int, int, int], ...] = (
    ("SOP 01", "Informed consent", "SOP", "vanthoff", 24, -520, -505),
    ("SOP 03", "Delegation and training", "SOP", "adeyemi", 24, -510, -500),
    ("SOP 07", "Handling and correcting data", "SOP", "wang", 24, -500, -490),
    ("SOP 09", "Incidents and deviations", "SOP", "rossi", 24, -480, -470),
    ("SOP 12", "Printing and withdrawing consent forms", "SOP", "vanthoff", 24, -470, -460),
    ("POL 1", "Information security", "policy", "brandt", 12, -420, -400),
    ("WI 05", "Reading the refrigerators", "work instruction", "yamada", 36, -500, -490),
    ("MAN 2", "Pharmacy manual", "manual", "yamada", 24, -460, -450),
)
"""Code, title, type, owner, months between reviews, version 1.0 approved and in effect since."""


def tell_plans(diary: Diary) -> None:
    """Told after people, studies, systems and risks; days count from today."""
    _tell_plans(diary)
    _tell_sharing(diary)
    _tell_documents(diary)


def _tell_plans(diary: Diary) -> None:
    first = partial(_plan, diary, reason="First plan of the study, with the start of the records in this program")
    diary.note(_TOLD + 20, OFFICER, partial(first, c.BRIGHT, "brandt", "osuilleabhain", {}), 9)
    diary.note(_TOLD + 34, OFFICER, partial(first, c.AURORA, "brandt", "ory", {}), 10)
    more = {p.SHARING: "The imaging core laboratory receives pictures without name and date of birth; the radiographer "
                       "checks each before it is sent."}  # fmt: skip
    diary.note(-110, OFFICER, partial(
        _plan, diary, c.BRIGHT, "brandt", "castillo", more, reason="Change of the investigator; imaging at a core "
        "laboratory"), 11)  # fmt: skip
    third = {p.COLLECTION: "Visit 4 is held by telephone: the call is written into the source the same day, with the "
                           "number called and who answered."}  # fmt: skip
    diary.note(-4, OFFICER, partial(
        _plan, diary, c.BRIGHT, "brandt", "castillo", third, reason="Visit 4 by telephone; yearly review", upto=1), 10
    )  # fmt: skip
    second = {p.SECURITY: "Ratings are made on the site's tablets only; a tablet that is lost is wiped the same day."}
    diary.note(-2, OFFICER, partial(
        _plan, diary, c.AURORA, "brandt", "ory", second, reason="Amendment 3: cardiac monitoring", upto=0), 14
    )  # fmt: skip


def _plan(
    diary: Diary, study: str, author: str, approver: str, more: dict[str, str], *, reason: str, upto: int = 2
) -> None:  # fmt: skip
    """``upto``: how many signatures it bears, on paper; without any it is a draft whose facts were drawn."""
    versions = diary.site.plans.versions
    draft = versions.begin(NewPlan(diary.ids[study], diary.ids[author], reason, diary.ids[approver]))
    texts = {part: f"{draft.section(part).text}\n\n{text}" for part, text in more.items()}
    versions.write(draft.id, texts)
    versions.draw(draft.id)
    for who, meaning in ((author, AUTHORED), (approver, APPROVED))[:upto]:
        diary.site.plans.sign_plan(draft.id, ink(diary, who, meaning, f"Data management plan {study}", _BINDER))


def _tell_sharing(diary: Diary) -> None:
    def add(day: int, study: str | None, owner: str, **given: object) -> None:
        values: dict[str, object] = {
            "study_id": None if study is None else diary.ids[study], "owner_id": diary.ids[owner],
        } | given  # fmt: skip
        late = {"late_reason": _FOUND} if day < _TOLD - 14 else {}
        new = NewSharing(start=diary.day(day), **values, **late)  # type: ignore[arg-type]
        paper = (f"{new.recipient}.pdf", scan(new.agreement, [new.recipient, new.what])) if new.agreement else None
        diary.ids[f"sharing {new.recipient}"] = diary.site.plans.sharings.add(new, paper).id

    def note(day: int, study: str | None, owner: str, **given: object) -> None:
        diary.note(max(day, _TOLD), COORDINATOR, partial(add, day, study, owner, **given), 15)

    coded = {"data": "coded", "capacity": "controller", "purpose": "Conduct and analysis of the trial"}
    note(-500, c.BRIGHT, "adeyemi", what="eCRF pages, queries, safety reports", recipient="Lumina Therapeutics Inc.",
         legal_basis=_CONSENT, country="US", transfer=_SCC, agreement="Clinical trial agreement LT-417",
         agreement_signed=diary.day(-520), safeguards="EU clauses of 2021, module 1; transport encrypted; no names",
         contact="privacy@lumina.example", **coded)  # fmt: skip
    note(-380, c.AURORA, "fontaine", what="eCRF pages, ratings, safety reports", recipient="Aurora Biologics SE",
         legal_basis=_CONSENT, country="DE", agreement="Clinical trial agreement",
         agreement_signed=diary.day(-395), **coded)  # fmt: skip
    note(-480, c.BRIGHT, "georgiou", what="Blood samples with code, date and visit", data="coded",
         recipient="Nordlab GmbH", capacity="processor", purpose="Central laboratory tests",
         legal_basis="Contract for the sponsor (GDPR Art. 28)", country="DE", agreement="Processing agreement NL-09",
         agreement_signed=diary.day(-490), agreement_until=diary.day(240))  # fmt: skip
    note(-370, c.AURORA, "fontaine", what="Ratings and diary entries", data="coded", recipient="Clario Ltd.",
         capacity="processor", purpose="Electronic ratings and diaries", legal_basis="Contract for the sponsor (GDPR "
         "Art. 28)", country="GB", transfer=_ADEQUATE, agreement="Processing agreement", review_months=12,
         safeguards="Adequacy decision for the United Kingdom", agreement_signed=diary.day(-380),
         agreement_until=diary.day(19))  # fmt: skip
    note(-105, c.BRIGHT, "delacruz", what="MRI pictures, without name and date of birth", data="coded",
         recipient="Imaging core laboratory, Leuven", capacity="processor", purpose="Central reading",
         legal_basis="Contract for the sponsor (GDPR Art. 28)", country="BE", agreement="Work order 3",
         agreement_signed=diary.day(-112), until=diary.day(200))  # fmt: skip
    note(-26, c.AURORA, "fontaine", what="Diary pages in Arabic and Greek", data="coded",
         recipient="Wortgut language services", capacity="processor", purpose="Translation of free text",
         legal_basis="Contract for the sponsor (GDPR Art. 28)", country="DE",
         late_reason="")  # fmt: skip
    note(-300, None, "vanthoff", what="Serious adverse events", data="coded", recipient="Federal institute for drugs",
         capacity="authority", purpose="Safety reporting", legal_basis=_LAW, country="DE")  # fmt: skip
    note(-880, c.LUMEN, "fontaine", what="eCRF pages", recipient="North Sea Research Trust", legal_basis=_CONSENT,
         country="GB", transfer=_ADEQUATE, safeguards="Adequacy decision for the United Kingdom",
         agreement="Clinical trial agreement", agreement_signed=diary.day(-900), **coded)  # fmt: skip
    note(28, None, "wang", what="Numbers of visits by month", data="anonymous", recipient="Universität Nord",
         capacity="other", legal_basis="No personal data", country="DE")  # fmt: skip
    sharings = diary.site.plans.sharings
    diary.note(
        -195,
        OFFICER,
        lambda: sharings.end(
            diary.ids["sharing North Sea Research Trust"], diary.day(-200), "Study closed, last transfer confirmed"
        ),
        12,
    )
    for recipient, day in (
        ("Lumina Therapeutics Inc.", -60),
        ("Nordlab GmbH", -41),
        ("Aurora Biologics SE", -380 + 330),
    ):
        diary.note(day, OFFICER, partial(_look_again, diary, recipient), 13)


def _look_again(diary: Diary, recipient: str) -> None:
    diary.site.plans.sharings.review(
        diary.ids[f"sharing {recipient}"], diary.site.clock.now().date(), "Still needed; agreement and safeguards stand"
    )


def _tell_documents(diary: Diary) -> None:
    for document in _DOCUMENTS:
        diary.note(_TOLD, OFFICER, partial(_take_over, diary, *document), 14)
    diary.note(-180, OFFICER, partial(_send, diary, "SOP 01", ("vanthoff", "adeyemi", "castillo"), ()), 10)
    diary.note(-75, COORDINATOR, partial(
        _change, diary, "SOP 12", "2.0", "Consent forms are printed on the day; the stock is destroyed by two people",
        "CAPA: an outdated form was signed", "vanthoff", "rossi", "castillo", -60, 3), 9)  # fmt: skip
    diary.note(
        -58,
        OFFICER,
        partial(_send, diary, "SOP 12", ("castillo", "oneil", "yamada"), ("Reception, folder 2", "Ward 4, desk")),
        9,
    )
    diary.note(-9, COORDINATOR, partial(
        _change, diary, "SOP 03", "1.1", "A deputy may enter a delegation; the investigator approves each line",
        "Holidays of the coordinator", "adeyemi", "rossi", "castillo", 14, 2), 9)  # fmt: skip
    diary.note(-3, OFFICER, partial(
        _change, diary, "SOP 09", "2.0", "Phishing is reported to the officer within the hour",
        "Phishing incident of this autumn", "rossi", "brandt", "castillo", 21, 0), 9)  # fmt: skip
    diary.note(-70, OFFICER, lambda: diary.site.plans.documents.reviewed(
        diary.ids["WI 05"], diary.day(-70), "Read with the pharmacy; still as we work"), 12)  # fmt: skip


def _take_over(
    diary: Diary, code: str, title: str, kind: str, owner: str, months: int, approved: int, effective: int
) -> None:  # fmt: skip
    training = diary.site.training
    diary.ids[code] = training.add_course(NewCourse(code, title, "document", curriculum="Site procedures")).id
    training.add_version(diary.ids[code], NewVersion("1.0", diary.day(approved), diary.day(effective)))
    diary.site.plans.documents.control(diary.ids[code], kind, diary.ids[owner], months)


def _change(
    diary: Diary, code: str, label: str, summary: str, reason: str, author: str, reviewer: str, approver: str,
    not_before: int, upto: int,
) -> None:  # fmt: skip
    """``upto``: how many signatures it bears, on paper."""
    documents = diary.site.plans.documents
    new = NewChange(
        diary.ids[code], label, summary, reason, diary.ids[author], diary.ids[reviewer], diary.ids[approver],
        not_before=diary.day(not_before),
    )  # fmt: skip
    name = f"{code} v{label}".replace(" ", "-").lower()
    one = documents.changes.begin(new, (f"{name}.pdf", scan(f"{code} version {label}", [summary])))
    for who, meaning in ((author, AUTHORED), (reviewer, REVIEWED), (approver, APPROVED))[:upto]:
        documents.sign_change(one.id, ink(diary, who, meaning, f"Change of {code}", _BINDER))


def _send(diary: Diary, code: str, people: tuple[str, ...], holders: tuple[str, ...]) -> None:
    documents = diary.site.plans.documents
    version = documents.get(diary.ids[code]).version_id
    assert version is not None
    copies = documents.copies.distribute(version, (), [diary.ids[one] for one in people], holders, "paper")
    for one in copies:
        if one.person_id is None:
            documents.copies.acknowledged_outside(one.id, diary.site.clock.now().date(), "Put into the folder")
