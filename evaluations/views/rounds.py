"""A year of the committee: opening, board, balance, ratification, what it shows."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import scope
from evaluations import access, queries, queries_flags
from evaluations.balancing import SORTS, Balance
from evaluations.figures import members_year
from evaluations.forms.rounds import DeadlinesForm, MemberFilter, OpenForm, ReasonForm
from evaluations.models import Level, RatingRegime, Round, Stage
from evaluations.proposing import Cap, counts_of
from evaluations.roundpapers import name_of, stretches_of
from evaluations.services import committee as service
from evaluations.services import lists, rounds
from evaluations.views.common import form_page, one_click
from meetings.views.common import written

ROWS_A_PAGE = 50
COMPARED_AT_ONCE = 5000
"""Lines of a list that are compared with the roll each time the page is opened: half a second."""
FLAGGED_SHOWN = 20
"""Of each kind, before one asks for all of them."""
FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The rounds of the committee; for a cell its own years."""
    found = list(queries.rounds_of(request.user)[:60])
    offices = scope.committees_of_office(request.user).exists()
    if found or offices:
        page = {"rounds": found, "offices": offices}
        return render(request, "evaluations/rounds.html", page)
    parts = queries.with_progress(queries.cell_ratings_of(request.user)).order_by(
        "-round__year", "cell__sort_key"
    )
    page = Paginator(parts, ROWS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "evaluations/own.html", {"page": page})


@FORM
def open_year(request: HttpRequest) -> HttpResponse:
    """Opens a year, after a look at the regime and at what is uncertain in it."""
    committees = scope.committees_of_office(request.user).order_by("depth", "path")
    top = committees.first()
    if top is None:
        raise PermissionDenied
    year = queries.year_to_open(top, timezone.localdate())
    form = OpenForm(
        request.POST or None,
        committees=committees,
        initial={"committee": top.pk, **_usual_days(year)},
    )
    regime = rounds.regime_of(_year_in(request, year))

    def write() -> Round:
        values = dict(form.cleaned_data)
        return rounds.open_round(
            values.pop("committee"),
            year=values.pop("year"),
            rated_on=values.pop("rated_on"),
            deadlines=values,
            now=timezone.now(),
            by=request.user,
        )

    opened: list[Round] = []
    if request.method == "POST" and written(form, lambda: opened.append(write())):
        messages.success(request, f"Đã mở đợt xếp loại năm {opened[0].year}.")
        return redirect(opened[0])
    page = {"form": form, "regime": regime, "notes": notes_of(regime), "button": "Mở năm xếp loại"}
    return render(request, "evaluations/open.html", page, status=422 if form.errors else 200)


def _year_in(request: HttpRequest, otherwise: int) -> int:
    typed = request.POST.get("year", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) == 4 else otherwise


def _usual_days(year: int) -> dict[str, object]:
    """Done by the day that the regime says, 31/12 by HD 25-HD/BTCTW, 5.1; the days before are the
    house's own."""
    done, regime = date(year, 12, 31), rounds.regime_of(year)
    if regime:
        month = regime.deadline_month
        done = date(year, month, min(regime.deadline_day, monthrange(year, month)[1]))
    return {
        "year": year,
        "rated_on": date(year, 12, 31),
        "self_review_by": done - timedelta(days=26),
        "cell_by": done - timedelta(days=16),
        "ratify_by": done,
    }


def notes_of(regime: RatingRegime | None) -> list[tuple[str, str]]:
    """What no source confirms of the regime: the setting in words, and the note."""
    if regime is None:
        return []
    labels = {field.name: str(field.verbose_name) for field in RatingRegime._meta.fields}
    labels["norms"] = "tỷ lệ phiếu của từng mức"
    labels["criteria"] = "tiêu chí phân loại"
    labels["cases"] = "trường hợp không hoàn thành nhiệm vụ"
    labels["grades"] = "mức tiêu chí cần cho từng mức xếp loại"
    shown = {
        "cap_base": regime.get_cap_base_display(),
        "cap_scope": regime.get_cap_scope_display(),
        "ballot_mode": regime.get_ballot_mode_display(),
        "cap_percent": f"{regime.cap_percent}%",
        "cells_cap_percent": f"{regime.cells_cap_percent}%",
    }
    return [
        (f"{labels[name]}{': ' + shown[name] if name in shown else ''}", text)
        for name, text in regime.notes.items()
        if name in labels
    ]


