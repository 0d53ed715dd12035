"""Names and other texts that a Shapefile has cut short, as the plan has them whole."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from icp_footprints.exchange.exporting.shapefile import CUT
from icp_footprints.exchange.importing.found import Draft, Found, shown
from icp_footprints.exchange.importing.imported import finding
from icp_footprints.plan.plan import Footprint, Plan

SHAPEFILE_ENDINGS = (".shp", ".dbf", ".zip")
# The narrowest column that programs make for names; a shorter text was written as it is.
LEAST_CUT_BYTES = 50
SENTENCES = {
    "name": "Names in the file are shorter than the plan's, which are kept ({n}): {}.",
    "lead": "Leads in the file are shorter than the plan's, which are kept ({n}): {}.",
    "partners": "Partners in the file are shorter than the plan's, which are kept ({n}): {}.",
    "notes": "Notes in the file are shorter than the plan's, which are kept ({n}): {}.",
}


def with_whole_texts(found: Found, into: Plan) -> Found:
    """What was found, with the plan's text wherever that of the file is the beginning of it.

    Parameters
    ----------
    found
        What a Shapefile says. Footprints are the plan's by their ids.
    into
        The plan imported into.

    Returns
    -------
    Found
        With a finding about each kind of text that was cut.
    """
    known = {each.id: each for each in into.footprints}
    cut: defaultdict[str, list[str]] = defaultdict(list)
    drafts = tuple(
        _whole(draft, known[draft.id], cut) if draft.id in known else draft
        for draft in found.drafts
    )
    findings = [
        each
        for what, sentence in SENTENCES.items()
        for each in finding(f"{what} cut short", cut[what], sentence)
    ]
    return replace(found, drafts=drafts, findings=(*found.findings, *findings))


def _whole(draft: Draft, own: Footprint, cut: defaultdict[str, list[str]]) -> Draft:
    for what in SENTENCES:
        whole: str = getattr(own, what)
        if _is_beginning(getattr(draft, what), whole):
            cut[what].append(own.id if what != "name" else f"{own.id} {shown(whole)}")
            draft = replace(draft, **{what: whole})
    return draft


def _is_beginning(text: str | None, whole: str) -> bool:
    """Whether a text of the file is one of the plan's that was cut short, not one shortened."""
    if not text or text == whole:
        return False
    kept = text.removesuffix(CUT)
    is_cut = kept != text or len(text.encode("utf-8", "replace")) >= LEAST_CUT_BYTES
    return is_cut and len(kept) < len(whole) and whole.startswith(kept)
