"""An officer looks after who may unlock (UNL-6, ROL-1)."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QTableView, QWidget

from db.vault.enrolment import code_at
from desktop.settings.enrol import EnrolDialog
from desktop.settings.own_certificate import OwnCertificateDialog
from tests.people_at_site import Person
from tests.signing.brought import PASSWORD, file_of
from tests.window_driver import Screen, until

PASSPHRASE = "seven orange kettles whistle at dawn"


@pytest.mark.requirement("UNL-6")
def test_a_newcomer_enrols_in_an_officer_s_session_and_unlocks(inside: Screen) -> None:
    inside.go("settings")
    inside.click("settings-enrol")
    dialog = inside.dialog("enrol-dialog")
    assert isinstance(dialog, EnrolDialog)
    dialog.who.name.set_value("Inés Castillo Ruiz")
    dialog.who.login.set_value("ines")
    dialog.who.role.set_value("investigator")
    dialog.who.identity.set_value("passport")
    dialog.who.changed.emit()
    inside.click("step-continue")
    until(lambda: dialog.steps.step is dialog.passphrase, dialog.steps.notice.text)
    for name in ("new-passphrase", "new-passphrase-again"):
        inside.type(name, PASSPHRASE)
    inside.click("step-continue")
    until(lambda: dialog.phone.key.text(), "the key")
    clock, seed = inside.house.clock, dialog.phone.seed
    first = code_at(seed, clock.now())
    clock.advance(30)
    dialog.phone.first.setText(first)
    dialog.phone.second.setText(code_at(seed, clock.now()))
    inside.click("step-continue")
    until(lambda: dialog.steps.step is dialog.make, dialog.steps.notice.text)
    inside.click("step-continue")
    until(lambda: not inside.dialogs(), "the enrolment")
    until(lambda: inside.page.users.model.rowCount() == 2, "the users")
    inside.parts.program.lock("command")
    inside.unlock(Person("ines", clock, PASSPHRASE, seed))
    assert inside.frame.rail.person.text() == "Inés Castillo Ruiz"
    inside.go("settings")
    until(lambda: inside.page.sentence.text(), "the page")
    assert inside.page.actions() == (), "only officers enrol"
    assert inside.ask(lambda site: site.store.standing.missing) == ("statement", "training")
    until(lambda: inside.frame.findChild(QWidget, "strip-duties"), "the strip that says so")
    page = inside.page
    until(lambda: page.users.model.rowCount() == 2 and page.acts.role, "the users")
    page.users.select_row(0)
    until(lambda: page.inspector.title.text() == "Inés Castillo Ruiz", "her own line")
    inside.click("user-sign")
    inside.dialog("sign-dialog")
    clock.advance(31)
    inside.type("sign-passphrase", PASSPHRASE)
    inside.type("sign-code", code_at(seed, clock.now()))
    until(lambda: inside.find(QPushButton, "sign").isEnabled(), "a fresh code")
    inside.click("sign")
    until(lambda: not inside.dialogs(), "signing")
    assert inside.ask(lambda site: site.store.standing.missing) == ()
    until(lambda: "on record" in page.inspector.why.text(), "the inspector")


@pytest.mark.requirement("UNL-6")
def test_suspending_asks_for_a_reason_and_is_on_the_person_s_history(inside: Screen) -> None:
    people: list[object] = []
    enrol = inside.house.enrol
    inside.parts.jobs.write(lambda site: enrol(site, "ines", "Inés Castillo", "investigator"), people.append)
    until(lambda: people, "enrolling")
    inside.go("settings")
    page = inside.page
    until(lambda: page.users.model.rowCount() == 2 and page._officer, "the users")
    page.users.select_row(0)
    until(lambda: page.inspector.title.text() == "Inés Castillo", "the user")
    inside.click("user-suspend")
    dialog = inside.dialog("reason-dialog")
    dialog.choice.set_value("other")  # type: ignore[attr-defined]
    dialog.own.set_value("long leave")  # type: ignore[attr-defined]
    inside.click("do")
    until(lambda: any("long leave" in one.meta for one in page.inspector.history.moments()), "the history")
    assert inside.ask(lambda site: site.users.find("ines").status) == "suspended"


@pytest.mark.requirement("ROL-1")
def test_the_rights_are_shown_as_the_store_enforces_them(inside: Screen) -> None:
    inside.go("settings")
    inside.page.switch.setCurrentIndex(1)
    model = inside.find(QTableView, "rights").model()
    titles = [model.headerData(place, Qt.Orientation.Horizontal) for place in range(model.columnCount())]
    lines = [[model.index(row, place).data() for place in range(len(titles))] for row in range(model.rowCount())]
    of_people = dict(zip(titles, next(line for line in lines if line[0] == "person"), strict=True))
    assert of_people["Monitor"] == "read" and of_people["Custodian"] == "–"


@pytest.mark.requirement("SIG-2")
def test_an_officer_signs_with_a_certificate_of_her_own_and_answers_for_its_authority(inside: Screen) -> None:
    inside.go("settings")
    page = inside.page
    until(lambda: page.users.model.rowCount() == 1 and page.acts.role, "the users")
    page.users.select_row(0)
    until(lambda: page.inspector.title.text() == "Zoë Brandt", "her own line")
    inside.click("user-certificate")
    dialog = inside.dialog("own-certificate-dialog")
    assert isinstance(dialog, OwnCertificateDialog)
    file = inside.path("zoe.p12")
    file.write_bytes(file_of("Inés Castillo Ruiz", ec.generate_private_key(ec.SECP256R1())))
    dialog.file.set_path(file)
    for password, words in (("wrong", "password does not open"), (PASSWORD, "made out to Inés")):
        dialog.password.control.setText(password)
        inside.click("own-read")
        until(lambda words=words: words in dialog.trouble.text(), words)
    file.write_bytes(file_of("Zoë Brandt", ec.generate_private_key(ec.SECP256R1())))
    dialog.file.set_path(file)
    inside.click("own-read")
    until(lambda: "Nordic Trust Root" in dialog.facts.text(), "what the file holds")
    inside.type("own-passphrase", inside.house.zoe.passphrase)
    inside.type("own-code", inside.house.zoe.code())
    inside.click("own-use")
    until(lambda: not inside.dialogs() or dialog.trouble.isVisible(), "the certificate being used")
    assert not inside.dialogs(), dialog.trouble.text()
    until(lambda: "user-authority" in [one.objectName() for one in page.inspector.findChildren(QPushButton)], "offered")
    inside.click("user-authority")
    ask = inside.dialog("authority-dialog")
    ask.fields["authority-how"].set_value("Its policy, page 4, by telephone")  # type: ignore[attr-defined]
    inside.click("save")
    until(lambda: not inside.dialogs(), "the confirmation")
    assert inside.ask(lambda site: [one.confirmed_by for one in site.signing.brought_authorities()]) == ["Zoë Brandt"]
    inside.click("user-site-certificate")
    back = inside.dialog("site-certificate-dialog")
    inside.type("site-certificate-passphrase", inside.house.zoe.passphrase)
    inside.type("site-certificate-code", inside.house.zoe.code())
    inside.click("site-certificate-make")
    until(lambda: not inside.dialogs() or back.trouble.isVisible(), "a certificate of the site")
    assert not inside.dialogs(), back.trouble.text()
    assert inside.ask(lambda site: site.signing.signs_by_the_site(site.actor.user))
