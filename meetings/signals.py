"""What the floors above may listen to."""

from django.dispatch import Signal

# Sent with `meeting` after the transaction that signed its minutes.
minutes_signed = Signal()

# Sent with `meeting` after the transaction that opened its signed minutes again.
minutes_reopened = Signal()