@require_safe
def board(request: HttpRequest, pk: int) -> HttpResponse:
    """Every cell of the year with its state and progress, and the next step."""
    round_ = access.round_to_read(request.user, pk)
    missing = request.GET.get("missing") == "1"
    rows = queries.board_of(round_)
    if missing:
        rows = rows.exclude(stage=Stage.PROPOSED)
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    stages = dict(Stage.choices)
    counted = queries.stages_of(round_)
    shown = {
        "round": round_,
        "page": page,
        "missing": missing,
        "waiting": sum(counted.values()) - counted.get(Stage.PROPOSED, 0),
        "untouched": set(counted) <= {Stage.WAITING} and round_.version == 1,
        "stages": [(stages[name], counted.get(name, 0), name) for name in stages],
        "statuses": [(one.label, number) for one, number in queries.statuses_of(round_).items()],
        "cap": queries.cap_of(round_),
        "manages": access.manages(request.user, round_),
        "today": timezone.localdate(),
        "notes": notes_of(round_.regime),
        "closed": queries.closed_in(round_),
        "lists": [(stretch, name_of(stretch)) for stretch in stretches_of(round_)],
    }
    return render(request, "evaluations/board.html", shown)


@require_safe
def balance(request: HttpRequest, pk: int) -> HttpResponse:
    """Cells ranked beside each other: what they propose, what the year says, what the committee
    means."""
    round_ = access.round_to_read(request.user, pk)
    found = Balance(round_, request.GET.get("sort", ""), today=timezone.localdate())
    page = Paginator(found.ranked, ROWS_A_PAGE).get_page(request.GET.get("page"))
    page.object_list = found.lines(page.object_list)
    shown = {
        "round": round_,
        "page": page,
        "sorts": SORTS.items(),
        "sort": found.sort,
        "cap": Cap(counts_of(found.people), round_.regime),
        "cells": cells_cap(round_, found.cells),
        "over": service.over_the_cap(round_, found.people),
        "manages": access.manages(request.user, round_),
    }
    return render(request, "evaluations/balance.html", shown)


def cells_cap(round_: Round, cells: Mapping[str, int]) -> Cap | None:
    """The cap on cells themselves, of their levels, where the regime names one: a warning, not
    confirmed by any text that was read."""
    percent = round_.regime.cells_cap_percent
    if percent is None:
        return None
    regime = RatingRegime(cap_percent=percent, cap_base=round_.regime.cap_base)
    return Cap(counts_of(cells), regime)


@require_safe
def members(request: HttpRequest, pk: int) -> HttpResponse:
    """The members of the year across cells, with what the book says of each."""
    round_ = access.round_to_read(request.user, pk)
    form = MemberFilter(request.GET, cells=queries.cells_in(round_))
    wanted = form.given()
    rows = queries.rated_in(
        round_,
        level=wanted.get("level"),
        changed=bool(wanted.get("changed")),
        cell=wanted.get("cell"),
    )
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    facts = members_year([row.member_id for row in page], round_.year, today=timezone.localdate())
    shown = {
        "round": round_,
        "page": page,
        "form": form,
        "rows": [(row, facts[row.member_id]) for row in page],
        "cap": queries.cap_of(round_),
        "manages": access.manages(request.user, round_),
    }
    return render(request, "evaluations/members.html", shown)


