"""Who the committee has to consider after several years: found here, decided by people."""

from collections.abc import Iterable

from django.db.models import Case, Exists, F, OuterRef, Q, When

from evaluations.models import Level, MemberRating, Round, RoundState, Status
from evaluations.rules import flag_of

YEARS_OF_A_FLAG = 5
FLAGS = ("failing", "failed", "commend")


def flags_of(round_: Round) -> dict[str, list[int]]:
    """By flag ('failing', 'failed', 'commend'), the keys of the lines of the round whose ratified
    years say so, by cell and name.

    Years count wherever the member was rated, under a double of the record as well. HMK lists,
    people decide (HD 02-HD/BTCTW 2021).
    """
    found: dict[str, list[int]] = {flag: [] for flag in FLAGS}
    years = _years_of_those_at_an_end(round_)
    for (pk, _), levels in years.items():
        if flag := flag_of(levels, round_.year):
            found[flag].append(pk)
    return found


def _years_of_those_at_an_end(round_: Round) -> dict[tuple[int, int], dict[int, str]]:
    """By line and member, the levels by year of whoever stands at the lowest level, or at the
    highest and stood there the year before: nobody else can have a flag."""
    earlier = MemberRating.objects.filter(
        round__state=RoundState.RATIFIED,
        round__year__range=(round_.year - YEARS_OF_A_FLAG + 1, round_.year - 1),
        status=Status.RATED,
        ratified__in=(Level.NOT_COMPLETED, Level.EXCELLENT),
    )
    again = earlier.filter(round__year=round_.year - 1, ratified=Level.EXCELLENT)
    stood = Q(Exists(again.filter(member=OuterRef("member"))))
    stood |= Q(Exists(again.filter(member__merged_into=OuterRef("member"))))
    here = (
        round_.member_ratings.filter(status=Status.RATED)
        .annotate(level=_now())
        .filter(Q(level=Level.NOT_COMPLETED) | Q(stood, level=Level.EXCELLENT))
        .order_by("cell_rating__cell__sort_key", "member__sort_key", "pk")
        .values_list("pk", "member", "level")
    )
    found = {(pk, member): {round_.year: level} for pk, member, level in here}
    by_member = {member: levels for (_, member), levels in found.items()}
    for whose in ("member__merged_into", "member"):
        rows = earlier.filter(**{f"{whose}__in": list(by_member)})
        for member, year, level in rows.values_list(whose, "round__year", "ratified"):
            by_member[member][year] = level
    return found


def lines_of(keys: Iterable[int]) -> dict[int, MemberRating]:
    """These lines by their key, without the long texts, each with its cell."""
    rows = MemberRating.objects.filter(pk__in=list(keys)).select_related("cell_rating__cell")
    return {row.pk: row for row in rows.defer("self_review", "comments")}


def _now() -> Case:
    """What stands: the committee's level, else the proposed one."""
    return Case(When(ratified="", then=F("proposed")), default=F("ratified"))
