"""``users certificate`` and its like: with what people sign, and who answers for its authority (SIG-2)."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from db.errors import BadInput
from db.signing.authority import in_fours
from db.signing.records import Vouching
from db.site import Site
from db.workspace.site_certificate import give_site_certificate
from desktop.commands.answer import Answer
from desktop.commands.factors import ask, own_passphrase, passphrase_from, sign_code
from desktop.commands.user_acts import Act, known_user, nothing_more


def _of_certificate(own: ArgumentParser) -> None:
    own.add_argument("file", type=Path)
    own.add_argument("--password-file", type=Path, metavar="F", help="file whose first line is the file's password")


def _of_site_certificate(back: ArgumentParser) -> None:
    back.add_argument("--login", required=True, help="who signs with one of their own, and is here")
    back.add_argument("--their-passphrase-file", type=Path, metavar="F", help="theirs; not for yourself")
    back.add_argument("--their-code", default="", metavar="N", help="the code their authenticator shows now")


def _of_confirm(confirm: ArgumentParser) -> None:
    confirm.add_argument("fingerprint", help="64 hex digits, as `users authorities` shows it")
    confirm.add_argument("--how", required=True, metavar="TEXT", help="with what it was compared")


def _of_distrust(distrust: ArgumentParser) -> None:
    distrust.add_argument("fingerprint")
    distrust.add_argument("--reason", required=True)


def _certificate(site: Site, options: Namespace) -> Answer:
    from db.signing.pkcs12 import MOST, read_own

    if not options.file.is_file():
        raise BadInput(f"There is no file {options.file}.", todo="Check its name.")
    password = passphrase_from(options.password_file) if options.password_file else ask(
        "Password of the file: ", "--password-file F")  # fmt: skip
    with options.file.open("rb") as file:
        own = read_own(file.read(MOST + 1), password)
    site.signing.demand_bringable(own)
    site.session.use_own_certificate(own_passphrase(options), sign_code(options), own)
    known = site.signing.vouching(site.signing.certificate_of(site.actor.user))
    state = "confirmed" if known.trusted else "not confirmed yet: an officer does, by `users confirm-authority`"
    words = f"You sign with a certificate of {known.authority} from now on ({state})."
    return Answer(words, _vouched(known))


def _authorities(site: Site, _options: Namespace) -> Answer:
    found = site.signing.brought_authorities()
    lines = [
        f"{in_fours(one.fingerprint)}  {one.authority}: "
        + (f"confirmed by {one.confirmed_by}, {one.how}" if one.confirmed_by else "not confirmed")
        for one in found
    ]
    return Answer("\n".join(lines) or "Everybody signs with the site's own certificates.",
                  {"authorities": [_vouched(one) for one in found]})  # fmt: skip


def _confirm(site: Site, options: Namespace) -> Answer:
    known = site.signing.confirm_authority(options.fingerprint, options.how)
    return Answer(f"{known.authority} is confirmed by {known.confirmed_by}.", _vouched(known))


def _distrust(site: Site, options: Namespace) -> Answer:
    known = site.signing.withdraw_confirmation(options.fingerprint, options.reason)
    return Answer(f"{known.authority} is no longer trusted here.", _vouched(known))


def _vouched(known: Vouching) -> dict[str, object]:
    return {
        "authority": known.authority, "fingerprint": known.fingerprint, "trusted": known.trusted,
        "confirmed_by": known.confirmed_by or None,
    }  # fmt: skip


def _site_certificate(site: Site, options: Namespace) -> Answer:
    user = known_user(site, options.login)
    if user.id == site.actor.user:
        give_site_certificate(site.session, user.id, own_passphrase(options), sign_code(options))
    elif options.their_passphrase_file is None or not options.their_code:
        raise BadInput(f"{user.name} proves themselves with passphrase and code.",
                       todo="Give --their-passphrase-file and --their-code.")  # fmt: skip
    else:
        theirs = passphrase_from(options.their_passphrase_file)
        give_site_certificate(site.session, user.id, theirs, options.their_code)
    until = site.signing.certificate_of(user.id).valid_until.date().isoformat()
    words = f"{user.name} signs with a certificate of the site again, until {until}."
    return Answer(words, {"user": user.id, "until": until})


ACTS: tuple[Act, ...] = (
    ("certificate", "sign with a certificate of your own, from a .p12 or .pfx file", _of_certificate, _certificate),
    ("site-certificate", "an officer: back to a certificate of the site", _of_site_certificate, _site_certificate),
    ("authorities", "which authorities stand behind certificates people brought", nothing_more, _authorities),
    ("confirm-authority", "an officer answers for one of them", _of_confirm, _confirm),
    ("distrust-authority", "nobody answers for it any more", _of_distrust, _distrust),
)
