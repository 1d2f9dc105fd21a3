"""A review of access from the system's own list to the last verified removal, and every refusal on the way."""

from __future__ import annotations

from datetime import timedelta

import pytest

from db.access import records as r
from db.access import review_records as v
from db.errors import BadInput, Refused
from db.roster.records import NewStudy
from db.store.errors import NotSaved
from db.store.query import Query
from db.store.store import NewUser
from tests.access.bench import HASH, MARA, ZOE, Bench
from tests.registers import TODAY

LONG_AGO = TODAY - timedelta(days=200)


def a_list(bench: Bench) -> tuple[v.ListRow, ...]:
    """Änne by her account, Zoë by e-mail, Seán by his name, somebody alike, and an orphan."""
    bench.account(bench.anne.id, "amueller")
    return (
        v.ListRow(2, "amueller", "Müller-Østergård, Änne", role="Data entry", last_login=TODAY),
        v.ListRow(3, "zbrandt", "Z. B.", email="ZOE@nord.example", role="Administrator", last_login=LONG_AGO),
        v.ListRow(4, "soneil", "Sean O'Neil", role="Investigator", last_login=TODAY),
        v.ListRow(5, "mrossi", "Marra Rosi", role="Monitor", last_login=TODAY),
        v.ListRow(6, "test01", "Vendor Test", role="Administrator"),
    )


def matched(bench: Bench) -> v.Review:
    """Every row matched: four confirmed as suggested, the last one nobody's."""
    review = bench.review(*a_list(bench))
    rows = bench.rows(review)
    bench.access.confirm([rows[name].id for name in ("amueller", "zbrandt", "soneil", "mrossi")])
    bench.access.match([rows["test01"].id], None)
    return bench.access.finish_matching(review.id)


def judged(bench: Bench) -> v.Review:
    """Zoë judges all but her own, Mara hers: keep, remove, change, unknown."""
    review = matched(bench)
    rows = bench.rows(review)
    bench.access.decide([rows["amueller"].id], v.Verdict(v.KEEP))
    bench.access.decide([rows["soneil"].id], v.Verdict(v.CHANGE, "reads only", "Reader"))
    bench.access.decide([rows["mrossi"].id], v.Verdict(v.UNKNOWN, "asked the vendor"))
    bench.access.decide([rows["test01"].id], v.Verdict(v.REMOVE, "nobody’s account"))
    bench.sit(MARA)
    bench.access.decide([rows["zbrandt"].id], v.Verdict(v.REMOVE, "not used for months"))
    return bench.access.finish_deciding(review.id)


def signed(bench: Bench) -> v.Review:
    review = judged(bench)
    bench.access.sign_review(review.id, bench.ink(MARA, bench.mara.id))
    return bench.access.sign_review(review.id, bench.ink(ZOE, bench.zoe.id))


@pytest.mark.requirement("ROS-5")
def test_suggestions_are_only_suggestions_until_a_reviewer_confirms_each(bench: Bench) -> None:
    review = bench.review(*a_list(bench))
    rows = bench.rows(review)
    assert {name: (row.suggested, row.how) for name, row in rows.items()} == {
        "amueller": ("Müller-Østergård, Änne", v.BY_ACCOUNT),
        "zbrandt": ("Brandt, Zoë", v.BY_EMAIL),
        "soneil": ("O’Neil, Seán", v.BY_NAME),
        "mrossi": ("Rossi, Mara", v.ALIKE),
        "test01": ("", ""),
    }
    assert all(row.match == v.NOT_MATCHED and row.person_id is None for row in rows.values())
    assert rows["mrossi"].likeness < 100
    assert {row.account for row in bench.access.exact_rows(review.id)} == {"amueller", "zbrandt", "soneil"}
    with pytest.raises(BadInput, match="Nobody was suggested"):
        bench.access.confirm([rows["test01"].id])
    with pytest.raises(Refused, match="5 rows are not matched"):
        bench.access.finish_matching(review.id)
    bench.access.match([rows["mrossi"].id], bench.sean.id)
    assert bench.rows(review)["mrossi"].person == "O’Neil, Seán", "the reviewer may know better"


