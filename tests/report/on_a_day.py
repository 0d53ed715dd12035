"""What a report of a plan says, and its page, on a day in November."""

from datetime import date

from icp_footprints.plan.band import Band
from icp_footprints.report.content import report_content
from icp_footprints.report.html.page import html_page
from icp_footprints.report.maps.report_maps import ReportMaps
from tests.report.pages import Page

DAY = date(2026, 11, 5)
BAND = Band(1500, 2500)


def content(place, plan):
    return report_content(place, plan, DAY)


def html_report(place, plan, **options):
    """The text of the page; options as of `report_content`."""
    return html_page(report_content(place, plan, DAY, **options), ReportMaps(place, plan))


def page_of(place, plan):
    return Page(html_report(place, plan))
