"""What the Party's charter asks of dates and numbers, on plain values."""

from dataclasses import dataclass
from datetime import date, timedelta

PARTY_FOUNDED = date(1930, 2, 3)
OLDEST_BIRTH = date(1900, 1, 1)
ADMISSION_AGE = 18
FEWEST_OFFICIAL = 3
COMMITTEE_FROM = 9
AHEAD = timedelta(days=366)

NOT_YET = "Ngày này chưa đến."


@dataclass(frozen=True)
class Finding:
    """What a page says of a fact: `kind` is neutral, due or late."""

    kind: str
    text: str


def birthday(born: date, years: int) -> date:
    """The day on which someone becomes that many years old; 29 February counts on 1 March."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def years_before(day: date, years: int) -> date:
    """The latest day of which `birthday` gives the day or one before it."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 2, 28)


def probation_ends(since: date) -> date:
    """The first day on which a member may be recognised as official: twelve months from the day
    of admission (Điều 5.1 Điều lệ Đảng)."""
    return birthday(since, 1)


def working_days(first: date, last: date) -> int:
    """Working days (Monday to Friday; public holidays count) after `first` up to `last`."""
    days = max(0, (last - first).days)
    weeks, rest = divmod(days, 7)
    return weeks * 5 + sum((first + timedelta(days=n)).weekday() < 5 for n in range(1, rest + 1))


def faults_of_life(
    *, born: date | None, admitted: date | None, official: date | None, today: date
) -> dict[str, str]:
    """What cannot be in the dates of a member, by field.

    Admission from 18 years of age on: Điều 1.2 Điều lệ Đảng.
    """
    faults: dict[str, str] = {}
    for field, day, first, why in (
        ("birth_date", born, OLDEST_BIRTH, "Năm sinh phải từ 1900 trở đi."),
        ("admitted_on", admitted, PARTY_FOUNDED, "Đảng thành lập ngày 03/02/1930."),
        ("official_on", official, PARTY_FOUNDED, "Đảng thành lập ngày 03/02/1930."),
    ):
        if day and day > today:
            faults[field] = NOT_YET
        elif day and day < first:
            faults[field] = why
    if born and admitted and "birth_date" not in faults and "admitted_on" not in faults:
        if admitted <= born:
            faults["admitted_on"] = "Ngày vào Đảng phải sau ngày sinh."
        elif admitted < birthday(born, ADMISSION_AGE):
            faults["admitted_on"] = (
                "Lúc này chưa đủ 18 tuổi (Điều 1 Điều lệ Đảng). Xin xem lại ngày sinh và "
                "ngày vào Đảng."
            )
    if admitted and official and official < admitted and "official_on" not in faults:
        faults["official_on"] = "Ngày chính thức không thể trước ngày vào Đảng."
    return faults


def fault_of_beginning(since: date, *, admitted: date | None, latest: date) -> str:
    """Why a membership or standing cannot begin on the day, or nothing."""
    if since > latest:
        return NOT_YET
    if since < PARTY_FOUNDED:
        return "Đảng thành lập ngày 03/02/1930."
    if admitted and since < admitted:
        return f"Không thể trước ngày vào Đảng ({admitted:%d/%m/%Y})."
    return ""


def findings_of_size(official: int, *, has_committee: bool | None = None) -> list[Finding]:
    """What the number of official members means for a cell (Điều 24.1 and 24.4)."""
    if official < FEWEST_OFFICIAL:
        return [
            Finding(
                "late",
                f"Chi bộ chỉ có {official} đảng viên chính thức, dưới mức 3 của Điều 24 Điều lệ "
                "Đảng: cần báo cáo cấp ủy cấp trên để bổ sung đảng viên hoặc sáp nhập.",
            )
        ]
    findings = []
    if official == FEWEST_OFFICIAL:
        findings.append(
            Finding(
                "due",
                "Chi bộ vừa đủ 3 đảng viên chính thức. Giảm thêm một đồng chí là không còn đủ "
                "điều kiện hoạt động.",
            )
        )
    if has_committee is not None:
        doubts = doubts_of_election(official, has_committee=has_committee)
        findings += [Finding("due", doubt) for doubt in doubts]
    if official < COMMITTEE_FROM:
        text = "Dưới 9 đảng viên chính thức: bầu bí thư, nếu cần thì phó bí thư; không có chi ủy."
    else:
        text = "Từ 9 đảng viên chính thức trở lên: bầu chi ủy, rồi bầu bí thư, phó bí thư."
    return [*findings, Finding("neutral", f"{text} (Điều 24 Điều lệ Đảng)")]


def doubts_of_election(official: int, *, has_committee: bool) -> list[str]:
    """Where the offices of a cell do not fit its number of official members (Điều 24.4)."""
    if official >= COMMITTEE_FROM and not has_committee:
        return [
            f"Chi bộ có {official} đảng viên chính thức (từ 9 trở lên) mà chưa ghi chi ủy viên."
        ]
    if official < COMMITTEE_FROM and has_committee:
        return [f"Chi bộ có {official} đảng viên chính thức (dưới 9) thì không bầu chi ủy."]
    return []


def flag_of_cell(official: int, *, has_committee: bool) -> Finding | None:
    """The same in a few words, for a list of cells; nothing where all is well."""
    if official < FEWEST_OFFICIAL:
        return Finding("late", f"chỉ {official} chính thức")
    if official == FEWEST_OFFICIAL:
        return Finding("due", "đúng 3 chính thức")
    if official >= COMMITTEE_FROM and not has_committee:
        return Finding("due", "chưa có chi ủy")
    if official < COMMITTEE_FROM and has_committee:
        return Finding("due", "dưới 9 mà có chi ủy")
    return None
