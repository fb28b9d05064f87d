"""Reports: the list, how far they are, one report with its texts and its issue, the files."""

import logging

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from accounts import scope
from accounts.models import RoleKind, User
from cells.forms import refuse
from cells.text import figure, fold
from documents import formats
from meetings.views.common import written
from reports import access, papers
from reports.models import Report, ReportKind, ReportState
from reports.paper_forms import FilterForm, IssueForm, StartForm, TextsForm, month_choice, month_of
from reports.papers import Paper
from reports.queries import papers as queries
from reports.services import asking, files, issuing

log = logging.getLogger(__name__)

REPORTS_A_PAGE = 25
FAULTS_SHOWN = 20
NO_BROKER = (
    "Bộ phận chuyển việc đang nghỉ. Yêu cầu đã được ghi, không mất: báo cáo sẽ tự được lập khi "
    "máy chạy lại."
)


def _woken(request: HttpRequest, waiting: int) -> None:
    """Wakes the workers for what was asked, and says so when they do not hear it."""
    if waiting and not asking.wake_workers(waiting):
        messages.warning(request, NO_BROKER)


def _makes(user: User) -> bool:
    """Whether the user has reports made: of an own cell, or of an office's."""
    return not {RoleKind.SECRETARY, RoleKind.OFFICER}.isdisjoint(scope.kinds_of(user))


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The reports that the user may read: of the latest period, until something else is asked."""
    mine = access.reports_of(request.user)
    given = request.GET
    if not FilterForm.touched(given):
        latest = queries.latest_period(mine)
        given = {"period": month_choice(latest)[0]} if latest else {}
    form = FilterForm(given, periods=queries.periods())
    rows = queries.narrowed(mine, **form.asked())
    progress = queries.progress_of(rows)
    pages = Paginator(rows, REPORTS_A_PAGE)
    pages.count = progress.total
    page = {"form": form, "page": pages.get_page(request.GET.get("page")), "progress": progress}
    return render(request, "papers/list.html", page | {"makes": _makes(request.user)})


def _asked(request: HttpRequest, given: dict) -> tuple[QuerySet[Report], dict[str, str]]:
    """The reports that an address or a form names by kind and period, and these words."""
    form = FilterForm(given, periods=queries.periods())
    asked = form.asked() | {"state": "", "words": ""}
    words = {"kind": asked["kind"]}
    if asked["period"]:
        words["period"] = f"{asked['period']:%Y-%m}"
    return queries.narrowed(access.reports_of(request.user), **asked), words


@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """How far the reports of a kind and period are; the part that moves, when htmx asks."""
    rows, words = _asked(request, request.GET)
    found = queries.progress_of(rows)
    failed = rows.filter(state=ReportState.FAILED)[:FAULTS_SHOWN] if found.failed else []
    page = {
        "progress": found,
        "failed": failed,
        "words": words,
        "makes": _makes(request.user),
        "now": timezone.now(),
        "kind_words": ReportKind(words["kind"]).label if words["kind"] else "Tất cả báo cáo",
        "period": month_of(words["period"]) if "period" in words else None,
    }
    part = bool(request.htmx)
    return render(request, "papers/parts/progress.html" if part else "papers/progress.html", page)


def _progress_url(words: dict[str, str]) -> str:
    return reverse("papers:progress", query={name: word for name, word in words.items() if word})


@require_POST
def retry(request: HttpRequest) -> HttpResponse:
    """Lets what failed or was taken back be made again."""
    rows, words = _asked(request, request.POST)
    again = asking.retry(rows.order_by(), now=timezone.now(), by=request.user)
    if again:
        messages.success(request, f"{figure(again)} báo cáo được đưa vào lập lại.")
    else:
        messages.info(request, "Không có báo cáo nào cần lập lại.")
    _woken(request, again)
    return redirect(_progress_url(words))


@require_POST
def cancel_all(request: HttpRequest) -> HttpResponse:
    """Takes back what is not made yet."""
    rows, words = _asked(request, request.POST)
    gone = asking.cancel(rows.order_by(), by=request.user)
    if gone:
        messages.success(request, f"Đã hủy {figure(gone)} báo cáo chưa lập.")
    else:
        messages.info(request, "Không còn báo cáo nào chưa lập để hủy.")
    return redirect(_progress_url(words))


def start(request: HttpRequest) -> HttpResponse:
    """Asks for the reports of a month or a year."""
    if not _makes(request.user):
        raise PermissionDenied
    now = timezone.now()
    form = StartForm(request.POST or None, user=request.user, today=timezone.localdate(now))
    if request.method == "POST" and form.is_valid():
        kind, period = form.cleaned_data["kind"], form.chosen_period()
        chosen = (
            {"cells": form.chosen_cells()}
            if kind == ReportKind.CELL_MONTH
            else {"committees": form.chosen_committees()}
        )
        try:
            added = asking.start(kind, period, **chosen, now=now, by=request.user)
        except ValidationError as error:
            refuse(form, error)
        else:
            _tell_started(request, added)
            return redirect(_progress_url({"kind": kind, "period": f"{period:%Y-%m}"}))
    return render(request, "papers/start.html", {"form": form})


def _tell_started(request: HttpRequest, added: int) -> None:
    if added:
        messages.success(request, f"Đã yêu cầu lập {figure(added)} báo cáo.")
        _woken(request, added)
    else:
        messages.info(request, "Các báo cáo này đã có sẵn; mở từng báo cáo để lập lại số liệu.")


# --- One report -----------------------------------------------------------------------------------
@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """One report: how it stands, what it says, what is to be done with it."""
    found = access.report_to_read(request.user, pk)
    return _page(request, found)


def _page(
    request: HttpRequest,
    found: Report,
    *,
    texts: TextsForm | None = None,
    issue: IssueForm | None = None,
    status: int = 200,
) -> HttpResponse:
    issues = access.may_issue(request.user, found)
    versions = queries.versions_of(request.user, found)
    earlier = next((one for one in versions if one.version == found.version - 1), None)
    ready = found.state == ReportState.READY
    if issues and ready:
        texts = texts or TextsForm(report=found)
        issue = issue or _issue_form(found)
    page = {
        "report": found,
        "document": papers.content(Paper.of(found)) if found.snapshot else None,
        "issues": issues,
        "builds": access.may_build(request.user, found),
        "texts": texts,
        "issue": issue,
        "number": issuing.next_number(found, day=timezone.localdate()) if issue else None,
        "versions": versions,
        "earlier": earlier,
        **_changes(earlier, found),
    }
    if not request.htmx:
        return render(request, "papers/report.html", page, status=status)
    answer = render(request, "papers/parts/state.html", page)
    if not found.is_unfinished:
        # What was waited for is there: the whole page is another one.
        answer["HX-Refresh"] = "true"
    return answer


def _issue_form(found: Report) -> IssueForm:
    today = timezone.localdate()
    initial = {"issued_on": today}
    if not found.cell_id:
        initial["number"] = issuing.next_number(found, day=today)
    return IssueForm(report=found, initial=initial)


def _changes(earlier: Report | None, found: Report) -> dict:
    """What the version before said otherwise: figures, and parts by their headings. Nothing when
    one of the two has no figures."""
    if earlier is None or not earlier.snapshot or not found.is_built:
        return {}
    return {
        "differences": papers.differences(found.kind, earlier.snapshot, found.snapshot),
        "changed_parts": papers.parts_that_differ(Paper.of(earlier), Paper.of(found)),
        "compared": True,
    }


@require_POST
def texts(request: HttpRequest, pk: int) -> HttpResponse:
    """Keeps the parts that people write."""
    found = access.report_to_issue(request.user, pk)
    form = TextsForm(request.POST, report=found)
    if _keeps(form, by=request.user):
        messages.success(request, "Đã lưu phần viết tay.")
        return redirect(found)
    return _page(request, found, texts=form, status=422)


def _keeps(form: TextsForm, *, by: User) -> bool:
    """Whether what was typed is kept now, and what others wrote meanwhile with it."""
    return written(form, lambda: asking.write_texts(form.report, form.written_texts(), by=by))


@require_POST
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Numbers, dates and closes the report."""
    found = access.report_to_issue(request.user, pk)
    form, texts = IssueForm(request.POST, report=found), TextsForm(request.POST, report=found)
    typed = texts if texts.was_sent else None
    issued = _issued(form, typed, by=request.user) if form.is_valid() else None
    if issued is None:
        return _page(request, found, texts=typed, issue=form, status=422)
    messages.success(request, f"Đã ban hành báo cáo {issued.number_words}.")
    return redirect(found)


