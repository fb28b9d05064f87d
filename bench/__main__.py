"""Measures, prints a table, writes `bench/results.json`; fails when an aim is not met."""

import json
import logging
import sys

import django


def main(wanted: list[str]) -> int:
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from bench import cases, province

    cells = province.CELLS
    if wanted and wanted[0].startswith("--cells="):
        cells = int(wanted.pop(0).partition("=")[2])
    unknown = set(wanted) - cases.CASES.keys()
    if unknown:
        print(f"no such figure: {', '.join(sorted(unknown))}; there are {', '.join(cases.CASES)}")
        return 2
    settings.ROOT_URLCONF = "bench.urls"
    logging.disable(logging.WARNING)  # no broker is there, and none is needed
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("migrate", verbosity=0)
    print(f"Building a province of {cells} cells", flush=True)
    month = province.make(cells)
    results = {}
    for name in wanted or cases.CASES:
        results[name] = found = cases.CASES[name](month)
        print(
            f"{name:22} {found.ratio:6.2f}  {found.aim:14} {'met' if found.met else 'NOT MET':8} "
            f"ours {found.ours:.4g}, reference {found.reference:.4g} {found.unit}",
            flush=True,
        )
    told = {name: one.plain() | {"cells": cells} for name, one in results.items()}
    cases.RESULTS.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    return 0 if all(one.met for one in results.values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
