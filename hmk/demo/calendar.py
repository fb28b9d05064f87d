"""Days: months, holidays, congresses of cells, and when a cell meets."""

from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")

# First day of the lunar new year.
TET = {
    2018: date(2018, 2, 16), 2019: date(2019, 2, 5), 2020: date(2020, 1, 25),
    2021: date(2021, 2, 12), 2022: date(2022, 2, 1), 2023: date(2023, 1, 22),
    2024: date(2024, 2, 10), 2025: date(2025, 1, 29), 2026: date(2026, 2, 17),
    2027: date(2027, 2, 6), 2028: date(2028, 1, 26), 2029: date(2029, 2, 13),
    2030: date(2030, 2, 3), 2031: date(2031, 1, 23), 2032: date(2032, 2, 11),
}  # fmt: skip
HOLIDAYS = {(1, 1), (4, 30), (5, 1), (9, 1), (9, 2)}
# Cells hold their congress "five years, two times" (Điều 24.3): about every thirty months.
A_CONGRESS = date(2025, 3, 1)
TERM_MONTHS = 30


def add_months(month: date, count: int) -> date:
    """The first day of the month `count` months later."""
    index = month.year * 12 + month.month - 1 + count
    return date(index // 12, index % 12 + 1, 1)


def last_day(month: date) -> date:
    """The last day of the month."""
    return add_months(month, 1) - timedelta(days=1)


def years_later(day: date, years: int) -> date:
    """The same day of another year (days here never pass the 28th)."""
    return day.replace(year=day.year + years)


def at(day: date, clock: time, minutes: int = 0) -> datetime:
    """The local moment, some minutes later."""
    return datetime.combine(day, clock, ZONE) + timedelta(minutes=minutes)


def is_holiday(day: date) -> bool:
    """Whether nobody would call a meeting on the day."""
    tet = TET.get(day.year)
    return (day.month, day.day) in HOLIDAYS or bool(tet and -2 <= (day - tet).days <= 6)


def congresses(first: date, today: date, rng: Random) -> list[date]:
    """The congress days of a cell from the last one before `first` until today."""
    shift = rng.randrange(24)
    steps = (first.year * 12 + first.month - A_CONGRESS.year * 12 - A_CONGRESS.month) // TERM_MONTHS
    days = []
    step = steps - 1
    while True:
        day = add_months(A_CONGRESS, step * TERM_MONTHS) + timedelta(days=shift)
        if day > today:
            return days
        days.append(day)
        # Only the last congress before the first month is needed.
        if day < first and len(days) > 1:
            days.pop(0)
        step += 1


MOVED_IN_TIME = (
    "Ngày 03 trùng lịch làm việc của Đảng ủy với chi bộ bạn",
    "Ngày 03 bí thư dự hội nghị của Đảng ủy",
    "Ngày 03 mất điện theo lịch của ngành điện",
    "Ngày 03 trùng buổi tập huấn của cấp trên",
)
MOVED_IN_TIME_AT_HOME = (
    "Ngày 03 chi bộ tham gia dọn vệ sinh chung",
    "Ngày 03 có đám hiếu trong địa bàn",
    "Ngày 03 nhà văn hóa bận việc chung",
)
MOVED_LATE = (
    "Bí thư và phó bí thư đi tập huấn cả tuần đầu tháng",
    "Chờ văn bản hướng dẫn của Đảng ủy để họp một lần cho kỹ",
    "Bí thư ốm, phó bí thư đi công tác trong tuần đầu tháng",
    "Tuần đầu tháng trùng đợt kiểm tra của cấp trên",
)
MOVED_LATE_AT_HOME = (
    "Nhà văn hóa đang sửa mái, đến giữa tuần mới bàn giao",
    "Chi bộ có hai đám hiếu liên tiếp trong tuần đầu tháng",
    "Tuần đầu tháng bà con tập trung việc mùa, đảng viên không về đủ",
)
MOVED_BY_STORM = (
    "Tuần đầu tháng chi bộ trực phòng, chống mưa bão",
    "Mưa lớn kéo dài, nước sông Ngàn Sâu lên nhanh nên lùi ngày họp",
    "Đảng viên giúp dân dọn dẹp sau lũ, Đảng ủy đồng ý cho lùi ngày",
)
STORMS = {9, 10, 11}
HOLIDAY = "Ngày họp thường lệ trùng dịp nghỉ lễ"
WEEKEND = "Ngày họp thường lệ rơi vào ngày nghỉ cuối tuần"
SATURDAY = 5


def late_reason(month: date, rng: Random, *, at_home: bool) -> str:
    """Why a meeting is held after the first week; cells of residents have reasons of their own."""
    if month.month in STORMS:
        return rng.choice(MOVED_BY_STORM)
    return rng.choice(MOVED_LATE + (MOVED_LATE_AT_HOME if at_home else ()))


def working_day(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() >= SATURDAY else day


def _free(day: date, *, at_home: bool) -> tuple[date, str]:
    """The first day from this one on that suits the cell, and why it is another."""
    reason = ""
    while is_holiday(day):
        day, reason = day + timedelta(days=1), HOLIDAY
    if not at_home and day.weekday() >= SATURDAY:
        day, reason = working_day(day), reason or WEEKEND
    return day, reason


def free_day(day: date, *, at_home: bool) -> date:
    """The nearest later day of the month that suits the cell, else the nearest earlier one."""
    for step in (1, -1):
        other = day
        while is_holiday(other) or (not at_home and other.weekday() >= SATURDAY):
            other += timedelta(days=step)
        if other.month == day.month:
            return other
    return day


def regular_day(
    month: date,
    *,
    old_day: int,
    own_day: int | None,
    usual: int | None,
    latest: int,
    at_home: bool,
    rng: Random,
) -> tuple[date, str]:
    """When the cell holds its regular meeting of the month, and why not on the usual day.

    `usual` is the common day of the rule set (none before Chỉ thị 50-CT/TW), `latest` the last
    day that needs no reason; `at_home` is a cell of residents, which may meet on a Sunday.
    """
    if usual is None:
        shift = rng.choice((0, 0, 0, 0, 0, 1, 2))
        return _free(month.replace(day=old_day + shift), at_home=at_home)
    draw = rng.random()
    if draw < 0.08:
        day, _ = _free(month.replace(day=latest + rng.randint(1, 5)), at_home=at_home)
        return day, late_reason(month, rng, at_home=at_home)
    if draw < 0.22 and own_day is None:
        day, _ = _free(month.replace(day=rng.randint(usual + 1, latest)), at_home=at_home)
        bank = MOVED_IN_TIME + (MOVED_IN_TIME_AT_HOME if at_home else ())
        return day, rng.choice(bank)
    return _free(month.replace(day=own_day or usual), at_home=at_home)
