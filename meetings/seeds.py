"""The rule sets and themes that a new database starts with. An administrator changes them there.

R2018: Chỉ thị 10-CT/TW with HD 12-HD/BTCTW. R2025 and R2026: Chỉ thị 50-CT/TW with
HD 42-HD/BTCTW; they differ only in the format of documents, which 399-QĐ/TW changed on
09/01/2026. What no source confirms (a minimum duration before 2025, a quorum) is left empty.
"""

from datetime import date

from meetings.models import AgendaRole as R
from meetings.models import DocumentType as D
from meetings.models import MeetingKind as K
from meetings.models import Section as S
from meetings.models import ThemeField as F

SOURCE_2018 = (
    "Điều lệ Đảng (2011); Chỉ thị 10-CT/TW ngày 30/3/2007; Hướng dẫn 12-HD/BTCTW ngày 06/7/2018; "
    "Nghị quyết 22-NQ/TW ngày 02/02/2008 (chuyên đề); 66-QĐ/TW và HD 36-HD/VPTW (thể thức)."
)
SOURCE_2025 = (
    "Điều lệ Đảng (2011); Chỉ thị 50-CT/TW ngày 23/7/2025; Hướng dẫn 42-HD/BTCTW ngày 28/10/2025; "
    "66-QĐ/TW và HD 36-HD/VPTW (thể thức)."
)
SOURCE_2026 = (
    "Điều lệ Đảng (2011); Chỉ thị 50-CT/TW ngày 23/7/2025; Hướng dẫn 42-HD/BTCTW ngày 28/10/2025; "
    "399-QĐ/TW ngày 09/01/2026 và HD 05-HD/VPTW ngày 27/5/2026 (thể thức)."
)

# 66-QĐ/TW, Điều 9: no regulations, notices or conclusions by a cell. 399-QĐ/TW, Điều 11 allows them.
TYPES_2018 = [
    D.RESOLUTION, D.DECISION, D.REPORT, D.PLAN, D.PROGRAMME, D.SUBMISSION, D.LETTER, D.MINUTES,
]  # fmt: skip
TYPES_2026 = [*D]

_HD42 = {
    "usual_day": 3,
    "latest_usual_day": 7,
    "min_minutes": 90,
    "min_minutes_combined": 120,
    "notice_days": 1,
    "issue_days": 2,
}
REGIMES = [
    {
        "code": "R2018",
        "name": "Hướng dẫn 12-HD/BTCTW (2018)",
        "source": SOURCE_2018,
        "validity": (date(2018, 7, 6), date(2025, 10, 28)),
        "layout": "R2018",
        "document_types": TYPES_2018,
    },
    {
        "code": "R2025",
        "name": "Chỉ thị 50-CT/TW, Hướng dẫn 42-HD/BTCTW (thể thức cũ)",
        "source": SOURCE_2025,
        "validity": (date(2025, 10, 28), date(2026, 1, 9)),
        "layout": "R2018",
        "document_types": TYPES_2018,
        **_HD42,
    },
    {
        "code": "R2026",
        "name": "Chỉ thị 50-CT/TW, Hướng dẫn 42-HD/BTCTW",
        "source": SOURCE_2026,
        "validity": (date(2026, 1, 9), None),
        "layout": "R2026",
        "document_types": TYPES_2026,
        **_HD42,
    },
]

