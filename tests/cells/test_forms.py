"""Figures as people write them in Vietnam."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from cells.forms import FigureField

FIELD = FigureField(max_digits=12, decimal_places=2, required=False)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("12", "12"),
        ("1,5", "1.5"),
        ("1.250", "1250"),
        ("1.250,5", "1250.5"),
        ("1.250.000", "1250000"),
        ("1.5", "1.5"),
        (" 7 ", "7"),
    ],
)
def test_commas_part_decimals_and_dots_part_thousands(typed, meant):
    assert FIELD.clean(typed) == Decimal(meant)


@pytest.mark.parametrize("typed", ["mười", "1,2,3", "1.25.0", "NaN", "Infinity", "1,234", "--1"])
def test_what_is_no_figure_is_refused(typed):
    with pytest.raises(ValidationError):
        FIELD.clean(typed)


def test_a_stored_figure_comes_back_as_it_would_be_typed():
    shown = FIELD.prepare_value(Decimal("1250.50"))
    assert shown == "1.250,5"
    assert FIELD.clean(shown) == Decimal("1250.5")
    assert FIELD.prepare_value("mười") == "mười"
