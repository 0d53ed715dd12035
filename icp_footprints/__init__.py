"""Neighbourhood footprints for England's places: make them, measure them, agree them."""

__version__ = "0.2.0"
