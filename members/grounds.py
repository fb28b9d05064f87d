"""The grounds that the guides of the Party name, as choices; each with its source."""

from django.db import models

from members.models import Decider


class ExemptionGround(models.TextChoices):
    """HD 12-HD/BTCTW 2022, IV.1.2 (before: HD 09-HD/BTCTW 2017); the last one: HD 01-HD/TW 2021,
    10.3."""

    WEAK = "weak", "Tuổi cao, sức yếu"
    TREATMENT = "treatment", "Điều trị bệnh dài ngày"
    ABROAD = "abroad", "Ra nước ngoài theo diện cá nhân, sinh hoạt đơn lẻ"
    REMOTE = "remote", "Làm việc đơn lẻ ở nơi xa, khó khăn"
    MOBILE = "mobile", "Việc làm lưu động dưới 1 năm"
    MATERNITY = "maternity", "Nghỉ thai sản"
    RETIRING = "retiring", "Nghỉ chờ chế độ hưu (HD 09 năm 2017)"
    AWAY = "away", "Đi làm ăn xa dưới 12 tháng"


class StrikeOffGround(models.TextChoices):
    """Điều 8 Điều lệ Đảng, and the other grounds of the rules on carrying it out."""

    ABSENT = "absent", "Bỏ sinh hoạt ba tháng trong năm mà không có lý do chính đáng"
    DUES = "dues", "Không đóng đảng phí ba tháng trong năm mà không có lý do chính đáng"
    CARD = "card", "Trả thẻ hoặc hủy thẻ đảng viên"
    SCREENED = "screened", "Sau 12 tháng sàng lọc không tiến bộ"
    TWO_YEARS = "two_years", "Hai năm liền không bảo đảm tư cách đảng viên"
    POLITICAL = "political", "Không đủ tiêu chuẩn chính trị"
    PROBATION = "probation", "Đảng viên dự bị không đủ tư cách"


def decider_of_exemption(ground: str) -> Decider:
    """Age or weakness: the cell decides by a resolution and reports; else the cell proposes and
    the base committee decides (HD 12-HD/BTCTW 2022, IV.1.2)."""
    return Decider.CELL if ground == ExemptionGround.WEAK else Decider.BASE_COMMITTEE


def with_detail(label: str, detail: str) -> str:
    """The ground, and what is to be said of it in this case."""
    return f"{label}: {detail}" if detail else label
