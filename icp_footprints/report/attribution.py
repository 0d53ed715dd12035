"""Whom to name under a map: the rights holders and makers of what it is drawn from."""

from __future__ import annotations

from icp_footprints.geography.place import Place


def attribution(place: Place) -> str:
    """One line from the place's sources.

    Notes that speak of rights or licences, each once; where there are none, the files' names.
    Files of which nothing was taken are not named.
    """
    used = [source for source in place.sources if source.is_used]
    notes = [text.strip().rstrip(".") for source in used for text in source.rights]
    if not notes:
        notes = [source.file for source in used if source.file]
        return f"Sources: {', '.join(dict.fromkeys(notes))}." if notes else ""
    return f"{'. '.join(dict.fromkeys(notes))}."
