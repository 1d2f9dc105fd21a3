"""What can be done about a user: enrol, withdraw, record what they owe; one's own statement and passphrase (UNL-6)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from db.oversight.duties import ACKNOWLEDGED
from db.oversight.records import DOCUMENTS, IDENTITY, STATEMENT, TRAINING, UserStanding
from db.signing.authority import in_fours
from db.signing.records import Vouching
from db.store.query import Query
from db.store.users import User
from db.training.introduction import WAITING
from desktop.settings.code_alone import OwnSlotDialog
from desktop.settings.enrol import EnrolDialog, EnrolFacts
from desktop.settings.enrol_steps import LIMITED, said
from desktop.settings.own_certificate import OwnCertificateDialog
from desktop.settings.passphrase import PassphraseDialog
from desktop.settings.site_certificate import SiteCertificateDialog
from desktop.settings.visitors import ask_to_hand_over
from desktop.unlock.backstage import Backstage
from desktop.widgets.ask import AskDialog
from desktop.widgets.buttons import Button
from desktop.widgets.fields import ChoiceField, DateField, TextField
from desktop.widgets.file_field import FileField
from desktop.widgets.page import PageContext
from desktop.widgets.taking_file import take_any

if TYPE_CHECKING:
    from db.evidence.records import File
    from db.signing.signable import Ink, Pen, Signable
    from db.site import Site

DUTY_WORDS = {IDENTITY: "identity", STATEMENT: "statement", TRAINING: "training"}


@dataclass(frozen=True)
class UserLine:
    """A user with how they stand; ``person``: who of the roster they are, empty where it was never said;
    ``vouching``: which authority stands behind the certificate they sign with, None where they have none;
    ``may_leave_out``: the site lets people unlock without their passphrase; ``introduction``: how theirs stands in the
    training log (db.training.introduction)."""

    user: User
    standing: UserStanding
    person: str = ""
    vouching: Vouching | None = None
    may_leave_out: bool = False
    introduction: str = ""

    @property
    def id(self) -> str:
        return self.user.id


class UserActs(QObject):
    """``own``: id of who is signed in; ``officer`` once it is known that they are one; ``shown`` gets what changed."""

    def __init__(
        self, context: PageContext, backstage: Backstage, page: QWidget, own: str, shown: Callable[[], object]
    ) -> None:
        super().__init__(page)
        self._context, self._backstage, self._page = context, backstage, page
        self._own, self._shown = own, shown
        self.role = ""

    def buttons(self, line: UserLine) -> list[Button]:
        """For the inspector, the most urgent first."""
        user, standing = line.user, line.standing
        if self._context.visiting:
            return []
        made: list[tuple[str, str, Callable[[], object]]] = []
        if user.id == self._own:
            if {STATEMENT, TRAINING} & set(standing.missing):
                made.append((said("Read and sign"), "user-sign", self.sign_first_steps))
            made.append((said("Change my passphrase"), "user-passphrase", lambda: self.change_passphrase(user)))
            if user.code_alone or line.may_leave_out:
                words = said("Unlock with the passphrase…") if user.code_alone else said("Unlock by code alone…")
                made.append((words, "user-own-slot", lambda: self.open_by(not user.code_alone)))
            if self.role in ("officer", "investigator", "coordinator", "staff"):
                made.append((said("Own certificate…"), "user-certificate", self.bring_certificate))
        elif user.status != "ended" and self.role in ("officer", "investigator"):
            if IDENTITY in standing.missing:
                made.append((said("Record identity check"), "user-identity", lambda: self.record_identity(user)))
            if self.role == "officer" and user.role in LIMITED and user.status == "active":
                made.insert(0, (said("Hand over to read…"), "user-hand-over",
                                lambda: ask_to_hand_over(self._context, self._page, user)))  # fmt: skip
            reads = user.role in LIMITED and not standing.enrolled
            if self.role == "officer" and {STATEMENT, TRAINING} & set(standing.missing) and not reads:
                made.append((said("Signed on paper…"), "user-paper", lambda: self.record_on_paper(line)))
            if self.role == "officer":
                made += self._officer_s(line)
        if self.role == "officer" and line.vouching is not None and not line.vouching.ours:
            made.append(self._authority(line.vouching))
        here = self.role == "officer" and standing.enrolled and user.status == "active"
        if here and (line.vouching is None or not line.vouching.ours):
            back = (said("Certificate of the site…"), "user-site-certificate")
            made.append((*back, lambda: self.give_site_certificate(user)))
        if self.role == "officer" and line.introduction == WAITING:
            made.append((said("File the introduction"), "user-introduction", self.file_introductions))
        if self.role == "officer" and user.role not in LIMITED:
            made.append((said("Who on the roster"), "user-person", lambda: self.link(line)))
        buttons = []
        for place, (words, name, act) in enumerate(made):
            button = Button(words, "primary" if place == 0 else "plain", name)
            button.clicked.connect(lambda _=False, act=act: act())
            buttons.append(button)
        return buttons

    def _officer_s(self, line: UserLine) -> list[tuple[str, str, Callable[[], object]]]:
        user = line.user
        again = (said("Enrol again"), "user-again", lambda: self.enrol(user))
        suspend = (said("Suspend"), "user-suspend", lambda: self._withdraw(user, "suspended"))
        end = (said("Left the site"), "user-end", lambda: self._withdraw(user, "ended"))
        if user.role in LIMITED and not line.standing.enrolled:
            return [suspend, end] if user.status == "active" else [end]
        return [again, suspend, end] if user.status == "active" else [again, end]

    def bring_certificate(self) -> None:
        """Own certificate from a file, in the place of the site's."""
        dialog = OwnCertificateDialog(self._context, self._page)
        dialog.accepted.connect(self._shown)
        dialog.open()

    def file_introductions(self) -> None:
        """Those that are on record of a user and in nobody's training yet."""
        self._context.jobs.write(lambda site: site.introductions.keep(), lambda _: self._shown(), self._failed)

    def give_site_certificate(self, user: User) -> None:
        """One of the site's in the place of their own, or of one that has expired."""
        dialog = SiteCertificateDialog(self._context, user, user.id == self._own, self._page)
        dialog.accepted.connect(self._shown)
        dialog.open()

    def _authority(self, known: Vouching) -> tuple[str, str, Callable[[], object]]:
        if known.confirmed_by:
            return said("Authority no longer trusted"), "user-authority-end", lambda: self._distrust(known)
        return said("Confirm the authority…"), "user-authority", lambda: self._trust(known)

    def _trust(self, known: Vouching) -> None:
        """The officer compares the fingerprint with what the authority publishes, and answers for it."""
        how = TextField(said("Compared with"), "authority-how", required=True,
                        hint=said("Where the authority publishes its fingerprint, or who read it out"))  # fmt: skip

        def save(dialog: AskDialog) -> None:
            words = dialog.text("authority-how")
            self._write(dialog, lambda site: site.signing.confirm_authority(known.fingerprint, words))

        title = said("Do you answer for {authority}?").format(authority=known.authority)
        words = said(
            "Its fingerprint: {fingerprint}. From then on signatures with its certificates count as trusted here."
        )
        words = words.format(fingerprint=in_fours(known.fingerprint))
        AskDialog(self._page, title, "authority-dialog", [[how]], save, do=said("Confirm it"), words=words).open()

    def _distrust(self, known: Vouching) -> None:
        def write(reason: str) -> None:
            self._context.jobs.write(
                lambda site: site.signing.withdraw_confirmation(known.fingerprint, reason), lambda _: self._shown(),
                self._failed,
            )  # fmt: skip

        self._context.prompts.ask_reason(
            said("{authority} is no longer trusted").format(authority=known.authority), write, do=said("Withdraw it"),
            words=said("What was signed with its certificates stays intact and shows as not trusted."),
        )  # fmt: skip

    def enrol(self, again: User | None) -> None:
        """A newcomer, or somebody whose phone is lost."""

        def opened(facts: EnrolFacts) -> None:
            EnrolDialog(self._context.jobs, self._backstage, facts, self._page, again).open()

        self._context.jobs.read(lambda site: _enrol_facts(site, again), opened, self._failed)

    def sign_first_steps(self) -> None:
        """Statement and introduction, read and signed with one code."""

        def ask(items: Sequence[Signable]) -> None:
            from desktop.signing.dialog import sign_records

            def commit(site: Site, signer: Pen | Ink) -> None:
                from db.signing.signable import Pen

                with site.change("Statement and introduction") as change:
                    site.oversight.duties.sign(change, items, signer)
                site.introductions.keep(signer if isinstance(signer, Pen) else None)

            sign_records(self._context, items, [ACKNOWLEDGED], commit, lambda _: self._shown(), self._page)

        self._context.jobs.read(lambda site: site.oversight.duties.to_sign(), ask, self._failed)

    def change_passphrase(self, user: User) -> None:
        """Own passphrase, with the old one and a fresh code."""
        PassphraseDialog(self._context.jobs, (user.login, user.name), self._page).open()

    def open_by(self, alone: bool) -> None:
        """Own slot, without the passphrase or with it from now on."""
        dialog = OwnSlotDialog(self._context.jobs, self._page, alone=alone)
        dialog.accepted.connect(self._shown)
        dialog.open()

    def record_identity(self, user: User) -> None:
        """Which paper was seen, and when."""
        paper = ChoiceField(
            said("Which paper did you see?"), "identity-paper", [(one, said(one.capitalize())) for one in DOCUMENTS],
            required=True, unset=said("Choose"),
        )  # fmt: skip
        day = _today_field(said("On"), "identity-day")
        note = TextField(said("Note"), "identity-note", hint=said("Never the number of the paper"))

        def save(dialog: AskDialog) -> None:
            document, done = dialog.text("identity-paper"), dialog.day("identity-day") or date.today()  # noqa: DTZ011
            words = dialog.text("identity-note")

            def work(site: Site) -> None:
                site.oversight.duties.record_identity(user.id, document, done, words)
                site.introductions.keep()

            self._write(dialog, work)

        title = said("Identity of {name}").format(name=user.name)
        AskDialog(self._page, title, "identity-dialog", [[paper, day], [note]], save, do=said("Record it")).open()

    def record_on_paper(self, line: UserLine) -> None:
        """A statement signed in ink, or a training in this program that took place."""
        user = line.user
        kinds = [(one, said(words)) for one, words in
                 ((STATEMENT, "Accountability statement"), (TRAINING, "Training in Siteward"))
                 if one in line.standing.missing]  # fmt: skip
        what = ChoiceField(said("What was done"), "paper-duty", kinds, required=True)
        what.set_value(kinds[0][0])
        day = _today_field(said("On"), "paper-duty-day")
        note = TextField(said("By whom, or where the original is"), "paper-duty-note", required=True)
        scan = FileField(said("Scan"), "paper-duty-scan", self._context.prompts, hint=said("May come later"))

        def save(dialog: AskDialog) -> None:
            kind, done = dialog.text("paper-duty"), dialog.day("paper-duty-day") or date.today()  # noqa: DTZ011
            words, path = dialog.text("paper-duty-note"), scan.path

            def work(site: Site, file: File | None) -> None:
                if kind == STATEMENT:
                    site.oversight.duties.paper_statement(user.id, done, words, file)
                else:
                    site.oversight.duties.record_training(user.id, words, done, file)
                site.introductions.keep()

            take_any(
                self._context, path, lambda file: self._write(dialog, lambda site: work(site, file)),
                dialog.show_trouble, dialog,
            )  # fmt: skip

        title = said("On paper: {name}").format(name=user.name)
        dialog = AskDialog(self._page, title, "paper-duty-dialog", [[what, day], [note]], save, do=said("Record it"))
        dialog.body.addWidget(scan)
        dialog.open()

    def link(self, line: UserLine) -> None:
        """Who of the roster a user is: so that nobody approves their own."""

        def opened(people: Sequence[tuple[str, str]]) -> None:
            person = ChoiceField(said("On the roster"), "link-person", people, required=True, search=True,
                                 unset=said("Choose"))  # fmt: skip

            def save(dialog: AskDialog) -> None:
                chosen = dialog.text("link-person")
                self._write(dialog, lambda site: site.say_who(line.user.id, chosen))

            title = said("Who is {name} on the roster?").format(name=line.user.name)
            words = said("Signatures and “nobody approves their own” go by the person.")
            AskDialog(self._page, title, "link-dialog", [[person]], save, words=words).open()

        def people(site: Site) -> tuple[tuple[str, str], ...]:
            return tuple((one.id, one.name) for one in site.people.people(Query(limit=20_000)).rows)

        self._context.jobs.read(people, opened, self._failed)

    def _withdraw(self, user: User, status: str) -> None:
        from db.workspace.people import withdraw_user

        def write(reason: str) -> None:
            self._context.jobs.write(
                lambda site: withdraw_user(site.session, user.id, status, reason), lambda _: self._shown(), self._failed
            )

        verb = said("Suspend {name}") if status == "suspended" else said("{name} has left")
        self._context.prompts.ask_reason(
            verb.format(name=user.name), write, do=said("Withdraw the key"),
            words=said("They cannot unlock any more. The database gets another key at the next opening."),
        )  # fmt: skip

    def _write(self, dialog: AskDialog, work: Callable[[Site], object]) -> None:
        def done(_answer: object) -> None:
            dialog.accept()
            self._shown()

        dialog.set_busy(True)
        self._context.jobs.write(work, done, dialog.show_trouble)

    def _failed(self, problem: Exception) -> None:
        self._context.prompts.tell(problem)


def _enrol_facts(site: Site, again: User | None) -> EnrolFacts:
    from db.workspace import code_alone
    from db.workspace.people import witnesses

    studies = site.people.studies(Query(limit=500)).rows
    second = witnesses(site.session, again.id) if again is not None and again.role == "officer" else ()
    return EnrolFacts(
        site.name, tuple((study.id, study.code) for study in studies), second, code_alone.allowed(site.store)
    )


def _today_field(label: str, name: str) -> DateField:
    field = DateField(label, name, required=True)
    field.set_value(date.today().isoformat())  # noqa: DTZ011 - a proposal; the store holds it against its own clock
    return field
