"""``users ...``: who may unlock this workspace (UNL-6)."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from db.clock import SystemClock
from db.errors import BadInput
from db.oversight.records import IDENTITY, PAPER, STATEMENT, TRAINING
from db.signing.authority import in_fours
from db.signing.records import Vouching
from db.site import Site
from db.store.actor import ROLES
from db.store.users import User
from db.workspace.layout import demand_writable
from db.workspace.people import (
    ROLE_NAMES,
    Enrolment,
    Newcomer,
    ProvenDuty,
    SecondPerson,
    add_user,
    re_enrol,
    withdraw_user,
)
from desktop.commands.answer import Answer
from desktop.commands.factors import ask, passphrase_from, sign_code
from desktop.commands.kit_file import write_kit


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
    add.add_argument("--digits", type=int, choices=(6, 8), default=6, help="of their authenticator's codes")
    _duties_of(add)
    with_site(add, opened, _add)
    record = acts.add_parser("record", help="what somebody has on record before their first act")
    record.add_argument("--login", required=True)
    _duties_of(record)
    with_site(record, opened, _record)
    link = acts.add_parser("link", help="who of the roster a user is")
    link.add_argument("--login", required=True)
    link.add_argument("--person", required=True, metavar="ID", help="an id, or “Family, Given”")
    with_site(link, opened, _link)
    for act, words in (("suspend", "from now on they cannot unlock"), ("end", "they have left for good")):
        one = acts.add_parser(act, help=words)
        one.add_argument("--login", required=True)
        one.add_argument("--reason", required=True)
        with_site(one, opened, _withdraw)
    again = acts.add_parser("re-enrol", help="after a lost phone: new seed, new certificate")
    again.add_argument("--login", required=True)
    again.add_argument("--reason", required=True)
    again.add_argument("--new-passphrase-file", type=Path, required=True, metavar="F")
    again.add_argument("--digits", type=int, choices=(6, 8), default=6, help="of their authenticator's codes")
    again.add_argument("--identity", default="", metavar="PAPER", help="which paper was seen")
    again.add_argument("--second", default="", metavar="LOGIN", help="for an officer: the second enrolled person")
    again.add_argument("--second-passphrase-file", type=Path, metavar="F", help="theirs")
    again.add_argument("--second-code", default="", metavar="N", help="the code their authenticator shows now")
    with_site(again, opened, _again)
    kit = acts.add_parser("kit", help="a new recovery kit; the old one opens earlier copies only")
    kit.add_argument("--recovery-kit", type=Path, metavar="OUT.pdf", help="write it as PDF")
    with_site(kit, opened, _kit)
    own = acts.add_parser("certificate", help="sign with a certificate of your own, from a .p12 or .pfx file")
    own.add_argument("file", type=Path)
    own.add_argument("--password-file", type=Path, metavar="F", help="file whose first line is the file's password")
    with_site(own, opened, _certificate)
    authorities = acts.add_parser("authorities", help="which authorities stand behind certificates people brought")
    with_site(authorities, opened, _authorities)
    confirm = acts.add_parser("confirm-authority", help="an officer answers for one of them")
    confirm.add_argument("fingerprint", help="64 hex digits, as `users authorities` shows it")
    confirm.add_argument("--how", required=True, metavar="TEXT", help="with what it was compared")
    with_site(confirm, opened, _confirm)
    distrust = acts.add_parser("distrust-authority", help="nobody answers for it any more")
    distrust.add_argument("fingerprint")
    distrust.add_argument("--reason", required=True)
    with_site(distrust, opened, _distrust)
    recover = acts.add_parser("recover", help="with the recovery kit: enrol one officer anew, on this computer")
    recover.add_argument("--workspace", type=Path, required=True, metavar="DIR")
    recover.add_argument("--login", required=True, help="an officer's login")
    recover.add_argument("--kit-file", type=Path, required=True, metavar="F", help="file with AGE-SECRET-KEY-1...")
    recover.add_argument("--new-passphrase-file", type=Path, required=True, metavar="F")
    recover.add_argument("--recovery-kit", type=Path, metavar="OUT.pdf", help="write the new recovery kit as PDF")
    recover.set_defaults(run=_recover)
    for one in acts.choices.values():
        one.add_argument("--json", action="store_true", help="print one JSON object")


def _duties_of(parser: ArgumentParser) -> None:
    parser.add_argument("--identity", default="", metavar="PAPER", help="identity checked: which paper was seen")
    parser.add_argument("--trained", default="", metavar="HOW", help="trained in this program: by whom, how")
    parser.add_argument("--statement-at", default="", metavar="WHERE", help="statement signed in ink: where it is kept")


def _proven(options: Namespace) -> tuple[ProvenDuty, ...]:
    given = (
        ProvenDuty(IDENTITY, options.identity.strip()),
        ProvenDuty(TRAINING, options.trained.strip()),
        ProvenDuty(STATEMENT, PAPER if options.statement_at.strip() else "", options.statement_at.strip()),
    )
    return tuple(one for one in given if one.document)


def _record(site: Site, options: Namespace) -> Answer:
    """Each that was given, as done today."""
    user, today, duties = _known(site, options.login), site.clock.now().date(), site.oversight.duties
    given = _proven(options)
    if not given:
        raise BadInput("Nothing to record.", todo="Give --identity, --trained or --statement-at.")
    for one in given:
        if one.kind == IDENTITY:
            duties.record_identity(user.id, one.document, today)
        elif one.kind == TRAINING:
            duties.record_training(user.id, one.document, today)
        else:
            duties.paper_statement(user.id, today, one.note)
    site.introductions.keep()
    missing = duties.of(user.id).missing
    words = f"{user.name}: " + (f"still missing {', '.join(missing)}." if missing else "everything is on record.")
    return Answer(words, {"user": user.id, "missing": list(missing)})


def _list(site: Site, _options: Namespace) -> Answer:
    users = site.users.all()
    lines = [f"{user.login:<16} {user.name:<32} {ROLE_NAMES[user.role]:<24} {user.status}" for user in users]
    told = [_fields(user, site.oversight.duties.of(user.id).missing) for user in users]
    return Answer("\n".join(lines), {"users": told})


def _fields(user: User, missing: tuple[str, ...]) -> dict[str, object]:
    return {
        "id": user.id,
        "login": user.login,
        "name": user.name,
        "role": user.role,
        "status": user.status,
        "until": user.until or None,
        "studies": user.studies,
        "missing": list(missing),
    }


def _add(site: Site, options: Namespace) -> Answer:
    newcomer = Newcomer(
        options.name,
        options.login,
        options.role,
        passphrase_from(options.new_passphrase_file),
        studies=tuple(options.study) if options.study else None,
        until=options.until,
        duties=_proven(options),
        digits=options.digits,
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
    second = None
    if options.second:
        if options.second_passphrase_file is None or not options.second_code:
            raise BadInput("The second person proves themselves with passphrase and code.",
                           todo="Give --second-passphrase-file and --second-code.")  # fmt: skip
        second = SecondPerson(options.second, passphrase_from(options.second_passphrase_file), options.second_code)
    duties = (ProvenDuty(IDENTITY, options.identity.strip()),) if options.identity.strip() else ()
    made = re_enrol(
        site.session, user.id, passphrase, options.reason, duties=duties, second=second, digits=options.digits
    )
    return _enrolled(f"{user.name} is enrolled again.", made)


def _link(site: Site, options: Namespace) -> Answer:
    from desktop.commands.reporting import one_person

    user, person = _known(site, options.login), one_person(site, options.person)
    site.say_who(user.id, person)
    return Answer(f"{user.name} is {site.people.person(person).name}.", {"user": user.id, "person": person})


def _certificate(site: Site, options: Namespace) -> Answer:
    from db.signing.pkcs12 import MOST, read_own

    if not options.file.is_file():
        raise BadInput(f"There is no file {options.file}.", todo="Check its name.")
    password = passphrase_from(options.password_file) if options.password_file else ask(
        "Password of the file: ", "--password-file F")  # fmt: skip
    with options.file.open("rb") as file:
        own = read_own(file.read(MOST + 1), password)
    site.signing.demand_bringable(own)
    if options.passphrase is None:
        raise BadInput("Your passphrase is needed.", todo="Use --passphrase-file F.")
    site.session.use_own_certificate(options.passphrase, sign_code(options), own)
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


def _known(site: Site, login: str) -> User:
    user = site.users.find(login)
    if user is None:
        raise BadInput(f"There is no user with the login “{login}”.", todo="users list shows them.")
    return user


def _enrolled(words: str, made: Enrolment) -> Answer:
    shown = f"{words}\nEnter this into their authenticator now (it is shown once):\n  {made.otpauth}"
    return Answer(shown, {"user": made.user, "otpauth": made.otpauth})


def _kit(site: Site, options: Namespace) -> Answer:
    from db.workspace.kit import new_kit

    if options.recovery_kit:
        demand_writable(options.recovery_kit)
    made = new_kit(site.session)
    words, code = [f"New recovery key, for the safe (it is shown once):\n  {made.recovery}"], 0
    if options.recovery_kit:
        told, code = write_kit(options.recovery_kit, made.recovery, made.site, made.workspace, site.clock.now())
        words.append(told)
    words.append("The old kit opens copies made until now. At the next opening the database gets another key.")
    return Answer("\n".join(words), {"workspace": made.workspace, "recovery": made.recovery}, code)


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
    code = 0
    if options.recovery_kit:
        told, code = write_kit(options.recovery_kit, made.recovery, made.site, made.workspace, clock.now())
        words.append(told)
    fields = {"workspace": made.workspace, "user": made.user, "otpauth": made.otpauth, "recovery": made.recovery}
    return Answer("\n".join(words), fields, code)
