"""``verify FILE``: a PDF, a backup or an exported trail, in words; with a workspace, also whether it is on its
trail."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from db.backup.archive import SUFFIX
from db.errors import BadInput
from db.site import Site
from db.store.trail_file import is_trail
from desktop.commands.answer import Answer
from desktop.commands.factors import add_factor_options


def configure(parser: ArgumentParser, _name: str, opened: bool) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--authority", metavar="FINGERPRINT", action="append", default=[],
        help="trust this authority (64 hex digits; may be repeated)",
    )  # fmt: skip
    if not opened:
        add_factor_options(parser)
        for action in parser._actions:  # argparse has no other way to make an inherited option optional
            if action.dest == "workspace":
                action.required = False
    parser.set_defaults(run=run)


def run(options: Namespace) -> Answer:
    """Exit code 1 where the file is not as it was sealed and signed."""
    site: Site | None = getattr(options, "site", None)
    if site is None and options.workspace is not None:
        from desktop.commands.unlocking import unlocked

        with unlocked(options) as opened:
            return verify_file(options.file, opened, options.authority)
    return verify_file(options.file, site, options.authority)


def verify_file(path: Path, site: Site | None, authority: Sequence[str] = ()) -> Answer:
    """By what the file is, not by its name. Raises BadInput for what is neither."""
    if not path.is_file():
        raise BadInput(f"There is no file {path}.", todo="Check its name.")
    if is_trail(path):
        return _trail(path, site)
    if path.suffix == SUFFIX:
        return _backup(path, site, authority)
    from desktop.reports.verifying import verify

    verdict = verify(path, site, authority)
    return Answer("\n".join(verdict.words), verdict.as_json(), 0 if verdict.valid else 1)


def _backup(path: Path, site: Site | None, authority: Sequence[str]) -> Answer:
    """Without a key: parts and seal. In a workspace also the head on its trail, and the database with one's own key."""
    from datetime import datetime

    from db.backup import archive
    from db.days import shown

    seen = archive.examine(path)
    one, problems = seen.manifest, list(seen.problems)
    made = datetime.fromisoformat(one.made)
    known = {one.lower() for one in authority}
    agrees = None
    words = [f"A backup of {one.site}, made {shown(made.date())} {made:%H:%M %z} by {one.by}."]
    if site is not None and site.workspace == one.workspace:
        known |= {found.fingerprint for found in site.signing.authorities()}
        agrees = site.trail.hash_at(one.seq) == one.head
        if seen.intact:
            opened, good = _opens(path, site)
            words.append(opened)
            problems += [] if good else [opened]
    elif site is not None:
        agrees = False
        words.append("It is a backup of another workspace.")
    trusted = seen.sealed and seen.fingerprint in known
    words.append("It is as it was made." if not problems else "It is not as it was made: " + " ".join(problems))
    words.append(f"The trail inside ends at entry {one.seq:,}, head {one.head}.")
    if seen.sealed:
        whose = "whose authority is known here" if trusted else f"by an authority not known here, {seen.fingerprint}"
        words.append(f"Its seal is that of {one.site}, {whose}.")
    if agrees is not None:
        words.append(f"That head is {'' if agrees else 'not '}on this workspace's trail.")
    fields = {
        "valid": not problems, "trusted": trusted, "on_trail": agrees,
        "seal": {"workspace": one.workspace, "at": one.made} if seen.sealed else None, "signers": [],
        "changed_after": bool(problems), "chain": {"seq": one.seq, "head": one.head}, "problems": problems,
        "site": one.site, "made": one.made, "by": one.by, "sha256": seen.sha256, "size": seen.size,
    }  # fmt: skip
    return Answer("\n".join(words), fields, 0 if not problems and agrees is not False else 1)


def _opens(path: Path, site: Site) -> tuple[str, bool]:
    """With the key sealed to who is signed in, where it is."""
    from db.backup.drill import open_it

    session = site.session
    try:
        found = open_it(path, session.layout.folder, session.unlocked.identity, session.unlocked.user)
    except BadInput as problem:
        return problem.what, True
    return (f"It opens with your key: {found.words}" if found.good else found.words), found.good


def _trail(path: Path, site: Site | None) -> Answer:
    from db.store.trail_file import verify_file as verify_trail

    found = verify_trail(path)
    agrees = None if site is None else site.trail.hash_at(found.entries) == found.head
    fields = {
        "valid": found.good,
        "trusted": bool(agrees),
        "on_trail": agrees,
        "seal": None,
        "signers": [],
        "changed_after": not found.good,
        "chain": {"seq": found.entries, "head": found.head},
        "problems": [{"entry": one.seq, "words": one.words} for one in found.problems],
    }
    if not found.good:
        told = (f"- Entry {one.seq:,}: {one.words}." for one in found.problems)
        return Answer("\n".join(("This trail does not hold.", *told)), fields, 1)
    words = [f"This trail holds: {found.entries:,} entries, head {found.head}."]
    if agrees is not None:
        words.append(
            "Its head is on this workspace's trail." if agrees else "Its head is not on this workspace's trail."
        )
    return Answer("\n".join(words), fields, 0 if agrees is not False else 1)
