"""The templates of pages: every text of a plan is escaped in them, and nothing may be missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from icp_footprints.report.words import day_words
from icp_footprints.resources import resources_folder
from icp_footprints.wording import shortened


def page_templates(
    folder: str,
    fit: Callable[[str], str],
    filters: Mapping[str, Callable[..., object]] | None = None,
) -> Environment:
    """The templates in a folder of ``resources``.

    Parameters
    ----------
    folder
        Its name.
    fit
        Makes each text fit for the page, on its way there; markup of our own is left as it is.
    filters
        Those that its templates use, beside ``short`` and ``day``.
    """

    def finalize(value: Any) -> Any:
        is_text = isinstance(value, str) and not isinstance(value, Markup)
        return fit(value) if is_text else value

    environment = Environment(
        loader=FileSystemLoader(resources_folder() / folder),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"short": shortened, "day": day_words, **(filters or {})}
    return environment
