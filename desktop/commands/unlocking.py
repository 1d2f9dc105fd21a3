"""Opens the workspace a command works on, and leaves it in order whatever happens."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from db.clock import Clock, SystemClock
from db.errors import BadInput, Known
from db.site import Site
from db.vault.errors import PassphraseAsked, UsedCode
from db.workspace.demonstration import demonstration_factors
from db.workspace.layout import Layout
from db.workspace.opening import asks_passphrase, open_workspace
from desktop.commands import factors
from desktop.unlock.backstage import Backstage


@contextmanager
def unlocked(options: Namespace) -> Iterator[Site]:
    """A Site under the factors of ``options``; a demonstration site brings its own (DEMO.json)."""
    clock = SystemClock()
    layout = Layout(options.workspace)
    label = layout.read_label()
    login, passphrase, code, shown = options.user, None, options.code, None
    if label.demonstration:
        shown = demonstration_factors(layout, clock, login)
        login = shown.login
        passphrase = factors.passphrase_from(options.passphrase_file) if options.passphrase_file else shown.passphrase
        code = code or shown.code
    if login is None:
        raise BadInput("It is not said who unlocks.", todo="Use --user LOGIN.")
    if passphrase is None:
        passphrase = _passphrase(options, login, clock)
    if code is None:
        code = factors.code(options)
    try:
        session = open_workspace(options.workspace, login, passphrase, code, options.second_code, clock=clock)
    except PassphraseAsked:
        passphrase = factors.passphrase(options, "This site asks the passphrase again to unlock. Passphrase: ")
        session = open_workspace(options.workspace, login, passphrase, code, options.second_code, clock=clock)
    except UsedCode:
        if shown is None or options.code is not None:
            raise
        # a demonstration knows its next code too, so that two commands in one half minute both work
        session = open_workspace(options.workspace, login, passphrase, shown.next_code, clock=clock)
    options.passphrase = passphrase  # a signing act asks for it again; kept until this command ends
    site = Site.of(session)
    try:
        if not label.demonstration:
            Backstage(clock).came(options.workspace, label, login, site.actor)
        yield site
        session.ratchet()
    except BaseException:
        with suppress(Known):  # the slot stays good as it is; what ended the command is the thing to tell
            session.ratchet()
        raise
    finally:
        options.passphrase = None
        site.close()


def _passphrase(options: Namespace, login: str, clock: Clock) -> str | None:
    """Asked only where the slot wants one; None where it does not and none was given."""
    if options.passphrase_file or asks_passphrase(options.workspace, login, clock=clock):
        return factors.passphrase(options)
    return None
