"""How a plan was made, in words that do not promise more than a seed can keep."""

from __future__ import annotations

import re

from icp_footprints import __version__
from icp_footprints.measures.target_result import goal_words
from icp_footprints.plan.plan import EDITED, GENERATED, Origin
from icp_footprints.plan.target import Target

SAME_AGAIN = "The same data, seed, settings and version make the same plan."
TIMED_AGAIN = (
    "The same data, seed, settings and version make the same plan, unless the time that the search "
    "was given cut it short."
)
EDITED_AGAIN = (
    "The seed and settings below make the plan that the edits began from. The edits themselves "
    "are in the plan file only."
)


def origin_words(origin: Origin) -> str:
    """How the plan was made, in a few words."""
    if origin.seed is None:
        return _capital(origin.method)
    if origin.method == GENERATED:
        return f"Generated with seed {origin.seed}"
    if origin.method == EDITED:
        return f"Generated with seed {origin.seed}, then edited by hand"
    return f"{_capital(origin.method)} (seed {origin.seed})"


# Settings as the plan file calls them, where a reader would not.
SETTING_WORDS = {"objective": "Score"}
WRITTEN_BAND = re.compile(r"(\d+):(\d+)")


def setting_words(key: str, value: str) -> tuple[str, str]:
    """A setting as a reader sees it: ``Band``, ``30,000 to 50,000``."""
    if key == "targets":
        value = "; ".join(_target_words(each) for each in value.split("; "))
    elif "band" in key:
        value = WRITTEN_BAND.sub(lambda band: f"{int(band[1]):,} to {int(band[2]):,}", value)
        value = value.replace("=", ": ")
    return SETTING_WORDS.get(key, _capital(key).replace("_", " ")), value


def _target_words(written: str) -> str:
    """A target as a reader sees it; as it is written, where that is no way to write one."""
    target = Target.try_parse(written)
    if target is None:
        return written
    weight = "" if target.weight == 1 else f", weight {target.weight:g}"
    return f"{goal_words(target)} ({target.strength}{weight})"


def method_pairs(origin: Origin) -> tuple[tuple[str, str], ...]:
    """How the plan can be made again, or why not, as pairs of term and value."""
    pairs = [("How the plan was made", f"{origin_words(origin)}.")]
    if origin.method == EDITED:
        pairs.append(("Making it again", EDITED_AGAIN))
    elif origin.method == GENERATED and origin.seed is not None:
        is_timed = any(key == "seconds" for key, _ in origin.settings)
        pairs.append(("Making it again", TIMED_AGAIN if is_timed else SAME_AGAIN))
    edited = origin.method == EDITED
    if origin.seed is not None:
        pairs.append(("Seed it began from" if edited else "Random seed", str(origin.seed)))
    pairs.extend(setting_words(*each) for each in origin.settings)
    if origin.made_at:
        pairs.append(("Generated at" if edited else "Plan made at", origin.made_at))
    if origin.version:
        pairs.append(
            ("Generated with version" if edited else "Plan made with version", origin.version)
        )
    return (*pairs, ("Report made with version", __version__))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
