"""The chain of the trail as published in docs/audit-trail.md: hashes, and the verification of a run of entries.

Pure: knows neither database nor file, so that both are verified by the same lines.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

# seq, hash, body, salt, detail
Link = tuple[int, bytes, str, bytes | None, str | None]

_TEXT = r'"[^"\\\x00-\x1f]*"'
_PLAIN = re.compile(
    rf'\{{"seq":([1-9][0-9]*),"at":{_TEXT},"by":{_TEXT},"role":{_TEXT},"inst":{_TEXT},"action":{_TEXT},'
    rf'"tbl":(?:{_TEXT}|null),"row":(?:{_TEXT}|null),"detail":"([0-9a-f]{{64}})"\}}'
).fullmatch
MOST_PROBLEMS = 50


def start(workspace: str) -> bytes:
    """What the first entry's hash is chained to: SHA-256 of the workspace's uuid text."""
    return sha256(workspace.encode()).digest()


def entry_hash(previous: bytes, body: str) -> bytes:
    return sha256(previous + body.encode()).digest()


def detail_hash(salt: bytes, detail: str) -> str:
    return sha256(salt + detail.encode()).hexdigest()


def follows(previous: bytes, link: Link) -> bool:
    """Whether one entry, with its content, is right after an entry whose hash is ``previous``."""
    seq, digest, body, salt, detail = link
    if salt is None or detail is None or entry_hash(previous, body) != digest:
        return False
    fields = json.loads(body, object_pairs_hook=_once)
    return bool(fields.get("seq") == seq and fields.get("detail") == detail_hash(salt, detail))


@dataclass(frozen=True)
class Problem:
    """What is wrong with the chain, and at which entry."""

    seq: int
    words: str


@dataclass(frozen=True)
class ChainReport:
    """The verdict over a whole trail: ``good`` only when nothing at all is wrong.

    ``entries`` were read, the last one being ``head`` (hex); ``destroyed`` of them have lost their detail to a
    destruction that the trail names. ``problems`` holds the first fifty.
    """

    good: bool
    entries: int
    head: str
    destroyed: int
    problems: tuple[Problem, ...]

    @property
    def words(self) -> str:
        if self.good:
            gone = f", the content of {self.destroyed:,} destroyed as recorded" if self.destroyed else ""
            return f"{self.entries:,} entries, unbroken{gone}."
        first = self.problems[0]
        return f"Entry {first.seq}: {first.words}" + (
            f" ({len(self.problems)} problems in all)." if len(self.problems) > 1 else "."
        )


class Verifier:
    """Takes the entries in order, then gives its report. One use each."""

    def __init__(self, workspace: str) -> None:
        self._head = start(workspace)
        self._seq = 0
        self._problems: list[Problem] = []
        self._gone: list[list[int]] = []  # runs [from, to] of entries without detail
        self._named: list[tuple[int, int, int]] = []  # from, to, and the destroy entry that says so

    def take(self, links: Iterable[Link]) -> None:
        """The next entries of the trail."""
        head, at = self._head, self._seq
        for seq, digest, body, salt, detail in links:
            at += 1
            if seq != at:
                self._note(seq, f"its number does not follow {at - 1}")
                at = seq
            try:
                data = body.encode()
                head = sha256(head + data).digest()
                plain = _PLAIN(body)
                said, inside = (plain[2], int(plain[1])) if plain else self._unusual(seq, body)
                if inside != seq:
                    self._note(seq, "its body carries another number")
                if head != digest:
                    self._note(seq, "its hash does not follow from the entry before it")
                    head = digest  # so that one break is told once
                if salt is None or detail is None:
                    self._empty(seq, salt is None and detail is None)
                elif sha256(salt + detail.encode()).hexdigest() != said:
                    self._note(seq, "its content is not what was written")
            except (UnicodeError, TypeError, AttributeError):
                self._note(seq, "it cannot be read")
                head = digest
        self._head, self._seq = head, at

    def report(self) -> ChainReport:
        """After the last entry."""
        self._destroyed()
        gone = sum(last - first + 1 for first, last in self._gone)
        problems = tuple(sorted(self._problems, key=lambda problem: problem.seq))
        return ChainReport(not problems, self._seq, self._head.hex(), gone, problems)

    @property
    def head(self) -> str:
        return self._head.hex()

    @property
    def entries(self) -> int:
        return self._seq

    def note(self, seq: int, words: str) -> None:
        """A problem that somebody else saw, such as the head at the end of a file."""
        self._note(seq, words)

    def _note(self, seq: int, words: str) -> None:
        if len(self._problems) < MOST_PROBLEMS:
            self._problems.append(Problem(seq, words))

    def _empty(self, seq: int, whole: bool) -> None:
        if not whole:
            self._note(seq, "half of its content is missing")
        elif self._gone and self._gone[-1][1] == seq - 1:
            self._gone[-1][1] = seq
        else:
            self._gone.append([seq, seq])

    def _unusual(self, seq: int, body: str) -> tuple[str, int]:
        """A body with more in it than the usual fields: read as JSON, and asked what it destroyed."""
        try:
            fields = json.loads(body, object_pairs_hook=_once)
            if fields["action"] == "destroy":
                for first, last in fields["destroyed"]:
                    self._named.append((int(first), int(last), seq))
            return str(fields["detail"]), int(fields["seq"])
        except (ValueError, KeyError, TypeError):
            self._note(seq, "its body cannot be read")
            return "", seq

    def _destroyed(self) -> None:
        """Every missing content is named by a later destruction, and every named one is missing."""
        for first, last, by in self._named:
            if not 1 <= first <= last:
                self._note(by, "it names entries that cannot be")
            elif last >= by:
                self._note(by, "it claims to have destroyed itself or what came after it")
            elif not any(run[0] <= first and last <= run[1] for run in self._gone):
                self._note(by, f"it says that entries {first} to {last} were destroyed, and they are not")
        covered = _merged((first, last) for first, last, _by in self._named)
        for first, last in self._gone:
            if not any(low <= first and last <= high for low, high in covered):
                self._note(first, f"the content of entries {first} to {last} is missing, and no destruction names it")


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A JSON object whose names are given once: two readers must not see two bodies."""
    if len({name for name, _value in pairs}) != len(pairs):
        raise ValueError("a name twice")
    return dict(pairs)


def _merged(runs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for first, last in sorted(runs):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return merged
