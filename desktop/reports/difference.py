"""What may be added to a sealed report: signatures in the fields laid out for them, and nothing else.

pyHanko's general policy walks every path to every object of a file. In a tagged report of 30,000 cells that takes
minutes, and a file made to trip it, for ever. Here only what is already there and written again is looked at: whatever
is new can be reached through that alone. Narrower than what pyHanko allows, never wider; a test compares the two.
"""

from __future__ import annotations

from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.sign.diff_analysis import DiffPolicy, DiffResult, ModificationLevel, SuspiciousModification
from pyhanko.sign.fields import FieldMDPSpec, MDPPerm

# What a signature writes into the catalogue: the flags of the form, and that PAdES is used.
_CATALOGUE = {"/AcroForm", "/Extensions"}
_FORM = {"/SigFlags"}
_FIELD = {"/V", "/AP"}
_MOST_REVISIONS = 20


class SignaturesOnly(DiffPolicy):
    """Refuses every revision that does anything but sign one field that was laid out and empty."""

    def review_file(
        self,
        reader: PdfFileReader,
        base_revision: int | HistoricalResolver,
        field_mdp_spec: FieldMDPSpec | None = None,
        doc_mdp: MDPPerm | None = None,
    ) -> DiffResult | SuspiciousModification:
        first = base_revision if isinstance(base_revision, int) else base_revision.revision
        signed: set[str] = set()
        try:
            if reader.xrefs.total_revisions > _MOST_REVISIONS:
                raise SuspiciousModification("more revisions than a report can have signatures")
            for revision in range(first + 1, reader.xrefs.total_revisions):
                old, new = reader.get_historical_resolver(revision - 1), reader.get_historical_resolver(revision)
                signed |= self.apply(old, new, field_mdp_spec, doc_mdp).changed_form_fields
        except SuspiciousModification as found:
            return found
        return DiffResult(ModificationLevel.FORM_FILLING, signed)

    def apply(
        self,
        old: HistoricalResolver,
        new: HistoricalResolver,
        field_mdp_spec: FieldMDPSpec | None = None,
        doc_mdp: MDPPerm | None = None,
    ) -> DiffResult:
        if new.refs_freed_in_revision():  # type: ignore[no-untyped-call]
            raise SuspiciousModification("objects were taken out")
        for entry in ("/Root", "/Info"):
            if _written(old.trailer_view, entry) != _written(new.trailer_view, entry):
                raise SuspiciousModification("the file was pointed elsewhere")
        written: set[generic.Reference] = new.explicit_refs_in_revision()  # type: ignore[no-untyped-call]
        again = [ref for ref in written if not old.is_ref_unassignable(ref)]
        fields, catalogue, form = _fields(old), old.trailer_view.raw_get("/Root").reference, _form_ref(old)
        signed: set[str] = set()
        for ref in again:
            if ref in fields:
                signed.add(_signed_field(old, new, ref, field_mdp_spec))
            elif ref == catalogue:
                _only(old(ref), new(ref), _CATALOGUE)
                _same_form(old, new)
            elif ref == form:
                _same_form(old, new)
            else:
                raise SuspiciousModification(f"object {ref.idnum} was replaced")
        if len(signed) != 1:
            raise SuspiciousModification("a revision that signs nothing, or more than one field")
        return DiffResult(ModificationLevel.FORM_FILLING, signed)


def _signed_field(
    old: HistoricalResolver, new: HistoricalResolver, ref: generic.Reference, lock: FieldMDPSpec | None
) -> str:
    """The name of the field that was signed. Raises SuspiciousModification for any other change of it."""
    before, after = old(ref), new(ref)
    name = str(before.get("/T", ""))
    if lock is not None and lock.is_locked(name):
        raise SuspiciousModification(f"{name} was closed by an earlier signature")
    if "/V" in before or "/V" not in after:
        raise SuspiciousModification(f"{name} was not empty, or is not signed")
    _only(before, after, _FIELD)
    value = after.raw_get("/V")
    if not isinstance(value, generic.IndirectObject) or not old.is_ref_unassignable(value.reference):
        raise SuspiciousModification(f"{name} was given a signature made for something else")
    return name


def _fields(at: HistoricalResolver) -> set[generic.Reference]:
    """The signature fields laid out by then."""
    found = set()
    for field in at.root["/AcroForm"]["/Fields"]:
        if isinstance(field, generic.IndirectObject):
            content = at(field.reference)
            if isinstance(content, generic.DictionaryObject) and content.get("/FT") == "/Sig":
                found.add(field.reference)
    return found


def _form_ref(at: HistoricalResolver) -> generic.Reference | None:
    form = at.root.raw_get("/AcroForm")
    return form.reference if isinstance(form, generic.IndirectObject) else None


def _same_form(old: HistoricalResolver, new: HistoricalResolver) -> None:
    if _form_ref(old) != _form_ref(new):
        raise SuspiciousModification("the form was replaced")
    _only(old.root["/AcroForm"], new.root["/AcroForm"], _FORM)


def _only(before: generic.PdfObject, after: generic.PdfObject, may_change: set[str]) -> None:
    """Refuses a change of any other entry."""
    if type(before) is not type(after) or not isinstance(before, generic.DictionaryObject):
        raise SuspiciousModification("an object became another kind of object")
    assert isinstance(after, generic.DictionaryObject)
    for key in {*before.keys(), *after.keys()} - may_change:
        if key not in before or key not in after or _written(before, key) != _written(after, key):
            raise SuspiciousModification(f"{key} was changed")


def _written(holder: generic.DictionaryObject, key: str) -> bytes:
    """An entry as it is written, references and all."""
    if key not in holder:
        return b""
    out = BytesIO()
    holder.raw_get(key).write_to_stream(out)
    return out.getvalue()
