"""The tree of committees and its cells: one town, or a province around it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time

from cells.models import Cell, CellKind, Committee, Term
from hmk.demo.calendar import congresses
from hmk.demo.copying import Copier
from hmk.demo.plan import ONE_COMMITTEE, WEAK, Plan, Weakness

TOWN = "thị trấn Hương Khê"
TOWN_CELLS = 25
PROVINCE = {
    "name": "Đảng bộ tỉnh (dữ liệu mẫu)",
    "committee_name": "Tỉnh ủy (dữ liệu mẫu)",
    "level": "tỉnh",
    "place": "Hà Tĩnh",
}
PER_COMMUNE = 30
# Of 25 cells of the town 19 are residential groups and hold over 600 of nearly 800 members.
RESIDENTIAL_SHARE = (19, 25)
FIRST = ("An", "Bình", "Phúc", "Tân", "Thanh", "Yên", "Hòa", "Minh", "Đức", "Kim", "Long", "Gia")
SECOND = ("Khê", "Sơn", "Lâm", "Giang", "Thủy", "Điền", "Trạch", "Lộc", "Châu", "Thạch")


@dataclass(frozen=True)
class Spec:
    """A cell to be: `weight` is its share of members, `exactly` a fixed number of them."""

    name: str
    kind: str
    place: str
    group: str  # which bank of texts it speaks from
    weight: float = 1.0
    exactly: int = 0
    number: int = 0  # of a residential group
    clock: time = time(19, 30)
    own_day: int | None = None


@dataclass
class Place:
    """A cell that was written, with what the builder needs to know of it."""

    index: int  # through the whole demonstration
    spec: Spec
    cell: Cell
    committee: Committee
    size: int
    terms: list[tuple[Term, date, date | None]] = field(default_factory=list)

    @property
    def at_home(self) -> bool:
        """Whether it is a cell of residents, not of a workplace."""
        return self.spec.group == "residential"

    @property
    def weakness(self) -> Weakness | None:
        return WEAK.get(self.spec.number)


_SMALL = 8  # two cells stay under nine official members
_TINY = 4


def _group(number: int, name: str, place: str) -> Spec:
    clocks = (time(19, 30), time(19, 0), time(7, 30), time(14, 0), time(20, 0))
    return Spec(
        name=f"Chi bộ {name} {number}",
        kind=CellKind.RESIDENTIAL if name == "Tổ dân phố" else CellKind.HAMLET,
        place=f"Nhà văn hóa {name.lower() if name == 'Thôn' else 'tổ dân phố'} {number}{place}",
        group="residential",
        weight=0.8 + 0.4 * ((number * 7) % 10) / 10,
        exactly=_SMALL if number == 19 else 0,
        number=number,
        clock=clocks[number % 5],
        own_day=(None, None, None, 5)[number % 4],
    )


def _others(name: str) -> list[Spec]:
    school, health = CellKind.SCHOOL, CellKind.HEALTH
    agency, enterprise = CellKind.AGENCY, CellKind.ENTERPRISE
    noon, late = time(16, 30), time(14, 0)
    hall = f"Hội trường cơ quan {name}"
    return [
        Spec(f"Chi bộ Trường Tiểu học {name}", school, "Phòng họp nhà trường", "school", 1.1, clock=noon, own_day=4),
        Spec(f"Chi bộ Trường Trung học cơ sở {name}", school, "Phòng hội đồng nhà trường", "school", 1.25, clock=noon),
        Spec(f"Chi bộ Trường Mầm non {name}", school, "Phòng họp nhà trường", "school", 1.0, clock=noon, own_day=6),
        Spec(f"Chi bộ Trạm Y tế {name}", health, "Phòng giao ban Trạm Y tế", "health", 0.42, clock=late),
        Spec(f"Chi bộ Cơ quan {name}", agency, hall, "agency", 1.4, clock=time(7, 30)),
        Spec(f"Chi bộ Hợp tác xã dịch vụ {name}", enterprise, "Trụ sở hợp tác xã", "coop", exactly=_TINY, clock=late),
    ]  # fmt: skip


def specs(count: int, name: str, *, group_name: str) -> list[Spec]:
    """The cells of one committee."""
    share, of = RESIDENTIAL_SHARE
    residential = max(5, min(count - 1, round(count * share / of)))
    place = "" if group_name == "Tổ dân phố" else f", {name}"
    groups = [_group(number, group_name, place) for number in range(1, residential + 1)]
    others = _others(name)
    kinds = (others * (count // len(others) + 1))[: count - residential]
    repeated = [
        spec if place_ < len(others) else _again(spec, place_ // len(others) + 1)
        for place_, spec in enumerate(kinds)
    ]
    return groups + repeated


def _again(spec: Spec, number: int) -> Spec:
    return Spec(**(spec.__dict__ | {"name": f"{spec.name} (số {number})"}))


def sizes(plan: Plan, all_specs: list[Spec]) -> list[int]:
    """How many members each cell gets; together exactly as many as ordered."""
    least = 4
    left = plan.members - sum(spec.exactly for spec in all_specs)
    total = sum(spec.weight for spec in all_specs if not spec.exactly)
    counts = [spec.exactly or max(least, int(left * spec.weight / total)) for spec in all_specs]
    free = [place for place, spec in enumerate(all_specs) if not spec.exactly]
    step = 0
    while (missing := plan.members - sum(counts)) != 0:
        place = free[step % len(free)]
        if missing > 0 or counts[place] > least:
            counts[place] += 1 if missing > 0 else -1
        step += 1
    return counts


def _names(count: int) -> Iterator[str]:
    for index in range(count):
        again = f" {index // 120 + 1}" if index >= 120 else ""
        yield f"xã {FIRST[index % 12]} {SECOND[(index // 12 + index) % 10]}{again}"


def committees(plan: Plan) -> tuple[Committee, list[tuple[Committee, list[Spec]]]]:
    """Writes the tree; gives its root, and each committee with the specs of its own cells."""
    town = {
        "name": f"Đảng bộ {TOWN}",
        "committee_name": f"Đảng ủy {TOWN}",
        "level": "cơ sở",
        "place": "Hương Khê",
    }
    if plan.cells <= ONE_COMMITTEE:
        root = Committee.objects.add_root(create_kwargs=town)
        return root, [(root, specs(plan.cells, TOWN, group_name="Tổ dân phố"))]
    province = Committee.objects.add_root(create_kwargs=PROVINCE)
    first = _child(province, town)
    found = [(first, specs(TOWN_CELLS, TOWN, group_name="Tổ dân phố"))]
    left = plan.cells - TOWN_CELLS
    communes = max(1, round(left / PER_COMMUNE))
    for index, name in enumerate(_names(communes)):
        count = left // communes + (index < left % communes)
        child = _child(
            province,
            {
                "name": f"Đảng bộ {name}",
                "committee_name": f"Đảng ủy {name}",
                "level": "cơ sở",
                "place": name.removeprefix("xã "),
            },
        )
        found.append((child, specs(count, name, group_name="Thôn")))
    return province, found


def _child(parent: Committee, values: dict[str, str]) -> Committee:
    # Read anew: the tree keeps the number of children in the row of the parent.
    return Committee.objects.add_child(Committee.objects.get(pk=parent.pk), create_kwargs=values)


def write_cells(
    plan: Plan,
    committee: Committee,
    wanted: list[tuple[Spec, int]],
    *,
    first_index: int,
    copier: Copier,
) -> list[Place]:
    """The cells of a committee with their terms."""
    places = []
    for offset, (spec, size) in enumerate(wanted):
        rng = plan.random("cell", first_index + offset)
        cell = copier.add(
            Cell,
            committee=committee,
            name=spec.name,
            kind=spec.kind,
            founded=date(rng.randint(1976, 2004), rng.randint(1, 12), rng.randint(1, 28)),
            usual_day=spec.own_day,
            usual_time=spec.clock,
            usual_place=spec.place,
            min_minutes=60 if spec.exactly == _TINY else None,
        )
        place = Place(first_index + offset, spec, cell, committee, size)
        days = congresses(plan.first_month, plan.today, rng)
        for number, day in enumerate(days):
            until = days[number + 1] if number + 1 < len(days) else None
            end_year = until.year if until else day.year + 2
            term = copier.add(Term, cell=cell, name=f"{day.year}-{end_year}", validity=(day, until))
            place.terms.append((term, day, until))
        places.append(place)
    return places
