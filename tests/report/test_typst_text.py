"""What pages can show is known before they are set."""

import shutil
import subprocess
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icp_footprints.plan.status import Status
from icp_footprints.report.pdf.typst_fonts import (
    FURTHER,
    STYLES,
    characters,
    fonts_folder,
    letters,
)
from icp_footprints.report.pdf.typst_text import (
    LONGEST_WORD,
    MARK,
    SEAM,
    has_marks,
    page_text,
    ready,
)


def test_the_typefaces_travel_with_their_licences():
    names = {path.name for path in fonts_folder().iterdir()}
    assert {*STYLES, *FURTHER, "NotoSans-LICENCE.txt", "DejaVuSans-LICENCE.txt"} == names
    assert sum(path.stat().st_size for path in fonts_folder().iterdir()) < 3_000_000


def test_letters_are_those_that_another_program_finds():
    if shutil.which("fc-query") is None:
        pytest.skip("NOT COMPARED WITH FONTCONFIG: fc-query is not installed")
    for name in (*STYLES, *FURTHER):
        said = subprocess.run(
            ["fc-query", "-f", "%{charset}", fonts_folder() / name],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        held = {
            code
            for first, _, last in (each.partition("-") for each in said)
            for code in range(int(first, 16), int(last or first, 16) + 1)
        }
        assert {code for code in characters(fonts_folder() / name) if code > 0x20} == {
            code for code in held if code > 0x20
        }


def test_letters_that_names_in_england_have():
    for words in ("Ŵŷ Llŷn café Ærøskøbing Łódź Ķekava", "שלום العربية", "≥ ≤ → ✓ ✗ ▲ ▼ – ’ … ² π"):
        assert page_text(words) == words
    assert page_text("中文 a\x07\ue000") == f"{MARK}{MARK} a{MARK}{MARK}"


def test_what_turns_the_line_round_is_left_out():
    assert page_text("a\u202eb\u2066c\u200fd") == "abcd"


@given(st.text(max_size=200))
def test_a_page_shows_only_what_the_typefaces_have(text):
    known = letters() | {"\n"}
    shown = page_text(text)
    assert set(shown) <= known
    for word in shown.split():
        assert all(len(piece) <= LONGEST_WORD for piece in word.split(SEAM))
    assert page_text(shown.replace(SEAM, "")).replace(SEAM, "") == shown.replace(SEAM, "")


def test_long_words_break_at_their_joints():
    broken = page_text("registrations_by_practice_and_area.csv")
    assert broken.split(SEAM) == ["registrations_", "by_", "practice_", "and_", "area.", "csv"]
    assert page_text("12.5 % of them") == "12.5\u00a0% of them"


def test_values_are_ready_for_json():
    @dataclass(frozen=True)
    class Thing:
        day: date
        names: tuple[str, ...]

    made = ready(
        {"a": Thing(date(2026, 11, 5), ("x\x00",)), "b": Status.DRAFT, "c": None, "d": 1.5}
    )
    assert made == {
        "a": {"day": "5 November 2026", "names": [f"x{MARK}"]}, "b": "draft", "c": None, "d": 1.5,
    }  # fmt: skip
    assert has_marks(made)
    assert not has_marks(ready(["plain", {"k": ("v",)}]))
    with pytest.raises(TypeError):
        ready({"a": object()})
