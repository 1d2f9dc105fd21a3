"""What the demonstration site keeps: files of three studies, the closed UK study with a trigger that is pending and a
hold, and papers of the whole site (USE-3)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from db.retention.records import Carrying, Facts, NewDestruction, NewSeries
from desktop.commands.demo_content import cast as c
from desktop.commands.demo_content.diary import INVESTIGATOR, OFFICER, Diary
from desktop.commands.demo_content.ink import ink
from desktop.commands.demo_content.paper import scan

_FACTS = {
    c.BRIGHT: Facts(frozenset({"US"})),
    c.AURORA: Facts(frozenset({"DE"}), frameworks=frozenset({"EU CTR"})),
    c.LUMEN: Facts(frozenset({"GB"}), application_relies=True),
}
_ARCHIVE = "Archive room 2, shelf "
_DOCUMENTS = (("hipaa", -500, None), ("hipaa old", -3300, -2560), ("hipaa first", -4700, -3310))
"""Series of the site's own documents: since when they were in use, until when."""
_BINDER = "Binder “Archive”, tab 3"
_LATE = "Entered when the register was set up"


def tell_retention(diary: Diary) -> None:
    """Told after people and studies; days count from today."""
    diary.note(-330, OFFICER, partial(_set_up, diary), 11)
    diary.note(-190, INVESTIGATOR, partial(_pending, diary))
    diary.note(-120, OFFICER, partial(_moved, diary))
    diary.note(-24, OFFICER, partial(_held, diary))
    diary.note(-21, OFFICER, partial(_proposed, diary))
    diary.note(-19, OFFICER, partial(_approved, diary))
    diary.note(-16, OFFICER, partial(_destroyed, diary))


def _set_up(diary: Diary) -> None:
    """The archive as it was found: facts of the studies, series, what is known of their dates, a contract."""
    retention = diary.site.retention
    for code, facts in _FACTS.items():
        retention.studies.set_facts(diary.ids[code], facts)
    for key, (title, kind, medium, place, studies, volume) in _SERIES.items():
        new = NewSeries(
            title, kind, medium, place, diary.ids["vanthoff"], tuple(diary.ids[code] for code in studies), volume,
            *_span(diary, key, studies),
        )  # fmt: skip
        diary.ids[f"series {key}"] = retention.add(new).id
    for key, created, ended in _DOCUMENTS:
        series = diary.ids[f"series {key}"]
        for what, offset in (("document created", created), ("document last in effect", ended)):
            if offset is not None:
                retention.studies.add_event(
                    what, diary.day(offset), "Index of the security documents", series=series, late_reason=_LATE
                )
    retention.studies.add_contract(
        diary.ids[c.BRIGHT], "Clinical trial agreement, clause 14.2", what="trial ended", years=15
    )


def _pending(diary: Diary) -> None:
    """The closed UK study: nobody knows yet whether an application relies on it."""
    retention = diary.site.retention
    study, today = diary.ids[c.LUMEN], diary.site.clock.now().date()
    retention.studies.add_event(
        "trial ended", diary.day(-210), "Sponsor's notice of the end of the trial", study=study,
        evidence=("end-of-trial.pdf", scan("End of trial", ["LUM-104", "The trial has ended."])),
        late_reason="The notice reached the site only now",
    )  # fmt: skip
    retention.enquiries.ask(
        study,
        today,
        "Lumina Therapeutics Inc., archiving",
        "Is a marketing application planned that relies on LUM-104?",
        today + timedelta(days=30),
    )


def _held(diary: Diary) -> None:
    """An inspection was announced: nothing of that study may go."""
    retention = diary.site.retention
    retention.holds.place(
        "inspection", "The regulator announced an inspection of LUM-104", study=diary.ids[c.LUMEN],
        evidence=("announcement.pdf", scan("Notice of inspection", ["LUM-104, routine inspection"])),
    )  # fmt: skip


