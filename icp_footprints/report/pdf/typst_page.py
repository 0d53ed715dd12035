"""Pages set by Typst: a template that travels with the program, and data handed to it as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from functools import cache

import typst

from icp_footprints.report.pdf.typst_fonts import FAMILIES, fonts_folder
from icp_footprints.report.pdf.typst_text import MARK, UNPRINTED, has_marks, ready, shown
from icp_footprints.resources import resources_folder

# PDF/UA-1: read aloud, jumped through and reflowed. PDF/A-2a: still readable in thirty years.
STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]


@dataclass(frozen=True)
class AboutFile:
    """What a PDF file says about itself.

    Parameters
    ----------
    title, author
        As a reader's program shows them.
    keywords
        By which `verify` knows the plan.
    """

    title: str
    author: str
    keywords: str


@dataclass(frozen=True)
class Pages:
    """Pages that can be set: as a PDF file, or as pictures.

    Parameters
    ----------
    template
        The file of the template in ``resources/typst``.
    about
        What the file says about itself.
    data
        What the pages say: dataclasses, mappings, sequences, text and numbers.
    pictures
        SVG texts, by the name by which the template asks for them.
    made_on
        The date in the file: equal input on an equal day makes an equal file.
    """

    template: str
    about: AboutFile
    data: Mapping[str, object]
    made_on: date
    pictures: Mapping[str, str] = field(default_factory=dict[str, str])

    def pdf(self) -> bytes:
        """The pages as a tagged PDF, with its fonts."""
        made = typst.compile(
            resources_folder() / "typst" / self.template,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs=self._inputs(),
            pdf_standards=STANDARDS,
            timestamp=datetime(*self.made_on.timetuple()[:3], tzinfo=UTC),
        )
        return _bytes(made)

    def png(self, ppi: float = 96.0) -> list[bytes]:
        """Each page as a picture, at so many pixels per inch."""
        made: object = typst.compile(
            resources_folder() / "typst" / self.template,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            format="png",
            ppi=ppi,
            sys_inputs=self._inputs(),
        )
        return [_bytes(each) for each in made] if isinstance(made, list) else [_bytes(made)]

    def _inputs(self) -> dict[str, str]:
        said = ready(self.data)
        drawn = {name: shown(svg) for name, svg in self.pictures.items()}
        about = {name: shown(words) for name, words in asdict(self.about).items()}
        marked = has_marks(said) or any(MARK in svg for svg in drawn.values())
        page = {
            "about": about,
            "said": said,
            "fonts": FAMILIES,
            "unprinted": UNPRINTED if marked else "",
        }
        return {"page": json.dumps(page), **drawn}


@cache
def _fonts() -> typst.Fonts:
    """The program's own typefaces and no others, so that a page looks the same everywhere."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts_folder()]
    )


def _bytes(made: object) -> bytes:
    if not isinstance(made, bytes):
        raise TypeError(f"Typst made {type(made).__name__}, not a file.")
    return made
