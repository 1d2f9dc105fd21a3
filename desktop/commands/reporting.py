"""``report KIND OUT.pdf``: a sealed PDF; with --sign also signed by the person who unlocked."""

from __future__ import annotations

from argparse import Namespace

from db.errors import BadInput
from db.site import Site
from desktop.commands import factors
from desktop.commands.answer import Answer


def run_report(site: Site, options: Namespace) -> Answer:
    """Draws, seals, signs if asked, writes whole, and puts the file's hash on the trail."""
    from desktop.reports.catalogue import KINDS
    from desktop.reports.exporting import export
    from desktop.reports.options import ReportOptions

    if options.kind not in KINDS:
        raise BadInput(f"There is no report “{options.kind}”.", todo=f"Kinds: {', '.join(sorted(KINDS))}.")
    asked = ReportOptions(as_of=options.as_of, study=options.study, person=_person(site, options.person))
    signature = None
    if options.sign:
        if options.passphrase is None:
            raise BadInput("A passphrase is needed to sign.", todo="Use --passphrase-file F.")
        signature = site.sign(options.passphrase, factors.sign_code(options))
    made = export(site, options.kind, options.file, asked, signature=signature, meaning=options.sign or "")
    signed = f", signed as {options.sign}" if options.sign else ""
    words = f"{made.title} written to {options.file} (report {made.number}{signed})."
    fields = {
        "file": str(options.file),
        "report": made.number,
        "kind": made.kind,
        "sha256": made.sha256,
        "chain": {"seq": made.seq, "head": made.head},
        "signers": list(made.signers),
    }
    return Answer(words, fields)


def _person(site: Site, asked: str | None) -> str | None:
    if asked is None or len(asked) == 36:
        return asked
    from db.store.query import Query

    found = site.people.people(Query(search=asked.replace(",", " "), limit=3)).rows
    if len(found) != 1:
        number = "nobody" if not found else "more than one person"
        raise BadInput(f"“{asked}” fits {number}.", todo="Give the person's id, as `list people` shows it.")
    return found[0].id
