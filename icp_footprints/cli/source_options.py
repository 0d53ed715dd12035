"""Options that say what to read: the same where one place is made and where many are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from icp_footprints.sources.recipe import Recipe

Text = str | None
Texts = list[str] | None


@dataclass(frozen=True)
class SourceOptions:
    """What is read beside the boundaries of units, and how it is put together."""

    id_column: Annotated[
        Text, typer.Option("--id", help="Column of unit codes, where it is not recognised.")
    ] = None
    name_column: Annotated[Text, typer.Option("--name", help="Column of unit names, likewise.")] = (
        None
    )
    resident: Annotated[Text, typer.Option(help="Column of resident people, likewise.")] = None
    where: Annotated[
        Texts,
        typer.Option(help="Keep rows with COL=VALUE; a column given twice may have either value."),
    ] = None
    column: Annotated[
        Texts, typer.Option(help="What a column is: [FILE:]ROLE=COLUMN, e.g. people=Total.")
    ] = None
    ledger: Annotated[
        Texts, typer.Option(help="A further way to count people: NAME=COLUMN of a file given.")
    ] = None
    lookup: Annotated[
        Texts,
        typer.Option(help="A layer from columns of any table: NAME=CODES or NAME=CODES,NAMES."),
    ] = None
    overlay: Annotated[
        Texts, typer.Option(help="A layer from polygons: NAME=FILE[:LAYER][,CODES[,NAMES]].")
    ] = None
    people_points: Annotated[
        Text,
        typer.Option(
            help="Where in a unit people live: its centres as ONS has them, or postcodes."
        ),
    ] = None
    registrations: Annotated[Text, typer.Option(help="NHS patients by practice and LSOA.")] = None
    practice_pcn: Annotated[Text, typer.Option(help="NHS map of practices to PCNs.")] = None
    points: Annotated[
        Texts, typer.Option(help="Local assets: NAME=FILE[:LAYER], e.g. libraries=libs.csv.")
    ] = None
    postcodes: Annotated[
        Text, typer.Option(help="Postcode directory, for files with postcodes only.")
    ] = None
    change_lookup: Annotated[
        Text, typer.Option(help="ONS look-up from LSOA 2011 to 2021, to convert tables.")
    ] = None
    crs: Annotated[
        Text, typer.Option(help="Reference system of the boundaries, e.g. EPSG:27700.")
    ] = None
    bridge: Annotated[
        Texts, typer.Option(help="Make two units neighbours: CODE:CODE:REASON, e.g. over a river.")
    ] = None
    barrier: Annotated[Texts, typer.Option(help="Cut two neighbours apart: CODE:CODE:REASON.")] = (
        None
    )
    barrier_lines: Annotated[
        Texts, typer.Option(help="Cut the neighbours that lines part: FILE[:LAYER]=REASON.")
    ] = None
    barrier_within: Annotated[
        float, typer.Option(help="How many metres from such a line a boundary may lie.")
    ] = 25.0
    allow_empty: Annotated[
        bool, typer.Option("--allow-empty", help="Accept units without people.")
    ] = False

    def recipe(self, units: str, tables: list[str]) -> Recipe:
        """The recipe of a place from boundaries and further tables about units.

        Raises
        ------
        InputError
            When an option is not written as it should be.
        """
        from icp_footprints.sources import options
        from icp_footprints.sources.layers.lookups import Lookup
        from icp_footprints.sources.recipe import Recipe

        return Recipe(
            units=units,
            id_column=self.id_column,
            name_column=self.name_column,
            resident_column=self.resident,
            where=options.parse_where(self.where or []),
            tables=tuple(tables),
            columns=tuple(options.parse_column(text) for text in self.column or []),
            ledgers=tuple(options.parse_ledger(text) for text in self.ledger or []),
            lookups=tuple(Lookup.parse(text) for text in self.lookup or []),
            overlays=tuple(options.parse_overlay(text) for text in self.overlay or []),
            people_points=self.people_points,
            registrations=self.registrations,
            practice_pcn=self.practice_pcn,
            point_layers=tuple(options.parse_points(text) for text in self.points or []),
            postcodes=self.postcodes,
            change_lookup=self.change_lookup,
            crs=self.crs,
            bridges=tuple(options.parse_bridge(text) for text in self.bridge or []),
            barriers=tuple(options.parse_barrier(text) for text in self.barrier or []),
            barrier_lines=tuple(
                options.parse_barrier_lines(text, self.barrier_within)
                for text in self.barrier_lines or []
            ),
            allow_empty=self.allow_empty,
        )
