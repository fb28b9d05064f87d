"""What an act did, in words: for the preview before it and the time line after it."""

from collections import defaultdict
from collections.abc import Hashable
from datetime import date, timedelta

from cells.models import Cell, Term
from members.models import Member, Membership, MembershipKind, Office, OfficeKind, Standing
from members.models import StandingKind as Kind

ONE_DAY = timedelta(days=1)
NAMES_TOLD = 40
"""More people than these are told by their number."""


def told(changes: list[dict]) -> list[str]:
    """A sentence for each change; the same of several people becomes one, with their names.

    No birth date, card number or telephone is told.
    """
    return told_of({0: changes})[0]


def told_of(acts: dict[Hashable, list[dict]]) -> dict[Hashable, list[str]]:
    """The sentences of several acts by their key, in two queries whatever their number."""
    changes = [change for own in acts.values() for change in own]
    cells = Cell.objects.in_bulk(
        {one[key] for change in changes for one in _parts(change) for key in _CELLS if one.get(key)}
        | {change["pk"] for change in changes if change["model"] == Cell._meta.label_lower}
    )
    people = {change["is"].get("member_id") for change in changes} - {None}
    rows = Member.objects.filter(pk__in=people).order_by("sort_key", "pk")
    names = dict(rows.values_list("pk", "full_name")) if len(people) > 1 else {}
    return {key: _sentences(own, cells, names) for key, own in acts.items()}


def _sentences(changes: list[dict], cells: dict[int, Cell], names: dict[int, str]) -> list[str]:
    several = len({change["is"].get("member_id") for change in changes} - {None}) > 1
    sentences: dict[str, list[int]] = defaultdict(list)
    for change in changes:
        if sentence := _sentence(change, cells):
            who = sentences[sentence]
            if several and change["is"].get("member_id"):
                who.append(change["is"]["member_id"])
    return [_of_people(sentence, who, names) for sentence, who in sentences.items()]


_CELLS = ("cell_id", "merged_into_id")


def _parts(change: dict) -> list[dict]:
    return [change["is"], change["before"] or {}, change["after"] or {}]


def _of_people(sentence: str, who: list[int], names: dict[int, str]) -> str:
    if not who:
        return sentence
    if len(who) > NAMES_TOLD:
        return f"{sentence} ({len(who)} đồng chí)"
    ordered = [name for pk, name in names.items() if pk in set(who)]
    return f"{sentence}: {', '.join(ordered)}"


def _sentence(change: dict, cells: dict[int, Cell]) -> str:
    teller = _TELLERS[change["model"]]
    if change["after"] is None:
        return (
            f"Bỏ dòng đã ghi: {teller(change | {'after': change['before'], 'before': None}, cells)}"
        )
    return teller(change, cells)


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _period(validity: list) -> str:
    lower, upper = validity
    since = f"từ {_day(lower):%d/%m/%Y}"
    return f"{since} đến hết {_day(upper) - ONE_DAY:%d/%m/%Y}" if upper else since


def _range(what: str, change: dict) -> str:
    """A range that begins, ends, or is open again."""
    after = change["after"]["validity"]
    if change["before"] is None:
        return f"{what} {_period(after)}"
    if after[1] is None:
        return f"{what}: lại tiếp tục {_period(after)}"
    return f"{what}: đến hết ngày {_day(after[1]) - ONE_DAY:%d/%m/%Y}"


def _membership(change: dict, cells: dict[int, Cell]) -> str:
    kind = MembershipKind(change["is"]["kind"]).label
    return _range(f"{kind} tại {cells[change['is']['cell_id']]}", change)


def _standing(change: dict, _: dict[int, Cell]) -> str:
    kind = change["is"]["kind"]
    labels = {Kind.OFFICIAL: "Đảng viên chính thức", Kind.PROBATIONARY: "Đảng viên dự bị"}
    return _range(labels.get(kind, Kind(kind).label), change)


def _office(change: dict, cells: dict[int, Cell]) -> str:
    kind = OfficeKind(change["is"]["kind"]).label
    return _range(f"{kind} {cells[change['is']['cell_id']]}", change)


def _term(change: dict, _: dict[int, Cell]) -> str:
    return _range(f"Nhiệm kỳ {change['is']['name']}", change)


def _cell(change: dict, cells: dict[int, Cell]) -> str:
    after = change["after"]
    if not after.get("dissolved"):
        return f"{cells[change['pk']]} lại hoạt động"
    into = cells.get(after.get("merged_into_id"))
    where = f", sáp nhập vào {into}" if into else ""
    return f"{cells[change['pk']]} giải thể từ ngày {_day(after['dissolved']):%d/%m/%Y}{where}"


def _member(change: dict, _: dict[int, Cell]) -> str:
    after = change["after"]
    if "merged_into_id" in after:
        return ""  # the act itself says it
    if list(after) == ["official_on"]:
        day = after["official_on"]
        return f"Ngày chính thức: {_day(day):%d/%m/%Y}" if day else "Ngày chính thức: bỏ trống"
    labels = [str(Member._meta.get_field(name).verbose_name) for name in after]
    return f"Ghi lại trong hồ sơ: {', '.join(labels)}"


_TELLERS = {
    Membership._meta.label_lower: _membership,
    Standing._meta.label_lower: _standing,
    Office._meta.label_lower: _office,
    Term._meta.label_lower: _term,
    Cell._meta.label_lower: _cell,
    Member._meta.label_lower: _member,
}
