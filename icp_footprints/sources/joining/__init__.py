"""Joining files to the units of a place by code and vintage, and reporting what did not join."""
