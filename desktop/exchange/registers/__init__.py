"""The registers that `list`, `export` and `import` know, each described in a file of its own.

To add one, say of delegations:

1. Write ``delegations.py`` here; ``studies.py`` is the pattern. FIELDS names what leaves, the shared names of design
   section 8 first; each is an attribute of the record that the register's query hands out. The lister gets the site
   and what was asked (``Asked``: query, as_of, study, known) and gives back (rows, how many without the filter)::

       FIELDS = ("id", "person", "study", "task", "start", "end", "status")

       def _rows(site: Site, asked: Asked) -> Rows:
           page = site.delegation.delegations(asked.query, asked.as_of)
           return picked(page.rows, FIELDS), page.of

       DELEGATIONS = Register("delegations", FIELDS, _rows, by_day=True)

   Where rows are worked out rather than read, ``filtered`` applies the query to them (see ``matrix.py``). Give the
   attribute ``by_day`` or ``by_study`` only where ``--as-of`` or ``--study`` changes the answer,
   and ``knows`` where the register can tell what was known on a day.
2. Add it to REGISTERS below. ``list``, ``export``, ``export all`` and their tests find it there.
3. Sheets that come in: say which columns there are and what a row becomes. All the rest (headings in other words,
   strict dates, errors by row and column, rows said twice, dry run, preview, the file's hash on the trail) is done::

       def _add(site: Site, change: Change, row: Taken) -> str:
           return site.delegation.add_in(change, NewDelegation(
               person=row.id("person"), study=row.id("study"), task=row.text("task"),
               start=row.day("start"), end=row.maybe_day("end")))

       TAKES = simple(
           "delegation",                                       # what a row becomes, in the singular
           "delegation",                                       # the table, for the trail
           (
               Field("person", "person", "Person", needed=True),       # found on the roster by name or e-mail
               Field("study", "study", "Study", needed=True),          # found by short name or protocol
               Field("task", "text", "Task", needed=True, synonyms=("duty", "Aufgabe")),
               Field("start", "date", "Start", needed=True),
               Field("level", "choice", "Level", choices={"low": "low", "niedrig": "low", "high": "high"}),
               Field("score", "number", "Score"),
           ),
           _add,
           keys=("person", "study", "task", "start"),          # rows alike in these repeat each other
           there=lambda site: {(d.person_id, d.study_id, d.task, d.start.isoformat()) for d in ...},  # and the register
       )
       DELEGATIONS = Register("delegations", FIELDS, _rows, by_day=True, importer=TAKES)

   ``Taken`` has text, id, day (needed), maybe_day and number. ``_add`` works inside the import's transaction
   (commands that open a change of their own do not nest) and raises BadInput where a rule forbids the row: it is told
   with the row's number. Fields called as in resources/exchange/fields.json (person, email, start, end, note ...) have
   their synonyms already.
"""

from __future__ import annotations

from collections.abc import Mapping

from db.errors import BadInput
from desktop.exchange.registers.access_reviews import ACCESS_FOLLOWUPS, ACCESS_REVIEWS
from desktop.exchange.registers.accounts import ACCOUNTS
from desktop.exchange.registers.assets import ASSETS
from desktop.exchange.registers.capa import CAPA
from desktop.exchange.registers.capa_actions import CAPA_ACTIONS
from desktop.exchange.registers.courses import COURSES
from desktop.exchange.registers.delegation_tasks import DELEGATION_TASKS
from desktop.exchange.registers.delegations import DELEGATIONS
from desktop.exchange.registers.destructions import CUSTODY_MOVES, DESTRUCTIONS
from desktop.exchange.registers.deviations import DEVIATIONS
from desktop.exchange.registers.document_copies import DOCUMENT_COPIES
from desktop.exchange.registers.documents import DOCUMENTS
from desktop.exchange.registers.enquiries import ENQUIRIES
from desktop.exchange.registers.exercises import EXERCISES
from desktop.exchange.registers.form import Register
from desktop.exchange.registers.holds import HOLDS
from desktop.exchange.registers.incidents import INCIDENTS
from desktop.exchange.registers.matrix import MATRIX
from desktop.exchange.registers.notes import NOTES
from desktop.exchange.registers.overdue import OVERDUE
from desktop.exchange.registers.oversight_reviews import OVERSIGHT_REVIEWS, TRAIL_REVIEWS
from desktop.exchange.registers.people import PEOPLE
from desktop.exchange.registers.plans import PLANS
from desktop.exchange.registers.requirements import REQUIREMENTS
from desktop.exchange.registers.retention_events import RETENTION_EVENTS
from desktop.exchange.registers.retention_rules import RETENTION_RULES, SPONSOR_RELEASES
from desktop.exchange.registers.risks import RISKS
from desktop.exchange.registers.series import RECORD_SERIES
from desktop.exchange.registers.sharing import SHARING
from desktop.exchange.registers.signature_sheet import SIGNATURE_SHEET
from desktop.exchange.registers.studies import STUDIES
from desktop.exchange.registers.study_papers import STUDY_PAPERS
from desktop.exchange.registers.systems import SYSTEMS
from desktop.exchange.registers.trail import TRAIL
from desktop.exchange.registers.training import TRAINING
from desktop.exchange.registers.users import USERS
from desktop.exchange.taking import Importer

REGISTERS: Mapping[str, Register] = {
    register.name: register
    for register in (
        PEOPLE,
        TRAINING,
        MATRIX,
        DELEGATIONS,
        DELEGATION_TASKS,
        OVERDUE,
        STUDIES,
        COURSES,
        REQUIREMENTS,
        INCIDENTS,
        DEVIATIONS,
        NOTES,
        EXERCISES,
        RISKS,
        ASSETS,
        RECORD_SERIES,
        RETENTION_EVENTS,
        ENQUIRIES,
        HOLDS,
        SPONSOR_RELEASES,
        RETENTION_RULES,
        CUSTODY_MOVES,
        DESTRUCTIONS,
        CAPA,
        CAPA_ACTIONS,
        STUDY_PAPERS,
        SIGNATURE_SHEET,
        OVERSIGHT_REVIEWS,
        TRAIL_REVIEWS,
        USERS,
        SYSTEMS,
        ACCOUNTS,
        ACCESS_REVIEWS,
        ACCESS_FOLLOWUPS,
        PLANS,
        SHARING,
        DOCUMENTS,
        DOCUMENT_COPIES,
        TRAIL,
    )
}


def register_named(name: str) -> Register:
    """Raises BadInput for one that is not there."""
    if name not in REGISTERS:
        raise BadInput(f"There is no register “{name}”.", todo=f"Registers: {', '.join(REGISTERS)}.")
    return REGISTERS[name]


def importers() -> Mapping[str, Importer]:
    """The registers that take sheets."""
    return {name: register.importer for name, register in REGISTERS.items() if register.importer is not None}


def importer_named(name: str) -> Importer:
    """Raises BadInput for a register that takes no sheets."""
    found = importers()
    if name not in found:
        raise BadInput(f"No sheets are taken for “{name}”.", todo=f"Registers: {', '.join(found)}.")
    return found[name]
