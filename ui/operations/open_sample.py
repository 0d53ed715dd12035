"""Open the bundled sample, Wirral."""

from __future__ import annotations

from icp_footprints.geography.place import Place
from icp_footprints.plan.plan import Plan
from icp_footprints.progress import Progress
from ui.document import PlanDocument
from ui.operations.file_services import FileServices
from ui.operations.operation import Operation
from ui.operations.unsaved import UnsavedChanges


class OpenSample(Operation):
    title = "Open the &Wirral sample"
    short_title = "Sample"
    icon = "sample"
    tip = "Opens Wirral, which comes with the program, to try things out."

    def __init__(
        self, document: PlanDocument, services: FileServices, unsaved: UnsavedChanges
    ) -> None:
        super().__init__(document)
        self._services = services
        self._unsaved = unsaved

    def disabled_reason(self) -> str:
        return ""

    def run(self) -> None:
        self._unsaved.then(self._read)

    def _read(self) -> None:
        def work(progress: Progress) -> Place:
            from icp_footprints.sources.sample import sample_place

            progress.report(0.0, "Reading the sample")
            place = sample_place()
            progress.check_cancelled()
            return place

        def done(place: Place) -> None:
            self.document.open(place, Plan.empty(len(place.units), "New plan"))

        def failed(reason: str) -> None:
            self._services.messages.error("The sample was not opened", reason)

        self._services.runner.submit(
            work, done, failed, title="Opening the Wirral sample", is_blocking=True
        )
