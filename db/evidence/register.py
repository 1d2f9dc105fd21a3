"""The files of one open store: saved with the record they belong to, opened one by one."""

from __future__ import annotations

from collections.abc import Iterable

from db.clock import stamp
from db.errors import BadInput
from db.evidence import sealing
from db.evidence.records import Evidence, EvidenceFile, File, Sealed
from db.store.change import Change
from db.store.store import Store

_ABOUT = (
    "SELECT e.id, e.name, e.media, e.size, e.sha256, e.entered, "
    "EXISTS (SELECT 1 FROM evidence_key AS k WHERE k.id = e.id) FROM evidence AS e WHERE e.id = ?"
)
_LIMIT = "evidence-limit-megabytes"


class EvidenceFiles:
    """A file is never changed: a newer one is saved beside it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def save(self, change: Change, file: File) -> str:
        """Seals the file under a new key, inside the caller's transaction; its id. Raises BadInput for an empty file,
        one beyond the site's limit, or one without a usable name, and Cancelled where the person stopped it."""
        sealed = file if isinstance(file, Sealed) else sealing.sealed(*file, self.limit)
        if sealed.size > self.limit:  # it was lowered meanwhile
            raise sealing.too_big(sealed.name, sealed.size, self.limit)
        sealed.told(0, sealed.size)
        change.insert(
            "evidence",
            {
                "id": sealed.id, "name": sealed.name, "media": sealed.media, "size": sealed.size,
                "sha256": sealed.sha256, "sealed": sealed.pieces[0], "entered": stamp(self._store.clock.now()),
            },
        )  # fmt: skip
        for place, piece in enumerate(sealed.pieces[1:], 1):
            sealed.told(place * sealing.PIECE, sealed.size)
            change.insert("evidence_piece", {"evidence": sealed.id, "place": place, "sealed": piece})
        change.insert("evidence_key", {"id": sealed.id, "key": sealed.key})
        sealed.told(sealed.size, sealed.size)
        return sealed.id

    @property
    def limit(self) -> int:
        """Bytes a file may have at this site."""
        own = self._store.scalar("SELECT value FROM settings WHERE id = ?", (_LIMIT,))
        return sealing.USUAL if own is None else int(str(own)) * sealing.MB

    def set_limit(self, megabytes: int, reason: str) -> None:
        """An officer lets files be larger, or smaller, from now on; what is kept stays. Raises BadInput."""
        most = sealing.LARGEST // sealing.MB
        if not 1 <= megabytes <= most:
            raise BadInput(f"A file may have from 1 to {most} MB.", kept="The limit stays as it was.")
        there = self._store.scalar("SELECT value FROM settings WHERE id = ?", (_LIMIT,))
        with self._store.change(reason) as change:
            if there is None:
                change.insert("settings", {"id": _LIMIT, "value": str(megabytes)})
            else:
                change.update("settings", _LIMIT, {"value": str(megabytes)})

    def add(self, file: File) -> Evidence:
        """A file on its own, to be named in records afterwards."""
        with self._store.change() as change:
            evidence_id = self.save(change, file)
        return self.about(evidence_id)

    def about(self, evidence_id: str) -> Evidence:
        """A file's name, size and hash, without opening it; of one that a session limited to studies does not see,
        nothing but that there is one: it has no name. Raises BadInput when there is none."""
        row = self._store.row(_ABOUT, (evidence_id,))
        if row is None and self._store.limited:
            return Evidence(evidence_id, "", "", 0, "", "", readable=False)
        if row is None:
            raise BadInput("That file is not there.", todo="Refresh the page and look again.")
        return Evidence(row[0], row[1], row[2], row[3], row[4], row[5], bool(row[6]))

    def about_all(self, evidence_ids: Iterable[str | None]) -> tuple[Evidence, ...]:
        """Each file once, in the order of the ids; what is None is passed over."""
        return tuple(self.about(one) for one in dict.fromkeys(evidence_ids) if one)

    def kept_as(self, name: str) -> str:
        """The id of the file that is kept under this name or SHA-256 (64 hex digits). Raises BadInput for none, and for
        several of one name that are not the same file."""
        found = self._store.rows(
            "SELECT max(id), sha256 FROM evidence WHERE name = ? OR sha256 = ? GROUP BY sha256", (name, name.lower())
        )
        if len(found) > 1:
            raise BadInput(f"{len(found)} files are kept as “{name}”.", todo="Give its SHA-256 instead of its name.")
        if not found:
            raise BadInput(f"No file is kept as “{name}”.", todo="Bring the file in first, with one record it proves.")
        return str(found[0][0])

    def opened(self, evidence_id: str) -> EvidenceFile:
        """A file, opened and compared with its hash. Raises BadInput when there is none, Refused when its key was
        destroyed, Damaged when it is not what was put in."""
        about = self.about(evidence_id)
        self._store.looked_at("evidence", evidence_id)
        key = self._store.scalar("SELECT key FROM evidence_key WHERE id = ?", (evidence_id,))
        first = self._store.scalar("SELECT sealed FROM evidence WHERE id = ?", (evidence_id,))
        more = self._store.rows("SELECT sealed FROM evidence_piece WHERE evidence = ? ORDER BY place", (evidence_id,))
        assert isinstance(first, bytes)
        return EvidenceFile(about, sealing.opened(about, key, [first, *(row[0] for row in more)]))
