"""The bell: what one is told of, how one wants to be told, and the office's own reminders."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cells.models import Cell
from cells.queries import standing
from hmk.waking import wake
from reports import access, queries
from reports.forms import WORDS, WORDS_ABOUT, ReminderChoicesForm, RemindForm
from reports.queries.reminders import nobody_told, troubled_letters
from reports.services import letters as mailing
from reports.services import reminders as service
from reports.tasks import mail_reminders

ROWS_A_PAGE = 25
MOST_CELLS = 100
"""Cells on one page of reminders; more are reminded a page at a time."""


@require_safe
def reminders(request: HttpRequest) -> HttpResponse:
    """What the user is told of."""
    rows = queries.reminders_of(request.user)
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "reports/reminders.html", {"page": page})


@require_POST
def open_reminder(request: HttpRequest, pk: int) -> HttpResponse:
    """Leads to what the reminder is about, and marks it as seen."""
    reminder = access.reminder_of(request.user, pk)
    service.see(request.user, [pk], now=timezone.now())
    return redirect(reminder.link or "reports:reminders")


@require_POST
def see_all(request: HttpRequest) -> HttpResponse:
    service.see(request.user, now=timezone.now())
    return redirect("reports:reminders")


@require_http_methods(["GET", "HEAD", "POST"])
def choices(request: HttpRequest) -> HttpResponse:
    """How the user wants to be told."""
    form = ReminderChoicesForm(
        request.POST if request.method == "POST" else None, chosen=queries.choices_of(request.user)
    )
    if request.method == "POST" and form.is_valid():
        service.choose(request.user, form.choices())
        messages.success(request, "Đã lưu cách nhắc.")
        return redirect("reports:reminders")
    return render(request, "reports/reminder_choices.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    """The office reminds chosen cells in its own words."""
    committee = access.committee_of_office(request.user, pk)
    today = localdate()
    there = standing(queries.cells_under(committee), today, today)
    cells = queries.named(there, of_several=not committee.is_leaf())
    if request.method == "POST":
        form = RemindForm(request.POST, cells=cells)
        if form.is_valid():
            chosen = list(form.cleaned_data["cells"])
            told = service.remind_cells(
                committee,
                chosen,
                text=form.cleaned_data["text"],
                now=timezone.now(),
                by=request.user,
            )
            tell = messages.success if told else messages.info
            tell(request, _told(told, chosen))
            return redirect("reports:duties", pk=committee.pk)
    else:
        words = WORDS_ABOUT.get(request.GET.get("about", ""), WORDS)
        chosen = {"cells": request.GET.getlist("cell"), "text": words}
        form = RemindForm(cells=cells, initial=chosen)
    asked = {pk for pk in form["cells"].value() or [] if str(pk).isascii() and str(pk).isdigit()}
    chosen = cells.filter(pk__in=asked)
    form.fields["cells"].queryset = (chosen if asked and chosen.exists() else cells)[:MOST_CELLS]
    page = {"committee": committee, "form": form}
    return render(request, "reports/remind.html", page, status=422 if form.errors else 200)


def _told(told: int, cells: list[Cell]) -> str:
    """What became of it: an office must know whom nobody has told."""
    if not told:
        return "Hôm nay các chi bộ này đã được nhắc đúng lời ấy, hoặc chưa có tài khoản bí thư."
    alone = nobody_told(cells)
    words = f"Đã nhắc {len(cells) - len(alone)} chi bộ ({told} tài khoản)."
    names = ", ".join(str(cell) for cell in alone)
    return f"{words} Chưa có tài khoản bí thư: {names}." if alone else words


@require_http_methods(["GET", "HEAD", "POST"])
def letters(request: HttpRequest, pk: int) -> HttpResponse:
    """The letters to the committee's cells of which nobody knows that they arrived, for its office:
    it may send them again."""
    committee = access.committee_of_office(request.user, pk)
    if request.method == "POST":
        again = mailing.send_again(committee, _keys(request, "letter"), by=request.user)
        if again:
            messages.success(request, f"Đã đưa {again} thư vào gửi lại.")
            wake(mail_reminders)
        else:
            messages.info(request, "Không còn thư nào như vậy; có thể đã được gửi lại.")
        return redirect("reports:letters", pk=committee.pk)
    rows = troubled_letters(queries.cells_under(committee))
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "reports/letters.html", {"committee": committee, "page": page})


def _keys(request: HttpRequest, name: str) -> list[int]:
    """The keys that were sent under the name; what is none is left out."""
    given = request.POST.getlist(name)
    return [int(key) for key in given if key.isascii() and key.isdigit() and len(key) < 19]
