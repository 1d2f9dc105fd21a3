"""``users ...``: who may unlock this workspace (UNL-6)."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from db.clock import SystemClock
from db.days import shown
from db.errors import BadInput
from db.oversight.records import IDENTITY, PAPER, STATEMENT, TRAINING
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
from desktop.commands import code_alone
from desktop.commands.answer import Answer
from desktop.commands.code_alone import code_alone_option
from desktop.commands.factors import own_passphrase, passphrase_from, sign_code
from desktop.commands.kit_file import write_kit
from desktop.commands.user_acts import Act, known_user, nothing_more


def configure(parser: ArgumentParser, _name: str, opened: bool) -> None:
    from desktop.commands import user_certificates
    from desktop.commands.line import with_site

    acts = parser.add_subparsers(dest="act", metavar="act", required=True)
    for name, words, options, work in (*_ACTS, *code_alone.ACTS, *user_certificates.ACTS):
        one = acts.add_parser(name, help=words)
        options(one)
        with_site(one, opened, work)
    recover = acts.add_parser("recover", help="with the recovery kit: enrol one officer anew, on this computer")
    recover.add_argument("--workspace", type=Path, required=True, metavar="DIR")
    recover.add_argument("--login", required=True, help="an officer's login")
    recover.add_argument("--kit-file", type=Path, required=True, metavar="F", help="file with AGE-SECRET-KEY-1...")
    recover.add_argument("--new-passphrase-file", type=Path, required=True, metavar="F")
    recover.add_argument("--recovery-kit", type=Path, metavar="OUT.pdf", help="write the new recovery kit as PDF")
    recover.set_defaults(run=_recover)
    for one in acts.choices.values():
        one.add_argument("--json", action="store_true", help="print one JSON object")


def _of_add(add: ArgumentParser) -> None:
    add.add_argument("--login", required=True)
    add.add_argument("--name", required=True, help="full name, as printed beside a signature")
    add.add_argument("--role", required=True, choices=ROLES)
    add.add_argument("--until", default="", metavar="DATE", help="last day, ISO date")
    add.add_argument("--study", action="append", metavar="ID", help="limit them to this study (may be repeated)")
    add.add_argument("--new-passphrase-file", type=Path, required=True, metavar="F", help="the newcomer's own")
    add.add_argument("--digits", type=int, choices=(6, 8), default=6, help="of their authenticator's codes")
    code_alone_option(add)
    _duties_of(add)


def _of_record(record: ArgumentParser) -> None:
    record.add_argument("--login", required=True)
    _duties_of(record)


def _of_link(link: ArgumentParser) -> None:
    link.add_argument("--login", required=True)
    link.add_argument("--person", required=True, metavar="ID", help="an id, or “Family, Given”")


def _of_withdraw(one: ArgumentParser) -> None:
    one.add_argument("--login", required=True)
    one.add_argument("--reason", required=True)


def _of_again(again: ArgumentParser) -> None:
    _of_withdraw(again)
    again.add_argument("--new-passphrase-file", type=Path, required=True, metavar="F")
    again.add_argument("--digits", type=int, choices=(6, 8), default=6, help="of their authenticator's codes")
    code_alone_option(again)
    again.add_argument("--identity", default="", metavar="PAPER", help="which paper was seen")
    again.add_argument("--second", default="", metavar="LOGIN", help="for an officer: the second enrolled person")
    again.add_argument("--second-passphrase-file", type=Path, metavar="F", help="theirs")
    again.add_argument("--second-person-code", default="", metavar="N", help="the code their authenticator shows now")


def _of_passphrase(own: ArgumentParser) -> None:
    own.add_argument("--new-passphrase-file", type=Path, required=True, metavar="F", help="the new one")


def _of_kit(kit: ArgumentParser) -> None:
    kit.add_argument("--recovery-kit", type=Path, metavar="OUT.pdf", help="write it as PDF")


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
    user, today, duties = known_user(site, options.login), site.clock.now().date(), site.oversight.duties
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
        "code_alone": user.code_alone,
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
        code_alone=options.code_alone,
    )
    return _enrolled(f"{options.name} is enrolled.", add_user(site.session, newcomer))


def _withdraw(site: Site, options: Namespace) -> Answer:
    status = "suspended" if options.act == "suspend" else "ended"
    user = withdraw_user(site.session, known_user(site, options.login).id, status, options.reason)
    words = f"{user.name} is {status}. At the next opening the database gets another key."
    return Answer(words, {"user": user.id, "status": user.status})


def _again(site: Site, options: Namespace) -> Answer:
    user = known_user(site, options.login)
    passphrase = passphrase_from(options.new_passphrase_file)
    second = None
    if options.second:
        if options.second_passphrase_file is None or not options.second_person_code:
            raise BadInput("The second person proves themselves with passphrase and code.",
                           todo="Give --second-passphrase-file and --second-person-code.")  # fmt: skip
        phrase = passphrase_from(options.second_passphrase_file)
        second = SecondPerson(options.second, phrase, options.second_person_code)
    duties = (ProvenDuty(IDENTITY, options.identity.strip()),) if options.identity.strip() else ()
    made = re_enrol(
        site.session, user.id, passphrase, options.reason, duties=duties, second=second, digits=options.digits,
        code_alone=options.code_alone,
    )  # fmt: skip
    return _enrolled(f"{user.name} is enrolled again.", made)


def _link(site: Site, options: Namespace) -> Answer:
    from desktop.commands.reporting import one_person

    user, person = known_user(site, options.login), one_person(site, options.person)
    site.say_who(user.id, person)
    return Answer(f"{user.name} is {site.people.person(person).name}.", {"user": user.id, "person": person})


def _enrolled(words: str, made: Enrolment) -> Answer:
    told = f"{words}\nEnter this into their authenticator now (it is shown once):\n  {made.otpauth}"
    return Answer(told, {"user": made.user, "otpauth": made.otpauth})


def _passphrase(site: Site, options: Namespace) -> Answer:
    """One's own, with the one there is and a fresh code."""
    new = passphrase_from(options.new_passphrase_file)
    site.session.revise_passphrase(own_passphrase(options), sign_code(options), new)
    options.passphrase = new  # what follows in a batch signs with it
    due = site.oversight.duties.of(site.actor.user).revise_by
    words = f"Your passphrase is revised; it unlocks and signs from now on. The next revision is due on {shown(due)}."
    return Answer(words, {"user": site.actor.user, "revise_by": due.isoformat()})


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


_ACTS: tuple[Act, ...] = (
    ("list", "everybody, with all there was", nothing_more, _list),
    ("add", "enrol somebody new, in an officer's session", _of_add, _add),
    ("record", "what somebody has on record before their first act", _of_record, _record),
    ("link", "who of the roster a user is", _of_link, _link),
    ("suspend", "from now on they cannot unlock", _of_withdraw, _withdraw),
    ("end", "they have left for good", _of_withdraw, _withdraw),
    ("re-enrol", "after a lost phone: new seed, new certificate", _of_again, _again),
    ("passphrase", "revise your own passphrase, with the one you have and a fresh code", _of_passphrase, _passphrase),
    ("kit", "a new recovery kit; the old one opens earlier copies only", _of_kit, _kit),
)
