"""Accounts in outside systems: the shared fields of design section 8, and sheets of accounts as they are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from db.access.records import NewAccount
from db.store.query import Query
from desktop.exchange.registers.form import Asked, Register, Rows, picked
from desktop.exchange.simple import Taken, simple
from desktop.exchange.vocabulary import Field

if TYPE_CHECKING:
    from db.site import Site
    from db.store.change import Change

FIELDS = (
    "id", "person", "system", "account", "role", "granted", "withdrawn", "status", "since", "requested", "found",
    "left", "conflict", "person_id", "system_id",
)  # fmt: skip
_ALL = 10_000_000
_SOURCE = "brought in from a sheet"


def _rows(site: Site, asked: Asked) -> Rows:
    query = asked.query
    if asked.study is not None:
        query = replace(query, where={**query.where, "study": [asked.study]})
    page = site.access.accounts(query, asked.as_of)
    return picked(page.rows, FIELDS), page.of


def _add(site: Site, change: Change, row: Taken) -> str:
    """A new account is taken over as it is; one that is there already is closed where the sheet says when."""
    new = NewAccount(
        row.id("person"), site.access.system(row.text("system")).id, row.text("account"), row.text("role"),
        row.maybe_day("granted"), row.maybe_day("withdrawn"),
    )  # fmt: skip
    return site.access.bring_in_within(change, new, _SOURCE)


def _there(site: Site) -> frozenset[tuple[str, ...]]:
    return frozenset(
        (one.system, one.account, one.withdrawn.isoformat() if one.withdrawn else "")
        for one in site.access.accounts(Query(limit=_ALL)).rows
    )


ACCOUNTS = Register(
    "accounts", FIELDS, _rows, by_day=True, by_study=True,
    importer=simple(
        "account",
        "account",
        (
            Field("person", "person", "Person", needed=True),
            Field("system", "text", "System", needed=True, synonyms=("application", "Anwendung", "système", "sistema")),
            Field("account", "text", "Account", needed=True,
                  synonyms=("user id", "username", "user name", "login", "Benutzername", "Kennung", "identifiant")),
            Field("role", "text", "Role"),
            Field("granted", "date", "Granted", synonyms=("granted on", "created", "access from", "erteilt am")),
            Field("withdrawn", "date", "Withdrawn", synonyms=("revoked", "removed", "access until", "entzogen am")),
        ),
        _add,
        keys=("system", "account", "withdrawn"),
        there=_there,
    ),
)  # fmt: skip
