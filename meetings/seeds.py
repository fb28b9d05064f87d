"""The rule sets that a new database starts with. An administrator changes them there.

R2018: Chỉ thị 10-CT/TW with HD 12-HD/BTCTW. R2025 and R2026: Chỉ thị 50-CT/TW with
HD 42-HD/BTCTW; they differ only in the format of documents, which 399-QĐ/TW changed on
09/01/2026. What no source confirms (a minimum duration before 2025, a quorum) is left empty.
"""

from datetime import date

from meetings.models import AgendaRole, DocumentType, MeetingKind, Section

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

# 66-QĐ/TW, Điều 9: no regulations, notices or conclusions by a cell; 399-QĐ/TW, Điều 11 allows
# them.
TYPES_2018 = [
    DocumentType.RESOLUTION, DocumentType.DECISION, DocumentType.REPORT, DocumentType.PLAN, DocumentType.PROGRAMME, DocumentType.SUBMISSION, DocumentType.LETTER, DocumentType.MINUTES,
]  # fmt: skip
TYPES_2026 = [*DocumentType]

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
    (Section.OPENING, AgendaRole.NOTES, "Tuyên bố lý do, giới thiệu đại biểu, cử thư ký", ""),
    (
        Section.OPENING,
        AgendaRole.ROLL,
        "Thông báo tình hình đảng viên",
        "Có mặt, vắng có lý do, vắng không lý do",
    ),
    (Section.OPENING, AgendaRole.NOTES, "Thông qua nội dung, chương trình", ""),
]
_OPENING_2026 = [
    *_OPENING_2018[:1],
    (Section.OPENING, AgendaRole.ROLL, "Điểm danh, tình hình đảng viên và đóng đảng phí", ""),
    *_OPENING_2018[2:],
]
_CLOSING_2018 = [
    (Section.CLOSING, AgendaRole.NOTES, "Tổng hợp ý kiến, kết luận của chủ trì", ""),
    (Section.CLOSING, AgendaRole.RESOLUTION, "Biểu quyết nghị quyết (nếu có)", ""),
    (Section.CLOSING, AgendaRole.MINUTES, "Thư ký đọc biên bản, hội nghị thông qua", ""),
]
_SCORE = (
    Section.CLOSING,
    AgendaRole.SCORE,
    "Chấm điểm, xếp loại chất lượng buổi sinh hoạt",
    "Số điểm, mức xếp loại và cách khắc phục phần điểm thấp",
)
_CLOSING_2026 = [
    (Section.CLOSING, AgendaRole.NOTES, "Tổng hợp ý kiến, giải quyết kiến nghị", ""),
    (
        Section.CLOSING,
        AgendaRole.ASSIGNMENTS,
        "Phân công nhiệm vụ có thời hạn",
        "Ai, việc gì, bao giờ xong",
    ),
    (Section.CLOSING, AgendaRole.RESOLUTION, "Kết luận và biểu quyết nghị quyết (nếu có)", ""),
    _SCORE,
    (Section.CLOSING, AgendaRole.MINUTES, "Thư ký trình bày biên bản, hội nghị thông qua", ""),
]
_REGULAR_2018 = [
    *_OPENING_2018,
    (
        Section.PROCEEDING,
        AgendaRole.NOTES,
        "Thời sự, văn bản mới, tình hình tư tưởng đảng viên và nhân dân",
        "",
    ),
    (
        Section.PROCEEDING,
        AgendaRole.REVIEW,
        "Đánh giá thực hiện nhiệm vụ tháng trước và đảng viên được phân công",
        "",
    ),
    (
        Section.PROCEEDING,
        AgendaRole.NOTES,
        "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
        "",
    ),
    (
        Section.PROCEEDING,
        AgendaRole.ASSIGNMENTS,
        "Nhiệm vụ tháng tới, phân công đảng viên thực hiện",
        "",
    ),
    (Section.PROCEEDING, AgendaRole.DISCUSSION, "Thảo luận", "Ai nói, nói gì"),
    *_CLOSING_2018,
]
_REGULAR_2026 = [
    *_OPENING_2026,
    (Section.PROCEEDING, AgendaRole.NOTES, "Bí thư báo cáo tình hình, nhiệm vụ", ""),
    (
        Section.PROCEEDING,
        AgendaRole.REVIEW,
        "Đánh giá kết quả nhiệm vụ của từng đảng viên được giao",
        "",
    ),
    (
        Section.PROCEEDING,
        AgendaRole.NOTES,
        "Thông tin, định hướng tư tưởng",
        "Thời sự, văn bản mới, dư luận",
    ),
    (Section.PROCEEDING, AgendaRole.DISCUSSION, "Thảo luận", "Ai nói, nói gì"),
    (Section.PROCEEDING, AgendaRole.NOTES, "Tự phê bình và phê bình", ""),
    *_CLOSING_2026,
]
_THEMATIC_MIDDLE = [
    (Section.PROCEEDING, AgendaRole.NOTES, "Bí thư nêu mục đích, yêu cầu của chuyên đề", ""),
    (
        Section.PROCEEDING,
        AgendaRole.NOTES,
        "Trình bày chuyên đề",
        "Người trình bày và những điểm chính",
    ),
    (Section.PROCEEDING, AgendaRole.DISCUSSION, "Thảo luận, liên hệ bản thân", "Ai nói, nói gì"),
    (Section.PROCEEDING, AgendaRole.ASSIGNMENTS, "Việc làm cụ thể sau chuyên đề", ""),
]
_EXTRAORDINARY_MIDDLE = [
    (Section.PROCEEDING, AgendaRole.NOTES, "Nội dung cần chi bộ xem xét", ""),
    (Section.PROCEEDING, AgendaRole.DISCUSSION, "Thảo luận", "Ai nói, nói gì"),
]
_REVIEW_MIDDLE = [
    (
        Section.PROCEEDING,
        AgendaRole.NOTES,
        "Kiểm điểm tập thể chi bộ",
        "Tập thể trước, cá nhân sau",
    ),
    (
        Section.PROCEEDING,
        AgendaRole.NOTES,
        "Kiểm điểm từng đảng viên",
        "Khi kiểm điểm bí thư, phó bí thư chủ trì",
    ),
    (Section.PROCEEDING, AgendaRole.DISCUSSION, "Góp ý, tự phê bình và phê bình", "Ai nói, nói gì"),
]


def _skeletons(opening: list, regular: list, closing: list) -> dict[str, list]:
    return {
        MeetingKind.REGULAR: regular,
        MeetingKind.THEMATIC: [*opening, *_THEMATIC_MIDDLE, *closing],
        MeetingKind.EXTRAORDINARY: [*opening, *_EXTRAORDINARY_MIDDLE, *closing],
        MeetingKind.REVIEW: [*opening, *_REVIEW_MIDDLE, *closing],
    }


# Work is handed out and the meeting is scored once a month, at the regular one.
_CLOSING_ELSEWHERE_2026 = [
    line for line in _CLOSING_2026 if line is not _SCORE and line[1] != AgendaRole.ASSIGNMENTS
]
AGENDAS = {
    "R2018": _skeletons(_OPENING_2018, _REGULAR_2018, _CLOSING_2018),
    "R2025": _skeletons(_OPENING_2026, _REGULAR_2026, _CLOSING_ELSEWHERE_2026),
    "R2026": _skeletons(_OPENING_2026, _REGULAR_2026, _CLOSING_ELSEWHERE_2026),
}
