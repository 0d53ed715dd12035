"""Whether a file belongs to a plan, in words and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

from icp_footprints.console.streams import say
from icp_footprints.exchange.stamps.stamp import Stamp
from icp_footprints.exchange.verify import Verdict


def show_verdict(path: Path, verdict: Verdict) -> None:
    """The answer, what else to know, and both content checks."""
    lines = [
        f"{path}: {'belongs' if verdict.belongs else 'does not belong'} to the plan.",
        verdict.words,
        *verdict.notes,
    ]
    if verdict.stamp is not None:
        lines.append(f"Content check of the file: {verdict.stamp.content_hash}")
    lines.append(f"Content check of the plan: {verdict.expected.content_hash}")
    # At once: a reader that stops after the first line has been sent the others too.
    say("\n".join(lines))


def no_stamp_words(path: Path) -> str:
    """What is said of a file without a content check: that nothing can be."""
    return f"{path} carries no content check, so nothing can be said of it."


def no_stamp_remedy(verdict: Verdict) -> str:
    """The way out for such a file."""
    if verdict.kind == "a CSV table":
        return "A look-up has it in the file .meta.json beside it; keep the two together."
    return "Give an export, report, map or plan file that this program wrote."


def verdict_text(path: Path, verdict: Verdict) -> str:
    """All of that as one JSON object."""
    compared = verdict.compared
    found = {
        "file": str(path),
        "kind": verdict.kind,
        "answer": verdict.answer,
        "belongs": verdict.belongs,
        "words": verdict.words,
        "notes": list(verdict.notes),
        "file_says": _said(verdict.stamp) if verdict.stamp else None,
        "plan_says": _said(verdict.expected),
        "compared": compared.noun or None,
        "compared_count": compared.count,
        "different_count": len(compared.different),
        "different_first": list(compared.different[:10]),
        "footprints_compared": verdict.figures.count,
        "footprints_different": list(verdict.figures.different[:10]),
    }
    return json.dumps(found, ensure_ascii=False, indent=2)


def _said(stamp: Stamp) -> dict[str, object]:
    return {
        "place": stamp.place,
        "plan": stamp.plan,
        "status": str(stamp.status) if stamp.status else None,
        "plan_version": stamp.plan_version,
        "content_hash": stamp.content_hash,
    }
