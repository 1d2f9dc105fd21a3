"""``backup OUT``, ``restore FILE DIR`` and ``drill FILE`` (BAK-1, BAK-2, BAK-3)."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from db.backup import making
from db.backup.drill import drill
from db.backup.records import Backup
from db.backup.restoring import NewOfficer, restore
from db.clock import SystemClock, stamp
from db.days import shown
from db.errors import BadInput
from db.site import Site
from db.workspace.layout import demand_writable, write_whole
from desktop.commands.answer import Answer
from desktop.commands.factors import ask, passphrase_from


def configure(parser: ArgumentParser, name: str, opened: bool) -> None:
    from desktop.commands.line import with_site

    if name == "restore":
        _restore_options(parser)
        return
    if name == "drill":
        parser.add_argument("file", type=Path)
        parser.add_argument("--kit-file", type=Path, metavar="F", help="with the recovery kit, not with your own key")
        with_site(parser, opened, _drill)
        return
    parser.add_argument("out", type=Path, nargs="?", metavar="OUT", help="a folder or a stick, or a file.swbackup")
    parser.add_argument("--every", type=int, metavar="DAYS", help="from now on back up to the folder OUT by schedule")
    parser.add_argument("--keep", default="7,5,12", metavar="D,W,M", help="days, weeks and months it is kept (7,5,12)")
    parser.add_argument("--due", action="store_true", help="make what the schedule asks for today, and nothing else")
    with_site(parser, opened, _backup)


def _restore_options(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("folder", type=Path, metavar="DIR", help="the new workspace's folder")
    parser.add_argument("--login", required=True, help="log-in name of the officer who is enrolled anew")
    parser.add_argument("--kit-file", type=Path, metavar="F", help="file with AGE-SECRET-KEY-1...; else it is asked")
    parser.add_argument("--new-passphrase-file", type=Path, metavar="F", help="the officer's; else it is asked")
    parser.add_argument("--destroyed", type=Path, metavar="F", help="the newest destroyed.jsonl (beside the backup)")
    parser.add_argument("--instead", action="store_true", help="in place of a folder people unlock on this computer")
    parser.add_argument("--recovery-kit", type=Path, metavar="OUT.pdf", help="write the new recovery kit as PDF")
    parser.set_defaults(run=_restore)


def _backup(site: Site, options: Namespace) -> Answer:
    if options.due:
        made = making.make_due(site)
        late = [place.folder for place, _ in site.backups.due()]
        words = "\n".join(_told(one) for one in made) or "No backup of the schedule was made."
        words += "".join(f"\nMissed: {folder}" for folder in late)
        return Answer(words, {"made": [_fields(one) for one in made], "missed": late}, 1 if late else 0)
    if options.out is None:
        raise BadInput("It is not said where the backup goes.", todo="Name a folder, a stick or a file.swbackup.")
    if options.every is not None:
        try:
            days, weeks, months = (int(one) for one in options.keep.split(","))
        except ValueError:
            raise BadInput(f"“{options.keep}” are not days, weeks and months.", todo="Write --keep 7,5,12.") from None
        site.backups.schedule(options.out.absolute(), options.every, (days, weeks, months))
        return _backup(site, Namespace(due=True))
    one = making.make(site, options.out)
    return Answer(_told(one), _fields(one))


def _told(one: Backup) -> str:
    return (
        f"Backup {one.folder}/{one.file}: {one.size:,} bytes, opened again and whole, "
        f"entry {one.seq:,} of the trail, head {one.head}."
    )


def _fields(one: Backup) -> dict[str, object]:
    return {
        "file": str(Path(one.folder) / one.file), "sha256": one.sha256, "size": one.size, "made": stamp(one.made),
        "verified": stamp(one.verified), "seq": one.seq, "head": one.head,
        "keep_until": one.keep_until.isoformat() if one.keep_until else None,
    }  # fmt: skip


def _drill(site: Site, options: Namespace) -> Answer:
    kit = passphrase_from(options.kit_file) if options.kit_file else ""
    one = drill(site, options.file, kit)
    words = f"{one.file}, made {shown(one.made.date())}, opened with {one.opened}: {one.words}"
    fields = {"good": one.good, "opened": one.opened, "seq": one.seq, "head": one.head, "words": one.words}
    return Answer(words, fields, 0 if one.good else 1)


def _restore(options: Namespace) -> Answer:
    if options.recovery_kit:
        demand_writable(options.recovery_kit)
    clock = SystemClock()
    kit = passphrase_from(options.kit_file) if options.kit_file else ask("Key of the recovery kit: ", "--kit-file F")
    new = options.new_passphrase_file
    passphrase = passphrase_from(new) if new else ask("New passphrase: ", "--new-passphrase-file F")
    made = restore(
        options.file, options.folder, kit, NewOfficer(options.login, passphrase), clock=clock,
        destroyed=options.destroyed, instead=options.instead,
    )  # fmt: skip
    got = made.recovered
    if options.recovery_kit:
        from desktop.reports.kit import recovery_kit_pdf

        pdf = recovery_kit_pdf(got.recovery, got.site, workspace=got.workspace, made_at=clock.now())
        write_whole(options.recovery_kit, pdf)
    words = [
        made.words,
        "Everybody else has to be enrolled again.",
        "Enter this into the officer's authenticator now (it is shown once):",
        f"  {got.otpauth}",
        "New recovery key, for the safe. The old kit still opens older backups, and only those:",
        f"  {got.recovery}",
    ]
    fields = {
        "workspace": got.workspace, "user": got.user, "otpauth": got.otpauth, "recovery": got.recovery,
        "folder": str(made.folder), "made": stamp(made.made), "seq": made.seq, "head": made.head,
        "reapplied": [one.number for one in made.again if one.done],
        "not_reapplied": [{"number": one.number, "why": one.words} for one in made.again if not one.done],
        "destructions": stamp(made.list_of) if made.list_of else None, "words": made.words,
    }  # fmt: skip
    return Answer("\n".join(words), fields)
