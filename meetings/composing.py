"""The text of a resolution, put together from the pieces that the meeting has written down."""

from meetings.models import AgendaRole, ReviewStatus, Subject
from meetings.record import Record

# A resolution on a person carries no work and no tables of work.
GENERAL_SUBJECTS = (Subject.MONTHLY, Subject.THEMATIC, Subject.OTHER)


def compose(record: Record, subject: str) -> dict[str, str]:
    """The abstract and the three parts of the text; tables of assignments follow in print."""
    return {
        "abstract": _abstract(record, subject),
        "results": _results(record),
        "direction": _direction(record, subject),
        "execution": _execution(record, subject),
    }


def _abstract(record: Record, subject: str) -> str:
    meeting = record.meeting
    if subject == Subject.MONTHLY:
        return f"Sinh hoạt chi bộ thường kỳ tháng {meeting.month:%m/%Y}"
    if subject == Subject.THEMATIC and meeting.theme_title:
        return f"Thực hiện chuyên đề: {meeting.theme_title}"[:300]
    return meeting.purpose or Subject(subject).label


def _notes(record: Record, *roles: str) -> list[str]:
    return [
        item.notes.strip() for item in record.agenda if item.role in roles and item.notes.strip()
    ]


def _results(record: Record) -> str:
    lines = _notes(record, AgendaRole.REVIEW)
    reviews = [due.review for due in record.due if due.review and due.review.status]
    if reviews:
        tally = [
            (label, sum(review.status == status for review in reviews))
            for status, label in ReviewStatus.choices
        ]
        told = ", ".join(f"{number} {label.lower()}" for label, number in tally if number)
        lines.append(f"Chi bộ đã xem xét {len(reviews)} nhiệm vụ được giao: {told}.")
    return "\n".join(lines)


def _hands_out_work(record: Record, subject: str) -> bool:
    """Work is handed out by what the cell decides in general, not by a proposal on a person."""
    return bool(record.assignments) and subject in GENERAL_SUBJECTS


def _direction(record: Record, subject: str) -> str:
    lines = _notes(record, AgendaRole.ASSIGNMENTS)
    if record.meeting.conclusion.strip():
        lines.append(record.meeting.conclusion.strip())
    if _hands_out_work(record, subject):
        lines.append(
            f"Chi bộ giao {len(record.assignments)} nhiệm vụ theo bảng phân công dưới đây."
        )
    return "\n".join(lines)


def _execution(record: Record, subject: str) -> str:
    lines = []
    if _hands_out_work(record, subject):
        months = sorted({assignment.report_month for assignment in record.assignments})
        when = ", ".join(f"tháng {month:%m/%Y}" for month in months)
        lines.append(
            "Các đồng chí được giao chủ trì có trách nhiệm thực hiện đúng thời hạn và báo cáo "
            f"kết quả tại kỳ sinh hoạt {when}."
        )
    lines.append("Bí thư chi bộ theo dõi, đôn đốc và kiểm tra việc thực hiện nghị quyết này.")
    return "\n".join(lines)
