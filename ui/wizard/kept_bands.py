"""The bands a new plan gets where a ledger they are on could not be read. Knows no Qt."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from icp_footprints.plan.band import Band
from ui import words


def kept_bands(
    wanted: Sequence[Band], ledgers: Sequence[str], blamed: Collection[str] = ()
) -> tuple[tuple[Band, ...], tuple[str, ...]]:
    """Bands on the ledgers there are, and what is to be said of the others.

    Parameters
    ----------
    wanted
        What the user asked for, the foremost first; at least one.
    ledgers
        Names of the ledgers that were read, residents first; at least one.
    blamed
        Titles of files left out that would have given a ledger.

    Returns
    -------
    tuple
        The bands, never none of them: the numbers of the foremost go to the first ledger where no
        band is left. And a sentence for each band that is not as it was asked for.
    """
    kept = tuple(band for band in wanted if band.ledger in ledgers)
    lost = [band for band in wanted if band.ledger not in ledgers]
    told: list[str] = []
    for band in lost:
        name = words.ledger_name(band.ledger)
        reason = f"{' and '.join(blamed)} could not be used" if blamed else "no file has any"
        told.append(f"Band on {name} left out: {reason}.")
    if lost and lost[0] is wanted[0]:
        now = words.ledger_name(kept[0].ledger if kept else ledgers[0])
        told[0] += (
            f" The band on {now}, {kept[0].words()}, comes first now."
            if kept
            else f" Its numbers, {wanted[0].words()}, are now for {now}: go Back to change them."
        )
    return kept or (replace(wanted[0], ledger=ledgers[0]),), tuple(told)
