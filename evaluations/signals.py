"""What the floors above may listen to."""

from django.dispatch import Signal

# Sent with `round` after the transaction that ratified it.
round_ratified = Signal()
