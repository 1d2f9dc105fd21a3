"""A verdict in plain words, one sentence each, the most important first."""

from __future__ import annotations

from datetime import datetime

from db.signing.authority import in_fours
from db.signing.records import Exported
from desktop.reports.stamp import moment
from desktop.reports.verdict import SignerFound, Verdict

_DAMAGE = "Do not rely on it; ask for the document again."


def said(verdict: Verdict, exported: Exported | None, *, ours: bool, fuller: Exported | None = None) -> tuple[str, ...]:
    """``exported``: the document's record in this workspace; ``ours``: whether it says it comes from here;
    ``fuller``: the same report as it left with more signatures than this file has."""
    words = [_whole(verdict)]
    if verdict.seal is not None:
        site = verdict.seal.site or "an unnamed site"
        words.append(f"Sealed by {site} (workspace {verdict.seal.workspace}) on {_time(verdict.seal.at)}.")
    words += [_signed(one) for one in verdict.signers]
    if verdict.valid:
        words.append(_trust(verdict) if verdict.seal is not None else _unsealed(verdict))
    if verdict.valid and verdict.seal is not None:
        words += [_vouched(one) for one in verdict.signers if not one.ours and one.authority_print]
    words += _trail(verdict, exported, ours=ours)
    if fuller is not None:
        words.append(
            f"{fuller.number} left this workspace with more signatures on {_time(fuller.exported)} "
            f"({'; '.join(fuller.signers)}): this file is an earlier state of it, or signatures were taken off."
        )
    return tuple(words)


def _whole(verdict: Verdict) -> str:
    if verdict.seal is None and not verdict.signers:
        return "This PDF carries no signature: nobody can tell whether it was changed."
    broken = [one.name for one in verdict.signers if not one.intact]
    if verdict.seal is None:
        if verdict.valid:
            return "What was signed is unchanged. This PDF carries no seal of a Siteward workspace."
        if not broken:
            return f"Something was added to this PDF after the last signature. {_DAMAGE}"
        return (
            f"This PDF was changed or added to after it was signed by {', '.join(broken)}, and carries no seal of a "
            f"Siteward workspace. {_DAMAGE}"
        )
    if verdict.valid:
        return "The document is whole: not a byte was changed since it was sealed and signed."
    if verdict.changed_after and verdict.seal.intact and not broken:
        return f"Something was added to this document after the last signature. {_DAMAGE}"
    return f"This document was changed after it was sealed. {_DAMAGE}"


def _signed(one: SignerFound) -> str:
    who = f"{one.name}, {one.role}" if one.role else one.name
    what = f"{one.meaning.capitalize()} by {who}{',' if one.role else ''} on {_time(one.at)}."
    return what if one.intact else f"{what} This signature no longer covers what the document shows."


def _unsealed(verdict: Verdict) -> str:
    if all(one.trusted for one in verdict.signers):
        return "The signatures come from a signing authority known here."
    names = ", ".join(one.name for one in verdict.signers if not one.trusted)
    return f"Nobody known here vouches for the name {names}: anybody can make a certificate with any name in it."


def _trust(verdict: Verdict) -> str:
    """Of the seal and of the signatures with certificates of its authority; others are told one by one."""
    assert verdict.seal is not None
    brought = any(not one.ours for one in verdict.signers)
    strangers = [one.name for one in verdict.signers if one.ours and not one.trusted]
    if verdict.seal.trusted and not strangers:
        what = "The seal comes" if brought else "Seal and signatures come"
        return f"{what} from a signing authority known here."
    if verdict.seal.trusted:
        return (
            f"The seal is from a signing authority known here; the signature of {', '.join(strangers)} is not, "
            "or did not count on that day."
        )
    shown = in_fours(verdict.authority) or "unknown"
    return f"The signing authority is not known here. Ask the site to read out its fingerprint and compare: {shown}."


def _vouched(one: SignerFound) -> str:
    """What stands behind a certificate that is not of the seal's authority (SIG-2)."""
    lead = f"The certificate of {one.name} is from {one.authority}"
    if one.trusted:
        known = f"confirmed here by {one.confirmed}" if one.confirmed else "known here"
        return f"{lead}, which is {known}."
    if one.confirmed:
        return f"{lead}, which is confirmed, but the certificate did not count on that day."
    return (
        f"{lead}, which nobody has confirmed here. Compare its fingerprint with what that authority publishes: "
        f"{in_fours(one.authority_print)}."
    )


def _trail(verdict: Verdict, exported: Exported | None, *, ours: bool) -> list[str]:
    words = []
    if verdict.on_trail is None:
        pass  # nobody to ask: no workspace, or a visitor in it
    elif exported is not None:
        words.append(f"This very file left this workspace as {exported.number} on {_time(exported.exported)}.")
    elif ours:
        words.append(
            "It says it comes from this workspace, but this very file is not among the documents that left it."
        )
    else:
        words.append("It does not come from this workspace.")
    if verdict.chain is not None and verdict.chain.agrees is not None:
        agrees = verdict.chain.agrees
        words.append(
            f"Its trail head (entry {verdict.chain.seq:,}) is the one in this workspace."
            if agrees
            else f"Its trail head (entry {verdict.chain.seq:,}) is not in this workspace: one of the two was rewritten "
            "or restored from an older copy."
        )
    return words


def _time(at: datetime | None) -> str:
    return moment(at) if at is not None and at.tzinfo is not None else "an unknown day"
