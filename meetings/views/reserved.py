"""Reserved opinions: the list, the way of one, forwarding and answering it."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts import scope
from meetings import access, queries_reserved
from meetings.forms import AnswerForm, ForwardForm, ReservedFilter
from meetings.models import ReadingWay, ReservedFollowUp
from meetings.services import reserved
from meetings.views.common import written

ROWS_A_PAGE = 25


@require_safe
def reserved_list(request: HttpRequest) -> HttpResponse:
    """Every reserved opinion of the user's cells, without its text: that is read on its own page,
    where the reading is noted."""
    today = timezone.localdate()
    form = ReservedFilter(request.GET, cells=scope.cells_to_read(request.user))
    asked = form.given()
    rows = queries_reserved.reserved_page(
        request.user, state=asked.get("state", ""), cell=asked["cell"], today=today
    )
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    named = set(scope.cells_with_names(request.user).values_list("pk", flat=True))
    shown = {
        "page": page,
        "rows": [
            {
                "follow_up": row,
                "meeting": row.opinion.meeting,
                "late": row.overdue_days(today),
                "speaker": _speaker(row) if row.opinion.meeting.cell_id in named else "",
            }
            for row in page
        ],
        "form": form,
        "names": bool(named),
        "overdue": queries_reserved.overdue_of(request.user, today=today).count(),
    }
    return render(request, "meetings/reserved_list.html", shown)


def _speaker(follow_up: ReservedFollowUp) -> str:
    opinion = follow_up.opinion
    return opinion.speaker.full_name if opinion.speaker else opinion.guest


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The opinion, the way it has gone, who has read it."""
    follow_up = access.follow_up_to_read(request.user, pk)
    return _page(request, follow_up)


def _page(
    request: HttpRequest,
    follow_up: ReservedFollowUp,
    *,
    refused: ForwardForm | AnswerForm | None = None,
) -> HttpResponse:
    """The page, with a refused form as it was sent. Whoever opens it has read the opinion."""
    user, opinion = request.user, follow_up.opinion
    meeting = opinion.meeting
    reserved.note_readings([opinion], how=ReadingWay.PAGE, now=timezone.now(), by=user)
    answers = access.may_answer(user, meeting)
    forwards = answers or access.may_write(user, meeting)
    forms = {kind.prefix: _form(kind, follow_up) for kind in (ForwardForm, AnswerForm)}
    if refused is not None:
        forms[refused.prefix] = refused
    page = {
        "follow_up": follow_up,
        "opinion": opinion,
        "meeting": meeting,
        "late": follow_up.overdue_days(timezone.localdate()),
        "speaker": _speaker(follow_up) if access.sees_names(user, meeting) else "",
        "forward": forms[ForwardForm.prefix] if forwards else None,
        "answer": forms[AnswerForm.prefix] if answers else None,
        "readings": queries_reserved.readings_of(opinion) if forwards else None,
    }
    return render(request, "meetings/reserved_detail.html", page, status=422 if refused else 200)


def _form(
    kind: type[ForwardForm] | type[AnswerForm], follow_up: ReservedFollowUp, data: QueryDict = None
) -> ForwardForm | AnswerForm:
    """The form as it was last saved; where nothing was, with today and the committee offered."""
    offered = {}
    if getattr(follow_up, kind.day) is None:
        committee = follow_up.opinion.meeting.cell.committee.committee_name
        offered = {kind.day: timezone.localdate(), kind.where: committee}
    return kind(data, instance=follow_up, initial=offered)


@require_POST
def forward(request: HttpRequest, pk: int) -> HttpResponse:
    """Notes that the opinion went up."""
    follow_up = access.follow_up_to_read(request.user, pk)
    meeting = follow_up.opinion.meeting
    if not (access.may_write(request.user, meeting) or access.may_answer(request.user, meeting)):
        raise PermissionDenied
    form = _form(ForwardForm, follow_up, request.POST)
    return _saved(request, follow_up, form, reserved.forward, "Đã ghi việc chuyển ý kiến.")


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Notes what the committee above answers."""
    follow_up = access.follow_up_to_read(request.user, pk)
    if not access.may_answer(request.user, follow_up.opinion.meeting):
        raise PermissionDenied
    form = _form(AnswerForm, follow_up, request.POST)
    return _saved(request, follow_up, form, reserved.answer, "Đã ghi trả lời.")


def _saved(
    request: HttpRequest,
    follow_up: ReservedFollowUp,
    form: ForwardForm | AnswerForm,
    write: Callable[..., ReservedFollowUp],
    done: str,
) -> HttpResponse:
    today = timezone.localdate()

    def save() -> None:
        write(follow_up, values=form.all_values(), today=today, by=request.user)

    if written(form, save):
        messages.success(request, done)
        return redirect(follow_up)
    fresh = access.follow_up_to_read(request.user, follow_up.pk)
    return _page(request, fresh, refused=form)
