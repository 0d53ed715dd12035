"""What was found in a file, in words for somebody who knows Excel."""

from __future__ import annotations

from icp_footprints.sources.recognition.inspected import SHAPE_WORDS
from icp_footprints.wording import count_words, people_words, shortlist
from ui.wizard.look import Look

MOST_PARTS = 3


def holds(look: Look) -> str:
    """How much a file holds and what it could serve as, or why it cannot be used."""
    held = look.inspection
    if look.is_open:
        parts = f"{count_words(len(look.parts), 'part')}: {shortlist(look.parts, MOST_PARTS)}"
        return f"{parts}. The next page asks which is meant."
    if held is None:
        return look.problem
    words = count_words(held.rows, SHAPE_WORDS.get(held.shape, "row"))
    if held.people is not None:
        is_people = held.recognition is not None and held.recognition.has("people")
        words += f", {people_words(held.people, 'people' if is_people else 'patients')}"
    found = held.recognition
    if found is not None and found.has("unit"):
        about = next((each for each in found.codes if each.column == found.columns["unit"]), None)
        if about is not None:
            words += f", by {about.geography} {about.vintage or ''}".rstrip()
    serves = "; ".join(service.what for service in held.services)
    return f"{words}: {serves}" if serves else f"{words}: nothing recognised yet"


def remarks(look: Look) -> tuple[str, ...]:
    """Format, reference system, and what is odd about a file."""
    held = look.inspection
    if held is None:
        return (look.problem,)
    system = (f"{held.system.partition(':')[0]}.",) if "not stated" in held.system else ()
    if held.system and not system:
        system = (f"{held.system}.",)
    return (f"{held.kind}.", *system, *held.notes)
