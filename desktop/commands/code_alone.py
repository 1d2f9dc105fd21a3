"""``users code-alone`` and ``users unlock-by``: whether the passphrase is asked to unlock (UNL-2)."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from db.site import Site
from db.workspace import code_alone
from desktop.commands.answer import Answer
from desktop.commands.factors import own_passphrase, sign_code
from desktop.commands.user_acts import Act

HELP = "unlock by keyring and code, without the passphrase; signing asks it all the same"


def _of_policy(policy: ArgumentParser) -> None:
    policy.add_argument("may", choices=("allow", "refuse"))
    policy.add_argument("--reason", required=True)


def _of_own(own: ArgumentParser) -> None:
    own.add_argument("way", choices=("passphrase", "code-alone"))


def code_alone_option(parser: ArgumentParser) -> None:
    parser.add_argument("--code-alone", action="store_true", help=HELP)


def _policy(site: Site, options: Namespace) -> Answer:
    may = options.may == "allow"
    code_alone.allow(site.store, may, options.reason)
    words = (
        "Each person may now leave the passphrase out when they unlock."
        if may
        else "Unlocking asks the passphrase; who left it out is asked it the next time, and from then on always."
    )
    return Answer(words, {"code_alone": may})


def _own(site: Site, options: Namespace) -> Answer:
    alone = options.way == "code-alone"
    if alone:
        code_alone.demand_allowed(site.store)
    site.session.open_by(own_passphrase(options), sign_code(options), code_alone=alone)
    words = "keyring and code alone" if alone else "keyring, code and passphrase"
    return Answer(f"You unlock by {words} from now on.", {"user": site.actor.user, "code_alone": alone})


ACTS: tuple[Act, ...] = (
    ("code-alone", "an officer says whether people may unlock without their passphrase", _of_policy, _policy),
    ("unlock-by", "your own slot: whether unlocking asks your passphrase", _of_own, _own),
)
