"""Text as every kind of file can hold it."""

from __future__ import annotations


def storable(value: object) -> str | None:
    """A text, if there is one, without what no file can hold: NUL, halves of surrogate pairs."""
    if value is None:
        return None
    return str(value).replace("\0", "").encode("utf-8", "replace").decode("utf-8")
