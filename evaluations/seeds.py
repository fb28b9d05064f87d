"""The rating regimes that a new database starts with. An administrator copies them to change them.

What no source confirms is a default with a note, shown to the officer beside the setting.
"""

from decimal import Decimal

from evaluations.models import BallotMode, CapBase, CapScope, Level

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
NOTES = {
    "cap_percent": FLOOR,
    "ballot_mode": BALLOT,
    "norms": FRACTION,
    "cells_cap_percent": CELLS_CAP,
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
        | {
            "cap_base": "Cách tính 20% của HD 16 lấy theo HD 21 (2019); chưa đọc được văn bản gốc.",
            "suspended_rated": "HD 16 không nêu người bị đình chỉ trong diện không xếp loại.",
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
        "notes": NOTES,
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
        "notes": NOTES,
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


def norms_of(code: str) -> list[dict]:
    """What each level asks for under the regime of that code, the best level first."""
    points = _POINTS if code == "XL2025" else {}
    return [{"level": level} | _VOTES[level] | points.get(level, {}) for level in Level]
