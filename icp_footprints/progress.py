"""Progress and cancellation of long work, independent of how either is shown."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Cancelled(Exception):  # noqa: N818 - not an error: the user asked for it
    """Raised by long work when the user has asked it to stop."""


class Progress:
    """What long work reports to, and asks whether it should stop.

    Parameters
    ----------
    listener
        Called with the fraction done (0 to 1) and a few words. It is called on the thread that
        does the work, so a listener that draws must pass the news on to its own thread.
    """

    def __init__(self, listener: Callable[[float, str], None] | None = None) -> None:
        self._listener = listener
        self._cancel = threading.Event()

    def report(self, fraction: float, text: str = "") -> None:
        """Tell the listener how far the work has come."""
        if self._listener is not None:
            self._listener(min(1.0, max(0.0, fraction)), text)

    def cancel(self) -> None:
        """Ask the work to stop at its next check. Safe from any thread."""
        self._cancel.set()

    @property
    def cancelled(self) -> bool:
        """Whether the user has asked the work to stop."""
        return self._cancel.is_set()

    def check_cancelled(self) -> None:
        """Raise `Cancelled` when the user has asked the work to stop."""
        if self.cancelled:
            raise Cancelled


class Part(Progress):
    """The progress of one part of long work, which stops when the whole does.

    Parameters
    ----------
    whole
        The progress of all the work, which is told how far it is.
    begins, ends
        The share of the work done before this part and after it, from 0 to 1.
    name
        What the part is called before its own words; may be empty.
    """

    def __init__(self, whole: Progress, begins: float, ends: float, name: str = "") -> None:
        before = f"{name}: " if name else ""
        super().__init__(
            lambda fraction, text: whole.report(
                begins + fraction * (ends - begins), f"{before}{text}"
            )
        )
        self._whole = whole

    @property
    def cancelled(self) -> bool:
        """Whether the user has asked the whole work to stop."""
        return self._whole.cancelled

    def cancel(self) -> None:
        """Ask the whole work to stop."""
        self._whole.cancel()
