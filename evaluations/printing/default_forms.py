"""The forms that HMK brings: documents whose texts are fields, to be filled in or replaced."""

from datetime import datetime
from zoneinfo import ZoneInfo

from documents import layouts
from documents.blocks import (
    Block,
    Column,
    Document,
    Heading,
    Letterhead,
    Paragraph,
    Run,
    Signature,
    Signatures,
    Table,
    Title,
)
from evaluations.models import FormKind
from meetings.printing.tables import NUMBER

CAME = (
    "{% if so_buoi_hop %}Dự họp {{ so_buoi_du }}/{{ so_buoi_hop }} buổi"
    "{% else %}Không thuộc diện dự buổi nào{% endif %}"
)
WORK = (
    "{% if viec_den_han %}hoàn thành đúng hạn {{ viec_dung_han }}/{{ viec_den_han }} việc được giao"
    "{% else %}không có việc được giao đến hạn{% endif %}"
)
MADE = datetime(2026, 1, 1, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def default_form(kind: str) -> Document:
    """The form of that kind, with fields in double braces."""
    made = _collective() if kind == FormKind.COLLECTIVE else _personal(leader=kind == "leader")
    title = FormKind(kind).label
    return Document(layout=layouts.R2026, title=title, blocks=made, created=MADE, author="HMK")


def _letterhead() -> Letterhead:
    return Letterhead(superior="{{ dang_bo|upper }}", issuer="{{ chi_bo|upper }}")


def _field(label: str, field: str) -> Paragraph:
    return Paragraph((Run(f"{label}: ", bold=True), Run(f"{{{{ {field} }}}}")), align="left")


def _graded() -> list[Block]:
    """Points, or a table of the criteria where the regime grades them."""
    return [
        Paragraph("{%p if tieu_chi %}"),
        Table(
            [
                NUMBER,
                Column("Tiêu chí", 95),
                Column("Tự phân loại", 30, "center"),
                Column("Hội nghị", 30, "center"),
            ],
            [
                ["{%tr for mot in tieu_chi %}", "", "", ""],
                ["{{ mot.so }}", "{{ mot.noi_dung }}", "{{ mot.tu_nhan }}", "{{ mot.hoi_nghi }}"],
                ["{%tr endfor %}", "", "", ""],
            ],
        ),
        Paragraph("{%p else %}"),
        _field("Điểm tiêu chí chung", "diem_chung"),
        _field("Điểm kết quả nhiệm vụ", "diem_ket_qua"),
        _field("Tổng điểm", "tong_diem"),
        Paragraph("{%p endif %}"),
    ]


def _collective() -> list[Block]:
    return [
        _letterhead(),
        Title("BÁO CÁO", "Kiểm điểm tập thể chi bộ năm {{ nam }}"),
        Paragraph("{{ mau }}", indent=False, align="center", italic=True),
        Paragraph("Căn cứ: {{ quy_dinh }}", italic=True),
        Heading("I. Kết quả, ưu điểm, hạn chế, nguyên nhân"),
        Paragraph("{{ tu_kiem_diem }}", align="left"),
        Heading("II. Số liệu trong năm"),
        Paragraph(f"Sinh hoạt thường kỳ {{{{ so_buoi_hop }}}} kỳ; {WORK}."),
        Heading("III. Tự nhận mức xếp loại"),
        *_graded(),
        _field("Tự nhận", "tu_nhan"),
        _field("Mức đề nghị theo kết quả biểu quyết", "de_nghi"),
        Signatures(right=Signature(["T/M CHI BỘ", "BÍ THƯ"], note=None)),
    ]


def _personal(*, leader: bool) -> list[Block]:
    office = [_field("Chức vụ", "chuc_vu")] if leader else []
    return [
        _letterhead(),
        Title("BẢN KIỂM ĐIỂM", "Cá nhân năm {{ nam }}"),
        Paragraph("{{ mau }}", indent=False, align="center", italic=True),
        _field("Họ và tên", "ho_ten"),
        _field("Ngày sinh", "ngay_sinh"),
        _field("Ngày vào Đảng", "ngay_vao_dang"),
        *office,
        Heading("I. Ưu điểm, kết quả đạt được; hạn chế, khuyết điểm, nguyên nhân; hướng khắc phục"),
        Paragraph("{{ tu_kiem_diem }}", align="left"),
        Heading("II. Số liệu trong năm"),
        Paragraph(f"{CAME}; {WORK}; phát biểu {{{{ so_y_kien }}}} lần."),
        Heading("III. Tự nhận mức xếp loại"),
        *_graded(),
        _field("Tự nhận", "tu_nhan"),
        Signatures(right=Signature(["NGƯỜI TỰ KIỂM ĐIỂM"], "{{ ho_ten }}")),
        Heading("IV. Nhận xét, đánh giá của chi bộ"),
        _field("Ý kiến góp ý", "gop_y"),
        Paragraph("{% for mot in nhan_xet %}{{ mot.noi }}. {{ mot.noi_dung }} {% endfor %}"),
        _field("Mức đề nghị", "de_nghi"),
        _field("Mức được công nhận", "cong_nhan"),
        Signatures(right=Signature(["T/M CHI BỘ", "BÍ THƯ"], note=None)),
    ]