def _issued(form: IssueForm, typed: TextsForm | None, *, by: User) -> Report | None:
    """The report issued with what was typed beside it: both, or nothing of either."""
    try:
        with transaction.atomic():
            if typed is not None and not _keeps(typed, by=by):
                return None
            return issuing.issue(
                form.report,
                issued_on=form.cleaned_data["issued_on"],
                number=form.cleaned_data.get("number"),
                now=timezone.now(),
                by=by,
            )
    except ValidationError as error:
        refuse(form, error)
        return None


@require_POST
def rebuild(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks for the figures anew: in a new version where this one is issued."""
    found = access.report_to_build(request.user, pk)
    new = asking.rebuild(found, now=timezone.now(), by=request.user)
    messages.success(
        request,
        f"Đang lập lại số liệu thành bản lần {new.version}."
        if new.pk != found.pk
        else "Đang lập lại số liệu; phần viết tay giữ nguyên.",
    )
    _woken(request, 1)
    return redirect(new)


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes the report back while it is not made."""
    found = access.report_to_build(request.user, pk)
    if asking.cancel(Report.objects.filter(pk=found.pk), by=request.user):
        messages.success(request, "Đã hủy.")
    else:
        messages.info(request, "Báo cáo đã lập xong nên không còn gì để hủy.")
    return redirect(found)


@require_safe
def file(request: HttpRequest, pk: int, file_format: str) -> HttpResponse:
    """The report as a file. An issued one is what was written then, or nothing."""
    found = access.report_to_read(request.user, pk)
    if not found.is_built:
        raise Http404
    try:
        content = files.asked(found, file_format)
    except files.FAULTS as fault:
        log.warning("report %s: %s was not written: %s", found.pk, file_format, fault)
        messages.error(request, "Máy không ghi được tệp. Xin báo quản trị viên.")
        return redirect(found)
    if content is None:
        messages.error(
            request,
            "Tệp của bản đã ban hành không còn đúng như khi ban hành (mã kiểm tra không khớp). "
            "Xin báo quản trị viên khôi phục từ bản sao lưu.",
        )
        return redirect(found)
    response = HttpResponse(content, content_type=formats.content_type(file_format))
    period = found.period_words.replace("/", "-")
    name = slugify(fold(f"bao cao {period} {found.subject} lan {found.version}"))
    kind = "inline" if file_format == "pdf" else "attachment"
    response["Content-Disposition"] = f'{kind}; filename="{name}.{file_format}"'
    response["Cache-Control"] = "private, no-store"
    return response
