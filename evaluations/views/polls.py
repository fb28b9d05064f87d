"""Confidence polls of a committee."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts import scope
from evaluations import access, printing, queries
from evaluations.forms.polls import CountForm, PollForm
from evaluations.models import ConfidencePoll
from evaluations.rules import CONSEQUENCES, PollRegime, consequence, enough_present
from evaluations.services import polls as service
from evaluations.views.common import form_page, one_click
from evaluations.views.rounds import FORM, ROWS_A_PAGE
from meetings.views.common import download, written


@require_safe
def polls(request: HttpRequest) -> HttpResponse:
    """The polls of the committees that the user reads, the latest first."""
    if not scope.committees_to_read(request.user).exists():
        raise PermissionDenied
    page = Paginator(queries.polls_of(request.user), ROWS_A_PAGE).get_page(request.GET.get("page"))
    offices = scope.committees_of_office(request.user).exists()
    return render(request, "evaluations/polls.html", {"page": page, "offices": offices})


@FORM
def poll_add(request: HttpRequest) -> HttpResponse:
    """A new poll."""
    committees = list(scope.committees_of_office(request.user).order_by("depth", "path"))
    if not committees:
        raise PermissionDenied
    today = timezone.localdate()
    form = PollForm(
        request.POST or None, prefix="poll", committees=committees,
        initial={"held_on": today, "regime": service.rules_on(today)},
    )  # fmt: skip
    made: list[ConfidencePoll] = []

    def write() -> None:
        committee, values, persons = form.parts()
        made.append(service.hold(committee, values=values, persons=persons, by=request.user))

    if request.method == "POST" and written(form, write):
        messages.success(request, "Đã lập cuộc lấy phiếu tín nhiệm.")
        return redirect(made[0] if made else "evaluations:polls")
    page = {"form": form, "title": "Cuộc lấy phiếu tín nhiệm mới", "back": "../"}
    page["about"] = "HMK chỉ giữ số phiếu đã kiểm, không giữ phiếu."
    return render(request, "evaluations/form.html", page, status=422 if form.errors else 200)


@require_safe
def poll(request: HttpRequest, pk: int) -> HttpResponse:
    """A poll with its counts and what follows from them."""
    found = access.poll_to_read(request.user, pk)
    rows = []
    for line in found.lines.all():
        line.poll = found
        tally = line.tally
        words = ""
        if tally:
            words = CONSEQUENCES.get((PollRegime(found.regime), consequence(tally)), "")
        rows.append({"line": line, "tally": tally, "words": words})
    shown = {
        "poll": found,
        "rows": rows,
        "manages": scope.committees_of_office(request.user).filter(pk=found.committee_id).exists(),
        "enough": enough_present(found.present, found.summoned),
    }
    return render(request, "evaluations/poll.html", shown)


def _closed(request: HttpRequest, found: ConfidencePoll) -> HttpResponse:
    messages.error(request, "Kết quả đã chốt nên không sửa được nữa.")
    return redirect(found)


@FORM
def poll_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Corrects the head and the persons of an open poll."""
    found = access.poll_to_manage(request.user, pk)
    if found.is_closed:
        return _closed(request, found)
    form = PollForm(
        request.POST or None, instance=found, prefix="poll", committees=[found.committee]
    )

    def write() -> None:
        _, values, persons = form.parts()
        service.change(found, values=values, persons=persons, by=request.user)

    return form_page(
        request,
        form,
        write,
        title="Sửa cuộc lấy phiếu tín nhiệm",
        about=str(found.committee),
        back=found.get_absolute_url(),
        done="Đã lưu.",
        then=found,
    )


@FORM
def poll_count(request: HttpRequest, pk: int) -> HttpResponse:
    """The counts of all persons, as the tellers read them out."""
    found = access.poll_to_manage(request.user, pk)
    if found.is_closed:
        return _closed(request, found)
    form = CountForm(request.POST or None, poll=found, lines=list(found.lines.all()))

    def write() -> None:
        try:
            service.count(found, counts=form.counts(), by=request.user)
        except ValidationError as error:
            if not hasattr(error, "error_dict"):
                raise
            by_row = {f"{name}-high": texts for name, texts in error.error_dict.items()}
            raise ValidationError(by_row) from None

    return form_page(
        request,
        form,
        write,
        title="Kết quả kiểm phiếu",
        about=f"{found}: phát ra {found.issued}, thu về {found.collected}",
        back=found.get_absolute_url(),
        done="Đã ghi kết quả kiểm phiếu.",
        then=found,
        template="evaluations/poll_count.html",
        poll=found,
    )


@require_POST
def poll_close(request: HttpRequest, pk: int) -> HttpResponse:
    """The result is final."""
    found = access.poll_to_manage(request.user, pk)
    return one_click(
        request,
        lambda: service.close(found, now=timezone.now(), by=request.user),
        done="Đã chốt kết quả; từ nay không sửa được.",
        then=found,
    )


@require_safe
def poll_minutes(request: HttpRequest, pk: int, file_format: str) -> HttpResponse:
    """The minutes of the count."""
    found = access.poll_to_read(request.user, pk)
    lines = list(found.lines.all())
    for line in lines:
        line.poll = found
    name = f"kiem phieu tin nhiem {found.held_on:%Y-%m-%d}"
    return download(printing.poll_minutes(found, lines), file_format, name)
