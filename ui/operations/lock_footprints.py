"""Lock the chosen footprints, or unlock them."""

from __future__ import annotations

from icp_footprints.plan.actions import lock
from icp_footprints.plan.plan import Footprint
from icp_footprints.wording import count_words
from ui.operations.operation import Operation
from ui.operations.reasons import none_active


class LockFootprints(Operation):
    title = "&Lock footprints"
    short_title = "Lock"
    icon = "lock"
    shortcut = "Ctrl+L"
    tip = (
        "Locked footprints gain and lose no units, by hand or by searching. Works on the "
        "footprints chosen in the table; again unlocks them."
    )

    def text(self) -> str:
        chosen = self._chosen()
        verb = "Un&lock" if chosen and all(each.locked for each in chosen) else "&Lock"
        return f"{verb} footprint{'' if len(chosen) == 1 else 's'}"

    def disabled_reason(self) -> str:
        if reason := super().disabled_reason():
            return reason
        return "" if self._chosen() else none_active(self.document)

    def run(self) -> None:
        chosen = self._chosen()
        self.set_locked([each.id for each in chosen], not all(each.locked for each in chosen))

    def set_locked(self, footprint_ids: list[str], is_locking: bool) -> bool:
        """Lock these footprints, or unlock them; false where nothing changes."""
        document = self.document
        asked = [document.plan.footprint(each) for each in footprint_ids]
        changed = [each for each in asked if each.locked != is_locking]
        what = changed[0].name if len(changed) == 1 else count_words(len(changed), "footprint")
        plan = lock(document.plan, [each.id for each in changed], locked=is_locking)
        return document.apply(plan, f"{'Lock' if is_locking else 'Unlock'} {what}")

    def _chosen(self) -> list[Footprint]:
        """The footprints chosen in the table, else the active one."""
        document = self.document
        if not document.is_open:
            return []
        active = document.active_footprint_id
        ids = document.chosen_footprints or ((active,) if active else ())
        return [document.plan.footprint(each) for each in ids]
