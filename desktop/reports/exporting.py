"""From the registers to a file on disk and back onto the trail (RPT-1, RPT-2, AUD-3).

Four steps for the window, which has two kinds of threads: ``prepared`` (store), ``made`` (worker), ``recorded``
(store). ``export`` does them in a row for the command line. No file appears at its place before its SHA-256 is on the
trail, and none is left half-written.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.errors import BadInput
from db.signing.errors import NoCertificate
from db.signing.records import Exported, NewExport, Seal
from db.workspace.people import ROLE_NAMES
from desktop.reports.catalogue import KINDS, Report
from desktop.reports.embedding import Signer
from desktop.reports.finishing import Drawn
from desktop.reports.options import ReportOptions
from desktop.reports.program import VERSION
from desktop.reports.sealing import seal_report
from desktop.reports.signing import sign_report
from desktop.reports.stamp import APPROVED, MEANINGS, Stamp

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from db.site import Site
    from db.vault.unlocked import SigningAct
    from desktop.reports.reading import Found


@dataclass(frozen=True)
class Signatory:
    """Who signs and how: ``meaning`` one of MEANINGS, ``role`` in words, ``at`` with zone."""

    signer: Signer
    meaning: str
    role: str
    at: datetime


@dataclass(frozen=True)
class Prepared:
    """Everything a worker needs to make the file."""

    report: Report
    facts: Any
    stamp: Stamp
    seal: Seal = field(repr=False)
    signatory: Signatory | None = None


@dataclass(frozen=True)
class Countersigning:
    """A report that left here and who signs it next: everything a worker needs."""

    pdf: bytes = field(repr=False)
    earlier: Exported
    signatory: Signatory = field(repr=False)
    site: str
    workspace: str


@dataclass(frozen=True)
class Made:
    """A finished PDF, in memory. ``spelt``: texts no typeface of this computer could draw."""

    pdf: bytes = field(repr=False)
    stamp: Stamp
    kind: str
    title: str
    signers: tuple[str, ...]
    pages: int
    spelt: tuple[str, ...]

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.pdf).hexdigest()


def prepared(
    site: Site, kind: str, options: ReportOptions, signature: SigningAct | None = None, meaning: str = ""
) -> Prepared:
    """Asks the registers, on the store's thread. Raises BadInput, NoCertificate, and what the registers refuse."""
    if kind not in KINDS:
        raise BadInput(f"There is no report “{kind}”.", todo=f"Kinds: {', '.join(sorted(KINDS))}.")
    meaning = _meaning(meaning) if signature is not None or meaning else ""
    if options.blocks is None and KINDS[kind].blocks is not None:
        options = replace(options, blocks=KINDS[kind].blocks)
    signatory = signing_as(site, signature, meaning) if signature is not None else None
    head = site.store.head()
    stamp = Stamp(
        number=site.signing.next_number(),
        workspace=site.workspace,
        site=site.name,
        made_by=site.actor.name,
        made_at=site.clock.now(),
        version=VERSION,
        seq=head.seq,
        head=head.head,
        demonstration=site.demonstration,
        blocks=_blocks(options, meaning),
    )
    report = KINDS[kind]
    return Prepared(report, report.facts(site, options), stamp, site.signing.seal(), signatory)


def preview(ready: Prepared) -> Drawn:
    """The pages as they will be, before seal and signature; in a worker."""
    return ready.report.draw(ready.facts, ready.stamp)


def made(ready: Prepared) -> Made:
    """Draws, seals and signs; in a worker."""
    drawn = preview(ready)
    pdf = seal_report(drawn, ready.stamp, ready.seal)
    signers: tuple[str, ...] = ()
    if ready.signatory is not None:
        pdf = _signed(pdf, ready.signatory, ready.stamp.site)
        signers = (_named(ready.signatory),)
    return Made(pdf, ready.stamp, drawn.kind, drawn.title, signers, drawn.pages, drawn.spelt)


def recorded(
    site: Site, done: Made, path: Path, continues: str | None = None, signers: tuple[str, ...] = ()
) -> Exported:
    """Puts the file's hash on the trail, then the file in its place; on the store's thread.

    Raises BadInput where the place cannot be written; then nothing is there that was not before.
    """
    part = _part(path, done.pdf)
    try:
        new = NewExport(
            number=done.stamp.number,
            kind=done.kind,
            title=done.title,
            file=path.name,
            sha256=done.sha256,
            size=len(done.pdf),
            seq=done.stamp.seq,
            head=done.stamp.head,
            signers=(*signers, *done.signers),
            continues=continues,
        )
        entry = site.signing.record_export(new)
        site.store.event(
            "export",
            tbl="exports",
            row=entry.id,
            kind=done.kind,
            number=entry.number,
            file=path.name,
            sha256=entry.sha256,
            signed=list(done.signers),
        )
        site.store.write_pin()
        part.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        part.unlink(missing_ok=True)
    return entry


