"""The "send a comment" link of a footprint: an e-mail, addressed and begun, not yet sent."""

from __future__ import annotations

import re
from urllib.parse import quote

from icp_footprints.errors import InputError
from icp_footprints.wording import one_line, shortened

# Plain addresses only: nothing that a link would read as a second address or a further field.
LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
ADDRESS = re.compile(rf"[A-Za-z0-9._+'-]+@(?:{LABEL}\.)+[A-Za-z]{{2,}}")
LONGEST_ADDRESS = 254
# Programs cut links of over 2,000 letters, and a letter beyond English takes six to twelve.
LONGEST_IN_LINK, LONGEST_ABOUT = 60, 200


def checked_address(text: str) -> str:
    """An e-mail address that comments can be sent to, without blanks around it.

    Raises
    ------
    InputError
        When it is not one plain address.
    """
    address = text.strip()
    if len(address) > LONGEST_ADDRESS or not ADDRESS.fullmatch(address):
        raise InputError(
            f"'{shortened(address)}' is not an e-mail address that comments can be sent to.",
            "Give one address, such as neighbourhoods@council.gov.uk.",
        )
    return address


def comment_link(address: str, place: str, footprint: str, about: str) -> str:
    """A ``mailto:`` link that begins an e-mail about one footprint.

    Parameters
    ----------
    address
        Where it goes; see `checked_address`.
    place, footprint
        Names, for the subject.
    about
        Plan, version and content check: what the comment is on, for the body.
    """
    named = f"{_brief(footprint)}, {_brief(place)}"
    subject = f"Comment on the footprint {named}"
    plan = shortened(one_line(about), LONGEST_ABOUT)
    body = f"About: {named}\r\nPlan: {plan}\r\n\r\nMy comment:\r\n\r\n"
    return f"mailto:{quote(address, safe='@')}?subject={_encoded(subject)}&body={_encoded(body)}"


def _brief(text: str) -> str:
    return shortened(one_line(text), LONGEST_IN_LINK)


def _encoded(text: str) -> str:
    return quote(text, safe="", errors="replace")
