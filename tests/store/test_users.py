"""Who works here: each unlocking uses its step up before anything shows, and nobody locks the site out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from db.errors import BadInput, Refused
from db.store.errors import NotSaved, StepUsed
from db.store.query import Query
from db.store.store import NewUser, Store
from tests.store.workbench import STUDY, Workbench, a_study


@pytest.mark.requirement("UNL-4")
def test_a_step_is_used_once_whatever_happened_to_the_slot(bench: Workbench, store: Store) -> None:
    me = bench.officer.id
    store.users.record_unlock(me, 1000, 3, -1)
    assert (store.users.get(me).step, store.users.get(me).generation, store.users.get(me).drift) == (1000, 3, -1)
    for step in (1000, 999):
        with pytest.raises(StepUsed):
            store.users.record_unlock(me, step, 4, 0)
        with pytest.raises(StepUsed):
            store.users.record_step(me, step, 4, "signed")
        with pytest.raises(NotSaved, match="used once"), store.change("why") as change:  # not even by another way
            change.update("users", me, {"step": step})
    store.users.record_step(me, 1001, 4, "signed a report")
    assert store.users.get(me).step == 1001
    store.users.enrolled(me, "age1new", "lost phone")  # another authenticator begins anew
    store.users.record_unlock(me, 900, 1, 0)


@pytest.mark.requirement("UNL-5", "AUD-3")
def test_failed_tries_come_to_the_trail_with_the_next_unlocking(bench: Workbench, store: Store) -> None:
    tries = [bench.clock.now() - timedelta(hours=hours) for hours in (3, 2)]
    store.users.record_unlock(bench.officer.id, 1000, 3, 0, tries)
    entries = store.trail.page(Query(where={"action": ["failed-try"]}, sort=(("seq", False),))).rows
    assert [entry.new["tried"] for entry in entries] == [
        "2026-11-23T15:40:00.000+01:00",
        "2026-11-23T16:40:00.000+01:00",
    ]
    assert {entry.row for entry in entries} == {bench.officer.id}
    assert store.trail.page(Query(where={"action": ["log-in"]})).rows[0].new["step"] == 1000


@pytest.mark.requirement("UNL-6")
def test_users_come_and_go_and_keep_their_names(bench: Workbench, store: Store) -> None:
    ann = store.users.add(NewUser(" Ann.Müller ", "Ann Müller", "coordinator", "age1ann"))
    assert store.users.find("ANN.MÜLLER") == ann and store.users.find("nobody") is None
    with pytest.raises(BadInput, match="already"):
        store.users.add(NewUser("ann.müller", "Another", "staff"))
    with pytest.raises(BadInput, match="no role"):
        store.users.add(NewUser("x", "X", "boss"))
    with pytest.raises(BadInput, match="full name"):
        store.users.add(NewUser("x", " ", "staff"))
    with pytest.raises(BadInput, match="no such user"):
        store.users.get("x")
    assert store.users.recipients() == ((ann.id, "age1ann"),)
    store.users.suspend(ann.id, "laptop lost")
    assert store.users.get(ann.id).status == "suspended" and store.users.recipients() == ()
    store.users.resume(ann.id, "laptop found")
    store.users.end(ann.id, "left the site")
    assert store.users.get(ann.id).name == "Ann Müller"
    assert [entry.reason for entry in store.trail.history("users", ann.id)[1:]] == [
        "laptop lost",
        "laptop found",
        "left the site",
    ]


@pytest.mark.requirement("ROL-3")
@pytest.mark.parametrize("role", ["monitor", "inspector"])
def test_a_visitor_without_studies_sees_none(bench: Workbench, store: Store, role: str) -> None:
    for studies in ((), None):
        with pytest.raises(BadInput, match="study"):
            store.users.add(NewUser("mo", "Mo", role, studies=studies))
    with store.change() as change:  # and if one came about some other way
        user = change.insert("users", {"login": "mo", "name": "Mo", "role": role})
    a_study(store, STUDY, "NORD-1")
    store.close()
    visitor = bench.open(user)
    assert visitor.rows("SELECT * FROM study") == []
    visitor.close()


@pytest.mark.requirement("UNL-6")
def test_nobody_locks_the_site_out(bench: Workbench, store: Store) -> None:
    second = store.users.add(NewUser("second", "Second", "officer"))
    with pytest.raises(Refused, match="themselves"):
        store.users.suspend(bench.officer.id, "why")
    store.close()
    opened = bench.open(second.id)
    opened.users.suspend(bench.officer.id, "why")
    opened.close()
    with pytest.raises(Refused):
        bench.open()
