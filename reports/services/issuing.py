"""Issuing a report: its number and day, its files written for good, the row closed by a trigger."""

import logging
from dataclasses import replace
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from cells.models import Committee, Term
from documents.wording import short_date
from meetings.models import DocumentType, NumberSeries
from meetings.services.minutes import take_number
from reports import access, papers
from reports.boards import months_back
from reports.models import Report, ReportState
from reports.papers import Paper
from reports.services import files

log = logging.getLogger(__name__)

NOT_WRITTEN = "Máy không ghi được tệp nên báo cáo chưa ban hành. Xin báo quản trị viên."


@transaction.atomic
def issue(
    report: Report, *, issued_on: date, number: int | None = None, now: datetime, by: User
) -> Report:
    """Issues the report. A cell's takes the next number of its reports in the term of the day (399-
    QĐ/TW); a committee's gets the one from the register of its office.

    Raises ValidationError by field for what does not fit, PermissionDenied for strangers.
    """
    access.refuse_issuer(by, report)
    locked = (
        Report.objects.select_for_update(of=("self",))
        .select_related("cell", "committee")
        .get(pk=report.pk)
    )
    if locked.state != ReportState.READY:
        raise ValidationError(
            "Báo cáo đã ban hành." if locked.is_issued else "Báo cáo chưa lập xong."
        )
    _refuse_day(locked, issued_on, timezone.localdate(now))
    if locked.cell_id:
        locked.term = _term_on(locked, issued_on)
        locked.number = take_number(locked.term, DocumentType.REPORT)
    else:
        locked.number = _number_of_register(locked, number, issued_on)
    before = locked.files
    # The figures stay those that were read; the name, the layout and who signs are of the day.
    locked.snapshot = locked.snapshot | {"head": papers.head_on(locked, issued_on)}
    paper = replace(Paper.of(locked), number=locked.number, issued_on=issued_on)
    try:
        locked.files = files.written(locked, paper, attempt=locked.attempts, for_good=True)
    except files.FAULTS as fault:
        log.warning("report %s was not issued: %s", locked.pk, fault)
        raise ValidationError(NOT_WRITTEN) from fault
    locked.checksum = files.checksum_of(locked.files)
    locked.issued_on, locked.issued_by = issued_on, by
    locked.state = ReportState.ISSUED
    locked.clean_fields(exclude=["snapshot", "texts", "files"])
    locked.save()
    files.drop(before)
    return locked


def _refuse_day(report: Report, issued_on: date, today: date) -> None:
    if issued_on > today:
        raise ValidationError({"issued_on": "Ngày ban hành không được sau hôm nay."})
    if issued_on < months_back(report.period, -12 if report.is_yearly else -1):
        raise ValidationError({"issued_on": "Ngày ban hành phải sau kỳ báo cáo."})


def _term_on(report: Report, day: date) -> Term:
    term = Term.objects.filter(cell=report.cell, validity__contains=day).first()
    if term is None:
        raise ValidationError(
            {"issued_on": "Ngày này chi bộ không có nhiệm kỳ nào, nên không lấy được số."}
        )
    return term


def _number_of_register(report: Report, number: int | None, issued_on: date) -> int:
    """The number, if no other report of the committee has it. Numbers begin again with a congress,
    of which HMK knows nothing in a committee: so only the same year is looked at."""
    if number is None:
        raise ValidationError({"number": "Xin ghi số văn bản theo sổ của Văn phòng."})
    # Who issues another report of the committee at the same moment waits here.
    Committee.objects.select_for_update(no_key=True).get(pk=report.committee_id)
    same = Report.objects.filter(
        committee=report.committee, number=number, issued_on__year=issued_on.year
    ).select_related("committee")
    if other := same.first():
        raise ValidationError(
            {
                "number": f"{other.number_words} đã dùng cho báo cáo {other.period_words}, ban "
                f"hành ngày {short_date(other.issued_on)}. Xin xem lại sổ văn bản đi."
            }
        )
    return number


def next_number(report: Report, *, day: date) -> int:
    """The number that the report would get on the day: for a cell the next of its term's series,
    for a committee one more than its last report has: numbers run through the term, not by the
    year (399-QĐ/TW)."""
    if report.cell_id:
        series = NumberSeries.objects.filter(
            term__cell=report.cell,
            term__validity__contains=day,
            document_type=DocumentType.REPORT,
        ).first()
        return (series.last_number if series else 0) + 1
    issued = Report.objects.filter(committee=report.committee, number__isnull=False)
    return (issued.order_by("issued_on", "pk").values_list("number", flat=True).last() or 0) + 1
