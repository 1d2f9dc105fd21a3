"""What the acts of ``users`` share."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable

from db.errors import BadInput
from db.site import Site
from db.store.users import User
from desktop.commands.answer import Answer

Act = tuple[str, str, Callable[[ArgumentParser], None], Callable[[Site, Namespace], Answer]]
"""Name, what it does, its options, the work."""


def nothing_more(_parser: ArgumentParser) -> None:
    """No options of its own."""


def known_user(site: Site, login: str) -> User:
    """Raises BadInput for a login nobody has."""
    user = site.users.find(login)
    if user is None:
        raise BadInput(f"There is no user with the login “{login}”.", todo="users list shows them.")
    return user
