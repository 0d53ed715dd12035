"""The report and the one-page summary as PDF."""
