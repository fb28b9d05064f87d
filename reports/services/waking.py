"""Where `wake` was; see `hmk.waking`."""

from hmk.waking import wake

__all__ = ["wake"]
