"""A small drawing of where a footprint's people lie against the band."""

from __future__ import annotations

from markupsafe import Markup

from icp_footprints.plan.band import Band

WIDTH = 150.0
HEIGHT = 16.0


def band_bar(people: int, band: Band, most: int) -> Markup:
    """An SVG bar for one footprint.

    Parameters
    ----------
    people
        The footprint's people, on the band's ledger.
    band
        Drawn as a shaded stretch.
    most
        The most people of any footprint, so that all bars have one scale.
    """
    scale = (WIDTH - 4) / (1.08 * max(most, band.high))
    low, high, here = (2 + value * scale for value in (band.low, band.high, people))
    return Markup(  # noqa: S704 - numbers only
        f'<svg class="bar" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" aria-hidden="true">'
        f'<rect x="{low:.1f}" y="1" width="{high - low:.1f}" height="14" fill="#dbe7f0" '
        'stroke="#5b7f9c" stroke-width="0.8"/>'
        f'<rect x="2" y="6" width="{here - 2:.1f}" height="4" fill="#6b7680"/>'
        f'<circle cx="{here:.1f}" cy="8" r="4.2" fill="#12344d"/></svg>'
    )
