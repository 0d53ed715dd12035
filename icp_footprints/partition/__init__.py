"""Generating footprints: a problem in, plans and scores out."""
