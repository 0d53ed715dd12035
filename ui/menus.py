"""Which operation stands where: in the menus, on the toolbar, in the table's own menu."""

from __future__ import annotations

from ui.operations.all_operations import Operations
from ui.operations.operation import Operation

Group = tuple[Operation, ...]
# Under an icon there is little room: the whole toolbar has to be seen on a small screen.
SHORT_TOOLS = {
    "Paint areas": "Areas",
    "Push border": "Border",
    "Pick footprint": "Pick",
    "Move map": "Move",
}


def menus(each: Operations) -> tuple[tuple[str, tuple[Group, ...]], ...]:
    """Each menu's title and its operations, in groups with a line between them."""
    return (
        (
            "&File",
            (
                (each.new_plan, each.open_plan, each.open_sample),
                (each.save, each.save_as),
                (each.import_footprints,),
                (each.export, each.print_plan, each.print_preview),
                (each.show_sources,),
            ),
        ),
        (
            "&Edit",
            (
                (each.undo, each.redo, each.go_to_step),
                (each.assign_units, each.unassign_units),
            ),
        ),
        (
            "F&ootprints",
            (
                (each.generate, each.set_bands, each.set_targets),
                (
                    each.find_alternatives,
                    each.how_good,
                    each.improve,
                    each.rebalance,
                    each.least_change,
                    each.repair,
                    each.finish,
                ),
                (each.new_footprint, each.rename_footprint, each.describe_footprint),
                (each.recolour_footprint, each.lock_footprints),
                (each.merge_footprints, each.delete_footprint),
                (each.fill_gaps,),
                (each.fix_issue, each.record_exception, each.remove_exception),
            ),
        ),
        ("&Plan", _of_the_plan(each)),
        ("&Select", _selecting(each)),
        (
            "&View",
            (
                (each.zoom_place, each.zoom_footprint, each.zoom_selection),
                (each.next_issue, each.previous_issue),
                (each.set_basemap,),
            ),
        ),
    )


def _of_the_plan(each: Operations) -> tuple[Group, ...]:
    return ((each.propose, each.agree, each.back_to_draft), (each.new_version,))


def _selecting(each: Operations) -> tuple[Group, ...]:
    return (
        (each.select_footprint, each.select_unassigned),
        (each.grow_selection, each.invert_selection, each.clear_selection),
    )


def toolbar(each: Operations) -> tuple[Group, ...]:
    """The toolbar's groups, the most used first; the tools stand where a group is empty."""
    return (
        (each.save, each.undo, each.redo),
        (),
        (each.zoom_place, each.zoom_footprint),
        (each.generate, each.new_footprint, each.merge_footprints, each.fill_gaps),
        (each.export,),
    )


def table_menu(each: Operations) -> Group:
    """What can be done with the footprints chosen in the table."""
    return (
        each.zoom_footprint,
        each.rename_footprint,
        each.recolour_footprint,
        each.lock_footprints,
        each.merge_footprints,
        each.delete_footprint,
    )


def issue_menu(each: Operations) -> Group:
    """What can be done with the issue chosen in the list."""
    return (each.fix_issue, each.record_exception, each.remove_exception)


def selection_menu(each: Operations) -> Group:
    """What can be done with the units selected on the map."""
    return (
        each.assign_units,
        each.unassign_units,
        each.new_footprint,
        each.grow_selection,
        each.zoom_selection,
        each.clear_selection,
    )
