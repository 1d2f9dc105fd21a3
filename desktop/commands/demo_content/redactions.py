"""What was taken out of a record of the demonstration: a participant named by mistake, under two signatures (USE-3)."""

from __future__ import annotations

from datetime import timedelta

from db.incidents.deviation_records import NewDeviation
from desktop.commands.demo_content import cast as c
from desktop.commands.demo_content.diary import COORDINATOR, OFFICER, Diary
from desktop.commands.demo_content.ink import ink

_NAME = "Mr Karl Ahlers"
_BINDER = "Binder “Data protection”, tab 2"


def tell_redaction(diary: Diary) -> None:
    """Told after people and studies; days count from today."""

    def typed() -> None:
        day = diary.site.clock.now().date() - timedelta(days=1)
        words = f"Visit 4 was three days late because {_NAME} missed his train"
        new = NewDeviation(
            words, day, day, diary.ids[c.AURORA], "AUR-014", "Tunde Adeyemi", "visit window",
            owner=diary.ids["adeyemi"],
        )  # fmt: skip
        diary.ids["named"] = diary.site.incidents.deviations.add(new).id

    def proposed() -> None:
        desk, why = diary.site.redaction, "A participant is known here by the code alone"
        diary.ids["redaction"] = desk.propose("deviation", diary.ids["named"], _NAME, "name", why).id

    def redacted() -> None:
        desk, one = diary.site.redaction, diary.ids["redaction"]
        desk.sign_approval(one, ink(diary, "castillo", "approved", "Redaction", _BINDER))
        held = ", ".join(backup.file for backup in diary.site.backups.holding())
        copies = f"Kept until the schedule removes them: {held}. No package left." if held else "No backup was made."
        desk.carry_out(one, _NAME, copies, ink(diary, "brandt", "carried out", "Redaction", _BINDER))

    diary.note(-13, COORDINATOR, typed)
    diary.note(-12, OFFICER, proposed)
    diary.note(-11, OFFICER, redacted)
