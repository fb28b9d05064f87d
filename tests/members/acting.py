"""What tests of acts ask for."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from members.models import Membership, Office, Standing

DAY = date(2026, 6, 1)


def rows_of(member):
    """Every range of the member, without keys: what a correction must bring back."""
    return {
        model.__name__: sorted(
            (row.kind, str(getattr(row, "cell", "")), str(row.validity))
            for row in model.objects.filter(member=member)
        )
        for model in (Membership, Standing, Office)
    }


def refusal(write) -> str:
    with pytest.raises(ValidationError) as refused:
        write()
    return " ".join(refused.value.messages)