@pytest.mark.requirement("ROS-5")
def test_what_is_remarkable_is_found_in_every_row(bench: Bench) -> None:
    bench.access.forbid_together(bench.edc.id, "Monitor", "Data entry")
    bench.account(bench.sean.id, "soneil", role="Investigator")
    bench.account(bench.mara.id, "mrossi-old", role="Reader")
    bench.access.leave(bench.anne.id, TODAY - timedelta(days=3), "left")
    review = bench.review(
        v.ListRow(2, "anne", "Müller-Østergård, Änne", role="Data entry; Monitor", last_login=LONG_AGO),
        v.ListRow(3, "soneil", "O'Neil, Sean", role="Administrator", last_login=TODAY),
        v.ListRow(4, "soneil", "O'Neil, Sean", role="Administrator", last_login=TODAY),
        v.ListRow(5, "ghost", "", role="Reader"),
        v.ListRow(6, "zoe", "Brandt Zoe", role="Reader", active=False, last_login=LONG_AGO),
    )
    rows = bench.access.review_rows(review.id).rows
    bench.access.confirm([row.id for row in rows if row.suggested_id])
    bench.access.match([row.id for row in rows if not row.suggested_id], None)
    review = bench.access.finish_matching(review.id)
    found = {(row.place, row.account): row.findings for row in bench.access.review_rows(review.id).rows}
    assert found == {
        (2, "anne"): (v.LEAVER, v.CONFLICT, v.DORMANT, v.UNREGISTERED),
        (3, "soneil"): (v.ROLE_DIFFERS,),
        (4, "soneil"): (v.ROLE_DIFFERS, v.REPEATED),
        (5, "ghost"): (v.ORPHAN,),
        (6, "zoe"): (v.UNREGISTERED,),
        (None, "mrossi-old"): (v.UNLISTED,),
    }
    assert bench.access.findings(review.id)[v.ORPHAN] == 1
    only = bench.access.review_rows(review.id, Query(where={"finding": [v.ORPHAN, v.UNLISTED]})).rows
    assert [row.account for row in only] == ["ghost", "mrossi-old"]


@pytest.mark.requirement("ROL-4", "ROS-5")
def test_nobody_judges_their_own_account(bench: Bench) -> None:
    review = matched(bench)
    rows = bench.rows(review)
    with pytest.raises(Refused, match="your own account"):
        bench.access.decide([rows["zbrandt"].id], v.Verdict(v.KEEP, "mine"))
    raw = {"verdict": "keep", "reason": "mine", "decided_by": bench.zoe_user.id, "decided": "2026-11-23T18:40:00.000"}
    with pytest.raises(NotSaved, match="own account"), bench.store.change("raw") as change:
        change.update("review_row", rows["zbrandt"].id, raw)
    with pytest.raises(NotSaved, match="signed in"), bench.store.change("raw") as change:
        change.update("review_row", rows["zbrandt"].id, raw | {"decided_by": bench.store.users.find("mara").id})  # type: ignore[union-attr]


def test_a_verdict_needs_its_reason_and_falls_with_its_match(bench: Bench) -> None:
    review = matched(bench)
    rows = bench.rows(review)
    for name, verdict in (("amueller", v.REMOVE), ("test01", v.KEEP), ("soneil", v.UNKNOWN)):
        with pytest.raises(BadInput, match="needs a reason"):
            bench.access.decide([rows[name].id], v.Verdict(verdict))
    with pytest.raises(BadInput, match="role it should have"):
        bench.access.decide([rows["soneil"].id], v.Verdict(v.CHANGE, "less"))
    with pytest.raises(Refused, match="no verdict yet"):
        bench.access.finish_deciding(review.id)
    bench.access.decide([rows["mrossi"].id], v.Verdict(v.KEEP, "monitors here"))
    bench.access.match([rows["mrossi"].id], bench.sean.id)
    again = bench.rows(review)["mrossi"]
    assert again.verdict == "" and again.person == "O’Neil, Seán"
    with pytest.raises(NotSaved), bench.store.change("raw") as change:
        change.update("review_row", rows["soneil"].id, {"role": "Administrator"})


