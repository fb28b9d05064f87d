"""Servers of mail that fail in the ways in which they do."""

import os
import signal
from typing import Any, ClassVar

from django.core.mail.backends import filebased, locmem


class Faulty(locmem.EmailBackend):
    """Fails when it is told to: before it takes a letter, or while it does."""

    unreached: ClassVar[Exception | None] = None
    refuses: ClassVar[Exception | None] = None

    def open(self) -> bool:
        if self.unreached:
            raise self.unreached
        return True

    def send_messages(self, messages: list[Any]) -> int:
        if self.refuses:
            raise self.refuses
        return super().send_messages(messages)


class Deadly(filebased.EmailBackend):
    """Takes the letter, and the worker is killed before it can note that."""

    def send_messages(self, messages: list[Any]) -> int:
        super().send_messages(messages)
        os.kill(os.getpid(), signal.SIGKILL)
        return 0
