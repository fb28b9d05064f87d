"""The prescribed forms of a review, filled in: Word files with fields that an administrator may
replace (Mẫu 01, 02, 2A–2C and the like). Their own text is not in any source that was read, so
what HMK brings is a plain default.
"""

import io
from collections.abc import Mapping

from django.core.files.storage import default_storage
from docxtpl import DocxTemplate, Listing
from jinja2 import TemplateError
from jinja2.sandbox import SandboxedEnvironment

from cells.text import figure
from documents.docx import write_docx
from evaluations import queries
from evaluations.figures import CellYear, MemberYear
from evaluations.models import CellRating, FormKind, MemberRating
from evaluations.printing.default_forms import default_form
from evaluations.proposing import Norms, grade_lines, label
from members.models import OfficeKind

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FIELDS = {
    "dang_bo": "tên đảng bộ",
    "chi_bo": "tên chi bộ",
    "nam": "năm kiểm điểm",
    "mau": "ký hiệu mẫu",
    "quy_dinh": "căn cứ",
    "tu_kiem_diem": "bản tự kiểm điểm, báo cáo tập thể",
    "tu_nhan": "mức tự nhận",
    "de_nghi": "mức chi bộ đề nghị",
    "cong_nhan": "mức được công nhận",
    "diem_chung": "điểm tiêu chí chung",
    "diem_ket_qua": "điểm kết quả nhiệm vụ",
    "tong_diem": "tổng điểm",
    "so_buoi_hop": "số buổi phải dự, hoặc số kỳ họp của chi bộ",
    "so_buoi_du": "số buổi đã dự",
    "viec_den_han": "số việc đến hạn",
    "viec_dung_han": "số việc đúng hạn",
    "ho_ten": "họ và tên đảng viên",
    "ngay_sinh": "ngày sinh",
    "ngay_vao_dang": "ngày vào Đảng",
    "chuc_vu": "chức vụ trong chi bộ",
    "gop_y": "ý kiến góp ý tại hội nghị",
    "so_y_kien": "số lần phát biểu trong năm",
    "tieu_chi": "tiêu chí được phân loại (danh sách: so, noi_dung, nhom, tu_nhan, hoi_nghi)",
    "nhan_xet": "nhận xét của nơi khác (danh sách: noi, noi_dung)",
}
"""The fields that a form may name, in words for the administrator."""


class FormFault(ValueError):
    """The form cannot be filled in; the text says why, for whoever loaded it."""


def _day(value: object) -> str:
    return f"{value:%d/%m/%Y}" if value else ""


def _points(value: object) -> str:
    return "" if value is None else figure(value)


def _common(part: CellRating, row: CellRating | MemberRating, kind: str) -> dict[str, object]:
    regime = part.round.regime
    return {
        "dang_bo": part.heading.get("superior") or part.cell.committee.name,
        "chi_bo": part.called,
        "nam": part.round.year,
        "mau": regime.forms.get(kind, ""),
        "quy_dinh": regime.source,
        "tu_kiem_diem": row.self_review,
        "tu_nhan": label(row.own_level),
        "de_nghi": label(row.proposed),
        "cong_nhan": label(row.ratified) if part.round.is_ratified else "",
        "diem_chung": _points(row.common_points),
        "diem_ket_qua": _points(row.result_points),
        "tong_diem": _points(row.points),
        "tieu_chi": [
            {
                "so": str(line.place),
                "noi_dung": line.text,
                "nhom": "kết quả nhiệm vụ" if line.is_task else "",
                "tu_nhan": line.own,
                "hoi_nghi": line.given,
            }
            for line in grade_lines(row, Norms.of(regime))
        ],
        "nhan_xet": [],
    }


def _of_year(year: CellYear | MemberYear) -> dict[str, object]:
    meetings = year.regular if isinstance(year, CellYear) else year.presence.bound
    return {
        "so_buoi_hop": meetings,
        "so_buoi_du": year.presence.present,
        "viec_den_han": year.work.due,
        "viec_dung_han": year.work.on_time,
    }


def of_cell(part: CellRating, year: CellYear) -> tuple[str, dict[str, object]]:
    """The kind of form and its fields for the collective."""
    kind = FormKind.COLLECTIVE
    return kind, _common(part, part, kind) | _of_year(year)


def of_member(
    row: MemberRating, year: MemberYear, *, particulars: bool
) -> tuple[str, dict[str, object]]:
    """The same for a member; leaders have a form of their own. Without `particulars` the day of
    birth stays empty: it is for the cell and who follows it."""
    kind = FormKind.LEADER if row.office else FormKind.MEMBER
    office = OfficeKind(row.office).label if row.office in OfficeKind.values else ""
    person = {
        "ho_ten": row.name,
        "ngay_sinh": _day(row.member.birth_date) if particulars else "",
        "ngay_vao_dang": _day(row.member.admitted_on),
        "chuc_vu": office,
        "gop_y": row.comments,
        "so_y_kien": year.opinions,
        "nhan_xet": [
            {"noi": f"{one.get_kind_display()}: {one.issuer}", "noi_dung": one.text}
            for one in row.remarks.all()
        ],
    }
    return kind, _common(row.cell_rating, row, kind) | _of_year(year) | person


def fill(kind: str, part: CellRating, fields: Mapping[str, object]) -> bytes:
    """The form in use, filled in. Raises FormFault when it cannot be."""
    loaded = queries.template_for(kind, part.round.regime)
    if loaded and default_storage.exists(loaded.file):
        with default_storage.open(loaded.file) as file:
            content = file.read()
    else:
        content = write_docx(default_form(kind))
    return rendered(content, fields)


def rendered(content: bytes, fields: Mapping[str, object]) -> bytes:
    """A form with its fields filled in. What stands in the fields is text: nothing of it is
    taken for a command, and the form itself runs in a sandbox."""
    template = DocxTemplate(io.BytesIO(content))
    known = dict.fromkeys(FIELDS, "") | dict(fields)
    values = {name: _written(value) for name, value in known.items()}
    try:
        template.render(values, SandboxedEnvironment(autoescape=True), autoescape=True)
    except (TemplateError, TypeError, ValueError, ArithmeticError) as fault:
        raise FormFault(f"Mẫu có trường không điền được: {fault}") from None
    written = io.BytesIO()
    template.save(written)
    return written.getvalue()


def _written(value: object) -> object:
    if isinstance(value, str):
        return Listing(value)
    if isinstance(value, list):
        return [{name: _written(text) for name, text in one.items()} for one in value]
    return value


def check(content: bytes) -> None:
    """Raises FormFault with what a form names that HMK does not know, or cannot be filled in."""
    template = DocxTemplate(io.BytesIO(content))
    try:
        unknown = template.get_undeclared_template_variables(
            SandboxedEnvironment(autoescape=True), context=dict.fromkeys(FIELDS, "")
        )
    except TemplateError as fault:
        raise FormFault(f"Mẫu có trường viết sai: {fault}") from None
    if unknown:
        raise FormFault(f"Mẫu có trường HMK không biết: {', '.join(sorted(unknown))}.")
    remark = {"noi": "Chi bộ Thôn 1", "noi_dung": "Gương mẫu"}
    criterion = {"so": "1", "noi_dung": "Tư tưởng", "nhom": "", "tu_nhan": "Tốt", "hoi_nghi": ""}
    person = {"ho_ten": "Nguyễn Văn A", "nam": 2026}
    rendered(content, person | {"nhan_xet": [remark], "tieu_chi": [criterion]})
