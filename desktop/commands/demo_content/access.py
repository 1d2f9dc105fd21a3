"""Eight systems of the demonstration site with their accounts and upkeep: a leaver's account still open, an orphan in
the EDC's own list, one access review finished with its removal, one under way."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import partial

from db.access import records as r
from db.access import review_records as v
from db.access.matching import suggestions
from db.roster.records import Person
from db.signing.signable import Ink
from db.store.query import Query
from desktop.commands.demo_content import cast as c
from desktop.commands.demo_content.diary import COORDINATOR, INVESTIGATOR, OFFICER, STAFF, Diary
from desktop.commands.demo_content.founding import INTRO, TAKEN_OVER
from desktop.commands.demo_content.paper import scan

RAVE, VIEDOC, IWRS, ETMF = "Rave EDC", "Viedoc EDC", "Almac IWRS", "SiteVault eTMF"
IMAGING, ECOA, LAB, SHARE = "Imaging portal", "eCOA portal", "Central laboratory", "Study file server"
_FOUND = INTRO + 15
_ENTRY, _SIGN_OFF, _READ = "Data entry", "Investigator sign-off", "Read only"

_SYSTEMS: tuple[tuple[str, str, str, str, str, tuple[str, ...], int], ...] = (
    (RAVE, "EDC", "vendor", "Medidata Solutions", "high", (c.BRIGHT,), -500),
    (VIEDOC, "EDC", "vendor", "Viedoc Technologies", "high", (c.AURORA,), -380),
    (IWRS, "IWRS", "vendor", "Almac Clinical Technologies", "high", (c.BRIGHT,), -500),
    (ETMF, "eTMF", "vendor", "Veeva Systems", "medium", (c.BRIGHT,), -450),
    (IMAGING, "imaging", "sponsor", "Lumina Therapeutics", "medium", (c.BRIGHT,), -480),
    (ECOA, "ePRO", "vendor", "Clario", "medium", (c.AURORA,), -370),
    (LAB, "laboratory", "vendor", "Nordlab GmbH", "low", (c.BRIGHT,), -700),
    (SHARE, "office", "site", "", "medium", (), -1500),
)
"""Name, kind, who runs it, vendor, risk, studies, in use since."""

_OWNERS = {
    RAVE: "adeyemi", VIEDOC: "fontaine", IWRS: "yamada", ETMF: "vanthoff", SHARE: "shevchenko", LAB: "georgiou",
}  # fmt: skip
_ACCOUNTS: tuple[tuple[str, str, str], ...] = (
    ("castillo", RAVE, _SIGN_OFF), ("adeyemi", RAVE, "Coordinator"), ("oneil", RAVE, _SIGN_OFF),
    ("muller", RAVE, _ENTRY), ("dvorak", RAVE, _READ), ("haddad", RAVE, _ENTRY), ("jensen", RAVE, _READ),
    ("eriksen", RAVE, _ENTRY), ("kowalska", RAVE, f"{_ENTRY}; {_SIGN_OFF}"), ("meyer", RAVE, _ENTRY),
    ("osuilleabhain", RAVE, _SIGN_OFF), ("oyelaran", RAVE, _READ), ("wang", RAVE, "Data manager"),
    ("ory", VIEDOC, _SIGN_OFF), ("fontaine", VIEDOC, "Coordinator"), ("nguyen", VIEDOC, _ENTRY),
    ("sato", VIEDOC, _SIGN_OFF), ("alali", VIEDOC, _SIGN_OFF), ("kim", VIEDOC, _ENTRY),
    ("yamada", IWRS, "Pharmacist"), ("lindqvist", IWRS, "Pharmacist"), ("lukasiewicz", IWRS, "Technician"),
    ("castillo", IWRS, "Investigator"), ("ory", IWRS, "Investigator"),
    ("vanthoff", ETMF, "Regulatory"), ("adeyemi", ETMF, "Coordinator"), ("fontaine", ETMF, "Coordinator"),
    ("rossi", ETMF, _READ),
    ("jensen", IMAGING, "Uploader"), ("delacruz", IMAGING, "Uploader"),
    ("kim", ECOA, "Rater"), ("cohen", ECOA, _READ),
    ("georgiou", LAB, "Laboratory"), ("sahin", LAB, "Laboratory"),
    ("shevchenko", SHARE, "Administrator"), ("wang", SHARE, "Data manager"), ("dsouza", SHARE, "Office"),
    ("cizkova", SHARE, "Office"),
)  # fmt: skip

_UPKEEP: tuple[tuple[str, str, str, int, int | None], ...] = (
    *((name, r.AGREEMENT, f"Master agreement with {vendor or operator}", -330, 400)
      for name, _kind, operator, vendor, _risk, _studies, _start in _SYSTEMS if operator != "site"),
    *((name, r.VALIDATION, "Vendor’s validation summary, reviewed by quality", -320, None)
      for name in (RAVE, VIEDOC, IWRS, ETMF, IMAGING, SHARE)),
    (RAVE, r.VERSION, "2026.2.1", -40, None), (VIEDOC, r.VERSION, "4.84", -70, None),
    (IWRS, r.VERSION, "9.3", -90, None), (ETMF, r.VERSION, "26R2", -60, None), (IMAGING, r.VERSION, "5.1", -200, None),
    (SHARE, r.VERSION, "TrueNAS 25.04", -30, None), (LAB, r.VERSION, "3.7", -120, None),
    (ECOA, r.VERSION, "7.0", -110, None), (SHARE, r.PATCH, "Security update of the month", -9, 21),
    *((name, r.BACKUP, "Vendor, daily, kept 90 days", -320, None) for name in (RAVE, VIEDOC, IWRS, ETMF, ECOA, LAB)),
    (SHARE, r.BACKUP, "Site IT, nightly, a copy off the premises", -320, None),
    *((name, r.RESTORE, "Restored to a test environment, complete", day, None)
      for name, day in ((RAVE, -100), (VIEDOC, -150), (ETMF, -210), (LAB, -90), (SHARE, -400 + 2))),
    (IWRS, r.RESTORE, "Restored to a test environment, complete", INTRO + 20, None),
    *((name, r.INTERFACES, words, -310, None) for name, words in (
        (RAVE, "Randomisation numbers from Almac IWRS"), (VIEDOC, "Ratings from the eCOA portal"),
        (IWRS, "To Rave EDC and Viedoc EDC"), (ETMF, "none"), (IMAGING, "none"), (ECOA, "To Viedoc EDC"),
        (LAB, "Results by secure mail"), (SHARE, "none"))),
)  # fmt: skip


def tell_access(diary: Diary) -> None:
    """Told after people and studies; days count from today."""
    diary.note(_FOUND, OFFICER, partial(_who_is_who, diary), 8)
    for system in _SYSTEMS:
        known = max(_FOUND, system[6] + 8)
        diary.note(known, OFFICER, partial(_system, diary, *system), 10)
        diary.note(known + 1, OFFICER, partial(_accounts, diary, system[0]), 10)
    diary.note(-365, OFFICER, partial(_second_study, diary), 10)
    for name, kind, value, day, until in _UPKEEP:
        diary.note(max(day, -350), OFFICER, partial(_upkeep, diary, name, kind, value, day, until), 14)
    for person in ("oyelaran", "osuilleabhain", "cizkova"):
        end = next(member.end for member in c.CAST if member.key == person)
        assert end is not None
        diary.note(end, COORDINATOR, partial(_withdraw, diary, person), 18)
    _recent(diary)
    for name, day in ((RAVE, -104), (VIEDOC, -70), (ETMF, -120), (IMAGING, -130), (SHARE, -95), (LAB, -250)):
        diary.note(day, OFFICER, partial(_uneventful, diary, name), 11)
    diary.note(-62, OFFICER, partial(_iwrs, diary), 11)
    diary.note(-60, COORDINATOR, partial(_removed, diary), 15)
    diary.note(-59, OFFICER, partial(_verified, diary), 15)
    diary.note(-2, COORDINATOR, partial(_rave, diary), 16)


def _who_is_who(diary: Diary) -> None:
    """Users of the program are people of the roster: else nobody could tell whose own account it is."""
    users = diary.site.users
    for login, person in ((OFFICER, "brandt"), (COORDINATOR, "adeyemi"), (STAFF, "yamada")):
        user = users.find(login)
        if user is not None:
            users.link(user.id, diary.ids[person])


def _system(
    diary: Diary, name: str, kind: str, operator: str, vendor: str, risk: str, studies: Sequence[str], start: int
) -> None:
    owner = _OWNERS.get(name)
    diary.ids[name] = diary.site.access.add_system(r.NewSystem(
        name, kind, operator, vendor, diary.ids[owner] if owner else None, risk, start=diary.day(start),
        studies=tuple(diary.ids[study] for study in studies),
    )).id  # fmt: skip
    if name == RAVE:
        diary.site.access.forbid_together(diary.ids[name], _ENTRY, _SIGN_OFF, "Who enters data does not sign them off")


def _second_study(diary: Diary) -> None:
    """What AURORA-3 takes over from BRIGHT-2."""
    for name in (IWRS, ETMF, LAB):
        studies = (diary.ids[c.BRIGHT], diary.ids[c.AURORA])
        diary.site.access.change_system(diary.ids[name], {"studies": studies}, "AURORA-3 uses it too")


def _accounts(diary: Diary, name: str) -> None:
    """Those that were there when the system came onto the register: no request is on record of them."""
    people, today = {member.key: member for member in c.CAST}, diary.site.clock.now().date()
    since = next(one[6] for one in _SYSTEMS if one[0] == name)
    for person, system, role in _ACCOUNTS:
        granted = diary.day(max(people[person].start, since) + 3)
        if system == name and granted <= today:
            new = r.NewAccount(diary.ids[person], diary.ids[system], _login(person, system), role, granted)
            diary.site.access.take_over(new, TAKEN_OVER)


def _granted(diary: Diary, person: str, system: str, role: str, day: int) -> None:
    """Asked for, approved and granted in three days."""
    account: list[str] = []

    def ask() -> None:
        step = r.NewStep(r.REQUESTED, diary.site.clock.now().date(), role=role, note="Delegated in the study")
        account.append(diary.site.access.request(diary.ids[person], diary.ids[system], step).id)

    def approve() -> None:
        diary.site.access.step(account[0], r.NewStep(r.APPROVED, diary.site.clock.now().date()))

    def grant() -> None:
        name = _login(person, system)
        step = r.NewStep(r.GRANTED, diary.site.clock.now().date(), f"Help desk of {system}", account=name)
        diary.site.access.step(account[0], step, (f"{name}.pdf", scan("Account granted", [system, name, role])))

    diary.note(day, COORDINATOR, ask, 9)
    diary.note(day + 1, INVESTIGATOR, approve, 12)
    diary.note(day + 2, COORDINATOR, grant, 15)


def _login(person: str, system: str) -> str:
    return f"{person}@klinikum-nord.example" if system in (ETMF, VIEDOC) else person


def _recent(diary: Diary) -> None:
    """Somebody new: one account on its way, one still to be approved."""
    people, starts = {member.key: member for member in c.CAST}, {one[0]: one[6] for one in _SYSTEMS}
    for person, system, role in (*_ACCOUNTS, ("li", RAVE, _ENTRY)):
        start = max(people[person].start, starts[system])
        if start + 3 > max(_FOUND, starts[system] + 8) + 1:
            _granted(diary, person, system, role, start + 4)

    def asked(person: str, system: str, role: str) -> str:
        step = r.NewStep(r.REQUESTED, diary.site.clock.now().date(), role=role)
        return diary.site.access.request(diary.ids[person], diary.ids[system], step).id

    def rater() -> None:
        diary.ids["rater account"] = asked("suzuki", ECOA, "Rater")

    def approve() -> None:
        diary.site.access.step(diary.ids["rater account"], r.NewStep(r.APPROVED, diary.site.clock.now().date()))

    diary.note(-9, COORDINATOR, rater, 10)
    diary.note(-8, OFFICER, approve, 10)
    diary.note(-1, COORDINATOR, lambda: asked("suzuki", VIEDOC, _ENTRY), 11)


def _upkeep(diary: Diary, name: str, kind: str, value: str, day: int, until: int | None) -> None:
    site = diary.site
    late = TAKEN_OVER if (site.clock.now().date() - diary.day(day)).days > 14 else ""
    new = r.NewUpkeep(kind, diary.day(day), value, diary.some(until), late)
    paper = (f"{kind}-{name.replace(' ', '-')}.pdf", scan(f"{kind}: {name}", [value]))
    site.access.record_upkeep(diary.ids[name], new, paper if kind in (r.AGREEMENT, r.VALIDATION, r.RESTORE) else None)


def _withdraw(diary: Diary, person: str) -> None:
    access = diary.site.access
    for account in access.open_accounts(diary.ids[person]):
        day = diary.site.clock.now().date()
        access.step(account.id, r.NewStep(r.WITHDRAWN, day, f"Help desk of {account.system}"))


def _begun(diary: Diary, name: str, rows: Sequence[v.ListRow]) -> v.Review:
    """A review with its list of the day."""
    access, today = diary.site.access, diary.site.clock.now().date()
    review = access.begin_review(v.NewReview(diary.ids[name]))
    lines = ["User,Name,E-mail,Role,Last login,Status"]
    lines += [f'{row.account},"{row.name}",{row.email},{row.role},{row.last_login or ""},' for row in rows]
    data = "\r\n".join(lines).encode()
    file = f"{name.replace(' ', '-').lower()}-users-{today.isoformat()}.csv"
    columns = {"User": "account", "Name": "name", "E-mail": "email", "Role": "role", "Last login": "last_login"}
    listed = v.AccountList(
        file, hashlib.sha256(data).hexdigest(), today, tuple(rows), "CSV, utf-8, comma", columns, "", data
    )
    return access.bring_in_list(review.id, listed, suggestions(rows, *access.to_match_against(review.system_id)))


def _listed(diary: Diary, name: str) -> list[v.ListRow]:
    """What the register has open, as the system's own list would say it."""
    where = {"system": [name], "status": [r.OPEN]}
    today = diary.site.clock.now().date()
    accounts = diary.site.access.accounts(Query(where=where, limit=100), today).rows
    return [
        v.ListRow(place, one.account, _western(diary.site.people.person(one.person_id)), "", one.role,
                  diary.day((today - diary.today).days - place % 9))
        for place, one in enumerate(accounts, 2)
    ]  # fmt: skip


