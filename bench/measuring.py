"""How a ratio is taken: both sides in turn, several times, and the best of each."""

import gc
from collections.abc import Callable
from dataclasses import asdict, dataclass
from time import perf_counter


@dataclass(frozen=True)
class Result:
    """`ratio` is what the aim speaks of; `ours` and `reference` are in `unit`."""

    ratio: float
    ours: float
    reference: float
    unit: str
    aim: str
    met: bool

    def plain(self) -> dict:
        return asdict(self)


def seconds(act: Callable[[], object]) -> float:
    gc.collect()
    begun = perf_counter()
    act()
    return perf_counter() - begun


def in_turn(
    ours: Callable[[], object], reference: Callable[[], object], *, rounds: int
) -> tuple[float, float]:
    """The best seconds of each side. One warms up for the other in turn, and the best of several
    rounds is what the machine can do when nothing else disturbs it."""
    ours(), reference()
    times = [(seconds(ours), seconds(reference)) for _ in range(rounds)]
    return min(one for one, _ in times), min(other for _, other in times)


def at_most(ours: float, reference: float, most: float, *, unit: str = "s") -> Result:
    ratio = ours / reference
    return Result(ratio, ours, reference, unit, f"at most {most}", ratio <= most)


def at_least(ours: float, reference: float, least: float, *, unit: str) -> Result:
    ratio = ours / reference
    return Result(ratio, ours, reference, unit, f"at least {least}", ratio >= least)
