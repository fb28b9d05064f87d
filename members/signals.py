"""What the floors above may listen to."""

from django.dispatch import Signal

# Sent with `act` after the transaction that recorded it: rolls of `act.day` and later may differ.
roll_changed = Signal()

# Sent with `act` and its `changes` before a correction takes them back, inside the transaction. A
# receiver that has records standing on them puts these right, or raises ValidationError.
roll_correcting = Signal()

# Sent with `cell`, `into`, `day` and `pen` inside the transaction that merges a cell into another.
# A receiver puts right what it has of the cell from that day on, says so in `pen.warnings`, or
# raises ValidationError.
cell_merging = Signal()

# Sent with `cell` and the new `term`, inside the transaction that opens it. A receiver that has
# meetings from that day on puts them into the term, or raises ValidationError.
term_opened = Signal()
