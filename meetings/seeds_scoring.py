"""The table of points that a new database starts with, for the committee to replace by its own.

The seven groups and their points are the frame of HD 42-HD/BTCTW as cells elsewhere apply it; the
criteria and steps are those of a ward that publishes its table; the gate criteria are of an older
table of Bình Thuận. Nothing of it is Hà Tĩnh's own. Before HD 42 no table is confirmed, so there
is none.
"""

from datetime import date

from meetings.models.scoring import Measure

TABLE = {
    "name": "Bảng điểm mặc định theo khung Hướng dẫn 42-HD/BTCTW",
    "source": (
        "Bảng tham khảo, không phải bảng riêng của Hà Tĩnh; cấp ủy sao chép và thay bằng bảng "
        "của mình. Bảy nhóm và điểm mỗi nhóm theo khung Hướng dẫn 42-HD/BTCTW ngày 28/10/2025 "
        "như nơi khác đang áp dụng; tiêu chí và mức điểm theo bảng của một phường; điều kiện "
        "điểm tối đa để xếp mức Tốt theo hướng dẫn của Đảng ủy khối ở Bình Thuận. Điểm chuyên đề "
        "trong tháng không có chuyên đề chưa có văn bản quy định: đang đặt là cho đủ điểm."
    ),
    "validity": (date(2025, 10, 28), None),
}

# Group, criterion, points, then what differs from a criterion that people judge.
_TIME = "Thời gian, thời lượng"
_COMING = "Tỷ lệ đảng viên dự sinh hoạt"
_PREPARING = "Công tác chuẩn bị"
_HOLDING = "Tổ chức sinh hoạt"
_PRINCIPLES = "Thực hiện nguyên tắc tổ chức, sinh hoạt"
_RESULTS = "Kết quả lãnh đạo thực hiện nghị quyết kỳ trước"
_CLOSING = "Kết thúc sinh hoạt"

CRITERIA: list[tuple[str, str, int, dict]] = [
    (
        _TIME,
        "Sinh hoạt đủ thời lượng quy định",
        5,
        {
            "measure": Measure.DURATION,
            "steps": "≥ 100: 5\n≥ 90: 4\n≥ 80: 3\n≥ 70: 2\n≥ 0: 1",
            "gate": True,
        },
    ),
    (
        _COMING,
        "Tỷ lệ đảng viên dự sinh hoạt",
        4,
        {"measure": Measure.ATTENDANCE, "steps": "≥ 90: 4\n≥ 75: 3\n≥ 65: 2\n≥ 0: 1", "gate": True},
    ),
    (
        _COMING,
        "Không có đảng viên vắng có lý do quá 3 kỳ liên tiếp trong năm",
        1,
        {"measure": Measure.NO_LONG_ABSENCE},
    ),
    (_PREPARING, "Chuẩn bị nội dung sinh hoạt", 3, {}),
    (_PREPARING, "Có định hướng thảo luận, dự thảo nghị quyết", 2, {}),
    (
        _PREPARING,
        "Chi ủy (bí thư, phó bí thư) họp trước, có biên bản",
        2,
        {"measure": Measure.PREPARATION},
    ),
    (_PREPARING, "Thông báo thời gian, địa điểm, nội dung", 1, {}),
    (_PREPARING, "Gửi tài liệu trước ít nhất 1 ngày", 2, {"measure": Measure.DOCUMENTS}),
    (_HOLDING, "Thực hiện đúng trình tự, quy trình", 5, {}),
    (_HOLDING, "Nội dung sinh hoạt thường kỳ đầy đủ, cụ thể", 10, {}),
    (_HOLDING, "Sinh hoạt chuyên đề (tháng có chuyên đề)", 5, {"thematic_only": True}),
    (_HOLDING, "Biểu dương, nhắc nhở đảng viên", 2, {}),
    (
        _HOLDING,
        "Đảng viên phát biểu ý kiến",
        5,
        {"measure": Measure.SPEAKERS, "steps": "> 50: 5\n≥ 40: 4\n≥ 30: 3\n≥ 0: 2", "gate": True},
    ),
    (_HOLDING, "Biên bản ghi đầy đủ, đúng thể thức", 1, {"gate": True}),
    (_HOLDING, "Dành 15 đến 30 phút cho tư tưởng, tự phê bình và phê bình", 1, {}),
    (_HOLDING, "Dùng tài liệu số trong sinh hoạt", 1, {}),
    (_HOLDING, "Bí thư điều hành: nêu rõ mục đích, yêu cầu", 2, {}),
    (_HOLDING, "Bí thư điều hành: dân chủ, gợi mở, đúng trọng tâm", 4, {}),
    (_HOLDING, "Bí thư điều hành: tổng hợp, kết luận rõ từng nội dung", 3, {}),
    (_HOLDING, "Bí thư điều hành: giải đáp kiến nghị của đảng viên", 1, {}),
    (_PRINCIPLES, "Tập trung dân chủ", 1, {}),
    (_PRINCIPLES, "Tự phê bình và phê bình thẳng thắn, chân thành", 2, {}),
    (_PRINCIPLES, "Đoàn kết, giữ kỷ luật phát ngôn", 1, {}),
    (_PRINCIPLES, "Quản lý đảng viên, thu nộp đảng phí", 1, {}),
    (
        _RESULTS,
        "Kết quả thực hiện nhiệm vụ tháng trước",
        30,
        {
            "measure": Measure.EXECUTION,
            "steps": "≥ 90: 30\n≥ 80: 27\n≥ 70: 24\n≥ 60: 20\n≥ 50: 15\n≥ 0: 10",
        },
    ),
    (_CLOSING, "Kết luận rõ, biểu quyết nghị quyết (nếu có)", 2, {}),
    (_CLOSING, "Phân công rõ người, rõ việc, rõ thời hạn", 2, {}),
    (
        _CLOSING,
        "Thư ký trình bày biên bản, hội nghị thông qua",
        1,
        {"measure": Measure.MINUTES_READ},
    ),
]
