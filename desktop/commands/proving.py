"""``audit export``, ``audit verify`` and ``check``: whether everything is as it was left."""

from __future__ import annotations

from argparse import Namespace

from db.site import Site
from desktop.commands.answer import Answer


def run_audit_export(site: Site, options: Namespace) -> Answer:
    """The trail as JSON Lines; its own export is the last thing it does not yet hold."""
    head = site.store.head()
    site.trail.export(options.file)
    words = f"{head.seq:,} entries written to {options.file}. Re-compute them with docs/verify_trail.py."
    return Answer(words, {"file": str(options.file), "entries": head.seq, "head": head.head})


def run_audit_verify(site: Site, _options: Namespace) -> Answer:
    """Both hashes of every entry. Exit code 1 where one does not hold."""
    found = site.trail.verify()
    fields = {
        "valid": found.good,
        "entries": found.entries,
        "head": found.head,
        "destroyed": found.destroyed,
        "problems": list(found.problems),
    }
    if found.good:
        return Answer(f"The trail holds: {found.entries:,} entries, head {found.head}.", fields)
    return Answer("The trail does not hold.\n" + "\n".join(f"- {one}" for one in found.problems), fields, 1)


def run_check(site: Site, _options: Namespace) -> Answer:
    """Every integrity test there is, and what the opening saw. Exit code 1 where one fails."""
    results = [(one.name, one.good, one.words) for one in site.store.check()]
    results += [("opening", False, words) for words in site.store.findings]
    lines = [f"{'good' if good else 'BAD '}  {name}: {words}" for name, good, words in results]
    fields = {
        "valid": all(good for _, good, _ in results),
        "checks": [{"name": name, "good": good, "words": words} for name, good, words in results],
    }
    return Answer("\n".join(lines), fields, 0 if fields["valid"] else 1)
