"""Set before Qt is loaded: tests need no screen."""

import os

from hypothesis import settings

from tests.examples import MOST_OF_SAME, SAME_EXAMPLES

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The whole check must say the same of the same code: `packaging/dev.py test` chooses this profile.
# Plain `pytest` draws new examples every time, and so finds what nobody has thought of.
settings.register_profile(SAME_EXAMPLES, derandomize=True, deadline=None, max_examples=MOST_OF_SAME)
