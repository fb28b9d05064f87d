"""Lists beside the roll: probation ending, looks from outside, likely doubles."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from members import access, queries, rules
from members.forms.acts import MergeDoubleForm
from members.forms.lists import LookFilter
from members.models import Member, MemberAct
from members.services.doubles import merge_doubles
from members.views.guided import guided
from members.views.looking import looked_at

ROWS_A_PAGE = 50
SOON = 30


@require_safe
def probation(request: HttpRequest) -> HttpResponse:
    """Members whose twelve months of probation end within sixty days, or have ended."""
    today = localdate()
    page = Paginator(queries.probation_due(request.user, today), ROWS_A_PAGE).get_page(
        request.GET.get("page")
    )
    enrolled = access.cells_enrolled(request.user)
    for row in page:
        row.ends = rules.probation_ends(row.since)
        row.left = (row.ends - today).days
        row.kind = "late" if row.left < 0 else "due" if row.left <= SOON else "neutral"
        row.acts = row.cell_id in enrolled
    return render(request, "members/probation.html", {"page": page, "today": today})


@require_safe
def looks(request: HttpRequest) -> HttpResponse:
    """Who from outside looked at members, and who carried lists away; for the office above."""
    access.office_only(request.user)
    form = LookFilter(request.GET)
    form.is_valid()
    asked = form.cleaned_data
    rows = queries.looks_of(request.user, words=asked.get("q", ""), kind=asked.get("kind", ""))
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "members/looks.html", {"page": page, "form": form})


@require_safe
def doubles(request: HttpRequest) -> HttpResponse:
    """Records that look like one person, to be compared by hand."""
    pairs = queries.likely_doubles(request.user)
    homes = queries.homes_of({one.pk for pair in pairs for one in pair}, localdate())
    rows = [
        {
            "one": one,
            "other": other,
            "homes": (homes.get(one.pk), homes.get(other.pk)),
            "alike": _alike(one, other),
        }
        for one, other in pairs
    ]
    return render(request, "members/doubles.html", {"rows": rows})


def merge_double(request: HttpRequest, pk: int, double_pk: int) -> HttpResponse:
    """Two records side by side; the first is kept."""
    today = localdate()
    kept, double = access.pair_to_merge(request.user, pk, double_pk, day=today)
    looked_at(request, kept, double)
    form = MergeDoubleForm(request.POST or None, initial={"day": today})

    def write() -> MemberAct:
        return merge_doubles(kept, double, **form.values, today=today, by=request.user)

    def done(_: MemberAct) -> HttpResponse:
        messages.success(request, f"Đã nhập hai hồ sơ của đồng chí {kept} làm một.")
        return redirect(kept)

    homes = queries.homes_of({kept.pk, double.pk}, today)
    return guided(
        request,
        form,
        write,
        done=done,
        template="members/merge_double.html",
        about=f"Đồng chí {kept}",
        title="Nhập hồ sơ trùng",
        lead="Lịch sử của cả hai hồ sơ vẫn còn, xem ở trang của hồ sơ được giữ.",
        back=reverse("members:doubles"),
        kept=kept,
        double=double,
        kept_home=homes.get(kept.pk),
        double_home=homes.get(double.pk),
        alike=_alike(kept, double),
    )


def _alike(one: Member, other: Member) -> list[str]:
    """What the two have in common, without saying it: the office sees no birth dates."""
    said = {"birth_date": "cùng ngày sinh", "admitted_on": "cùng ngày vào Đảng"}
    return [
        words
        for name, words in said.items()
        if getattr(one, name) and getattr(one, name) == getattr(other, name)
    ]
