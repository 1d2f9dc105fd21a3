"""The people of the demonstration site. All of them are fictitious; days count from today (negative: past)."""

from __future__ import annotations

from dataclasses import dataclass

PI, SUB, NURSE, COORD = "Principal investigator", "Sub-investigator", "Study nurse", "Study coordinator"
PHARM, TECH, LAB, RADIO = "Pharmacist", "Pharmacy technician", "Laboratory technician", "Radiographer"
DATA, ENTRY, RATER, ASSIST = "Data manager", "Data entry", "Rater", "Research assistant"
REG, QM, IT, ADMIN, OFFICER = (
    "Regulatory coordinator", "Quality manager", "IT administrator", "Administrator", "Compliance officer",
)  # fmt: skip

NORD, UNI, LABS, TRUST = "Klinikum Nord", "Universität Nord", "Nordlab GmbH", "North Sea Research Trust"

BRIGHT, AURORA, LUMEN = "BRIGHT-2", "AURORA-3", "LUMEN-1"


@dataclass(frozen=True)
class Role:
    """A role in a study: from ``start`` to ``end``, days from today."""

    study: str
    role: str
    start: int
    end: int | None = None


@dataclass(frozen=True)
class Member:
    """``key`` is how the other files speak of the person; ``start`` and ``end`` are days from today."""

    key: str
    family: str
    given: str
    role: str
    start: int
    roles: tuple[Role, ...] = ()
    end: int | None = None
    other: str = ""
    employer: str = NORD
    licence: str = ""
    licence_expires: int | None = None
    cv_date: int | None = -200
    was: str = ""  # family name they came with

    @property
    def email(self) -> str:
        return f"{self.key}@klinikum-nord.example"


def _b(role: str, start: int = -500, end: int | None = None) -> Role:
    return Role(BRIGHT, role, start, end)


def _a(role: str, start: int = -380, end: int | None = None) -> Role:
    return Role(AURORA, role, start, end)


def _l(role: str, start: int = -880, end: int | None = -200) -> Role:
    return Role(LUMEN, role, start, end)


