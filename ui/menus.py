"""Which operation stands where: in the menus, on the toolbar, in the table's own menu."""

from __future__ import annotations

from ui.operations.all_operations import Operations
from ui.operations.operation import Operation

Group = tuple[Operation, ...]


def menus(each: Operations) -> tuple[tuple[str, tuple[Group, ...]], ...]:
    """Each menu's title and its operations, in groups with a line between them."""
    return (
        (
            "&File",
            (
                (each.open_plan, each.open_sample),
                (each.save, each.save_as),
                (each.export_geojson, each.export_csv, each.report),
                (each.show_sources,),
            ),
        ),
        ("&Edit", ((each.undo, each.redo), (each.assign_units, each.unassign_units))),
        (
            "F&ootprints",
            (
                (each.generate, each.set_bands, each.set_targets),
                (each.new_footprint, each.rename_footprint),
                (each.merge_footprints, each.delete_footprint),
                (each.fill_gaps,),
                (each.record_exception, each.remove_exception),
            ),
        ),
        ("&View", ((each.zoom_place, each.zoom_footprint),)),
    )


def toolbar(each: Operations) -> tuple[Group, ...]:
    """The toolbar's groups; the tools stand where a group is empty."""
    return (
        (each.open_plan, each.save),
        (each.undo, each.redo),
        (),
        (each.new_footprint, each.merge_footprints, each.delete_footprint, each.fill_gaps),
        (each.generate, each.report),
        (each.zoom_place, each.zoom_footprint),
    )


def table_menu(each: Operations) -> Group:
    """What can be done with the footprints chosen in the table."""
    return (
        each.zoom_footprint,
        each.rename_footprint,
        each.merge_footprints,
        each.delete_footprint,
    )


def issue_menu(each: Operations) -> Group:
    """What can be done with the issue chosen in the list."""
    return (each.record_exception, each.remove_exception)


def selection_menu(each: Operations) -> Group:
    """What can be done with the units selected on the map."""
    return (each.assign_units, each.unassign_units, each.new_footprint)
