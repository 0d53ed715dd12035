"""The nearest to a disk that is full: no file of this process may grow."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def full_disk(bytes_left: int) -> Generator[None]:
    """No file of this process may grow beyond so many bytes."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_left, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
