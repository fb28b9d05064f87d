"""The rating regimes that a new database starts with. An administrator copies them to change them.

What no source confirms is a default with a note, shown to the officer beside the setting.
"""

from decimal import Decimal

from evaluations.models import BallotMode, CapBase, CapScope, CriterionGroup, Grade, Level, Subject

FLOOR = "Không tìm thấy quy định làm tròn; làm tròn xuống là cách không bao giờ vượt “không quá”."
BALLOT = (
    "Không tìm thấy văn bản nói đảng viên được xếp loại bằng phiếu kín hay giơ tay; theo hướng dẫn "
    "của cấp ủy cấp trên."
)
FRACTION = (
    "Tỷ lệ phiếu cần cho từng mức lấy theo HD 07-HD/BTCTW (2011): xuất sắc từ 2/3, tốt trên 1/2 "
    "tổng số đảng viên chính thức; văn bản sau chưa thấy nhắc lại."
)
CELLS_CAP = "Giới hạn 20% đối với tập thể chưa được đối chiếu với văn bản."
CRITERIA = (
    "Danh mục tiêu chí là mặc định của HMK, chưa đối chiếu được với khung tiêu chuẩn của văn bản; "
    "sao chép bộ quy định để sửa theo hướng dẫn của cấp ủy cấp trên."
)
NOT_ASKED = (
    "Chưa đọc được HD 16 cần mức nào ở từng tiêu chí; các tiêu chí được phân loại nhưng không đổi "
    "mức đề nghị."
)
ASKED = (
    "Xuất sắc cần các tiêu chí kết quả nhiệm vụ đều Xuất sắc, còn lại từ Tốt; tốt cần phần lớn từ "
    "Tốt (hiểu là quá nửa), theo bản tóm tắt của HD 21. Hoàn thành nhiệm vụ cần gì: không tìm "
    "thấy. Cán bộ, công chức, viên chức xếp xuất sắc phải được cơ quan xếp xuất sắc: "
    "hội nghị đối chiếu."
)
SIMILAR = f"HD 25 lấy như HD 21 vì chỉ đọc qua bản tóm tắt. {ASKED}"
CASES = (
    "Các trường hợp không hoàn thành nhiệm vụ lấy theo bản tóm tắt; một vi phạm chỉ tính một lần. "
    "HMK nêu và hạ mức tính được; hội nghị quyết định khác thì ghi lý do."
)
CASES_UNREAD = (
    "366-QĐ/TW còn nêu những trường hợp cụ thể không hoàn thành nhiệm vụ; chưa đọc được nên chưa "
    "liệt kê."
)
DRAFT = (
    "Ba ngày làm việc theo tài liệu thứ cấp; HD 43 nêu ít nhất một ngày đối với hội nghị kiểm điểm "
    "của tập thể lãnh đạo."
)
AS_OF_2019 = {
    "cap_base": "Cách tính 20% lấy theo HD 21 (2019); chưa đọc được câu chữ của văn bản năm này.",
    "cap_scope": "Tính trong cả tổ chức cơ sở đảng lấy theo HD 21 (2019).",
}
POINTS = (
    "Mức điểm 90, 70, 50 và các điều kiện của từng mức lấy theo bản tóm tắt của 366-QĐ/TW; chưa "
    "đọc được toàn văn."
)
NOTES = {
    "cap_percent": FLOOR,
    "ballot_mode": BALLOT,
    "norms": FRACTION,
    "cells_cap_percent": CELLS_CAP,
    "draft_days": DRAFT,
}

