"""Every read of facts that more than one place uses. The user comes first."""

from reports.queries.boards import (
    attention,
    branches_of,
    cells_under,
    heat_rows,
    known_months,
    reasons_then,
    sums_by_kind,
    sums_by_month,
)

__all__ = [
    "attention",
    "branches_of",
    "cells_under",
    "heat_rows",
    "known_months",
    "reasons_then",
    "sums_by_kind",
    "sums_by_month",
]