CAST: tuple[Member, ...] = (
    Member("brandt", "Brandt", "Zoë", OFFICER, -1400, cv_date=-120),
    Member("castillo", "Castillo Ruiz", "Inés", PI, -1300, (_b(SUB, -500, -121), _b(PI, -120)), licence="AR-20881",
           licence_expires=410),
    Member("adeyemi", "Adeyemi", "Tunde", COORD, -1100, (_b(COORD), _l(COORD))),
    Member("oneil", "O’Neil", "Seán", SUB, -700, (_b(SUB, -450), _a(SUB)), licence="AR-30117", licence_expires=35),
    Member("ory", "Őry", "Zsófia", PI, -1200, (_a(PI),), employer=UNI, licence="AR-11420", licence_expires=700),
    Member("muller", "Müller-Østergård", "Änne", NURSE, -900, (_b(NURSE), _a(NURSE)), licence="GKP-5518",
           licence_expires=260),
    Member("yamada", "Yamada", "Hanako", PHARM, -820, (_b(PHARM), _a(PHARM)), other="山田 花子", licence="AP-7781",
           licence_expires=-9),
    Member("dvorak", "Dvořák", "Petr", SUB, -600, (_b(SUB, -400), _a(SUB)), licence="AR-33019", licence_expires=300),
    Member("osuilleabhain", "Ó Súilleabháin", "Gráinne", PI, -1500, (_b(PI, -500, -121),), end=-90,
           licence="AR-10204", licence_expires=150),
    Member("grossmann", "Großmann", "Jürgen", PI, -1800, (_l(PI),), end=-150, employer=TRUST),
    Member("fontaine", "Fontaine", "Chloé", COORD, -760, (_a(COORD), _l(COORD))),
    Member("georgiou", "Γεωργίου", "Νίκος", LAB, -640, (_b(LAB), _a(LAB)), other="Georgiou Nikos", employer=LABS),
    Member("haddad", "حداد", "ليلى", ENTRY, -560, (_b(ENTRY),), other="Haddad Layla"),
    Member("ivanova", "Иванова", "Мила", NURSE, -610, (_b(NURSE), _l(NURSE)), other="Ivanova Mila",
           licence="GKP-6120", licence_expires=500),
    Member("jensen", "Jensen", "Ole", RADIO, -690, (_b(RADIO),), end=-3),
    Member("eriksen", "Eriksen", "Liv", NURSE, -480, (_b(NURSE, -440),), licence="GKP-7007", licence_expires=220),
    Member("kowalska", "Kowalska", "Ewa", COORD, -530, (_b(COORD), _a(COORD)), was="Nowak"),
    Member("lindqvist", "Lindqvist", "Maja", PHARM, -720, (_b(PHARM), _l(PHARM)), licence="AP-8101",
           licence_expires=640),
    Member("meyer", "Meyer", "Jonas", ENTRY, -410, (_b(ENTRY, -400),)),
    Member("sato", "佐藤", "健", SUB, -390, (_a(SUB, -370),), other="Satō Ken", employer=UNI, licence="AR-35520",
           licence_expires=820),
    Member("wang", "王", "小明", DATA, -650, (_b(DATA), _a(DATA)), other="Wang Xiaoming"),
    Member("kim", "김", "민준", RATER, -340, (_a(RATER, -330),), other="Kim Min-jun", employer=UNI),
    Member("nguyen", "Nguyễn", "Thị Lan", NURSE, -420, (_a(NURSE),), licence="GKP-7310", licence_expires=380),
    Member("sahin", "Şahin", "Emre", LAB, -300, (_a(LAB, -290),), employer=LABS),
    Member("thorsdottir", "Þórsdóttir", "Sigríður", NURSE, -360, (_b(NURSE, -350),), licence="GKP-7402",
           licence_expires=51),
    Member("lukasiewicz", "Łukasiewicz", "Bartosz", TECH, -450, (_b(TECH, -440), _a(TECH))),
    Member("papadopoulou", "Παπαδοπούλου", "Ελένη", NURSE, -270, (_a(NURSE, -260),), other="Papadopoulou Eleni"),
    Member("shevchenko", "Шевченко", "Олександр", IT, -800, other="Shevchenko Oleksandr"),
    Member("alali", "العلي", "محمد", SUB, -330, (_a(SUB, -320),), other="Al-Ali Mohammed", licence="AR-36044",
           licence_expires=900),
    Member("cohen", "כהן", "נועה", ASSIST, -240, (_a(ASSIST, -230),), other="Cohen Noa", employer=UNI),
    Member("sharma", "शर्मा", "अनिल", DATA, -310, (_b(DATA, -300),), other="Sharma Anil"),
    Member("delacruz", "de la Cruz-Peña", "José", RADIO, -280, (_b(RADIO, -270), _a(RADIO, -270))),
    Member("vanthoff", "van ’t Hoff", "Saskia", REG, -870, (_b(REG), _a(REG), _l(REG))),
    Member("dsouza", "D’Souza", "Maria", ADMIN, -500),
    Member("rossi", "Rossi", "Giulia", QM, -430, cv_date=None),
    Member("smith-joan", "Smith", "Joan", ASSIST, -380, (_b(ASSIST, -370),)),
    Member("smith-john", "Smith", "John", ENTRY, -900, (_l(ENTRY),), end=-310),
    Member("cizkova", "Čížková", "Hana", NURSE, -750, (_l(NURSE), _b(NURSE, -500, -210)), end=-210),
    Member("oyelaran", "Oyelaran", "Adébáyò", LAB, -520, (_b(LAB, -490, -45),), end=-45, employer=LABS),
    Member("li", "李", "娜", NURSE, -150, (_b(NURSE, -140),), other="Li Na", licence="GKP-8016", licence_expires=1000),
    Member("suzuki", "鈴木", "美咲", RATER, -17, (_a(RATER, -10),), other="Suzuki Misaki", employer=UNI),
    Member("fernandez", "Fernández", "Núria", NURSE, 14, cv_date=None),
)  # fmt: skip
