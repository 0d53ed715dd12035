"""Which of the files an error is about, and reading the rest without it. Knows no Qt."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from icp_footprints.errors import FootprintsError, InputError
from icp_footprints.progress import Progress
from ui.wizard.answers import Answer, Kind
from ui.wizard.plain_errors import plainly

if TYPE_CHECKING:
    from icp_footprints.geography.place import Place

    Read = Callable[[Sequence[Answer]], Place]

LeftOut = tuple[tuple[Answer, str], ...]


def read_the_rest(
    answers: Sequence[Answer], read: Read, progress: Progress
) -> tuple[Place, LeftOut]:
    """Read the files; those that fail are left out, each with the reason, and the rest read.

    Parameters
    ----------
    answers
        What is wanted of each file.
    read
        Makes a place of them.
    progress
        Where to hear that the user wants to stop.

    Raises
    ------
    InputError
        When the units cannot be read, no single file is at fault, or the rest cannot do without.
    Cancelled
        When the user stops it.
    """
    return _read_without(answers, read, progress, "")


def _read_without(
    answers: Sequence[Answer], read: Read, progress: Progress, before: str
) -> tuple[Place, LeftOut]:
    """As above; where the fault is the one before, what was left out since is in order."""
    progress.check_cancelled()
    try:
        return read(answers), ()
    except FootprintsError as error:
        if str(error) == before:
            raise
        first = error
    # The readers call all sheets of a workbook by its name: trying tells which one is meant.
    found: list[tuple[Place, LeftOut]] = []
    stops: list[tuple[Answer, FootprintsError]] = []
    for each in suspects_of(str(first), answers):
        try:
            place, others = _read_without(without(answers, each), read, progress, str(first))
            found.append((place, ((each, naming(each, first)), *others)))
        except FootprintsError as error:
            if str(error) != str(first):
                stops.append((each, error))
    fewest = min((len(left_out) for _, left_out in found), default=0)
    best = [each for each in found if len(each[1]) == fewest]
    if len(best) == 1:
        return best[0]
    words = plainly(first)
    if best:
        # Two that do not go together: which of them is meant is for the user to say.
        either = " or ".join(left_out[0][0].look.part_title for _, left_out in best)
        words += f" Leave out {either}."
    elif len(stops) == 1:
        failing, stop = stops[0]
        words = f"{naming(failing, first)} The rest cannot do without it: {plainly(stop)}"
    raise InputError(words) from first


def suspects_of(words: str, answers: Sequence[Answer]) -> list[Answer]:
    """The files that an error may be about: one, several parts of one file, or none.

    None as well where the units may be at fault, which nothing can be read without.
    """
    used = [each for each in answers if each.kinds]
    ways = (_whole_names, _part_names, _member_names, _file_names)
    found: list[Answer] = []
    for names in ways:
        sizes = {
            each.look.source: max((len(name) for name in names(each) if name in words), default=0)
            for each in used
        }
        longest = max(sizes.values(), default=0)
        # Of sheets called 2021 and 2021 old, the longer name is the one that is written out.
        found = [each for each in used if longest and sizes[each.look.source] == longest]
        if names is _file_names:
            found = [each for each in used if sizes[each.look.source]]
        if found:
            break
    is_of_one_file = len({each.look.file for each in found}) == 1
    is_of_units = any("units" in each.kinds for each in found)
    is_of_parts = all(each.look.part for each in found)
    return found if is_of_one_file and not is_of_units and (len(found) == 1 or is_of_parts) else []


def naming(each: Answer, error: FootprintsError) -> str:
    """An error in the words of the wizard, which names the part of the file as well."""
    words, look = plainly(error), each.look
    if not look.part or f"'{look.part}'" in words or f":{look.part}" in words:
        return words
    file = Path(look.file).name
    # Where something follows a colon, the part or member is named there.
    bare = re.compile(rf"(?<![\w/\\]){re.escape(file)}(?![\w:]\w|\w)")
    named, count = bare.subn(lambda _: look.part_title, words)
    return named if count == 1 else f"{look.part_title}: {words}"


def without(answers: Sequence[Answer], failing: Answer) -> list[Answer]:
    """The answers without one of them, and without what needs it."""
    return [_without(each, failing) for each in answers]


def _without(each: Answer, failing: Answer) -> Answer:
    if each.look.source == failing.look.source:
        return replace(each, kinds=frozenset[Kind](), layers=())
    if "registrations" in failing.kinds:
        return replace(each, kinds=each.kinds - {"practice-pcn"})
    return each


def _whole_names(each: Answer) -> tuple[str, ...]:
    return (each.look.source,)


def _part_names(each: Answer) -> tuple[str, ...]:
    look = each.look
    if look.is_layer:
        path, _, layer = look.source.rpartition(":")
        return (f"{Path(path).name}:{layer}",)
    return (f"{Path(look.file).name}:{look.part}",) if look.part else ()


def _member_names(each: Answer) -> tuple[str, ...]:
    """The workbook within an archive, which all its sheets have in common."""
    member, colon, _ = each.look.part.rpartition(":")
    return (f"{Path(each.look.file).name}:{member}",) if colon else ()


def _file_names(each: Answer) -> tuple[str, ...]:
    return () if each.look.is_layer else (Path(each.look.file).name,)
