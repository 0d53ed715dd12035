"""The verbs that change a plan: one a file, each a pure function from plan to plan."""

from icp_footprints.plan.actions.add_exception import add_exception
from icp_footprints.plan.actions.add_target import add_target
from icp_footprints.plan.actions.adopt import adopt
from icp_footprints.plan.actions.assign import assign
from icp_footprints.plan.actions.create import create
from icp_footprints.plan.actions.delete import delete
from icp_footprints.plan.actions.describe import describe
from icp_footprints.plan.actions.fill_gaps import fill_gaps
from icp_footprints.plan.actions.lock import lock
from icp_footprints.plan.actions.merge import merge
from icp_footprints.plan.actions.new_version import new_version
from icp_footprints.plan.actions.recolour import recolour
from icp_footprints.plan.actions.remove_exception import remove_exception
from icp_footprints.plan.actions.remove_target import remove_target
from icp_footprints.plan.actions.rename import rename
from icp_footprints.plan.actions.set_bands import set_bands
from icp_footprints.plan.actions.set_status import set_status
from icp_footprints.plan.actions.set_targets import set_targets
from icp_footprints.plan.actions.split import split

__all__ = [
    "add_exception",
    "add_target",
    "adopt",
    "assign",
    "create",
    "delete",
    "describe",
    "fill_gaps",
    "lock",
    "merge",
    "new_version",
    "recolour",
    "remove_exception",
    "remove_target",
    "rename",
    "set_bands",
    "set_status",
    "set_targets",
    "split",
]
