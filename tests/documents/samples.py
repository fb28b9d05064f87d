"""Documents as the cells write them, for the tests; every name is invented."""

from datetime import UTC, date, datetime

from documents.blocks import (
    Bullets,
    Column,
    Document,
    Heading,
    Letterhead,
    Paragraph,
    Recipients,
    Run,
    Signature,
    Signatures,
    Table,
    Title,
)
from documents.layouts import R2026
from documents.wording import document_number

CREATED = datetime(2026, 2, 3, 12, 30, tzinfo=UTC)

FAMILY_NAMES = ["Nguyễn", "Trần", "Lê", "Phạm", "Đặng", "Hoàng", "Võ", "Bùi"]
GIVEN_NAMES = ["Văn Ổn", "Thị Ngưỡng", "Đình Kỷ", "Thị Thuỷ", "Quốc Khẩn", "Xuân Lợi", "Thị Ửng"]
STANDINGS = ["Có mặt", "Có mặt", "Có mặt", "Trực tuyến", "Vắng có lý do (đi điều trị)"]

ATTENDANCE = Table(
    columns=[
        Column("TT", 1, "center"),
        Column("Họ và tên", 5),
        Column("Đảng viên", 3),
        Column("Tham dự", 5),
    ],
    rows=[
        [
            str(i + 1),
            f"{FAMILY_NAMES[i % 8]} {GIVEN_NAMES[i % 7]}",
            "Dự bị" if i == 30 else "Chính thức",
            STANDINGS[i % 5],
        ]
        for i in range(32)
    ],
    caption="Danh sách đảng viên tham dự sinh hoạt",
    total=["", "Cộng", "31 chính thức, 1 dự bị", "26 có mặt, 6 vắng"],
)

TASKS = Table(
    columns=[
        Column("TT", 1, "center"),
        Column("Nhiệm vụ", 6),
        Column("Tình trạng", 3),
        Column("Kết quả", 6),
    ],
    rows=[
        [
            "1",
            "Vận động 12 hộ dọc đường Trần Phú hiến đất mở rộng ngõ 5 (đồng chí Đặng Xuân Lợi)",
            "Hoàn thành đúng hạn",
            "12/12 hộ đã ký cam kết, hiến 340 m² đất; tháo dỡ 85 m hàng rào.",
        ],
        [
            "2",
            "Thu đảng phí quý I (đồng chí Trần Thị Ngưỡng)",
            "Chậm",
            "29/32 đảng viên đã đóng; 3 đồng chí đi làm ăn xa nộp trước ngày 15.",
        ],
        [
            "3",
            "Tổ chức tổng vệ sinh môi trường sáng thứ Bảy hằng tuần",
            "Đang làm",
            "Đã làm 3/4 buổi, mỗi buổi trung bình 47 người tham gia.",
        ],
    ],
)

OPINION = (
    "Nhất trí với đánh giá của cấp ủy; đề nghị nêu rõ trách nhiệm của từng đồng chí được phân "
    "công phụ trách hộ, tránh nhận xét chung chung, và báo cáo kết quả bằng số liệu cụ thể tại kỳ "
    "sinh hoạt tháng sau để chi bộ theo dõi, giúp đỡ những đồng chí còn gặp khó khăn."
)


def document(*blocks, **changes) -> Document:
    values = {"layout": R2026, "title": "Biên bản", "blocks": blocks, "created": CREATED} | changes
    return Document(**values)


def letterhead(**changes) -> Letterhead:
    values = {
        "superior": "ĐẢNG BỘ THỊ TRẤN HƯƠNG KHÊ",
        "issuer": "CHI BỘ TỔ DÂN PHỐ 5",
        "number": document_number(11, "BB"),
    }
    return Letterhead(**values | changes)


