"""The page of the search."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from accounts import scope
from accounts.models import User
from cells.text import fold
from reports.search import queries
from reports.search.forms import SearchForm
from reports.search.numbers import number_in
from reports.search.queries import Wanted
from reports.search.results import document_title, filled, grouped
from reports.search.sources import Kind

GROUPS_A_PAGE = 10
MEMBERS_SHOWN = 6
SHORTEST_NAME = 2


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """What is found for the words of the address, with its filters; without words, how to ask."""
    form = SearchForm(request.GET, cells=scope.cells_to_read(request.user))
    wanted = form.wanted()
    answer = {"form": form, "wanted": wanted}
    if wanted:
        answer |= _found(request, wanted)
    return render(request, "search/page.html", answer)


def _found(request: HttpRequest, wanted: Wanted) -> dict:
    found = queries.hits(request.user, wanted)
    shown = Paginator(grouped(found), GROUPS_A_PAGE).get_page(request.GET.get("page"))
    beside = {} if shown.number > 1 else _beside(request.user, wanted)
    by_source = [hit.source for hit in found]
    return beside | {
        "page": shown,
        "groups": filled(shown.object_list, wanted),
        "hits": len(found),
        "cut": any(by_source.count(source) == queries.MOST for source in set(by_source)),
        "most": queries.MOST,
        "nothing": not (found or beside.get("members") or beside.get("documents")),
    }


def _beside(user: User, wanted: Wanted) -> dict:
    """Members by name and documents by number: they stand before the texts, on the first page."""
    number = number_in(wanted.words)
    documents = queries.numbered(user, number, cell=wanted.cell) if number else []
    members = []
    if _may_be_name(wanted):
        members = list(queries.members(user, wanted, today=localdate())[: MEMBERS_SHOWN + 1])
    return {
        "documents": [(document_title(one), getattr(one, "meeting", one)) for one in documents],
        "members": members[:MEMBERS_SHOWN],
        "more_members": len(members) > MEMBERS_SHOWN,
    }


def _may_be_name(wanted: Wanted) -> bool:
    """Whether members are looked for: a roll of today has no period and no kind of meeting."""
    if wanted.since or wanted.until or wanted.kind not in ("", Kind.MEMBERS):
        return False
    return len(fold(wanted.words)) >= SHORTEST_NAME