REGIMES = [
    {
        "code": "XL2018",
        "name": "Quy định 132-QĐ/TW, Hướng dẫn 16-HD/BTCTW (năm 2018)",
        "source": "Quy định 132-QĐ/TW ngày 08/3/2018; Hướng dẫn 16-HD/BTCTW ngày 24/9/2018.",
        "years": (2018, 2019),
        "cap_base": CapBase.GOOD_ONLY,
        "cap_scope": CapScope.GRASSROOTS,
        "cells_cap_percent": 20,
        "suspended_rated": True,
        "least_months": None,
        "ballot_mode": BallotMode.SECRET,
        "forms": {"collective": "Mẫu 01", "member": "Mẫu 02"},
        "notes": NOTES
        | AS_OF_2019
        | {
            "suspended_rated": "HD 16 không nêu người bị đình chỉ trong diện không xếp loại.",
            "criteria": CRITERIA,
            "grades": NOT_ASKED,
            "cases": CASES,
        },
    },
    {
        "code": "XL2019",
        "name": "Quy định 132-QĐ/TW, Hướng dẫn 21-HD/BTCTW (2019–2022)",
        "source": "Quy định 132-QĐ/TW ngày 08/3/2018; Hướng dẫn 21-HD/BTCTW ngày 18/10/2019.",
        "years": (2019, 2023),
        "cap_base": CapBase.GOOD_ONLY,
        "cap_scope": CapScope.GRASSROOTS,
        "cells_cap_percent": 20,
        "suspended_rated": False,
        "least_months": None,
        "ballot_mode": BallotMode.SECRET,
        "forms": {"collective": "Mẫu 01", "member": "Mẫu 02"},
        "notes": NOTES | {"criteria": CRITERIA, "grades": ASKED, "cases": CASES},
    },
    {
        "code": "XL2023",
        "name": "Quy định 124-QĐ/TW, Hướng dẫn 25-HD/BTCTW (2023–2024)",
        "source": "Quy định 124-QĐ/TW ngày 04/10/2023; Hướng dẫn 25-HD/BTCTW ngày 10/11/2023.",
        "years": (2023, 2025),
        "cap_base": CapBase.GOOD_ONLY,
        "cap_scope": CapScope.GRASSROOTS,
        "cells_cap_percent": 20,
        "suspended_rated": False,
        "least_months": 6,
        "ballot_mode": BallotMode.SECRET,
        "forms": {"collective": "Mẫu 01", "member": "Mẫu 02"},
        "notes": NOTES | AS_OF_2019 | {"criteria": CRITERIA, "grades": SIMILAR, "cases": CASES},
    },
    {
        "code": "XL2025",
        "name": "Quy định 366-QĐ/TW, Hướng dẫn 43-HD/BTCTW (từ 2025)",
        "source": (
            "Quy định 366-QĐ/TW ngày 30/8/2025; Kết luận 198-KL/TW ngày 08/10/2025; Hướng dẫn "
            "43-HD/BTCTW ngày 31/10/2025; Công văn 10072-CV/BTCTW ngày 06/11/2025."
        ),
        "years": (2025, None),
        "with_points": True,
        "cap_base": CapBase.GOOD_AND_ABOVE,
        "cap_scope": CapScope.GRASSROOTS,
        "cells_cap_percent": 20,
        "suspended_rated": False,
        "least_months": 6,
        "ballot_mode": BallotMode.SECRET,
        "forms": {"collective": "Mẫu 01", "leader": "Mẫu 2A, 2B", "member": "Mẫu 2C"},
        "notes": NOTES
        | {
            "cap_base": (
                "Các nơi làm khác nhau: 20% số hoàn thành tốt trở lên, 20% tổng số được xếp loại; "
                "chưa đọc được câu chữ của 366-QĐ/TW và HD 43."
            ),
            "cap_scope": "Nơi tính theo chi bộ, nơi tính theo cả đảng bộ cơ sở.",
            "with_points": POINTS,
            "cases": CASES_UNREAD,
        },
    },
]

_VOTES = {
    Level.EXCELLENT: {"numerator": 2, "denominator": 3},
    Level.GOOD: {"numerator": 1, "denominator": 2, "strict": True},
    Level.COMPLETED: {"numerator": 1, "denominator": 2, "strict": True},
    Level.NOT_COMPLETED: {"numerator": 1, "denominator": 2, "strict": True},
}
_POINTS = {
    Level.EXCELLENT: {
        "points": Decimal(90),
        "member_gates": (
            "100% nhiệm vụ hoàn thành đúng hạn\n"
            "Ít nhất 30% nhiệm vụ vượt mức\n"
            "Hạn chế năm trước đã khắc phục 100%"
        ),
        "cell_gates": (
            "100% nhiệm vụ hoàn thành đúng hạn\n"
            "Ít nhất 30% nhiệm vụ vượt mức\n"
            "Không có đảng viên bị kỷ luật trong năm\n"
            "Hạn chế năm trước đã khắc phục 100%"
        ),
    },
    Level.GOOD: {
        "points": Decimal(70),
        "member_gates": "100% nhiệm vụ hoàn thành đúng hạn",
        "cell_gates": "100% nhiệm vụ hoàn thành đúng hạn",
    },
    Level.COMPLETED: {
        "points": Decimal(50),
        "member_gates": "100% nhiệm vụ hoàn thành, chậm không quá 20%",
        "cell_gates": "100% nhiệm vụ hoàn thành, chậm không quá 20%",
    },
    Level.NOT_COMPLETED: {},
}


