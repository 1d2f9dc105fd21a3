"""The list of what was destroyed and redacted, written beside the backups: ``destroyed.jsonl`` (design section 4).

JSON Lines, sealed with age to the officers and to every recovery kit this workspace ever had, so that whoever can open
a backup can read what must not come back with it. Ids, numbers and places of letters; never content. The last line is
an HMAC under a key that lies in every backup: nobody who cannot open one could write such a list.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from db.backup.at_work import AtWork
from db.backup.records import Place
from db.clock import stamp
from db.errors import BadInput, Known
from db.store.connection import Connection
from db.vault.sealing import seal, unseal
from db.workspace.change_key import officers
from db.workspace.layout import write_whole
from db.workspace.settings import RECOVERY_RECIPIENT

FILE = "destroyed.jsonl"
_LARGEST = 256 * 1024 * 1024
Line = dict[str, Any]


@dataclass(frozen=True)
class Journal:
    """``written``: when; ``seq``, ``head``: the trail's last entry then; ``lines``: one each, the oldest first."""

    path: Path
    written: datetime
    seq: int
    head: str
    lines: tuple[Line, ...]


def write_where_due(site: AtWork) -> tuple[Path, ...]:
    """To every place that is there and lacks the newest destruction. On the store's thread: at once after a destruction
    or redaction, with every backup, at lock, and when a stick that was elsewhere is seen again."""
    newest, written = site.backups.last_ended(), list[Path]()
    behind = due(site)
    if not behind:
        return ()
    for place in behind:
        path = Path(place.folder) / FILE
        with suppress(OSError):
            write_whole(path, sealed(site, _of_others(site, path)))
            if place.journal < newest:
                site.backups.journal_written(place.id, newest)
            written.append(path)
    return tuple(written)


def due(site: AtWork) -> tuple[Place, ...]:
    """Places that are there and lack it."""
    newest = site.backups.last_ended()
    return tuple(place for place in site.backups.places() if _behind(place, newest))


def _behind(place: Place, newest: int) -> bool:
    """A place that is there, and does not have the list, or not the newest destruction on it."""
    folder = Path(place.folder)
    return folder.is_dir() and (place.journal < newest or not (folder / FILE).is_file())


def _of_others(site: AtWork, path: Path) -> tuple[Line, ...]:
    """What the list that lies there says and this trail does not: of a second computer that works with the same
    workspace. Such lines stay on the list; one that cannot be read by who is signed in is set aside, not lost."""
    if not path.is_file():
        return ()
    try:
        found = read(path, site.session.unlocked.identity, site.workspace, site.backups.journal_key())
    except (Known, UnicodeDecodeError):
        path.replace(path.with_name(f"{path.stem}-{site.clock.now():%Y%m%d-%H%M%S}{path.suffix}"))
        return ()
    return found.lines


def beside(folder: Path) -> list[Path]:
    """Every list that lies in a folder."""
    stem, suffix = Path(FILE).stem, Path(FILE).suffix
    return sorted(one for one in folder.glob(f"{stem}*{suffix}") if one.is_file())


def sealed(site: AtWork, others: tuple[Line, ...] = ()) -> bytes:
    """The list as it stands, for whoever may restore; ``others``: lines of other lists, kept where it lacks them."""
    key, store = site.backups.journal_key(), site.store
    pin = store.head()
    reading = store.beside()  # the program's own reading, whoever is signed in: nothing of it is shown
    try:
        lines = _together([*_lines(reading), *others])
        kits = _kits(reading)
    finally:
        reading.close()
    first = {
        "workspace": store.workspace, "written": stamp(store.clock.now()), "seq": pin.seq, "head": pin.head,
        "entries": len(lines),
    }  # fmt: skip
    text = "".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) + "\n" for one in (first, *lines))
    proof = hmac.new(key, text.encode(), sha256).hexdigest()
    return seal(f'{text}{{"mac":"{proof}"}}\n'.encode(), [*dict.fromkeys((*officers(store), *kits))])