def _moved(diary: Diary) -> None:
    """Some boxes go to a firm."""
    retention = diary.site.retention
    retention.move(
        diary.ids["series lumen paper"], diary.site.clock.now().date(), "Iron Vault Ltd., box 71-74",
        diary.ids["vanthoff"], "The shelf is needed for AURORA-3",
    )  # fmt: skip


def _proposed(diary: Diary) -> None:
    """The officer proposes the end of the one series whose time is over."""
    retention = diary.site.retention
    diary.unlocked()
    new = NewDestruction("Six years since they were last in effect are over", "shredding")
    diary.ids["destruction"] = retention.destructions.propose(diary.ids["series hipaa first"], new).id


def _approved(diary: Diary) -> None:
    """The investigator approves it, on paper."""
    retention = diary.site.retention
    diary.unlocked()
    retention.destructions.sign_approval(
        diary.ids["destruction"], ink(diary, "castillo", "approved", "Destruction", _BINDER)
    )


def _destroyed(diary: Diary) -> None:
    """It is shredded; the stub stays."""
    retention = diary.site.retention
    diary.unlocked()
    how = Carrying(
        diary.site.clock.now().date(), "Receipt of the shredding firm, DIN 66399 P-4, compared with the box list",
        "None is known: they existed on paper only.", diary.ids["vanthoff"],
    )  # fmt: skip
    retention.destructions.carry_out(
        diary.ids["destruction"], how, ink(diary, "adeyemi", "carried out", "Destruction", _BINDER)
    )


def _span(diary: Diary, key: str, studies: tuple[str, ...]) -> tuple[date, date | None]:
    """The inclusive dates of what is in a series."""
    for series, created, ended in _DOCUMENTS:
        if series == key:
            return diary.day(created), diary.some(ended)
    return diary.day(-1500 if c.LUMEN in studies else -500), diary.some(-210 if c.LUMEN in studies else None)


_SERIES: dict[str, tuple[str, str, str, str, tuple[str, ...], str]] = {
    "bright paper": (
        "Investigator's site file BR2-301",
        "trial records",
        "paper",
        f"{_ARCHIVE}4",
        (c.BRIGHT,),
        "6 binders",
    ),
    "bright consent": (
        "Signed consent forms BR2-301",
        "trial records",
        "paper",
        f"{_ARCHIVE}4",
        (c.BRIGHT,),
        "2 binders",
    ),
    "aurora paper": (
        "Investigator's site file AUR-202",
        "trial records",
        "paper",
        f"{_ARCHIVE}5",
        (c.AURORA,),
        "4 binders",
    ),
    "aurora images": (
        "MRI scans AUR-202",
        "trial records",
        "electronic",
        "Imaging server, volume 3",
        (c.AURORA,),
        "212 GB",
    ),
    "lumen paper": (
        "Investigator's site file LUM-104",
        "trial records",
        "paper",
        f"{_ARCHIVE}2",
        (c.LUMEN,),
        "9 binders",
    ),
    "lumen samples": ("Reserve samples LUM-104", "reserve samples", "samples", "Freezer F-3", (c.LUMEN,), "40 vials"),
    "shared": (
        "Temperature logs, refrigerator K-2",
        "trial records",
        "paper",
        f"{_ARCHIVE}1",
        (c.BRIGHT, c.AURORA),
        "1 binder",
    ),
    "hipaa": ("Security rule documents", "HIPAA security documents", "electronic", "File server, /compliance", (), ""),
    "hipaa old": (
        "Security rule documents, former edition",
        "HIPAA security documents",
        "paper",
        f"{_ARCHIVE}1",
        (),
        "1 box",
    ),
    "hipaa first": (
        "Security rule documents, first edition",
        "HIPAA security documents",
        "paper",
        f"{_ARCHIVE}1",
        (),
        "1 box",
    ),
    "trail": (
        "Audit trail of this program",
        "audit trail",
        "in this program",
        "This workspace",
        (c.BRIGHT, c.AURORA),
        "",
    ),
}
"""Key -> title, kind, medium, place, studies, volume."""
