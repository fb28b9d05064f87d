"""How the banks of texts are written down: one text a line, months in front where they matter."""

import re
from typing import NamedTuple

_MONTHS = re.compile(r"([\d,]+): (.*)")
_TARGET = re.compile(r"(\d+)\.\.(\d+) (.+)")


class Line(NamedTuple):
    """A template and the months in which it may be used (all, when empty)."""

    text: str
    months: frozenset[int] = frozenset()


class Task(NamedTuple):
    """A piece of work: what is asked, and what may be reported of it.

    In its texts {n} is the target, {k} what was reached, {r} what is left, {ngay} the day when
    it was done, {hen} a day promised; {ngo}, {duong} and {ho} are places and a neighbour.
    """

    short: str
    text: str
    done: tuple[str, ...]
    late: tuple[str, ...]
    least: int = 0
    most: int = 0
    unit: str = ""
    months: frozenset[int] = frozenset()


def _months(text: str) -> frozenset[int]:
    return frozenset(int(number) for number in text.split(",") if number.strip())


def plain(block: str) -> tuple[str, ...]:
    """A bank of texts for any month."""
    return tuple(line.strip() for line in block.splitlines() if line.strip())


def lines(block: str) -> tuple[Line, ...]:
    """A bank whose texts may begin with their months: `9,10: …`."""
    found = []
    for line in plain(block):
        match = _MONTHS.match(line)
        found.append(Line(match[2], _months(match[1])) if match else Line(line))
    return tuple(found)


def tasks(block: str) -> tuple[Task, ...]:
    """A bank of work. Each entry: `short | 6..18 hộ | months`, the task, `+` done, `-` late."""
    return tuple(_task(entry) for entry in re.split(r"\n\s*\n", block.strip()))


def _task(entry: str) -> Task:
    head, text, *rest = (line.strip() for line in entry.strip().splitlines())
    short, target, months = (part.strip() for part in head.split("|"))
    found = _TARGET.match(target)
    least, most, unit = (int(found[1]), int(found[2]), found[3]) if found else (0, 0, "")
    return Task(
        short=short,
        text=text,
        done=tuple(line[1:].strip() for line in rest if line.startswith("+")),
        late=tuple(line[1:].strip() for line in rest if line.startswith("-")),
        least=least,
        most=most,
        unit=unit,
        months=_months(months),
    )
