"""Back from a certificate of one's own to one of the site's, without enrolling again (SIG-2).

The site's authority is the officers' to use, the slot its person's: so it is done in an officer's session, by the
person with passphrase and a fresh code. Phone, passphrase and former signatures stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable

from db.clock import stamp
from db.errors import Refused
from db.signing.authority import Authority, issue, new_key
from db.signing.register import Signing
from db.store.users import User
from db.workspace.people import ROLE_NAMES, officers_authority
from db.workspace.session import Session

REASON = "Back to a certificate of the site"
_KEPT = "Nothing was changed; they sign as before."


def give_site_certificate(session: Session, user: str, passphrase: str, code: str) -> None:
    """A new key in the slot of ``user`` (id), certified by the site; the certificate they brought is withdrawn.

    Raises Refused for who is no officer, for somebody who cannot unlock, and for who signs with one of the site's
    already; what wrong factors raise. Ended between slot and record, the person cannot sign until it is done again.
    """
    store = session.store
    authority, found = officers_authority(session), store.users.get(user)
    if found.status != "active" or not found.recipient:
        raise Refused(f"{found.name} cannot unlock here now.", kept=_KEPT, todo="Enrol them again.")
    if Signing(store).signs_by_the_site(user):
        raise Refused(f"{found.name} signs with a certificate of the site already.", kept=_KEPT)
    if user == store.actor.user:
        act = session.sign(passphrase, code)
        _exchange(session, authority, found, lambda key: session.unlocked.exchange_key(act, passphrase, key))
        return
    proved = session.vault.unlock(found.login, passphrase, code)
    try:
        store.users.record_step(user, proved.step, proved.generation, REASON)
        for at in proved.failed_tries:
            store.event("failed-try", tbl="users", row=user, tried=stamp(at))
        proved.confirm()
        _exchange(session, authority, found, lambda key: proved.replace_key(passphrase, key))
    finally:
        proved.forget()


def _exchange(session: Session, authority: Authority, found: User, write: Callable[[bytes], object]) -> None:
    """Register and slot in one act; the slot last, so that what fails before it changes nothing."""
    key = new_key()
    certificate = issue(
        authority, key, name=found.name, role=ROLE_NAMES[found.role], clock=session.store.clock, user=found.id
    )
    with session.store.change(REASON) as change:
        Signing(session.store).add_certificate(found.id, certificate, change)
        write(key)
