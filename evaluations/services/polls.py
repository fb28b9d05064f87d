"""Confidence polls: the conference, the persons, their counts; closed, they stay."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F

from accounts import scope
from accounts.models import User
from cells.models import Committee
from evaluations import rules
from evaluations.models import ConfidenceLine, ConfidencePoll, PollRules
from evaluations.services.base import put

COUNTS = ("high", "middle", "low", "invalid")
MOST_PERSONS = 200
SINCE_96 = date(2023, 2, 2)


def rules_on(day: date) -> str:
    """Which regulation holds on the day: 96-QĐ/TW from 02/02/2023, 262-QĐ/TW before."""
    return PollRules.R2023 if day >= SINCE_96 else PollRules.R2014


@contextmanager
def open_poll(poll: ConfidencePoll, *, by: User) -> Iterator[ConfidencePoll]:
    """Locks a poll for the office of its committee. Raises PermissionDenied for anybody else,
    ValidationError once it is closed."""
    with transaction.atomic():
        locked = (
            ConfidencePoll.objects.select_for_update(of=("self",))
            .select_related("committee")
            .get(pk=poll.pk)
        )
        _refuse_others(locked.committee, by)
        if locked.is_closed:
            raise ValidationError("Kết quả đã chốt nên không sửa được nữa.")
        yield locked


def _refuse_others(committee: Committee, by: User) -> None:
    if not scope.committees_of_office(by).filter(pk=committee.pk).exists():
        raise PermissionDenied


@transaction.atomic
def hold(committee: Committee, *, values: dict, persons: str, by: User) -> ConfidencePoll:
    """A new poll with its persons, one a line: 'Họ và tên; chức vụ'."""
    _refuse_others(committee, by)
    _refuse_too_few(values)
    _refuse_other_rules(values)
    # Held meanwhile: a page that is sent twice makes one poll.
    Committee.objects.select_for_update().get(pk=committee.pk)
    poll = put(ConfidencePoll(committee=committee), values)
    same = committee.polls.filter(title=poll.title, held_on=poll.held_on)
    if same.exclude(pk=poll.pk).exists():
        raise ValidationError({"title": "Hội nghị ngày này đã có trong danh sách; xin mở để sửa."})
    ConfidenceLine.objects.bulk_create(_lines_of(poll, persons))
    return poll


def change(
    poll: ConfidencePoll, *, values: dict, persons: str | None = None, by: User
) -> ConfidencePoll:
    """Corrects the head of an open poll and, where given, the list of persons. Counts stay with
    their names.

    Raises ValidationError where a count no longer fits the ballots collected.
    """
    with open_poll(poll, by=by) as locked:
        stands = ("present", "summoned", "held_on", "regime")
        whole = {name: getattr(locked, name) for name in stands} | values
        _refuse_too_few(whole)
        _refuse_other_rules(whole)
        put(locked, values)
        if persons is not None:
            _rewrite_persons(locked, persons)
        if any(_cast(line) != locked.collected for line in locked.lines.exclude(high=None)):
            raise ValidationError(
                {"collected": "Số phiếu đã ghi của từng người không còn khớp với số thu về."}
            )
        return locked


def _rewrite_persons(poll: ConfidencePoll, persons: str) -> None:
    """Who stays keeps the row with its count, at the new place in the list; of those who are
    written alike each the own one, in their order."""
    wanted = _lines_of(poll, persons)
    before: dict[tuple[str, str], list[ConfidenceLine]] = defaultdict(list)
    for line in poll.lines.order_by("-position"):
        before[line.name, line.office].append(line)
    new, kept = [], []
    for line in wanted:
        alike = before[line.name, line.office]
        if alike:
            old = alike.pop()
            old.position = line.position
            kept.append(old)
        else:
            new.append(line)
    poll.lines.exclude(pk__in=[line.pk for line in kept]).delete()
    # Out of the way first: a position is taken once.
    poll.lines.update(position=F("position") + 2 * MOST_PERSONS)
    ConfidenceLine.objects.bulk_update(kept, ["position"])
    ConfidenceLine.objects.bulk_create(new)


def _refuse_too_few(values: dict) -> None:
    """A conference needs two thirds of those summoned (262, 96-QĐ/TW)."""
    present, summoned = values.get("present"), values.get("summoned")
    if present is None or summoned is None:
        return
    if present <= summoned and not rules.enough_present(present, summoned):
        raise ValidationError({"present": "Cần ít nhất 2/3 số người được triệu tập có mặt."})


def _refuse_other_rules(values: dict) -> None:
    """A poll stands under the regulation in force on its day."""
    day, regime = values.get("held_on"), values.get("regime")
    if day is not None and regime and regime != rules_on(day):
        right = PollRules(rules_on(day)).label
        raise ValidationError({"regime": f"Ngày {day:%d/%m/%Y} áp dụng {right}."})


def _lines_of(poll: ConfidencePoll, persons: str) -> list[ConfidenceLine]:
    """The persons as rows, in their order. Raises ValidationError on `persons`."""
    lines = [line.strip() for line in persons.splitlines() if line.strip()]
    if not lines:
        raise ValidationError({"persons": "Xin ghi ít nhất một người, mỗi người một dòng."})
    if len(lines) > MOST_PERSONS:
        raise ValidationError({"persons": f"Nhiều nhất {MOST_PERSONS} người."})
    rows = []
    for position, line in enumerate(lines, start=1):
        name, _, office = (part.strip() for part in line.partition(";"))
        row = ConfidenceLine(poll=poll, position=position, name=name, office=office)
        try:
            row.clean_fields(exclude=["poll"])
        except ValidationError as wrong:
            text = f"Dòng {position} cần “họ và tên; chức vụ”: {' '.join(wrong.messages)}"
            raise ValidationError({"persons": text}) from None
        rows.append(row)
    return rows


def _cast(line: ConfidenceLine) -> int:
    return sum(getattr(line, name) for name in COUNTS)


def count(
    poll: ConfidencePoll, *, counts: Mapping[int, Mapping[str, int | None]], by: User
) -> ConfidencePoll:
    """The counts by key of the line: three levels and the invalid, which add up to the ballots
    collected. All or nothing; raises ValidationError keyed '<key>' for a line that does not."""
    with open_poll(poll, by=by) as locked:
        lines = list(locked.lines.filter(pk__in=counts))
        faults = {}
        for line in lines:
            for name in COUNTS:
                setattr(line, name, counts[line.pk].get(name))
            if any(getattr(line, name) is None for name in COUNTS):
                faults[str(line.pk)] = "Xin ghi đủ ba mức và số phiếu không hợp lệ."
            elif _cast(line) != locked.collected:
                faults[str(line.pk)] = (
                    f"Cộng lại {_cast(line)} phiếu, khác {locked.collected} phiếu thu về."
                )
        if faults:
            raise ValidationError(faults)
        ConfidenceLine.objects.bulk_update(lines, COUNTS)
        return locked


def close(poll: ConfidencePoll, *, now: datetime, by: User) -> ConfidencePoll:
    """The result is final. Raises ValidationError while somebody is not counted."""
    with open_poll(poll, by=by) as locked:
        missing = [line.name for line in locked.lines.filter(high=None)[:5]]
        if missing:
            raise ValidationError(f"Chưa có kết quả của: {', '.join(missing)}.")
        return put(locked, {"closed_at": now})
