"""What the floors above may listen to."""

from django.dispatch import Signal

# Sent with `meeting` after the transaction that signed its minutes.
minutes_signed = Signal()

# Sent with `meeting` after the transaction that opened its signed minutes again; `since` is the
# first month whose work it may have taken back.
minutes_reopened = Signal()

# Sent with `meeting` after the transaction in which the committee above scored it.
superior_scored = Signal()