@pytest.mark.requirement("ROS-5", "SIG-1", "ROL-4")
def test_everybody_who_judged_signs_and_only_they(bench: Bench) -> None:
    review = judged(bench)
    content = dict(bench.access.signable(review.id).facts)
    assert content["SHA-256 of the list"] == HASH
    assert "change to Reader" in content["Row 4: soneil"] and "amueller" in content["Kept without findings, 1 to 1"]
    with pytest.raises(Refused, match="gave no verdict"):
        bench.access.sign_review(review.id, bench.ink(ZOE, bench.anne.id))
    with pytest.raises(NotSaved, match="everybody who gave"), bench.store.change("raw") as change:
        change.update("access_review", review.id, {"step": "follow", "signed": TODAY.isoformat()})
    half = bench.access.sign_review(review.id, bench.ink(MARA, bench.mara.id))
    assert half.step == v.SIGN and half.signers == ("Mara Rossi",)
    with pytest.raises(Refused, match="Somebody has signed"):
        bench.access.judge_again(review.id, "second thoughts")
    with pytest.raises(NotSaved, match="matched before they are signed"), bench.store.change("raw") as change:
        change.update("review_row", bench.rows(review)["soneil"].id, {"reason": "other"})
    whole = bench.access.sign_review(review.id, bench.ink(ZOE, bench.zoe.id))
    assert whole.step == v.FOLLOW and whole.signed == TODAY
    assert {(one.account, one.kind) for one in bench.access.followups(review.id)} == {
        ("zbrandt", v.REMOVE), ("test01", v.REMOVE), ("soneil", v.CHANGE), ("mrossi", v.CLARIFY),
    }  # fmt: skip
    assert bench.access.system(bench.edc.id).reviewed == TODAY


@pytest.mark.requirement("ROS-5")
def test_removals_are_followed_until_another_person_has_verified_each(bench: Bench) -> None:
    review = signed(bench)
    first, *others = bench.access.followups(review.id)
    with pytest.raises(Refused, match="Nobody carried it out"):
        bench.access.verify(first.id, TODAY, "looked")
    for one in (first, *others):
        bench.access.carry_out(one.id, TODAY, "Medidata help desk", "done on ticket 4711", ("mail.eml", b"done"))
    with pytest.raises(Refused, match="does not verify"):
        bench.access.verify(first.id, TODAY, "looked")
    raw = {"verified": TODAY.isoformat(), "verified_by": bench.store.actor.user}
    with pytest.raises(NotSaved), bench.store.change("raw") as change:
        change.update("access_followup", first.id, raw)
    bench.sit(bench_zoe(bench))
    for one in bench.access.followups(review.id):
        if one.account == "zbrandt":
            with pytest.raises(Refused, match="own account"):
                bench.access.verify(one.id, TODAY, "looked")
            continue
        bench.access.verify(one.id, TODAY, "log-in refused")
    assert bench.access.review(review.id).step == v.FOLLOW
    with pytest.raises(NotSaved, match="every removal"), bench.store.change("raw") as change:
        change.update("access_review", review.id, {"step": "closed", "closed": TODAY.isoformat()})


def bench_zoe(bench: Bench):  # type: ignore[no-untyped-def]
    from db.store.store import NewUser

    return NewUser("zoe", "Zoë Brandt", "officer", id=bench.zoe_user.id)


@pytest.mark.requirement("ROS-4", "ROS-5")
def test_a_removal_carried_out_withdraws_the_account_and_the_last_closes_the_review(bench: Bench) -> None:
    account = bench.account(bench.anne.id, "amueller")
    review = bench.review(v.ListRow(2, "amueller", "x", role="Data entry", last_login=TODAY))
    bench.access.confirm([row.id for row in bench.access.exact_rows(review.id)])
    bench.access.finish_matching(review.id)
    bench.access.decide([bench.rows(review)["amueller"].id], v.Verdict(v.REMOVE, "no longer on the study"))
    bench.access.finish_deciding(review.id)
    bench.access.sign_review(review.id, bench.ink(ZOE, bench.zoe.id))
    (one,) = bench.access.followups(review.id)
    assert one.due == TODAY + timedelta(days=3), "a system of high risk"
    bench.access.carry_out(one.id, TODAY, "help desk", "")
    assert bench.access.account(account.id).status == r.WITHDRAWN
    bench.sit(MARA)
    bench.access.verify(one.id, TODAY, "log-in refused")
    closed = bench.access.review(review.id)
    assert (closed.step, closed.closed, closed.open_followups) == (v.CLOSED, TODAY, 0)
    assert bench.access.system(bench.edc.id).review_due.isoformat() == "2027-02-23"  # type: ignore[union-attr]