def minutes() -> Document:
    return document(
        letterhead(),
        Title("BIÊN BẢN", "Sinh hoạt chi bộ thường kỳ tháng 02 năm 2026"),
        Paragraph(
            "Hôm nay, ngày 03 tháng 02 năm 2026, tại Nhà văn hóa Tổ dân phố 5, Chi bộ Tổ dân phố 5 "
            "tổ chức sinh hoạt thường kỳ tháng 02 năm 2026; khai mạc lúc 19 giờ 30 phút."
        ),
        Heading("I. THÀNH PHẦN THAM DỰ"),
        Paragraph(
            [
                Run("Chủ trì: ", bold=True),
                Run("đồng chí Nguyễn Văn Ổn, Bí thư Chi bộ. "),
                Run("Người ghi biên bản: ", bold=True),
                Run("đồng chí Trần Thị Ngưỡng."),
            ]
        ),
        Paragraph("Tổng số đảng viên: 32; có mặt 26 (chính thức 25, dự bị 1); vắng 6."),
        ATTENDANCE,
        Heading("II. NỘI DUNG"),
        Heading("1. Đánh giá kết quả thực hiện nhiệm vụ tháng 01", 2),
        Paragraph("Chi bộ nghe báo cáo và đánh giá từng nhiệm vụ đã phân công:"),
        TASKS,
        Heading("2. Thảo luận", 2),
        Bullets([f"Đồng chí {FAMILY_NAMES[i]} {GIVEN_NAMES[i % 7]}: {OPINION}" for i in range(8)]),
        Heading("a) Ý kiến bảo lưu", 3),
        Paragraph("Không có."),
        Heading("III. KẾT LUẬN VÀ BIỂU QUYẾT"),
        Paragraph(
            "Chi bộ biểu quyết thông qua Nghị quyết tháng 02: tán thành 25/31 (80,6%), không tán "
            "thành 0, ý kiến khác 0."
        ),
        Paragraph(
            "Biên bản đã được đọc cho toàn thể hội nghị nghe và nhất trí thông qua. Hội nghị kết "
            "thúc lúc 21 giờ 15 phút cùng ngày."
        ),
        Signatures(
            left=Signature(["NGƯỜI GHI BIÊN BẢN"], "Trần Thị Ngưỡng"),
            right=Signature(["CHỦ TRÌ HỘI NGHỊ"], "Nguyễn Văn Ổn"),
        ),
        title="Biên bản sinh hoạt chi bộ tháng 02 năm 2026",
        author="Chi bộ Tổ dân phố 5",
    )


def resolution() -> Document:
    return document(
        letterhead(number=document_number(5, "NQ"), place="Hương Khê", day=date(2026, 2, 3)),
        Title("NGHỊ QUYẾT", "về lãnh đạo thực hiện nhiệm vụ tháng 02 năm 2026"),
        Paragraph("Căn cứ Điều lệ Đảng Cộng sản Việt Nam;", italic=True),
        Paragraph("Căn cứ kết quả sinh hoạt chi bộ ngày 03 tháng 02 năm 2026;", italic=True),
        Paragraph("CHI BỘ TỔ DÂN PHỐ 5 QUYẾT NGHỊ", indent=False, align="center", bold=True),
        Heading("I. KẾT QUẢ THÁNG 01"),
        Paragraph(OPINION),
        Heading("II. NHIỆM VỤ THÁNG 02"),
        Bullets(
            [
                "Vận động 100% hộ dân treo cờ Tổ quốc dịp Tết Nguyên đán.",
                "Đồng chí Lê Đình Kỷ chủ trì rà soát hộ nghèo, xong trước ngày 25 tháng 02 năm "
                "2026, báo cáo tại kỳ sinh hoạt tháng 3.",
            ]
        ),
        Paragraph("Nghị quyết này được phổ biến đến toàn thể đảng viên trong Chi bộ."),
        Signatures(
            left=Recipients(
                [
                    "- Đảng ủy thị trấn (báo cáo),",
                    "- Các đồng chí đảng viên trong Chi bộ,",
                    "- Lưu Chi bộ.",
                ]
            ),
            right=Signature(["T/M CHI BỘ", "BÍ THƯ"], "Nguyễn Văn Ổn", note=None),
        ),
        title="Nghị quyết tháng 02 năm 2026",
    )
