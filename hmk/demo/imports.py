"""Two lists from workbooks: the secretary's waits to be confirmed, the office's has to be mended.

Sent and read by the services themselves; neither is confirmed, so the roll stays as it is.
"""

import io
from datetime import time, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from accounts.models import User
from cells.models import Cell
from hmk.demo.calendar import at
from hmk.demo.plan import Plan
from members import queries
from members.importing.files import CONTENT_TYPES, XLSX
from members.models import Gender, MembershipKind
from members.services import imports

EVENING = time(20, 40)
HEAD = (
    "TT", "Họ và tên khai sinh", "Ngày, tháng, năm sinh", "Giới tính", "Ngày vào Đảng",
    "Ngày chính thức", "Số thẻ đảng viên", "Điện thoại", "Quê quán",
)  # fmt: skip
MISTAKES = (
    ("Hoàng Thị Diệu Linh", "29/02/1998", "Nữ", "", "", "99000001", "", "Hương Khê"),
    ("Phan Đình Khôi", "12/10/1990", "Nam", "03/02/2006", "", "99000002", "", "Vũ Quang"),
    ("Lê Thị Ngọc Ánh", 1975, "Nữ", "19/05/2001", "19/05/2002", "99000003", "", "Đức Thọ"),
)


def send_lists(plan: Plan, cell: Cell, *, secretary: User, office: User) -> None:
    """The evening before today: what the visitor finds under "Nhập từ Excel"."""
    rng = plan.random("imports")
    rows: list[tuple] = []
    roll = queries.roll(cell, plan.today).filter(kind=MembershipKind.PRIMARY)
    for row in roll:
        member = row.member
        phone = f"09{rng.randint(10**7, 10**8 - 1)}" if len(rows) % 4 == 1 else ""
        days = (member.birth_date, member.admitted_on, member.official_on)
        birth, admitted, official = (f"{day:%d/%m/%Y}" if day else "" for day in days)
        gender = Gender(member.gender).label if member.gender else ""
        rows.append(
            (member.full_name.upper(), birth, gender, admitted, official, member.card_number, phone)
        )
    young = plan.today - timedelta(days=200)
    rows.append(("HOÀNG THỊ DIỆU LINH", "08/03/1998", "Nữ", f"{young:%d/%m/%Y}", "", "", ""))
    _send(plan, cell, rows, name="Danh sach dang vien TDP 5.xlsx", by=secretary)
    _send(plan, cell, list(MISTAKES), name="Bo sung dang vien.xlsx", by=office)


def _send(plan: Plan, cell: Cell, rows: list[tuple], *, name: str, by: User) -> None:
    book = Workbook()
    sheet = book.active
    sheet.title = cell.name.removeprefix("Chi bộ ")[:31]
    sheet["A1"] = f"DANH SÁCH ĐẢNG VIÊN {cell.name.upper()}"
    sheet.merge_cells("A1:I1")
    for index, heading in enumerate(HEAD, 1):
        sheet.cell(3, index, heading)
    for number, row in enumerate(rows, 1):
        for index, value in enumerate((number, *row), 1):
            sheet.cell(number + 3, index, value or None)
    buffer = io.BytesIO()
    book.save(buffer)
    moment = at(plan.today - timedelta(days=1), EVENING)
    sent = imports.send(
        upload=SimpleUploadedFile(name, buffer.getvalue(), CONTENT_TYPES[XLSX]),
        cell=None,
        since=moment.date(),
        now=moment,
        by=by,
    )
    imports.work(sent.pk, now=moment, today=plan.today)