@pytest.mark.requirement("ROL-3", "ROS-5")
def test_an_inspector_reads_a_review_with_the_hands_it_went_through(bench: Bench) -> None:
    study = bench.people.add_study(NewStudy("BRIGHT-2", "BR2-301"))
    bench.people.assign(bench.sean.id, study.id, "Sub-investigator", TODAY - timedelta(days=9))
    bench.access.change_system(bench.edc.id, {"studies": (study.id,)}, "used in it")
    review = signed(bench)
    bench.sit(ZOE)
    bench.store.users.add(NewUser("frances", "Frances Moreau", "inspector", studies=(study.id,)))
    bench.sit(NewUser("frances", "Frances Moreau", "inspector"))
    read = bench.access.review(review.id)
    assert set(read.signers) == {"Zoë Brandt", "Mara Rossi"} and read.by == "Zoë Brandt"
    assert {row.decided_by for row in bench.access.review_rows(review.id).rows} == {"Zoë Brandt"}
    assert {row.account for row in bench.access.review_rows(review.id).rows} == {"soneil"}, "of people of her study"
    assert bench.access.list_form(bench.edc.id) is None
    assert not bench.store.trail.page(Query(where={"action": ["refusal"], "role": ["inspector"]})).rows


def test_lists_that_cannot_be_are_refused_and_one_review_at_a_time(bench: Bench) -> None:
    review = bench.access.begin_review(v.NewReview(bench.edc.id))
    with pytest.raises(Refused, match=f"{review.number} of Rave EDC is under way"):
        bench.access.begin_review(v.NewReview(bench.edc.id))
    with pytest.raises(BadInput, match="no accounts"):
        bench.access.bring_in_list(review.id, bench.list_of(), ())
    row = v.ListRow(2, "a")
    with pytest.raises(BadInput, match="has not come yet"):
        bench.access.bring_in_list(
            review.id, bench.list_of(row, taken=TODAY + timedelta(days=1)), [v.Suggestion(None, "", 0)]
        )
    bench.access.bring_in_list(review.id, bench.list_of(row), [v.Suggestion(None, "", 0)])
    with pytest.raises(Refused, match="has its list already"):
        bench.access.bring_in_list(review.id, bench.list_of(row), [v.Suggestion(None, "", 0)])
    imported = bench.store.trail.history("access_review", review.id)
    assert any(entry.action == "import" and entry.new.get("sha256") == HASH for entry in imported)
    assert bench.access.list_form(bench.edc.id) == v.ListForm({"User": "account"})
    bench.access.abandon_review(review.id, "wrong file")
    assert bench.access.begin_review(v.NewReview(bench.edc.id)).number == "AR-2026-2"


@pytest.mark.requirement("ROS-5", "VAL-3")
def test_what_is_due_waits(bench: Bench) -> None:
    kinds = {one.kind: one for one in bench.access.waiting(TODAY)}
    assert kinds["access-review-due"].state == "overdue", "in use since March, risk high"
    review = bench.review(*a_list(bench))
    kinds = {one.kind: one for one in bench.access.waiting(TODAY)}
    assert kinds["access-review-open"].note == "5 of 5 rows to match"
    assert kinds["access-review-open"].record == f"review/{review.id}"
    assert not bench.access.to_sign()


def test_the_signing_folder_offers_the_review_to_those_who_judged(bench: Bench) -> None:
    review = judged(bench)
    (item,) = bench.access.to_sign()
    assert item.signable.record == review.id and item.meaning == "reviewed"
    ink = bench.ink(MARA, bench.mara.id)
    with bench.store.change("signed") as change:
        bench.access.signed(change, item, ink)
    assert not bench.access.to_sign()
    assert bench.access.review(review.id).signers == ("Mara Rossi",)