@require_safe
def flags(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has failed twice in a row, who once, who was excellent five years running: the first of
    each, or page by page those of one kind."""
    round_ = access.round_to_read(request.user, pk)
    found = queries_flags.flags_of(round_)
    kind = request.GET.get("kind")
    shown = {"round": round_, "page": None}
    if kind in found:
        shown["page"] = Paginator(found[kind], ROWS_A_PAGE).get_page(request.GET.get("page"))
        keys = {kind: list(shown["page"])}
    else:
        keys = {kind: rows[:FLAGGED_SHOWN] for kind, rows in found.items()}
    lines = queries_flags.lines_of([pk for rows in keys.values() for pk in rows])
    shown["groups"] = [
        (kind, [lines[pk] for pk in rows], len(found[kind])) for kind, rows in keys.items()
    ]
    return render(request, "evaluations/flags.html", shown)


@FORM
def deadlines(request: HttpRequest, pk: int) -> HttpResponse:
    """The days by which members, cells and the committee have to be done."""
    round_ = access.round_to_manage(request.user, pk)
    form = DeadlinesForm(request.POST or None, instance=round_, prefix="by")
    return form_page(
        request,
        form,
        lambda: rounds.set_deadlines(round_, values=form.values(), by=request.user),
        title=f"Thời hạn năm {round_.year}",
        about=str(round_.committee),
        back=round_.get_absolute_url(),
        done="Đã ghi thời hạn.",
        then=round_,
    )


@FORM
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes back a year that was opened by mistake, while nothing has been entered."""
    round_ = access.round_to_manage(request.user, pk)
    form = ReasonForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: rounds.withdraw(round_, reason=form.cleaned_data["reason"], by=request.user),
        title=f"Bỏ đợt xếp loại năm {round_.year}",
        about=f"{round_.committee}. Danh sách của mọi chi bộ trong đợt này bị bỏ; nhật ký vẫn giữ. "
        "Chỉ bỏ được khi chưa ai ghi gì vào đợt.",
        back=round_.get_absolute_url(),
        done=f"Đã bỏ đợt xếp loại năm {round_.year}.",
        then="evaluations:overview",
        button="Bỏ đợt này",
    )


@require_POST
def refresh(request: HttpRequest, pk: int) -> HttpResponse:
    """Brings the lists up to the roll."""
    round_ = access.round_to_manage(request.user, pk)
    changed: list[int] = []
    return one_click(
        request,
        lambda: changed.append(rounds.refresh(round_, by=request.user)),
        done="Danh sách đã khớp với sổ đảng viên.",
        then=round_,
    )


@FORM
def ratify(request: HttpRequest, pk: int) -> HttpResponse:
    """What hinders the ratification, what it will fix, and the act itself."""
    round_ = access.round_to_manage(request.user, pk)
    if request.method == "POST":
        return one_click(
            request,
            lambda: service.ratify(round_, now=timezone.now(), by=request.user),
            done="Đã công nhận kết quả xếp loại; các chi bộ thấy kết quả của mình.",
            then=round_,
        )
    cells, people = queries.cell_levels_of(round_), queries.levels_of(round_)
    shown = {
        "round": round_,
        "hindrances": [] if round_.is_ratified else service.hindered(round_, people),
        "cap": Cap(counts_of(people), round_.regime),
        "cells": cells_cap(round_, cells),
        "levels": [(level.label, cells.get(level, 0), people.get(level, 0)) for level in Level],
        "differing": _differing(round_, sum(people.values()), asked="compare" in request.GET),
        "compared": "compare" in request.GET,
        "changed": queries.changed_in(round_),
    }
    return render(request, "evaluations/ratify.html", shown)


def _differing(round_: Round, rated: int, *, asked: bool) -> int | None:
    """How many lines no longer fit the roll; None where nobody looked, since a long list is drawn
    anew only when one asks for it."""
    if round_.is_ratified:
        return 0
    if not asked and rated > COMPARED_AT_ONCE:
        return None
    return lists.differing(round_)


@FORM
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Opens a ratified year again, with the reason."""
    round_ = access.round_to_manage(request.user, pk)
    form = ReasonForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: service.reopen(
            round_, reason=form.cleaned_data["reason"], now=timezone.now(), by=request.user
        ),
        title=f"Mở lại kết quả năm {round_.year}",
        about="Danh sách đã công nhận được giữ nguyên, vẫn xem và in được; công nhận lại thành lần "
        "mới.",
        back=round_.get_absolute_url(),
        done="Đã mở lại. Sửa xong xin công nhận lại.",
        then=round_,
        button="Mở lại",
    )
