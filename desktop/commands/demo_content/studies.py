"""The studies of the demonstration site and what they ask to be learnt. Days count from today."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.commands.demo_content import cast as c


@dataclass(frozen=True)
class Edition:
    """A version of a document: when approved, when in effect at the site."""

    label: str
    approved: int
    effective: int
    summary: str = ""
    reopens: bool = True


@dataclass(frozen=True)
class Paper:
    """A document or system of one study, and the roles it is asked of (empty: everybody in the study)."""

    code: str
    title: str
    kind: str
    roles: tuple[str, ...]
    editions: tuple[Edition, ...] = ()
    validity_months: int | None = None
    grace_days: int = 0
    within_days: int = 0


@dataclass(frozen=True)
class Trial:
    """``investigators``: person, start, end."""

    code: str
    protocol: str
    title: str
    sponsor: str
    phase: str
    framework: str
    registration: str
    site_number: str
    start: int
    end: int | None
    investigators: tuple[tuple[str, int, int | None], ...]
    papers: tuple[Paper, ...]
    ethics: str = ""


PROTOCOL = "Protocol"
_CARE = (c.PI, c.SUB, c.COORD, c.NURSE, c.PHARM)

TRIALS = (
    Trial(
        c.BRIGHT, "BR2-301", "Luminastat against placebo in seasonal depression: a double-blind phase III trial",
        "Lumina Therapeutics Inc.", "III", "US IND", "IND 148220", "0417", -520, None,
        (("osuilleabhain", -520, -121), ("castillo", -120, None)),
        (
            Paper(PROTOCOL, "", "protocol", (), (
                Edition("1.0", -560, -520), Edition("2.0", -430, -410, "Amendment 1: visit 4 by telephone"),
                Edition("2.1", -205, -190, "Amendment 2: washout of 14 days"),
            )),
            Paper("IB", "Investigator’s brochure, luminastat", "safety", _CARE, (
                Edition("ed. 11", -560, -520), Edition("ed. 12", -160, -140, "Hepatic monitoring"),
            )),
            Paper("EDC system", "Data entry in the sponsor’s EDC system", "system",
                  (c.COORD, c.NURSE, c.DATA, c.ENTRY, c.SUB), validity_months=18),
            Paper("IWRS", "Randomisation and supply by IWRS", "system", (c.COORD, c.PHARM, c.TECH),
                  validity_months=24),
        ),
        ethics="Northern IRB 2025-1148",
    ),
    Trial(
        c.AURORA, "AUR-202", "Auroramab in early systemic sclerosis: an open-label phase II trial",
        "Aurora Biologics SE", "II", "EU CTR", "2025-508417-30-00", "DE-09", -390, None, (("ory", -390, None),),
        (
            Paper(PROTOCOL, "", "protocol", (), (
                Edition("1.0", -430, -390), Edition("2.0", -300, -280, "Amendment 1: lower starting dose"),
                Edition("2.1", -170, -160, "Amendment 2: spelling and contact details", reopens=False),
                Edition("3.0", -40, -21, "Amendment 3: cardiac monitoring before each infusion"),
            )),
            Paper("IB", "Investigator’s brochure, auroramab", "safety", _CARE, (
                Edition("ed. 4", -430, -390), Edition("ed. 5", -120, -100, "Infusion reactions"),
                Edition("ed. 6", -3, 18, "Interim safety report"),
            )),
            Paper("Consent", "Taking consent with the information sheet", "consent", (c.PI, c.SUB, c.NURSE), (
                Edition("v2", -300, -280), Edition("v3", -40, -21, "Follows amendment 3"),
            )),
            Paper("Infusion", "Preparing and giving the infusion", "course", (c.NURSE, c.PHARM, c.TECH),
                  validity_months=12),
            Paper("eCRF guide", "Completion guidelines for the eCRF", "document",
                  (c.COORD, c.DATA, c.ASSIST, c.RATER), (
                Edition("1.0", -400, -390), Edition("1.1", -20, -8, "Edit checks of visit 6"),
            ), grace_days=21, within_days=14),
        ),
        ethics="Ethik-Kommission Nord 25-0417",
    ),
    Trial(
        c.LUMEN, "LUM-104", "Luminastat single ascending dose", "Lumina Therapeutics UK Ltd", "I", "UK",
        "IRAS 1007712", "UK-02", -900, -200, (("grossmann", -900, -200),),
        (
            Paper(PROTOCOL, "", "protocol", (), (
                Edition("1.0", -940, -900), Edition("1.1", -620, -600, "Sampling times"),
            )),
        ),
        ethics="London – Brent REC 24/LO/0417",
    ),
)  # fmt: skip
