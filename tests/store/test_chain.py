"""The chain as a stranger sees it: exported, verified by twenty lines that are not ours, and able to forget."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from db.errors import BadInput
from db.store import chain
from db.store.chain import Link, Verifier
from db.store.query import Query
from db.store.store import Store
from db.store.trail import TrailCancelled
from db.store.trail_file import Header, Writer, read_header, verify_file
from tests.store.workbench import Workbench, a_person

STRANGER = Path(__file__).parents[2] / "docs" / "verify_trail.py"
WORKSPACE = "5e0f2a52-38c7-4b5e-9d6c-0f8a1f1f7a11"


def _stranger(path: Path) -> bool:
    done = subprocess.run([sys.executable, "-I", str(STRANGER), str(path)], capture_output=True, text=True, check=False)
    return done.returncode == 0


def _body(seq: int, detail: str, **more: object) -> str:
    fields: dict[str, object] = {
        "seq": seq, "at": "2026-11-23T18:40:00.000+01:00", "by": "u", "role": "officer", "inst": "i",
        "action": "insert", "tbl": "person", "row": "r", "detail": detail,
    }  # fmt: skip
    return json.dumps(fields | more, separators=(",", ":"))


def _links(actions: list[dict[str, object]], emptied: set[int] = frozenset()) -> list[Link]:  # type: ignore[assignment]
    """A chain of entries, with what is more in the body of each; ``emptied``: those whose content is gone."""
    links: list[Link] = []
    head = chain.start(WORKSPACE)
    for seq, more in enumerate(actions, start=1):
        salt, detail = bytes([seq]) * 16, f'{{"name":"n","old":null,"new":{{"a":{seq}}},"reason":""}}'
        body = _body(seq, chain.detail_hash(salt, detail), **more)
        head = chain.entry_hash(head, body)
        links.append((seq, head, body, None, None) if seq in emptied else (seq, head, body, salt, detail))
    return links


def _verified(links: list[Link]) -> bool:
    verifier = Verifier(WORKSPACE)
    verifier.take(links)
    return verifier.report().good


def _written(path: Path, links: list[Link]) -> Path:
    head = links[-1][1] if links else chain.start(WORKSPACE)
    with Writer(path, Header(WORKSPACE, "2026-11-23T18:40:00.000+01:00", len(links), head.hex())) as out:
        out.write(links)
    return path


def _destroy(*runs: list[int]) -> dict[str, object]:
    return {"action": "destroy", "destroyed": list(runs), "certificate": "c"}


@pytest.mark.requirement("AUD-2", "AUD-4")
def test_an_exported_trail_is_verified_by_a_stranger(bench: Workbench, store: Store, tmp_path: Path) -> None:
    for name in ("Åberg", "佐藤", 'O"Neil\\'):
        a_person(store, name)
    heard: list[tuple[int, int]] = []
    report = store.trail.export(tmp_path / "trail.jsonl", progress=lambda done, of: heard.append((done, of)))
    assert report.good and heard and report.head == read_header(tmp_path / "trail.jsonl").head
    assert _stranger(tmp_path / "trail.jsonl")
    assert verify_file(tmp_path / "trail.jsonl") == report
    last = store.trail.page(Query(limit=1)).rows[0]
    assert (last.action, last.new["entries"], last.new["head"]) == ("export", report.entries, report.head)


@pytest.mark.requirement("AUD-2")
def test_every_kind_of_alteration_of_the_file_is_seen(store: Store, tmp_path: Path) -> None:
    a_person(store, "Åberg")
    good = tmp_path / "good.jsonl"
    store.trail.export(good)
    lines = good.read_text(encoding="utf-8").splitlines(keepends=True)

    def edited(number: int, **fields: object) -> list[str]:
        return [*lines[:number], json.dumps(json.loads(lines[number]) | fields) + "\n", *lines[number + 1 :]]

    entry = json.loads(lines[3])
    altered = {
        "a word": edited(3, detail=entry["detail"].replace("0", "1")),
        "a salt": edited(3, salt="00" * 16),
        "a hash": edited(3, hash="00" * 32),
        "a body": edited(3, body=entry["body"].replace("officer", "monitor")),
        "a number": edited(3, seq=99),
        "content gone": edited(3, salt=None, detail=None),
        "half of it gone": edited(3, salt=None),
        "a line less": lines[:3] + lines[4:],
        "the end cut": lines[:-1],
        "a line twice": lines[:4] + lines[3:],
        "two lines changed places": [*lines[:2], lines[3], lines[2], *lines[4:]],
        "another workspace": edited(0, workspace=WORKSPACE),
        "another head": edited(0, head="00" * 32),
        "another count": edited(0, entries=3),
        "not JSON": [*lines[:3], "no\n", *lines[4:]],
    }
    for what, content in altered.items():
        path = tmp_path / "altered.jsonl"
        path.write_text("".join(content), encoding="utf-8")
        assert not verify_file(path).good, what
        assert not _stranger(path), what


@pytest.mark.parametrize("content", [b"", b"no\n", b'{"workspace": 5}\n', b"\xff\xfe\x00", b"[" * 100_000])
def test_what_is_no_trail_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.jsonl").write_bytes(content)
    with pytest.raises(BadInput, match="not an exported audit trail"):
        verify_file(tmp_path / "x.jsonl")


@pytest.mark.requirement("AUD-2", "AUD-5")
@pytest.mark.parametrize(
    ("entries", "emptied", "good"),
    [
        ([{}, {}, {}, _destroy([1, 2])], {1, 2}, True),
        ([{}, {}, {}, _destroy([1, 1], [3, 3])], {1, 3}, True),
        ([{}, {}, _destroy([1, 1]), {}, _destroy([2, 2])], {1, 2}, True),
        ([{}, {}, {}, _destroy([1, 1]), _destroy([2, 3])], {1, 2, 3}, True),
        ([{}, {}], {1}, False),  # nobody says so
        ([{}, {}, {}, _destroy([1, 1])], {1, 2}, False),  # nobody says so of the second
        ([{}, {}, _destroy([1, 2])], {1}, False),  # the second is still filled
        ([{}, {}, _destroy([1, 3])], {1, 2, 3}, False),  # names itself
        ([{}, _destroy([3, 3]), {}], {3}, False),  # names what comes later
        ([{}, {}, _destroy([2, 1])], {1, 2}, False),  # a run that goes backwards
        ([{}, {}, _destroy([0, 2])], {1, 2}, False),
        ([{}, {}, {"action": "update", "destroyed": [[1, 1]]}], {1}, False),  # only a destruction may say so
    ],
)
def test_a_trail_forgets_only_where_it_says_so(
    tmp_path: Path, entries: list[dict[str, object]], emptied: set[int], good: bool
) -> None:
    links = _links(entries, emptied)
    assert _verified(links) is good
    path = _written(tmp_path / "t.jsonl", links)
    assert verify_file(path).good is good
    assert _stranger(path) is good


@pytest.mark.requirement("AUD-5")
def test_the_table_lets_content_go_only_where_a_destruction_names_it(bench: Workbench, store: Store) -> None:
    a_person(store, "Åberg")
    seq = store.head().seq
    store.close()
    with bench.around() as connection:
        head = connection.scalar("SELECT hash FROM audit WHERE seq = ?", (seq,))
        salt, detail = b"s" * 16, '{"name":"Z","old":null,"new":{},"reason":"end of retention"}'
        body = _body(seq + 1, chain.detail_hash(salt, detail), **_destroy([seq, seq]))
        connection.function("trail_good", 7, lambda *_given: 1)
        values = (seq + 1, body, chain.entry_hash(head, body), salt, detail)
        connection.run("INSERT INTO audit (seq, body, hash, salt, detail) VALUES (?, ?, ?, ?, ?)", values)
        connection.run("UPDATE audit SET salt = NULL, detail = NULL WHERE seq = ?", (seq,))
        for other in (seq - 1, seq + 1):
            with pytest.raises(BadInput, match="cannot be changed"):
                connection.run("UPDATE audit SET salt = NULL, detail = NULL WHERE seq = ?", (other,))
    opened = bench.open()
    report = opened.trail.verify()
    assert report.good and report.destroyed == 1 and "destroyed as recorded" in report.words
    assert all(result.good for result in opened.check())  # what was destroyed is not missed by the replay
    assert opened.trail.page(opened_query(seq)).rows[0].destroyed
    opened.close()


def opened_query(seq: int) -> Query:
    return Query(where={"seq": [str(seq)]})


@pytest.mark.requirement("AUD-4")
def test_verifying_and_exporting_can_be_cancelled(store: Store, tmp_path: Path) -> None:
    with store.change() as change:
        change.insert_many("settings", ["value"], [("1",)] * 3000)
    asked: list[int] = []

    def second_time() -> bool:
        asked.append(1)
        return len(asked) > 1

    works: list[Callable[[], Any]] = [
        lambda: store.trail.verify(cancelled=second_time),
        lambda: store.trail.export(tmp_path / "t.jsonl", cancelled=second_time),
        lambda: store.check(cancelled=second_time),
    ]
    for work in works:
        asked.clear()
        with pytest.raises(TrailCancelled):
            work()
    assert not list(tmp_path.glob("t.jsonl*"))  # not even half a file


def test_an_export_that_cannot_be_written_leaves_no_half_file(store: Store, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be written"):
        store.trail.export(tmp_path / "no such folder" / "t.jsonl")


def test_a_body_cannot_say_two_things() -> None:
    links = _links([{}])
    seq, _digest, body, salt, detail = links[0]
    twice = body.replace('{"seq":1,', '{"seq":1,"seq":1,')
    assert not _verified([(seq, chain.entry_hash(chain.start(WORKSPACE), twice), twice, salt, detail)])


@pytest.mark.requirement("AUD-2")
def test_the_stranger_s_code_is_twenty_lines_of_the_standard_library() -> None:
    code = STRANGER.read_text(encoding="utf-8")
    imported = {line.split()[1] for line in code.splitlines() if line.startswith(("import ", "from "))}
    assert len(code.splitlines()) <= 20
    assert imported <= sys.stdlib_module_names
