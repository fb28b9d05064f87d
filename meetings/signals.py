"""What the floors above may listen to."""

from django.dispatch import Signal

# Sent with `meeting` after the transaction that signed its minutes.
minutes_signed = Signal()
