"""Makes resources/samples/: sheets as messy as life. `python -m tests.exchange.make_samples` writes them anew.

The people are invented. What is wrong in each sheet is told in resources/samples/README.md and held by test_samples.py.
"""

# ruff: noqa: E501 - the rows of a sheet stay rows

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableColumnProperties
from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableRow
from odf.text import P
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill

FOLDER = Path(__file__).parents[2] / "resources" / "samples"
MADE = datetime(2025, 11, 23, 9, 0)  # noqa: DTZ001 - stands in the file's properties, so that it is the same each time

# family, given, e-mail, employer, role, start, end, GCP certificate; dates as they were typed
PEOPLE: tuple[tuple[object, ...], ...] = (
    ("Lindqvist", "Åsa", "asa.lindqvist@clinic.example", "University clinic", "Principal investigator",
     date(2022, 3, 1), "", date(2024, 11, 4)),
    ("Müller-Østergård", "Jürgen", "j.mueller@clinic.example", "University clinic", "Sub-investigator",
     date(2023, 1, 16), "", "23-Nov-2024"),
    ("Dvořáková", "Božena", "b.dvorakova@clinic.example", "University clinic", "Study coordinator",
     date(2023, 2, 13), "", date(2025, 1, 20)),
    ("O’Connor", "Niamh", "n.oconnor@clinic.example", "Research office", "Study nurse", "1 September 2023", "", "30-Jun-2025"),
    ("山田", "太郎", "t.yamada@clinic.example", "University clinic", "Study nurse", date(2024, 4, 1), "", "2025年4月8日"),
    ("Παπαδόπουλος", "Γιώργος", "g.papadopoulos@clinic.example", "Pharmacy", "Pharmacist", date(2021, 10, 4), "", date(2025, 2, 3)),
    ("Иванова", "Мария", "m.ivanova@clinic.example", "Laboratory", "Laboratory technician", date(2024, 9, 2), "", date(2024, 9, 5)),
    ("العلي", "ليلى", "l.alali@clinic.example", "University clinic", "Data manager", date(2024, 1, 8), "", "12-Jan-2024"),
    None,  # type: ignore[arg-type]
    ("García López", "María José", "mj.garcia@clinic.example", "Research office", "Data entry", date(2024, 5, 6), "", date(2024, 5, 10)),
    ("Nguyễn", "Thị Hoa", "hoa.nguyen@clinic.example", "University clinic", "Study nurse", date(2023, 6, 1), date(2025, 5, 31), ""),
    ("MUELLER-OSTERGARD", "Juergen", "J.Mueller@clinic.example", "University clinic", "Sub-investigator",
     date(2023, 1, 16), "", "23-Nov-2024"),
    ("Smith", "Robert", "r.smith@clinic.example", "University clinic", "Sub-investigator", date(2022, 8, 15), "", "n/a"),
    ("Smith", "Bob", "", "University clinic", "Sub-investigator", date(2022, 8, 15), "", ""),
    ("Kowalska", "Zofia", "z.kowalska@clinic.example", "Research office", "Rater", date(2024, 10, 1), date(2024, 3, 31), ""),
    ("<b>Test</b>", "=1+1", "test@clinic.example", "Research office", "Administrator", date(2024, 2, 1), "", ""),
)  # fmt: skip