def read(path: Path, identity: str, workspace: str, key: bytes | None) -> Journal:
    """Raises BadInput (of another workspace, or not proved by ``key``), CannotUnseal."""
    if path.stat().st_size > _LARGEST:
        raise BadInput(f"{path.name} is far too large.")
    text = unseal(path.read_bytes(), identity).decode("utf-8")
    body, _, last = text.rstrip("\n").rpartition("\n")
    body += "\n"
    try:
        proof = str(json.loads(last)["mac"])
        first, *lines = (json.loads(line) for line in body.splitlines())
        good = key is not None and hmac.compare_digest(proof, hmac.new(key, body.encode(), sha256).hexdigest())
        if not good or first["workspace"] != workspace or first["entries"] != len(lines):
            raise ValueError
        return Journal(path, datetime.fromisoformat(first["written"]), int(first["seq"]), str(first["head"]),
                       tuple(lines))  # fmt: skip
    except (ValueError, KeyError, TypeError) as problem:
        raise BadInput(f"{path.name} is not the list of this workspace.", kept="Nothing was changed.") from problem


def together(paths: list[Path], identity: str, workspace: str, key: bytes | None) -> tuple[Journal | None, str]:
    """What all that open and are proved say, as one list of the newest's day; and why another one does not."""
    found, why = list[Journal](), ""
    for path in paths:
        if not path.is_file():
            continue
        try:
            found.append(read(path, identity, workspace, key))
        except (Known, OSError, UnicodeDecodeError) as problem:
            why = f"{path.name} could not be read: {problem}"
    last = max(found, key=lambda one: one.written, default=None)
    if last is None:
        return None, why
    lines = _together([*last.lines, *(line for one in found for line in one.lines)])
    return replace(last, lines=tuple(lines)), why


def _together(lines: list[Line]) -> list[Line]:
    """Each order once, in the order in which they were carried out."""
    once = {str(line["id"]): line for line in reversed(lines)}
    return sorted(once.values(), key=lambda line: (str(line["carried"]), str(line["number"])))


def _lines(connection: Connection) -> Iterator[Line]:
    for record, number, carried, series, facts in connection.rows(
        "SELECT id, number, carried, series, facts FROM destruction "
        "WHERE carried IS NOT NULL AND items > 0 ORDER BY number"
    ):
        studies = connection.rows("SELECT study FROM series_study WHERE series = ? ORDER BY 1", (series,))
        yield {
            "kind": "destruction", "id": record, "number": number, "carried": carried, "series": series,
            "studies": [study for (study,) in studies], "facts": json.loads(facts),
            "items": _items(connection, "destruction", record),
        }  # fmt: skip
    for record, number, carried, table, row, kind, letters, places in connection.rows(
        "SELECT id, number, carried, tbl, record, kind, letters, places FROM redaction "
        "WHERE carried IS NOT NULL ORDER BY number"
    ):
        stood = [
            [seq, connection.scalar("SELECT lower(hex(hash)) FROM audit WHERE seq = ?", (seq,)), *path]
            for seq, *path in json.loads(places)
        ]
        yield {
            "kind": "redaction", "id": record, "number": number, "carried": carried, "tbl": table, "record": row,
            "what": kind, "letters": letters, "places": stood,
        }  # fmt: skip
    for record, told in connection.rows("SELECT id, told FROM reapplied WHERE done IS NOT NULL ORDER BY carried, id"):
        items = _items(connection, "reapplied", record)
        yield json.loads(told) | ({"items": items} if items else {})


def _items(connection: Connection, order: str, record: str) -> list[list[str]]:
    sql = f"SELECT tbl, record FROM {order}_item WHERE {order} = ? ORDER BY 1, 2"  # noqa: S608 - a constant
    return [list(one) for one in connection.rows(sql, (record,))]


def _kits(connection: Connection) -> list[str]:
    """Every kit there was: an older one still opens older backups."""
    kits = []
    for (detail,) in connection.rows(
        "SELECT detail FROM audit WHERE tbl = 'settings' AND \"row\" = ? AND detail IS NOT NULL ORDER BY seq DESC",
        (RECOVERY_RECIPIENT,),
    ):
        value = (json.loads(detail).get("new") or {}).get("value")
        if value:
            kits.append(str(json.loads(value)))
    return kits
