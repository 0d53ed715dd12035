"""The progress of one part of long work, which stops when the whole does."""

from __future__ import annotations

from icp_footprints.progress import Progress


class Part(Progress):
    """Tells the whole how far it is.

    Parameters
    ----------
    whole
        The progress of all the work.
    begins, ends
        The share of the work done before this part and after it, from 0 to 1.
    """

    def __init__(self, whole: Progress, begins: float, ends: float) -> None:
        super().__init__(
            lambda fraction, text: whole.report(begins + fraction * (ends - begins), text)
        )
        self._whole = whole

    @property
    def cancelled(self) -> bool:
        """Whether the user has asked the whole work to stop."""
        return self._whole.cancelled

    def cancel(self) -> None:
        """Ask the whole work to stop."""
        self._whole.cancel()
