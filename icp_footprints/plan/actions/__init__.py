"""The verbs that change a plan: one a file, each a pure function from plan to plan."""

from icp_footprints.plan.actions.assign import assign
from icp_footprints.plan.actions.create import create
from icp_footprints.plan.actions.delete import delete
from icp_footprints.plan.actions.fill_gaps import fill_gaps
from icp_footprints.plan.actions.merge import merge
from icp_footprints.plan.actions.rename import rename

__all__ = ["assign", "create", "delete", "fill_gaps", "merge", "rename"]
