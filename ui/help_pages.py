"""The pages of the help: Markdown files in resources/help, found, named and searched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from icp_footprints.resources import resources_folder

FIRST_PAGE = "index"
BEGINNING = ("index", "getting-started")
SUFFIX = ".md"
TITLE = re.compile(r"^#\s+(.+?)\s*$", re.MULTILINE)


@dataclass(frozen=True)
class HelpPage:
    """One page: the name of its file, its title line, and its text as Markdown."""

    name: str
    title: str
    text: str

    def has(self, words: list[str]) -> bool:
        """Whether every one of some words is on the page; case does not matter."""
        text = self.text.casefold()
        return all(word.casefold() in text for word in words)


def help_folder() -> Path:
    """Where the pages are, and the pictures they show."""
    return resources_folder() / "help"


def help_pages() -> dict[str, HelpPage]:
    """Every page by its name: first how to begin, then by title."""
    pages = [_page(path) for path in help_folder().glob(f"*{SUFFIX}")]
    pages.sort(key=lambda page: (_rank(page.name), page.title.casefold()))
    return {page.name: page for page in pages}


def page_name(title: str) -> str:
    """The name of the page about a panel of that title: ``Footprints`` has ``footprints``."""
    return re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")


def _page(path: Path) -> HelpPage:
    text = path.read_text(encoding="utf-8")
    found = TITLE.search(text)
    return HelpPage(path.stem, found.group(1) if found else path.stem, text)


def _rank(name: str) -> int:
    return BEGINNING.index(name) if name in BEGINNING else len(BEGINNING)