_GRADES = {
    Level.EXCELLENT: {"task_grade": Grade.EXCELLENT, "other_grade": Grade.GOOD},
    Level.GOOD: {"most_grade": Grade.GOOD},
}
_CASES = {
    Level.NOT_COMPLETED: {
        "member_gates": (
            "Bị kết luận suy thoái, “tự diễn biến”, “tự chuyển hóa”\n"
            "Hoàn thành dưới 50% chỉ tiêu, nhiệm vụ được giao\n"
            "Cán bộ, công chức, viên chức bị cơ quan xếp loại không hoàn thành nhiệm vụ\n"
            "Bị kỷ luật trong năm"
        ),
        "cell_gates": ("Hoàn thành dưới 50% chỉ tiêu, nhiệm vụ được giao\nBị kỷ luật trong năm"),
    },
}
_CRITERIA = {
    Subject.MEMBER: (
        (CriterionGroup.OTHER, "Tư tưởng chính trị"),
        (CriterionGroup.OTHER, "Phẩm chất đạo đức, lối sống"),
        (CriterionGroup.OTHER, "Ý thức tổ chức kỷ luật"),
        (CriterionGroup.OTHER, "Tác phong, lề lối làm việc"),
        (
            CriterionGroup.OTHER,
            "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh; nêu gương",
        ),
        (CriterionGroup.TASK, "Thực hiện chức trách, nhiệm vụ, công việc được giao"),
        (CriterionGroup.TASK, "Thực hiện nhiệm vụ đảng viên, việc chi bộ phân công"),
        (CriterionGroup.OTHER, "Khắc phục hạn chế, khuyết điểm đã được chỉ ra"),
    ),
    Subject.CELL: (
        (
            CriterionGroup.OTHER,
            "Công tác chính trị, tư tưởng; học tập và làm theo tư tưởng Hồ Chí Minh",
        ),
        (CriterionGroup.OTHER, "Nguyên tắc tập trung dân chủ; chế độ, chất lượng sinh hoạt"),
        (CriterionGroup.OTHER, "Quản lý, phân công, phát triển đảng viên"),
        (CriterionGroup.OTHER, "Công tác kiểm tra, giám sát, giữ kỷ luật"),
        (CriterionGroup.OTHER, "Công tác dân vận; lãnh đạo các tổ chức đoàn thể"),
        (CriterionGroup.TASK, "Lãnh đạo thực hiện nhiệm vụ chính trị, chỉ tiêu được giao"),
        (CriterionGroup.TASK, "Ra nghị quyết và tổ chức thực hiện nghị quyết"),
        (CriterionGroup.OTHER, "Khắc phục hạn chế, khuyết điểm đã được chỉ ra"),
    ),
}
GRADED = ("XL2018", "XL2019", "XL2023")
"""The regimes that grade criteria in place of points (Quy định 132, 124-QĐ/TW)."""


def norms_of(code: str) -> list[dict]:
    """What each level asks for under the regime of that code, the best level first."""
    more = {"XL2018": _CASES, "XL2025": _POINTS}.get(code, _GRADES | _CASES)
    return [{"level": level} | _VOTES[level] | more.get(level, {}) for level in Level]


def criteria_of(code: str) -> list[dict]:
    """What is graded under the regime of that code, in order; nothing where points are given."""
    if code not in GRADED:
        return []
    return [
        {"subject": subject, "position": place, "group": group, "text": text}
        for subject, lines in _CRITERIA.items()
        for place, (group, text) in enumerate(lines, start=1)
    ]