def _western(person: Person) -> str:
    return (person.other_names or person.name) if not person.name.isascii() and person.other_names else person.name


def _matched(diary: Diary, review: v.Review, strangers: Sequence[str] = ()) -> v.Review:
    access = diary.site.access
    rows = access.review_rows(review.id, Query(limit=500)).rows
    access.confirm([row.id for row in rows if row.suggested_id and row.account not in strangers])
    access.match([row.id for row in rows if row.account in strangers or not row.suggested_id], None)
    return access.finish_matching(review.id)


def _signed(diary: Diary, review: v.Review) -> None:
    """Signed on paper, as a site does whose reviewer is not at this laptop; the scan is kept."""
    site = diary.site
    today, name = site.clock.now().date(), "Zoë Brandt"
    page = scan(f"Access review {review.number}", [f"{label}: {value}"[:90] for label, value in
                                                   site.access.signable(review.id).facts[:30]])  # fmt: skip
    file = site.evidence.add((f"{review.number}-signed.pdf", page))
    ink = Ink("reviewed", name, diary.ids["brandt"], today, file.id, name, today, "Binder “Access”, tab 2")
    site.access.sign_review(review.id, ink)


def _uneventful(diary: Diary, name: str) -> None:
    """Every account is kept."""
    access = diary.site.access
    review = _matched(diary, _begun(diary, name, _listed(diary, name)))
    rows = access.review_rows(review.id, Query(limit=500)).rows
    access.decide([row.id for row in rows if not row.findings], v.Verdict(v.KEEP))
    access.decide(
        [row.id for row in rows if row.findings], v.Verdict(v.KEEP, "Two people only for a month; checked with the PI")
    )
    access.finish_deciding(review.id)
    _signed(diary, review)