LOG: tuple[tuple[object, ...], ...] = (
    ("Lindqvist, Åsa", "ICH-GCP E6(R3)", "", date(2024, 11, 4), date(2026, 11, 4), "e-learning", "TransCelerate", "passed"),
    ("Jürgen Müller-Østergård", "ICH-GCP E6(R3)", "", "23-Nov-2024", "23-Nov-2026", "e-learning", "TransCelerate", "passed"),
    ("Dvorakova, Bozena", "ICH-GCP E6(R3)", "", date(2025, 1, 20), date(2027, 1, 20), "classroom", "Lindqvist", "passed"),
    ("Dvořáková, Božena", "Consent process", "v2.0", date(2025, 2, 3), "", "classroom", "Lindqvist", ""),
    ("O’Connor, Niamh", "Consent process", "2.0", "2025-02-03", "", "classroom", "Lindqvist", "completed"),
    ("山田太郎", "ICH-GCP E6(R3)", "", "令和7年4月8日", "", "classroom", "Lindqvist", "合格"),
    ("Παπαδόπουλος Γιώργος", "Handling of the study drug", "", date(2025, 2, 3), "", "on the job", "Müller-Østergård", "completed"),
    None,  # type: ignore[arg-type]
    ("Lindqvist, Åsa", "ICH-GCP E6(R3)", "", date(2024, 11, 4), date(2026, 11, 4), "e-learning", "TransCelerate", "passed"),
    ("Nguyễn, Thị Hoa", "ICH-GCP E6(R3)", "", date(2023, 6, 7), date(2025, 6, 7), "e-learning", "TransCelerate", "passed"),
    ("Lindquist, Asa", "Consent process", "2.0", date(2025, 2, 3), "", "classroom", "Lindqvist", ""),
    ("Kim, Minjun", "ICH-GCP E6(R3)", "", date(2025, 3, 3), "", "e-learning", "TransCelerate", "passed"),
    ("Smith, Robert", "Consent process", "2.0", "31/02/2025", "", "classroom", "Lindqvist", ""),
    ("Иванова, Мария", "Shipping of samples (IATA)", "", date(2099, 1, 5), "", "classroom", "", ""),
)  # fmt: skip

NACHNAMEN = (
    "Nachname;Vorname;E-Mail;Arbeitgeber;Funktion;Eintritt (TT.MM.JJJJ);Austritt;Bemerkung",
    "Groß;Jörg;j.gross@praxis.example;Praxis am Wehr;Studienarzt;03.02.2025;;",
    "Weiß-Łukasz;Anneliese;a.weiss@praxis.example;Praxis am Wehr;Studienassistenz;25.11.2024;;Teilzeit, 50 %",
    "",
    "Öztürk;Çiğdem;c.oeztuerk@praxis.example;Praxis am Wehr;Studienassistenz;01.07.2024;30.06.2025;",
    "Böhm;Käthe;;Praxis am Wehr;Verwaltung;01.01.2023;unbefristet;",
    "",
    "Stand: 23.11.2025, erstellt von K. Böhm",
)
JAPANESE = (
    "氏名,メールアドレス,所属,役割,開始日,終了日",
    "佐藤 花子,h.sato@byoin.example,東京病院,治験コーディネーター,2024年4月1日,",
    "鈴木 一郎,i.suzuki@byoin.example,東京病院,治験分担医師,令和5年10月2日,",
    "高橋 健,k.takahashi@byoin.example,東京病院,薬剤師,2023/07/03,2025/03/31",
)
UNCLEAR = (
    "Last name,First name,Start,Site role",
    "Baker,Ellen,02/03/2025,Study nurse",
    "Cooper,James,05/04/2024,Rater",
    "Draper,Ruth,11/12/2023,Pharmacist",
)


