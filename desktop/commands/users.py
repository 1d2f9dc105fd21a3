"""``users ...``: who may unlock this workspace (UNL-6)."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from db.clock import SystemClock
from db.errors import BadInput
from db.site import Site
from db.store.actor import ROLES
from db.store.users import User
from db.workspace.layout import demand_writable, write_whole
from db.workspace.people import ROLE_NAMES, Enrolment, Newcomer, add_user, re_enrol, withdraw_user
from desktop.commands.answer import Answer
from desktop.commands.factors import passphrase_from


def configure(parser: ArgumentParser, _name: str, opened: bool) -> None:
    from desktop.commands.line import with_site

    acts = parser.add_subparsers(dest="act", metavar="act", required=True)
    with_site(acts.add_parser("list", help="everybody, with all there was"), opened, _list)
    add = acts.add_parser("add", help="enrol somebody new, in an officer's session")
    add.add_argument("--login", required=True)
    add.add_argument("--name", required=True, help="full name, as printed beside a signature")
    add.add_argument("--role", required=True, choices=ROLES)
    add.add_argument("--until", default="", metavar="DATE", help="last day, ISO date")
    add.add_argument("--study", action="append", metavar="ID", help="limit them to this study (may be repeated)")
    add.add_argument("--new-passphrase-file", type=Path, required=True, metavar="F", help="the newcomer's own")
    with_site(add, opened, _add)
    for act, words in (("suspend", "from now on they cannot unlock"), ("end", "they have left for good")):
        one = acts.add_parser(act, help=words)
        one.add_argument("--login", required=True)
        one.add_argument("--reason", required=True)
        with_site(one, opened, _withdraw)
    again = acts.add_parser("re-enrol", help="after a lost phone: new seed, new certificate")
    again.add_argument("--login", required=True)
    again.add_argument("--reason", required=True)
    again.add_argument("--new-passphrase-file", type=Path, required=True, metavar="F")
    with_site(again, opened, _again)
    recover = acts.add_parser("recover", help="with the recovery kit: enrol one officer anew, on this computer")
    recover.add_argument("--workspace", type=Path, required=True, metavar="DIR")
    recover.add_argument("--login", required=True, help="an officer's login")
    recover.add_argument("--kit-file", type=Path, required=True, metavar="F", help="file with AGE-SECRET-KEY-1...")
    recover.add_argument("--new-passphrase-file", type=Path, required=True, metavar="F")
    recover.add_argument("--recovery-kit", type=Path, metavar="OUT.pdf", help="write the new recovery kit as PDF")
    recover.set_defaults(run=_recover)
    for one in acts.choices.values():
        one.add_argument("--json", action="store_true", help="print one JSON object")


def _list(site: Site, _options: Namespace) -> Answer:
    users = site.users.all()
    lines = [f"{user.login:<16} {user.name:<32} {ROLE_NAMES[user.role]:<24} {user.status}" for user in users]
    return Answer("\n".join(lines), {"users": [_fields(user) for user in users]})


def _fields(user: User) -> dict[str, object]:
    return {
        "id": user.id,
        "login": user.login,
        "name": user.name,
        "role": user.role,
        "status": user.status,
        "until": user.until or None,
        "studies": user.studies,
    }


def _add(site: Site, options: Namespace) -> Answer:
    newcomer = Newcomer(
        options.name,
        options.login,
        options.role,
        passphrase_from(options.new_passphrase_file),
        studies=tuple(options.study) if options.study else None,
        until=options.until,
    )
    return _enrolled(f"{options.name} is enrolled.", add_user(site.session, newcomer))


def _withdraw(site: Site, options: Namespace) -> Answer:
    status = "suspended" if options.act == "suspend" else "ended"
    user = withdraw_user(site.session, _known(site, options.login).id, status, options.reason)
    words = f"{user.name} is {status}. At the next opening the database gets another key."
    return Answer(words, {"user": user.id, "status": user.status})


def _again(site: Site, options: Namespace) -> Answer:
    user = _known(site, options.login)
    passphrase = passphrase_from(options.new_passphrase_file)
    return _enrolled(f"{user.name} is enrolled again.", re_enrol(site.session, user.id, passphrase, options.reason))


def _known(site: Site, login: str) -> User:
    user = site.users.find(login)
    if user is None:
        raise BadInput(f"There is no user with the login “{login}”.", todo="users list shows them.")
    return user


def _enrolled(words: str, made: Enrolment) -> Answer:
    shown = f"{words}\nEnter this into their authenticator now (it is shown once):\n  {made.otpauth}"
    return Answer(shown, {"user": made.user, "otpauth": made.otpauth})


def _recover(options: Namespace) -> Answer:
    from db.workspace.recovery import recover

    clock = SystemClock()
    if options.recovery_kit:
        demand_writable(options.recovery_kit)
    made = recover(
        options.workspace,
        passphrase_from(options.kit_file),
        options.login,
        passphrase_from(options.new_passphrase_file),
        clock=clock,
    )
    words = [
        "Recovered. Everybody else has to be enrolled again.",
        "Enter this into the officer's authenticator now (it is shown once):",
        f"  {made.otpauth}",
        "New recovery key, for the safe. The old kit still opens older backups, and only those:",
        f"  {made.recovery}",
    ]
    if options.recovery_kit:
        from desktop.reports.kit import recovery_kit_pdf

        kit = recovery_kit_pdf(made.recovery, made.site, workspace=made.workspace, made_at=clock.now())
        write_whole(options.recovery_kit, kit)
    fields = {"workspace": made.workspace, "user": made.user, "otpauth": made.otpauth, "recovery": made.recovery}
    return Answer("\n".join(words), fields)