_OPENING_2018 = [
    (S.OPENING, R.NOTES, "Tuyên bố lý do, giới thiệu đại biểu, cử thư ký", ""),
    (S.OPENING, R.ROLL, "Thông báo tình hình đảng viên", "Có mặt, vắng có lý do, vắng không lý do"),
    (S.OPENING, R.NOTES, "Thông qua nội dung, chương trình", ""),
]
_OPENING_2026 = [
    *_OPENING_2018[:1],
    (S.OPENING, R.ROLL, "Điểm danh, tình hình đảng viên và đóng đảng phí", ""),
    *_OPENING_2018[2:],
]
_CLOSING_2018 = [
    (S.CLOSING, R.NOTES, "Tổng hợp ý kiến, kết luận của chủ trì", ""),
    (S.CLOSING, R.RESOLUTION, "Biểu quyết nghị quyết (nếu có)", ""),
    (S.CLOSING, R.MINUTES, "Thư ký đọc biên bản, hội nghị thông qua", ""),
]
_CLOSING_2026 = [
    (S.CLOSING, R.NOTES, "Tổng hợp ý kiến, giải quyết kiến nghị", ""),
    (S.CLOSING, R.ASSIGNMENTS, "Phân công nhiệm vụ có thời hạn", "Ai, việc gì, bao giờ xong"),
    (S.CLOSING, R.RESOLUTION, "Kết luận và biểu quyết nghị quyết (nếu có)", ""),
    (S.CLOSING, R.MINUTES, "Thư ký trình bày biên bản, hội nghị thông qua", ""),
]
_REGULAR_2018 = [
    *_OPENING_2018,
    (S.PROCEEDING, R.NOTES, "Thời sự, văn bản mới, tình hình tư tưởng đảng viên và nhân dân", ""),
    (
        S.PROCEEDING,
        R.REVIEW,
        "Đánh giá thực hiện nhiệm vụ tháng trước và đảng viên được phân công",
        "",
    ),
    (S.PROCEEDING, R.NOTES, "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh", ""),
    (S.PROCEEDING, R.ASSIGNMENTS, "Nhiệm vụ tháng tới, phân công đảng viên thực hiện", ""),
    (S.PROCEEDING, R.DISCUSSION, "Thảo luận", "Ai nói, nói gì"),
    *_CLOSING_2018,
]
_REGULAR_2026 = [
    *_OPENING_2026,
    (S.PROCEEDING, R.NOTES, "Bí thư báo cáo tình hình, nhiệm vụ", ""),
    (S.PROCEEDING, R.REVIEW, "Đánh giá kết quả nhiệm vụ của từng đảng viên được giao", ""),
    (S.PROCEEDING, R.NOTES, "Thông tin, định hướng tư tưởng", "Thời sự, văn bản mới, dư luận"),
    (S.PROCEEDING, R.DISCUSSION, "Thảo luận", "Ai nói, nói gì"),
    (S.PROCEEDING, R.NOTES, "Tự phê bình và phê bình", ""),
    *_CLOSING_2026,
]
_THEMATIC_MIDDLE = [
    (S.PROCEEDING, R.NOTES, "Bí thư nêu mục đích, yêu cầu của chuyên đề", ""),
    (S.PROCEEDING, R.NOTES, "Trình bày chuyên đề", "Người trình bày và những điểm chính"),
    (S.PROCEEDING, R.DISCUSSION, "Thảo luận, liên hệ bản thân", "Ai nói, nói gì"),
    (S.PROCEEDING, R.ASSIGNMENTS, "Việc làm cụ thể sau chuyên đề", ""),
]
_EXTRAORDINARY_MIDDLE = [
    (S.PROCEEDING, R.NOTES, "Nội dung cần chi bộ xem xét", ""),
    (S.PROCEEDING, R.DISCUSSION, "Thảo luận", "Ai nói, nói gì"),
]
_REVIEW_MIDDLE = [
    (S.PROCEEDING, R.NOTES, "Kiểm điểm tập thể chi bộ", "Tập thể trước, cá nhân sau"),
    (S.PROCEEDING, R.NOTES, "Kiểm điểm từng đảng viên", "Khi kiểm điểm bí thư, phó bí thư chủ trì"),
    (S.PROCEEDING, R.DISCUSSION, "Góp ý, tự phê bình và phê bình", "Ai nói, nói gì"),
]


def _skeletons(opening: list, regular: list, closing: list) -> dict[str, list]:
    return {
        K.REGULAR: regular,
        K.THEMATIC: [*opening, *_THEMATIC_MIDDLE, *closing],
        K.EXTRAORDINARY: [*opening, *_EXTRAORDINARY_MIDDLE, *closing],
        K.REVIEW: [*opening, *_REVIEW_MIDDLE, *closing],
    }


_CLOSING_ELSEWHERE_2026 = [line for line in _CLOSING_2026 if line[1] != R.ASSIGNMENTS]
AGENDAS = {
    "R2018": _skeletons(_OPENING_2018, _REGULAR_2018, _CLOSING_2018),
    "R2025": _skeletons(_OPENING_2026, _REGULAR_2026, _CLOSING_ELSEWHERE_2026),
    "R2026": _skeletons(_OPENING_2026, _REGULAR_2026, _CLOSING_ELSEWHERE_2026),
}

THEMES = [
    (F.STUDY, "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh về nêu gương"),
    (F.STUDY, "Học tập và làm theo Bác về tiết kiệm, chống lãng phí trong gia đình và khu dân cư"),
    (F.STUDY, "Thực hành dân chủ ở cơ sở theo tư tưởng Hồ Chí Minh"),
    (F.PARTY, "Nâng cao chất lượng tự phê bình và phê bình trong sinh hoạt chi bộ"),
    (F.PARTY, "Tạo nguồn và phát triển đảng viên trẻ ở khu dân cư"),
    (F.PARTY, "Những điều đảng viên không được làm"),
    (F.PARTY, "Quản lý, giữ mối liên hệ với đảng viên đi làm ăn xa"),
    (F.CULTURE, "Xây dựng đời sống văn hóa ở khu dân cư"),
    (F.CULTURE, "Thực hiện nếp sống văn minh trong việc cưới, việc tang và lễ hội"),
    (F.CULTURE, "Xây dựng gia đình văn hóa, dòng họ hiếu học"),
    (F.SECURITY, "Giữ gìn an ninh trật tự ở khu dân cư"),
    (F.SECURITY, "Phòng, chống ma túy và lừa đảo qua mạng"),
    (F.SECURITY, "Bảo đảm trật tự an toàn giao thông trên địa bàn"),
    (F.URBAN, "Xây dựng nếp sống văn minh đô thị"),
    (F.URBAN, "Phân loại rác tại nguồn, giữ gìn vệ sinh môi trường"),
    (F.URBAN, "Chỉnh trang đường phố, lòng lề đường, mỹ quan đô thị"),
    (F.ECONOMY, "Phát triển kinh tế hộ, giảm nghèo bền vững"),
    (F.PROFESSION, "Nâng cao đạo đức nghề nghiệp, tinh thần phục vụ nhân dân"),
    (F.PROFESSION, "Chuyển đổi số trong công việc hằng ngày"),
]