def _iwrs(diary: Diary) -> None:
    """The finished one: a colleague who changed departments still had an account that nobody had registered."""
    access = diary.site.access
    rows = _listed(diary, IWRS)
    rows.append(v.ListRow(len(rows) + 2, "hcizkova", "Cizkova, Hana", "", "Pharmacist", diary.day(-300)))
    review = _matched(diary, _begun(diary, IWRS, rows))
    found = access.review_rows(review.id, Query(limit=500)).rows
    access.decide([row.id for row in found if not row.findings], v.Verdict(v.KEEP))
    left = [row.id for row in found if row.findings]
    access.decide(left, v.Verdict(v.REMOVE, "Left the site; the account was never registered"))
    access.finish_deciding(review.id)
    _signed(diary, review)
    diary.ids["iwrs review"] = review.id


def _removed(diary: Diary) -> None:
    access, today = diary.site.access, diary.site.clock.now().date()
    for one in access.followups(diary.ids["iwrs review"]):
        mail = ("almac-ticket.pdf", scan("Ticket 88-4107", ["Account hcizkova disabled and deleted"]))
        access.carry_out(one.id, today, "Almac help desk", "Ticket 88-4107: account deleted", mail)


def _verified(diary: Diary) -> None:
    access, today = diary.site.access, diary.site.clock.now().date()
    for one in access.followups(diary.ids["iwrs review"]):
        access.verify(one.id, today, "Not in the vendor’s list of today")


def _rave(diary: Diary) -> None:
    """The one under way: an orphan, a leaver's open account, one not used for months, one that is only spelt alike."""
    rows = _listed(diary, RAVE)
    place = len(rows) + 2
    rows = [v.ListRow(row.place, row.account, row.name, row.email, row.role,
                      diary.day(-160) if row.account == "dvorak" else row.last_login) for row in rows]  # fmt: skip
    rows += [
        v.ListRow(place, "training01", "Training User", "", _ENTRY, diary.day(-31)),
        v.ListRow(place + 1, "msiggi", "Thorsdottir, Sigridur", "", _ENTRY, diary.day(-5)),
        v.ListRow(place + 2, "lukasz_b", "Lukasiewiz, Bartosz", "", _READ, diary.day(-12)),
    ]
    access = diary.site.access
    review = _matched(diary, _begun(diary, RAVE, rows), ("training01",))
    found = access.review_rows(review.id, Query(where={"any": ["no"]}, limit=500)).rows
    access.decide([row.id for row in found if not row.own][:6], v.Verdict(v.KEEP))
