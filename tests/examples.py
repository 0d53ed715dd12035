"""How many examples a property test tries."""

from hypothesis import settings

# The whole check tries the same examples every time: what they can find, they find at the first
# go. Plain `pytest` draws new ones, and more of them.
SAME_EXAMPLES = "same-examples"
PART_OF_SAME, FEWEST_OF_SAME, MOST_OF_SAME = 0.15, 6, 15


def examples(most: int) -> int:
    """`most`, or a part of it where they are the same each time."""
    if settings.get_current_profile_name() != SAME_EXAMPLES:
        return most
    return min(most, max(FEWEST_OF_SAME, round(PART_OF_SAME * most)))