def export(
    site: Site, kind: str, path: Path, options: ReportOptions, signature: SigningAct | None = None, meaning: str = ""
) -> Exported:
    """All of it in one go, for the command line. ``meaning`` says how ``signature`` is meant."""
    return recorded(site, made(prepared(site, kind, options, signature, meaning)), path)


def signing_as(site: Site, act: SigningAct, meaning: str) -> Signatory:
    """Who signs, with the certificate on record; on the store's thread. Raises BadInput, NoCertificate."""
    certificate = site.signing.certificate_of(site.actor.user)
    issuers = site.signing.issuers(certificate)
    if not issuers:
        raise NoCertificate("Your certificate comes from no authority known here.", kept="Nothing was signed.")
    signer = Signer(act.key, certificate.der, issuers, site.actor.name)
    return Signatory(signer, _meaning(meaning), ROLE_NAMES[site.actor.role], site.clock.now())


def countersigning(
    site: Site, pdf: bytes, found: Found, act: Callable[[], SigningAct], meaning: str
) -> Countersigning:  # fmt: skip
    """Who signs a report of this workspace next; on the store's thread. Raises BadInput unless it is exactly as it
    left; only then is ``act`` asked for, so that no code is used up in vain."""
    from desktop.reports.verifying import judged

    verdict = judged(found, site)
    earlier = site.signing.exported(hashlib.sha256(pdf).hexdigest())
    if earlier is None or not verdict.valid:
        raise BadInput(
            verdict.words[0] if not verdict.valid else "This file did not leave this workspace as it is.",
            kept="Nothing was signed.",
            todo="Sign the file that was exported here.",
        )
    return Countersigning(pdf, earlier, signing_as(site, act(), meaning), site.name, site.workspace)


def countersigned(ready: Countersigning) -> Made:
    """With the further signature; in a worker. Raises Refused and BadInput."""
    who, earlier = ready.signatory, ready.earlier
    signed = _signed(ready.pdf, who, ready.site)
    stamp = Stamp(
        earlier.number, ready.workspace, ready.site, who.signer.name, who.at, VERSION, earlier.seq, earlier.head
    )
    return Made(signed, stamp, earlier.kind, earlier.title, (_named(who),), 0, ())


def countersign(site: Site, source: Path, path: Path, signature: SigningAct, meaning: str) -> Exported:
    """All of it in one go, for the command line: into a new file."""
    from desktop.reports.hostile import pdf_bytes
    from desktop.reports.reading import read_report_bytes

    pdf = pdf_bytes(source)
    ready = countersigning(site, pdf, read_report_bytes(pdf), lambda: signature, meaning)
    return recorded(site, countersigned(ready), path, ready.earlier.id, ready.earlier.signers)


def _signed(pdf: bytes, who: Signatory, site: str) -> bytes:
    return sign_report(pdf, who.meaning, who.signer, role=who.role, at=who.at, site=site, program=VERSION)


def _named(who: Signatory) -> str:
    return f"{who.signer.name}, {who.meaning}"


def _meaning(text: str) -> str:
    meaning = text.strip().casefold()
    if meaning not in MEANINGS:
        raise BadInput(
            f"“{text}” is no meaning of a signature.",
            kept="Nothing was signed.",
            todo=f"One of: {', '.join(MEANINGS)}.",
        )
    return meaning


def _blocks(options: ReportOptions, meaning: str) -> tuple[str, ...]:
    """Which signatures are laid out: as asked for; else who signs now, and the approver last."""
    if options.blocks is not None:
        asked = tuple(dict.fromkeys(_meaning(one) for one in options.blocks))
        rest = tuple(one for one in (*asked, meaning) if one and one != APPROVED)
        return (*dict.fromkeys(rest), *((APPROVED,) if APPROVED in (*asked, meaning) else ()))
    if not meaning:
        return Stamp.blocks
    return (APPROVED,) if meaning == APPROVED else (meaning, APPROVED)


def _part(path: Path, content: bytes) -> Path:
    """The whole file under another name in the same folder, on the disk."""
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part", delete=False) as out:
            part = Path(out.name)
            try:
                out.write(content)
                out.flush()
                os.fsync(out.fileno())
            except OSError:
                part.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise _unwritable(path, error) from error
    # a temporary file is for its maker alone; a report is a file like any other of this person
    part.chmod(0o644)
    return part


def _unwritable(path: Path, error: OSError) -> BadInput:
    return BadInput(
        f"“{path.name}” cannot be written: {error.strerror or error}.",
        kept="No report was exported.",
        todo="Choose another folder, or make room on this one.",
    )