def make(folder: Path) -> None:
    """Write all samples into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    _people(folder / "people.xlsx")
    _log(folder / "training-log.ods")
    _wide(folder / "training-log-wide.xlsx")
    german = "\r\n".join(NACHNAMEN).replace("Łukasz", "Lukasz").replace("ğ", "g")
    (folder / "people-german.csv").write_bytes((german + "\r\n").encode("cp1252"))
    (folder / "people-japanese.csv").write_bytes(("\r\n".join(JAPANESE) + "\r\n").encode("cp932"))
    (folder / "dates-unclear.csv").write_bytes(("\n".join(UNCLEAR) + "\n").encode("utf-8"))


def _people(path: Path) -> None:
    book = _book()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Site staff"
    sheet["A1"] = "University clinic: site staff list"
    sheet.merge_cells("A1:I1")
    sheet["A1"].font, sheet["A1"].alignment = Font(bold=True, size=14), Alignment(horizontal="center")
    sheet["A2"], sheet["H2"] = "Study SW-301 / EU CT 2023-500001-10-00", "as of 23-Nov-2025"
    heads = (
        "Surname",
        "First name",
        "E-mail",
        "Employer",
        "Site role",
        "Start date",
        "End date",
        "GCP cert. date",
        "Initials",
    )
    for column, text in enumerate(heads, 1):
        cell = sheet.cell(4, column, text)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDE3EA")
    row = 5
    for person in PEOPLE:
        for column, value in enumerate(person or (), 1):
            if value != "":
                cell = sheet.cell(row, column)
                cell.value, cell.data_type = value, "s" if isinstance(value, str) else "d"
                if isinstance(value, date):
                    cell.number_format = "dd-mmm-yyyy"
        row += 1
    sheet.cell(row + 1, 1, "Note: people marked n/a hold a certificate of another sponsor.")
    sheet.cell(row + 2, 1, "Printed 23-Nov-2025, page 1 of 1")
    notes = book.create_sheet("Abbreviations")
    notes["A1"], notes["B1"] = "GCP", "good clinical practice"
    book.save(path)


def _wide(path: Path) -> None:
    """One row a person, one pair of columns a course, the course's name merged over its pair."""
    book = _book()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Matrix"
    sheet["A1"] = "Training log SW-301"
    sheet.merge_cells("A1:G1")
    for column, course in ((3, "Protocol SW-301"), (5, "Security & IAM")):
        sheet.cell(2, column, course)
        sheet.merge_cells(start_row=2, start_column=column, end_row=2, end_column=column + 1)
    heads = ("Name", "Site role", "Completed", "Valid until", "Completed", "Valid until", "eCRF training date", "Sign")
    for column, text in enumerate(heads, 1):
        sheet.cell(3, column, text).font = Font(bold=True)
    rows: tuple[tuple[object, ...], ...] = (
        ("Lindqvist, Åsa", "PI", date(2025, 3, 3), "", date(2025, 5, 12), date(2026, 5, 12), date(2025, 3, 10)),
        ("Müller-Østergård, Jürgen", "Sub-I", "03-Mar-2025", "", date(2025, 5, 12), date(2026, 5, 12), ""),
        ("Dvořáková, Božena", "SC", date(2025, 3, 3), "", "", "", date(2025, 3, 10)),
        ("García López, María José", "Data entry", "", "", "", "", date(2025, 3, 10)),
        ("العلي, ليلى", "Data manager", "n/a", "", date(2025, 5, 12), date(2026, 5, 12), date(2025, 3, 11)),
    )
    for row, cells in enumerate(rows, 4):
        for column, value in enumerate(cells, 1):
            if value != "":
                cell = sheet.cell(row, column, value)
                if isinstance(value, date):
                    cell.number_format = "dd/mm/yyyy"
    book.save(path)


def _log(path: Path) -> None:
    book = OpenDocumentSpreadsheet()
    book.meta.childNodes.clear()
    width = Style(name="wide", family="table-column")
    width.addElement(TableColumnProperties(columnwidth="5cm"))
    book.automaticstyles.addElement(width)
    table = Table(name="Training log")
    book.spreadsheet.addElement(table)
    for _ in range(8):
        table.addElement(TableColumn(stylename=width))
    title = TableRow()
    cell = TableCell(valuetype="string", numbercolumnsspanned=8, numberrowsspanned=1)
    cell.addElement(P(text="Training log of study SW-301"))
    title.addElement(cell)
    for _ in range(7):
        title.addElement(CoveredTableCell())
    table.addElement(title)
    table.addElement(_row(()))
    heads = ("Name", "Training", "Ver.", "Date completed", "Valid until", "Type of training", "Trained by", "Result")
    table.addElement(_row(heads))
    for line in LOG:
        table.addElement(_row(line or ()))
    table.addElement(_row(()))
    table.addElement(_row(("* certificates are in the investigator site file, section 5",)))
    book.save(str(path))


def _row(cells: tuple[object, ...]) -> TableRow:
    row = TableRow()
    for value in cells:
        if isinstance(value, date):
            cell = TableCell(valuetype="date", datevalue=value.isoformat())
            cell.addElement(P(text=value.strftime("%d.%m.%Y")))
        elif value == "":
            cell = TableCell()
        else:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=str(value)))
        row.addElement(cell)
    if not cells:
        row.addElement(TableCell(numbercolumnsrepeated=8))
    return row


def _book() -> Workbook:
    book = Workbook()
    book.properties.created = book.properties.modified = MADE
    book.properties.creator = "Siteward samples"
    return book


if __name__ == "__main__":
    make(FOLDER)
